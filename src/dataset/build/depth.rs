//! Hierarchies with too many levels: each record counts for all above it, and each level is indented on the screen.

use crate::diagnostic::{Fault, Location};
use crate::model::{Dataset, Id, PerTable};

/// The most levels of a hierarchy.
pub(crate) const MAX_DEPTH: usize = 100;

/// Notes the first record of each table that is too deep; all of them are faulty.
pub(super) fn find(
    dataset: &Dataset,
    places: &PerTable<Vec<Location>>,
    faulty: &mut PerTable<Vec<bool>>,
    faults: &mut Vec<Fault>,
) {
    macro_rules! check {
        ($key:literal, $table:ident, $row:ident => $parent:expr) => {
            let parent = |at: usize| {
                let $row = &dataset.$table[Id::new(at)];
                $parent.map(Id::index)
            };
            let deep = deeper_than(MAX_DEPTH, dataset.$table.len(), &faulty.$table, parent);
            if let Some(&first) = deep.first() {
                let id = &dataset.$table[Id::new(first)].id;
                let mut fault = Fault::error(format!("{}: \"{id}\" is more than {MAX_DEPTH} levels deep", $key));
                fault.place = places.$table.get(first).copied();
                faults.push(fault.help("remove some of the levels"));
            }
            for at in deep {
                faulty.$table[at] = true;
            }
        };
    }
    check!("parent", parties, party => party.parent);
    check!("parent", topics, topic => topic.parent);
    check!("via", sources, source => source.via);
    check!("part-of", events, event => event.part_of());
    check!("rendering-of", quotes, quote => quote.rendering_of());
}

/// The nodes with more than `max` nodes above them, and above these no cycle, in order.
pub(crate) fn deeper_than(
    max: usize,
    count: usize,
    cyclic: &[bool],
    parent: impl Fn(usize) -> Option<usize>,
) -> Vec<usize> {
    let mut depth: Vec<Option<usize>> = cyclic.iter().map(|cyclic| cyclic.then_some(0)).collect();
    let mut path = Vec::new();
    for root in 0..count {
        let mut at = root;
        let mut above = loop {
            match (depth[at], parent(at)) {
                (Some(depth), _) => break depth,
                (None, None) => break 0,
                (None, Some(to)) => {
                    path.push(at);
                    at = to;
                }
            }
        };
        depth[at] = Some(above);
        while let Some(at) = path.pop() {
            above += 1;
            depth[at] = Some(above);
        }
    }
    (0..count).filter(|&at| depth[at].is_some_and(|depth| depth > max)).collect()
}

#[cfg(test)]
mod tests {
    use super::deeper_than;

    #[test]
    fn nodes_are_deep_by_all_that_is_above_them() {
        // 4 → 3 → 0 → 1, and 2 alone.
        let parents = [Some(1), None, None, Some(0), Some(3)];
        let deep = |max| deeper_than(max, parents.len(), &[false; 5], |at| parents[at]);
        assert_eq!((deep(0), deep(1), deep(2), deep(3)), (vec![0, 3, 4], vec![3, 4], vec![4], vec![]));
    }
}
