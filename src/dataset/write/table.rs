//! Writing one TOML table: keys in the order given, without empty ones.

use toml_writer::{ToTomlValue as _, TomlStringBuilder};

use crate::model::{Alias, Citation, Dataset, When};

/// A table that is being written.
pub(super) struct Table<'o> {
    out: &'o mut String,
}

impl<'o> Table<'o> {
    /// Begins `[header]` or `[[header]]`.
    pub(super) fn begin(out: &'o mut String, header: &str) -> Self {
        out.push_str(header);
        out.push('\n');
        Self { out }
    }

    /// Ends it with a blank line.
    pub(super) fn end(self) {
        self.out.push('\n');
    }

    /// A value that is already TOML.
    pub(super) fn raw(&mut self, name: &str, value: &str) {
        self.out.push_str(name);
        self.out.push_str(" = ");
        self.out.push_str(value);
        self.out.push('\n');
    }

    /// A string.
    pub(super) fn text(&mut self, name: &str, text: &str) {
        self.raw(name, &string(text));
    }

    /// A string, if there is one.
    pub(super) fn maybe(&mut self, name: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.text(name, text);
        }
    }

    /// A time, if there is one: a plain day as a TOML date, everything else as a string.
    pub(super) fn when(&mut self, name: &str, when: Option<&When>) {
        if let Some(when) = when {
            self.raw(name, &time(when));
        }
    }

    /// An array of strings, unless it is empty.
    pub(super) fn texts<S: AsRef<str>>(&mut self, name: &str, texts: impl IntoIterator<Item = S>) {
        self.list(name, texts.into_iter().map(|text| string(text.as_ref())));
    }

    /// An array of values that are already TOML, unless it is empty; over several lines if it is long.
    pub(super) fn list(&mut self, name: &str, values: impl Iterator<Item = String>) {
        let values: Vec<String> = values.collect();
        let length: usize = values.iter().map(|value| value.len() + 2).sum();
        if values.is_empty() {
            return;
        }
        if length + name.len() <= 100 {
            self.raw(name, &format!("[{}]", values.join(", ")));
        } else {
            let lines: String = values.iter().map(|value| format!("  {value},\n")).collect();
            self.raw(name, &format!("[\n{lines}]"));
        }
    }

    /// Aliases: strings, or inline tables if they have a language or kind.
    pub(super) fn aliases(&mut self, aliases: &[Alias]) {
        use crate::model::vocabulary::Vocabulary;
        self.list(
            "aliases",
            aliases.iter().map(|alias| {
                if alias.lang.is_none() && alias.kind.is_none() {
                    return string(&alias.name);
                }
                let kind = alias.kind.map(|kind| string(kind.word()));
                inline(&[
                    ("name", Some(string(&alias.name))),
                    ("lang", alias.lang.as_deref().map(string)),
                    ("kind", kind),
                ])
            }),
        );
    }

    /// Sources: ids, or inline tables if they have a locator or credibility.
    pub(super) fn sources(&mut self, dataset: &Dataset, citations: &[Citation]) {
        self.list("sources", citations.iter().map(|citation| self::citation(dataset, citation)));
    }
}

fn citation(dataset: &Dataset, citation: &Citation) -> String {
    let id = string(&dataset.sources[citation.source].id);
    if citation.locator.is_none() && citation.credibility.is_none() {
        return id;
    }
    let locator = citation.locator.as_deref().map(string);
    inline(&[
        ("id", Some(id)),
        ("locator", locator),
        ("credibility", citation.credibility.map(|figure| figure.to_string())),
    ])
}

/// An inline table of the keys that have a value.
pub(super) fn inline(pairs: &[(&str, Option<String>)]) -> String {
    let pairs = pairs.iter().filter_map(|(name, value)| value.as_ref().map(|value| format!("{name} = {value}")));
    format!("{{ {} }}", pairs.collect::<Vec<_>>().join(", "))
}

/// A TOML string, over several lines if it has line breaks.
pub(super) fn string(text: &str) -> String {
    let builder = TomlStringBuilder::new(text);
    let string = if text.contains('\n') { builder.as_ml_basic() } else { builder.as_basic() };
    string.to_toml_value()
}

/// A time: a plain day as a TOML date, everything else as a string.
pub(super) fn time(when: &When) -> String {
    let plain = when.raw.len() == 10 && when.raw.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    if plain { when.raw.to_string() } else { string(&when.written()) }
}
