//! The reader of parsed TOML: it turns values into types of the data format and notes every fault with its place.

use std::borrow::Cow;
use std::ops::Range;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::Value as Json;

use crate::dataset::tree::{Content, Table};
use crate::diagnostic::{Fault, Location, Severity};
use crate::model::{Text, TextBuffer};
use crate::sanitize;

/// The longest text, in bytes, and the longest list: what one record holds is shown, searched and exported as a whole, and must
/// not make the screen wait.
const MAX_TEXT: usize = 1 << 20;
const MAX_ITEMS: usize = 2000;

pub(crate) use crate::dataset::tree::Value;

/// A type that can be read from a TOML value.
pub(crate) trait Read: Sized {
    /// Reads a value; `None` if it is invalid, which is noted in the reader.
    fn read(value: &Value<'_>, reader: &mut Reader<'_>) -> Option<Self>;
}

/// A placeholder for a required key that is missing or invalid, so that the faults of the other keys are found too. The record is
/// marked as faulty, so that no placeholder remains after loading.
pub(crate) trait Blank: Sized {
    /// The placeholder, for a table with this header.
    fn blank(header: Location) -> Self;
}

/// Notes faults while a chunk of a file is read.
pub(crate) struct Reader<'t> {
    file: u32,
    base: usize,
    text: &'t str,
    faults: Vec<Fault>,
    errors: usize,
    /// The texts of records.
    kept: TextBuffer,
    /// Texts that are only needed until records are built: ids that they refer to, texts that many have.
    needed: TextBuffer,
}

impl<'t> Reader<'t> {
    /// A reader of `text`, which is at offset `base` in the file.
    pub(crate) fn new(file: u32, base: usize, text: &'t str) -> Self {
        let (kept, needed) = (TextBuffer::new(), TextBuffer::new());
        Self { file, base, text, faults: Vec::new(), errors: 0, kept, needed }
    }

    /// A text for a record. It can be read once the reader is gone.
    pub(crate) fn keep(&mut self, text: &str) -> Text {
        self.kept.add(text)
    }

    /// A text that no record keeps. It can be read once the reader is gone.
    pub(crate) fn keep_for_build(&mut self, text: &str) -> Text {
        self.needed.add(text)
    }

    /// The faults found. All texts that were read can now be read.
    pub(crate) fn into_faults(self) -> Vec<Fault> {
        self.faults
    }

    /// The number of errors so far.
    pub(crate) fn errors(&self) -> usize {
        self.errors
    }

    /// Bytes of the chunk as a place in the file.
    pub(crate) fn place(&self, span: Range<usize>) -> Location {
        Location::new(self.file, self.base + span.start..self.base + span.end)
    }

    /// The text of a value as written in the file.
    pub(crate) fn written(&self, span: Range<usize>) -> &'t str {
        self.text.get(span).unwrap_or("")
    }

    /// Notes a fault.
    pub(crate) fn note(&mut self, fault: Fault) {
        self.errors += usize::from(fault.severity == Severity::Error);
        self.faults.push(fault);
    }

    /// Notes an error at a value.
    pub(crate) fn error(&mut self, value: &Value<'_>, message: impl Into<String>, help: impl Into<String>) {
        let place = self.place(value.span());
        self.note(Fault::error(message).at(place).help(help));
    }

    /// The value as a table.
    pub(crate) fn table<'v>(&mut self, value: &Value<'v>) -> Option<Table<'v>> {
        match value.content {
            Content::Table(table) => Some(table),
            _ => self.wrong_type(value, "a table", ""),
        }
    }

    /// The value as a string.
    pub(crate) fn text<'v>(&mut self, value: &Value<'v>) -> Option<&'v str> {
        match value.content {
            Content::String(text) if text.len() > MAX_TEXT => {
                let message = format!("a text of {} bytes; the limit is {MAX_TEXT}", text.len());
                self.error(value, message, "shorten it, or link to the whole text as a source");
                None
            }
            Content::String(text) => {
                // Nearly all texts in Latin script are told by their bytes; without an early end, many are compared at once.
                let is_plain = text.bytes().fold(true, |all, byte| all & matches!(byte, b' '..=b'~' | b'\n'));
                let is_hostile = |&c: &char| sanitize::is_hostile(c) && !matches!(c, '\n' | '\t' | '\r');
                let hostile = if is_plain { None } else { text.chars().find(is_hostile) };
                if let Some(hostile) = hostile {
                    let message = format!("invisible character U+{:04X}", hostile as u32);
                    let place = self.place(value.span());
                    self.note(
                        Fault::warning(message)
                            .at(place)
                            .help("it is displayed as \\u{…}; remove it if it is not intended"),
                    );
                }
                Some(text)
            }
            _ => self.wrong_type(value, "a string", ""),
        }
    }

    /// Notes that a value of another type was expected.
    pub(crate) fn wrong_type<T>(&mut self, value: &Value<'_>, expected: &str, help: impl Into<String>) -> Option<T> {
        let found = match value.content {
            Content::String(_) => "a string",
            Content::Integer => "an integer",
            Content::Float => "a float",
            Content::Boolean => "a boolean",
            Content::Datetime { .. } => "a date",
            Content::Array(_) => "an array",
            Content::Table(_) => "a table",
        };
        self.error(value, format!("expected {expected}, found {found}"), help);
        None
    }

    /// Whether a value would be read without an error; nothing is noted.
    pub(crate) fn would_read(&self, value: &Value<'_>, read: fn(&Value<'_>, &mut Reader<'_>) -> bool) -> bool {
        read(value, &mut Reader::new(self.file, self.base, self.text))
    }

    /// Notes that a required key is missing from the table with this header.
    pub(crate) fn missing_key(&mut self, header: Location, key: &str) {
        self.note(Fault::error(format!("missing key \"{key}\"")).at(header).help(format!("add {key} = …")));
    }
}

/// A value with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct At<T> {
    /// The value.
    pub(crate) value: T,
    /// Its place.
    pub(crate) place: Location,
}

impl<T: Read> Read for At<T> {
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
    /// Keeps the items that could be read; the faults of the others are noted.
    fn read(value: &Value<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        if let Content::Array(items) = value.content {
            if items.len() > MAX_ITEMS {
                reader.error(value, format!("{} items; the limit is {MAX_ITEMS}", items.len()), "");
                return None;
            }
            // With room for no more: most lists have one or two items, and the model is built in place.
            let mut read = Vec::with_capacity(items.len());
            read.extend(items.iter().filter_map(|item| T::read(&item, reader)));
            Some(read)
        } else {
            let written = reader.written(value.span());
            let help = if written.contains('\n') { String::new() } else { format!("write [{written}]") };
            reader.wrong_type(value, "an array", help)
        }
    }
}

/// A schema with the description of its key.
pub(crate) fn described(schema: Schema, description: &str) -> Json {
    let text = description.lines().map(str::trim).collect::<Vec<_>>().join(" ").trim().to_owned();
    match schema.to_value() {
        Json::Object(mut object) => {
            object.insert("description".into(), text.into());
            Json::Object(object)
        }
        other => other,
    }
}
