//! The proposals lens: what became of each point, two versions word by word, and who said what in between.

use std::collections::BTreeSet;

use demarche::config::Settings;

use crate::support::cells::{Cell, all_ids, cells, cells_of};
use crate::support::{Screen, ids, indexed, key_of, shipped};

/// The cells of a point of the shipped dataset, by version.
fn row<'c>(cells: &'c [Cell], version: &str, number: &str) -> Vec<&'c Cell> {
    let is =
        |cell: &&Cell| cell.text("version-id") == version && cell.text("number").split(", ").any(|of| of == number);
    let key = cells.iter().find(is).unwrap_or_else(|| panic!("{version} has no point {number}")).text("point-id");
    cells.iter().filter(|cell| cell.text("point-id") == key).collect()
}

#[test]
fn the_size_of_the_army_is_one_row_from_the_28_points_to_the_20() {
    let cells = cells(&["proposals"]);
    let army = row(&cells, "us-plan@28", "6");
    let shown: Vec<String> = army
        .iter()
        .map(|cell| ["version-id", "number", "change", "text"].map(|name| cell.text(name)).join(" | "))
        .collect();
    assert_eq!(
        shown,
        [
            "us-plan@28 | 6 | first | Ukraine's armed forces are limited to 600,000.",
            "us-plan@19 | a | edited | The limit of 600,000 for Ukraine's armed forces is dropped; by the Financial \
             Times's account Kyiv accepts 800,000.",
            "us-plan@20-public | 4 | edited | Ukraine's armed forces are kept at 800,000 in peacetime.",
        ]
    );
    assert_eq!(
        army[2].text("difference"),
        "Ukraine's armed forces are [-limited to 600,000-]{+kept at 800,000 in peacetime+}."
    );
}

/// The two texts as the chronology of the talks lists them, point by point.
#[test]
fn the_20_points_come_from_the_28_as_reported() {
    let cells = cells(&["proposals", "-q", "proposal:us-plan"]);
    let mut fates = Vec::new();
    let is_point = |cell: &&Cell| cell.text("version-id") == "us-plan@20-public" && cell.text("point-id") != "version";
    for cell in cells.iter().filter(is_point) {
        let old = cells
            .iter()
            .find(|old| old.text("version-id") == "us-plan@28" && old.text("point-id") == cell.text("point-id"));
        let numbers = |cell: Option<&Cell>| cell.map_or_else(|| "-".to_owned(), |cell| cell.text("number"));
        let numbers = [numbers(old), numbers(Some(cell)), cell.text("change")];
        fates.push(numbers.map(|part| if part.is_empty() { "-".to_owned() } else { part }).join(" > "));
    }
    insta::assert_snapshot!(fates.join("\n"));
}

const HEAD: &str = "[dataset]\ntitle = \"T\"\ntimezone = \"UTC\"\n[party.a]\nname = \"Alpha\"\n[person.ann]\nname = \"Ann\"\nparty = \"a\"\n\
    [topic.army]\nname = \"Army\"\n[topic.cap]\nname = \"Cap\"\nparent = \"army\"\n[topic.gas]\nname = \"Gas\"\n";

/// A plan with two versions: these points, with the numbers from which they come.
fn plan(old: &[(&str, &str)], new: &[(&str, &str, &[&str])], count: usize) -> String {
    let mut data = format!(
        "{HEAD}[proposal.plan]\nname = \"Plan\"\n\
         [[proposal.plan.version]]\nid = \"one\"\nname = \"First\"\nwhen = 2025-01-10\n"
    );
    for (number, text) in old {
        data +=
            &format!("[[proposal.plan.version.point]]\nnumber = \"{number}\"\ntext = \"{text}\"\ntopic = \"cap\"\n");
    }
    data += &format!(
        "[[proposal.plan.version]]\nid = \"two\"\nname = \"Second\"\nwhen = 2025-01-20\nparents = [\"plan@one\"]\ncount = {count}\n"
    );
    for (number, text, from) in new {
        let from = from.iter().map(|number| format!("\"{number}\"")).collect::<Vec<_>>().join(", ");
        data +=
            &format!("[[proposal.plan.version.point]]\nnumber = \"{number}\"\ntext = \"{text}\"\nfrom = [{from}]\n");
    }
    data
}

/// A quote on a day of January.
fn quote(day: usize, id: &str, keys: &str) -> String {
    format!("[[quote]]\nid = \"{id}\"\nspeaker = \"ann\"\nwhen = 2025-01-{day:02}\ntext = \"words of {id}\"\n{keys}\n")
}

fn fates(data: &str) -> String {
    let cells = cells_of(data, &["proposals"]);
    let cells = cells.iter().filter(|cell| cell.text("version-id") == "plan@two" && cell.text("point-id") != "version");
    cells.map(|cell| format!("{} {}", cell.text("number"), cell.text("change"))).collect::<Vec<_>>().join("; ")
}

#[test]
fn points_are_unchanged_edited_merged_split_dropped_or_new() {
    let cited = quote(12, "said", "proposals = [\"plan\"]");
    let old = [("1", "Peace."), ("2", "An army of 6."), ("3", "Gas."), ("4", "Oil."), ("5", "Land."), ("6", "Sea.")];
    let new: [(&str, &str, &[&str]); 7] = [
        ("1", "Peace.", &["1"]),
        ("2", "An army of 8.", &["2"]),
        ("3", "Gas and oil.", &["3", "4"]),
        ("4", "Land in the east.", &["5"]),
        ("5", "Land in the west.", &["5"]),
        ("6", "A bank.", &[]),
        ("7", "A bridge.", &[]),
    ];
    let all = "1 unchanged; 2 edited; 3 merged; 4, 5 split";
    assert_eq!(fates(&(plan(&old, &new, 7) + &cited)), format!("{all}; 6 new; 7 new;  dropped"));
    // Of nine points only seven are listed: what is missing may be among the others.
    assert_eq!(fates(&(plan(&old, &new, 9) + &cited)), format!("{all}; 6 new; 7 new"));
}

#[test]
fn a_number_is_that_of_the_nearest_version_with_such_a_point() {
    // The version in between lists no points.
    let data = plan(&[("7", "Old words.")], &[], 1)
        + "[[proposal.plan.version]]\nid = \"three\"\nname = \"Third\"\nwhen = 2025-01-25\nparents = [\"plan@two\"]\n\
           [[proposal.plan.version.point]]\nnumber = \"1\"\ntext = \"New words.\"\nfrom = [\"7\"]\n"
        + &quote(12, "said", "proposals = [\"plan\"]");
    let cells = cells_of(&data, &["proposals", "--mode", "versions"]);
    let shown = row(&cells, "plan@three", "1");
    let shown: Vec<String> =
        shown.iter().map(|cell| format!("{} {}", cell.text("version-id"), cell.text("change"))).collect();
    assert_eq!(shown, ["plan@one first", "plan@three edited"]);
}

#[test]
fn a_cell_holds_what_was_said_between_the_versions_of_the_point_or_the_proposal() {
    let new: [(&str, &str, &[&str]); 1] = [("1", "An army of 8.", &["1"])];
    let mut data = plan(&[("1", "An army of 6.")], &new, 1);
    for (day, id, keys) in [
        (5, "too-early", "topics = [\"cap\"]"),
        (10, "on-the-day", "topics = [\"cap\"]"),
        (12, "on-the-topic", "topics = [\"cap\"]"),
        (13, "on-gas", "topics = [\"gas\"]"),
        (14, "of-the-plan", "topics = [\"gas\"]\nproposals = [\"plan@one\"]"),
        (25, "since", "topics = [\"cap\"]"),
    ] {
        data += &quote(day, id, keys);
    }
    let cells = cells_of(&data, &["proposals"]);
    let second = |cells: &[Cell]| row(cells, "plan@two", "1")[1].ids();
    assert_eq!(second(&cells), ["on-the-day", "on-the-topic", "of-the-plan", "since"]);
    // Only what is selected.
    let cells = cells_of(&data, &["proposals", "-q", "until:2025-01-20 -id:on-the-day"]);
    assert_eq!(second(&cells), ["on-the-topic", "of-the-plan"]);
    let mut screen = Screen::of(indexed(&data), 120, 40, Settings::default());
    screen.press(&format!("{} j l Enter", key_of("proposals")));
    let text = screen.text();
    for part in
        ["Said on “Cap” from 10 Jan 2025 until before 20 Jan 2025: 2", "words of on-the-topic", "Said of “Plan”"]
    {
        assert!(text.contains(part), "{part}\n{text}");
    }
}

#[test]
fn cells_hold_only_selected_quotes_and_all_that_cite_a_version() {
    for query in ["", "by:zelensky", "topic:territory", "since:2025-11 until:2025-12"] {
        let selected: BTreeSet<String> = ids(shipped(), query).into_iter().collect();
        let cells = cells(&["proposals", "--mode", "versions", "-q", query]);
        let shown = all_ids(&cells);
        assert!(shown.is_subset(&selected), "{query}");
        let plan = ids(shipped(), &format!("is:quote proposal:us-plan since:2025-11-18 {query}"));
        let missing: Vec<_> = plan.iter().filter(|id| !shown.contains(*id)).collect();
        assert!(missing.is_empty(), "{query}: {missing:?}");
    }
}

#[test]
fn as_of_a_day_only_public_versions_are_shown() {
    let versions = |query: &str| -> BTreeSet<String> {
        let cells = cells(&["proposals", "--mode", "versions", "-q", query]);
        cells.iter().map(|cell| cell.text("version-id")).filter(|id| id.starts_with("us-plan@")).collect()
    };
    assert_eq!(versions("asof:2025-11-25").into_iter().collect::<Vec<_>>(), ["us-plan@19", "us-plan@28"]);
    assert_eq!(versions("").len(), 6);
}

#[test]
fn one_key_pairs_any_two_versions() {
    let data = plan(&[("1", "An army of 6.")], &[("1", "An army of 8.", &["1"])], 1)
        + "[[proposal.plan.version]]\nid = \"three\"\nname = \"Third\"\nwhen = 2025-01-25\nparents = [\"plan@two\"]\n\
           [[proposal.plan.version.point]]\nnumber = \"1\"\ntext = \"An army of 9.\"\nfrom = [\"1\"]\n"
        + &quote(12, "said", "proposals = [\"plan\"]");
    let mut screen = Screen::of(indexed(&data), 120, 40, Settings::default());
    screen.press(&format!("{} j l l", key_of("proposals")));
    assert!(screen.text().contains("[-8-]") && screen.text().contains("{+9+}"), "{}", screen.text());
    screen.press("h h b l l");
    assert!(screen.text().contains("[-6-]") && screen.text().contains("{+9+}"), "{}", screen.text());
    assert!(screen.text().contains("◆ First"), "{}", screen.text());
    let command = screen.app.command();
    assert!(command.contains("--compare plan@one"), "{command}");
    screen.press("u");
    assert!(screen.text().contains("[-8-]"), "{}", screen.text());
}

#[test]
fn without_a_cited_proposal_the_lens_says_so() {
    let data = plan(&[("1", "Peace.")], &[], 0) + &quote(12, "said", "");
    let mut screen = Screen::of(indexed(&data), 80, 24, Settings::default());
    assert!(
        screen.press(&key_of("proposals")).text().contains("No proposal is cited in this dataset"),
        "{}",
        screen.text()
    );
    let data = data + &quote(13, "other", "proposals = [\"plan\"]");
    let mut screen = Screen::of(indexed(&data), 80, 24, Settings::default());
    screen.press(&format!("{} / `id:said` Enter", key_of("proposals")));
    assert!(
        screen.text().contains("No proposal is cited in this selection; \\ turns the filter off"),
        "{}",
        screen.text()
    );
    assert!(screen.press("\\").text().contains("First"), "{}", screen.text());
}
