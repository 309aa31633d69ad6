//! Single values: strings, ids, times, numbers, time zones, countries, colours.

use std::borrow::Cow;
use std::ops::Deref;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::read::{At, Blank, Read, Reader, Value};
use crate::dataset::tree::{Content, Key};
use crate::diagnostic::{Fault, Location};
use crate::model::when::{Edge, Shape, When, WhenError, Zone, zone};
use crate::model::{self, Duration};
use crate::names::nearest;

/// Declares a type of strings: whether records keep them, how they are checked, and their JSON Schema.
macro_rules! texts {
    ($($(#[doc = $doc:literal])+ $name:ident($vis:vis $keep:ident), $check:expr, $schema:tt;)+) => {$(
        $(#[doc = $doc])+
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(crate) struct $name($vis model::Text);

        impl Deref for $name {
            type Target = str;
            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl Read for $name {
            fn read(value: &Value<'_>, reader: &mut Reader<'_>) -> Option<Self> {
                let text = reader.text(value)?;
                let check: fn(&str) -> Result<(), (String, String)> = $check;
                match check(text) {
                    Ok(()) => Some(Self(reader.$keep(text))),
                    Err((message, help)) => {
                        reader.error(value, message, help);
                        None
                    }
                }
            }
        }

        impl Blank for $name {
            fn blank(_: Location) -> Self {
                Self(model::Text::default())
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

// Records move the texts out of the types whose field is public. The others cannot be moved, only copied: a record that kept one
// would keep all that were read with it.
texts! {
    /// Any string, even an empty one.
    Text(pub(crate) keep), |_| Ok(()), {"type": "string"};
    /// A name or a title: a short string that is not empty.
    Line(pub(crate) keep), line, {"type": "string", "minLength": 1, "maxLength": 1000};
    /// A string that is not empty, of any length.
    Passage(pub(crate) keep), filled, {"type": "string", "minLength": 1};
    /// The id of a record that is being defined: lower-case letters, digits, hyphens.
    NewId(pub(crate) keep), id, {"type": "string", "pattern": "^[a-z0-9][a-z0-9-]*$"};
    /// The id of a quote: an id, or an automatic one (`EVENT#3`) as written by exports.
    QuoteId(pub(crate) keep), quote_id, {"type": "string", "pattern": "^[a-z0-9][a-z0-9-]*(#[1-9][0-9]*)?$"};
    /// ISO 3166-1 alpha-2.
    Country(pub(crate) keep), country, {"type": "string", "pattern": "^[A-Z]{2}$"};
    /// A terminal colour or `#rrggbb`.
    Colour(pub(crate) keep), colour, {"type": "string"};
    /// A name of at most four cells.
    Short(pub(crate) keep), short, {"type": "string", "minLength": 1, "maxLength": 4};
    /// A SHA-256 checksum in hexadecimal digits.
    Sha256(pub(crate) keep), sha256, {"type": "string", "pattern": "^[0-9a-fA-F]{64}$"};
    /// A Wikidata item.
    Wikidata(pub(crate) keep), wikidata, {"type": "string", "pattern": "^Q[1-9][0-9]*$"};
    /// The id of another record.
    Ref(keep_for_build), line, {"type": "string", "minLength": 1, "maxLength": 1000};
    /// BCP 47.
    Lang(keep_for_build), lang, {"type": "string"};
    /// A tag: a short string that is not empty.
    Tag(keep_for_build), line, {"type": "string", "minLength": 1, "maxLength": 1000};
    /// An outlet or an office, any string.
    Publisher(keep_for_build), |_| Ok(()), {"type": "string"};
}

impl Ref {
    /// An id that is kept by itself, without what was read with it.
    pub(crate) fn new(id: &str) -> Self {
        Self(id.into())
    }

    /// The id that a key is.
    pub(crate) fn of_key(key: &Key<'_>, reader: &mut Reader<'_>) -> At<Self> {
        At { value: Self(reader.keep_for_build(key.text)), place: reader.place(key.span()) }
    }
}

impl Text {
    /// The string, unless it is blank.
    pub(crate) fn filled(self) -> Option<model::Text> {
        (!self.0.trim().is_empty()).then_some(self.0)
    }
}

type Check = Result<(), (String, String)>;

fn invalid(message: impl Into<String>, help: impl Into<String>) -> Check {
    Err((message.into(), help.into()))
}

/// The longest name or title, in characters.
const MAX_LINE: usize = 1000;

fn line(text: &str) -> Check {
    filled(text)?;
    match text.chars().count() {
        ..=MAX_LINE => Ok(()),
        chars => invalid(format!("{chars} characters; the limit is {MAX_LINE}"), ""),
    }
}

fn filled(text: &str) -> Check {
    if text.trim().is_empty() { invalid("must not be empty", "") } else { Ok(()) }
}

/// Checks the id of a record that is being defined.
pub(crate) fn id(text: &str) -> Check {
    if text.len() > MAX_LINE {
        return line(text);
    }
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
    let mut help = "use lower-case letters, digits and hyphens".to_owned();
    if !better.is_empty() {
        help.push_str(&format!(", as in {better}"));
    }
    invalid(format!("invalid id \"{text}\""), help)
}

fn quote_id(text: &str) -> Check {
    line(text)?;
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
        "expected two capital letters (ISO 3166-1) such as UA; omit the key if it is not a country".into()
    };
    invalid(format!("invalid country code \"{text}\""), help)
}

fn lang(text: &str) -> Check {
    match oxilangtag::LanguageTag::parse(text) {
        Ok(_) => Ok(()),
        Err(_) => {
            invalid(format!("invalid language tag \"{text}\""), "expected a BCP 47 tag such as en, uk or uk-Latn")
        }
    }
}

/// Terminal colour names.
pub(crate) const COLOURS: [&str; 16] = [
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
        || format!("expected #rrggbb or one of {}", COLOURS.join(", ")),
        |near| format!("did you mean {near}?"),
    );
    invalid(format!("invalid colour \"{text}\""), help)
}

fn short(text: &str) -> Check {
    filled(text)?;
    let cells = unicode_width::UnicodeWidthStr::width(text);
    if cells <= 4 { Ok(()) } else { invalid(format!("\"{text}\" is {cells} cells wide; the limit is 4"), "") }
}

fn sha256(text: &str) -> Check {
    if text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit()) {
        Ok(())
    } else {
        invalid("invalid SHA-256 checksum", "expected 64 hexadecimal digits")
    }
}

fn wikidata(text: &str) -> Check {
    let digits = text.strip_prefix('Q').unwrap_or("");
    if digits.bytes().all(|b| b.is_ascii_digit()) && digits.bytes().next().is_some_and(|first| first != b'0') {
        Ok(())
    } else {
        invalid(format!("invalid Wikidata item \"{text}\""), "expected Q and a number, as in Q7747")
    }
}

/// A time zone by its IANA name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ZoneName(pub(crate) Zone);

impl Read for ZoneName {
    fn read(value: &Value<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let text = reader.text(value)?;
        match zone::named(text) {
            Ok(zone) => Some(Self(Zone::Named(zone))),
            Err(message) => {
                let known = || "expected an IANA name such as Europe/Moscow".into();
                let help = zone::like(text).map_or_else(known, |like| format!("did you mean {like}?"));
                reader.error(value, message, help);
                None
            }
        }
    }
}

/// Reads a time: a string in the notation of the data format, a TOML date or date-time, or (for years) an integer.
impl Read for When {
    fn read(value: &Value<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let written = reader.written(value.span());
        let text: Cow<'_, str> = match value.content {
            Content::String(text) => Cow::Borrowed(text),
            Content::Datetime { .. } => Cow::Owned(bare(written)),
            Content::Integer if written.len() == 4 => Cow::Borrowed(written),
            _ => return reader.wrong_type(value, "a date or time", ""),
        };
        match When::parse_as(&text, || reader.keep(&text)) {
            Ok(when) => Some(when),
            Err(error) => {
                let whole = reader.place(value.span());
                reader.note(when_fault(&error, whole, written, &text));
                None
            }
        }
    }
}

/// A TOML date or date-time in the notation of the data format: T between date and time, and no seconds if they are `:00`, which
/// TOML requires.
fn bare(written: &str) -> String {
    let text = written.replace([' ', 't'], "T").replace('z', "Z");
    let Some((day, clock)) = text.split_once('T') else { return text };
    let (clock, zone) = clock.split_at(clock.find(['Z', '+', '-']).unwrap_or(clock.len()));
    let clock = clock.strip_suffix(":00").filter(|rest| rest.len() == 5).unwrap_or(clock);
    format!("{day}T{clock}{zone}")
}

/// The fault of a time, placed inside the value if that is written without escapes.
pub(crate) fn when_fault(error: &WhenError, whole: Location, written: &str, text: &str) -> Fault {
    let quoted = written.len() == text.len() + 2 && written.get(1..written.len() - 1) == Some(text);
    let place = if quoted {
        let start = whole.span().start + 1;
        Location::new(whole.file, start + error.at.start..start + error.at.end.max(error.at.start + 1))
    } else {
        whole
    };
    Fault::error(error.message.clone()).at(place).help(error.help.clone().unwrap_or_default())
}

/// A single date or time, not an interval.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Date(pub(crate) When);

impl Read for Date {
    fn read(value: &Value<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let when = When::read(value, reader)?;
        if when.is_single() {
            return Some(Self(when));
        }
        reader.error(value, "expected a single date or time, found an interval", "");
        None
    }
}

impl Blank for When {
    fn blank(_: Location) -> Self {
        Self::new(model::Text::default(), Shape::Interval(Edge::Unknown, Edge::Unknown))
    }
}

impl Blank for Date {
    fn blank(place: Location) -> Self {
        Self(When::blank(place))
    }
}

/// How to write a duration.
pub(crate) const DURATION_HELP: &str =
    "write 5h, 1h30m or 2d, optionally with ~ (about), < (under) or > (over) in front";

impl Read for Duration {
    fn read(value: &Value<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let text = reader.text(value)?;
        match Self::parse(text, || reader.keep(text)) {
            Ok(duration) => Some(duration),
            Err(message) => {
                reader.error(value, message, DURATION_HELP);
                None
            }
        }
    }
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
    When, "when", {"type": ["string", "integer"], "description": "EDTF, extended by clock times, time zones and parts of a day"};
    Date, "date", {"type": ["string", "integer"], "description": "a single date or time"};
    Duration, "duration", {"type": "string", "pattern": "^[~<>]?([0-9]+d)?([0-9]+h)?([0-9]+m)?$"};
}

macro_rules! numbers {
    ($($type:ty, $variant:ident, $expected:literal;)+) => {$(
        impl Read for $type {
            fn read(value: &Value<'_>, reader: &mut Reader<'_>) -> Option<Self> {
                let parsed = match value.content {
                    Content::Integer => reader.written(value.span()).replace('_', "").parse().ok(),
                    #[allow(unreachable_patterns, reason = "for integers it is the same pattern")]
                    Content::$variant => reader.written(value.span()).replace('_', "").parse().ok(),
                    _ => return reader.wrong_type(value, $expected, ""),
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
    i64, Integer, "an integer";
    u32, Integer, "an integer from 0";
    f64, Float, "a number";
}
