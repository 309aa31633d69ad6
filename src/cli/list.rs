//! `demarche list`: one record per line.

use super::args::ListArgs;
use super::{Env, Outcome, select};
use crate::index::{Index, RecordId};
use crate::lens::card::{Options, Wording, card};
use crate::model::{RecordRef, When};
use crate::prose;
use crate::sanitize;

pub(super) fn run(args: &ListArgs, env: &mut Env<'_>) -> Outcome {
    let selected = select(&args.selection, env)?;
    let index = &selected.index;
    for (nth, record) in selected.selection.records.iter().enumerate() {
        if args.ids {
            writeln!(env.out, "{}", index.id(record))?;
        } else if args.long {
            if nth > 0 {
                writeln!(env.out)?;
            }
            long(index, record, env)?;
        } else {
            line(index, record, env)?;
        }
    }
    Ok(())
}

/// Prints time, kind or speaker, title or text, and id: in columns on a terminal, tab-separated in a pipe.
fn line(index: &Index, record: RecordId, env: &mut Env<'_>) -> Outcome {
    let dataset = &index.dataset;
    let when = dataset.when(index.record(record)).map_or("", |when: &When| &when.raw);
    let (who, what) = match index.record(record) {
        RecordRef::Event(id) => (prose::kind(dataset, &dataset.events[id]), dataset.events[id].title.to_string()),
        RecordRef::Quote(id) => {
            let quote = &dataset.quotes[id];
            (dataset.speaker_name(quote).to_owned(), prose::quotation(quote))
        }
    };
    let (when, who, what) = (sanitize::line(when), sanitize::line(&who), sanitize::line(&what));
    let id = index.id(record);
    match env.width {
        None => writeln!(env.out, "{when}\t{who}\t{what}\t{id}")?,
        Some(width) => {
            let rest = width.saturating_sub(20 + 1 + 22 + 1 + 1 + cells(id)).max(20);
            writeln!(env.out, "{} {} {} {id}", fit(&when, 20), fit(&who, 22), fit(&what, rest))?;
        }
    }
    Ok(())
}

/// Prints all fields of a record.
fn long(index: &Index, record: RecordId, env: &mut Env<'_>) -> Outcome {
    let options = Options { wording: Wording::Both, ..Options::default() };
    for (nth, section) in card(index, record, options).sections.iter().enumerate() {
        if nth > 0 {
            writeln!(env.out)?;
        }
        if !section.title.is_empty() {
            writeln!(env.out, "{}", section.title)?;
        }
        for line in &section.lines {
            let label =
                if line.label.is_empty() { String::new() } else { format!("{}: ", sanitize::line(&line.label)) };
            let indent = if section.title.is_empty() { "" } else { "  " };
            writeln!(env.out, "{indent}{label}{}", sanitize::line(&line.text()))?;
        }
    }
    Ok(())
}

fn cells(text: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(text)
}

/// Truncates or pads a text to a width in cells.
fn fit(text: &str, width: usize) -> String {
    use unicode_width::UnicodeWidthChar;
    if cells(text) <= width {
        return format!("{text}{}", " ".repeat(width - cells(text)));
    }
    let (mut out, mut used) = (String::new(), 0);
    for c in text.chars() {
        let wide = c.width().unwrap_or(0);
        if used + wide + 1 > width {
            break;
        }
        used += wide;
        out.push(c);
    }
    format!("{out}…{}", " ".repeat(width - used - 1))
}
