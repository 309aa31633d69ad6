//! Keys by name, and which key does what.

use std::collections::BTreeMap;
use std::fmt;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::action::{ACTIONS, Action};

/// A key with its modifiers, in one form whatever the terminal sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    /// The key.
    pub code: KeyCode,
    /// Control, or alt. Shift shows in the letter itself.
    pub modifiers: KeyModifiers,
}

impl From<KeyEvent> for Key {
    fn from(event: KeyEvent) -> Self {
        let mut modifiers = event.modifiers & (KeyModifiers::CONTROL | KeyModifiers::ALT);
        let code = match event.code {
            // Some terminals send capital letters with Shift, some without; control makes no difference of case.
            KeyCode::Char(c) if modifiers.contains(KeyModifiers::CONTROL) => KeyCode::Char(c.to_ascii_lowercase()),
            KeyCode::BackTab => KeyCode::BackTab,
            KeyCode::Tab if event.modifiers.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
            code => code,
        };
        // AltGr arrives as control and alt on some systems, with the letter that it makes.
        if let KeyCode::Char(c) = code
            && !c.is_ascii_alphanumeric()
            && modifiers == KeyModifiers::CONTROL | KeyModifiers::ALT
        {
            modifiers = KeyModifiers::NONE;
        }
        Self { code, modifiers }
    }
}

/// Names of keys that are no letters.
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
    /// Reads a key as it is written in the configuration and shown in help: `j`, `G`, `Ctrl-d`, `Alt-x`, `PgDn`, `F5`.
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

/// Which key does what.
#[derive(Debug, Clone)]
pub struct KeyMap {
    keys: Vec<(Key, Action)>,
}

/// A wrong entry of the configuration's `[keys]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyFault {
    /// What is wrong, as a sentence.
    pub message: String,
}

impl Default for KeyMap {
    fn default() -> Self {
        let keys = ACTIONS.iter().flat_map(|info| {
            let keys = info.keys.iter().filter_map(|name| Key::parse(name));
            keys.map(|key| (key, info.action))
        });
        Self { keys: keys.collect() }
    }
}

impl KeyMap {
    /// The defaults with some actions given other keys. Unknown actions, unknown keys and clashes are faults; a clash names
    /// both actions.
    pub fn with(changes: &BTreeMap<String, Vec<String>>) -> Result<Self, KeyFault> {
        let mut map = Self::default();
        let fault = |message: String| Err(KeyFault { message });
        let mut changed = Vec::new();
        for (name, keys) in changes {
            let Some(info) = ACTIONS.iter().find(|info| info.name == name) else {
                let near = crate::names::nearest(name, ACTIONS.iter().map(|info| info.name), 1);
                let meant = near.first().map_or_else(String::new, |near| format!("; did you mean {near}?"));
                return fault(format!("there is no action \"{name}\"{meant}"));
            };
            map.keys.retain(|(_, action)| *action != info.action);
            for key in keys {
                let Some(parsed) = Key::parse(key) else {
                    return fault(format!("there is no key \"{key}\" (for {name})"));
                };
                changed.push((parsed, info.action));
            }
        }
        for (key, action) in changed {
            if let Some((_, other)) = map.keys.iter().find(|(taken, other)| *taken == key && *other != action) {
                return fault(format!("the key {key} would do both {} and {}", action.info().name, other.info().name));
            }
            map.keys.push((key, action));
        }
        Ok(map)
    }

    /// What a key does.
    pub fn action(&self, key: Key) -> Option<Action> {
        self.keys.iter().find(|(known, _)| *known == key).map(|(_, action)| *action)
    }

    /// The keys of an action.
    pub fn keys_of(&self, action: Action) -> impl Iterator<Item = Key> {
        self.keys.iter().filter(move |(_, known)| *known == action).map(|(key, _)| *key)
    }

    /// The first key of an action, for hints.
    pub fn hint(&self, action: Action) -> Option<String> {
        self.keys_of(action).next().map(|key| key.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn default_keys_are_known_and_do_not_clash() {
        let mut seen: Vec<(Key, &str)> = Vec::new();
        for info in ACTIONS {
            for name in info.keys {
                let key = Key::parse(name).unwrap_or_else(|| panic!("{name} is no key"));
                let clash = seen.iter().find(|(taken, _)| *taken == key);
                assert!(clash.is_none(), "{name} does {} and {}", info.name, clash.map_or("", |(_, other)| other));
                seen.push((key, info.name));
            }
        }
    }

    #[test]
    fn keys_are_shown_as_they_are_written() {
        for name in ["j", "G", "Ctrl-d", "PgDn", "Shift-Tab", "Space", "F5", "Alt-x", ".", "\\"] {
            assert_eq!(Key::parse(name).map(|key| key.to_string()).as_deref(), Some(name));
        }
        assert_eq!(Key::parse("Hyper-x"), None);
    }

    #[test]
    fn changes_replace_and_clashes_name_both() {
        let change = |name: &str, key: &str| BTreeMap::from([(name.to_owned(), vec![key.to_owned()])]);
        let map = KeyMap::with(&change("quit", "F10")).expect("a good change");
        assert_eq!(map.action(Key::parse("F10").expect("a key")), Some(Action::Quit));
        assert_eq!(map.action(Key::parse("q").expect("a key")), None);
        let message = |name: &str, key: &str| KeyMap::with(&change(name, key)).expect_err("a fault").message;
        assert_eq!(message("quit", "j"), "the key j would do both quit and down");
        assert_eq!(message("qiut", "j"), "there is no action \"qiut\"; did you mean quit?");
        assert_eq!(message("quit", "Hyper-q"), "there is no key \"Hyper-q\" (for quit)");
    }
}
