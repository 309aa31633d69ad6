//! One step, and its line of text: `key Ctrl-d`, `type peace`, `click 3 4`, `save without 3 17`.

use std::fmt;

use super::data::Saved;

/// Something that happens to the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Step {
    /// A key by its name.
    Key(String),
    /// Text typed letter by letter.
    Type(String),
    /// Pasted text.
    Paste(String),
    /// A click: column, row.
    Click(u16, u16),
    /// The wheel, in lines.
    Wheel(i32),
    /// Another size: columns, rows.
    Resize(u16, u16),
    /// The file is saved and read again.
    Save(Saved),
    /// Reading it failed.
    LoadFailed,
    /// What came of the export asked for last.
    Answer(Answer),
}

/// What comes of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answer {
    Exists,
    Failed,
    Written,
}

/// The largest screen tried: columns, rows.
pub(crate) const MAX_SIZE: (u16, u16) = (500, 200);

impl Step {
    /// Reads a line; nothing where it is no step.
    pub(crate) fn read(line: &str) -> Option<Self> {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        let number = |text: &str| text.parse::<u16>().ok();
        Some(match word {
            "key" => Self::Key(rest.to_owned()),
            "type" => Self::Type(rest.to_owned()),
            "paste" => Self::Paste(unescaped(rest)),
            "click" => {
                let (x, y) = rest.split_once(' ')?;
                Self::Click(number(x)?, number(y)?)
            }
            "wheel" => Self::Wheel(rest.parse::<i8>().ok()?.into()),
            "resize" => {
                let (width, height) = rest.split_once(' ')?;
                Self::Resize(number(width)?.min(MAX_SIZE.0), number(height)?.min(MAX_SIZE.1))
            }
            "save" => Self::Save(Saved::read(rest)?),
            "load-failed" => Self::LoadFailed,
            "answer" => Self::Answer(match rest {
                "exists" => Answer::Exists,
                "failed" => Answer::Failed,
                "written" => Answer::Written,
                _ => return None,
            }),
            _ => return None,
        })
    }
}

/// A text in which line breaks, tabs, escape characters and backslashes are written with a backslash.
fn unescaped(text: &str) -> String {
    let mut parts = text.chars();
    let mut plain = String::new();
    while let Some(c) = parts.next() {
        plain.push(match (c, if c == '\\' { parts.next() } else { None }) {
            (_, Some('n')) => '\n',
            (_, Some('t')) => '\t',
            (_, Some('e')) => '\u{1b}',
            (_, Some(other)) => other,
            (c, None) => c,
        });
    }
    plain
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Key(name) => write!(f, "key {name}"),
            Self::Type(text) => write!(f, "type {text}"),
            Self::Paste(text) => {
                let text =
                    text.replace('\\', "\\\\").replace('\n', "\\n").replace('\t', "\\t").replace('\u{1b}', "\\e");
                write!(f, "paste {text}")
            }
            Self::Click(x, y) => write!(f, "click {x} {y}"),
            Self::Wheel(lines) => write!(f, "wheel {lines}"),
            Self::Resize(width, height) => write!(f, "resize {width} {height}"),
            Self::Save(saved) => write!(f, "save {saved}"),
            Self::LoadFailed => f.write_str("load-failed"),
            Self::Answer(Answer::Exists) => f.write_str("answer exists"),
            Self::Answer(Answer::Failed) => f.write_str("answer failed"),
            Self::Answer(Answer::Written) => f.write_str("answer written"),
        }
    }
}
