//! Facets: counts match query results, and choosing a value edits the query.

use demarche::index::catalog::{Catalog, Category};
use demarche::lens::facets::facet;
use demarche::query::toggle::toggle;
use demarche::query::{parse, print::print};
use insta::assert_snapshot;
use proptest::prelude::*;
use proptest::sample::select as one_of;

use crate::support::{Screen, answered, ids, shipped};

fn toggled(query: &str, group: Category, id: &str, exclude: bool) -> String {
    let catalog = Catalog::new(group, shipped());
    let entry = catalog.entries.iter().position(|entry| entry.id == id).expect(id);
    print(&toggle(shipped(), &parse(query).expect(query), &catalog, entry, exclude))
}

#[test]
fn choosing_and_excluding_edit_the_query() {
    let person = |query: &str, id: &str| toggled(query, Category::Person, id, false);
    assert_eq!(person("", "putin"), "person:putin");
    assert_eq!(person("topic:nato person:putin", "trump"), "topic:nato person:putin,trump");
    assert_eq!(person("topic:nato person:putin,trump", "putin"), "topic:nato person:trump");
    assert_eq!(person("person:Путин nato", "putin"), "nato", "chosen by any name");
    assert_eq!(person("putin or trump", "putin"), "(putin or trump) person:putin");
    let not = |query: &str, id: &str| toggled(query, Category::Topic, id, true);
    assert_eq!(not("", "nato"), "-topic:nato");
    assert_eq!(not("-topic:nato", "donbas"), "-topic:nato,donbas");
    assert_eq!(not("topic:nato,donbas", "nato"), "topic:donbas -topic:nato", "excluded is no longer chosen");
    assert_eq!(not("-topic:nato putin", "nato"), "putin");
}

const QUERIES: &[&str] = &[
    "",
    "person:putin",
    "person:putin,trump topic:territory",
    "since:2025-12-01 until:2025-12-10",
    "-person:zelensky party:us",
    "topic:ceasefire -topic:partial-truce",
    "is:quote stance:rejects,conditional",
    "kind:talks or by:lavrov",
    "source:kyiv",
    "putin \"peace\"",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn count_equals_result_of_query_with_the_value(query in one_of(QUERIES), group in one_of(&Category::ALL[..]), pick: prop::sample::Index) {
        let index = shipped();
        let node = parse(query).expect("a query");
        let catalog = Catalog::new(group, index);
        let values = facet(&answered(query), &catalog);
        let value = values[pick.index(values.len())];
        // Replace the conditions on the group with a condition on this value.
        let own = |part: &demarche::query::Node| {
            let text = print(part);
            !text.contains(" or ") && text.trim_start_matches('-').starts_with(&format!("{}:", group.field().name()))
        };
        let rest: Vec<String> = node.parts().iter().filter(|part| !own(part)).map(|part| {
            let text = print(part);
            if text.contains(" or ") { format!("({text})") } else { text }
        }).collect();
        let query = format!("{} {}:{}", rest.join(" "), group.field().name(), catalog.entries[value.entry].id);
        prop_assert_eq!(ids(index, query.trim()).len(), value.count, "{}", query);
    }

    #[test]
    fn toggling_twice_restores_the_query(query in one_of(QUERIES), group in one_of(&Category::ALL[..]), pick: prop::sample::Index, exclude: bool) {
        let index = shipped();
        let node = parse(query).expect("a query");
        let catalog = Catalog::new(group, index);
        let values = facet(&answered(query), &catalog);
        let value = values[pick.index(values.len())];
        prop_assume!(!value.chosen && !value.excluded);
        let once = toggle(index, &node, &catalog, value.entry, exclude);
        let again = facet(&answered(&print(&once)), &catalog)[value.entry];
        prop_assert_eq!((again.chosen, again.excluded), (!exclude, exclude));
        let twice = toggle(index, &once, &catalog, value.entry, exclude);
        prop_assert_eq!(ids(index, &print(&twice)), ids(index, query));
    }
}

#[test]
fn pane_chooses_excludes_and_searches() {
    let mut screen = Screen::new(120, 36);
    screen.press("f");
    assert_snapshot!("facets", screen.text());
    screen.press("Enter");
    assert_eq!(screen.view().query, "person:zelensky", "the value with most records comes first");
    screen.press("/ `ushk` Enter");
    assert_eq!(screen.view().query, "person:zelensky,ushakov");
    screen.press("Esc f Tab Tab !");
    assert!(screen.view().query.starts_with("person:zelensky,ushakov -topic:"), "{}", screen.view().query);
    screen.press("Esc u u u");
    assert_eq!(screen.view().query, "");
    let wide = Screen::new(200, 50);
    assert!(wide.text().contains("Facets") && wide.text().contains("Stances"));
}
