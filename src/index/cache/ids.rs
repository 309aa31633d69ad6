//! The ids of all records side by side, so that searching in them does not visit the records.

/// Texts in one allocation.
#[derive(Debug)]
pub(crate) struct Ids {
    /// One after the other, each followed by a line break.
    written: String,
    /// Where the line break of each is.
    ends: Vec<u32>,
}

impl Ids {
    /// Copies the ids.
    pub(super) fn new<'d>(ids: impl Iterator<Item = &'d str>) -> Self {
        let (mut written, mut ends) = (String::new(), Vec::new());
        for id in ids {
            written.push_str(id);
            ends.push(written.len() as u32);
            written.push('\n');
        }
        Self { written, ends }
    }

    /// The id of a record by its place among all records.
    pub(crate) fn get(&self, at: usize) -> &str {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before] as usize + 1);
        &self.written[start..self.ends[at] as usize]
    }

    /// All ids, in the order of the records.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len()).map(|at| self.get(at))
    }
}
