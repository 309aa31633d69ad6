//! What may be added to a table: the rules of TOML on headers and dotted keys, as the `toml` crate has them.

use super::nodes::{Children, Data, KeyNode, Origin, Place, ROOT, Tree};

/// The text is not valid.
#[derive(Debug)]
pub(super) struct Invalid;

/// What names the keys of a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Path {
    /// `[a.b]`
    Header,
    /// `a.b = 1`
    Dotted,
    /// `{ a.b = 1 }`
    Inline,
}

impl Tree<'_> {
    /// The table in which the last key of a dotted key is set.
    pub(super) fn parent_of_dotted(&mut self, from: u32, keys: &[KeyNode], path: Path) -> Result<u32, Invalid> {
        let parent = self.descend(from, keys, path)?;
        let is_implicit = |data| matches!(data, Data::Table { origin: Origin { is_implicit: true, .. }, .. });
        // Tables with a header cannot be extended by dotted keys.
        if keys.is_empty() || is_implicit(self.node(parent).data) { Ok(parent) } else { Err(Invalid) }
    }

    /// Begins the table of a header `[a.b]` or `[[a.b]]`.
    pub(super) fn begin_table(&mut self, keys: &[KeyNode], header: Place, is_of_array: bool) -> Result<u32, Invalid> {
        let (&key, path) = keys.split_last().ok_or(Invalid)?;
        let parent = self.descend(ROOT, path, Path::Header)?;
        let found = self.find(parent, self.str(key.text));
        let table = Data::Table { children: Children::default(), origin: Origin::default() };
        if is_of_array {
            let array = match found {
                None => {
                    let array = Data::Array { children: Children::default(), is_of_tables: true };
                    self.add(parent, key, header, array)
                }
                Some(at) if matches!(self.node(at).data, Data::Array { is_of_tables: true, .. }) => at,
                Some(_) => return Err(Invalid),
            };
            return Ok(self.add(array, KeyNode::NONE, header, table));
        }
        let Some(at) = found else { return Ok(self.add(parent, key, header, table)) };
        // Tables in it may have been written before it.
        let node = self.node_mut(at);
        match &mut node.data {
            Data::Table { origin, .. } if origin.is_implicit && !origin.is_dotted => {
                origin.is_implicit = false;
                (node.key, node.at) = (key, header);
                Ok(at)
            }
            _ => Err(Invalid),
        }
    }

    /// The table at the end of a path, made if need be.
    fn descend(&mut self, from: u32, keys: &[KeyNode], path: Path) -> Result<u32, Invalid> {
        let is_dotted = path != Path::Header;
        let mut table = from;
        for &key in keys {
            table = match self.find(table, self.str(key.text)) {
                None => {
                    let origin = Origin { is_implicit: true, is_dotted, is_inline: path == Path::Inline };
                    self.add(table, key, key.at, Data::Table { children: Children::default(), origin })
                }
                Some(at) => match &mut self.node_mut(at).data {
                    Data::Array { children, is_of_tables: true } => children.last().ok_or(Invalid)?,
                    Data::Table { origin, .. } if !origin.is_inline || path == Path::Inline => {
                        if is_dotted && !origin.is_implicit {
                            return Err(Invalid);
                        }
                        origin.is_dotted |= is_dotted;
                        at
                    }
                    _ => return Err(Invalid),
                },
            };
        }
        Ok(table)
    }
}
