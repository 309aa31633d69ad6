//! The shipped dataset conforms to its rule book and description.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use demarche::model::vocabulary::{Act, Channel, Fidelity, SourceClass, Stance, Translated, Vocabulary};
use demarche::model::when::When;
use demarche::model::{Dataset, Quote, Source, SourceId, Speaker};

use crate::support::{ids, shipped};

fn rules() -> String {
    std::fs::read_to_string("data/CODING.md").expect("the rule book")
}

fn dataset() -> &'static Dataset {
    &shipped().dataset
}

/// The values that the rule book defines under the heading of a vocabulary, with their definitions.
fn defined(rules: &str, heading: &str) -> Vec<(String, String)> {
    let (_, section) =
        rules.split_once(&format!("\n### {heading}\n")).unwrap_or_else(|| panic!("no table of {heading}"));
    section
        .lines()
        .skip_while(|line| !line.starts_with("| `"))
        .take_while(|line| line.starts_with("| `"))
        .map(|line| {
            let mut cells = line.trim_matches('|').split(" | ").map(str::trim);
            let word = cells.next().expect("a word").trim_matches('`').to_owned();
            (word, cells.next().expect("a definition").trim_end_matches('|').trim().to_owned())
        })
        .collect()
}

/// The values that the JSON Schema allows for a key of a quote, with their definitions.
fn in_schema(key: &str) -> Vec<(String, String)> {
    let schema = demarche::dataset::schema::schema();
    let quote = &schema["$defs"]["quote"]["properties"][key];
    let allowed = if key == "stance" { &schema["$defs"]["stance"]["anyOf"][0]["oneOf"] } else { &quote["oneOf"] };
    let text = |value: &serde_json::Value| value.as_str().expect("a text").to_owned();
    let allowed = allowed.as_array().unwrap_or_else(|| panic!("{key} has no values: {quote}"));
    allowed.iter().map(|word| (text(&word["const"]), text(&word["description"]))).collect()
}

fn assert_same_definitions<V: Vocabulary>(heading: &str) {
    let word = |variant: &V| (variant.entry().word.to_owned(), variant.entry().definition.to_owned());
    let mut program: Vec<_> = V::all().iter().map(word).collect();
    let mut book = defined(&rules(), heading);
    let mut schema = in_schema(&heading.to_lowercase());
    if heading != "Act" {
        // Only the order of acts is significant, because the first that applies is used.
        book.sort();
        program.sort();
        schema.sort();
    }
    assert_eq!(book, program, "{heading}");
    assert_eq!(schema, program, "{heading} in the schema");
}

#[test]
fn definitions_agree_in_rule_book_program_and_schema() {
    assert_same_definitions::<Fidelity>("Fidelity");
    assert_same_definitions::<Translated>("Translated");
    assert_same_definitions::<Channel>("Channel");
    assert_same_definitions::<Act>("Act");
    assert_same_definitions::<Stance>("Stance");
}

#[test]
fn examples_in_the_rule_book_match_the_dataset() {
    let rules = rules();
    let dataset = dataset();
    let mut checked = 0;
    let mut id = None;
    for (number, piece) in rules.split('`').enumerate() {
        // Code spans are the odd pieces. An example is `id` "words", or `id` on `topic`: "words".
        if number % 2 == 1 {
            let named = dataset.quotes.find(piece);
            id = if named.is_none() && dataset.topics.find(piece).is_some() { id } else { named };
            let numbered = piece.rsplit_once('-').is_some_and(|(_, end)| end.bytes().all(|byte| byte.is_ascii_digit()));
            assert!(named.is_some() || !numbered || dataset.sources.find(piece).is_some(), "unknown id {piece}");
            continue;
        }
        let after = piece.trim_start().trim_start_matches(':').trim_start();
        if let Some(quote) = id
            && let Some((words, _)) = after.strip_prefix('"').and_then(|rest| rest.split_once('"'))
        {
            assert!(
                dataset.quotes[quote].text.contains(words),
                "{} does not contain {words:?}",
                dataset.quotes[quote].id
            );
            checked += 1;
        }
        if after != "on " {
            id = None;
        }
    }
    assert!(checked > 75, "{checked} examples");
}

#[test]
fn topics_in_the_rule_book_exist() {
    let rules = rules();
    let (_, table) = rules.split_once("| the words speak of | topic |").expect("the table of rule 2.3");
    let topics = table.lines().skip(2).take_while(|line| line.starts_with('|'));
    let named: Vec<&str> = topics.map(|line| line.rsplit('`').nth(1).expect("a topic")).collect();
    assert!(named.len() > 8, "{named:?}");
    for topic in named {
        assert!(dataset().topics.find(topic).is_some(), "{topic}");
    }
}

#[test]
fn no_topic_has_more_than_a_sixth_of_the_quotes() {
    let dataset = dataset();
    let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, quote) in dataset.quotes.iter() {
        for topic in &quote.topics {
            *sizes.entry(&dataset.topics[*topic].id).or_default() += 1;
        }
    }
    let (topic, size) = sizes.iter().max_by_key(|(_, size)| **size).expect("topics");
    assert!(size * 6 <= dataset.quotes.len(), "{topic} has {size} of {} quotes", dataset.quotes.len());
}

#[test]
fn every_quote_has_an_explicit_id_fidelity_channel_and_source() {
    let dataset = dataset();
    for (_, quote) in dataset.quotes.iter() {
        assert!(quote.id_is_written, "{}: generated ids change when a quote is inserted before", quote.id);
        assert!(quote.fidelity_is_written && quote.channel.is_some() && quote.translated.is_some(), "{}", quote.id);
        assert!(quote.sources.is_some(), "{} has no source of its own", quote.id);
    }
}

/// The original source of a page, following `via`.
fn origin(dataset: &Dataset, mut source: SourceId) -> SourceId {
    while let Some(via) = dataset.sources[source].via {
        source = via;
    }
    source
}

fn origins(dataset: &Dataset, quote: &Quote) -> BTreeSet<String> {
    let of = |source| dataset.sources[origin(dataset, source)].id.to_string();
    quote.sources.iter().flatten().map(|citation| of(citation.source)).collect()
}

/// Whether the statement was made to one outlet, which is then its only origin (rule 5.5).
fn given_to_one_outlet(quote: &Quote) -> bool {
    matches!(quote.channel, Some(Channel::Interview | Channel::Leak))
        || quote.outlet().is_some()
        || matches!(quote.speaker, Speaker::Described(_))
}

#[test]
fn credibility_follows_from_independent_origins() {
    let dataset = dataset();
    for (_, quote) in dataset.quotes.iter() {
        let confirmed = origins(dataset, quote).len() > 1 && !given_to_one_outlet(quote);
        let grades: BTreeSet<u8> = quote.sources.iter().flatten().filter_map(|citation| citation.credibility).collect();
        let expected = if grades.contains(&3) { 3 } else { 2 - u8::from(confirmed) };
        assert_eq!(grades, BTreeSet::from([expected]), "{}: {:?}", quote.id, origins(dataset, quote));
        assert!(expected < 3 || quote.note.is_some(), "{}: credibility 3 needs a note", quote.id);
    }
}

#[test]
fn publishers_are_spelled_graded_and_classified_consistently() {
    let mut publishers: BTreeMap<&str, Vec<&Source>> = BTreeMap::new();
    let mut spellings: HashMap<String, &str> = HashMap::new();
    for (_, source) in dataset().sources.iter() {
        let publisher = source.publisher.as_deref().unwrap_or_else(|| panic!("{} has no publisher", source.id));
        publishers.entry(publisher).or_default().push(source);
        let plain = publisher.to_lowercase().replace([' ', '-', '.'], "");
        let plain = plain.strip_prefix("the").map(str::to_owned).unwrap_or(plain);
        let first = *spellings.entry(plain).or_insert(publisher);
        assert_eq!(first, publisher, "two spellings of one publisher");
    }
    for (publisher, pages) in publishers {
        let grades: BTreeSet<_> = pages.iter().map(|page| page.reliability.map(|grade| grade.entry().word)).collect();
        assert!(
            grades == BTreeSet::from([Some("B")]) || grades == BTreeSet::from([Some("F")]),
            "{publisher}: {grades:?}"
        );
        let state = pages.iter().filter(|page| page.class == Some(SourceClass::StateMedia)).count();
        assert!(state == 0 || state == pages.len(), "{publisher} is state media on {state} of {} pages", pages.len());
        assert!(state == 0 || grades == BTreeSet::from([Some("F")]), "{publisher}: state media cannot be judged");
        assert!(state == 0 || rules().contains(publisher), "rule 5.2 does not list {publisher}");
    }
}

#[test]
fn copies_refer_to_their_source() {
    for (_, source) in dataset().sources.iter() {
        let note = source.note.as_deref().unwrap_or("");
        let copied = note.split(". ").find_map(|sentence| sentence.strip_prefix("Carries "));
        if let Some(copied) = copied {
            let several = copied.contains('/') || copied.contains(" and ") || copied.contains(", ");
            assert!(source.via.is_some() || several, "{} copies {copied} without `via`", source.id);
        }
        // Sources that were never read have no URL, and a note on how they are known.
        assert!(source.url.is_some() || note.contains("Known through"), "{} has neither URL nor note", source.id);
        assert!(source.url.is_some() || source.accessed.is_none(), "{} was never read", source.id);
    }
}

/// The month of a time.
fn month(when: &When) -> String {
    when.leading().expect("a time").begin.format("%Y-%m").to_string()
}

/// The number of events and quotes per month, the quotes also by party of the speaker, as Markdown.
fn by_month(dataset: &Dataset) -> String {
    let sides: Vec<BTreeSet<String>> =
        ["ru", "us", "ua"].map(|side| ids(shipped(), &format!("is:quote party:{side}")).into_iter().collect()).into();
    let mut months: BTreeMap<String, [usize; 6]> = BTreeMap::new();
    for (_, event) in dataset.events.iter() {
        months.entry(month(event.when.as_ref().expect("a time"))).or_default()[0] += 1;
    }
    for (_, quote) in dataset.quotes.iter() {
        let event = quote.event.and_then(|event| dataset.events[event].when.as_ref());
        let counts = months.entry(month(quote.when.as_ref().or(event).expect("a time"))).or_default();
        counts[1] += 1;
        counts[2 + sides.iter().position(|side| side.contains(&*quote.id)).unwrap_or(3)] += 1;
    }
    let mut table = String::from(
        "| month | events | quotes | Russia | United States | Ukraine | others |\n| --- | --- | --- | --- | --- | --- | --- |\n",
    );
    let mut all = [0; 6];
    for (month, counts) in months {
        table += &format!("| {month} | {} |\n", counts.map(|count| count.to_string()).join(" | "));
        all.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
    }
    table + &format!("| all | {} |\n", all.map(|count| count.to_string()).join(" | "))
}

/// Statistics of the dataset, as Markdown.
fn sizes(dataset: &Dataset) -> String {
    let quotes = || dataset.quotes.iter().map(|(_, quote)| quote);
    let sources = || dataset.sources.iter().map(|(_, source)| source);
    let versions: usize = dataset.proposals.iter().map(|(_, proposal)| proposal.versions.len()).sum();
    let worst = |quote: &Quote| quote.sources.iter().flatten().filter_map(|citation| citation.credibility).max();
    let rows: [(&str, usize); 19] = [
        ("events", dataset.events.len()),
        ("quotes", dataset.quotes.len()),
        ("of them renderings of another quote", quotes().filter(|quote| quote.rendering_of().is_some()).count()),
        (
            "of them with the words as spoken, where the text is a translation",
            quotes().filter(|quote| quote.original.is_some()).count(),
        ),
        (
            "of them with two independent origins or more",
            quotes().filter(|quote| origins(dataset, quote).len() > 1).count(),
        ),
        ("of them of credibility 1", quotes().filter(|quote| worst(quote) == Some(1)).count()),
        ("of them of credibility 3", quotes().filter(|quote| worst(quote) == Some(3)).count()),
        ("of them with a stance", quotes().filter(|quote| quote.stance.is_some()).count()),
        ("versions of proposals", versions),
        ("persons", dataset.persons.len()),
        ("parties", dataset.parties.len()),
        ("places", dataset.places.len()),
        ("topics", dataset.topics.len()),
        ("sources", dataset.sources.len()),
        ("of them pages, with an address", sources().filter(|source| source.url.is_some()).count()),
        ("of them known only through pages that carry them", sources().filter(|source| source.url.is_none()).count()),
        (
            "pages that carry another publisher's text (`via`)",
            sources().filter(|source| source.via.is_some() && source.url.is_some()).count(),
        ),
        (
            "pages of state media",
            sources().filter(|source| source.class == Some(SourceClass::StateMedia) && source.url.is_some()).count(),
        ),
        ("pages with the day of reading (`accessed`)", sources().filter(|source| source.accessed.is_some()).count()),
    ];
    let rows = rows.map(|(what, count)| format!("| {what} | {count} |\n"));
    format!("| what | how many |\n| --- | --- |\n{}", rows.concat())
}

#[test]
fn statistics_in_the_readmes_are_up_to_date() {
    let readme = std::fs::read_to_string("data/README.md").expect("the description of the dataset");
    for table in [sizes(dataset()), by_month(dataset())] {
        assert!(readme.contains(&table), "data/README.md should contain this table:\n\n{table}");
    }
    let counts = format!("{} events and {} quotes", dataset().events.len(), dataset().quotes.len());
    let readme = std::fs::read_to_string("README.md").expect("the README");
    let readme = readme.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(readme.contains(&counts), "README.md should contain {counts:?}");
}

#[test]
fn version_matches_changelog_and_citation() {
    let version = dataset().about.version.as_deref().expect("a version");
    assert_eq!(version.split('.').filter(|part| part.parse::<u32>().is_ok()).count(), 3, "{version} is not semantic");
    let changes = std::fs::read_to_string("data/CHANGELOG.md").expect("the changelog");
    let newest = changes.lines().find_map(|line| line.strip_prefix("## ")).expect("a version");
    assert!(newest.starts_with(version), "{newest}");
    let citation = std::fs::read_to_string("data/CITATION.cff").expect("the citation");
    assert!(citation.contains(&format!("\nversion: {version}\n")), "CITATION.cff has another version than {version}");
}
