//! CSV, read back.

use csv::StringRecord;

/// A table with a row of headers. All rows have the same length.
pub(crate) struct CsvTable {
    pub(crate) headers: StringRecord,
    pub(crate) rows: Vec<StringRecord>,
}

impl CsvTable {
    /// Reads a table.
    pub(crate) fn read(text: &str) -> Self {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let headers = reader.headers().expect("headers").clone();
        let rows = reader.records().map(|row| row.expect("a row of equal length")).collect();
        Self { headers, rows }
    }

    /// The cell of a row in a column.
    pub(crate) fn cell<'r>(&self, row: &'r StringRecord, column: &str) -> &'r str {
        let at = self.headers.iter().position(|header| header == column);
        &row[at.unwrap_or_else(|| panic!("no {column} in {:?}", self.headers))]
    }
}
