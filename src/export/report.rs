//! What is exported, and its provenance.

use std::collections::BTreeSet;

use chrono::{DateTime, SecondsFormat, Utc};
use schemars::JsonSchema;
use serde::Serialize;

use crate::index::{Index, RecordId};
use crate::model::{ProposalId, RecordRef};
use crate::prose;
use crate::selection::{Selection, counted};

/// A kind of record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordKind {
    /// Events.
    Events,
    /// Quotes.
    Quotes,
    /// Points of the proposals that the records cite, instead of the records.
    Points,
}

impl RecordKind {
    /// All kinds.
    pub(crate) const ALL: [Self; 3] = [Self::Events, Self::Quotes, Self::Points];

    /// Name on the command line.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Events => "events",
            Self::Quotes => "quotes",
            Self::Points => "points",
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
    /// The reference date before, against which records are new, as written.
    pub since_known: Option<String>,
    /// Whether events of selected quotes are included.
    pub with_context: bool,
    /// Whether the proposals that the records cite follow them, where the format does not always have them.
    pub with_points: bool,
    /// The only kind of record to export, if not all.
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
    /// The reference date against which records are new (`is:new`), if any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) since_known: Option<String>,
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
                Some(RecordKind::Points) => false,
            }
        })
    }

    /// How many events and quotes are exported, without context; with points, how many cite their proposals or others.
    pub(crate) fn counts(&self) -> (usize, usize) {
        match self.part {
            None | Some(RecordKind::Points) => (self.selection.events, self.selection.quotes),
            Some(RecordKind::Events) => (self.selection.events, 0),
            Some(RecordKind::Quotes) => (0, self.selection.quotes),
        }
    }

    /// What is written, for a message: `31 events and 58 quotes`, `28 points`.
    pub(crate) fn written(&self) -> String {
        if self.part != Some(RecordKind::Points) {
            let (events, quotes) = self.counts();
            return counted(events, quotes);
        }
        let proposals = self.proposals().into_iter().map(|id| &self.index.dataset.proposals[id]);
        match proposals.flat_map(|proposal| &proposal.versions).map(|version| version.points.len()).sum() {
            0 => "no points".to_owned(),
            points => prose::count(points, "point"),
        }
    }

    /// Whether the proposals follow the records in formats that do not always have them.
    pub(crate) fn appends_proposals(&self) -> bool {
        self.with_points || self.part == Some(RecordKind::Points)
    }

    /// The proposals that the selected records cite, in the order of the dataset; none in a table of events or of quotes.
    pub(crate) fn proposals(&self) -> Vec<ProposalId> {
        if matches!(self.part, Some(RecordKind::Events | RecordKind::Quotes)) {
            return Vec::new();
        }
        let dataset = &self.index.dataset;
        let cited = self.selection.records.iter().flat_map(|record| match self.index.record(record) {
            RecordRef::Event(id) => &dataset.events[id].proposals[..],
            RecordRef::Quote(id) => dataset.quote_proposals(&dataset.quotes[id]),
        });
        let cited: BTreeSet<ProposalId> = cited.map(|reference| reference.proposal).collect();
        cited.into_iter().collect()
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
            since_known: self.since_known.clone(),
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
            events => format!(", with {} as context", prose::count(events, "event")),
        };
        let mut lines = vec![
            ("Dataset", format!("{}{version}", self.dataset)),
            ("Query", if self.query.is_empty() { "(all records)".into() } else { self.query.clone() }),
        ];
        lines.extend(self.as_of.as_ref().map(|date| ("As of", date.clone())));
        lines.extend(self.since_known.as_ref().map(|date| ("New since", date.clone())));
        lines.push(("Records", format!("{} of {}{context}", counted(self.events, self.quotes), self.of)));
        lines.extend(self.license.as_ref().map(|license| ("Licence", license.clone())));
        lines.push(("Exported", format!("{} by {}", self.exported, self.program)));
        lines
    }
}
