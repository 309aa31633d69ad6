//! Reading in two passes against reading every chunk whole at once: the same dataset, the same faults in the same order. What is
//! read together is stored together.

use proptest::prelude::*;

use super::load::{Loaded, load_texts, load_texts_as};
use super::parts::{self, Reading, Rows};
use super::{builtin, chunks};
use crate::diagnostic::{FileText, report};
use crate::model::{EventId, Id, QuoteId};

const TWO_PASSES: Reading = Reading { threads: 1, records: chunks::RECORDS, whole: false };

/// Two files with all kinds of tables, each group of records shuffled among the others.
fn plain(random: &mut fastrand::Rng) -> Vec<FileText> {
    let mut first = vec![
        "[party.p0]\nname = \"P\"\n".to_owned(),
        "[person.a]\nname = \"A\"\nparty = \"p0\"\n[[person.a.roles]]\ntitle = \"Envoy\"\nfrom = 2024\n".into(),
        "[place.here]\nname = \"Here\"\ntimezone = \"Europe/Kyiv\"\n".into(),
        "[topic.t0]\nname = \"T\"\n".into(),
        "[topic.t1]\nname = \"U\"\nparent = \"t0\"\n".into(),
        "[kind.own]\nname = \"Own\"\nlike = \"talks\"\n".into(),
        "[proposal.plan]\nname = \"Plan\"\n[[proposal.plan.version]]\nid = \"v1\"\nname = \"One\"\nwhen = 2025-01-01\n"
            .into(),
        "[[view]]\nid = \"v\"\ntitle = \"V\"\nquery = \"by:a\"\n".into(),
    ];
    let mut second = Vec::new();
    for n in 0..random.usize(1..8) {
        let source =
            format!("[source.s{n}]\ntitle = \"S\"\npublisher = \"X\"\nurl = \"https://example.org/{}\"\n", n / 2);
        let mut event = format!("[[event]]\nid = \"e{n}\"\ntitle = \"E\"\nkind = \"{}\"\n", ["talks", "own"][n % 2]);
        event += ["when = \"2025-03-30T02:30\"\n", "when = 2025-01-02\n", ""][n % 3];
        event += ["place = \"here\"\n", "topics = [\"t0\", \"t1\"]\n"][n % 2];
        event += &format!("sources = [\"s{}\"]\nfollows = [\"e{}\"]\n", n / 2, n / 3);
        event += ["", "[[event.report]]\non = 2025-01-01\nstatus = \"planned\"\n"][n % 2];
        let mut quotes = String::new();
        for quote in 0..random.usize(0..4) {
            quotes +=
                &format!("[[quote]]\nevent = \"e{}\"\nspeaker = \"a\"\ntext = \"One two.\"\n", n.saturating_sub(quote));
            quotes += ["", "id = \"q{}\"\n", "id = 'e0#1'\n"][random.usize(0..3)]
                .replace("{}", &format!("{n}-{quote}"))
                .as_str();
            quotes += ["", "when = \"2025-03-30T03:15\"\n", "place = \"here\"\n"][random.usize(0..3)];
            quotes += ["", "stance = { t1 = \"for\" }\n", "topics = [\"t0\"]\n[quote.stance]\nt0 = \"for\"\n"]
                [random.usize(0..3)];
        }
        let file = if random.bool() { &mut first } else { &mut second };
        file.extend([source, event, quotes]);
    }
    random.shuffle(&mut first);
    let first =
        format!("# the first\nformat = 1\n[dataset]\ntitle = \"T\"\ntimezone = \"Europe/Kyiv\"\n{}", first.concat());
    let texts = [("first.toml", first), ("second.toml", second.concat())];
    texts.map(|(name, text)| FileText { name: name.into(), text }).into()
}

/// Lines that mean something else than they seem to, or nothing.
const ODD: [&str; 36] = [
    "[[event]]",
    "[[quote]]",
    "  [[event]]",
    "[[ quote ]]",
    "[[event]] # one more",
    "[[event.report]]",
    "[event.report]",
    "[event]",
    "[quote.stance]",
    "[source.s1]",
    "  [source.s2]",
    "[source.\"s3\"]",
    "[source]",
    "[person.a.b]",
    "[dataset]",
    "[[view]]",
    "[evnt]",
    "[topic.t0] # again",
    "\"\"\"",
    "'''",
    "note = \"\"\"",
    "note = \"\"\"# \"",
    "title = '''",
    "id = \"e0\"",
    "id = \"e1\"",
    "id='e2'",
    "id = \"e3\" # comment",
    "  id = \"e4\"",
    "\"id\" = \"e5\"",
    "id.x = 1",
    "id = \"\"\"e1\"\"\"",
    "id = \"e\\u0031\"",
    "id = \"No\"",
    "tags = [",
    "[\"x\"],",
    "]",
];

/// Deletes, repeats, moves and adds lines.
fn mutate(text: &str, random: &mut fastrand::Rng) -> String {
    let mut lines: Vec<String> = text.lines().map(ToOwned::to_owned).collect();
    for _ in 0..random.usize(0..5) {
        let (at, other) = (random.usize(0..=lines.len()), random.usize(0..=lines.len()));
        match random.u8(0..6) {
            0 if at < lines.len() => drop(lines.remove(at)),
            1 if other < lines.len() => lines.insert(at, lines[other].clone()),
            2 if at.max(other) < lines.len() => lines.swap(at, other),
            3 if at < lines.len() && !lines[at].is_empty() => {
                let from = random.usize(0..lines[at].len());
                lines[at] = lines[at].get(..from).unwrap_or_default().to_owned();
            }
            // A string over several lines that hides what is between.
            4 => {
                lines.insert(at.max(other), "\"\"\"".into());
                lines.insert(at.min(other), "note = \"\"\"".into());
            }
            _ => lines.insert(at, ODD[random.usize(0..ODD.len())].into()),
        }
    }
    let end = ["\n", "\r\n"][usize::from(random.u8(0..8) == 0)];
    lines.into_iter().map(|line| line + end).collect()
}

fn of(loaded: &Loaded) -> Vec<String> {
    let mut all = vec![format!("{:?} {} {:?}", loaded.dataset, loaded.left_out, loaded.view_places)];
    all.extend(loaded.texts.iter().map(|text| format!("{text:?}")));
    all.extend(loaded.faults.iter().map(|fault| format!("{fault:?}\n{}", report(fault, &loaded.texts, false))));
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn two_passes_find_what_one_pass_finds(seed: u64, records in 1_usize..12, is_odd in prop::bool::weighted(0.9)) {
        let random = &mut fastrand::Rng::with_seed(seed);
        let mut texts = plain(random);
        if is_odd {
            texts.iter_mut().for_each(|text| text.text = mutate(&text.text, random));
        }
        let two = of(&load_texts_as(texts.clone(), Reading { records, ..TWO_PASSES }));
        let one = of(&load_texts_as(texts.clone(), Reading { records, whole: true, ..TWO_PASSES }));
        prop_assert_eq!(two, one, "{}\n---\n{}", texts[0].text, texts[1].text);
    }
}

/// Tables of other kinds are told from quotes by their lines; here these are inside a string, and as many quotes are expected as
/// there are.
#[test]
fn headers_inside_a_string_are_no_headers() {
    let quote = "speaker-desc = \"X\"\ntext = ";
    let hidden = "[source.s]\ntitle = \"S\"\npublisher = \"P\"\n";
    let text = format!(
        "[dataset]\ntitle = \"T\"\n[[quote]]\n{quote}\"\"\"\n{hidden}[[quote]]\n\"\"\"\n  [[quote]]\n{quote}\"t\"\n"
    );
    let loaded = load_texts_as(vec![FileText { name: "a".into(), text: text.clone() }], TWO_PASSES);
    assert_eq!((loaded.dataset.sources.len(), loaded.dataset.quotes.len()), (0, 2), "{:?}", loaded.faults);
    let whole = load_texts_as(vec![FileText { name: "a".into(), text }], Reading { whole: true, ..TWO_PASSES });
    assert_eq!(of(&loaded), of(&whole));
}

#[test]
fn plain_files_are_never_held_as_written() {
    let random = &mut fastrand::Rng::with_seed(1);
    for texts in [builtin::texts(), plain(random), plain(random), plain(random)] {
        for (at, text) in texts.iter().enumerate() {
            let mut read = parts::read_file(text, at as u32, TWO_PASSES);
            assert!(read.faults.is_empty(), "{:?}", read.faults);
            for part in &mut read.parts {
                let is_held = matches!(&part.rows, Rows::Read(events, quotes) if events.len() + quotes.len() > 0);
                assert!(!is_held, "{} is parsed whole: {}", text.name, part.text(text));
                assert!(part.read(text).is_some(), "{} is not what was expected: {}", text.name, part.text(text));
            }
        }
    }
}

#[test]
fn an_arena_has_the_texts_of_the_records_read_together_and_nothing_else() {
    let text = "[dataset]\ntitle = 'T'\n[party.x]\nname = 'X'\n[topic.gas]\nname = 'Gas'\n\
        [[event]]\nid = 'a'\ntitle = 'Arrival'\nkind = 'talks'\nwhen = 2025-01-02\ntopics = ['gas']\n\
        tags = ['round 1']\noutcome = ' '\nsummary = \"\"\"\nOne\\tline\"\"\"\n\
        [[quote]]\nid = 'q'\nspeaker = 'x'\nevent = 'a'\ntext = 'Є.'\nlanguage = 'uk'\n";
    let loaded = load_texts(vec![FileText { name: "a.toml".into(), text: text.into() }]);
    let dataset = loaded.dataset;
    let (event, quote) = (&dataset.events[EventId::new(0)], &dataset.quotes[QuoteId::new(0)]);
    let when = &event.when().expect("a time").raw;
    let summary = event.summary.as_ref().expect("a summary");
    let texts = [&event.id, summary, &event.title, when, &quote.id, &quote.text].map(Clone::clone);
    drop(dataset);
    assert_eq!(texts.each_ref().map(|text| &**text), ["a", "One\tline", "Arrival", "2025-01-02", "q", "Є."]);
    assert!(texts.iter().all(|text| std::ptr::eq(text.arena(), texts[0].arena())));
    // The blank outcome is the one byte that no record has.
    let length = texts.iter().map(|text| text.len()).sum::<usize>() + 1;
    assert_eq!(texts[0].arena().len(), length);
}
