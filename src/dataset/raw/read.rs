//! The cursor over parsed TOML: it turns values into our types and notes every fault with its place.

use std::borrow::Cow;
use std::ops::Range;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::Value as Json;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use crate::diagnostic::{Fault, Location, Severity, either};
use crate::names::nearest;
use crate::sanitize;

/// A TOML value with the bytes that it was written in.
pub type Value<'t> = Spanned<DeValue<'t>>;

/// Something that can be read from a TOML value. A fault is noted in the reader, and nothing returned.
pub trait Read: Sized {
    /// What is expected here, for the message when something else stands there.
    const EXPECTED: &'static str;

    /// Reads it.
    fn read(value: &Value<'_>, reader: &mut Reader<'_>) -> Option<Self>;
}

/// What stands in an obligatory key whose value could not be read, so that the faults of the rest are found too. Nothing
/// blank ever leaves the load: the record is marked as faulty.
pub trait Blank: Sized {
    /// The blank, for a table with this header.
    fn blank(header: Location) -> Self;
}

/// Notes faults while a stretch of a file is read.
pub struct Reader<'t> {
    file: u32,
    base: usize,
    text: &'t str,
    faults: Vec<Fault>,
    errors: usize,
}

impl<'t> Reader<'t> {
    /// A reader of `text`, which begins `base` bytes into the file.
    pub fn new(file: u32, base: usize, text: &'t str) -> Self {
        Self { file, base, text, faults: Vec::new(), errors: 0 }
    }

    /// The faults found.
    pub fn into_faults(self) -> Vec<Fault> {
        self.faults
    }

    /// How many errors were found so far.
    pub fn errors(&self) -> usize {
        self.errors
    }

    /// Bytes of the stretch as a place in the file.
    pub fn place(&self, span: Range<usize>) -> Location {
        Location::new(self.file, self.base + span.start..self.base + span.end)
    }

    /// The text of a value as written in the file.
    pub fn written(&self, span: Range<usize>) -> &'t str {
        self.text.get(span).unwrap_or("")
    }

    /// Notes a fault.
    pub fn note(&mut self, fault: Fault) {
        self.errors += usize::from(fault.severity == Severity::Error);
        self.faults.push(fault);
    }

    /// Notes an error at a value.
    pub fn error(&mut self, value: &Value<'_>, message: impl Into<String>, help: impl Into<String>) {
        let place = self.place(value.span());
        self.note(Fault::error(message).at(place).help(help));
    }

    /// The value as a table.
    pub fn table<'v, 'd>(&mut self, value: &'v Value<'d>) -> Option<&'v DeTable<'d>> {
        match value.get_ref() {
            DeValue::Table(table) => Some(table),
            _ => self.wrong_type(value, "a table"),
        }
    }

    /// The value as a text.
    pub fn text<'v>(&mut self, value: &'v Value<'_>) -> Option<&'v str> {
        match value.get_ref() {
            DeValue::String(text) => {
                if let Some(hostile) =
                    text.chars().find(|&c| sanitize::is_hostile(c) && !matches!(c, '\n' | '\t' | '\r'))
                {
                    let message = format!("this text holds the invisible character U+{:04X}", hostile as u32);
                    let place = self.place(value.span());
                    self.note(
                        Fault::warning(message).at(place).help("it is shown as \\u{…}; take it out if it is not meant"),
                    );
                }
                Some(text)
            }
            _ => self.wrong_type(value, "a text in quotation marks"),
        }
    }

    /// Notes that something else was expected.
    pub fn wrong_type<T>(&mut self, value: &Value<'_>, expected: &str) -> Option<T> {
        let found = match value.get_ref() {
            DeValue::String(_) => "a text",
            DeValue::Integer(_) => "a whole number",
            DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        self.error(value, format!("expected {expected}, found {found}"), "");
        None
    }

    /// Notes a key that does not exist, and the nearest that does.
    pub fn unknown_key(&mut self, key: &Spanned<DeString<'_>>, known: &[&str]) {
        let name = key.get_ref().as_ref();
        let place = self.place(key.span());
        let near = nearest(name, known.iter().copied(), 2);
        let help = if near.is_empty() {
            format!("known here: {}", known.join(", "))
        } else {
            format!("did you mean {}?", either(&near))
        };
        self.note(Fault::error(format!("there is no key \"{name}\" here")).at(place).help(help));
    }

    /// Notes that an obligatory key is missing from the table with this header.
    pub fn missing_key(&mut self, header: Location, key: &str) {
        self.note(Fault::error(format!("the key \"{key}\" is missing")).at(header).help(format!("add {key} = …")));
    }
}

/// A value with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub place: Location,
}

impl<T: Read> Read for At<T> {
    const EXPECTED: &'static str = T::EXPECTED;

    fn read(value: &Value<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let place = reader.place(value.span());
        T::read(value, reader).map(|value| Self { value, place })
    }
}

impl<T: Blank> Blank for At<T> {
    fn blank(place: Location) -> Self {
        Self { value: T::blank(place), place }
    }
}

impl<T: JsonSchema> JsonSchema for At<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }
    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

impl<T: Read> Read for Vec<T> {
    const EXPECTED: &'static str = "a list";

    /// A list keeps the items that could be read; the faults of the others are noted.
    fn read(value: &Value<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        if let DeValue::Array(items) = value.get_ref() {
            Some(items.iter().filter_map(|item| T::read(item, reader)).collect())
        } else {
            let place = reader.place(value.span());
            let written = reader.written(value.span());
            let help = if written.contains('\n') { String::new() } else { format!("write [{written}]") };
            reader.note(
                Fault::error(format!("expected a list of {}", T::EXPECTED.trim_start_matches("a ")))
                    .at(place)
                    .help(help),
            );
            None
        }
    }
}

/// A schema with the description of the key that it stands for.
pub fn described(schema: Schema, description: &str) -> Json {
    let text = description.lines().map(str::trim).collect::<Vec<_>>().join(" ").trim().to_owned();
    match schema.to_value() {
        Json::Object(mut object) => {
            object.insert("description".into(), text.into());
            Json::Object(object)
        }
        other => other,
    }
}
