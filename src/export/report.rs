//! What is exported, and its provenance.

use chrono::{DateTime, SecondsFormat, Utc};
use schemars::JsonSchema;
use serde::Serialize;

use crate::index::{Index, RecordId};
use crate::model::RecordRef;
use crate::selection::{Selection, counted};

/// A kind of record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordKind {
    /// Events.
    Events,
    /// Quotes.
    Quotes,
}

impl RecordKind {
    /// Both kinds.
    pub(crate) const ALL: [Self; 2] = [Self::Events, Self::Quotes];

    /// Name on the command line.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Events => "events",
            Self::Quotes => "quotes",
        }
    }
}

/// A selection with its provenance.
pub struct Export<'a> {
    /// The records.
    pub index: &'a Index,
    /// The selected ones.
    pub selection: &'a Selection,
    /// The query in canonical form; empty for all records.
    pub query: String,
    /// The reference date, as written.
    pub as_of: Option<String>,
    /// Whether events of selected quotes are included.
    pub with_context: bool,
    /// The only kind of record to export, if not both.
    pub part: Option<RecordKind>,
    /// Time of the export.
    pub at: DateTime<Utc>,
    /// Whether rows of CSV and JSON Lines have the columns of the provenance.
    pub with_provenance: bool,
}

/// Provenance of an export, the same in every format.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub(crate) struct Provenance {
    /// Program and version.
    pub(crate) program: String,
    /// Title of the dataset.
    pub(crate) dataset: String,
    /// Version of the dataset.
    pub(crate) version: Option<String>,
    /// Licence of the dataset.
    pub(crate) license: Option<String>,
    /// Query in canonical form; empty for all records.
    pub(crate) query: String,
    /// Reference date, if any.
    pub(crate) as_of: Option<String>,
    /// Number of events exported.
    pub(crate) events: usize,
    /// Number of quotes exported.
    pub(crate) quotes: usize,
    /// Number of records in the dataset.
    pub(crate) of: usize,
    /// Number of events included only because a quote of them is selected.
    pub(crate) context: usize,
    /// Time of the export, RFC 3339 in UTC.
    pub(crate) exported: String,
}

impl Export<'_> {
    /// The records to export, in order, each with whether it is only context.
    pub(crate) fn records(&self) -> impl Iterator<Item = (RecordId, bool)> {
        self.selection.in_order(self.with_context).filter(|(record, _)| {
            let event = matches!(self.index.record(*record), RecordRef::Event(_));
            match self.part {
                None => true,
                Some(RecordKind::Events) => event,
                Some(RecordKind::Quotes) => !event,
            }
        })
    }

    /// How many events and quotes are exported, without context.
    pub(crate) fn counts(&self) -> (usize, usize) {
        match self.part {
            None => (self.selection.events, self.selection.quotes),
            Some(RecordKind::Events) => (self.selection.events, 0),
            Some(RecordKind::Quotes) => (0, self.selection.quotes),
        }
    }

    /// The provenance of the export.
    pub(crate) fn provenance(&self) -> Provenance {
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
            of: self.selection.total,
            context,
            exported: self.at.to_rfc3339_opts(SecondsFormat::Secs, true),
        }
    }
}

impl Provenance {
    /// Names and values, for formats that list them.
    pub(crate) fn lines(&self) -> Vec<(&'static str, String)> {
        let version = self.version.as_deref().map_or(String::new(), |version| format!(", version {version}"));
        let context = match self.context {
            0 => String::new(),
            1 => ", with 1 event as context".to_owned(),
            more => format!(", with {more} events as context"),
        };
        let mut lines = vec![
            ("Dataset", format!("{}{version}", self.dataset)),
            ("Query", if self.query.is_empty() { "(all records)".into() } else { self.query.clone() }),
        ];
        lines.extend(self.as_of.as_ref().map(|date| ("As of", date.clone())));
        lines.push(("Records", format!("{} of {}{context}", counted(self.events, self.quotes), self.of)));
        lines.extend(self.license.as_ref().map(|license| ("Licence", license.clone())));
        lines.push(("Exported", format!("{} by {}", self.exported, self.program)));
        lines
    }
}
