//! Building a tree from the events of the parser.

use std::cell::RefCell;

use toml_parser::decoder::Encoding;
use toml_parser::lexer::Token;
use toml_parser::parser::{EventReceiver, parse_document};
use toml_parser::{ErrorSink, ParseError, Raw, Source, Span};

use super::nodes::{Children, Data, KeyNode, Origin, Place, ROOT, Tree};
use super::tables::{Invalid, Path};

/// How deep arrays and inline tables may be nested, and how many keys may precede the last one of a dotted key.
const MAX_DEPTH: usize = 80;

/// So many tokens are kept for the next text, some hundred kilobytes.
const MAX_KEPT: usize = 1 << 17;

thread_local! {
    /// Room for the tokens of a text.
    static TOKENS: RefCell<Vec<Token>> = const { RefCell::new(Vec::new()) };
}

/// The tree of a text; nothing if that is not valid TOML.
pub(crate) fn parse(text: &str) -> Option<Tree<'_>> {
    let mut tokens = TOKENS.take();
    tokens.clear();
    tokens.extend(Source::new(text).lex());
    let mut faults = Faults::default();
    let mut builder = Builder::new(text);
    parse_document(&tokens, &mut builder, &mut faults);
    if tokens.capacity() <= MAX_KEPT {
        TOKENS.set(tokens);
    }
    let mut tree = builder.tree;
    (!faults.any && tree.sort()).then_some(tree)
}

/// Whether there are faults.
#[derive(Debug, Default)]
struct Faults {
    any: bool,
}

impl ErrorSink for Faults {
    fn report_error(&mut self, _: ParseError) {
        self.any = true;
    }
}

/// A tree being built. After a fault it means nothing.
struct Builder<'t> {
    tree: Tree<'t>,
    /// The keys of a header, or before an equals sign.
    keys: Vec<KeyNode>,
    /// Where the header begins.
    header: usize,
    /// The table of the last header.
    table: u32,
    /// Where the next value belongs, with its key.
    target: (u32, KeyNode),
    /// Arrays and inline tables that are not closed yet.
    open: Vec<u32>,
}

impl<'t> Builder<'t> {
    fn new(text: &'t str) -> Self {
        let target = (ROOT, KeyNode::NONE);
        Self { tree: Tree::new(text), keys: Vec::new(), header: 0, table: ROOT, target, open: Vec::new() }
    }

    fn is_in_array(&self) -> Option<u32> {
        let at = *self.open.last()?;
        matches!(self.tree.node(at).data, Data::Array { .. }).then_some(at)
    }

    fn add(&mut self, span: Span, data: Data) -> u32 {
        let (parent, key) = self.is_in_array().map_or(self.target, |array| (array, KeyNode::NONE));
        self.tree.add(parent, key, place(span), data)
    }

    fn open_header(&mut self, span: Span) {
        self.keys.clear();
        self.header = span.start();
    }

    fn close_header(&mut self, end: Span, is_of_array: bool, error: &mut dyn ErrorSink) {
        let header = Place::new(self.header..end.end());
        if self.keys.len() > MAX_DEPTH {
            return invalid(error);
        }
        match self.tree.begin_table(&self.keys, header, is_of_array) {
            Ok(table) => self.table = table,
            Err(Invalid) => invalid(error),
        }
        self.keys.clear();
    }

    fn open(&mut self, span: Span, data: Data, error: &mut dyn ErrorSink) -> bool {
        let opened = self.add(span, data);
        self.open.push(opened);
        let is_allowed = self.open.len() <= MAX_DEPTH;
        if !is_allowed {
            invalid(error);
        }
        is_allowed
    }

    fn close(&mut self, span: Span, error: &mut dyn ErrorSink) {
        match self.open.pop() {
            Some(at) => self.tree.node_mut(at).at.end = span.end() as u32,
            None => invalid(error),
        }
    }

    /// Where the value of a key belongs.
    fn target(&mut self) -> Result<(u32, KeyNode), Invalid> {
        let (&key, before) = self.keys.split_last().ok_or(Invalid)?;
        if before.len() >= MAX_DEPTH {
            return Err(Invalid);
        }
        let (from, path) = self.open.last().map_or((self.table, Path::Dotted), |&table| (table, Path::Inline));
        Ok((self.tree.parent_of_dotted(from, before, path)?, key))
    }
}

fn place(span: Span) -> Place {
    Place::new(span.start()..span.end())
}

/// The message is not used.
fn invalid(error: &mut dyn ErrorSink) {
    error.report_error(ParseError::new("invalid"));
}

impl EventReceiver for Builder<'_> {
    fn std_table_open(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.open_header(span);
    }

    fn std_table_close(&mut self, span: Span, error: &mut dyn ErrorSink) {
        self.close_header(span, false, error);
    }

    fn array_table_open(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.open_header(span);
    }

    fn array_table_close(&mut self, span: Span, error: &mut dyn ErrorSink) {
        self.close_header(span, true, error);
    }

    fn inline_table_open(&mut self, span: Span, error: &mut dyn ErrorSink) -> bool {
        let origin = Origin { is_inline: true, ..Origin::default() };
        self.open(span, Data::Table { children: Children::default(), origin }, error)
    }

    fn inline_table_close(&mut self, span: Span, error: &mut dyn ErrorSink) {
        self.close(span, error);
    }

    fn array_open(&mut self, span: Span, error: &mut dyn ErrorSink) -> bool {
        self.open(span, Data::Array { children: Children::default(), is_of_tables: false }, error)
    }

    fn array_close(&mut self, span: Span, error: &mut dyn ErrorSink) {
        self.close(span, error);
    }

    fn simple_key(&mut self, span: Span, encoding: Option<Encoding>, error: &mut dyn ErrorSink) {
        let key = self.tree.read_key(span, encoding, error);
        self.keys.push(key);
    }

    fn key_val_sep(&mut self, _: Span, error: &mut dyn ErrorSink) {
        match self.target() {
            Ok(target) => self.target = target,
            Err(Invalid) => invalid(error),
        }
        self.keys.clear();
    }

    fn scalar(&mut self, span: Span, encoding: Option<Encoding>, error: &mut dyn ErrorSink) {
        let data = self.tree.read_scalar(span, encoding, error);
        self.add(span, data);
    }

    fn comment(&mut self, span: Span, error: &mut dyn ErrorSink) {
        Raw::new_unchecked(&self.tree.text[span.start()..span.end()], None, span).decode_comment(error);
    }

    fn newline(&mut self, span: Span, error: &mut dyn ErrorSink) {
        Raw::new_unchecked(&self.tree.text[span.start()..span.end()], None, span).decode_newline(error);
    }

    fn error(&mut self, _: Span, error: &mut dyn ErrorSink) {
        invalid(error);
    }
}
