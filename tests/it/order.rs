//! The order of the timeline, each rule with a minimal dataset. Where file order must not matter, records are also read in
//! reverse order.

use demarche::config::Settings;

use crate::support::{Screen, ids, indexed};

/// Loads events with these times and returns the times in the order of the timeline.
fn events(times: &[&str], backwards: bool) -> Vec<String> {
    let event = |(at, time): (usize, &&str)| {
        let id = char::from(b'a' + at as u8);
        let when = if time.is_empty() { String::new() } else { format!("when = \"{time}\"\n") };
        format!("[[event]]\nid = \"{id}\"\ntitle = \"T\"\nkind = \"talks\"\n{when}")
    };
    let mut parts: Vec<String> = times.iter().enumerate().map(event).collect();
    if backwards {
        parts.reverse();
    }
    let text = format!("[dataset]\ntitle = \"T\"\ntimezone = \"UTC\"\n{}", parts.concat());
    ids(&indexed(&text), "").into_iter().map(|id| times[usize::from(id.as_bytes()[0] - b'a')].to_owned()).collect()
}

fn assert_in_order(times: &[&str]) {
    for backwards in [false, true] {
        assert_eq!(events(times, backwards), times, "read backwards: {backwards}");
    }
}

#[test]
fn dates_are_compared_first() {
    assert_in_order(&["1999-12-31T23:59", "2000-01-01", "2000-01-02", "2000-02", "2001", "2010-05-05 morning"]);
}

#[test]
fn coarser_dates_come_first() {
    assert_in_order(&["20XX", "200X", "2000", "2000-01", "2000-01-01", "2000-01-01 night", "2000-01-01T23:59"]);
    assert_in_order(&["2025-21", "2025-03", "2025-03-01", "2025-03-01T00:00"]);
}

#[test]
fn interval_has_the_granularity_of_its_start() {
    assert_in_order(&["2025-06/2025-06-02", "2025-06-01", "2025-06-01/2025-08"]);
    assert_in_order(&["[2025-06..2025-07]", "2025-06-01", "[2025-06-01..2025-06-03]"]);
}

#[test]
fn times_within_a_day_are_ordered_by_instant() {
    assert_in_order(&[
        "2025-06-10",
        "2025-06-10T00:00",
        "2025-06-10 night",
        "2025-06-10T05:59",
        "2025-06-10T06:00",
        "2025-06-10 morning",
        "2025-06-10T11:30:15",
        "2025-06-10 afternoon",
        "2025-06-10T17:59",
        "2025-06-10 evening",
        "2025-06-10T18:01",
    ]);
}

#[test]
fn zones_affect_clock_times_but_not_days() {
    // 05:00, 08:00 and 09:30 in UTC, unlike their local times.
    assert_in_order(&["2025-06-10T10:00+05:00", "2025-06-10T08:00Z", "2025-06-10T05:30-04:00"]);
    // The first event is later by 21 hours, but on the previous local day.
    let text = "[dataset]\ntitle = \"T\"\n\
                [place.west]\nname = \"W\"\ntimezone = \"Pacific/Honolulu\"\n\
                [place.east]\nname = \"E\"\ntimezone = \"Pacific/Auckland\"\n\
                [[event]]\nid = \"e\"\ntitle = \"T\"\nkind = \"talks\"\nplace = \"east\"\nwhen = \"2025-06-11T00:30\"\n\
                [[event]]\nid = \"w\"\ntitle = \"T\"\nkind = \"talks\"\nplace = \"west\"\nwhen = \"2025-06-10T23:30\"\n";
    assert_eq!(ids(&indexed(text), ""), ["w", "e"]);
}

#[test]
fn earlier_end_comes_first() {
    assert_in_order(&["2025-06-10", "2025-06-10/2025-06-11", "2025-06-10/2025-06-30", "2025-06-10/.."]);
    assert_in_order(&["2025-06-10T09:00", "2025-06-10T09:00/2025-06-10T10:00", "2025-06-10T09:00/2025-06-10T12:00"]);
}

#[test]
fn seq_only_breaks_ties() {
    let day = ["2025-06-10"; 3];
    let shown = |keys: &dyn Fn(usize) -> String, times: &[&str], backwards: bool| {
        let event = |(at, time): (usize, &&str)| {
            format!("[[event]]\nid = \"e{at}\"\ntitle = \"T\"\nkind = \"talks\"\nwhen = \"{time}\"\n{}", keys(at))
        };
        let mut parts: Vec<String> = times.iter().enumerate().map(event).collect();
        if backwards {
            parts.reverse();
        }
        ids(&indexed(&format!("[dataset]\ntitle = \"T\"\n{}", parts.concat())), "")
    };
    for backwards in [false, true] {
        assert_eq!(shown(&|at| format!("seq = {}\n", [3, 1, 2][at]), &day, backwards), ["e1", "e2", "e0"]);
        assert_eq!(shown(&|at| format!("seq = {}\n", [-1, 1, 0][at]), &day, backwards), ["e0", "e2", "e1"]);
        let longer = ["2025-06-10/2025-06-11", "2025-06-10"];
        assert_eq!(
            shown(&|at| format!("seq = {at}\n"), &longer, backwards),
            ["e1", "e0"],
            "the end is compared before seq"
        );
    }
    assert_eq!(shown(&|_| String::new(), &day, false), ["e0", "e1", "e2"], "otherwise file order");
    assert_eq!(shown(&|_| String::new(), &day, true), ["e2", "e1", "e0"]);
}

#[test]
fn undated_records_come_last() {
    assert_in_order(&["2025-06-10", "9000", ""]);
}

/// A talk on 10 June 2025 at noon, another one the next day, and quotes.
fn with_quotes(quotes: &[(&str, &str)]) -> String {
    let quote =
        |(id, keys): &(&str, &str)| format!("[[quote]]\nid = \"{id}\"\nspeaker = \"p\"\ntext = \"T\"\n{keys}\n");
    let quotes: String = quotes.iter().map(quote).collect();
    format!(
        "[dataset]\ntitle = \"T\"\ntimezone = \"UTC\"\n[person.p]\nname = \"P\"\n{quotes}\
         [[event]]\nid = \"talk\"\ntitle = \"T\"\nkind = \"talks\"\nwhen = \"2025-06-10T12:00\"\n\
         [[event]]\nid = \"next\"\ntitle = \"T\"\nkind = \"talks\"\nwhen = \"2025-06-11T12:00\"\n"
    )
}

#[test]
fn quotes_of_the_same_day_follow_their_event() {
    let index = indexed(&with_quotes(&[
        ("late", "event = \"talk\"\nwhen = \"2025-06-10T20:00\""),
        ("early", "event = \"talk\"\nwhen = \"2025-06-10T08:00\""),
        ("silent", "event = \"talk\""),
        ("before", "event = \"talk\"\nwhen = 2025-06-09"),
        ("after", "event = \"talk\"\nwhen = \"2025-06-11T13:00\""),
        ("free", "when = \"2025-06-10T23:00\""),
        ("of-next", "event = \"next\""),
        ("undated", ""),
    ]));
    let order = "before talk early silent late free next of-next after undated";
    assert_eq!(ids(&index, "").join(" "), order, "quotes of other days are listed at their own time");
    assert_eq!(ids(&index, "is:quote").join(" "), "before early silent late free of-next after undated");
    let threads = Screen::of(index, 100, 40, Settings::default()).press("v").list_ids();
    assert_eq!(threads.join(" "), "talk before early silent late after free next of-next undated");
}

#[test]
fn simultaneous_quotes_keep_file_order() {
    let quotes = [("c", "event = \"talk\""), ("a", "event = \"talk\""), ("b", "event = \"talk\"")];
    assert_eq!(ids(&indexed(&with_quotes(&quotes)), "").join(" "), "talk c a b next");
}

#[test]
fn day_of_a_quote_is_local_to_its_place() {
    let places = "[place.tokyo]\nname = \"Tokyo\"\ntimezone = \"Asia/Tokyo\"\n\
                  [place.quito]\nname = \"Quito\"\ntimezone = \"America/Guayaquil\"\n";
    let text = with_quotes(&[
        ("in-tokyo", "event = \"talk\"\nplace = \"tokyo\"\nwhen = \"2025-06-10T23:30Z\""),
        ("in-quito", "event = \"talk\"\nplace = \"quito\"\nwhen = \"2025-06-11T02:00Z\""),
    ]);
    // It is already the 11th in Tokyo, and still the 10th in Quito, although later.
    assert_eq!(ids(&indexed(&format!("{text}{places}")), "").join(" "), "talk in-quito in-tokyo next");
}
