//! `is:new`: what became known since a day, in queries, on the command line, and in steps from one day with news to the next.

use chrono::NaiveDate;
use demarche::config::Settings;
use demarche::dataset::Loaded;
use demarche::model::Known;
use demarche::model::when::Limit;
use demarche::tui::app::{InitialView, Start};
use demarche::workspace::Workspace;

use crate::support::program::run;
use crate::support::records::{event, quote, with_sources};
use crate::support::{Screen, date, ids, indexed, shipped, start};

#[test]
fn new_is_what_became_known_and_what_was_told_anew() {
    let index = with_sources(&format!(
        "{}{}",
        event(
            "e",
            "talks",
            "when = 2025-06-10\nsources = [\"s1\", \"s15\", \"s20\"]\n\
             [[event.report]]\non = 2025-06-01\nstatus = \"planned\"\n\
             [[event.report]]\non = 2025-06-05\nstatus = \"postponed\"\n"
        ),
        quote("q", "event = \"e\"\nwhen = 2025-06-12\nchannel = \"speech\"\nsources = [\"s15\"]")
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
    let index = with_sources(&format!(
        "{}{}",
        event("e", "talks", "when = 2025-06-10"),
        quote("q", "when = 2025-06-12\nchannel = \"speech\"")
    ));
    assert_eq!(ids(&index, "is:new"), ["q"]);
    assert_eq!(ids(&with_sources(&quote("q", "")), "is:new"), Vec::<String>::new(), "nothing has a day");
}

/// Every record of the shipped dataset became known on a day with news, or was always known.
#[test]
fn each_day_of_the_shipped_dataset_brings_what_became_known_on_it() {
    let index = shipped();
    let dataset = &index.dataset;
    let end = |day: i64| Limit::civil((day + 1) * 86_400);
    let count = |day: i64| index.records().filter(|record| dataset.known_by(*record, end(day))).count();
    let mut before = count(index.news_days()[0] - 1);
    for (nth, &day) in index.news_days().iter().enumerate() {
        let new: Vec<_> =
            index.records().filter(|record| dataset.is_new(*record, end(day - 1), Some(end(day)))).collect();
        let reported = index.records().filter(|record| dataset.known(*record).and_then(Known::day) == Some(day));
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
    assert_eq!(screen.shown().len(), screen.app.index().new_since(Some(date("2025-12-03"))).count());
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
