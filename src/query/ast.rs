//! The syntax tree of a query.

use std::ops::Range;

use super::keys::FieldKey;

/// A part of a query with its bytes in the text. Trees are equal if they mean the same, whatever their places.
#[derive(Debug, Clone)]
pub struct Node {
    /// The expression.
    pub expr: Expr,
    /// The bytes of the query.
    pub span: Range<usize>,
}

impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        self.expr == other.expr
    }
}

/// An expression.
#[derive(Debug, Clone, PartialEq)]
pub enum Expr {
    /// The empty query: everything.
    All,
    /// All of these, at least two.
    And(Vec<Node>),
    /// Any of these, at least two.
    Or(Vec<Node>),
    /// Not this.
    Not(Box<Node>),
    /// A field with its values.
    Field(FieldTerm),
    /// `A..B`: the time may lie between A and B; an absent side is open.
    Range(String),
    /// A word, or a phrase: words in a row.
    Text(String),
    /// A regular expression as written between slashes, with `\/` for a slash.
    Regex(String),
}

/// A field with its values, any of which must match (for `with:`, all of them).
#[derive(Debug, Clone, PartialEq)]
pub struct FieldTerm {
    /// The field.
    pub field: FieldKey,
    /// Its values, at least one.
    pub values: Vec<Value>,
}

/// A value of a field.
#[derive(Debug, Clone)]
pub struct Value {
    /// The value, without quotation marks.
    pub text: String,
    /// The bytes of the query.
    pub span: Range<usize>,
}

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Value {
    /// A value that has no place in a text.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), span: 0..0 }
    }
}

impl Node {
    /// A part with its place.
    pub fn new(expr: Expr, span: Range<usize>) -> Self {
        Self { expr, span }
    }

    /// The query for everything.
    pub fn all() -> Self {
        Self::new(Expr::All, 0..0)
    }

    /// A field term that has no place in a text.
    pub(crate) fn field(field: FieldKey, values: impl IntoIterator<Item = String>) -> Self {
        let values = values.into_iter().map(Value::new).collect();
        Self::new(Expr::Field(FieldTerm { field, values }), 0..0)
    }

    /// All of these, flattened and without [`Expr::All`].
    pub fn and(nodes: Vec<Self>) -> Self {
        let span = span(&nodes);
        let mut flat = Vec::new();
        for node in nodes {
            match node.expr {
                Expr::All => {}
                Expr::And(inner) => flat.extend(inner),
                _ => flat.push(node),
            }
        }
        match flat.len() {
            0 => Self::new(Expr::All, span),
            1 => flat.swap_remove(0),
            _ => Self::new(Expr::And(flat), span),
        }
    }

    /// Any of these, flattened.
    pub fn or(nodes: Vec<Self>) -> Self {
        let span = span(&nodes);
        let mut flat = Vec::new();
        for node in nodes {
            match node.expr {
                Expr::Or(inner) => flat.extend(inner),
                _ => flat.push(node),
            }
        }
        match flat.len() {
            1 => flat.swap_remove(0),
            _ => Self::new(Expr::Or(flat), span),
        }
    }

    /// Not this.
    #[must_use]
    pub fn negated(self) -> Self {
        let span = self.span.clone();
        Self::new(Expr::Not(Box::new(self)), span)
    }

    /// The texts that are not negated, for highlighting.
    pub(crate) fn texts(&self) -> Vec<&str> {
        match &self.expr {
            Expr::Text(text) => vec![text],
            Expr::And(nodes) | Expr::Or(nodes) => nodes.iter().flat_map(Self::texts).collect(),
            Expr::All | Expr::Not(_) | Expr::Field(_) | Expr::Range(_) | Expr::Regex(_) => Vec::new(),
        }
    }

    /// Whether a field has a value anywhere in the query.
    pub(crate) fn has_value(&self, field: FieldKey, value: &str) -> bool {
        match &self.expr {
            Expr::Field(term) => {
                term.field == field && term.values.iter().any(|given| given.text.eq_ignore_ascii_case(value))
            }
            Expr::And(nodes) | Expr::Or(nodes) => nodes.iter().any(|node| node.has_value(field, value)),
            Expr::Not(inner) => inner.has_value(field, value),
            Expr::All | Expr::Text(_) | Expr::Range(_) | Expr::Regex(_) => false,
        }
    }

    /// A query for any of the words, phrases and regular expressions that are highlighted; `None` if there are none.
    pub(crate) fn words(&self) -> Option<Self> {
        let texts = self.texts().into_iter().map(|text| Expr::Text(text.to_owned()));
        let patterns = self.patterns().into_iter().map(|pattern| Expr::Regex(pattern.to_owned()));
        let mut nodes: Vec<Self> = texts.chain(patterns).map(|expr| Self::new(expr, 0..0)).collect();
        match nodes.len() {
            0 | 1 => nodes.pop(),
            _ => Some(Self::new(Expr::Or(nodes), 0..0)),
        }
    }

    /// The conditions that must all hold, in order.
    pub fn parts(&self) -> &[Self] {
        match &self.expr {
            Expr::All => &[],
            Expr::And(nodes) => nodes,
            _ => std::slice::from_ref(self),
        }
    }

    /// The regular expressions that are not negated, for highlighting.
    pub(crate) fn patterns(&self) -> Vec<&str> {
        match &self.expr {
            Expr::Regex(pattern) => vec![pattern],
            Expr::And(nodes) | Expr::Or(nodes) => nodes.iter().flat_map(Self::patterns).collect(),
            Expr::All | Expr::Not(_) | Expr::Field(_) | Expr::Range(_) | Expr::Text(_) => Vec::new(),
        }
    }
}

fn span(nodes: &[Node]) -> Range<usize> {
    match (nodes.first(), nodes.last()) {
        (Some(first), Some(last)) => first.span.start..last.span.end,
        _ => 0..0,
    }
}
