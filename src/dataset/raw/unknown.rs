//! Unknown keys: the known key that was probably meant. Only keys that the value fits are suggested, so that the next run does not
//! report the suggestion.

use super::read::{Read, Reader, Value};
use crate::dataset::tree::{self, Content, Table};
use crate::diagnostic::{Fault, either};
use crate::model::When;
use crate::names::nearest;

/// A key of a table.
pub(crate) struct Key {
    /// The key.
    pub(crate) name: &'static str,
    /// Whether a value can be read for it.
    pub(crate) fits: Fits,
}

type Fits = fn(&Value<'_>, &mut Reader<'_>) -> bool;

/// Whether a value can be read as `T`.
pub(crate) fn fits<T: Read>(value: &Value<'_>, reader: &mut Reader<'_>) -> bool {
    T::read(value, reader).is_some() && reader.errors() == 0
}

/// Keys of other formats, and the keys with that meaning here, in order of preference.
const SYNONYMS: [(&str, &[&str]); 51] = [
    ("date", &["when", "published", "on"]),
    ("datetime", &["when", "published", "on"]),
    ("timestamp", &["when", "published", "on"]),
    ("day", &["when", "published", "on"]),
    ("year", &["when", "published"]),
    ("time", &["when"]),
    ("start", &["when", "from"]),
    ("start-date", &["when", "from"]),
    ("begin", &["when", "from"]),
    ("since", &["from", "when"]),
    ("end", &["to"]),
    ("end-date", &["to"]),
    ("until", &["to"]),
    ("published-on", &["published"]),
    ("location", &["place", "venue", "city"]),
    ("where", &["place", "venue", "city"]),
    ("city", &["place", "venue"]),
    ("who", &["people", "speaker", "by", "author"]),
    ("participants", &["delegations", "people"]),
    ("attendees", &["people", "delegations"]),
    ("persons", &["people"]),
    ("person", &["people", "speaker"]),
    ("author", &["speaker", "by"]),
    ("by", &["speaker", "author"]),
    ("said-by", &["speaker"]),
    ("text", &["summary", "note"]),
    ("quote", &["text"]),
    ("quotation", &["text"]),
    ("content", &["text", "summary"]),
    ("body", &["text", "summary"]),
    ("words", &["text"]),
    ("translation", &["text"]),
    ("description", &["summary", "definition", "note"]),
    ("desc", &["summary", "definition", "note"]),
    ("details", &["summary", "note"]),
    ("abstract", &["summary"]),
    ("comment", &["note"]),
    ("remarks", &["note"]),
    ("url", &["homepage"]),
    ("link", &["url", "homepage"]),
    ("website", &["url", "homepage"]),
    ("name", &["title"]),
    ("title", &["name"]),
    ("headline", &["title", "name"]),
    ("label", &["title", "name"]),
    ("type", &["kind", "class"]),
    ("category", &["kind", "class", "topics"]),
    ("subject", &["topics"]),
    ("lang", &["language"]),
    ("latitude", &["lat"]),
    ("longitude", &["lon"]),
];

/// What belongs into other keys or tables in a form of its own: the keys, a key that the table must have, and how to write it.
const ADVICE: [(&[&str], &str, &str); 3] = [
    (&["end", "end-date"], "when", "an interval is one value: when = \"START/END\""),
    (&["time"], "when", "a time of day is part of when: when = \"2025-12-02T20:00\""),
    (
        &["url", "link", "website"],
        "sources",
        "a URL belongs to a source: [source.ID] with url, cited by sources = [\"ID\"]",
    ),
];

/// Notes an unknown key in a table, with the keys that were probably meant.
pub(crate) fn note(key: tree::Key<'_>, value: &Value<'_>, table: Table<'_>, known: &[Key], reader: &mut Reader<'_>) {
    let name = key.text;
    // Tables of one key may stand apart.
    let absent = |key: &&Key| is_tables(value) || !table.contains_key(key.name);
    let help = help(name, value, &known.iter().filter(absent).collect::<Vec<_>>(), known, reader);
    let place = reader.place(key.span());
    reader.note(Fault::error(format!("unknown key \"{name}\"")).at(place).help(help));
}

/// `absent` are the known keys that the table does not have yet.
fn help(name: &str, value: &Value<'_>, absent: &[&Key], known: &[Key], reader: &Reader<'_>) -> String {
    let folded = name.to_lowercase().replace(['_', ' '], "-");
    let expected = || format!("expected one of {}", known.iter().map(|key| key.name).collect::<Vec<_>>().join(", "));
    let fits = |key: &&&Key| reader.would_read(value, key.fits);
    let has = |name: &str| known.iter().any(|key| key.name == name);
    let synonym = SYNONYMS.iter().find(|(synonym, _)| *synonym == folded).map(|(_, keys)| *keys);
    let called = |name: &&str| absent.iter().find(|key| key.name == *name);
    let advice = ADVICE.iter().find(|(names, table, _)| names.contains(&&*folded) && has(table));
    // A whole date under `time` is what is meant by `when`.
    let advice = advice.filter(|_| !(folded == "time" && is_date(value)));
    if let Some((.., advice)) = advice {
        return (*advice).to_owned();
    }
    if let Some(meant) = synonym {
        let candidates: Vec<&&Key> = meant.iter().filter_map(called).collect();
        if let Some(key) = candidates.iter().copied().find(fits) {
            let interval = matches!(&*folded, "start" | "start-date" | "begin") && key.name == "when";
            let end = if interval { " An interval is one value: when = \"START/END\"" } else { "" };
            return format!("did you mean {}?{end}", key.name);
        }
        return as_item(value, candidates.iter().copied().copied(), reader).unwrap_or_else(expected);
    }
    let fitting: Vec<&str> = absent.iter().filter(fits).map(|key| key.name).collect();
    let near = nearest(&folded, fitting, 2);
    if !near.is_empty() {
        return format!("did you mean {}?", either(&near));
    }
    let list = value.listed();
    let lists = absent.iter().filter(|key| reader.would_read(&list, key.fits)).map(|key| key.name);
    let lists = nearest(&folded, lists, 1);
    as_item(value, lists.iter().filter_map(called).copied(), reader).unwrap_or_else(expected)
}

/// Whether a value is a table, or an array of tables.
pub(crate) fn is_tables(value: &Value<'_>) -> bool {
    let is_table = |value: &Value<'_>| matches!(value.content, Content::Table(_));
    match value.content {
        Content::Array(items) => items.len() > 0 && items.iter().all(|item| is_table(&item)),
        _ => is_table(value),
    }
}

fn is_date(value: &Value<'_>) -> bool {
    match value.content {
        Content::Datetime { has_date } => has_date,
        Content::String(text) => When::parse(text).is_ok(),
        _ => false,
    }
}

/// The suggestion of a list in which the value is an item: `did you mean people = ["anna"]?`
fn as_item<'k>(value: &Value<'_>, keys: impl Iterator<Item = &'k Key>, reader: &Reader<'_>) -> Option<String> {
    let (list, mut keys) = (value.listed(), keys);
    let key = keys.find(|key| reader.would_read(&list, key.fits))?;
    let written = reader.written(value.span());
    let short = written.len() <= 80 && !written.contains('\n');
    Some(if short {
        format!("did you mean {} = [{written}]?", key.name)
    } else {
        format!("did you mean {}? It is a list", key.name)
    })
}
