//! Keys and their names.

use std::fmt;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// A key with its modifiers, normalized across terminals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    /// The key.
    pub(crate) code: KeyCode,
    /// Control and Alt. Shift is expressed by the character itself.
    pub(crate) modifiers: KeyModifiers,
}

impl From<KeyEvent> for Key {
    fn from(event: KeyEvent) -> Self {
        let mut modifiers = event.modifiers & (KeyModifiers::CONTROL | KeyModifiers::ALT);
        let code = match event.code {
            // Some terminals report Shift for capital letters, some do not; with Control, case is not distinguished.
            KeyCode::Char(c) if modifiers.contains(KeyModifiers::CONTROL) => KeyCode::Char(c.to_ascii_lowercase()),
            KeyCode::BackTab => KeyCode::BackTab,
            KeyCode::Tab if event.modifiers.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
            code => code,
        };
        // Some systems report AltGr as Control and Alt, together with the resulting character.
        if let KeyCode::Char(c) = code
            && !c.is_ascii_alphanumeric()
            && modifiers == KeyModifiers::CONTROL | KeyModifiers::ALT
        {
            modifiers = KeyModifiers::NONE;
        }
        Self { code, modifiers }
    }
}

/// Names of keys that are not characters.
const NAMED: [(&str, KeyCode); 16] = [
    ("Enter", KeyCode::Enter),
    ("Esc", KeyCode::Esc),
    ("Tab", KeyCode::Tab),
    ("Shift-Tab", KeyCode::BackTab),
    ("Backspace", KeyCode::Backspace),
    ("Delete", KeyCode::Delete),
    ("Insert", KeyCode::Insert),
    ("Up", KeyCode::Up),
    ("Down", KeyCode::Down),
    ("Left", KeyCode::Left),
    ("Right", KeyCode::Right),
    ("Home", KeyCode::Home),
    ("End", KeyCode::End),
    ("PgUp", KeyCode::PageUp),
    ("PgDn", KeyCode::PageDown),
    ("Space", KeyCode::Char(' ')),
];

impl Key {
    /// Parses a key as written in the configuration: `j`, `G`, `Ctrl-d`, `Alt-x`, `PgDn`, `F5`.
    pub fn parse(name: &str) -> Option<Self> {
        let (modifiers, rest) = if let Some(rest) = strip(name, "ctrl-") {
            (KeyModifiers::CONTROL, rest)
        } else if let Some(rest) = strip(name, "alt-") {
            (KeyModifiers::ALT, rest)
        } else {
            (KeyModifiers::NONE, name)
        };
        let mut chars = rest.chars();
        let code = match (chars.next(), chars.next()) {
            (Some(c), None) if modifiers == KeyModifiers::CONTROL => KeyCode::Char(c.to_ascii_lowercase()),
            (Some(c), None) => KeyCode::Char(c),
            _ => match NAMED.iter().find(|(known, _)| known.eq_ignore_ascii_case(rest)) {
                Some((_, code)) => *code,
                None => {
                    KeyCode::F(rest.strip_prefix(['F', 'f'])?.parse().ok().filter(|number| (1..=24).contains(number))?)
                }
            },
        };
        Some(Self { code, modifiers })
    }
}

fn strip<'n>(name: &'n str, prefix: &str) -> Option<&'n str> {
    let (head, rest) = name.split_at_checked(prefix.len())?;
    (head.eq_ignore_ascii_case(prefix) && !rest.is_empty()).then_some(rest)
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.modifiers.contains(KeyModifiers::CONTROL) {
            f.write_str("Ctrl-")?;
        }
        if self.modifiers.contains(KeyModifiers::ALT) {
            f.write_str("Alt-")?;
        }
        match self.code {
            KeyCode::Up => f.write_str("↑"),
            KeyCode::Down => f.write_str("↓"),
            KeyCode::Left => f.write_str("←"),
            KeyCode::Right => f.write_str("→"),
            KeyCode::F(number) => write!(f, "F{number}"),
            code => match (NAMED.iter().find(|(_, known)| *known == code), code) {
                (Some((name, _)), _) => f.write_str(name),
                (None, KeyCode::Char(c)) => write!(f, "{c}"),
                _ => f.write_str("?"),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn display_and_parse_are_inverse() {
        for name in ["j", "G", "Ctrl-d", "PgDn", "Shift-Tab", "Space", "F5", "Alt-x", ".", "\\"] {
            assert_eq!(Key::parse(name).map(|key| key.to_string()).as_deref(), Some(name));
        }
        assert_eq!(Key::parse("Hyper-x"), None);
    }
}
