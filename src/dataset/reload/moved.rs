//! Records that have another place among the rest: of those with the same time, the timeline has first what comes first in the
//! files.

use crate::model::{Dataset, Origin, RecordRef};

/// Where records that have been read again are now defined.
#[derive(Debug, Default)]
pub(super) struct Places(Vec<(Origin, RecordRef)>);

impl Places {
    /// Adds a record.
    pub(super) fn add(&mut self, record: RecordRef, origin: Origin) {
        self.0.push((origin, record));
    }

    /// The records that have moved in the order of all that were there before: to another file, or past others of their file, of
    /// which as many as possible have not moved.
    pub(super) fn moved(mut self, before: &Dataset) -> Vec<RecordRef> {
        self.0.retain(|(_, record)| before.has_record(*record));
        self.0.sort_unstable();
        let (mut moved, mut stayed) = (Vec::new(), Vec::new());
        for (origin, record) in self.0 {
            let old = before.origin(record);
            if old.file == origin.file { stayed.push((old, record)) } else { moved.push(record) }
        }
        for file in stayed.chunk_by(|(a, _), (b, _)| a.file == b.file) {
            let lines: Vec<u32> = file.iter().map(|(origin, _)| origin.line).collect();
            let in_order = longest_ascending(&lines);
            moved.extend(file.iter().zip(in_order).filter(|(_, stays)| !stays).map(|((_, record), _)| *record));
        }
        moved
    }
}

/// Which numbers belong to a longest ascending subsequence.
fn longest_ascending(numbers: &[u32]) -> Vec<bool> {
    // For each length, where the subsequence of it with the smallest end ends; and what precedes each number in its own.
    let (mut ends, mut before): (Vec<usize>, Vec<Option<usize>>) = (Vec::new(), Vec::new());
    for (at, number) in numbers.iter().enumerate() {
        let length = ends.partition_point(|end| numbers[*end] < *number);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut is_in = vec![false; numbers.len()];
    for at in std::iter::successors(ends.last().copied(), |at| before[*at]) {
        is_in[at] = true;
    }
    is_in
}

#[cfg(test)]
mod tests {
    use super::longest_ascending;

    #[test]
    fn as_many_as_possible_are_in_order() {
        let stays = |numbers: &[u32]| -> Vec<u32> {
            let found = longest_ascending(numbers);
            numbers.iter().zip(found).filter(|(_, stays)| *stays).map(|(number, _)| *number).collect()
        };
        assert_eq!(stays(&[1, 2, 9, 3, 4, 0]), [1, 2, 3, 4]);
        assert_eq!(stays(&[5, 6, 1, 2, 3]), [1, 2, 3]);
        assert_eq!(stays(&[3, 2, 1]).len(), 1);
        assert!(stays(&[]).is_empty());
    }
}
