//! Asks the terminal for its background colour and recognizes the answer among the keys.
//!
//! The question is `OSC 11 ; ?` (Xterm, “Change `VT100` text background color”); the answer has the form
//! `OSC 11 ; rgb:hhhh/hhhh/hhhh` and reaches the program as if it had been typed. Nothing waits for it: a terminal that does
//! not answer keeps its own colours. Before the answer, `COLORFGBG` is used where the terminal sets it.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

use crate::config::Background;

/// What the answer begins with, after `ESC ]`.
const PREFIX: &str = "11;rgb";
/// The maximum length of an answer.
const MAX_LENGTH: usize = 40;

/// The question, asking for an answer that ends with BEL.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ask;

impl crossterm::Command for Ask {
    fn write_ansi(&self, f: &mut impl std::fmt::Write) -> std::fmt::Result {
        f.write_str("\x1b]11;?\x07")
    }

    #[cfg(windows)]
    fn execute_winapi(&self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Whether to ask a terminal of this type (`TERM`): not one that shows unknown sequences as text.
pub(super) fn can_ask(term: Option<&str>) -> bool {
    cfg!(unix) && term.is_some_and(|term| !term.is_empty() && term != "dumb" && term != "linux")
}

/// The background according to `COLORFGBG`: `15;0` is light on dark, the last number being the colour of the background.
pub(super) fn from_variable(value: &str) -> Option<Background> {
    let colour: u8 = value.rsplit(';').next()?.parse().ok()?;
    Some(if matches!(colour, 7 | 9..=15) { Background::Light } else { Background::Dark })
}

/// What to do with an event.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Heard {
    /// Handle these events; empty if they may be part of an answer.
    Events(Vec<Event>),
    /// The answer.
    Answer(Background),
}

/// Listens for the answer.
#[derive(Debug, Default)]
pub(super) struct Listener {
    held: Vec<Event>,
    text: String,
}

impl Listener {
    /// Handles an event.
    pub(super) fn hear(&mut self, event: Event) -> Heard {
        let Event::Key(KeyEvent { code: KeyCode::Char(letter), modifiers, .. }) = event else {
            return self.release(event);
        };
        let alt = modifiers.contains(KeyModifiers::ALT);
        if self.held.is_empty() {
            if alt && letter == ']' {
                self.held.push(event);
                return Heard::Events(Vec::new());
            }
            return Heard::Events(vec![event]);
        }
        // BEL is read as Ctrl-g, and the string terminator ESC \ as Alt-\.
        let is_end = modifiers.contains(KeyModifiers::CONTROL) && letter == 'g' || alt && letter == '\\';
        if is_end && let Some(background) = parse(&self.text) {
            *self = Self::default();
            return Heard::Answer(background);
        }
        self.text.push(letter);
        let length = self.text.len().min(PREFIX.len());
        let expected = self.text.is_char_boundary(length) && self.text[..length] == PREFIX[..length];
        if is_end || !expected || self.text.len() > MAX_LENGTH {
            return self.release(event);
        }
        self.held.push(event);
        Heard::Events(Vec::new())
    }

    /// Returns all events that turned out not to be an answer.
    fn release(&mut self, event: Event) -> Heard {
        let mut events = std::mem::take(self).held;
        events.push(event);
        Heard::Events(events)
    }
}

/// The background of an answer such as `11;rgb:1d1d/1f1f/2121`, by its relative luminance.
fn parse(text: &str) -> Option<Background> {
    let colour = text.strip_prefix("11;rgba:").or_else(|| text.strip_prefix("11;rgb:"))?;
    let mut parts = colour.split('/').map(|digits| {
        let most = 16u32.checked_pow(u32::try_from(digits.len()).ok()?)?.checked_sub(1).filter(|most| *most > 0)?;
        Some(f64::from(u32::from_str_radix(digits, 16).ok()?) / f64::from(most))
    });
    let (red, green, blue) = (parts.next()??, parts.next()??, parts.next()??);
    let luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    Some(if luminance > 0.5 { Background::Light } else { Background::Dark })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(code: KeyCode, modifiers: KeyModifiers) -> Event {
        Event::Key(KeyEvent::new(code, modifiers))
    }

    fn typed(text: &str) -> Vec<Event> {
        let mut events = vec![key(KeyCode::Char(']'), KeyModifiers::ALT)];
        events.extend(text.chars().map(|letter| key(KeyCode::Char(letter), KeyModifiers::NONE)));
        events
    }

    fn heard(events: Vec<Event>) -> (Vec<Event>, Option<Background>) {
        let mut listener = Listener::default();
        let (mut handled, mut answer) = (Vec::new(), None);
        for event in events {
            match listener.hear(event) {
                Heard::Events(events) => handled.extend(events),
                Heard::Answer(background) => answer = Some(background),
            }
        }
        (handled, answer)
    }

    #[test]
    fn answers_are_recognized_and_are_not_input() {
        let end = key(KeyCode::Char('g'), KeyModifiers::CONTROL);
        let terminator = key(KeyCode::Char('\\'), KeyModifiers::ALT);
        for (text, end, expected) in [
            ("11;rgb:ffff/ffff/ffff", &end, Background::Light),
            ("11;rgb:fdfd/f6f6/e3e3", &terminator, Background::Light),
            ("11;rgb:0000/2b2b/3636", &end, Background::Dark),
            ("11;rgb:1d/1f/21", &end, Background::Dark),
            ("11;rgba:ffff/ffff/ffff/ffff", &end, Background::Light),
        ] {
            let mut events = typed(text);
            events.push(end.clone());
            events.push(key(KeyCode::Char('j'), KeyModifiers::NONE));
            let (handled, answer) = heard(events);
            assert_eq!(answer, Some(expected), "{text}");
            assert_eq!(handled, [key(KeyCode::Char('j'), KeyModifiers::NONE)], "{text}");
        }
    }

    #[test]
    fn other_input_is_not_lost() {
        let end = key(KeyCode::Char('g'), KeyModifiers::CONTROL);
        for text in ["j", "1j", "11;rgc", "11;rgb:nothing"] {
            let mut events = typed(text);
            events.push(end.clone());
            assert_eq!(heard(events.clone()), (events, None), "{text}");
        }
        let mut events = typed("11;rgb:ff");
        events.push(Event::Resize(80, 24));
        assert_eq!(heard(events.clone()), (events, None));
        let mut events = typed(&format!("11;rgb:{}", "f".repeat(100)));
        events.push(end);
        assert_eq!(heard(events.clone()), (events, None));
    }

    #[test]
    fn backgrounds_from_the_environment() {
        for (value, expected) in [
            ("15;0", Some(Background::Dark)),
            ("0;15", Some(Background::Light)),
            ("0;default;7", Some(Background::Light)),
            ("7;8", Some(Background::Dark)),
            ("default;default", None),
            ("", None),
        ] {
            assert_eq!(from_variable(value), expected, "{value}");
        }
        assert!(can_ask(Some("xterm-256color")));
        assert!(!can_ask(Some("dumb")) && !can_ask(Some("linux")) && !can_ask(Some("")) && !can_ask(None));
    }
}
