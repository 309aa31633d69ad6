//! Cyclic references: a topic within itself, an event that follows from itself.

use crate::diagnostic::{Fault, Location};
use crate::model::{Dataset, Id, PerTable, ProposalId};

/// Notes each cycle once, at its first member in the order of the files.
pub(super) fn find(
    dataset: &Dataset,
    places: &PerTable<Vec<Location>>,
    faulty: &mut PerTable<Vec<bool>>,
    faults: &mut Vec<Fault>,
) {
    let mut report = |key: &str, cycle: &[String], place: Option<Location>| {
        let path = cycle.join(" → ");
        let mut fault =
            Fault::error(format!("cyclic {key}: {path} → {}", cycle[0])).help("remove one of these references");
        fault.place = place;
        faults.push(fault);
    };
    macro_rules! check {
        ($key:literal, $table:ident, $row:ident => $next:expr) => {
            let next = |at: usize| -> Vec<usize> {
                let $row = &dataset.$table[Id::new(at)];
                $next
            };
            for cycle in cycles(dataset.$table.len(), next) {
                let names: Vec<String> = cycle.iter().map(|&at| dataset.$table[Id::new(at)].id.to_string()).collect();
                report($key, &names, places.$table.get(cycle[0]).copied());
                for at in cycle {
                    faulty.$table[at] = true;
                }
            }
        };
    }
    check!("parent", parties, party => party.parent.iter().map(|id| id.index()).collect());
    check!("parent", topics, topic => topic.parent.iter().map(|id| id.index()).collect());
    check!("via", sources, source => source.via.iter().map(|id| id.index()).collect());
    check!("part-of", events, event => event.part_of().iter().map(|id| id.index()).collect());
    check!("follows", events, event => event.follows.iter().map(|id| id.index()).collect());
    check!("rendering-of", quotes, quote => quote.rendering_of().iter().map(|id| id.index()).collect());

    // Versions are numbered across all proposals.
    let mut first = vec![0];
    for (_, proposal) in dataset.proposals.iter() {
        first.push(first[first.len() - 1] + proposal.versions.len());
    }
    let whose = |at: usize| first.partition_point(|&from| from <= at) - 1;
    let version = |at: usize| &dataset.proposals[ProposalId::new(whose(at))].versions[at - first[whose(at)]];
    // References count the versions as written, and a version without a valid time is not built: those of a faulty proposal do not
    // have the positions that references to it have. They are checked once the other fault is fixed.
    let is_complete = |proposal: ProposalId| !faulty.proposals[proposal.index()];
    let next = |at: usize| {
        version(at)
            .parents
            .iter()
            .filter(|parent| is_complete(parent.proposal))
            .filter_map(|parent| Some(first[parent.proposal.index()] + parent.version? as usize))
            .collect()
    };
    for cycle in cycles(first[first.len() - 1], next) {
        let names: Vec<String> = cycle
            .iter()
            .map(|&at| format!("{}@{}", dataset.proposals[ProposalId::new(whose(at))].id, version(at).id))
            .collect();
        report("parents", &names, places.proposals.get(whose(cycle[0])).copied());
        for at in cycle {
            faulty.proposals[whose(at)] = true;
        }
    }
}

/// The cycles of a graph of `count` nodes, each once, starting at its smallest member. Of cycles that share members, one is found;
/// once it is fixed, the next is.
fn cycles(count: usize, next: impl Fn(usize) -> Vec<usize>) -> Vec<Vec<usize>> {
    cycles_from(0..count, count, next)
}

/// The same, of those cycles to which these nodes lead.
pub(crate) fn cycles_from(
    roots: impl IntoIterator<Item = usize>,
    count: usize,
    next: impl Fn(usize) -> Vec<usize>,
) -> Vec<Vec<usize>> {
    const NEW: u8 = 0;
    const OPEN: u8 = 1;
    const DONE: u8 = 2;
    let mut state = vec![NEW; count];
    let mut found = Vec::new();
    for root in roots {
        if state[root] != NEW {
            continue;
        }
        state[root] = OPEN;
        let mut path = vec![(root, next(root))];
        while let Some((at, ahead)) = path.last_mut() {
            let Some(to) = ahead.pop() else {
                state[*at] = DONE;
                path.pop();
                continue;
            };
            match state[to] {
                NEW => {
                    state[to] = OPEN;
                    path.push((to, next(to)));
                }
                OPEN => {
                    let from = path.iter().position(|(node, _)| *node == to).unwrap_or(0);
                    let mut cycle: Vec<usize> = path[from..].iter().map(|(node, _)| *node).collect();
                    let smallest = cycle.iter().enumerate().min_by_key(|(_, node)| **node).map_or(0, |(at, _)| at);
                    cycle.rotate_left(smallest);
                    found.push(cycle);
                }
                _ => {}
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::cycles;

    #[test]
    fn each_cycle_is_found_once_at_its_first_member() {
        let edges = [vec![1], vec![2], vec![0], vec![3], vec![0], vec![6], vec![]];
        assert_eq!(cycles(edges.len(), |at| edges[at].clone()), [vec![0, 1, 2], vec![3]]);
    }
}
