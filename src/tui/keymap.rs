//! Key bindings: the defaults of the action registry, overridden by the configuration.

use std::collections::BTreeMap;

use super::action::{Action, Context, Info, all};
use super::key::Key;

/// Key bindings.
#[derive(Debug, Clone)]
pub struct KeyMap {
    keys: Vec<(Key, Info)>,
}

/// An invalid entry in the `[keys]` of the configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyFault {
    /// The error message.
    pub(crate) message: String,
}

impl Default for KeyMap {
    fn default() -> Self {
        let keys = all().into_iter().flat_map(|info| {
            let keys = info.keys.iter().filter_map(|name| Key::parse(name));
            keys.map(move |key| (key, info))
        });
        Self { keys: keys.collect() }
    }
}

impl KeyMap {
    /// The default bindings with changes. Fails on unknown actions, unknown keys, and keys bound twice in contexts that are
    /// active together.
    pub fn with(changes: &BTreeMap<String, Vec<String>>) -> Result<Self, KeyFault> {
        let mut map = Self::default();
        let actions = all();
        let fault = |message: String| Err(KeyFault { message });
        let mut changed = Vec::new();
        for (name, keys) in changes {
            let Some(info) = actions.iter().find(|info| info.name == name) else {
                let near = crate::names::nearest(name, actions.iter().map(|info| info.name), 1);
                let meant = near.first().map_or_else(String::new, |near| format!("; did you mean {near}?"));
                return fault(format!("unknown action \"{name}\"{meant}"));
            };
            map.keys.retain(|(_, other)| other.action != info.action);
            for key in keys {
                let Some(parsed) = Key::parse(key) else {
                    return fault(format!("unknown key \"{key}\" for {name}"));
                };
                changed.push((parsed, *info));
            }
        }
        for (key, info) in changed {
            let active_together = |other: &Info| {
                Context::ACTIVE.iter().any(|active| active.contains(&info.context) && active.contains(&other.context))
            };
            let conflict = map
                .keys
                .iter()
                .find(|(taken, other)| *taken == key && other.action != info.action && active_together(other));
            if let Some((_, other)) = conflict {
                return fault(format!("the key {key} is bound to both {} and {}", info.name, other.name));
            }
            map.keys.push((key, info));
        }
        Ok(map)
    }

    /// The action of a key in the first context that binds it.
    pub fn action(&self, contexts: &[Context], key: Key) -> Option<Action> {
        let in_context =
            |context: &Context| self.keys.iter().find(|(bound, info)| *bound == key && info.context == *context);
        contexts.iter().find_map(in_context).map(|(_, info)| info.action)
    }

    /// The keys bound to an action.
    pub fn keys_of(&self, action: Action) -> impl Iterator<Item = Key> {
        self.keys.iter().filter(move |(_, info)| info.action == action).map(|(key, _)| *key)
    }

    /// The first key of an action, for hints.
    pub(crate) fn hint(&self, action: Action) -> Option<String> {
        self.keys_of(action).next().map(|key| key.to_string())
    }

    /// Replaces action names in braces with their keys: `{undo} undoes that`. Actions without a key keep their name.
    pub fn fill(&self, text: &str) -> String {
        let mut filled = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((name, after)) = after.split_once('}') else { break };
            filled.push_str(before);
            let key = self.keys.iter().find(|(_, info)| info.name == name).map(|(key, _)| key.to_string());
            filled.push_str(key.as_deref().unwrap_or(name));
            rest = after;
        }
        filled + rest
    }
}

#[cfg(test)]
mod tests {
    use super::super::action::{Browse, Overlay};
    use super::*;

    #[test]
    fn default_keys_are_valid_and_do_not_conflict() {
        for active in Context::ACTIVE {
            let mut seen: Vec<(Key, Info)> = Vec::new();
            for info in all().into_iter().filter(|info| active.contains(&info.context)) {
                for name in info.keys {
                    let key = Key::parse(name).unwrap_or_else(|| panic!("unknown key {name}"));
                    let conflict = seen.iter().find(|(taken, _)| *taken == key);
                    assert!(
                        conflict.is_none(),
                        "{name}: {} and {}",
                        info.name,
                        conflict.map_or("", |(_, other)| other.name)
                    );
                    seen.push((key, info));
                }
            }
        }
    }

    #[test]
    fn changes_replace_defaults_and_conflicts_name_both_actions() {
        let change = |name: &str, key: &str| BTreeMap::from([(name.to_owned(), vec![key.to_owned()])]);
        let map = KeyMap::with(&change("quit", "F10")).expect("valid");
        let browse = |name: &str| map.action(&[Context::Browse], Key::parse(name).expect("a key"));
        assert_eq!(browse("F10"), Some(Action::Browse(Browse::Quit)));
        assert_eq!(browse("q"), None);
        let message = |name: &str, key: &str| KeyMap::with(&change(name, key)).expect_err("a fault").message;
        assert_eq!(message("quit", "j"), "the key j is bound to both quit and down");
        assert_eq!(message("qiut", "j"), "unknown action \"qiut\"; did you mean quit?");
        assert_eq!(message("quit", "Hyper-q"), "unknown key \"Hyper-q\" for quit");
        assert_eq!(message("picker-mark", "Enter"), "the key Enter is bound to both picker-mark and overlay-accept");
        assert!(KeyMap::with(&change("picker-mark", "j")).is_ok(), "other contexts do not conflict");
    }

    #[test]
    fn texts_are_filled_with_bound_keys() {
        let changes = BTreeMap::from([("undo".to_owned(), vec!["F9".to_owned()]), ("help".to_owned(), Vec::new())]);
        let map = KeyMap::with(&changes).expect("valid");
        assert_eq!(map.fill("{undo} undoes that, {help} helps, {redo"), "F9 undoes that, help helps, {redo");
        assert_eq!(map.hint(Action::Overlay(Overlay::Cancel)).as_deref(), Some("Esc"));
    }
}
