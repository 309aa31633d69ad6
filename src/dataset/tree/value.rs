//! A tree as the reader sees it.

use std::ops::Range;

use super::nodes::{Children, Data, Place, ROOT, Tree};

/// A value with its place in the text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Value<'v> {
    at: Place,
    /// What it is.
    pub(crate) content: Content<'v>,
}

/// What a value is. Numbers and dates are read as written.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Content<'v> {
    /// A string, decoded.
    String(&'v str),
    /// An integer.
    Integer,
    /// A float.
    Float,
    /// A boolean.
    Boolean,
    /// A date, a time, or both.
    Datetime {
        /// Whether it is more than a time.
        has_date: bool,
    },
    /// An array, also one of tables.
    Array(Items<'v>),
    /// A table.
    Table(Table<'v>),
}

/// A key with its place in the text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Key<'v> {
    at: Place,
    /// The key, decoded.
    pub(crate) text: &'v str,
}

/// The items of an array.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Items<'v>(Source<'v>);

#[derive(Debug, Clone, Copy)]
enum Source<'v> {
    Tree(&'v Tree<'v>, Children),
    One(&'v Value<'v>),
}

/// A table.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Table<'v> {
    tree: &'v Tree<'v>,
    at: u32,
}

impl<'v> Value<'v> {
    fn new(tree: &'v Tree<'v>, at: u32) -> Self {
        let node = tree.node(at);
        let content = match node.data {
            Data::String(text) => Content::String(tree.str(text)),
            Data::Integer => Content::Integer,
            Data::Float => Content::Float,
            Data::Boolean => Content::Boolean,
            Data::Datetime { has_date } => Content::Datetime { has_date },
            Data::Array { children, .. } => Content::Array(Items(Source::Tree(tree, children))),
            Data::Table { .. } => Content::Table(Table { tree, at }),
        };
        Self { at: node.at, content }
    }

    /// Its place.
    pub(crate) fn span(&self) -> Range<usize> {
        self.at.range()
    }

    /// An array of only this value, at its place.
    pub(crate) fn listed(&'v self) -> Self {
        Self { at: self.at, content: Content::Array(Items(Source::One(self))) }
    }
}

impl<'v> Key<'v> {
    /// Its place, with quotation marks.
    pub(crate) fn span(&self) -> Range<usize> {
        self.at.range()
    }

    /// The key as a string.
    pub(crate) fn value(&self) -> Value<'v> {
        Value { at: self.at, content: Content::String(self.text) }
    }
}

impl<'v> Items<'v> {
    /// How many items there are.
    pub(crate) fn len(self) -> usize {
        match self.0 {
            Source::Tree(_, children) => children.len as usize,
            Source::One(_) => 1,
        }
    }

    /// The items in order.
    pub(crate) fn iter(self) -> impl Iterator<Item = Value<'v>> {
        let (listed, one) = match self.0 {
            Source::Tree(tree, children) => (Some((tree, children)), None),
            Source::One(value) => (None, Some(*value)),
        };
        let of =
            |(tree, children): (&'v Tree<'v>, Children)| tree.children(children).map(move |at| Value::new(tree, at));
        listed.into_iter().flat_map(of).chain(one)
    }
}

impl<'v> Table<'v> {
    /// The table of a whole text.
    pub(crate) fn root(tree: &'v Tree<'v>) -> Self {
        Self { tree, at: ROOT }
    }

    /// Keys and values, sorted by key.
    pub(crate) fn iter(self) -> impl Iterator<Item = (Key<'v>, Value<'v>)> {
        let tree = self.tree;
        let children = match tree.node(self.at).data {
            Data::Table { children, .. } => children,
            _ => Children::default(),
        };
        tree.children(children).map(move |at| {
            let key = tree.node(at).key;
            (Key { at: key.at, text: tree.str(key.text) }, Value::new(tree, at))
        })
    }

    /// Whether it has a key.
    pub(crate) fn contains_key(self, key: &str) -> bool {
        self.tree.find(self.at, key).is_some()
    }
}
