//! Work on all cores. The results are in the order of the work, whatever the number of threads.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;

/// Fewer items than this are not worth threads.
const MIN_ITEMS: usize = 4096;

/// The number of threads that can run at once.
pub(crate) fn cores() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// How many threads are worth it for so many items.
pub(crate) fn threads_for(len: usize) -> usize {
    if len < MIN_ITEMS { 1 } else { cores() }
}

/// Splits `len` items into one range per core, and calls `each` with all of them at once. Few items are one range.
pub(crate) fn ranges<T: Send>(len: usize, each: impl Fn(Range<usize>) -> T + Sync) -> Vec<T> {
    split(len, threads_for(len), each)
}

/// Splits `len` items into at most this many ranges of one size, and calls `each` with all of them at once.
pub(crate) fn split<T: Send>(len: usize, threads: usize, each: impl Fn(Range<usize>) -> T + Sync) -> Vec<T> {
    if threads <= 1 {
        return vec![each(0..len)];
    }
    let share = len.div_ceil(threads);
    thread::scope(|scope| {
        let each = &each;
        let work = (0..threads).map(|nth| nth * share..((nth + 1) * share).min(len)).filter(|range| !range.is_empty());
        let workers: Vec<_> = work.map(|range| scope.spawn(move || each(range))).collect();
        workers.into_iter().map(join).collect()
    })
}

/// Calls `each` with every number below `len`, on all cores.
pub(crate) fn map<T: Send>(len: usize, each: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let mut parts = ranges(len, |range| range.map(&each).collect::<Vec<T>>());
    if parts.len() == 1 {
        return parts.pop().unwrap_or_default();
    }
    let mut all = Vec::with_capacity(len);
    parts.into_iter().for_each(|mut part| all.append(&mut part));
    all
}

/// Calls `each` with every item, on all cores, each core taking the next item when it is done with one; and `done` on this thread
/// with every result, in order.
pub(crate) fn in_turn<I: Send, T: Send>(
    items: impl ExactSizeIterator<Item = I> + Send,
    each: impl Fn(I) -> T + Sync,
    mut done: impl FnMut(T),
) {
    let threads = cores().min(items.len());
    if threads <= 1 {
        items.for_each(|item| done(each(item)));
        return;
    }
    let next = Mutex::new(items.enumerate());
    thread::scope(|scope| {
        let (sender, results) = mpsc::channel();
        let workers: Vec<_> = (0..threads)
            .map(|_| {
                let (sender, next, each) = (sender.clone(), &next, &each);
                scope.spawn(move || {
                    loop {
                        // The items are whole even if another thread has panicked.
                        let item = lock(next).next();
                        let Some((at, item)) = item else { break };
                        if sender.send((at, each(item))).is_err() {
                            break;
                        }
                    }
                })
            })
            .collect();
        drop(sender);
        let (mut early, mut expected) = (BTreeMap::new(), 0);
        for (at, result) in results {
            early.insert(at, result);
            while let Some(result) = early.remove(&expected) {
                done(result);
                expected += 1;
            }
        }
        workers.into_iter().for_each(join);
    });
}

/// The value behind a lock. For values that a panic elsewhere cannot have left half changed.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Does two things at once.
pub(crate) fn both<A, B: Send>(first: impl FnOnce() -> A, second: impl FnOnce() -> B + Send) -> (A, B) {
    if cores() == 1 {
        return (first(), second());
    }
    thread::scope(|scope| {
        let second = scope.spawn(second);
        (first(), join(second))
    })
}

/// Waits for a thread. Its panic goes on in this one.
fn join<T>(worker: thread::ScopedJoinHandle<'_, T>) -> T {
    worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_in_the_order_of_the_work() {
        for len in [0, 1, 100, MIN_ITEMS, 3 * MIN_ITEMS + 1] {
            let expected: Vec<usize> = (0..len).collect();
            assert_eq!(map(len, |at| at), expected);
            assert_eq!(ranges(len, |range| range).into_iter().flatten().collect::<Vec<_>>(), expected);
            let mut seen = Vec::new();
            in_turn(0..len, |at| at, |at| seen.push(at));
            assert_eq!(seen, expected);
        }
    }

    #[test]
    #[should_panic(expected = "in a worker")]
    fn a_panic_in_a_worker_goes_on() {
        in_turn(0..10, |at: usize| assert!(at < 5, "in a worker"), |()| {});
    }
}
