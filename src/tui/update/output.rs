//! Clipboard, exports, and the command line for a view.

use crate::export::{self, Export};
use crate::index::RecordId;
use crate::lens;
use crate::lens::caveats::caveats;
use crate::model::RecordRef;
use crate::prose;
use crate::query::edit;
use crate::query::print::print;
use crate::query::{Expr, FieldKey, Node};
use crate::selection::Selection;
use crate::tui::app::App;
use crate::tui::effect::{Effect, ExportRequest};
use crate::tui::state::State;
use crate::tui::update::shell;
use crate::view::DEFAULT_LENS;

impl App {
    pub(super) fn copy_command(&self) -> Effect {
        Effect::Copy { text: self.command(), what: "the command line".into() }
    }

    /// The command line that opens the current view, quoted for a POSIX shell.
    pub fn command(&self) -> String {
        let view = self.state.view();
        let mut args = vec!["demarche".to_owned()];
        args.extend(self.data_args.iter().cloned());
        let mut query = edit::switched(&self.state.query(), view.filtered, view.ranged);
        if view.quotes_only {
            query = edit::narrow(&query, Node::field(FieldKey::Is, ["quote".to_owned()]));
        }
        let query = print(&query);
        if !query.is_empty() {
            args.extend(["-q".to_owned(), query]);
        }
        if let Some(previous) = &view.previous {
            args.extend(["--since-known".to_owned(), previous.text.clone()]);
        }
        if view.lens != DEFAULT_LENS {
            args.extend(["--lens".to_owned(), view.lens.to_owned()]);
        }
        if let Some(column) = &view.sort {
            args.extend(["--sort".to_owned(), column.clone()]);
        }
        for (flag, value) in [("--mode", &view.mode), ("--compare", &view.pinned)] {
            args.extend(value.iter().flat_map(|value| [flag.to_owned(), value.clone()]));
        }
        if !view.narrow.is_empty() {
            args.extend(["--narrow".to_owned(), view.narrow.clone()]);
        }
        if let Some(levels) = view.levels {
            args.extend(["--levels".to_owned(), levels.to_string()]);
        }
        if view.zoom != self.state.data.default_zoom() {
            args.extend(["--zoom".to_owned(), view.zoom.name().to_owned()]);
        }
        let flags = [("--latest-first", view.reverse), ("--threads", view.threaded), ("--no-context", !view.context)];
        args.extend(flags.into_iter().filter(|(_, on)| *on).map(|(flag, _)| flag.to_owned()));
        shell::join(args.iter().map(String::as_str))
    }
}

impl State {
    pub(super) fn copy_quote(&self) -> Vec<Effect> {
        let dataset = &self.index().dataset;
        let record = self.current().map(|record| self.index().record(record));
        let Some(RecordRef::Quote(id)) = record else { return Vec::new() };
        let caveats = caveats(self.index(), RecordRef::Quote(id));
        let text = prose::with_citation(dataset, RecordRef::Quote(id), &dataset.quotes[id], &caveats);
        vec![Effect::Copy { text, what: "the quote".into() }]
    }

    pub(super) fn copy_record(&self) -> Vec<Effect> {
        let text = self.current().and_then(|record| self.markdown_of(record));
        text.map(|text| Effect::Copy { text, what: "the record".into() }).into_iter().collect()
    }

    /// The records that a request exports.
    fn exported(&self, request: &ExportRequest) -> Selection {
        let mut records = self.selection().records.clone();
        if request.marked {
            records.and(&self.answered.marks);
        }
        // Events that the lens does not show are not exported.
        if self.sheet.is_table() && lens::find(self.view.lens).is_some_and(|lens| lens.quotes_only) {
            records.minus(&self.index().events);
        }
        Selection::new(self.index(), records)
    }

    /// The number of events and quotes that a request exports.
    pub fn export_counts(&self, request: &ExportRequest) -> (usize, usize) {
        let selection = self.exported(request);
        (selection.events, selection.quotes)
    }

    /// Writes an export.
    pub fn write_export(
        &self,
        request: &ExportRequest,
        at: chrono::DateTime<chrono::Utc>,
        out: &mut dyn std::io::Write,
    ) -> std::io::Result<()> {
        let selection = self.exported(request);
        let report = Export {
            index: self.index(),
            selection: &selection,
            query: self.export_query(request.marked),
            as_of: self.as_of().map(|as_of| as_of.text.clone()),
            since_known: self.answered.since_known(),
            with_context: request.with_context,
            with_points: request.with_points,
            part: None,
            at,
            with_provenance: true,
        };
        let format = export::find(request.format).ok_or_else(|| std::io::Error::other("unknown format"))?;
        (format.write)(&report, out)
    }

    /// The first lines of an export, for the preview.
    pub(in crate::tui) fn first_lines(&self, request: &ExportRequest) -> Vec<String> {
        let mut first = FirstLines::new(usize::from(self.size.1));
        // The writer fails on purpose once it has enough lines.
        let _ = self.write_export(request, self.now(), &mut first);
        first.lines()
    }

    /// The query that describes an export, including the other restrictions of the view.
    fn export_query(&self, marked: bool) -> String {
        let query = &self.answered.node;
        let (quotes_only, marked_only) = (self.view.quotes_only, self.view.marked_only || marked);
        let mut parts = Vec::new();
        if !matches!(query.expr, Expr::All) {
            let alone = !matches!(query.expr, Expr::Or(_)) || !(quotes_only || marked_only);
            parts.push(if alone { print(query) } else { format!("({})", print(query)) });
        }
        parts.extend(quotes_only.then(|| "is:quote".to_owned()));
        parts.extend(marked_only.then(|| "is:marked".to_owned()));
        parts.join(" ")
    }

    /// A record as a Markdown brief.
    fn markdown_of(&self, record: RecordId) -> Option<String> {
        let selection = Selection::new(self.index(), self.index().set([record]));
        let report = Export {
            index: self.index(),
            selection: &selection,
            query: format!("id:{}", self.index().id(record)),
            as_of: self.as_of().map(|as_of| as_of.text.clone()),
            since_known: None,
            with_context: false,
            with_points: false,
            part: None,
            at: self.now(),
            with_provenance: true,
        };
        let mut out = Vec::new();
        (export::find("markdown")?.write)(&report, &mut out).ok()?;
        String::from_utf8(out).ok()
    }
}

/// A writer that keeps the first lines and then fails, so that previews of large exports are cheap.
struct FirstLines {
    text: Vec<u8>,
    max_lines: usize,
}

impl FirstLines {
    fn new(max_lines: usize) -> Self {
        Self { text: Vec::new(), max_lines }
    }

    fn lines(&self) -> Vec<String> {
        let text = String::from_utf8_lossy(&self.text);
        text.lines().take(self.max_lines).map(|line| crate::sanitize::line(line).chars().take(400).collect()).collect()
    }
}

impl std::io::Write for FirstLines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let lines = memchr::memchr_iter(b'\n', &self.text).count();
        if lines > self.max_lines || self.text.len() > 1 << 16 {
            return Err(std::io::Error::other("enough"));
        }
        self.text.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
