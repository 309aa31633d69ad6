//! The filter bar: completion, history, suggestions, Esc and Enter; periods; toggles; saved views.

use demarche::config::Settings;
use demarche::dataset::DataFiles;
use demarche::storage::UserView;
use demarche::tui::app::{InitialView, Input, Start};
use demarche::tui::effect::Effect;
use demarche::workspace;
use insta::assert_snapshot;

use crate::support::{Screen, start};

#[test]
fn completion_works_in_any_spelling() {
    let mut screen = Screen::new(120, 36);
    screen.press("/ `pers` Tab");
    assert!(screen.text().contains("/ person:"), "{}", screen.text());
    screen.press("Enter `вітк` Tab");
    assert!(screen.text().contains("/ person:witkoff"), "{}", screen.text());
    screen.press("Enter");
    assert_eq!(screen.view().query, "person:witkoff");
    screen.press("/ `topic:d`");
    assert_snapshot!("filter-completion", screen.text());
    screen.press("Down Down Up Enter");
    assert_eq!(screen.view().query, "person:witkoff topic:donbas");
}

#[test]
fn bare_name_completes_to_a_field() {
    let mut screen = Screen::new(120, 36);
    screen.press("/ `zalu` Esc / `ushak` Tab Enter");
    assert_eq!(screen.view().query, "person:ushakov");
}

#[test]
fn a_stance_completes_with_its_topic() {
    let mut screen = Screen::new(120, 36);
    screen.press("/ `by:zel` Tab Space `st` Tab Tab Enter `rej` Tab `@terr` Tab Enter");
    assert_eq!(screen.view().query, "by:zelensky stance:rejects@territory");
}

#[test]
fn dates_complete_to_periods_with_records() {
    let mut screen = Screen::new(120, 36);
    screen.press("/ `in:2025-1`");
    assert!(!screen.text().contains("two digits"), "an unfinished date is not an error");
    screen.press("Tab");
    assert!(screen.text().contains("October 2025") && screen.text().contains("December 2025"), "{}", screen.text());
    assert!(!screen.app.state().selection().is_empty());
}

/// The count next to the chosen completion.
fn completion_count(screen: &Screen) -> Option<usize> {
    let text = screen.text();
    let row = text.lines().find_map(|line| line.split_once("│▌")).expect("a chosen completion").1;
    row.split('│').next().expect("a row").split_whitespace().next_back().expect("a count").parse().ok()
}

#[test]
fn completion_counts_match_results() {
    let cases = [
        ("", "topic:"),
        ("", "person:"),
        ("", "with:"),
        ("", "to:"),
        ("", "is:"),
        ("", "reported:2025-1"),
        ("", "person:putin,"),
        ("", "with:putin,"),
        ("", "-topic:"),
        ("", "not by:"),
        ("", "peace or place:"),
        ("", "is:quote (peace or -kind:"),
        ("", "witk"),
        // Quotes only.
        ("x", "person:"),
        ("x", "by:zelensky topic:"),
        ("x", "peace or -topic:"),
        // Marked records, as a condition and as a toggle.
        ("G m k m k k m", "is:marked topic:"),
        ("G m k m k k m", "is:marked or person:"),
        ("G m k m k k m '", "topic:"),
    ];
    for (keys, query) in cases {
        let mut screen = Screen::new(120, 36);
        screen.press(&format!("{keys} / `{query}`"));
        for nth in 0..8 {
            screen.press("Tab");
            if nth > 0 && !screen.text().contains("│▌") {
                break;
            }
            let shown = screen.app.state().selection().len();
            assert_eq!(completion_count(&screen), Some(shown), "{keys} {query}, completion {nth}\n{}", screen.text());
        }
    }
}

#[test]
fn no_counts_if_the_query_has_another_error() {
    let mut screen = Screen::new(120, 36);
    screen.press("/ `person:nobody-of-that-name topic:` Tab");
    assert_eq!(completion_count(&screen), None, "{}", screen.text());
}

#[test]
fn white_space_of_any_kind_can_be_typed() {
    for text in ["deal\u{a0}zzz", "停火\u{3000}谈判", "peace\u{2003}pers", "\u{a0}", "topic:\u{3000}land\u{a0}"] {
        let mut screen = Screen::new(100, 30);
        screen.press("/");
        screen.update(Input::Paste(text.into()));
        let _ = screen.text();
        screen.press(&format!("Ctrl-u `{text}` Tab Tab Esc"));
        let _ = screen.text();
    }
}

#[test]
fn esc_leaves_completion_then_restores_the_view() {
    let mut screen = Screen::new(100, 30);
    screen.press("G /");
    let before = (screen.view().clone(), screen.app.state().selection().len());
    screen.press("`topic:` Tab");
    assert_ne!(screen.app.state().selection().len(), before.1);
    screen.press("Esc");
    assert!(screen.text().contains("/ topic: "), "{}", screen.text());
    screen.press("Esc");
    assert_eq!((screen.view().clone(), screen.app.state().selection().len()), before);
}

#[test]
fn tab_applies_the_suggestion() {
    let mut screen = Screen::new(100, 30);
    screen.press("/ `person=ushkov`");
    assert!(screen.text().contains("Tab apply suggestion"), "{}", screen.text());
    screen.press("Tab");
    assert!(screen.text().contains("/ person:ushakov"), "fixes all errors at once: {}", screen.text());
    screen.press("Enter");
    assert_eq!(screen.view().query, "person:ushakov");
}

#[test]
fn the_history_has_each_query_once_and_is_saved() {
    let mut screen = Screen::new(100, 30);
    screen.press("/ `putin` Enter / Ctrl-u `trump` Enter / Ctrl-u `putin` Enter");
    let saved: Vec<&Effect> = screen.effects.iter().filter(|effect| matches!(effect, Effect::Remember(_))).collect();
    assert_eq!(saved.len(), 3);
    screen.press("/ Up Up");
    assert!(screen.text().contains("/ trump"));
    screen.press("Up");
    assert!(screen.text().contains("/ trump"), "there is no older query");
    screen.press("Ctrl-n");
    assert!(screen.text().contains("/ putin"));
    let mut next = started(Start { queries: vec!["kind:call".into()], ..start(Settings::default()) });
    next.press("/ Up Enter");
    assert_eq!(next.view().query, "kind:call");
}

/// A screen started with these options.
fn started(start: Start) -> Screen {
    Screen::start(workspace::open(&DataFiles::Builtin, &|_| {}), 120, 36, start)
}

#[test]
fn period_is_narrowed_widened_and_shifted() {
    let mut screen = Screen::new(120, 36);
    screen.press(": `kremlin-talks` Enter i");
    assert_eq!(screen.view().query, "in:2025");
    screen.press("i i");
    assert_eq!(screen.view().query, "in:2025-12");
    assert!(screen.text().contains("December 2025 · "), "{}", screen.text());
    screen.press("p `ushak` Enter )");
    assert_eq!(screen.view().query, "person:ushakov in:2026-01");
    screen.press("( ( i i");
    assert_eq!(screen.view().query.split(':').next_back().map(str::len), Some("2025-11-25".len()));
    screen.press("I I I I I");
    assert_eq!(screen.view().query, "person:ushakov");
}

#[test]
fn time_and_filter_are_toggled_independently() {
    let mut screen = Screen::new(100, 30);
    screen.press("/ `topic:nato since:2025-12-01` Enter");
    let both = screen.app.state().selection().len();
    screen.press("|");
    let topic = screen.app.state().selection().len();
    assert!(screen.text().contains("time off"));
    screen.press("| \\");
    let time = screen.app.state().selection().len();
    assert!(screen.text().contains("filter off") && topic > both && time > both && time != topic);
    screen.press("|");
    assert_eq!(screen.app.state().selection().len(), screen.app.index().len());
    screen.press("| \\");
    assert_eq!(screen.app.state().selection().len(), both);
}

#[test]
fn a_view_is_saved_and_opened_again() {
    let mut screen = Screen::new(120, 36);
    screen.press("/ `by:lavrov` Enter r w `Lavrov latest` Enter");
    let Some(Effect::SaveView(saved)) = screen.effects.last() else { panic!("{:?}", screen.effects) };
    assert_eq!((saved.query.as_str(), saved.latest_first), ("by:lavrov", true));
    screen.press("u u W `lavr`");
    assert!(screen.text().contains("mine"), "{}", screen.text());
    screen.press("Enter");
    assert_eq!((screen.view().query.as_str(), screen.view().reverse), ("by:lavrov", true));
    screen.press("u W Enter");
    assert_eq!(screen.view().query, "by:lavrov", "the view under the cursor");
    screen.press("u W `never took` Enter");
    assert_eq!(screen.view().query, "status:postponed,cancelled,denied");
}

#[test]
fn the_command_line_opens_the_view_again() {
    let mut screen = Screen::new(120, 36);
    screen.press("/ `by:lavrov or \"no meeting\"` Enter - r");
    let command = screen.app.command();
    assert_eq!(command, "demarche -q 'by:lavrov or \"no meeting\"' --zoom month --latest-first");
    let initial_view = InitialView {
        query: "witkoff".into(),
        view: Some("never-took-place".into()),
        latest_first: true,
        ..InitialView::default()
    };
    let other = started(Start { initial_view, ..start(Settings::default()) });
    assert_eq!(other.view().query, "status:postponed,cancelled,denied witkoff");
    assert!(other.view().reverse);
    let own = UserView { name: "Mine".into(), dataset: "another".into(), query: "x".into(), ..UserView::default() };
    let initial_view = InitialView { view: Some("mine".into()), ..InitialView::default() };
    let third = started(Start { initial_view, saved: vec![own], ..start(Settings::default()) });
    assert!(third.text().contains("unknown view \"mine\""), "views of other datasets are ignored");
}

#[test]
fn filter_by_this_uses_the_item_under_the_cursor() {
    let mut screen = Screen::new(120, 36);
    screen.press(": `kremlin-talks` Enter .");
    assert_eq!(screen.view().query, "kind:talks");
    screen.press("u l");
    screen.press("j j j .");
    assert_eq!(screen.view().query, "in:2025-12-02", "the date under the cursor");
    screen.press("u j !");
    assert!(screen.view().query.starts_with('-'), "{}", screen.view().query);
    screen.press("D");
    assert_eq!(screen.view().query, "");
}

#[test]
fn go_to_accepts_partial_ids() {
    let mut screen = Screen::new(120, 36);
    screen.press(": `witkoff-ush` Enter");
    assert_eq!(screen.current(), Some("witkoff-ushakov-call"));
    screen.press(": `debrief` Enter");
    assert_eq!(screen.current(), Some("brussels-debrief"));
    screen.press(": `xyzzy` Enter");
    assert!(screen.text().contains("is not a date"));
}

#[test]
fn export_states_only_active_conditions() {
    let mut screen = Screen::new(120, 36);
    screen.press("/ `topic:nato since:2025-12-01` Enter | e `json` Enter");
    let Some(Effect::Export(request)) = screen.effects.pop() else { panic!("no export") };
    let mut out = Vec::new();
    screen.app.state().write_export(&request, crate::support::clock(), &mut out).expect("written");
    let export: serde_json::Value = serde_json::from_slice(&out).expect("JSON");
    assert!(export.to_string().contains("\"query\":\"topic:nato\""), "conditions that are turned off are omitted");
}
