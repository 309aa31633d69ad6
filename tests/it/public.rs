//! What the public could know at the end of a day: the rules of the reference date, each by the smallest dataset that shows it.

use chrono::NaiveDate;
use demarche::index::Index;
use demarche::model::when::Limit;

use crate::support::records::{event, quote, with_sources};
use crate::support::{date, ids, shipped};

/// The day of June 2025 on which a record is known for the first time; 0 if it was before June.
fn first_day(index: &Index, id: &str) -> u32 {
    let known = |day: u32| !ids(index, &format!("asof:2025-06-{day:02} id:{id}")).is_empty();
    let first = (1..=30).find(|&day| known(day)).expect("known in June");
    assert!((first..=30).all(known), "what was known stays known");
    let before = !ids(index, &format!("asof:2025-05-31 id:{id}")).is_empty();
    let reported = ids(index, &format!("reported:2025-06-{first:02} id:{id}"));
    assert_eq!(reported.len(), usize::from(!before), "reported: names the day");
    if before { 0 } else { first }
}

#[test]
fn words_spoken_in_public_are_known_from_the_day_on_which_they_were_spoken() {
    let said = |channel: &str| {
        with_sources(&quote("q", &format!("when = 2025-06-10\nsources = [\"s20\", \"s15\"]\nchannel = \"{channel}\"")))
    };
    for channel in ["briefing", "remarks", "speech", "post", "readout", "statement", "joint-statement", "testimony"] {
        assert_eq!(first_day(&said(channel), "q"), 10, "{channel}");
    }
    for channel in ["interview", "call", "letter", "document", "leak"] {
        assert_eq!(first_day(&said(channel), "q"), 15, "{channel}");
    }
}

#[test]
fn without_a_channel_the_kind_of_the_event_says_whether_words_were_public() {
    let said = |kind: &str| {
        with_sources(&format!(
            "{}{}",
            event("e", kind, "when = 2025-06-10"),
            quote("q", "event = \"e\"\nsources = [\"s15\"]")
        ))
    };
    for kind in ["statement", "briefing", "speech", "post", "readout", "joint-statement"] {
        assert_eq!(first_day(&said(kind), "q"), 10, "{kind}");
    }
    for kind in ["talks", "interview", "call", "leak", "publication", "reply"] {
        assert_eq!(first_day(&said(kind), "q"), 15, "{kind}");
    }
    assert_eq!(
        first_day(&with_sources(&quote("q", "when = 2025-06-10\nsources = [\"s15\"]")), "q"),
        15,
        "nor an event"
    );
}

#[test]
fn of_the_day_and_the_sources_of_public_words_the_earlier_counts() {
    let known = |keys: &str| first_day(&with_sources(&quote("q", &format!("channel = \"speech\"\n{keys}"))), "q");
    assert_eq!(known("when = 2025-06-10\nsources = [\"s5\", \"s15\"]"), 5);
    assert_eq!(known("when = \"2025-06\"\nsources = [\"s15\"]"), 15);
    assert_eq!(known("when = \"2025-06-08/2025-06-10\""), 10, "the end of the time");
    assert_eq!(known("when = \"2025-06-08/..\""), 8, "its start where the end is open");
    assert_eq!(known("sources = [\"s15\"]"), 15);
    assert_eq!(known("when = 2025-06-10\nsources = [\"undated\"]"), 10, "a source without a date dates nothing");
    assert_eq!(
        known("when = 2025-06-10\npublished = 2025-06-12\nsources = [\"s5\"]"),
        12,
        "what is written comes first"
    );
    assert_eq!(known(""), 0, "always");
}

#[test]
fn an_event_that_became_public_later_holds_back_what_was_said_at_it() {
    let known = |keys: &str| {
        let event = event("e", "briefing", "when = 2025-06-10\nknown = 2025-06-18\nsources = [\"s8\"]");
        first_day(
            &with_sources(&format!("{event}{}", quote("q", &format!("event = \"e\"\nsources = [\"s15\"]\n{keys}")))),
            "q",
        )
    };
    assert_eq!(known(""), 18);
    assert_eq!(known("channel = \"document\""), 18);
    assert_eq!(known("when = 2025-06-11\nchannel = \"remarks\""), 11, "it has a time of its own");
    assert_eq!(known("published = 2025-06-12"), 12, "its day is written");
    let early = event("e", "briefing", "when = 2025-06-10\nknown = 2025-06-02");
    assert_eq!(
        first_day(&with_sources(&format!("{early}{}", quote("q", "event = \"e\""))), "q"),
        10,
        "an announcement holds nothing back"
    );
}

#[test]
fn an_event_is_known_at_the_latest_from_its_end() {
    let known = |keys: &str| first_day(&with_sources(&event("e", "talks", keys)), "e");
    assert_eq!(known("when = 2025-06-10\nsources = [\"s15\"]"), 10);
    assert_eq!(known("when = 2025-06-10\nsources = [\"s15\", \"s5\"]"), 5);
    assert_eq!(known("when = \"2025-06-08/2025-06-12\"\nsources = [\"s15\"]"), 12);
    assert_eq!(known("when = \"2025-06-08/..\"\nsources = [\"s15\"]"), 8);
    assert_eq!(known("when = \"2025-06\"\nsources = [\"s15\"]"), 15);
    assert_eq!(known("when = 2025-06-10\nknown = 2025-06-18\nsources = [\"s15\"]"), 18, "a secret");
    assert_eq!(known("when = 2025-06-10\nknown = 2025-06-02\nsources = [\"s15\"]"), 2);
    assert_eq!(known("sources = [\"s15\"]"), 15);
    assert_eq!(known("sources = [\"undated\"]"), 0);
    assert_eq!(known("when = 2025-06-10\n[[event.report]]\non = 2025-06-03\nstatus = \"planned\""), 3);
}

/// The status of the event on each of these days of June 2025, as one letter: planned, ongoing, held, rumoured, Postponed,
/// cancelled, denied.
fn statuses(index: &Index, days: std::ops::RangeInclusive<u32>) -> String {
    let letters = [
        ("planned", 'p'),
        ("ongoing", 'o'),
        ("held", 'h'),
        ("rumoured", 'r'),
        ("postponed", 'P'),
        ("cancelled", 'c'),
        ("denied", 'd'),
    ];
    let on = |day: u32| {
        let is = |status: &&(&str, char)| !ids(index, &format!("asof:2025-06-{day:02} status:{}", status.0)).is_empty();
        letters.iter().find(is).map_or('-', |status| status.1)
    };
    days.map(on).collect()
}

#[test]
fn between_its_end_and_the_final_word_an_event_was_held() {
    let status = |keys: &str| statuses(&with_sources(&event("e", "talks", keys)), 7..=16);
    // Its one source came on the 15th.
    assert_eq!(status("when = 2025-06-10\nknown = 2025-06-08\nsources = [\"s15\"]"), "-pphhhhhhh");
    assert_eq!(status("when = \"2025-06-09/2025-06-11\"\nknown = 2025-06-08\nsources = [\"s15\"]"), "-poohhhhhh");
    // It begins for certain when it has begun at the latest.
    assert_eq!(status("when = \"[2025-06-09..2025-06-11]\"\nknown = 2025-06-08\nsources = [\"s15\"]"), "-ppphhhhhh");
    assert_eq!(status("when = \"2025-06-10/..\"\nknown = 2025-06-08\nsources = [\"s15\"]"), "-ppooooohh");
    // Nobody says that it took place, and it did not.
    assert_eq!(status("when = 2025-06-10\nknown = 2025-06-08\nstatus = \"denied\"\nsources = [\"s15\"]"), "-pppppppdd");
    let report = |status: &str| {
        format!("when = 2025-06-10\nsources = [\"s15\"]\n[[event.report]]\non = 2025-06-08\nstatus = \"{status}\"\n")
    };
    assert_eq!(status(&report("planned")), "-pphhhhhhh");
    assert_eq!(status(&format!("{}when = 2025-06-12", report("planned"))), "-pppphhhhh", "by the time reported");
    assert_eq!(status(&report("ongoing")), "-oohhhhhhh", "never ongoing after its end");
    for (word, letter) in [("rumoured", "r"), ("postponed", "P"), ("cancelled", "c"), ("denied", "d"), ("held", "h")] {
        assert_eq!(status(&report(word)), format!("-{}hh", letter.repeat(7)), "{word} stays");
    }
    // The last report counts.
    let called_off = format!("{}[[event.report]]\non = 2025-06-09\nstatus = \"cancelled\"\n", report("planned"));
    assert_eq!(status(&called_off), "-pcccccchh");
}

#[test]
fn no_meeting_of_the_shipped_dataset_is_ongoing_after_its_end() {
    let index = shipped();
    for (id, event) in index.dataset.events.iter() {
        let bounds = index.dataset.bounds(demarche::model::RecordRef::Event(id));
        let Some(last) = bounds.and_then(|bounds| bounds.e1.civil()) else { continue };
        let last = (last - chrono::Duration::seconds(1)).date();
        // A report may have named a later day, until the final word.
        if event.reports.iter().all(|report| report.when.is_none()) {
            let end = (last + chrono::Days::new(1)).and_time(chrono::NaiveTime::MIN).and_utc().timestamp();
            let then = index.dataset.as_of(Limit::civil(end));
            let status = then.events.find(&event.id).map(|id| then.events[id].status);
            assert_ne!(status, Some(demarche::model::vocabulary::Status::Ongoing), "{} on {last}", event.id);
        }
    }
}

#[test]
fn days_are_civil_days_on_the_clock_of_the_record_and_clock_times_are_instants() {
    let places = "[place.west]\nname = \"W\"\ntimezone = \"Pacific/Honolulu\"\n[place.east]\nname = \"E\"\ntimezone = \"Pacific/Auckland\"\n";
    for (place, instant) in [("west", "2025-06-11T09:31"), ("east", "2025-06-10T11:31")] {
        let index = with_sources(&format!(
            "{places}{}",
            event("e", "talks", &format!("place = \"{place}\"\nwhen = \"2025-06-10T23:30\""))
        ));
        assert_eq!(first_day(&index, "e"), 10, "{place}");
        assert_eq!(ids(&index, "asof:2025-05"), Vec::<String>::new());
        assert_eq!(ids(&index, "asof:2025-06"), ["e"]);
        // The minute ends when the next begins.
        let hour = chrono::NaiveDateTime::parse_from_str(instant, "%Y-%m-%dT%H:%M").expect("a time");
        let at = |minutes: i64| (hour + chrono::Duration::minutes(minutes)).format("%Y-%m-%dT%H:%MZ").to_string();
        assert_eq!(ids(&index, &format!("asof:{}", at(-2))), Vec::<String>::new(), "{place}");
        assert_eq!(ids(&index, &format!("asof:{}", at(-1))), ["e"], "{place}");
    }
    // A part of a day is one on every clock too.
    let index =
        with_sources(&format!("{places}{}", event("e", "talks", "place = \"west\"\nwhen = \"2025-06-10T09:30\"")));
    assert_eq!(ids(&index, "asof:\"2025-06-10 night\""), Vec::<String>::new());
    assert_eq!(ids(&index, "asof:\"2025-06-10 morning\""), ["e"]);
}

#[test]
fn a_time_reported_stays_on_the_clock_of_the_place_that_was_reported() {
    let index = with_sources(&format!(
        "[place.kyiv]\nname = \"K\"\ntimezone = \"Europe/Kyiv\"\n[place.rome]\nname = \"R\"\ntimezone = \"Europe/Rome\"\n{}{}",
        event(
            "e",
            "talks",
            "place = \"rome\"\nwhen = \"2025-06-10T18:00\"\nsources = [\"s15\"]\n\
             [[event.report]]\non = 2025-06-01\nstatus = \"planned\"\nwhen = \"2025-06-10T12:00\"\n\
             [[event.report]]\non = 2025-06-02\nplace = \"kyiv\"\n"
        ),
        quote("q", "event = \"e\"\nwhen = \"2025-06-05T09:00\"\nchannel = \"speech\"")
    ));
    // 12:00 in Rome, though Kyiv was named later.
    assert_eq!(ids(&index, "asof:2025-06-04 within:2025-06-10T10:00Z"), ["e"]);
    // What was said at 09:00 in Rome does not move with the event.
    for query in ["within:2025-06-05T07:00Z", "asof:2025-06-05 within:2025-06-05T07:00Z"] {
        assert_eq!(ids(&index, query), ["q"], "{query}");
    }
}

#[test]
fn a_record_counts_only_sources_that_were_out() {
    let tables = format!(
        "{}{}",
        event("e", "talks", "when = 2025-06-10\nsources = [\"s15\", \"undated\"]"),
        quote("q", "event = \"e\"")
    );
    let index = with_sources(&tables);
    assert_eq!(ids(&index, "asof:2025-06-10 has:source"), Vec::<String>::new(), "not before the final word");
    assert_eq!(ids(&index, "asof:2025-06-15 source:undated"), ["e", "q"]);
    // Of an event that was not known, a quote has no more than the event would.
    let secret = with_sources(
        &tables
            .replace("when = 2025-06-10\n", "when = 2025-06-10\nknown = 2025-06-20\n")
            .replace("event = \"e\"", "event = \"e\"\npublished = 2025-06-12"),
    );
    assert_eq!(ids(&secret, "asof:2025-06-14"), ["q"]);
    assert_eq!(ids(&secret, "asof:2025-06-14 has:source"), Vec::<String>::new());
    assert_eq!(ids(&secret, "asof:2025-06-15 source:s15"), ["q"]);
}

/// As of a day, only points of versions that were out are found.
#[test]
fn points_are_known_with_their_version() {
    let index = with_sources(&format!(
        "[proposal.plan]\nname = \"Plan\"\n\
         [[proposal.plan.version]]\nid = \"1\"\nname = \"First\"\nwhen = 2025-06-05\npublished = 2025-06-12\n\
         [[proposal.plan.version.point]]\nnumber = 1\ntext = \"An army of 600,000\"\n{}{}",
        event("e", "talks", "when = 2025-06-08\nproposals = [\"plan@1\"]"),
        quote("q", "event = \"e\"")
    ));
    assert_eq!(ids(&index, "point:army"), ["e"]);
    assert_eq!(ids(&index, "asof:2025-06-11 point:army"), Vec::<String>::new());
    assert_eq!(ids(&index, "asof:2025-06-12 point:army"), ["e"]);
    assert_eq!(ids(&index, "army"), Vec::<String>::new(), "free text does not search points");
    assert!(!ids(shipped(), "point:\"armed forces\"").is_empty());
}

/// Axios reported the plan on 18 November 2025, three days before its first version was out.
#[test]
fn what_was_reported_of_a_plan_before_its_versions_cites_the_plan() {
    let found = ids(shipped(), "asof:2025-11-20 proposal:us-plan");
    assert!(found.iter().any(|id| id == "axios-28-points"), "{found:?}");
    let earlier = shipped().as_of(date("2025-11-20"));
    assert!(found.iter().any(|id| {
        let record = earlier.find(id).expect(id);
        earlier.known_day(record) == NaiveDate::from_ymd_opt(2025, 11, 18).map(|day| i64::from(day.to_epoch_days()))
    }));
    assert_eq!(ids(shipped(), "asof:2025-11-20 proposal:us-plan@28"), Vec::<String>::new());
}

#[test]
fn events_of_which_nothing_was_published_for_days_are_found() {
    let found = |keys: &str| ids(&with_sources(&event("e", "talks", keys)), "is:reported-late").join(" ");
    assert_eq!(found("when = 2025-06-10\nsources = [\"s20\", \"s15\"]"), "e");
    for keys in [
        "when = \"2025-06-10/2025-06-13\"\nsources = [\"s15\"]",
        "when = 2025-06-10\nsources = [\"s15\", \"s5\"]",
        "when = 2025-06-10\nsources = [\"undated\"]",
        "when = 2025-06-10\nsources = [\"s15\"]\n[[event.report]]\non = 2025-06-08\nstatus = \"planned\"",
    ] {
        assert_eq!(found(keys), "", "{keys}");
    }
}
