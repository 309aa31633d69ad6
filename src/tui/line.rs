//! A text field with the usual editing keys, based on the `tui-input` crate.

use crossterm::event::{KeyCode, KeyModifiers};
use tui_input::{Input as Field, InputRequest};

use super::key::Key;

/// A text field.
#[derive(Debug, Clone, Default)]
pub(crate) struct Line {
    input: Field,
}

impl Line {
    /// Creates a text field with the cursor at the end.
    pub(crate) fn new(text: &str) -> Self {
        Self { input: Field::new(text.to_owned()) }
    }

    /// Creates a text field with the cursor at a byte offset.
    pub(crate) fn with_cursor(text: &str, at: usize) -> Self {
        let chars = text.get(..at).map_or_else(|| text.chars().count(), |before| before.chars().count());
        Self { input: Field::new(text.to_owned()).with_cursor(chars) }
    }

    /// The byte offset of the cursor.
    pub(crate) fn cursor(&self) -> usize {
        let text = self.text();
        text.char_indices().nth(self.input.cursor()).map_or(text.len(), |(at, _)| at)
    }

    /// The text.
    pub(crate) fn text(&self) -> &str {
        self.input.value()
    }

    /// The number of cells before the cursor.
    pub(crate) fn cursor_cell(&self) -> usize {
        self.input.visual_cursor()
    }

    /// The number of cells to skip so that the cursor is visible in a field of this width.
    pub(crate) fn scroll(&self, width: usize) -> usize {
        self.input.visual_scroll(width)
    }

    /// Handles an editing key.
    pub(crate) fn key(&mut self, key: Key) -> Typed {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        let alt = key.modifiers.contains(KeyModifiers::ALT);
        let request = match key.code {
            KeyCode::Char(c) if !control && !alt => InputRequest::InsertChar(c),
            KeyCode::Char('a') if control => InputRequest::GoToStart,
            KeyCode::Char('e') if control => InputRequest::GoToEnd,
            KeyCode::Char('b') if control => InputRequest::GoToPrevChar,
            KeyCode::Char('f') if control => InputRequest::GoToNextChar,
            KeyCode::Char('h') if control => InputRequest::DeletePrevChar,
            KeyCode::Char('d') if control => InputRequest::DeleteNextChar,
            KeyCode::Char('w') if control => InputRequest::DeletePrevWord,
            KeyCode::Char('u') if control => InputRequest::DeleteFromStart,
            KeyCode::Char('k') if control => InputRequest::DeleteTillEnd,
            KeyCode::Char('y') if control => InputRequest::Yank,
            KeyCode::Char('b') if alt => InputRequest::GoToPrevWord,
            KeyCode::Char('f') if alt => InputRequest::GoToNextWord,
            KeyCode::Backspace if alt => InputRequest::DeletePrevWord,
            KeyCode::Backspace => InputRequest::DeletePrevChar,
            KeyCode::Delete => InputRequest::DeleteNextChar,
            KeyCode::Left if control => InputRequest::GoToPrevWord,
            KeyCode::Right if control => InputRequest::GoToNextWord,
            KeyCode::Left => InputRequest::GoToPrevChar,
            KeyCode::Right => InputRequest::GoToNextChar,
            KeyCode::Home => InputRequest::GoToStart,
            KeyCode::End => InputRequest::GoToEnd,
            _ => return Typed::Other,
        };
        match self.input.handle(request) {
            Some(change) if change.value => Typed::Changed,
            _ => Typed::Moved,
        }
    }

    /// Inserts pasted text up to the maximum length. Line breaks and other control characters become spaces.
    pub(crate) fn paste(&mut self, text: &str) {
        let room = MAX_CHARS.saturating_sub(self.text().chars().count());
        let pasted: String = text.chars().take(room).map(|c| if c.is_control() { ' ' } else { c }).collect();
        let at = self.cursor();
        let (before, after) = self.text().split_at(at);
        let cursor = before.chars().count() + pasted.chars().count();
        self.input = Field::new(format!("{before}{pasted}{after}")).with_cursor(cursor);
    }
}

/// Maximum length for pasting; more than any query needs.
const MAX_CHARS: usize = 20_000;

impl Typed {
    /// Whether the text changed.
    pub(crate) fn changed(self) -> bool {
        self == Self::Changed
    }
}

/// The effect of a key on a text field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Typed {
    /// The text changed.
    Changed,
    /// At most the cursor moved.
    Moved,
    /// It is not an editing key.
    Other,
}
