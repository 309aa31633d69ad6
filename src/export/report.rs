//! What is exported, and what an export says about itself.

use chrono::{DateTime, SecondsFormat, Utc};
use schemars::JsonSchema;
use serde::Serialize;

use crate::index::{Index, RecordId};
use crate::model::RecordRef;
use crate::selection::{Selection, counted};

/// One kind of record alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordKind {
    /// Events.
    Events,
    /// Quotes.
    Quotes,
}

impl RecordKind {
    /// Both kinds.
    pub const ALL: [Self; 2] = [Self::Events, Self::Quotes];

    /// The name by which it is asked for.
    pub fn name(self) -> &'static str {
        match self {
            Self::Events => "events",
            Self::Quotes => "quotes",
        }
    }
}

/// A selection with everything that an export must say about it.
pub struct Export<'a> {
    /// The records and their names.
    pub index: &'a Index,
    /// Which of them.
    pub selection: &'a Selection,
    /// The query, canonically; empty for everything.
    pub query: String,
    /// The reference date, as written.
    pub as_of: Option<String>,
    /// Whether events around selected quotes are exported too.
    pub with_context: bool,
    /// One kind of record alone, where a format has a table for it.
    pub part: Option<RecordKind>,
    /// When it is exported.
    pub at: DateTime<Utc>,
}

/// Where an export comes from, in every format the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Provenance {
    /// The program with its version.
    pub program: String,
    /// The title of the dataset.
    pub dataset: String,
    /// The edition of the dataset.
    pub version: Option<String>,
    /// The licence of the dataset.
    pub license: Option<String>,
    /// The query in canonical form; empty for everything.
    pub query: String,
    /// The reference date, if any.
    pub as_of: Option<String>,
    /// Events exported.
    pub events: usize,
    /// Quotes exported.
    pub quotes: usize,
    /// Records of the dataset.
    pub of: usize,
    /// Events that are exported only because a quote of them is.
    pub context: usize,
    /// When, as RFC 3339 in UTC.
    pub exported: String,
}

impl Export<'_> {
    /// The records to write, in order; told is whether one is there only as context.
    pub fn records(&self) -> impl Iterator<Item = (RecordId, bool)> {
        self.selection.in_order(self.with_context).filter(|(record, _)| {
            let event = matches!(self.index.record(*record), RecordRef::Event(_));
            match self.part {
                None => true,
                Some(RecordKind::Events) => event,
                Some(RecordKind::Quotes) => !event,
            }
        })
    }

    /// How many events and quotes are exported, context aside.
    pub fn counts(&self) -> (usize, usize) {
        match self.part {
            None => (self.selection.events, self.selection.quotes),
            Some(RecordKind::Events) => (self.selection.events, 0),
            Some(RecordKind::Quotes) => (0, self.selection.quotes),
        }
    }

    /// Where the export comes from.
    pub fn provenance(&self) -> Provenance {
        let about = &self.index.dataset.about;
        let (events, quotes) = self.counts();
        let context = self.records().filter(|(_, context)| *context).count();
        Provenance {
            program: format!("demarche {}", env!("CARGO_PKG_VERSION")),
            dataset: about.title.to_string(),
            version: about.version.as_deref().map(ToOwned::to_owned),
            license: about.license.as_deref().map(ToOwned::to_owned),
            query: self.query.clone(),
            as_of: self.as_of.clone(),
            events,
            quotes,
            of: self.selection.of,
            context,
            exported: self.at.to_rfc3339_opts(SecondsFormat::Secs, true),
        }
    }
}

impl Provenance {
    /// Name and value of each part, for formats that list them.
    pub fn lines(&self) -> Vec<(&'static str, String)> {
        let version = self.version.as_deref().map_or(String::new(), |version| format!(", version {version}"));
        let context = match self.context {
            0 => String::new(),
            1 => ", with 1 event as context".to_owned(),
            more => format!(", with {more} events as context"),
        };
        let mut lines = vec![
            ("Dataset", format!("{}{version}", self.dataset)),
            ("Query", if self.query.is_empty() { "(everything)".into() } else { self.query.clone() }),
        ];
        lines.extend(self.as_of.as_ref().map(|date| ("As of", date.clone())));
        lines.push(("Records", format!("{} of {}{context}", counted(self.events, self.quotes), self.of)));
        lines.extend(self.license.as_ref().map(|license| ("Licence", license.clone())));
        lines.push(("Exported", format!("{} by {}", self.exported, self.program)));
        lines
    }
}
