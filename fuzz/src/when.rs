//! A time: the first line; the second, if there is one, names the zone at home.
//!
//! * An error has its place inside the text, and says something.
//! * Bounds are in order: nothing starts after it ends, in any zone; what is approximate is only wider.
//! * What is shown of a time is short enough for its column, and harmless.
//! * The time means the same after it was written to a dataset and read back.

use demarche::dataset::{load_texts, write};
use demarche::diagnostic::{FileText, Severity};
use demarche::model::when::{Bounds, When, Zone, zone};
use demarche::sanitize::is_hostile;
use unicode_width::UnicodeWidthStr;

use crate::Target;

/// The target.
pub const TARGET: Target = Target { name: "when", check, words };

/// Zones whose clocks, and days, are skipped and repeated.
const ZONES: &[&str] =
    &["UTC", "Europe/Moscow", "Europe/Brussels", "Pacific/Apia", "America/Juneau", "Asia/Beirut", "Africa/Monrovia"];

fn check(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let (text, home) = text.split_once('\n').unwrap_or((&text, ""));
    let when = match When::parse(text) {
        Ok(when) => when,
        Err(error) => {
            assert!(text.get(error.at.clone()).is_some(), "{error:?} is outside {text:?}");
            assert!(!error.message.is_empty());
            return;
        }
    };
    assert_eq!(When::parse(&when.raw).as_ref(), Ok(&when));
    let named = ZONES.iter().copied().chain([home.trim()]).filter_map(|name| zone::named(name).ok());
    for home in [None].into_iter().chain(named.map(Zone::Named).map(Some)) {
        if let Ok(bounds) = when.bounds(home) {
            in_order(text, &bounds);
            for shown in [None, Some(Zone::UTC), home] {
                shown_in_words(&when, &bounds, shown);
            }
        }
    }
    kept_by_a_dataset(text, home.trim());
}

fn in_order(text: &str, bounds: &Bounds) {
    let Bounds { s0, s1, e0, e1, earliest, latest, .. } = bounds;
    let ordered = s0.utc() < s1.utc() && s1.utc() <= e1.utc() && s0.utc() <= e0.utc() && e0.utc() < e1.utc();
    assert!(ordered, "{text}: {bounds:?}");
    assert!(earliest.utc() <= s0.utc() && e1.utc() <= latest.utc(), "{text} is widened inward: {bounds:?}");
}

fn shown_in_words(when: &When, bounds: &Bounds, shown: Option<Zone>) {
    let (words, column) = (when.in_words(bounds, shown), when.in_column(bounds, shown));
    assert!(!words.trim().is_empty(), "{} has no words", when.raw);
    assert!(!words.contains(is_hostile) && !column.contains(is_hostile), "{words:?} {column:?}");
    assert!(column.width() <= 8, "{}: {column:?} is wider than its column", when.raw);
}

fn kept_by_a_dataset(text: &str, home: &str) {
    let string = |text: &str| toml::Value::String(text.to_owned()).to_string();
    let home = if zone::named(home).is_ok() { format!("timezone = {}\n", string(home)) } else { String::new() };
    let dataset = format!(
        "[dataset]\ntitle = \"T\"\n{home}[[event]]\nid = \"e\"\ntitle = \"E\"\nkind = \"talks\"\nwhen = {}\n",
        string(text)
    );
    let read = |text: String| load_texts(vec![FileText { name: "data.toml".into(), text }]);
    let first = read(dataset);
    if first.faults.iter().any(|fault| fault.severity == Severity::Error) {
        return;
    }
    let again = read(write::write(&first.dataset, &[]));
    let of =
        |loaded: &demarche::dataset::Loaded| loaded.dataset.events.iter().next().map(|(_, event)| event.when.clone());
    assert_eq!(of(&again), of(&first), "{text}");
}

fn words() -> Vec<String> {
    let words = [
        "2025",
        "202X",
        "20XX",
        "2025-12",
        "2025-21",
        "2025-24",
        "2025-XX",
        "2025-12-XX",
        "2025-12-02",
        "2011-12-30",
        "2025-10-26",
        "2025-03-30",
        "1867-10-18",
        "0001",
        "9998",
        "9998-12-31",
        "0001-01-01",
        "T02:30",
        "T20:00",
        "T20:00:15",
        "T23:59:59",
        " night",
        " morning",
        " afternoon",
        " evening",
        "~",
        "?",
        "%",
        "Z",
        "+03:00",
        "-12:00",
        "+14:00",
        "+23:59",
        "-23:59",
        "[Europe/Moscow]",
        "[Pacific/Apia]",
        "[America/Juneau]",
        "[UTC]",
        "[Asia/Kathmandu]",
        "/",
        "/..",
        "../",
        "..",
        "[",
        "]",
        "X",
        "2025-Q4",
        "2025-W49",
    ];
    let zones = ZONES.iter().map(|zone| format!("\n{zone}"));
    words.map(ToOwned::to_owned).into_iter().chain(zones).collect()
}
