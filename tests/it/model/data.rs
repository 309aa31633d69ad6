//! What an editor beside the screen saves: the dataset of the tests with records added, removed or broken.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt;
use std::rc::Rc;
use std::sync::OnceLock;

use demarche::dataset::load_texts;
use demarche::diagnostic::{FileText, Severity};
use demarche::index::Snapshots;
use demarche::workspace::{self, Workspace};

/// What is saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Saved {
    /// The dataset as it was at first.
    Whole,
    /// Without some of its records, and without references to them.
    Without(Vec<u16>),
    /// With so many records more.
    With(u16),
    /// With records that a terminal would choke on.
    Hostile,
    /// The first so many per cent of the file.
    Cut(u16),
    /// With an event that has errors.
    Broken,
    /// Another dataset.
    Other,
    /// Nothing.
    Empty,
}

const WHOLE: &str = include_str!("../data/screen.toml");
const OTHER: &str = include_str!("../data/small.toml");

/// More of everything that is hard to draw.
const HOSTILE: &str = r#"
[[event]]
id = "hostile"
title = "\u001b[31m\u009b31m\u202e停火谈判👨‍👩‍👧e\u0301\u0301\u0301\t\u2028\U000E0041=1+1 *x* <b>\u007f"
kind = "talks"
when = "2025-01-20T10:00[Asia/Tokyo]/.."
summary = "Wort-ohne-Ende-Wort-ohne-Ende-Wort-ohne-Ende-Wort-ohne-Ende-Wort-ohne-Ende-Wort-ohne-Ende-Wort-ohne-Ende-Wort-ohne-Ende"

[[quote]]
event = "hostile"
speaker-desc = "\u202e\u0007停"
text = "停火\n\n\u2066- one\r\n\t`two` ยาวไม่มีช่องว่าง नमस्ते"
fidelity = "verbatim"
"#;

impl Saved {
    /// The text of the file.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Whole => WHOLE.to_owned(),
            Self::Without(records) => without(records),
            Self::With(count) => {
                let more: String = (1..=*count).map(record).collect();
                format!("{WHOLE}{more}")
            }
            Self::Hostile => format!("{WHOLE}{HOSTILE}"),
            Self::Cut(share) => {
                let end = WHOLE.len() * usize::from((*share).min(100)) / 100;
                (0..=end).rev().find_map(|end| WHOLE.get(..end)).unwrap_or_default().to_owned()
            }
            Self::Broken => format!("{WHOLE}\n[[event]]\nid = \"broken\"\nkind = \"talkz\"\n"),
            Self::Other => OTHER.to_owned(),
            Self::Empty => String::new(),
        }
    }

    /// Reads what [`fmt::Display`] writes.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
        Some(match word {
            "whole" => Self::Whole,
            "without" => Self::Without(rest.split(' ').filter_map(|number| number.parse().ok()).take(40).collect()),
            "with" => Self::With(rest.parse::<u16>().ok()?.min(60)),
            "hostile" => Self::Hostile,
            "cut" => Self::Cut(rest.parse().ok()?),
            "broken" => Self::Broken,
            "other" => Self::Other,
            "empty" => Self::Empty,
            _ => return None,
        })
    }
}

impl fmt::Display for Saved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole => f.write_str("whole"),
            Self::Without(records) => {
                f.write_str("without")?;
                records.iter().try_for_each(|record| write!(f, " {record}"))
            }
            Self::With(count) => write!(f, "with {count}"),
            Self::Hostile => f.write_str("hostile"),
            Self::Cut(share) => write!(f, "cut {share}"),
            Self::Broken => f.write_str("broken"),
            Self::Other => f.write_str("other"),
            Self::Empty => f.write_str("empty"),
        }
    }
}

/// A record more, now before, now between, now after the others.
fn record(nth: u16) -> String {
    let (month, day) = (1 + nth % 6, 1 + nth % 28);
    let event = format!(
        "\n[[event]]\nid = \"extra-{nth}\"\ntitle = \"Extra {nth}\"\nkind = \"call\"\nwhen = 2025-{month:02}-{day:02}\n\
         topics = [\"trade\"]\nsources = [\"notes\"]\n"
    );
    let quote = format!("\n[[quote]]\nevent = \"extra-{nth}\"\nspeaker = \"anna\"\ntext = \"More {nth}\"\n");
    if nth.is_multiple_of(2) { event + &quote } else { event }
}

/// The dataset without some of its records, by their positions, and without references to them.
fn without(records: &[u16]) -> String {
    static TABLE: OnceLock<toml::Table> = OnceLock::new();
    let mut file = TABLE.get_or_init(|| WHOLE.parse().expect("TOML")).clone();
    let ids = |table: &str| {
        let rows = file[table].as_array().expect("an array").iter();
        rows.filter_map(|row| row.get("id")?.as_str()).map(ToOwned::to_owned).collect::<Vec<_>>()
    };
    let all = [ids("event"), ids("quote")].concat();
    let gone: Vec<&str> = records.iter().map(|record| all[usize::from(*record) % all.len()].as_str()).collect();
    for table in ["event", "quote"] {
        let rows = file.get_mut(table).and_then(toml::Value::as_array_mut).expect("an array");
        rows.retain(|row| {
            let is = |key: &str| row.get(key).and_then(toml::Value::as_str).is_some_and(|id| gone.contains(&id));
            !is("id") && !is("event")
        });
        for row in rows.iter_mut().filter_map(toml::Value::as_table_mut) {
            row.retain(|key, _| !matches!(key, "follows" | "related" | "disputes" | "rendering-of" | "corrects"));
        }
    }
    file.to_string()
}

/// How many texts are kept with their data.
const MAX_KEPT: usize = 64;

/// The data of a text, read and indexed apart from what a screen has; kept, because most texts come again.
pub(crate) fn snapshots(text: &str) -> Rc<Snapshots> {
    thread_local! {
        static KEPT: RefCell<HashMap<String, Rc<Snapshots>>> = RefCell::default();
    }
    KEPT.with_borrow_mut(|kept| {
        if let Some(snapshots) = kept.get(text) {
            return Rc::clone(snapshots);
        }
        if kept.len() == MAX_KEPT {
            kept.clear();
        }
        let snapshots = Rc::new(Snapshots::new(workspace(text).0.index));
        kept.insert(text.to_owned(), Rc::clone(&snapshots));
        snapshots
    })
}

/// The data of a text, and whether it has errors.
pub(crate) fn workspace(text: &str) -> (Workspace, bool) {
    let file = FileText { name: "data.toml".into(), text: text.into() };
    let workspace = workspace::from_loaded(load_texts(vec![file]));
    let errors = workspace.loaded.faults.iter().any(|fault| fault.severity == Severity::Error);
    (workspace, errors)
}
