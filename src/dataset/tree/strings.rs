//! Keys and scalar values. Nearly all are used as written; those that are not plain are decoded by `toml_parser`.

use std::borrow::Cow;

use toml::value::Datetime;
use toml_parser::decoder::{Encoding, ScalarKind};
use toml_parser::{ErrorSink, ParseError, Raw, Span};

use super::nodes::{Data, KeyNode, Place, Text, Tree};

impl Tree<'_> {
    /// A key.
    pub(super) fn read_key(&mut self, span: Span, encoding: Option<Encoding>, error: &mut dyn ErrorSink) -> KeyNode {
        let at = Place::new(span.start()..span.end());
        let raw = &self.text[at.range()];
        let is_bare = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        let plain = match encoding {
            None => (!raw.is_empty() && raw.bytes().all(is_bare)).then_some(at),
            Some(Encoding::BasicString | Encoding::LiteralString) => encoding.and_then(|it| plain(raw, at, it)),
            // They are invalid as keys.
            Some(Encoding::MlBasicString | Encoding::MlLiteralString) => None,
        };
        if let Some(plain) = plain {
            return KeyNode { text: Text::Written(plain), at };
        }
        let mut decoded = Cow::Borrowed("");
        Raw::new_unchecked(raw, encoding, span).decode_key(&mut decoded, error);
        KeyNode { text: self.keep(&decoded), at }
    }

    /// A string, number, date or boolean.
    pub(super) fn read_scalar(&mut self, span: Span, encoding: Option<Encoding>, error: &mut dyn ErrorSink) -> Data {
        let at = Place::new(span.start()..span.end());
        let raw = &self.text[at.range()];
        if let Some(plain) = encoding.and_then(|it| plain(raw, at, it)) {
            return Data::String(Text::Written(plain));
        }
        let mut decoded = Cow::Borrowed("");
        match Raw::new_unchecked(raw, encoding, span).decode_scalar(&mut decoded, error) {
            ScalarKind::String => Data::String(self.keep(&decoded)),
            ScalarKind::Boolean(_) => Data::Boolean,
            ScalarKind::Float => Data::Float,
            ScalarKind::Integer(_) => Data::Integer,
            ScalarKind::DateTime => {
                let date = decoded.parse::<Datetime>();
                if date.is_err() {
                    error.report_error(ParseError::new("invalid datetime"));
                }
                Data::Datetime { has_date: date.is_ok_and(|date| date.date.is_some()) }
            }
        }
    }

    fn keep(&mut self, decoded: &str) -> Text {
        let start = self.decoded.len();
        self.decoded.push_str(decoded);
        Text::Decoded(Place::new(start..self.decoded.len()))
    }
}

/// The bytes of a string that are its value; nothing if it has, or may have, anything that must be decoded or is invalid.
fn plain(raw: &str, at: Place, encoding: Encoding) -> Option<Place> {
    let (mark, is_multi_line) = match encoding {
        Encoding::BasicString => ("\"", false),
        Encoding::LiteralString => ("'", false),
        Encoding::MlBasicString => ("\"\"\"", true),
        Encoding::MlLiteralString => ("'''", true),
    };
    let inner = raw.strip_prefix(mark)?.strip_suffix(mark)?;
    let quote = mark.as_bytes()[0];
    // Without an early end, so that many bytes are compared at once.
    let is_text = |byte: u8| matches!(byte, b' '..=b'[' | b']'..=b'~' | 0x80..) && byte != quote;
    let is_plain = inner.bytes().fold(true, |all, byte| all & (is_text(byte) || (is_multi_line && byte == b'\n')));
    // A line break right after the opening quotation marks does not count.
    let skipped = usize::from(is_multi_line && inner.starts_with('\n'));
    let start = at.start + (mark.len() + skipped) as u32;
    is_plain.then_some(Place { start, end: at.end - mark.len() as u32 })
}
