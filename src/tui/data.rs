//! The current data and its problems.

use std::path::Path;
use std::sync::Arc;

use crate::dataset::Versions;
use crate::diagnostic::{Fault, FileText, Severity, line_column, one_line};
use crate::index::Snapshots;
use crate::model::when::calendar::Zoom;
use crate::sanitize;
use crate::workspace::Workspace;

/// The problems of a dataset.
#[derive(Debug, Default)]
pub(crate) struct Problems {
    /// The faults, ordered by file and line.
    pub(crate) faults: Vec<Fault>,
    /// The texts they refer to.
    pub(crate) texts: Arc<Vec<FileText>>,
}

impl Problems {
    /// Number of errors.
    pub(crate) fn errors(&self) -> usize {
        self.faults.iter().filter(|fault| fault.severity == Severity::Error).count()
    }

    /// Number of files and folders that could not be read.
    pub(super) fn unread(&self) -> usize {
        self.faults.iter().filter(|fault| fault.whole_file).count()
    }

    fn first(&self) -> Option<&Fault> {
        self.faults.iter().find(|fault| fault.severity == Severity::Error)
    }

    /// The first error with its location, in one line.
    pub(crate) fn first_error(&self) -> Option<String> {
        self.first().map(|fault| one_line(fault, &self.texts))
    }

    /// A single error without a location.
    pub(super) fn of(message: String) -> Self {
        Self { faults: vec![Fault::error(message)], texts: Arc::default() }
    }

    /// The file and line of the first error, without folders.
    pub(super) fn first_place(&self) -> Option<String> {
        let place = self.first()?.place?;
        let text = self.texts.get(place.file as usize)?;
        let name = Path::new(&text.name).file_name()?.to_string_lossy();
        Some(format!("{}:{}", sanitize::line(&name), line_column(&text.text, place.span().start).0))
    }
}

/// The current data.
#[derive(Debug)]
pub(crate) struct Data {
    /// The dataset, and the state of knowledge at the last reference date.
    pub(crate) snapshots: Snapshots,
    /// Its problems.
    pub(crate) problems: Problems,
    /// Number of records left out because of errors.
    pub(crate) left_out: usize,
    /// Its files as they were read.
    pub(crate) versions: Versions,
}

impl From<Workspace> for Data {
    fn from(Workspace { index, loaded }: Workspace) -> Self {
        let problems = Problems { faults: loaded.faults, texts: loaded.texts };
        Self { snapshots: Snapshots::new(index), problems, left_out: loaded.left_out, versions: loaded.versions }
    }
}

impl Data {
    /// The zoom at which the density strip of the whole dataset is readable: days for some weeks, years for a century.
    pub(crate) fn default_zoom(&self) -> Zoom {
        let days = self.snapshots.whole().columns.days().map_or(0, |(first, last)| last - first + 1);
        match days {
            0..=120 => Zoom::Day,
            121..=700 => Zoom::Week,
            701..=4000 => Zoom::Month,
            4001..=15_000 => Zoom::Quarter,
            _ => Zoom::Year,
        }
    }
}
