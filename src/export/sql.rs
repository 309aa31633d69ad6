//! Statements that select exported records in SQL.

use super::{columns, datapackage};
use crate::query::sql::Condition;

/// What a statement selects from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A table or view with the columns of the export; written as it is.
    Table(String),
    /// A file of this format that DuckDB reads, possibly with wildcards.
    File(String, FileKind),
}

/// The formats that DuckDB reads as tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// CSV.
    Csv,
    /// JSON Lines.
    JsonLines,
    /// Parquet.
    Parquet,
}

impl Input {
    /// A file if the name ends as files do, else a table.
    pub fn parse(name: &str) -> Self {
        let lower = name.to_ascii_lowercase();
        let plain = [".gz", ".zst"].iter().find_map(|ending| lower.strip_suffix(ending)).unwrap_or(&lower);
        let kinds = [(".csv", FileKind::Csv), (".jsonl", FileKind::JsonLines), (".parquet", FileKind::Parquet)];
        let found = kinds.into_iter().find(|(ending, _)| plain.ends_with(ending));
        found.map_or_else(|| Self::Table(name.to_owned()), |(_, kind)| Self::File(name.to_owned(), kind))
    }

    /// As SQL. Types are given and not guessed: a guess depends on the rows, and takes `no` (Norwegian) for a truth value.
    fn sql(&self, condition: &Condition, select: &str) -> String {
        let Self::File(name, kind) = self else {
            let Self::Table(name) = self else { return String::new() };
            return name.clone();
        };
        let file = format!("'{}'", name.replace('\'', "''"));
        match kind {
            FileKind::Csv => {
                format!("read_csv({file}, all_varchar = true, header = true, delim = ',', quote = '\"', escape = '\"')")
            }
            FileKind::JsonLines => {
                let mut types: Vec<(String, &str)> = if select == ID {
                    condition.columns.iter().map(|name| ((*name).to_owned(), TEXT)).collect()
                } else {
                    datapackage::json_types()
                };
                if types.iter().all(|(name, _)| name != ID) {
                    types.insert(0, (ID.to_owned(), TEXT));
                }
                let types: Vec<String> = types.into_iter().map(|(name, kind)| format!("'{name}': '{kind}'")).collect();
                let types = types.join(", ");
                format!("read_json({file}, format = 'newline_delimited', columns = {{{types}}})")
            }
            FileKind::Parquet => format!("read_parquet({file})"),
        }
    }
}

/// The column with the ids of records.
pub(crate) const ID: &str = "id";

/// The type of all columns that conditions name: texts compare as the times, numbers and words in them.
const TEXT: &str = "VARCHAR";

/// The statement for the records that a query selects. What it selects of them (`id`, `*`, `count(*)`) is written as it is.
pub fn statement(condition: &Condition, from: &Input, select: &str) -> String {
    let mut text = format!("select {select}\nfrom {}", from.sql(condition, select));
    for (nth, part) in condition.parts.iter().enumerate() {
        text.push_str(if nth == 0 { "\nwhere " } else { "\n  and " });
        text.push_str(part);
    }
    text + ";\n"
}

/// The columns that stand in both CSV and JSON Lines as the same texts.
pub fn common_columns() -> Vec<&'static str> {
    let csv: Vec<&str> = columns::headers().collect();
    let json = datapackage::json_types();
    let is_text = |name: &str| json.iter().any(|(column, kind)| column == name && *kind == TEXT);
    csv.into_iter().filter(|name| is_text(name)).collect()
}
