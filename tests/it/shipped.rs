//! The shipped dataset: completeness, and the facts of the article of 3 December 2025.

use demarche::dataset::{DataFiles, load};
use demarche::model::vocabulary::{ResultCode, Status};

use crate::support::{ids, shipped};

#[test]
fn it_has_no_faults() {
    let loaded = load(&DataFiles::Builtin, &|_| {});
    let faults: Vec<String> =
        loaded.faults.iter().map(|fault| demarche::diagnostic::one_line(fault, &loaded.texts)).collect();
    assert_eq!(faults, Vec::<String>::new());
}

/// The month of a time, such as `2025-12`; `----` if undated.
fn month(when: Option<&demarche::model::when::When>) -> String {
    let moment = when.and_then(demarche::model::when::When::leading);
    moment.map_or_else(|| "----".to_owned(), |moment| moment.begin.format("%Y-%m").to_string())
}

#[test]
fn counts_by_month() {
    let dataset = &shipped().dataset;
    let mut months: std::collections::BTreeMap<String, [usize; 4]> = std::collections::BTreeMap::new();
    let mut count = |month: String, column: usize| months.entry(month).or_default()[column] += 1;
    for (_, event) in dataset.events.iter() {
        count(month(event.when()), 0);
    }
    for (_, quote) in dataset.quotes.iter() {
        let event = quote.event.map(|event| &dataset.events[event]);
        count(month(quote.when().or_else(|| event.and_then(|event| event.when()))), 1);
    }
    for (_, source) in dataset.sources.iter() {
        count(month(source.published.as_ref().map(|(when, _)| when)), 2);
    }
    for version in dataset.proposals.iter().flat_map(|(_, proposal)| proposal.versions.iter()) {
        count(month(Some(&version.when.0)), 3);
    }
    let mut table = String::from("month    events  quotes  sources  versions\n");
    let mut all = [0; 4];
    for (month, counts) in &months {
        table += &format!("{month:<8} {:>6}  {:>6}  {:>7}  {:>8}\n", counts[0], counts[1], counts[2], counts[3]);
        all.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
    }
    table += &format!("{:<8} {:>6}  {:>6}  {:>7}  {:>8}\n", "all", all[0], all[1], all[2], all[3]);
    insta::assert_snapshot!(table);
}

#[test]
fn plans_have_all_their_points() {
    let dataset = &shipped().dataset;
    let plan = &dataset.proposals[dataset.proposals.find("us-plan").expect("the plan")];
    let version = |id: &str| plan.versions.iter().find(|version| &*version.id == id).expect("a version");
    let numbers = |id: &str| version(id).points.iter().map(|point| point.number.to_string()).collect::<Vec<_>>();
    assert_eq!(numbers("28"), (1..=28).map(|number| number.to_string()).collect::<Vec<_>>());
    assert_eq!(numbers("20-public"), (1..=20).map(|number| number.to_string()).collect::<Vec<_>>());
    // References to points of the parent version are valid.
    let known = numbers("28");
    assert!(
        version("20-public").points.iter().flat_map(|point| &point.from).all(|from| known.contains(&from.to_string()))
    );
    let open: Vec<&str> = version("20-public")
        .points
        .iter()
        .filter(|point| point.state == Some(demarche::model::vocabulary::PointState::Open))
        .map(|point| &*point.number)
        .collect();
    assert_eq!(open, ["12", "14"], "the nuclear plant and territory");
}

#[test]
fn every_quote_is_coded() {
    use demarche::model::vocabulary::Act;
    let dataset = &shipped().dataset;
    for (_, quote) in dataset.quotes.iter() {
        assert!(quote.act.is_some(), "{} has no act", quote.id);
        assert!(quote.act != Some(Act::Interpret) || quote.stance.is_none(), "{}", quote.id);
    }
    for (_, topic) in dataset.topics.iter() {
        assert!(
            topic.definition.is_some() && topic.for_means.is_some() && topic.against_means.is_some(),
            "{}",
            topic.id
        );
    }
}

#[test]
fn every_view_selects_something() {
    for view in &shipped().dataset.views {
        assert!(!ids(shipped(), &view.query).is_empty(), "{}", view.id);
    }
}

#[test]
fn renderings_of_one_statement_count_once() {
    let renderings = ids(shipped(), "by:ushakov is:rendering");
    let of = |id: &str| {
        let quotes = &shipped().dataset.quotes;
        let quote = &quotes[quotes.find(id).expect(id)];
        quote.rendering_of().map(|rendered| quotes[rendered].id.to_string())
    };
    let not_further = renderings.iter().filter(|id| of(id).as_deref() == Some("ushakov-not-further")).count();
    assert_eq!(not_further + 1, 3, "{renderings:?}");
    has("by:ushakov \"further\" -is:rendering", "ushakov-not-further");
}

fn event(id: &str) -> &'static demarche::model::Event {
    let dataset = &shipped().dataset;
    &dataset.events[dataset.events.find(id).unwrap_or_else(|| panic!("unknown event {id}"))]
}

fn has(query: &str, id: &str) {
    assert!(ids(shipped(), query).iter().any(|found| found == id), "{query} does not find {id}");
}

#[test]
fn kremlin_talks_are_as_precise_as_reported() {
    let talks = event("kremlin-talks");
    let when = talks.when.as_ref().expect("a time");
    assert_eq!(&*when.raw, "2025-12-02T20:00~/2025-12-03 night", "began about 20:00, ended long after midnight");
    assert_eq!(talks.due().map(|due| &*due.raw), Some("2025-12-02T17:00~"), "some three hours late");
    assert_eq!(talks.duration().map(|duration| &*duration.raw), Some("5h"));
    assert_eq!((talks.status, talks.result), (Status::Held, Some(ResultCode::NoBreakthrough)));
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
fn quotes_of_the_article_are_verbatim() {
    let expected = [
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
    for (speaker, text) in expected {
        let of = ids(shipped(), &format!("by:{speaker} source:novaya-gazeta-europe-2025-12-03"));
        let found =
            of.iter().map(|id| &dataset.quotes[dataset.quotes.find(id).expect(id)]).find(|quote| &*quote.text == text);
        let quote = found.unwrap_or_else(|| panic!("no quote by {speaker}: {text}"));
        assert!(quote.sources.iter().flatten().any(|citation| citation.source == article));
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
fn rubio_spoke_to_hannity_about_territory() {
    has("person:hannity kind:interview topic:territory by:rubio or id:rubio-hannity", "rubio-hannity");
    assert!(ids(shipped(), "by:rubio to:hannity").len() >= 3);
    let outcome = event("rubio-hannity").outcome.as_deref().expect("an outcome");
    assert!(outcome.contains("20 per cent of Donetsk"), "{outcome}");
}
