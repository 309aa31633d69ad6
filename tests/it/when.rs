//! Time: notation, bounds, errors, and display.

use demarche::model::when::{Stamp, When, Zone, zone};
use insta::assert_snapshot;

fn moscow() -> Zone {
    Zone::Named(zone::named("Europe/Moscow").expect("a zone"))
}

fn stamp(stamp: Stamp) -> String {
    stamp.civil().map_or_else(|| "..".into(), |at| at.format("%Y-%m-%dT%H:%M:%S").to_string())
}

fn bounds(text: &str) -> String {
    let when = When::parse(text).unwrap_or_else(|error| panic!("{text}: {error:?}"));
    let bounds = when.bounds(Some(moscow())).unwrap_or_else(|fault| panic!("{text}: {fault:?}"));
    let [s0, s1, e0, e1] = [bounds.s0, bounds.s1, bounds.e0, bounds.e1].map(stamp);
    let widened = if bounds.earliest == bounds.s0 && bounds.latest == bounds.e1 {
        String::new()
    } else {
        format!("  widened [{}, {})", stamp(bounds.earliest), stamp(bounds.latest))
    };
    format!("{text:<46} start [{s0}, {s1})  end [{e0}, {e1}){widened}")
}

#[test]
fn bounds_follow_from_the_notation() {
    let texts = [
        "2025-12-02",
        "2025-12",
        "2025",
        "202X",
        "20XX",
        "2025-12-XX",
        "2025-XX",
        "2025-21",
        "2025-24",
        "2025-12-02T20:00",
        "2025-12-02T20:00:15",
        "2025-12-02T20:00+03:00",
        "2025-12-02T17:00Z",
        "2025-12-02T12:00[America/New_York]",
        "2025-12-02[America/New_York]",
        "2025-12-02 night",
        "2025-12-02 evening",
        "2025-12-02~",
        "2025-12~",
        "2025-21~",
        "202X~",
        "2025-12-02 night~",
        "2025-12-02T20:00~",
        "2025-12-02?",
        "2025-12-02%",
        "2025-11-23/2025-11-24",
        "2025-12-02T20:00~/2025-12-03T01:00~",
        "2025-12-02T20:00~/2025-12-03 night",
        "2025-12-02/..",
        "../2025-12-02",
        "2025-12-02/",
        "[2025-12-02..2025-12-04]",
    ];
    assert_snapshot!(texts.map(bounds).join("\n"));
}

#[test]
fn invalid_times_are_rejected_with_a_suggestion() {
    let texts = [
        "",
        "yesterday",
        "2025-13",
        "2025-02-30",
        "25-12-02",
        "02.12.2025",
        "2025/12/02",
        "02/12/2025",
        "2025-12-02 20:00",
        "2025-12-02t20:00",
        "2025-12-02T24:00",
        "2025-12-02T20:60",
        "2025-12-02T20:00:60",
        "2025-12-02T20",
        "2025-12-02T20:00MSK",
        "2025-12-02T20:00 MSK",
        "2025-12-02T20:00[MSK]",
        "2025-12-02T20:00[Europe/Moskow]",
        "2025-12-02T20:00[Europe/Moscow",
        "2025-12-02T20:00+3",
        "2025-12-02 noon",
        "2025-12 night",
        "~2025-12-02",
        "2025-12-02~?",
        "2025-12-04/2025-12-02",
        "../..",
        "/",
        "[2025-12-02]",
        "[2025-12-02..2025-12-04",
        "0000",
        "9999",
        "2025-1-2",
        "2025-12-02/2025-12-03/2025-12-04",
        "Путин",
    ];
    let rejected = texts.map(|text| {
        let error = When::parse(text).expect_err(text);
        format!("{text:?} at {:?}: {}; {}", error.at, error.message, error.help.as_deref().unwrap_or("-"))
    });
    assert_snapshot!(rejected.join("\n"));
}

#[test]
fn skipped_and_repeated_clock_times_need_an_offset() {
    let brussels = Some(Zone::Named(zone::named("Europe/Brussels").expect("a zone")));
    let fault = |text: &str| When::parse(text).expect(text).bounds(brussels).expect_err(text);
    let skipped = fault("2025-03-30T02:30");
    let twice = fault("2025-10-26T02:30");
    let disagree = fault("2025-12-02T20:00+05:00[Europe/Moscow]");
    assert_snapshot!(format!("{skipped:#?}\n{twice:#?}\n{disagree:#?}"));
    assert!(When::parse("2025-10-26T02:30+01:00").expect("a time").bounds(brussels).is_ok());
    // Days with a clock change are valid; a day whose midnight is skipped starts at its first instant.
    let beirut = Some(Zone::Named(zone::named("Asia/Beirut").expect("a zone")));
    let day = When::parse("2021-03-28").expect("a day").bounds(beirut).expect("bounds");
    assert_eq!(day.e1.utc() - day.s0.utc(), 23 * 3600);
}

#[test]
fn times_are_never_shown_more_precisely_than_written() {
    let shown = [
        "2025-12-02",
        "2025-12-02~",
        "2025-12-02?",
        "2025-12",
        "2025-12-XX",
        "2025-24",
        "202X",
        "2025-12-02 night",
        "2025-12-02T20:00~/2025-12-03 night",
        "2025-12-02T20:00:15",
        "2025-11-23/2025-11-24",
        "[2025-11-16..2025-11-18]",
        "2025-12-02/..",
        "2025-12-02/",
        "../2025-12-02",
        "2025-12-02T23:30",
    ]
    .map(|text| {
        let when = When::parse(text).expect(text);
        let bounds = when.bounds(Some(moscow())).expect(text);
        let utc = Some(Zone::UTC);
        format!(
            "{text:<36} | {:<8} | {} | UTC: {} {}",
            when.in_column(&bounds, None),
            when.in_words(&bounds, None),
            when.in_column(&bounds, utc),
            when.in_words(&bounds, utc)
        )
    });
    assert_snapshot!(shown.join("\n"));
}

#[test]
fn a_time_without_a_moment_is_a_fault_whatever_zones_its_ends_are_in() {
    let bounds = |text: &str, zone: &str| {
        let zone = Zone::Named(zone::named(zone).expect("a zone"));
        When::parse(text).expect(text).bounds(Some(zone))
    };
    for (text, zone) in [
        ("2025-12-02T20:00+03:00/2025-12-02T17:30[Asia/Tokyo]", "UTC"),
        ("2025-12-02T10:00/2025-12-02T11:00[Asia/Tokyo]", "Europe/Brussels"),
        ("2025-12-02T10:00Z/2025-12-01", "UTC"),
        ("[2025-12-02T10:00Z..2025-12-01]", "UTC"),
        // Samoa went from 29 to 31 December.
        ("2011-12-30", "Pacific/Apia"),
        ("2011-12-30/2012", "Pacific/Apia"),
        ("2011/2011-12-30", "Pacific/Apia"),
        ("[2011-12-30..2012]", "Pacific/Apia"),
    ] {
        assert!(bounds(text, zone).is_err(), "{text} in {zone}: {:?}", bounds(text, zone));
    }
    // Clocks that are set back in between make the end look earlier than the start.
    assert!(bounds("2025-10-26T02:50+02:00/2025-10-26T02:10+01:00", "Europe/Brussels").is_ok());
}

#[test]
fn nothing_starts_after_it_ends() {
    for text in ["2025-12/2025-12-02", "2025-12-02/2025-12", "2025/2025-01-01", "../2025-12-02", "2025-12-02/"] {
        let bounds = When::parse(text).expect(text).bounds(Some(moscow())).expect(text);
        let [s0, s1, e0, e1] = [bounds.s0, bounds.s1, bounds.e0, bounds.e1].map(Stamp::utc);
        assert!(s0 < s1 && s1 <= e1 && s0 <= e0 && e0 < e1, "{text}: {bounds:?}");
    }
}
