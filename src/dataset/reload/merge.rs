//! A table with the rows of files that have been read again.

use std::sync::Arc;

use foldhash::{HashSet, HashSetExt};

use super::Row;
use crate::model::{HasId, Id, Origin, Table};

/// A table, and where its records are defined.
pub(super) struct Merged<I, T> {
    pub(super) table: Table<I, T>,
    /// By position.
    pub(super) origins: Arc<[Origin]>,
    /// The records that were not there before or have another row now.
    pub(super) changed: Vec<I>,
}

/// The table without the rows that leave their positions, and with those read again. Nothing if two records have one position,
/// or if positions would decide on the order of two records.
pub(super) fn merge<I: Id + std::hash::Hash, T: HasId + Clone + PartialEq>(
    old: &Table<I, T>,
    origins: &[Origin],
    rows: Vec<Row<I, T>>,
    leaves: impl Fn(I) -> bool,
) -> Option<Merged<I, T>> {
    let mut order: Vec<I> = old.ids().filter(|id| !leaves(*id)).collect();
    let mut assigned = HashSet::with_capacity(rows.len());
    let mut origins = origins.to_vec();
    for (id, origin, _) in &rows {
        let is_taken = old.has(*id) && !leaves(*id);
        if is_taken || !assigned.insert(*id) {
            return None;
        }
        origins.resize(origins.len().max(id.index() + 1), Origin::default());
        origins[id.index()] = *origin;
        order.push(*id);
    }
    let origin = |id: &I| origins[id.index()];
    // Two runs that are nearly in order, which a stable sort merges.
    order.sort_by_key(origin);
    let is_tie = |pair: &[I]| origin(&pair[0]) == origin(&pair[1]);
    if order.windows(2).any(|pair| is_tie(pair) && pair.iter().any(|id| assigned.contains(id))) {
        return None;
    }
    let is_changed = |(id, _, row): &Row<I, T>| old.get(*id) != Some(row);
    let changed: Vec<(I, T)> = rows.into_iter().filter(is_changed).map(|(id, _, row)| (id, row)).collect();
    let ids = changed.iter().map(|(id, _)| *id).collect();
    Some(Merged { table: old.with(changed, &order), origins: origins.into(), changed: ids })
}
