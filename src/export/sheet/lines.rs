//! The lines of a sheet as they are exported: a line for each record of a table, or for each cell of a grid that is not empty.

use super::SheetExport;
use crate::index::RecordId;
use crate::lens::grid::{self, Head};

/// A value of a line.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    /// A text.
    Text(String),
    /// A number.
    Number(usize),
    /// The ids of records, in order.
    Ids(Vec<String>),
}

impl From<grid::Value> for Value {
    fn from(value: grid::Value) -> Self {
        match value {
            grid::Value::Text(text) => Self::Text(text),
            grid::Value::Number(number) => Self::Number(number),
        }
    }
}

impl Value {
    /// The value in one cell of a table. Ids contain no blanks.
    pub(super) fn text(self) -> String {
        match self {
            Self::Text(text) => text,
            Self::Number(number) => number.to_string(),
            Self::Ids(ids) => ids.join(" "),
        }
    }
}

/// The name of a column: in exports, and as a title.
pub(super) struct Name {
    pub(super) name: String,
    pub(super) title: String,
}

fn name(name: &str) -> Name {
    let mut letters = name.chars();
    let title = letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect());
    Name { name: name.to_owned(), title: title.replace('-', " ") }
}

impl SheetExport<'_> {
    /// The names of the columns.
    pub(super) fn names(&self) -> Vec<Name> {
        let Some(grid) = &self.sheet.grid else {
            let columns = self.sheet.columns.iter();
            let columns = columns.map(|column| Name { name: column.name.to_owned(), title: column.title.to_owned() });
            return std::iter::once(name("id")).chain(columns).collect();
        };
        let axes = grid.axes.iter().flat_map(|axis| [name(axis), name(&format!("{axis}-id"))]);
        axes.chain(grid.fields.iter().map(|field| name(field))).chain([name("records"), name("ids")]).collect()
    }

    /// The lines, with a value for each column.
    pub(super) fn lines(&self) -> Box<dyn Iterator<Item = Vec<Value>> + '_> {
        let index = self.export.index;
        let id = |record: &RecordId| index.id(*record).to_owned();
        let Some(grid) = &self.sheet.grid else {
            let rows = self.sheet.rows.iter().filter_map(|row| Some((row, row.record()?)));
            return Box::new(rows.map(move |(row, record)| {
                let cells = self.sheet.cells(index, row).into_iter().map(|cell| Value::Text(cell.text));
                std::iter::once(Value::Text(id(&record))).chain(cells).collect()
            }));
        };
        Box::new(grid.filled().map(move |at| {
            let head = |head: &Head| [Value::Text(head.text.clone()), Value::Text(head.key.clone())];
            let records = grid.records(index, at);
            let mut line: Vec<Value> = head(&grid.rows[at.0]).into();
            line.extend(head(&grid.columns[at.1]));
            line.extend(grid.values(index, at).into_iter().map(Value::from));
            line.extend([Value::Number(records.len()), Value::Ids(records.iter().map(id).collect())]);
            line
        }))
    }
}
