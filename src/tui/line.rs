//! A line that is typed into: the editing keys that people expect, over the `tui-input` crate.

use crossterm::event::{KeyCode, KeyModifiers};
use tui_input::{Input as Field, InputRequest};

use super::key::Key;

/// A line of text with a cursor.
#[derive(Debug, Clone, Default)]
pub struct Line {
    input: Field,
}

impl Line {
    /// A line with the cursor at its end.
    pub fn new(text: &str) -> Self {
        Self { input: Field::new(text.to_owned()) }
    }

    /// A line with the cursor at this byte.
    pub fn with_cursor(text: &str, at: usize) -> Self {
        let chars = text.get(..at).map_or_else(|| text.chars().count(), |before| before.chars().count());
        Self { input: Field::new(text.to_owned()).with_cursor(chars) }
    }

    /// The byte at which the cursor stands.
    pub fn cursor(&self) -> usize {
        let text = self.text();
        text.char_indices().nth(self.input.cursor()).map_or(text.len(), |(at, _)| at)
    }

    /// The text.
    pub fn text(&self) -> &str {
        self.input.value()
    }

    /// How many cells stand before the cursor.
    pub fn cursor_cell(&self) -> usize {
        self.input.visual_cursor()
    }

    /// How many cells are to be skipped so that the cursor is seen in so many.
    pub fn scroll(&self, width: usize) -> usize {
        self.input.visual_scroll(width)
    }

    /// Takes an editing key; tells whether the text changed. Other keys are left to others.
    pub fn key(&mut self, key: Key) -> Typed {
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

    /// Takes pasted text: line breaks become spaces.
    pub fn paste(&mut self, text: &str) {
        for c in text.chars().map(|c| if c.is_control() { ' ' } else { c }) {
            self.input.handle(InputRequest::InsertChar(c));
        }
    }
}

impl Typed {
    /// Whether the text is another.
    pub fn changed(self) -> bool {
        self == Self::Changed
    }
}

/// What a key did to a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typed {
    /// The text is another.
    Changed,
    /// The cursor moved, or nothing happened.
    Moved,
    /// The key is none of an editor's.
    Other,
}
