//! The data that is shown, and what is wrong with it or with the files that were read after it.

use crate::diagnostic::{Fault, FileText, Severity, one_line};
use crate::index::Snapshots;
use crate::model::when::calendar::Zoom;
use crate::workspace::Workspace;

/// What was found wrong while reading a dataset.
#[derive(Debug, Default)]
pub struct Problems {
    /// The faults, in order of file and line.
    pub faults: Vec<Fault>,
    /// The texts in which they are.
    pub texts: Vec<FileText>,
}

impl Problems {
    /// How many of them are errors.
    pub fn errors(&self) -> usize {
        self.faults.iter().filter(|fault| fault.severity == Severity::Error).count()
    }

    /// The first error with its place, in one line.
    pub fn first_error(&self) -> Option<String> {
        let first = self.faults.iter().find(|fault| fault.severity == Severity::Error);
        first.map(|fault| one_line(fault, &self.texts))
    }
}

/// The data that is shown.
#[derive(Debug)]
pub struct Data {
    /// The whole, and the day of it last asked for.
    pub snapshots: Snapshots,
    /// What is wrong with it.
    pub problems: Problems,
    /// How many records were left out because of errors.
    pub left_out: usize,
}

impl From<Workspace> for Data {
    fn from(Workspace { index, loaded }: Workspace) -> Self {
        let problems = Problems { faults: loaded.faults, texts: loaded.texts };
        Self { snapshots: Snapshots::new(index), problems, left_out: loaded.left_out }
    }
}

impl Data {
    /// The zoom at which all records make a readable strip: days for some weeks, years for a century.
    pub fn default_zoom(&self) -> Zoom {
        let days = self.snapshots.whole().times.days().map_or(0, |(first, last)| last - first + 1);
        match days {
            0..=120 => Zoom::Day,
            121..=700 => Zoom::Week,
            701..=4000 => Zoom::Month,
            4001..=15_000 => Zoom::Quarter,
            _ => Zoom::Year,
        }
    }
}
