//! The syntax tree of a query.

use std::ops::Range;

use super::fields::Field;

/// A part of a query with the bytes that it was written in. Trees are equal where they mean the same, wherever they stood.
#[derive(Debug, Clone)]
pub struct Node {
    /// What it says.
    pub expr: Expr,
    /// The bytes of the query.
    pub span: Range<usize>,
}

impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        self.expr == other.expr
    }
}

/// What a part of a query says.
#[derive(Debug, Clone, PartialEq)]
pub enum Expr {
    /// The empty query: everything.
    All,
    /// All of these; two or more.
    And(Vec<Node>),
    /// Any of these; two or more.
    Or(Vec<Node>),
    /// Not this.
    Not(Box<Node>),
    /// A field with its values.
    Field(FieldTerm),
    /// `A..B`: the time may lie between A and B; an absent side is open.
    Range(String),
    /// A word, or a phrase: words in a row.
    Text(String),
    /// A regular expression, between slashes; as written there, `\/` for a slash.
    Regex(String),
}

/// A field with its values: any of them will do (of `with:` all are wanted).
#[derive(Debug, Clone)]
pub struct FieldTerm {
    /// The field.
    pub field: &'static Field,
    /// Its values; one or more.
    pub values: Vec<Value>,
}

impl PartialEq for FieldTerm {
    fn eq(&self, other: &Self) -> bool {
        self.field.name == other.field.name && self.values == other.values
    }
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
    /// A value that was never typed.
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

    /// A field term that was never typed.
    pub fn field(field: &'static Field, values: impl IntoIterator<Item = String>) -> Self {
        let values = values.into_iter().map(Value::new).collect();
        Self::new(Expr::Field(FieldTerm { field, values }), 0..0)
    }

    /// All of these, without an All among them and without nesting.
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

    /// Any of these, without nesting.
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

    /// The texts that a selected record must or may contain, for showing where they stand: all that are not negated.
    pub fn texts(&self) -> Vec<&str> {
        match &self.expr {
            Expr::Text(text) => vec![text],
            Expr::And(nodes) | Expr::Or(nodes) => nodes.iter().flat_map(Self::texts).collect(),
            Expr::All | Expr::Not(_) | Expr::Field(_) | Expr::Range(_) | Expr::Regex(_) => Vec::new(),
        }
    }

    /// The conditions that all must hold, one after the other.
    pub fn parts(&self) -> &[Self] {
        match &self.expr {
            Expr::All => &[],
            Expr::And(nodes) => nodes,
            _ => std::slice::from_ref(self),
        }
    }

    /// The regular expressions that a selected record must or may match.
    pub fn patterns(&self) -> Vec<&str> {
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
