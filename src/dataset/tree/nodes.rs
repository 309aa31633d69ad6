//! How a tree is stored: a vector of nodes that refer to each other and to the text by numbers.

use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::RandomState;

use crate::model::table::beginning;

/// The root, a table.
pub(super) const ROOT: u32 = 0;

/// No node: the root is nobody's child.
const NONE: u32 = 0;

/// A table with more keys has an index of them, so that no file takes quadratic time.
const MAX_SEARCHED: u32 = 64;

/// The tree of a text. Texts are shorter than 4 GiB.
#[derive(Debug)]
pub(crate) struct Tree<'t> {
    pub(super) text: &'t str,
    pub(super) nodes: Vec<Node>,
    /// Keys and strings with escapes, decoded, one after the other.
    pub(super) decoded: String,
    /// The keys of large tables.
    index: HashMap<u32, HashMap<Box<str>, u32, RandomState>, RandomState>,
}

/// Bytes of the text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) start: u32,
    pub(super) end: u32,
}

impl Place {
    pub(super) fn new(range: Range<usize>) -> Self {
        Self { start: range.start as u32, end: range.end as u32 }
    }

    pub(super) fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A key or a string.
#[derive(Debug, Clone, Copy)]
pub(super) enum Text {
    /// As it is in the text.
    Written(Place),
    /// Bytes of [`Tree::decoded`].
    Decoded(Place),
}

/// A key.
#[derive(Debug, Clone, Copy)]
pub(super) struct KeyNode {
    pub(super) text: Text,
    /// Its place, with quotation marks.
    pub(super) at: Place,
}

impl KeyNode {
    /// Items of arrays have no key.
    pub(super) const NONE: Self = {
        let nowhere = Place { start: 0, end: 0 };
        Self { text: Text::Written(nowhere), at: nowhere }
    };
}

/// A value with its key.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) key: KeyNode,
    /// The place of the value; of a table with a header, that of the header.
    pub(super) at: Place,
    pub(super) data: Data,
    /// The next in the same table or array.
    next: u32,
}

/// A value.
#[derive(Debug, Clone, Copy)]
pub(super) enum Data {
    String(Text),
    Integer,
    Float,
    Boolean,
    Datetime { has_date: bool },
    Array { children: Children, is_of_tables: bool },
    Table { children: Children, origin: Origin },
}

/// What is in a table or an array.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Children {
    first: u32,
    last: u32,
    pub(super) len: u32,
}

impl Children {
    /// The last one, if there is any.
    pub(super) fn last(&self) -> Option<u32> {
        (self.last != NONE).then_some(self.last)
    }
}

/// How a table came about, which decides what may be added to it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Origin {
    /// It has no header or braces of its own yet.
    pub(super) is_implicit: bool,
    /// By a dotted key.
    pub(super) is_dotted: bool,
    /// In braces.
    pub(super) is_inline: bool,
}

impl<'t> Tree<'t> {
    /// A tree with an empty root.
    pub(super) fn new(text: &'t str) -> Self {
        let root = Data::Table { children: Children::default(), origin: Origin::default() };
        let root = Node { key: KeyNode::NONE, at: Place::default(), data: root, next: NONE };
        // Rather too many than too few: lines of forty bytes are short ones.
        let mut nodes = Vec::with_capacity(text.len() / 40 + 16);
        nodes.push(root);
        Self { text, nodes, decoded: String::new(), index: HashMap::default() }
    }

    pub(super) fn node(&self, at: u32) -> &Node {
        &self.nodes[at as usize]
    }

    pub(super) fn node_mut(&mut self, at: u32) -> &mut Node {
        &mut self.nodes[at as usize]
    }

    pub(super) fn str(&self, text: Text) -> &str {
        match text {
            Text::Written(place) => &self.text[place.range()],
            Text::Decoded(place) => &self.decoded[place.range()],
        }
    }

    pub(super) fn key(&self, at: u32) -> &str {
        self.str(self.node(at).key.text)
    }

    /// The children from a first one on.
    pub(super) fn children(&self, of: Children) -> impl Iterator<Item = u32> {
        let next = |at: &u32| Some(self.node(*at).next).filter(|next| *next != NONE);
        std::iter::successors((of.first != NONE).then_some(of.first), next)
    }

    /// The value of a key of a table.
    pub(super) fn find(&self, table: u32, key: &str) -> Option<u32> {
        let Data::Table { children, .. } = self.node(table).data else { return None };
        if let Some(index) = self.index.get(&table) {
            return index.get(key).copied();
        }
        self.children(children).find(|child| self.key(*child) == key)
    }

    /// Adds a value at the end of a table or an array. Whether a table has the key already is seen by [`Self::sort`].
    pub(super) fn add(&mut self, parent: u32, key: KeyNode, at: Place, data: Data) -> u32 {
        let child = self.nodes.len() as u32;
        self.nodes.push(Node { key, at, data, next: NONE });
        let is_table = matches!(self.node(parent).data, Data::Table { .. });
        let (Data::Array { children, .. } | Data::Table { children, .. }) = &mut self.node_mut(parent).data else {
            return child;
        };
        let before = std::mem::replace(&mut children.last, child);
        children.len += 1;
        if before == NONE {
            children.first = child;
        }
        let children = *children;
        if before != NONE {
            self.node_mut(before).next = child;
        }
        if is_table && children.len > MAX_SEARCHED {
            self.add_to_index(parent, child, children);
        }
        child
    }

    fn add_to_index(&mut self, table: u32, child: u32, children: Children) {
        let first = if children.len == MAX_SEARCHED + 1 { children.first } else { child };
        let keys: Vec<(Box<str>, u32)> =
            self.children(Children { first, ..children }).map(|child| (self.key(child).into(), child)).collect();
        let index = self.index.entry(table).or_default();
        for (key, child) in keys {
            index.entry(key).or_insert(child);
        }
    }

    /// Sorts tables by key. False if a key is there twice.
    pub(super) fn sort(&mut self) -> bool {
        let mut sorted = Vec::new();
        for at in 0..self.nodes.len() as u32 {
            let Data::Table { children, .. } = self.node(at).data else { continue };
            if children.len < 2 || self.children(children).is_sorted_by(|a, b| self.key(*a) < self.key(*b)) {
                continue;
            }
            sorted.clear();
            sorted.extend(self.children(children).map(|child| (beginning(self.key(child)), child)));
            let compare =
                |a: &(u128, u32), b: &(u128, u32)| a.0.cmp(&b.0).then_with(|| self.key(a.1).cmp(self.key(b.1)));
            sorted.sort_unstable_by(compare);
            if !sorted.is_sorted_by(|a, b| compare(a, b).is_lt()) {
                return false;
            }
            self.link(at, &sorted);
        }
        true
    }

    /// Puts the children of a table in this order.
    fn link(&mut self, table: u32, order: &[(u128, u32)]) {
        for pair in order.windows(2) {
            self.node_mut(pair[0].1).next = pair[1].1;
        }
        let (Some(&(_, first)), Some(&(_, last))) = (order.first(), order.last()) else { return };
        self.node_mut(last).next = NONE;
        if let Data::Table { children, .. } = &mut self.node_mut(table).data {
            (children.first, children.last) = (first, last);
        }
    }
}
