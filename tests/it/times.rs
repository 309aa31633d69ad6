//! Time fields: `in:`, `since:`, `until:`, `within:`, `last:` and `reported:`.

use crate::support::{ids, indexed, select};

/// Times in every notation, around 10 June 2025.
const TIMES: &[(&str, &str)] = &[
    ("day", "2025-06-10"),
    ("about-day", "2025-06-10~"),
    ("doubtful", "2025-06-10?"),
    ("month", "2025-06"),
    ("about-month", "2025-06~"),
    ("days", "2025-06-09/2025-06-11"),
    ("clock", "2025-06-10T12:00"),
    ("about-clock", "2025-06-10T12:00~"),
    ("open", "2025-06-10/.."),
    ("unknown", "2025-06-10/"),
    ("no-start", "../2025-06-10"),
    ("once", "[2025-06-09..2025-06-11]"),
    ("part", "2025-06-10 evening"),
    ("about-part", "2025-06-10 evening~"),
    ("undated", ""),
];

fn times() -> demarche::index::Index {
    let event = |(id, when): &(&str, &str)| {
        let when = if when.is_empty() { String::new() } else { format!("when = \"{when}\"\n") };
        format!("[[event]]\nid = \"{id}\"\ntitle = \"T\"\nkind = \"talks\"\n{when}")
    };
    let events: String = TIMES.iter().map(event).collect();
    indexed(&format!("[dataset]\ntitle = \"T\"\ntimezone = \"UTC\"\n{events}"))
}

/// The ids that a query selects, in the order of [`TIMES`].
fn selected(query: &str) -> String {
    let found = ids(&times(), query);
    let known = TIMES.iter().map(|(id, _)| *id).filter(|id| found.iter().any(|found| found == id));
    known.collect::<Vec<_>>().join(" ")
}

#[test]
fn in_matches_possible_overlap() {
    let all =
        "day about-day doubtful month about-month days clock about-clock open unknown no-start once part about-part";
    for (query, expected) in [
        ("on:2025-06-10", all),
        ("on:2025-06-09", "about-day month about-month days no-start once"),
        ("on:2025-06-11", "about-day month about-month days open unknown once about-part"),
        ("on:2025-06-12", "month about-month open unknown"),
        ("on:2025-06-08", "month about-month no-start"),
        ("on:2025-05-15", "about-month no-start"),
        ("on:2025-07-15", "about-month open unknown"),
        ("on:2024-07-15", "no-start"),
        ("on:2025-05-31,2025-07-01", "about-month open unknown no-start"),
        ("in:2025-06-11/2025-06-12", "about-day month about-month days open unknown once about-part"),
        ("in:2025-06-11..2025-06-12", "about-day month about-month days open unknown once about-part"),
        ("in:2025-06-12..", "month about-month open unknown"),
        ("in:..2025-06-08", "month about-month no-start"),
        ("in:../2025-06-08", "month about-month no-start"),
        ("in:[2025-06-12..2025-06-13]", "month about-month open unknown"),
        ("2025-06-12..2025-06-13", "month about-month open unknown"),
        ("in:2025-06-10T11:59", "day about-day doubtful month about-month days about-clock open unknown no-start once"),
        ("since:2025-06-12", "month about-month open unknown"),
        ("since:2025-06-12 on:2025-06-10", "month about-month open unknown"),
        ("until:2025-06-08", "month about-month no-start"),
        ("since:2025-06-12,2025-07-20", "month about-month open unknown"),
        ("since:2025-08", "open unknown"),
        ("until:2025-05-30", "about-month no-start"),
    ] {
        assert_eq!(selected(query), expected, "{query}");
    }
}

#[test]
fn ranges_are_half_open() {
    let clocks = |query: &str| selected(&format!("({query}) (id:clock or id:about-clock or id:part)"));
    for (query, expected) in [
        ("since:2025-06-10T12:00", "clock about-clock part"),
        ("since:2025-06-10T12:01", "about-clock part"),
        ("since:2025-06-10T12:30", "about-clock part"),
        ("since:2025-06-10T12:31", "part"),
        ("until:2025-06-10T12:00", "clock about-clock"),
        ("until:2025-06-10T11:59", "about-clock"),
        ("until:2025-06-10T11:30", "about-clock"),
        ("until:2025-06-10T11:29", ""),
        ("until:2025-06-10T17:59", "clock about-clock"),
        ("until:2025-06-10T18:00", "clock about-clock part"),
        // The same instants in a zone two hours ahead.
        ("since:2025-06-10T14:00+02:00", "clock about-clock part"),
        ("since:2025-06-10T14:01+02:00", "about-clock part"),
        ("until:2025-06-10T14:00[Europe/Berlin]", "clock about-clock"),
        ("until:2025-06-10T13:59[Europe/Berlin]", "about-clock"),
    ] {
        assert_eq!(clocks(query), expected, "{query}");
    }
}

#[test]
fn within_matches_certain_containment() {
    for (query, expected) in [
        ("within:2025-06-10", "day doubtful clock about-clock part"),
        ("within:2025-06-09/2025-06-11", "day about-day doubtful days clock about-clock once part about-part"),
        ("within:2025-06-10/2025-06-11", "day doubtful clock about-clock part about-part"),
        ("within:2025-06-09/2025-06-10", "day doubtful clock about-clock part"),
        ("within:2025-06", "day about-day doubtful month days clock about-clock once part about-part"),
        (
            "within:2025-05/2025-07",
            "day about-day doubtful month about-month days clock about-clock once part about-part",
        ),
        (
            "within:2025-06-01/..",
            "day about-day doubtful month days clock about-clock open unknown once part about-part",
        ),
        ("within:../2025-06-30", "day about-day doubtful month days clock about-clock no-start once part about-part"),
        // Uncertainty at the start and at the end.
        ("within:2025-06-10T11:30/2025-06-10T12:30", "clock about-clock"),
        ("within:2025-06-10T11:31/2025-06-10T12:30", "clock"),
        ("within:2025-06-10T11:30/2025-06-10T12:29", "clock"),
        ("within:2025-06-10T12:00", "clock"),
        ("within:2025-06-10T12:01/2025-06-10T13:00", ""),
        ("within:2025-06-10T14:00+02:00", "clock"),
        ("within:2025-06-08,2025-06-10", "day doubtful clock about-clock part"),
    ] {
        assert_eq!(selected(query), expected, "{query}");
    }
}

#[test]
fn quarters_and_weeks_are_intervals() {
    let days = |query: &str| selected(&format!("({query}) (id:day or id:about-month)"));
    for (query, expected) in [
        ("in:2025-Q2", "day about-month"),
        ("in:2025-q3", "about-month"),
        ("in:2025-Q1", ""),
        ("in:2025-W24", "day about-month"),
        ("in:2025-w23", "about-month"),
        ("in:2025-W25", "about-month"),
        ("within:2025-Q2", "day"),
        ("in:2025-W01", ""),
    ] {
        assert_eq!(days(query), expected, "{query}");
    }
    for invalid in ["in:2025-Q0", "in:2025-Q5", "in:2025-W54", "in:25-Q1", "in:2025-Q", "in:2025-X1"] {
        assert!(select(&times(), invalid).is_err(), "{invalid}");
    }
}

/// A dataset whose latest past record is a quote of 31 March 2025.
fn dataset_for_last() -> demarche::index::Index {
    let event = |id: &str, when: &str, keys: &str| {
        format!("[[event]]\nid = \"{id}\"\ntitle = \"T\"\nkind = \"talks\"\nwhen = \"{when}\"\n{keys}")
    };
    indexed(&format!(
        "[dataset]\ntitle = \"T\"\ntimezone = \"UTC\"\n[person.p]\nname = \"P\"\n{}{}{}{}{}{}{}{}{}{}\
         [[quote]]\nid = \"words\"\nspeaker = \"p\"\ntext = \"T\"\nwhen = 2025-03-31\n",
        event("d30", "2025-03-30", ""),
        event("d25", "2025-03-25", ""),
        event("d24", "2025-03-24", ""),
        event("d18", "2025-03-18", ""),
        event("d17", "2025-03-17", ""),
        event("m2", "2025-03-01", ""),
        event("m1", "2025-02-27", ""),
        event("y1", "2024-04-01", ""),
        event("y2", "2024-03-31", ""),
        event("to-come", "2025-12-01", "status = \"planned\"\n"),
    ))
}

#[test]
fn last_counts_back_from_the_latest_past_record() {
    let index = dataset_for_last();
    for (query, expected) in [
        ("last:1d", "words"),
        ("last:2d", "d30 words"),
        ("last:1w", "d25 d30 words"),
        ("last:8d", "d24 d25 d30 words"),
        ("last:2w", "d18 d24 d25 d30 words"),
        ("last:15days", "d17 d18 d24 d25 d30 words"),
        ("last:1m", "m2 d17 d18 d24 d25 d30 words"),
        ("last:\"2 months\"", "m1 m2 d17 d18 d24 d25 d30 words"),
        ("last:1y", "y1 m1 m2 d17 d18 d24 d25 d30 words"),
        ("last:2years", "y2 y1 m1 m2 d17 d18 d24 d25 d30 words"),
        ("last:1day,8d", "d24 d25 d30 words"),
    ] {
        assert_eq!(ids(&index, query).join(" "), expected, "{query}");
    }
    for invalid in ["last:0d", "last:d", "last:3", "last:3x", "last:99999y", "last:-1d"] {
        assert!(select(&index, invalid).is_err(), "{invalid}");
    }
}

#[test]
fn last_counts_back_from_the_reference_date_if_given() {
    let index = dataset_for_last();
    assert_eq!(ids(&index, "asof:2025-03-25 last:1w").join(" "), "d24 d25");
    assert_eq!(ids(&index, "asof:2025-03-26 last:1w").join(" "), "d24 d25");
    assert_eq!(ids(&index, "asof:2025-03 last:1d").join(" "), "words");
}

#[test]
fn latest_past_record_may_be_an_event() {
    let index = indexed(
        "[dataset]\ntitle = \"T\"\n[person.p]\nname = \"P\"\n\
         [[quote]]\nid = \"q\"\nspeaker = \"p\"\ntext = \"T\"\nwhen = 2025-03-01\n\
         [[event]]\nid = \"long\"\ntitle = \"T\"\nkind = \"talks\"\nwhen = \"2025-03-01/2025-03-20\"\n\
         [[event]]\nid = \"open\"\ntitle = \"T\"\nkind = \"talks\"\nwhen = \"2025-03-02/..\"\n",
    );
    assert_eq!(ids(&index, "last:1w").join(" "), "long open", "an open end does not count");
}

#[test]
fn reported_is_the_day_a_record_became_known() {
    let index = indexed(include_str!("data/known.toml"));
    for (query, expected) in [
        ("reported:2025-06-01", "talks"),
        ("reported:2025-06-02", ""),
        ("reported:2025-05-31", ""),
        ("reported:2025-06-20", "spoken"),
        ("reported:2025-07-15", "secret"),
        ("reported:2025-08", "walk"),
        ("reported:2025-08-15/2025-09-15", "walk dinner"),
        ("reported:2025-08-16/2025-09-14", ""),
        ("reported:2025-07-16..", "walk dinner"),
        ("reported:..2025-06-01", "talks"),
        ("reported:2025-06-01,2025-06-20", "talks spoken"),
        // Independent of the reference date.
        ("asof:2025-06-20 reported:2025-06-01", "talks"),
        ("asof:2025-12-01 reported:2025-06-01..2025-06-30", "talks spoken"),
        ("asof:2025-06-05 reported:2025-06-20", ""),
    ] {
        assert_eq!(ids(&index, query).join(" "), expected, "{query}");
    }
}

#[test]
fn events_without_a_dated_source_are_reported_on_their_last_day() {
    let index = indexed(
        "[dataset]\ntitle = \"T\"\ntimezone = \"UTC\"\n\
         [[event]]\nid = \"days\"\ntitle = \"T\"\nkind = \"talks\"\nwhen = \"2025-06-09/2025-06-11\"\n\
         [[event]]\nid = \"clock\"\ntitle = \"T\"\nkind = \"talks\"\nwhen = \"2025-07-01T22:00/2025-07-02T01:00\"\n\
         [[event]]\nid = \"open\"\ntitle = \"T\"\nkind = \"talks\"\nwhen = \"2025-08-01/..\"\n",
    );
    for (query, expected) in [
        ("reported:2025-06-09", ""),
        ("reported:2025-06-10", ""),
        ("reported:2025-06-11", "days"),
        ("reported:2025-06-12", ""),
        ("reported:2025-07-01", ""),
        ("reported:2025-07-02", "clock"),
        ("reported:2025-08-01", "open"),
        ("reported:2025-08-02", ""),
    ] {
        assert_eq!(ids(&index, query).join(" "), expected, "{query}");
    }
}

#[test]
fn undated_records_match_no_time_condition() {
    for query in ["in:2025", "since:1000", "until:9000", "within:../9000", "last:9000y", "1000.."] {
        assert!(!selected(query).contains("undated"), "{query}");
    }
    assert_eq!(selected("is:undated"), "undated");
}

#[test]
fn a_range_that_ends_before_it_starts_is_an_error() {
    let times = times();
    for query in [
        "in:2025-06-12..2025-06-09",
        "2025-06-12..2025-06-09",
        "within:2025-06-12..2025-06-09",
        "reported:2025-Q4..2025-Q2",
        "in:2025-06-12T20:00Z/2025-06-12T12:00[Asia/Tokyo]",
        "in:2025-06-12T20:00Z..2025-06-09",
    ] {
        let error = select(&times, query).expect_err(query);
        assert!(error.message().contains("end is before start"), "{query}: {}", error.message());
    }
    // Whether a civil date is before an instant depends on the zone of the record; where it is, nothing lies between.
    assert_eq!(
        selected("on:2025-06-11T01:00+09:00..2025-06-10"),
        "day about-day doubtful month about-month days open unknown no-start once part about-part"
    );
    assert_eq!(selected("on:2025-06-10T00:30-12:00..2025-06-09"), "");
}
