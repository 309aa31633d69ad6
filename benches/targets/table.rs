//! The table of measurements.

use std::fmt;
use std::time::{Duration, Instant};

use crate::limits::Limits;

/// Measured times of one thing.
#[derive(Debug, Clone, Default)]
pub(crate) struct Times(Vec<Duration>);

impl Times {
    /// Times one call and adds it.
    pub(crate) fn time<T>(&mut self, call: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let made = call();
        self.0.push(start.elapsed());
        made
    }

    /// Times a call this often.
    pub(crate) fn repeat<T>(times: usize, mut call: impl FnMut() -> T) -> Self {
        let mut measured = Self::default();
        for _ in 0..times {
            std::hint::black_box(measured.time(&mut call));
        }
        measured
    }

    /// Adds the times of another.
    pub(crate) fn append(&mut self, mut other: Self) {
        self.0.append(&mut other.0);
    }

    /// Adds the longest of other times.
    pub(crate) fn add_longest(&mut self, others: &Self) {
        self.0.extend(others.0.iter().max());
    }

    /// Whether nothing was timed.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The time that this share of the calls did not exceed, in milliseconds.
    fn quantile(&self, share: f64) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        let at = (share * (sorted.len() - 1) as f64).round() as usize;
        sorted[at].as_secs_f64() * 1e3
    }

    /// The shortest, which other programs on the machine disturb least.
    pub(crate) fn least(&self) -> f64 {
        self.quantile(0.0)
    }
}

impl fmt::Display for Times {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let [only] = self.0[..] {
            return write!(f, "{}", Ms(only.as_secs_f64() * 1e3));
        }
        write!(f, "{} ({}–{})", Ms(self.quantile(0.5)), Ms(self.least()), Ms(self.quantile(0.99)))
    }
}

/// The processor time of this process so far, on all cores, in milliseconds, where the system tells it.
pub(crate) fn processor_ms() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // User and system time are the 14th and 15th field, in hundredths of a second; the second can contain anything.
    let fields = stat.rsplit_once(") ").map_or("", |(_, fields)| fields).split(' ');
    fields.skip(11).take(2).filter_map(|field| field.parse::<f64>().ok()).sum::<f64>() * 10.0
}

/// The most memory that this process has had at once, where the system tells it.
pub(crate) fn peak_mb() -> f64 {
    memory_mb("VmHWM:")
}

/// The memory that this process has now, where the system tells it.
pub(crate) fn resident_mb() -> f64 {
    memory_mb("VmRSS:")
}

fn memory_mb(key: &str) -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let value = status.lines().find_map(|line| line.strip_prefix(key));
    value.and_then(|value| value.trim().trim_end_matches(" kB").parse::<f64>().ok()).map_or(0.0, |kib| kib * 1.024e-3)
}

/// Milliseconds with three significant digits.
struct Ms(f64);

impl fmt::Display for Ms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = if self.0 < 1.0 {
            3
        } else if self.0 < 10.0 {
            2
        } else {
            usize::from(self.0 < 100.0)
        };
        write!(f, "{:.digits$}", self.0)
    }
}

/// The rows so far.
pub(crate) struct Table {
    title: String,
    rows: Vec<[String; 4]>,
}

impl Table {
    /// A table for a dataset of this size.
    pub(crate) fn new(events: usize, limits: &Limits) -> Self {
        let title = format!(
            "{events} events and {} quotes, {:.1} MB in {} files; ms: median (least–99th percentile)",
            limits.quotes,
            limits.bytes as f64 / 1e6,
            limits.files
        );
        Self { title, rows: Vec::new() }
    }

    /// Adds a row: what, measured, the limit of this run, the target for this size.
    pub(crate) fn add(
        &mut self,
        what: impl fmt::Display,
        measured: impl fmt::Display,
        limit: impl fmt::Display,
        target: &str,
    ) {
        self.rows.push([what.to_string(), measured.to_string(), limit.to_string(), target.to_owned()]);
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let heads = ["what", "measured", "limit in this run", "target"].map(ToOwned::to_owned);
        let width = |at: usize| self.rows.iter().chain([&heads]).map(|row| row[at].chars().count()).max().unwrap_or(0);
        let widths = [0, 1, 2, 3].map(width);
        writeln!(f, "{}\n", self.title)?;
        let rule = widths.map(|width| "-".repeat(width));
        for row in [&heads, &rule].into_iter().chain(&self.rows) {
            let cells = row.iter().zip(widths).map(|(cell, width)| format!(" {cell:width$} "));
            writeln!(f, "|{}|", cells.collect::<Vec<_>>().join("|"))?;
        }
        Ok(())
    }
}
