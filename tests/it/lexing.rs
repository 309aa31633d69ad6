//! Lexing and parsing of queries: quotation marks, regular expressions, word boundaries, precedence. Each case is a query and
//! its canonical form.

use demarche::query::asof;
use demarche::query::{Context, evaluate, parse, print::print};

use crate::support::{assert_cases, ids, indexed, select};

const CASES: &[(&str, &str)] = &[
    // Words and phrases.
    ("  river   land ", "river land"),
    ("river\tland\nsea", "river land sea"),
    ("\"river\"", "river"),
    ("\"river land\"", "\"river land\""),
    ("“river land”", "\"river land\""),
    ("„river land“ sea", "\"river land\" sea"),
    ("«river land» sea", "\"river land\" sea"),
    ("“river” „land“ «sea»", "river land sea"),
    ("\"a \\\"b\\\" c\"", "\"a \\\"b\\\" c\""),
    ("\"a \\\\ c\"", "\"a \\\\ c\""),
    ("\"a \\n c\"", "\"a \\\\n c\""),
    ("river\"land\"", "river land"),
    ("20:00", "\"20:00\""),
    ("15-point", "15-point"),
    // Operators in any case, signs, parentheses.
    ("river and land", "river land"),
    ("river AND land OR sea", "river land or sea"),
    ("river && land || sea", "river land or sea"),
    ("river | land sea", "river or land sea"),
    ("(river or land) sea", "(river or land) sea"),
    ("((river))", "river"),
    ("river(land)", "river land"),
    ("(river land)", "river land"),
    ("not river", "-river"),
    ("NOT river land", "-river land"),
    ("!river", "-river"),
    ("-(river land)", "-(river land)"),
    ("-(river or land)", "-(river or land)"),
    ("not not river", "--river"),
    ("--river", "--river"),
    ("- river", "ERROR"),
    ("\"and\" \"or\" \"not\"", "\"and\" \"or\" \"not\""),
    ("android orbit nothing", "android orbit nothing"),
    // Fields.
    ("TAG:x", "tag:x"),
    ("tag: x", "tag:x"),
    ("tag:x,y", "tag:x,y"),
    ("tag:x , y", "tag:x,y"),
    ("tag:\"x y\",z", "tag:\"x y\",z"),
    ("tag:\"x,y\"", "tag:\"x,y\""),
    ("tag:x y", "tag:x y"),
    ("-tag:x", "-tag:x"),
    ("p:anna", "person:anna"),
    ("k:talks", "kind:talks"),
    ("t:river", "topic:river"),
    ("s:gazette", "source:gazette"),
    ("on:2025-01-01", "in:2025-01-01"),
    ("tag:x|tag:y", "tag:x or tag:y"),
    ("(tag:x)", "tag:x"),
    ("tag:x(river)", "tag:x river"),
    // Ranges.
    ("2025-01-01..2025-02-01", "2025-01-01..2025-02-01"),
    ("2025..", "2025.."),
    ("..2025", "..2025"),
    // Regular expressions.
    ("/a b/", "/a b/"),
    ("/a\\/b/ c", "/a\\/b/ c"),
    ("/a\\\\/ c", "/a\\\\/ c"),
    ("/\\d+/", "/\\d+/"),
    ("river /x|y/ or land", "river /x|y/ or land"),
];

#[test]
fn queries_are_printed_in_canonical_form() {
    assert_cases(CASES.iter().map(|(query, printed)| {
        let actual = parse(query).map_or_else(|_| "ERROR".to_owned(), |node| print(&node));
        if actual != "ERROR" {
            assert_eq!(print(&parse(&actual).expect("printed")), actual, "not canonical: {query}");
        }
        ((*query).to_owned(), actual, (*printed).to_owned())
    }));
}

#[test]
fn incomplete_queries_are_unfinished() {
    for query in
        ["\"river", "“river", "„river ", "«river", "/river", "/river\\/", "(river", "river or", "tag:", "tag:x,", "-"]
    {
        let error = parse(query).expect_err(query);
        assert!(error.unfinished, "{query}");
    }
    for query in ["river)", "()", "or river", "river or or land", "tag: )", "zzz:x"] {
        assert!(!parse(query).expect_err(query).unfinished, "{query}");
    }
}

#[test]
fn nesting_is_limited() {
    let nested = |depth: usize| format!("{}river{}", "(".repeat(depth), ")".repeat(depth));
    assert!(parse(&nested(60)).is_ok());
    assert!(parse(&nested(70)).is_err());
    assert!(parse(&format!("{}river", "-".repeat(70))).is_err());
    let side_by_side = "(river) ".repeat(200);
    assert!(parse(&side_by_side).is_ok(), "adjacent groups are not nested");
}

#[test]
fn regular_expressions_search_the_text_as_written() {
    let event = |id: &str, title: &str| format!("[[event]]\nid = \"{id}\"\ntitle = '{title}'\nkind = \"talks\"\n");
    let text = [
        event("one", "A road/rail link"),
        event("two", "A back\\slash"),
        event("three", "Été à Genève 2025"),
        event("four", "an ROAD"),
    ];
    let index = indexed(&format!("[dataset]\ntitle = \"T\"\n{}", text.concat()));
    for (query, expected) in [
        ("/road\\/rail/", "one"),
        ("/k\\\\s/", "two"),
        ("/k\\\\/", "two"),
        ("/ROAD/", "one four"),
        ("/^a road/", "one"),
        ("/\\d{4}$/", "three"),
        ("/été/", "three"),
        ("/ete/", ""),
        ("/an? road/", "one four"),
        ("-/road/", "two three"),
        ("/road/ -/rail/", "four"),
    ] {
        assert_eq!(ids(&index, query).join(" "), expected, "{query}");
    }
}

#[test]
fn regular_expressions_do_not_match_across_texts() {
    let index = indexed(
        "[dataset]\ntitle = \"T\"\n[[event]]\nid = \"e\"\ntitle = \"First\"\nkind = \"talks\"\nsummary = \"second\"\n",
    );
    assert_eq!(ids(&index, "/first/ /second/"), ["e"]);
    assert_eq!(ids(&index, "/first.?second/"), Vec::<String>::new());
    assert_eq!(ids(&index, "/^second$/"), ["e"], "anchors match at each text");
}

#[test]
fn reference_date_is_unique_and_at_the_top_level() {
    let of = |query: &str| asof::of(&parse(query).expect(query), None);
    assert!(of("river").expect("none").is_none());
    for query in ["asof:2025-01-01", "river asof:2025-01-01 land", "asof:2025-01-01 (river or land)"] {
        assert_eq!(of(query).expect(query).map(|as_of| as_of.text).as_deref(), Some("2025-01-01"), "{query}");
    }
    for query in [
        "asof:2025-01-01,2025-01-02",
        "asof:2025-01-01 asof:2025-01-01",
        "asof:2025-01-01 asof:2025-01-02",
        "-asof:2025-01-01",
        "asof:2025-01-01 or river",
        "river (land or asof:2025-01-01)",
        "asof:2025-01-01/2025-01-02",
        "asof:[2025-01-01..2025-01-02]",
    ] {
        assert!(of(query).is_err(), "{query}");
    }
}

#[test]
fn ambiguous_value_is_explained_with_three_names() {
    let persons: String = (1..=5).map(|n| format!("[person.p{n}]\nname = \"Ivan {n}\"\n")).collect();
    let index = indexed(&format!(
        "[dataset]\ntitle = \"T\"\n{persons}[party.one]\nname = \"Guild One\"\n[party.two]\nname = \"Guild Two\"\n[party.three]\nname = \"Guild Three\"\n"
    ));
    let meanings = |query: &str| {
        let answer = evaluate(&parse(query).expect(query), &Context::new(&index)).expect(query);
        answer.meanings.iter().map(demarche::query::Meaning::sentence).collect::<Vec<_>>()
    };
    assert_eq!(meanings("person:ivan"), ["\"ivan\" matches 5 persons: Ivan 1, Ivan 2, Ivan 3, …"]);
    assert_eq!(meanings("party:guild"), ["\"guild\" matches 3 parties: Guild One, Guild Two, Guild Three"]);
    assert_eq!(meanings("party:\"guild t\""), ["\"guild t\" matches 2 parties: Guild Two, Guild Three"]);
    assert_eq!(meanings("person:p1 party:one"), Vec::<String>::new());
    assert_eq!(meanings("person:ivan or party:guild").len(), 2);
    assert_eq!(meanings("-person:p1,ivan").len(), 1);
}

#[test]
fn invalid_value_is_an_error_anywhere() {
    let index = indexed("[dataset]\ntitle = \"T\"\n[person.anna]\nname = \"Anna\"\n");
    for query in [
        "person:zzz",
        "person:anna,zzz",
        "with:zzz",
        "by:anna,zzz",
        "topic:zzz",
        "kind:zzz",
        "kind:talks,zzz",
        "is:zzz",
        "stance:accepts@zzz",
        "stance:zzz",
        "id:zzz",
        "proposal:zzz",
        "reliability:G",
        "in:zzz",
        "in:2025,zzz",
        "last:zzz",
    ] {
        for whole in [query.to_owned(), format!("nothing {query}"), format!("river or -{query}")] {
            assert!(select(&index, &whole).is_err(), "{whole}");
        }
    }
}
