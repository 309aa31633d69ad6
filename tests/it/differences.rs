//! Where a second implementation of the design answered differently, each by the smallest dataset that shows it.

use demarche::index::Index;

use crate::support::exports::exported;
use crate::support::records::{event, quote, with_person};
use crate::support::{ids, indexed, select};

/// What is said about a query that is wrong.
fn sentence(index: &Index, query: &str) -> String {
    select(index, query).expect_err(query).sentence()
}

#[test]
fn a_record_that_cites_a_version_not_yet_out_still_cites_its_proposal() {
    let plan = "[proposal.plan]\nname = \"Plan\"\n\
        [[proposal.plan.version]]\nid = \"1\"\nname = \"First\"\nwhen = 2025-11-21\n\
        [[proposal.plan.version]]\nid = \"2\"\nname = \"Second\"\nwhen = 2025-11-23\nparents = [\"plan@1\"]\n";
    let cites = |versions: &str| event("e", "talks", &format!("when = 2025-11-18\nproposals = [{versions}]"));
    let index = with_person(&format!("{plan}{}", cites("\"plan@1\", \"plan@2\"")));
    assert_eq!(ids(&index, "asof:2025-11-20 proposal:plan"), ["e"]);
    assert_eq!(ids(&index, "asof:2025-11-20 has:proposal"), ["e"]);
    assert_eq!(ids(&index, "asof:2025-11-20 proposal:plan@1"), Vec::<String>::new());
    assert_eq!(ids(&index, "asof:2025-11-21 proposal:plan@1"), ["e"]);
    let index = with_person(&format!("{plan}{}", cites("\"plan@1\", \"plan\", \"plan@2\"")));
    let cited = |date: &str| {
        let earlier = index.as_of(crate::support::date(date));
        let text = exported(&earlier, "json", "id:e");
        let export: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        export["records"][0]["proposals"].to_string()
    };
    // Each once, whatever it becomes.
    assert_eq!(cited("2025-11-20"), r#"["plan"]"#);
    assert_eq!(cited("2025-11-22"), r#"["plan@1","plan"]"#);
    assert_eq!(cited("2025-11-23"), r#"["plan@1","plan","plan@2"]"#);
}

#[test]
fn a_quote_whose_own_sources_are_not_out_is_not_given_those_of_its_event() {
    let sources = "[source.early]\npublisher = \"Gazette\"\ntitle = \"T\"\npublished = \"2025-01\"\n\
        [source.late]\npublisher = \"Memoirs\"\ntitle = \"T\"\npublished = \"2025-03\"\n";
    let index = with_person(&format!(
        "{sources}{}{}",
        event("e", "talks", "when = 2025-01-10\nsources = [\"early\"]"),
        quote("q", "event = \"e\"\npublished = \"2025-01\"\nsources = [\"late\"]")
    ));
    assert_eq!(ids(&index, "asof:2025-02-01 source:early"), ["e"]);
    assert_eq!(ids(&index, "asof:2025-02-01 is:quote -has:source"), ["q"]);
    assert_eq!(ids(&index, "asof:2025-04 source:late"), ["q"]);
    // A part of the dataset of that day says the same when it is loaded.
    let earlier = index.as_of(crate::support::date("2025-02-01"));
    let part = indexed(&exported(&earlier, "toml", "is:event or is:quote"));
    assert_eq!(ids(&part, "has:source"), ["e"]);
    assert_eq!(ids(&part, "is:quote -has:source"), ["q"]);
}

#[test]
fn a_regular_expression_is_on_names_and_sources_too() {
    let tables = "[person.u]\nname = \"Yury Ushakov\"\naliases = [\"Юрий Ушаков\"]\n[party.ru]\nname = \"Russia\"\n\
        [place.k]\nname = \"The Kremlin\"\ncity = \"Moscow\"\ncountry = \"RU\"\n[topic.land]\nname = \"Territory\"\n\
        [proposal.plan]\nname = \"The 28 points\"\n[source.s]\npublisher = \"Novaya Gazeta\"\ntitle = \"After five hours\"\n";
    let index = with_person(&format!(
        "{tables}{}{}",
        event(
            "e",
            "talks",
            "place = \"k\"\ntopics = [\"land\"]\nproposals = [\"plan\"]\nsources = [\"s\"]\n\
             delegations = [{ party = \"ru\", people = [\"u\"] }]"
        ),
        quote("q", "to = [\"u\"]\ntopics = [\"land\"]\nsources = [\"s\"]")
    ));
    assert_eq!(ids(&index, "/ushakov/"), ["e", "q"]);
    assert_eq!(ids(&index, "/^ушак|^юрий ушаков$/"), ["e", "q"]);
    assert_eq!(ids(&index, "/^russia$/"), ["e"]);
    assert_eq!(ids(&index, "/^territory$/"), ["e", "q"]);
    assert_eq!(ids(&index, "/^(moscow|the kremlin)$/"), ["e"]);
    assert_eq!(ids(&index, "/28 p/"), ["e"]);
    assert_eq!(ids(&index, "/novaya.gaz/"), ["e", "q"]);
    assert_eq!(ids(&index, "/five hours$/"), ["e", "q"]);
    // Each name by itself, and no codes.
    assert_eq!(ids(&index, "/kremlin.*moscow/"), Vec::<String>::new());
    assert_eq!(ids(&index, "/^ru$/"), Vec::<String>::new());
}

#[test]
fn a_source_dated_by_a_year_counts_from_its_last_day() {
    let sources = "[source.y]\npublisher = \"P\"\ntitle = \"T\"\npublished = \"2025\"\n\
        [source.m]\npublisher = \"P\"\ntitle = \"T\"\npublished = \"2025-06\"\n";
    let by = |source: &str| quote(source, &format!("channel = \"document\"\nsources = [\"{source}\"]"));
    let index = with_person(&format!("{sources}{}{}", by("y"), by("m")));
    assert_eq!(ids(&index, "reported:2025-03"), Vec::<String>::new());
    assert_eq!(ids(&index, "reported:2025-06-10"), Vec::<String>::new());
    assert_eq!(ids(&index, "reported:2025-06-30"), ["m"]);
    assert_eq!(ids(&index, "reported:2025-12-31"), ["y"]);
    assert_eq!(ids(&index, "asof:2025-12-30"), ["m"]);
    assert_eq!(ids(&index, "asof:2025-12-31"), ["y", "m"]);
}

#[test]
fn a_range_that_ends_before_it_begins_is_an_error() {
    let index = with_person(&event("e", "talks", "when = 2025-06-09"));
    for query in [
        "in:2025-06-10..2025-06-09",
        "2025-06-10..2025-06-09",
        "within:2025-07..2025-06",
        "reported:2025-06-10..2025-06-09",
        "in:2025-Q4..2025-Q3",
        "in:2025-06-10T10:00Z..2025-06-10T12:00+03:00",
    ] {
        assert!(sentence(&index, query).starts_with("end is before start"), "{query}: {}", sentence(&index, query));
    }
    for query in ["in:2025-06-10..2025-06", "2025-06-09..2025-06-09", "in:2025-06-09T10:00Z..2025-06-09T13:00+03:00"] {
        assert!(select(&index, query).is_ok(), "{query}");
    }
}

#[test]
fn free_text_does_not_match_country_codes() {
    let index = with_person(&format!(
        "[place.b]\nname = \"Berlaymont\"\ncity = \"Brussels\"\ncountry = \"BE\"\naliases = [\"Headquarters\"]\n{}",
        event("e", "talks", "place = \"b\"")
    ));
    for (query, found) in [("be", 1), ("\"be\"", 1), ("bru", 1), ("headq", 1), ("place:be", 1)] {
        assert_eq!(ids(&index, query).len(), found, "{query}");
    }
    let index = with_person(&format!(
        "[place.b]\nname = \"Rond\"\ncity = \"Charleroi\"\ncountry = \"BE\"\n{}",
        event("e", "talks", "place = \"b\"")
    ));
    assert_eq!(ids(&index, "be"), Vec::<String>::new());
    assert_eq!(ids(&index, "place:be"), ["e"]);
}

#[test]
fn a_quote_with_the_original_words_is_translated() {
    let keys = [
        ("plain", ""),
        ("no", "translated = \"no\""),
        ("unknown", "translated = \"unknown\""),
        ("outlet", "translated = \"outlet\""),
        ("original", "original = \"Слова\""),
    ];
    let index = with_person(&keys.map(|(id, keys)| quote(id, keys)).concat());
    assert_eq!(ids(&index, "is:translated"), ["unknown", "outlet", "original"]);
}

#[test]
fn a_rendering_of_a_rendering_has_the_stance_of_the_first() {
    let index = with_person(&format!(
        "[topic.t]\nname = \"Topic\"\n{}{}{}",
        quote("first", "topics = [\"t\"]\nstance = \"rejects\""),
        quote("second", "rendering-of = \"first\"\nstance = \"accepts\""),
        quote("third", "rendering-of = \"second\"")
    ));
    assert_eq!(ids(&index, "stance:rejects@t"), ["first", "second", "third"]);
    assert_eq!(ids(&index, "stance:accepts"), Vec::<String>::new());
}

#[test]
fn a_quote_of_an_unknown_event_keeps_the_clock_of_the_event() {
    let places = "[place.east]\nname = \"East\"\ntimezone = \"Asia/Tokyo\"\n\
        [place.west]\nname = \"West\"\ntimezone = \"America/New_York\"\n";
    for (of_event, hour) in [("place = \"west\"\n", "2025-01-01T15:00Z"), ("", "2025-01-01T10:00Z")] {
        let index = with_person(&format!(
            "{places}{}{}",
            event("e", "talks", &format!("{of_event}when = \"2025-01-01T10:00~\"\nknown = 2025-03-01")),
            quote("q", "event = \"e\"\nplace = \"east\"\npublished = 2025-01-02")
        ));
        for query in [format!("within:{hour}/2025-01-31 place:east"), format!("within:2025-01-01 in:{hour} place:east")]
        {
            let query = query.replace("within:2025-01-01T", "in:2025-01-01T");
            assert_eq!(ids(&index, &format!("is:quote {query}")), ["q"], "{query}");
            assert_eq!(ids(&index, &format!("asof:2025-02-01 {query}")), ["q"], "{query}");
        }
        // The same instant where the part is written and read again.
        let earlier = index.as_of(crate::support::date("2025-02-01"));
        let part = indexed(&exported(&earlier, "toml", ""));
        assert_eq!(ids(&part, &format!("in:{hour}..{hour} place:east")), ["q"]);
    }
}

#[test]
fn the_order_of_the_file_is_one_order_for_events_and_quotes() {
    let index = with_person(&format!(
        "{}{}{}{}",
        event("f-1", "talks", "when = 2003-01-01"),
        event("f-2", "talks", "when = 2003-01-01"),
        quote("f-3", "when = 2003-01-01"),
        event("f-4", "talks", "when = 2003-01-01")
    ));
    assert_eq!(ids(&index, ""), ["f-1", "f-2", "f-3", "f-4"]);
}

#[test]
fn days_are_those_of_the_place_whatever_zone_is_written() {
    let index = with_person(&format!(
        "[place.kyiv]\nname = \"Kyiv\"\ntimezone = \"Europe/Kyiv\"\n{}{}",
        event("name", "talks", "place = \"kyiv\"\nwhen = \"2025-06-10T20:15[America/New_York]\""),
        event("offset", "talks", "place = \"kyiv\"\nwhen = \"2025-06-10T20:15-04:00\"")
    ));
    assert_eq!(ids(&index, "on:2025-06-10"), Vec::<String>::new());
    assert_eq!(ids(&index, "on:2025-06-11"), ["name", "offset"]);
}

#[test]
fn a_time_without_a_beginning_stands_where_its_end_alone_would() {
    let times = ["../2001", "2001-01-01", "../2001-05-05T20:00", "2001-06-01T09:00"];
    let with = |times: &[&str]| -> Vec<String> {
        let events: String = times
            .iter()
            .enumerate()
            .map(|(at, when)| event(&format!("e{at}"), "talks", &format!("when = \"{when}\"")))
            .collect();
        ids(&with_person(&events), "").iter().map(|id| times[usize::from(id.as_bytes()[1] - b'0')].to_owned()).collect()
    };
    assert_eq!(with(&times), times);
    let same_day = ["2001-05-05", "2001-05-05T09:00", "../2001-05-05T20:00", "2001-05-05T21:00"];
    let mut shuffled = same_day;
    shuffled.reverse();
    assert_eq!(with(&shuffled), same_day);
}

#[test]
fn an_approximate_date_in_a_query_is_widened_as_in_the_data() {
    let index = with_person(
        &(8..=12)
            .map(|day| event(&format!("e{day}"), "talks", &format!("when = 2025-06-{day:02}")))
            .collect::<String>(),
    );
    let days = |query: &str| ids(&index, query).iter().map(|id| id[1..].to_owned()).collect::<Vec<_>>().join(" ");
    assert_eq!(days("on:2025-06-10"), "10");
    assert_eq!(days("on:2025-06-10~"), "9 10 11");
    assert_eq!(days("on:2025-06-10%"), "9 10 11");
    assert_eq!(days("on:2025-06-10?"), "10", "uncertain, but no other day");
    assert_eq!(days("2025-06-10~.."), "9 10 11 12");
    assert_eq!(days("..2025-06-10~"), "8 9 10 11");
    assert_eq!(days("since:2025-06-11~ until:2025-06-11"), "10 11");
    assert_eq!(days("within:2025-06-10~/2025-06-10"), "9 10");
    assert_eq!(days("reported:2025-06-10~"), "9 10 11");
    for (query, fixed) in [("asof:2025-06-10~", "asof:2025-06-10"), ("asof:2025-06?", "asof:2025-06")] {
        let error = select(&index, query).expect_err(query);
        assert!(error.sentence().starts_with("the reference date must be certain"), "{}", error.sentence());
        assert_eq!(error.fixed_query(query, |text| select(&index, text).map(|_| ())).as_deref(), Some(fixed));
    }
}

#[test]
fn an_undated_quote_is_spoken_for_the_own_party_of_its_speaker() {
    let index = with_person(&format!(
        "[party.old]\nname = \"Old\"\n[party.new]\nname = \"New\"\n\
         [person.b]\nname = \"Bela Baker\"\nparty = \"old\"\nroles = [{{ title = \"Minister\", party = \"new\", from = 2025-06-01 }}]\n{}{}",
        quote("undated", "").replace("\"a\"", "\"b\""),
        quote("dated", "when = 2025-06-02").replace("\"a\"", "\"b\"")
    ));
    assert_eq!(ids(&index, "party:old"), ["undated"]);
    assert_eq!(ids(&index, "party:new"), ["dated"]);
}

#[test]
fn what_cannot_be_judged_is_not_compared() {
    let index = with_person("");
    let fixed = |query: &str| {
        let error = select(&index, query).expect_err(query);
        assert!(error.sentence().contains("cannot be judged"), "{}", error.sentence());
        error.fixed_query(query, |text| select(&index, text).map(|_| ())).expect(query)
    };
    assert_eq!(fixed("credibility:<=6"), "credibility:6");
    assert_eq!(fixed("credibility:>6"), "credibility:6");
    assert_eq!(fixed("reliability:<=F"), "reliability:F");
    assert_eq!(fixed("reliability:<f"), "reliability:F");
    for query in
        ["credibility:6", "credibility:=6", "reliability:F", "reliability:=f", "reliability:<=E", "credibility:<=5"]
    {
        assert!(select(&index, query).is_ok(), "{query}");
    }
}

#[test]
fn records_become_known_by_the_day() {
    let index = with_person(&quote("q", "channel = \"speech\"\nwhen = \"2025-06-10T20:00\""));
    assert_eq!(ids(&index, "reported:2025-06-10"), ["q"]);
    for query in ["reported:2025-06-10T20:00", "reported:\"2025-06-10 evening\"", "reported:2025-06-10[Europe/Kyiv]"] {
        let error = select(&index, query).expect_err(query);
        assert!(error.sentence().contains("is not a day; did you mean 2025-06-10?"), "{}", error.sentence());
        let fixed = error.fixed_query(query, |text| select(&index, text).map(|_| ()));
        assert_eq!(fixed.as_deref(), Some("reported:2025-06-10"));
    }
    assert!(select(&index, "reported:2025-06-10T20:00..2025-06-11").is_err());
}

#[test]
fn the_reference_date_may_stand_in_parentheses_beside_other_conditions() {
    let index = with_person(&format!(
        "{}{}",
        event("e1", "talks", "when = 2025-06-09"),
        event("e2", "talks", "when = 2025-06-11")
    ));
    for query in ["(asof:2025-06-10 title)", "(asof:2025-06-10) title", "((asof:2025-06-10) and kind:talks) title"] {
        assert_eq!(ids(&index, query), ["e1"], "{query}");
    }
    for query in ["(asof:2025-06-10 or title)", "-(asof:2025-06-10 title)", "(asof:2025-06-10 title) or x"] {
        let node = demarche::query::parse(query).expect(query);
        assert!(demarche::query::asof::of(&node, None).is_err(), "{query}");
    }
}

#[test]
fn the_spellings_of_other_languages_that_are_kept() {
    let index =
        with_person(&format!("{}{}", event("e", "talks", "when = 2025-11-30"), quote("q", "when = 2025-12-01")));
    for (query, same) in [
        ("!is:quote", "-is:quote"),
        ("title || words", "title or words"),
        ("title && kind:talks", "title and kind:talks"),
        ("in:2025-Q4", "in:2025-10..2025-12"),
        ("in:2025-W49", "in:2025-12-01..2025-12-07"),
        ("is:events", "is:event"),
        ("is:quotes,events", "is:quote,event"),
        ("has:sources", "has:source"),
    ] {
        assert_eq!(ids(&index, query), ids(&index, same), "{query}");
    }
}
