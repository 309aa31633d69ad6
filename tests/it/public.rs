//! What the public could know at the end of a day: the rules of the reference date, each by the smallest dataset that shows it.

use chrono::NaiveDate;
use demarche::config::Settings;
use demarche::dataset::Loaded;
use demarche::index::Index;
use demarche::model::when::Limit;
use demarche::tui::app::{InitialView, Start};
use demarche::workspace::Workspace;

use crate::cli::demarche;
use crate::support::{Screen, ids, indexed, shipped, start};

const HEAD: &str = "[dataset]\ntitle = \"T\"\ntimezone = \"UTC\"\n[person.a]\nname = \"Anna Arden\"\n";

/// Sources published on these days of June 2025; the id of each is `s` and its day.
fn sources(days: &[u32]) -> String {
    let source =
        |day: &u32| format!("[source.s{day}]\npublisher = \"P\"\ntitle = \"T\"\npublished = 2025-06-{day:02}\n");
    days.iter().map(source).collect()
}

fn of(tables: &str) -> Index {
    indexed(&format!(
        "{HEAD}{}[source.undated]\npublisher = \"P\"\ntitle = \"T\"\n{tables}",
        sources(&[1, 5, 8, 15, 20])
    ))
}

fn event(kind: &str, keys: &str) -> String {
    format!("[[event]]\nid = \"e\"\ntitle = \"Title\"\nkind = \"{kind}\"\n{keys}\n")
}

fn quote(keys: &str) -> String {
    format!("[[quote]]\nid = \"q\"\nspeaker = \"a\"\ntext = \"Words\"\n{keys}\n")
}

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
        of(&quote(&format!("when = 2025-06-10\nsources = [\"s20\", \"s15\"]\nchannel = \"{channel}\"")))
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
        of(&format!("{}{}", event(kind, "when = 2025-06-10"), quote("event = \"e\"\nsources = [\"s15\"]")))
    };
    for kind in ["statement", "briefing", "speech", "post", "readout", "joint-statement"] {
        assert_eq!(first_day(&said(kind), "q"), 10, "{kind}");
    }
    for kind in ["talks", "interview", "call", "leak", "publication", "reply"] {
        assert_eq!(first_day(&said(kind), "q"), 15, "{kind}");
    }
    assert_eq!(first_day(&of(&quote("when = 2025-06-10\nsources = [\"s15\"]")), "q"), 15, "nor an event");
}

#[test]
fn of_the_day_and_the_sources_of_public_words_the_earlier_counts() {
    let known = |keys: &str| first_day(&of(&quote(&format!("channel = \"speech\"\n{keys}"))), "q");
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
        let event = event("briefing", "when = 2025-06-10\nknown = 2025-06-18\nsources = [\"s8\"]");
        first_day(&of(&format!("{event}{}", quote(&format!("event = \"e\"\nsources = [\"s15\"]\n{keys}")))), "q")
    };
    assert_eq!(known(""), 18);
    assert_eq!(known("channel = \"document\""), 18);
    assert_eq!(known("when = 2025-06-11\nchannel = \"remarks\""), 11, "it has a time of its own");
    assert_eq!(known("published = 2025-06-12"), 12, "its day is written");
    let early = event("briefing", "when = 2025-06-10\nknown = 2025-06-02");
    assert_eq!(
        first_day(&of(&format!("{early}{}", quote("event = \"e\""))), "q"),
        10,
        "an announcement holds nothing back"
    );
}

#[test]
fn an_event_is_known_at_the_latest_from_its_end() {
    let known = |keys: &str| first_day(&of(&event("talks", keys)), "e");
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
    let status = |keys: &str| statuses(&of(&event("talks", keys)), 7..=16);
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
        let index =
            of(&format!("{places}{}", event("talks", &format!("place = \"{place}\"\nwhen = \"2025-06-10T23:30\""))));
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
    let index = of(&format!("{places}{}", event("talks", "place = \"west\"\nwhen = \"2025-06-10T09:30\"")));
    assert_eq!(ids(&index, "asof:\"2025-06-10 night\""), Vec::<String>::new());
    assert_eq!(ids(&index, "asof:\"2025-06-10 morning\""), ["e"]);
}

#[test]
fn a_time_reported_stays_on_the_clock_of_the_place_that_was_reported() {
    let index = of(&format!(
        "[place.kyiv]\nname = \"K\"\ntimezone = \"Europe/Kyiv\"\n[place.rome]\nname = \"R\"\ntimezone = \"Europe/Rome\"\n{}{}",
        event(
            "talks",
            "place = \"rome\"\nwhen = \"2025-06-10T18:00\"\nsources = [\"s15\"]\n\
             [[event.report]]\non = 2025-06-01\nstatus = \"planned\"\nwhen = \"2025-06-10T12:00\"\n\
             [[event.report]]\non = 2025-06-02\nplace = \"kyiv\"\n"
        ),
        quote("event = \"e\"\nwhen = \"2025-06-05T09:00\"\nchannel = \"speech\"")
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
    let tables =
        format!("{}{}", event("talks", "when = 2025-06-10\nsources = [\"s15\", \"undated\"]"), quote("event = \"e\""));
    let index = of(&tables);
    assert_eq!(ids(&index, "asof:2025-06-10 has:source"), Vec::<String>::new(), "not before the final word");
    assert_eq!(ids(&index, "asof:2025-06-15 source:undated"), ["e", "q"]);
    // Of an event that was not known, a quote has no more than the event would.
    let secret = of(&tables
        .replace("when = 2025-06-10\n", "when = 2025-06-10\nknown = 2025-06-20\n")
        .replace("event = \"e\"", "event = \"e\"\npublished = 2025-06-12"));
    assert_eq!(ids(&secret, "asof:2025-06-14"), ["q"]);
    assert_eq!(ids(&secret, "asof:2025-06-14 has:source"), Vec::<String>::new());
    assert_eq!(ids(&secret, "asof:2025-06-15 source:s15"), ["q"]);
}

#[test]
fn new_is_what_became_known_and_what_was_told_anew() {
    let index = of(&format!(
        "{}{}",
        event(
            "talks",
            "when = 2025-06-10\nsources = [\"s1\", \"s15\", \"s20\"]\n\
             [[event.report]]\non = 2025-06-01\nstatus = \"planned\"\n\
             [[event.report]]\non = 2025-06-05\nstatus = \"postponed\"\n"
        ),
        quote("event = \"e\"\nwhen = 2025-06-12\nchannel = \"speech\"\nsources = [\"s15\"]")
    ));
    // On the 10th the talks pass from planned to held, which time alone brings; of the sources the one of the 15th brings the
    // final word.
    let news: Vec<(u32, String)> = (1..=30)
        .map(|day| (day, ids(&index, &format!("asof:2025-06-{day:02} is:new")).join(" ")))
        .filter(|(_, ids)| !ids.is_empty())
        .collect();
    let expected = [(1, "e"), (5, "e"), (12, "q"), (15, "e")].map(|(day, id)| (day, id.to_owned()));
    assert_eq!(news, expected);
    assert_eq!(index.news_days().len(), 4);
    let written = demarche::dataset::write::write(&index.dataset, &[]);
    let since = |since: &str, query: &str| {
        let initial_view = InitialView {
            query: query.to_owned(),
            since_known: Some(since.to_owned()),
            no_context: true,
            ..InitialView::default()
        };
        let start = Start { initial_view, ..start(Settings::default()) };
        let workspace = Workspace { index: indexed(&written), loaded: Loaded::default() };
        Screen::start(workspace, 80, 24, start).shown()
    };
    assert_eq!(since("2025-05-31", "asof:2025-06-30 is:new"), ["e", "q"]);
    assert_eq!(since("2025-06-05", "asof:2025-06-12 is:new"), ["q"]);
    assert_eq!(since("2025-06-11", "asof:2025-06-16 is:new"), ["e", "q"]);
    assert_eq!(since("2025-06-15", "asof:2025-06-30 is:new"), Vec::<String>::new());
    assert_eq!(since("2025-06-12", "is:new"), ["e"], "without a reference date everything is known");
    assert_eq!(since("2025-06-11", "is:new -is:quote"), ["e"]);
}

#[test]
fn without_a_reference_date_the_last_day_with_news_is_new() {
    let index =
        of(&format!("{}{}", event("talks", "when = 2025-06-10"), quote("when = 2025-06-12\nchannel = \"speech\"")));
    assert_eq!(ids(&index, "is:new"), ["q"]);
    assert_eq!(ids(&of(&quote("")), "is:new"), Vec::<String>::new(), "nothing has a day");
}

/// Every record of the shipped dataset became known on a day with news, or was always known.
#[test]
fn each_day_of_the_shipped_dataset_brings_what_became_known_on_it() {
    let index = shipped();
    let dataset = &index.dataset;
    let end = |day: i64| Limit::civil((day + 1) * 86_400);
    let count = |day: i64| index.records.iter().filter(|record| dataset.known_by(**record, end(day))).count();
    let mut before = count(index.news_days()[0] - 1);
    for (nth, &day) in index.news_days().iter().enumerate() {
        let new: Vec<_> =
            index.records.iter().filter(|record| dataset.is_new(**record, end(day - 1), Some(end(day)))).collect();
        let reported = index
            .records
            .iter()
            .filter(|record| dataset.known(**record).and_then(demarche::model::Known::day) == Some(day));
        let reported: Vec<_> = reported.collect();
        let date = NaiveDate::from_epoch_days(day as i32).expect("a day");
        assert!(!new.is_empty(), "{date}");
        assert!(reported.iter().all(|record| new.contains(record)), "{date}");
        before += reported.len();
        assert_eq!(count(day), before, "{date}");
        // The query language says the same.
        if nth % 40 == 0 {
            assert_eq!(ids(index, &format!("asof:{date} is:new")).len(), new.len(), "{date}");
            assert_eq!(ids(index, &format!("asof:{date} reported:{date}")).len(), reported.len(), "{date}");
            assert_eq!(ids(index, &format!("asof:{date}")).len(), before, "{date}");
        }
    }
    assert_eq!(before, index.len());
}

#[test]
fn the_command_line_says_since_when_something_is_new() {
    let run = |args: &[&str]| {
        let ran = demarche(args);
        (
            ran.status.code(),
            String::from_utf8_lossy(&ran.stdout).into_owned(),
            String::from_utf8_lossy(&ran.stderr).into_owned(),
        )
    };
    let listed = |args: &[&str]| run(&[&["list", "--ids", "-q", "is:new"], args].concat()).1.lines().count();
    let (day, week) =
        (listed(&["--as-of", "2025-12-03"]), listed(&["--as-of", "2025-12-03", "--since-known", "2025-11-26"]));
    assert!(day > 0 && week > day, "{day} {week}");
    assert_eq!(listed(&["--as-of", "2025-12-03", "--since-known", "2025-12-02"]), day);
    let (status, _, said) = run(&["list", "--as-of", "2025-12-03", "--since-known", "2025-12-03"]);
    assert_eq!(
        (status, said.trim()),
        (Some(2), "--since-known 2025-12-03 is not before the reference date 2025-12-03")
    );
    let (status, _, said) = run(&["list", "--since-known", "soon"]);
    assert_eq!(status, Some(2));
    assert!(said.starts_with("--since-known: invalid date"), "{said}");
    let (_, json, _) =
        run(&["export", "-f", "json", "-q", "is:new", "--as-of", "2025-12-03", "--since-known", "2025-11-26"]);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["provenance"]["since_known"], "2025-11-26");
    let (_, brief, _) =
        run(&["export", "-f", "markdown", "-q", "is:new", "--as-of", "2025-12-03", "--since-known", "2025-11-26"]);
    assert!(brief.contains("- New since: 2025-11-26"), "{}", &brief[..400]);
    let (_, brief, _) = run(&["export", "-f", "markdown", "--as-of", "2025-12-03", "--since-known", "2025-11-26"]);
    assert!(!brief.contains("New since"), "only where the query depends on it");
}

#[test]
fn stepping_on_the_screen_says_against_which_day_something_is_new() {
    let mut screen = Screen::new(120, 36);
    screen.press("a Ctrl-u `2025-12-02` a Enter");
    assert_eq!(screen.view().query, "asof:2025-12-03");
    let previous = screen.view().previous.as_ref().map(|previous| previous.text.clone());
    assert_eq!(previous.as_deref(), Some("2025-12-02"));
    screen.press("a Ctrl-u `2025-12-10` Enter");
    assert_eq!(screen.view().previous.as_ref().map(|previous| &*previous.text), Some("2025-12-03"), "the view before");
    screen.press("/ ` is:new` Enter");
    assert_eq!(screen.shown().len(), screen.app.index().new_since(Some(crate::support::date("2025-12-03"))).count());
    assert!(screen.app.command().contains("--since-known 2025-12-03"), "{}", screen.app.command());
    screen.press("a A Enter");
    assert_eq!(screen.view().previous, None, "a step back is compared with the day before");
}

#[test]
fn a_step_says_what_it_brought_and_goes_to_the_first_of_it() {
    let mut screen = Screen::new(120, 36);
    screen.press("a Ctrl-u `2025-12-03` a");
    let new = ids(shipped(), "asof:2025-12-04 is:new");
    let events = new.iter().filter(|id| shipped().dataset.events.find(id).is_some()).count();
    let news = format!("4 Dec · {events} events and {} quotes new", new.len() - events);
    assert!(events > 1 && new.len() > events + 1);
    assert!(screen.text().contains(&news), "{news}\n{}", screen.text());
    assert_eq!(screen.current(), Some(&*new[0]));
    // Those on the screen are marked, and no others.
    let visible_marks = screen.text().lines().filter(|line| line.chars().nth(1) == Some('★')).count();
    assert!(visible_marks > 0 && visible_marks <= new.len(), "{}", screen.text());
    screen.press("Enter");
    assert!(screen.text().lines().last().is_some_and(|line| line.contains(&news)), "{}", screen.text());
    assert_eq!(screen.current(), Some(&*new[0]));
    screen.press("/ ` is:new` Enter");
    assert_eq!(screen.shown(), new);
    let marked = screen.text().lines().filter(|line| line.chars().nth(1) == Some('★')).count();
    assert!(marked > 5, "{}", screen.text());
    screen.press("u u");
    assert!(!screen.text().lines().any(|line| line.chars().nth(1) == Some('★')), "nothing is new without a date");

    // What the filter hides is counted apart.
    screen.press("/ `is:event` Enter a Ctrl-u `2025-12-03` a");
    let news = format!("4 Dec · {events} events new, {} more outside the filter", new.len() - events);
    assert!(screen.text().contains(&news), "{news}\n{}", screen.text());
    // Typed dates say against which day they are compared.
    screen.press("Enter a Ctrl-u `2025-12-10`");
    assert!(screen.text().contains(" events new since 4 Dec, "), "{}", screen.text());
    screen.press("Ctrl-u `2026-01-01` A");
    assert!(!screen.text().contains("since"), "{}", screen.text());
}

#[test]
fn the_prompt_says_in_words_what_its_keys_do() {
    let mut screen = Screen::new(80, 24);
    screen.press("G a");
    let last = |screen: &Screen| screen.text().lines().last().expect("a line").to_owned();
    assert!(last(&screen).contains("a next day with news · A previous · empty: all known"), "{}", last(&screen));
    screen.press("Ctrl-u `2030-01-01` a");
    assert!(last(&screen).contains("no later day with news"), "{}", last(&screen));
    screen.press("Ctrl-u `1990` A");
    assert!(last(&screen).contains("no earlier day with news"), "{}", last(&screen));
    // From a month, the step leads out of it.
    screen.press("Ctrl-u `2025-11` a");
    assert!(screen.view().query.starts_with("asof:2025-12-0"), "{}", screen.view().query);
    screen.press("Ctrl-u");
    assert!(last(&screen).contains("everything known"), "{}", last(&screen));
    screen.press("Enter");
    assert_eq!(screen.view().query, "");
}

#[test]
fn an_unstepped_prompt_keeps_the_view() {
    let mut screen = Screen::new(120, 36);
    screen.press("a Ctrl-u `2025-12-02` a Enter");
    let stepped = screen.view().clone();
    screen.press("a Enter");
    assert_eq!(*screen.view(), stepped);
    screen.press("a a a Esc");
    assert_eq!(*screen.view(), stepped);
}

/// As of a day, only points of versions that were out are found.
#[test]
fn points_are_known_with_their_version() {
    let index = of(&format!(
        "[proposal.plan]\nname = \"Plan\"\n\
         [[proposal.plan.version]]\nid = \"1\"\nname = \"First\"\nwhen = 2025-06-05\npublished = 2025-06-12\n\
         [[proposal.plan.version.point]]\nnumber = 1\ntext = \"An army of 600,000\"\n{}{}",
        event("talks", "when = 2025-06-08\nproposals = [\"plan@1\"]"),
        quote("event = \"e\"")
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
    let earlier = shipped().as_of(crate::support::date("2025-11-20"));
    assert!(found.iter().any(|id| {
        let record = earlier.find(id).expect(id);
        earlier.known_day(record) == NaiveDate::from_ymd_opt(2025, 11, 18).map(|day| i64::from(day.to_epoch_days()))
    }));
    assert_eq!(ids(shipped(), "asof:2025-11-20 proposal:us-plan@28"), Vec::<String>::new());
}

#[test]
fn events_of_which_nothing_was_published_for_days_are_found() {
    let found = |keys: &str| ids(&of(&event("talks", keys)), "is:reported-late").join(" ");
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
