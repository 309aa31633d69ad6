//! The shipped dataset: that nothing of it is lost, and that what the article of 3 December 2025 says is found by asking.

use demarche::dataset::{Input, load};
use demarche::model::RecordRef;
use demarche::model::vocabulary::{Outcome, Status};

use crate::support::{ids, shipped};

#[test]
fn it_has_no_fault_and_no_warning() {
    let loaded = load(&Input::Builtin, &|_| {});
    let told: Vec<String> =
        loaded.faults.iter().map(|fault| demarche::diagnostic::one_line(fault, &loaded.texts)).collect();
    assert_eq!(told, Vec::<String>::new());
}

#[test]
fn nothing_is_lost() {
    let dataset = &shipped().dataset;
    let versions: usize = dataset.proposals.iter().map(|(_, proposal)| proposal.versions.len()).sum();
    assert_eq!((dataset.events.len(), dataset.quotes.len(), dataset.sources.len(), versions), (67, 182, 159, 6));
    let mut months = std::collections::BTreeMap::new();
    for (at, record) in shipped().records.iter().enumerate() {
        let day = shipped().times.day(demarche::index::RecordId(at as u32)).expect("a day");
        let month = demarche::lens::calendar::Zoom::Month.heading(day);
        let (events, quotes) = months.entry(month).or_insert((0, 0));
        match record {
            RecordRef::Event(_) => *events += 1,
            RecordRef::Quote(_) => *quotes += 1,
        }
    }
    let months: Vec<(&str, (i32, i32))> = months.iter().map(|(month, counts)| (month.as_str(), *counts)).collect();
    assert_eq!(months, [("December 2025", (32, 93)), ("November 2025", (35, 89))]);
}

#[test]
fn every_view_selects_something() {
    for view in &shipped().dataset.views {
        assert!(!ids(shipped(), &view.query).is_empty(), "{}", view.id);
    }
}

fn event(id: &str) -> &'static demarche::model::Event {
    let dataset = &shipped().dataset;
    &dataset.events[dataset.events.find(id).unwrap_or_else(|| panic!("there is no event {id}"))]
}

fn has(query: &str, id: &str) {
    assert!(ids(shipped(), query).iter().any(|found| found == id), "{query} does not find {id}");
}

#[test]
fn the_kremlin_talks_at_their_true_degree_of_certainty() {
    let talks = event("kremlin-talks");
    let when = talks.when.as_ref().expect("a time");
    assert_eq!(&*when.raw, "2025-12-02T20:00~/2025-12-03 night", "began about 20:00, ended long after midnight");
    assert_eq!(talks.due.as_ref().map(|due| &*due.raw), Some("2025-12-02T17:00~"), "some three hours late");
    assert_eq!(talks.duration.as_ref().map(|duration| &*duration.raw), Some("5h"));
    assert_eq!((talks.status, talks.result), (Status::Held, Some(Outcome::NoBreakthrough)));
    for query in [
        "on:2025-12-02",
        "on:2025-12-03",
        "with:putin,ushakov,dmitriev,witkoff,kushner",
        "is:approximate",
        "topic:territory",
        "place:kremlin",
        "proposal:us-plan@28",
        "proposal:us-plan@19",
    ] {
        has(query, "kremlin-talks");
    }
    assert!(!ids(shipped(), "within:2025-12-02").contains(&"kremlin-talks".to_owned()));
    let summary = talks.summary.as_deref().expect("a summary");
    for fact in [
        "three hours late",
        "long after midnight",
        "28 points to 19",
        "Florida",
        "ceding Crimea and Donbas",
        "NATO membership",
        "armed forces",
    ] {
        assert!(summary.contains(fact), "{fact}");
    }
}

#[test]
fn the_article_s_quotes_stand_in_it_word_for_word() {
    let said = [
        ("ushakov", "useful, constructive and highly substantive"),
        ("ushakov", "concrete wording or specific American proposals"),
        ("ushakov", "essence"),
        (
            "ushakov",
            "We were able to agree on some points [but] some points drew criticism from us, and the president did not hide our critical, even negative, attitude towards a number of proposals",
        ),
        ("ushakov", "a lot of work ahead"),
        ("dmitriev", "productive"),
        ("rubio", "Only Putin can end this war on the Russian side"),
        (
            "rubio",
            "tried to bring both sides together and see what proposals we could come up with that both sides could live with",
        ),
        ("rubio", "we're still not there"),
    ];
    let dataset = &shipped().dataset;
    let article = dataset.sources.find("novaya-gazeta-europe-2025-12-03").expect("the article");
    for (speaker, words) in said {
        let of = ids(shipped(), &format!("by:{speaker} source:novaya-gazeta-europe-2025-12-03"));
        let found =
            of.iter().map(|id| &dataset.quotes[dataset.quotes.find(id).expect(id)]).find(|quote| &*quote.text == words);
        let quote = found.unwrap_or_else(|| panic!("{speaker} does not say {words}"));
        assert!(quote.sources.iter().any(|citation| citation.source == article));
    }
}

#[test]
fn the_brussels_meeting_was_planned_then_cancelled() {
    let debrief = event("brussels-debrief");
    assert_eq!(debrief.status, Status::Cancelled);
    let reported: Vec<Option<Status>> = debrief.reports.iter().map(|report| report.status).collect();
    assert_eq!(reported, [Some(Status::Planned), Some(Status::Cancelled)]);
    has("is:cancelled person:zelensky on:2025-12-03", "brussels-debrief");
    has("status:cancelled source:novaya", "brussels-debrief");
}

#[test]
fn rubio_spoke_to_hannity_of_territory() {
    has("person:hannity kind:interview topic:territory by:rubio or id:rubio-hannity", "rubio-hannity");
    assert!(ids(shipped(), "by:rubio to:hannity").len() >= 3);
    let outcome = event("rubio-hannity").outcome.as_deref().expect("an outcome");
    assert!(outcome.contains("20 per cent of Donetsk"), "{outcome}");
}
