//! Writing the model as TOML, in canonical order and layout. What is written loads to the same records.
//!
//! * [`table`] — one table: its keys in order, without empty ones
//! * [`tables`], [`records`] — the keys of each kind of record

mod records;
mod table;
mod tables;

use crate::model::Dataset;

/// The whole dataset as one file. `head` is written as comments at the top, one per line.
pub fn write(dataset: &Dataset, head: &[String]) -> String {
    let mut out = String::new();
    for line in head {
        // A line break would end the comment.
        out.push_str("# ");
        out.push_str(&crate::sanitize::line(line));
        out.push('\n');
    }
    out.push_str(&format!("{}format = {}\n\n", if head.is_empty() { "" } else { "\n" }, super::read::FORMAT));
    tables::about(dataset, &mut out);
    tables::parties(dataset, &mut out);
    tables::persons(dataset, &mut out);
    tables::places(dataset, &mut out);
    tables::topics(dataset, &mut out);
    tables::kinds(dataset, &mut out);
    tables::sources(dataset, &mut out);
    tables::proposals(dataset, &mut out);
    records::events_and_quotes(dataset, &mut out);
    tables::views(dataset, &mut out);
    let length = out.trim_end().len();
    out.truncate(length);
    out.push('\n');
    out
}
