//! Texts of records, many of them in one block of memory.
//!
//! A dataset has millions of texts. What is read together is collected in a [`TextBuffer`] and becomes one block, of which each
//! [`Text`] is a part; the block is freed with the last of its texts. A text takes 16 bytes, as does an optional one.

use std::borrow::Borrow;
use std::cell::RefCell;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::{Arc, LazyLock, OnceLock};

/// The bytes of texts that were collected together; set when all are there.
type Arena = OnceLock<Box<str>>;

/// The longest arena in bytes: places in it are numbers of 32 bits.
const MAX_ARENA: usize = u32::MAX as usize;

/// A text that can be shared. It is read like a `str`, to which it dereferences; clones are the same text.
#[derive(Clone)]
pub struct Text {
    arena: Arc<Arena>,
    start: u32,
    len: u32,
}

#[cfg(test)]
impl Text {
    /// The bytes of all texts that share its memory.
    pub(crate) fn arena(&self) -> &str {
        self.arena.get().map_or("", |arena| arena)
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        let arena = self.arena.get();
        debug_assert!(arena.is_some(), "a text was read before its buffer was complete");
        let start = self.start as usize;
        arena.and_then(|arena| arena.get(start..start + self.len as usize)).unwrap_or_default()
    }
}

/// A text of its own. One of more than 4 GiB, which the loader does not accept, is cut.
impl From<&str> for Text {
    fn from(text: &str) -> Self {
        static EMPTY: LazyLock<Arc<Arena>> = LazyLock::new(|| Arc::new(Box::<str>::default().into()));
        let mut len = text.len().min(MAX_ARENA);
        while !text.is_char_boundary(len) {
            len -= 1;
        }
        let own = || Arc::new(Box::<str>::from(&text[..len]).into());
        Self { arena: if len == 0 { Arc::clone(&EMPTY) } else { own() }, start: 0, len: len as u32 }
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        text.as_str().into()
    }
}

/// The empty text.
impl Default for Text {
    fn default() -> Self {
        "".into()
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        self
    }
}

impl Borrow<str> for Text {
    fn borrow(&self) -> &str {
        self
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for Text {}

impl PartialOrd for Text {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Text {
    fn cmp(&self, other: &Self) -> Ordering {
        (**self).cmp(&**other)
    }
}

impl Hash for Text {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (**self).hash(state);
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&**self, f)
    }
}

/// At most this many bytes of room are kept for the next buffer of a thread.
const MAX_KEPT: usize = 1 << 18;

thread_local! {
    /// Room for the buffers of a thread, so that an arena is allocated once, at its final size.
    static ROOM: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Collects texts. They can be read as soon as the buffer is dropped.
pub(crate) struct TextBuffer {
    bytes: String,
    arena: Arc<Arena>,
}

impl TextBuffer {
    /// An empty buffer.
    pub(crate) fn new() -> Self {
        let bytes = ROOM.with_borrow_mut(Vec::pop).unwrap_or_default();
        Self { bytes, arena: Arc::default() }
    }

    /// Adds a text, which can be read as soon as the buffer is dropped.
    pub(crate) fn add(&mut self, text: &str) -> Text {
        self.add_within(MAX_ARENA, text)
    }

    /// Adds a text, in an arena of at most so many bytes unless it is longer itself.
    fn add_within(&mut self, max: usize, text: &str) -> Text {
        if text.is_empty() || text.len() > max {
            return text.into();
        }
        if self.bytes.len() + text.len() > max {
            self.complete();
            self.arena = Arc::default();
        }
        let start = self.bytes.len() as u32;
        self.bytes.push_str(text);
        Text { arena: Arc::clone(&self.arena), start, len: text.len() as u32 }
    }

    fn complete(&mut self) {
        if !self.bytes.is_empty() {
            self.arena.get_or_init(|| self.bytes.as_str().into());
            self.bytes.clear();
        }
    }
}

impl Drop for TextBuffer {
    fn drop(&mut self) {
        self.complete();
        if (1..=MAX_KEPT).contains(&self.bytes.capacity()) {
            let room = std::mem::take(&mut self.bytes);
            // Where the thread is about to end, it is freed.
            let _ = ROOM.try_with(|all| all.borrow_mut().push(room));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::hash::{BuildHasher, RandomState};

    use super::*;

    /// The texts, collected together.
    fn collected(texts: &[&str]) -> Vec<Text> {
        let mut buffer = TextBuffer::new();
        texts.iter().map(|text| buffer.add(text)).collect()
    }

    #[test]
    fn texts_are_those_that_were_added() {
        let all = ["Київ", "", "talks", "🕊 peace", "é", "", "ends"];
        let texts = collected(&all);
        assert_eq!(texts.iter().map(|text| &**text).collect::<Vec<_>>(), all);
        assert_eq!(format!("{:?} {}", texts[0], texts[2]), "\"Київ\" talks");
        let is_shared = |a: &Text, b: &Text| Arc::ptr_eq(&a.arena, &b.arena);
        assert!(is_shared(&texts[0], &texts[6]) && !is_shared(&texts[0], &"Київ".into()));
    }

    #[test]
    fn texts_are_compared_by_their_letters_whatever_their_arena() {
        let (first, second) = (collected(&["b", "a", ""]), collected(&["", "xa", "a", "b"]));
        assert_eq!(first[1], second[2]);
        assert_eq!((&first[2], &second[0], &*Text::default()), (&second[0], &"".into(), ""));
        assert_ne!(first[1], second[1]);
        let mut sorted: Vec<Text> = first.iter().chain(&second).cloned().collect();
        sorted.sort();
        assert_eq!(sorted, ["", "", "a", "a", "b", "b", "xa"].map(Text::from));
        let state = RandomState::new();
        assert_eq!(state.hash_one(&first[1]), state.hash_one("a"));
    }

    #[test]
    fn texts_outlive_the_buffer_and_the_other_texts() {
        let mut buffer = TextBuffer::new();
        let (gone, text) = (buffer.add("gone"), buffer.add("kept"));
        let clone = text.clone();
        drop(buffer);
        drop((gone, text));
        let read = std::thread::spawn(move || clone.to_string()).join();
        assert_eq!(read.ok().as_deref(), Some("kept"));
    }

    #[test]
    fn the_room_of_a_buffer_is_empty_for_the_next() {
        let first = collected(&["first"]);
        let second = collected(&["second"]);
        assert_eq!((&*first[0], &*second[0]), ("first", "second"));
        assert_eq!(second[0].arena.get().map(|arena| arena.len()), Some("second".len()));
    }

    #[test]
    fn a_full_arena_is_followed_by_another() {
        let all = ["four", "five", "too long for it", "six", ""];
        let mut buffer = TextBuffer::new();
        let texts = all.map(|text| buffer.add_within(8, text));
        assert_eq!(&*texts[1], "five");
        drop(buffer);
        assert_eq!(texts.each_ref().map(|text| &**text), all);
        assert!(Arc::ptr_eq(&texts[0].arena, &texts[1].arena) && !Arc::ptr_eq(&texts[0].arena, &texts[3].arena));
    }

    #[test]
    #[cfg(debug_assertions)]
    #[should_panic(expected = "read before its buffer was complete")]
    fn a_text_is_not_read_too_early() {
        let mut buffer = TextBuffer::new();
        let text = buffer.add("early");
        let _ = text.len();
    }
}
