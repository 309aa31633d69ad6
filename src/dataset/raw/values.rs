//! Single values: texts, ids, times, words of a vocabulary, zones, countries, colours.

use std::borrow::Cow;
use std::ops::Deref;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use toml::de::DeValue;

use super::read::{Blank, Read, Reader, Value};
use crate::diagnostic::{Fault, Place, nearest};
use crate::model::vocabulary::Vocabulary;
use crate::model::when::{Edge, Shape, When, Zone, zone};
use crate::model::{Duration, when::WhenError};

/// Declares a type of texts: how it is checked, and its JSON Schema.
macro_rules! texts {
    ($($(#[doc = $doc:literal])+ $name:ident, $expected:literal, $check:expr, $schema:tt;)+) => {$(
        $(#[doc = $doc])+
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub Box<str>);

        impl Deref for $name {
            type Target = str;
            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl Read for $name {
            const EXPECTED: &'static str = $expected;

            fn read(value: &Value<'_>, reader: &mut Reader<'_>) -> Option<Self> {
                let text = reader.text(value)?;
                let check: fn(&str) -> Result<(), (String, String)> = $check;
                match check(text) {
                    Ok(()) => Some(Self(text.into())),
                    Err((message, help)) => {
                        reader.error(value, message, help);
                        None
                    }
                }
            }
        }

        impl Blank for $name {
            fn blank(_: Place) -> Self {
                Self("".into())
            }
        }

        impl JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    )+};
}

texts! {
    /// Any text, the empty one too.
    Text, "a text", |_| Ok(()), {"type": "string"};
    /// A text that says something.
    Line, "a text", filled, {"type": "string", "minLength": 1};
    /// The id of a record where it is defined: lower-case letters, digits, hyphens.
    NewId, "an id", id, {"type": "string", "pattern": "^[a-z0-9][a-z0-9-]*$"};
    /// The id of a quote: an id, or one given by counting (`EVENT#3`), which exports write down.
    QuoteId, "an id", quote_id, {"type": "string", "pattern": "^[a-z0-9][a-z0-9-]*(#[1-9][0-9]*)?$"};
    /// The id of another record.
    Ref, "an id", filled, {"type": "string", "minLength": 1};
    /// ISO 3166-1 alpha-2.
    Country, "a country code", country, {"type": "string", "pattern": "^[A-Z]{2}$"};
    /// BCP 47.
    Lang, "a language tag", lang, {"type": "string"};
    /// A terminal colour or `#rrggbb`.
    Colour, "a colour", colour, {"type": "string"};
    /// At most four cells.
    Short, "a text of at most four cells", short, {"type": "string", "minLength": 1, "maxLength": 4};
    /// Hexadecimal digits of a SHA-256 sum.
    Sha256, "a SHA-256 sum", sha256, {"type": "string", "pattern": "^[0-9a-fA-F]{64}$"};
    /// A Wikidata item.
    Wikidata, "a Wikidata item", wikidata, {"type": "string", "pattern": "^Q[1-9][0-9]*$"};
}

impl Text {
    /// The text, unless it is empty.
    pub fn filled(self) -> Option<Box<str>> {
        (!self.0.trim().is_empty()).then_some(self.0)
    }
}

type Check = Result<(), (String, String)>;

fn wrong(message: impl Into<String>, help: impl Into<String>) -> Check {
    Err((message.into(), help.into()))
}

fn filled(text: &str) -> Check {
    if text.trim().is_empty() { wrong("this text is empty", "") } else { Ok(()) }
}

/// Checks an id where it is defined.
pub fn id(text: &str) -> Check {
    let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if !text.is_empty() && text.chars().all(good) && !text.starts_with('-') {
        return Ok(());
    }
    let folded = any_ascii::any_ascii(text).to_lowercase();
    let mut better: String = folded.chars().map(|c| if good(c) { c } else { '-' }).collect();
    while better.contains("--") {
        better = better.replace("--", "-");
    }
    let better = better.trim_matches('-');
    let help = if better.is_empty() { String::new() } else { format!("write {better}") };
    wrong(format!("\"{text}\" is no id: ids are lower-case letters, digits and hyphens"), help)
}

fn quote_id(text: &str) -> Check {
    match text.split_once('#') {
        Some((event, number)) if number.parse::<u32>().is_ok_and(|number| number > 0) => id(event),
        _ => id(text),
    }
}

fn country(text: &str) -> Check {
    if crate::dataset::countries::is_country(text) {
        return Ok(());
    }
    let upper = text.to_uppercase();
    let help = if upper == "UK" {
        "the United Kingdom is GB".into()
    } else if crate::dataset::countries::is_country(&upper) {
        format!("write {upper}")
    } else {
        "two capital letters, ISO 3166-1: RU, UA, US; leave the key out for what is no country".into()
    };
    wrong(format!("\"{text}\" is no country code"), help)
}

fn lang(text: &str) -> Check {
    match oxilangtag::LanguageTag::parse(text) {
        Ok(_) => Ok(()),
        Err(_) => wrong(format!("\"{text}\" is no language tag"), "tags follow BCP 47: en, ru, uk, uk-Latn"),
    }
}

/// The colour names that terminals know.
pub const COLOURS: [&str; 16] = [
    "black",
    "red",
    "green",
    "yellow",
    "blue",
    "magenta",
    "cyan",
    "white",
    "gray",
    "bright-red",
    "bright-green",
    "bright-yellow",
    "bright-blue",
    "bright-magenta",
    "bright-cyan",
    "bright-white",
];

fn colour(text: &str) -> Check {
    let hex = |digits: &str| digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit());
    if COLOURS.contains(&text) || text.strip_prefix('#').is_some_and(hex) {
        return Ok(());
    }
    let near = nearest(text, COLOURS, 1);
    let help = near.first().map_or_else(
        || format!("write #rrggbb, or one of {}", COLOURS.join(", ")),
        |near| format!("did you mean {near}?"),
    );
    wrong(format!("\"{text}\" is no colour"), help)
}

fn short(text: &str) -> Check {
    filled(text)?;
    let cells = unicode_width::UnicodeWidthStr::width(text);
    if cells <= 4 { Ok(()) } else { wrong(format!("\"{text}\" takes {cells} cells, and columns have four"), "") }
}

fn sha256(text: &str) -> Check {
    if text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit()) {
        Ok(())
    } else {
        wrong("this is no SHA-256 sum", "64 hexadecimal digits are expected")
    }
}

fn wikidata(text: &str) -> Check {
    let digits = text.strip_prefix('Q').unwrap_or("");
    if digits.bytes().all(|b| b.is_ascii_digit()) && digits.bytes().next().is_some_and(|first| first != b'0') {
        Ok(())
    } else {
        wrong(format!("\"{text}\" is no Wikidata item"), "items are written Q and a number: Q7747")
    }
}

/// A zone by its IANA name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ZoneName(pub Zone);

impl Read for ZoneName {
    const EXPECTED: &'static str = "a zone";

    fn read(value: &Value<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let text = reader.text(value)?;
        match zone::named(text) {
            Ok(zone) => Some(Self(Zone::Named(zone))),
            Err(message) => {
                let known = || "zones are written as the IANA names them: Europe/Moscow".into();
                let help = zone::like(text).map_or_else(known, |like| format!("did you mean {like}?"));
                reader.error(value, message, help);
                None
            }
        }
    }
}

/// Reads a time: a text in our notation, or TOML's bare dates, times and (for years) whole numbers.
impl Read for When {
    const EXPECTED: &'static str = "a date or time";

    fn read(value: &Value<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let written = reader.written(value.span());
        let text: Cow<'_, str> = match value.get_ref() {
            DeValue::String(text) => Cow::Borrowed(text.as_ref()),
            DeValue::Datetime(_) => Cow::Owned(bare(written)),
            DeValue::Integer(_) if written.len() == 4 => Cow::Borrowed(written),
            _ => return reader.wrong_type(value, "a date or time"),
        };
        match When::parse(&text) {
            Ok(when) => Some(when),
            Err(error) => {
                let whole = reader.place(value.span());
                reader.note(when_fault(&error, whole, written, &text));
                None
            }
        }
    }
}

/// TOML's own dates in our notation: T between day and time, and no seconds where they are `:00`, since TOML cannot leave
/// them out.
fn bare(written: &str) -> String {
    let text = written.replace([' ', 't'], "T").replace('z', "Z");
    let Some((day, clock)) = text.split_once('T') else { return text };
    let (clock, zone) = clock.split_at(clock.find(['Z', '+', '-']).unwrap_or(clock.len()));
    let clock = clock.strip_suffix(":00").filter(|rest| rest.len() == 5).unwrap_or(clock);
    format!("{day}T{clock}{zone}")
}

/// The fault of a time, placed inside the value where the value is written without escapes.
pub fn when_fault(error: &WhenError, whole: Place, written: &str, text: &str) -> Fault {
    let quoted = written.len() == text.len() + 2 && written.get(1..written.len() - 1) == Some(text);
    let place = if quoted {
        let start = whole.span().start + 1;
        Place::new(whole.file, start + error.at.start..start + error.at.end.max(error.at.start + 1))
    } else {
        whole
    };
    Fault::error(error.message.clone()).at(place).help(error.help.clone().unwrap_or_default())
}

/// One date or time: no interval.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Date(pub When);

impl Read for Date {
    const EXPECTED: &'static str = "a date";

    fn read(value: &Value<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let when = When::read(value, reader)?;
        if when.is_single() {
            return Some(Self(when));
        }
        reader.error(value, "this key takes one date or time, no interval", "");
        None
    }
}

impl Blank for When {
    fn blank(_: Place) -> Self {
        Self { raw: "".into(), shape: Shape::Interval(Edge::Unknown, Edge::Unknown) }
    }
}

impl Blank for Date {
    fn blank(place: Place) -> Self {
        Self(When::blank(place))
    }
}

impl Read for Duration {
    const EXPECTED: &'static str = "a duration";

    fn read(value: &Value<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let text = reader.text(value)?;
        match Self::parse(text) {
            Ok(duration) => Some(duration),
            Err(message) => {
                reader.error(
                    value,
                    message,
                    "write 5h, 1h30m or 2d, with ~, < or > in front if it is about, under or over that",
                );
                None
            }
        }
    }
}

/// A word of a closed vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OneOf<V>(pub V);

impl<V: Vocabulary> Read for OneOf<V> {
    const EXPECTED: &'static str = "a word";

    fn read(value: &Value<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let text = reader.text(value)?;
        if let Some(word) = V::parse(text) {
            return Some(Self(word));
        }
        let (message, help) = unknown_word(V::NAME, text, V::all().iter().map(|word| word.word()));
        reader.error(value, message, help);
        None
    }
}

impl<V: Vocabulary> Blank for OneOf<V> {
    fn blank(_: Place) -> Self {
        Self(V::all()[0])
    }
}

/// Message and hint for a word that is not in a vocabulary: the nearest one, and all of them.
pub fn unknown_word<'a>(
    vocabulary: &str,
    found: &str,
    words: impl Iterator<Item = &'a str> + Clone,
) -> (String, String) {
    let folded = found.trim().to_lowercase().replace([' ', '_'], "-");
    let near = nearest(&folded, words.clone(), 1);
    let all = words.collect::<Vec<_>>().join(", ");
    let help = near
        .first()
        .map_or_else(|| format!("one of {all}"), |near| format!("did you mean {near}? The words are {all}"));
    (format!("\"{found}\" is no {vocabulary}"), help)
}

macro_rules! schemas {
    ($($type:ty, $name:literal, $schema:tt;)+) => {$(
        impl JsonSchema for $type {
            fn inline_schema() -> bool {
                true
            }
            fn schema_name() -> Cow<'static, str> {
                $name.into()
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    )+};
}

schemas! {
    ZoneName, "zone", {"type": "string", "pattern": "^(UTC|[A-Za-z_]+/.+)$"};
    When, "when", {"type": ["string", "integer"], "description": "EDTF with clock times, zones and parts of a day"};
    Date, "date", {"type": ["string", "integer"], "description": "one date or time"};
    Duration, "duration", {"type": "string", "pattern": "^[~<>]?([0-9]+d)?([0-9]+h)?([0-9]+m)?$"};
}

impl<V: Vocabulary> JsonSchema for OneOf<V> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        V::NAME.into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        // With `oneOf` each word carries its definition, which editors show beside it; `enum` has no place for one.
        let words = V::all().iter().map(|word| word.entry());
        let words: Vec<_> =
            words.map(|entry| serde_json::json!({"const": entry.word, "description": entry.definition})).collect();
        json_schema!({"oneOf": words})
    }
}

macro_rules! numbers {
    ($($type:ty, $variant:ident, $expected:literal;)+) => {$(
        impl Read for $type {
            const EXPECTED: &'static str = $expected;

            fn read(value: &Value<'_>, reader: &mut Reader<'_>) -> Option<Self> {
                let parsed = match value.get_ref() {
                    DeValue::Integer(_) => reader.written(value.span()).replace('_', "").parse().ok(),
                    #[allow(unreachable_patterns, reason = "for whole numbers it is the same pattern")]
                    DeValue::$variant(_) => reader.written(value.span()).replace('_', "").parse().ok(),
                    _ => return reader.wrong_type(value, $expected),
                };
                if parsed.is_none() {
                    reader.error(value, concat!("expected ", $expected), "");
                }
                parsed
            }
        }
    )+};
}

numbers! {
    i64, Integer, "a whole number";
    u32, Integer, "a whole number from 0";
    f64, Float, "a number";
}
