//! The tables of a dataset file as written: every key once, with its type, description and place.
//!
//! The [`table!`] declarations are the only list of keys: the reader, the known keys in error messages and the JSON Schema all
//! come from them. Reading does not stop at a fault: it is noted, and the next key is read.
//!
//! * [`read`] — the reader that notes faults, and the trait of types that can be read
//! * [`unknown`] — unknown keys, and what was probably meant
//! * [`values`] — single values: strings, ids, times, numbers, time zones, countries; [`words`] — those of a vocabulary
//! * [`tables`] — persons, parties, places, topics, sources, proposals, views
//! * [`records`] — events and quotes

pub(crate) mod read;
pub(crate) mod records;
pub(crate) mod tables;
pub(crate) mod unknown;
pub(crate) mod values;
pub(crate) mod words;

pub(crate) use read::{At, Read, Reader};
pub(crate) use records::{RawCitation, RawClaim, RawDelegation, RawEvent, RawQuote, RawReport, RawStance};
pub(crate) use tables::{
    RawAbout, RawAlias, RawKind, RawOffice, RawParty, RawPerson, RawPlace, RawPoint, RawProposal, RawSource, RawTopic,
    RawVersion, RawView,
};

/// Declares a table: `mode "key" field: Type` with mode `req`, `opt` or `list`, each with its description.
macro_rules! table {
    (
        $(#[doc = $about:literal])+
        $name:ident {
            $($(#[doc = $doc:literal])+ $mode:ident $key:literal $field:ident: $type:ty,)+
        }
    ) => {
        $(#[doc = $about])+
        #[derive(Debug, Clone)]
        pub(crate) struct $name {
            /// The place of the table header or inline table.
            #[allow(dead_code, reason = "every table has it, not every builder needs it")]
            pub(crate) header: $crate::diagnostic::Location,
            /// Whether anything in it could not be read; required keys then have a placeholder.
            #[allow(dead_code, reason = "every table has it, not every builder needs it")]
            pub(crate) faulty: bool,
            /// The keys whose values could not be read.
            #[allow(dead_code, reason = "every table has it, not every builder needs it")]
            pub(crate) unread: Vec<&'static str>,
            $($(#[doc = $doc])+ pub(crate) $field: $crate::dataset::raw::slot!($mode $type),)+
        }

        impl $crate::dataset::raw::Read for $name {
            fn read(value: &$crate::dataset::raw::read::Value<'_>, reader: &mut $crate::dataset::raw::Reader<'_>) -> Option<Self> {
                let header = reader.place(value.span());
                let table = reader.table(value)?;
                let before = reader.errors();
                let mut unread = Vec::new();
                $(let mut $field = None;)+
                for (key, value) in table.iter() {
                    match key.text {
                        $($key => {
                            let read = $crate::dataset::raw::Read::read(&value, reader);
                            if read.is_none() {
                                unread.push($key);
                            }
                            $field = Some(read);
                        })+
                        _ => $crate::dataset::raw::unknown::note(key, &value, table, &[$($crate::dataset::raw::unknown::Key {
                            name: $key,
                            fits: $crate::dataset::raw::unknown::fits::<$crate::dataset::raw::slot!(@schema $mode $type)>,
                        }),+], reader),
                    }
                }
                $(let $field = $crate::dataset::raw::fill!($mode $field, reader, header, $key);)+
                Some(Self { header, faulty: reader.errors() > before, unread, $($field,)+ })
            }
        }

        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).trim_start_matches("Raw").to_lowercase().into()
            }

            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let mut properties = serde_json::Map::new();
                let mut required = Vec::new();
                $({
                    let schema = generator.subschema_for::<$crate::dataset::raw::slot!(@schema $mode $type)>();
                    let description = concat!($($doc, "\n"),+);
                    properties.insert($key.into(), $crate::dataset::raw::read::described(schema, description));
                    if stringify!($mode) == "req" {
                        required.push($key);
                    }
                })+
                schemars::json_schema!({
                    "type": "object",
                    "description": concat!($($about, "\n"),+).trim(),
                    "properties": properties,
                    "required": required,
                    "additionalProperties": false,
                })
            }
        }
    };
}

/// The type of a field for its mode.
macro_rules! slot {
    (req $type:ty) => { $type };
    (opt $type:ty) => { Option<$type> };
    (list $type:ty) => { Vec<$type> };
    (@schema list $type:ty) => { Vec<$type> };
    (@schema $mode:ident $type:ty) => { $type };
}

/// The value of a field: what was read (`Some(None)` if that failed and was noted), else the value of an absent key.
macro_rules! fill {
    (req $field:ident, $reader:ident, $header:ident, $key:literal) => {
        match $field {
            Some(Some(read)) => read,
            Some(None) => $crate::dataset::raw::read::Blank::blank($header),
            None => {
                $reader.missing_key($header, $key);
                $crate::dataset::raw::read::Blank::blank($header)
            }
        }
    };
    (opt $field:ident, $reader:ident, $header:ident, $key:literal) => {
        $field.flatten()
    };
    (list $field:ident, $reader:ident, $header:ident, $key:literal) => {
        $field.flatten().unwrap_or_default()
    };
}

pub(crate) use {fill, slot, table};
