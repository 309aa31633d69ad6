//! The filter bar: completion, history, suggestions, Esc and Enter; periods; switches; saved views.

use demarche::config::Settings;
use demarche::dataset::DataFiles;
use demarche::storage::UserView;
use demarche::tui::app::{Input, Opening, Start};
use demarche::tui::effect::Effect;
use demarche::workspace;
use insta::assert_snapshot;

use crate::support::{Screen, start};

#[test]
fn fields_and_values_complete_in_any_spelling() {
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
fn a_name_without_a_field_is_offered_as_one() {
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
    assert!(!screen.text().contains("two digits"), "a date that is being typed is not wrong yet");
    screen.press("Tab");
    assert!(screen.text().contains("October 2025") && screen.text().contains("December 2025"), "{}", screen.text());
    assert!(!screen.app.state().selection().is_empty());
}

/// The count beside the chosen offer.
fn offered(screen: &Screen) -> Option<usize> {
    let text = screen.text();
    let row = text.lines().find_map(|line| line.split_once("│▌")).expect("a chosen offer").1;
    row.split('│').next().expect("a row").split_whitespace().next_back().expect("a count").parse().ok()
}

#[test]
fn counts_of_the_completion_are_what_is_shown_with_it() {
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
        // Marked records, as a condition and as a switch.
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
            assert_eq!(offered(&screen), Some(shown), "{keys} {query}, offer {nth}\n{}", screen.text());
        }
    }
}

#[test]
fn a_completion_counts_nothing_beside_an_error() {
    let mut screen = Screen::new(120, 36);
    screen.press("/ `person:nobody-of-that-name topic:` Tab");
    assert_eq!(offered(&screen), None, "{}", screen.text());
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
fn esc_leaves_the_completion_and_then_restores() {
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
    assert!(screen.text().contains("/ person:ushakov"), "all that is wrong at once: {}", screen.text());
    screen.press("Enter");
    assert_eq!(screen.view().query, "person:ushakov");
}

#[test]
fn the_history_has_each_query_once_and_is_saved() {
    let mut screen = Screen::new(100, 30);
    screen.press("/ `putin` Enter / Ctrl-u `trump` Enter / Ctrl-u `putin` Enter");
    let kept: Vec<&Effect> = screen.effects.iter().filter(|effect| matches!(effect, Effect::Remember(_))).collect();
    assert_eq!(kept.len(), 3);
    screen.press("/ Up Up");
    assert!(screen.text().contains("/ trump"));
    screen.press("Up");
    assert!(screen.text().contains("/ trump"), "there is nothing older");
    screen.press("Ctrl-n");
    assert!(screen.text().contains("/ putin"));
    let mut next = opened(Start { queries: vec!["kind:call".into()], ..start(Settings::default()) });
    next.press("/ Up Enter");
    assert_eq!(next.view().query, "kind:call");
}

/// A screen that was started in another way.
fn opened(start: Start) -> Screen {
    Screen::start(workspace::open(&DataFiles::Builtin, &|_| {}), 120, 36, start)
}

#[test]
fn the_period_narrows_widens_and_steps() {
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
fn time_and_filter_are_switched_apart() {
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
    let Some(Effect::SaveView(kept)) = screen.effects.last() else { panic!("{:?}", screen.effects) };
    assert_eq!((kept.query.as_str(), kept.latest_first), ("by:lavrov", true));
    screen.press("u u W `lavr`");
    assert!(screen.text().contains("mine"), "{}", screen.text());
    screen.press("Enter");
    assert_eq!((screen.view().query.as_str(), screen.view().reverse), ("by:lavrov", true));
    screen.press("u W Enter");
    assert_eq!(screen.view().query, "by:lavrov", "the one under the cursor, without moving");
    screen.press("u W `never took` Enter");
    assert_eq!(screen.view().query, "status:postponed,cancelled,denied");
}

#[test]
fn the_command_line_opens_the_view_again() {
    let mut screen = Screen::new(120, 36);
    screen.press("/ `by:lavrov or \"no meeting\"` Enter - r");
    let command = screen.app.command();
    assert_eq!(command, "demarche -q 'by:lavrov or \"no meeting\"' --zoom month --latest-first");
    let opening = Opening {
        query: "witkoff".into(),
        view: Some("never-took-place".into()),
        latest_first: true,
        ..Opening::default()
    };
    let other = opened(Start { opening, ..start(Settings::default()) });
    assert_eq!(other.view().query, "status:postponed,cancelled,denied witkoff");
    assert!(other.view().reverse);
    let own = UserView { name: "Mine".into(), dataset: "another".into(), query: "x".into(), ..UserView::default() };
    let opening = Opening { view: Some("mine".into()), ..Opening::default() };
    let third = opened(Start { opening, saved: vec![own], ..start(Settings::default()) });
    assert!(third.text().contains("unknown view \"mine\""), "views of other datasets are not this one's");
}

#[test]
fn by_example_takes_what_is_under_the_cursor() {
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
fn a_few_letters_of_an_id_are_enough_to_go_there() {
    let mut screen = Screen::new(120, 36);
    screen.press(": `witkoff-ush` Enter");
    assert_eq!(screen.current(), Some("witkoff-ushakov-call"));
    screen.press(": `debrief` Enter");
    assert_eq!(screen.current(), Some("brussels-debrief"));
    screen.press(": `xyzzy` Enter");
    assert!(screen.text().contains("is not a date"));
}

#[test]
fn an_export_says_which_conditions_were_on() {
    let mut screen = Screen::new(120, 36);
    screen.press("/ `topic:nato since:2025-12-01` Enter | e `json` Enter");
    let Some(Effect::Export(request)) = screen.effects.pop() else { panic!("no export") };
    let mut out = Vec::new();
    screen.app.state().write_export(&request, crate::support::clock(), &mut out).expect("written to memory");
    let export: serde_json::Value = serde_json::from_slice(&out).expect("JSON");
    assert!(export.to_string().contains("\"query\":\"topic:nato\""), "the switched-off time is not claimed");
}
