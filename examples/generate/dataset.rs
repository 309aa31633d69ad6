//! The files of a synthetic dataset, written record by record: nothing is kept but the names that records refer to.

mod records;
mod tables;
mod times;
mod words;

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use chrono::{Days, NaiveDate};
use fastrand::Rng;

use tables::Cast;

/// Events in one file.
const EVENTS_PER_FILE: usize = 1000;
/// The first day.
const FIRST: NaiveDate = NaiveDate::from_ymd_opt(2014, 3, 1).expect("a date");
/// Days from the first to the last event.
const DAYS: usize = 4200;

/// How much was written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Written {
    /// Files.
    pub(crate) files: usize,
    /// Their size together.
    pub(crate) bytes: u64,
    /// Quotes.
    pub(crate) quotes: usize,
}

/// Writes a dataset with this many events, and about twice as many quotes, to a folder.
pub(crate) fn write(events: usize, seed: u64, folder: &Path) -> io::Result<Written> {
    write_with(events, tables::persons(events), seed, folder)
}

/// Writes a dataset with this many events and persons.
pub(crate) fn write_with(events: usize, persons: usize, seed: u64, folder: &Path) -> io::Result<Written> {
    fs::create_dir_all(folder)?;
    let mut rng = Rng::with_seed(seed);
    let mut written = Written::default();
    let cast = in_file(&folder.join("about.toml"), &mut written, |out| tables::write(&mut rng, events, persons, out))?;
    for (at, from) in (0..events).step_by(EVENTS_PER_FILE).enumerate() {
        let path = folder.join(format!("events-{at:04}.toml"));
        let to = (from + EVENTS_PER_FILE).min(events);
        written.quotes += in_file(&path, &mut written, |out| {
            let mut quotes = 0;
            for event in from..to {
                let day = |event: usize| FIRST + Days::new((event * DAYS / events) as u64);
                quotes += records::write(&mut rng, event, (day(event), day(event + 1)), &cast, out)?;
            }
            Ok(quotes)
        })?;
    }
    Ok(written)
}

fn in_file<T>(
    path: &Path,
    written: &mut Written,
    write: impl FnOnce(&mut dyn Write) -> io::Result<T>,
) -> io::Result<T> {
    let mut out = BufWriter::with_capacity(1 << 16, File::create(path)?);
    let done = write(&mut out)?;
    out.flush()?;
    written.files += 1;
    written.bytes += fs::metadata(path)?.len();
    Ok(done)
}
