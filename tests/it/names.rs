//! Whom a name means: the steps of resolution in a query, the spelling key, and the order in which a picker shows what it
//! finds.

use demarche::names::{fold, search::Candidate, search::search, spelling_key};

use crate::support::{ids, indexed, select};

/// The ids of the persons whom a value means, among persons of these ids and names.
fn meant(persons: &[(&str, &str)], value: &str) -> String {
    let person = |(id, name): &(&str, &str)| {
        format!("[person.{id}]\nname = \"{name}\"\n[[quote]]\nid = \"q-{id}\"\nspeaker = \"{id}\"\ntext = \"T\"\n")
    };
    let text: String = persons.iter().map(person).collect();
    let index = indexed(&format!("[dataset]\ntitle = \"T\"\n{text}"));
    let query = format!("by:\"{value}\"");
    if select(&index, &query).is_err() {
        return "nobody".to_owned();
    }
    ids(&index, &query).iter().map(|id| id[2..].to_owned()).collect::<Vec<_>>().join(" ")
}

#[test]
fn the_first_step_that_finds_anybody_decides() {
    let persons = [
        ("ann", "Anna Arden"),
        ("arden", "Bob Ardenson"),
        ("cy", "Ann"),
        ("thani", "Hamad Al-Thani"),
        ("zel", "Volodymyr Zelensky"),
        ("zelda", "Zelda Fitz"),
        ("alex", "Aleksei Kac"),
        ("two", "Ivan  Petrov"),
    ];
    for (value, expected) in [
        // Exactly the id, or the name, taken together.
        ("ann", "ann cy"),
        ("ANN", "cy"),
        ("arden", "arden"),
        ("anna arden", "ann"),
        ("Bob Ardenson", "arden"),
        // A beginning at any word of a name.
        ("Arde", "ann arden"),
        ("anna", "ann"),
        ("anna ard", "ann"),
        ("arden anna", "nobody"),
        ("thani", "thani"),
        ("Thani", "thani"),
        ("al-th", "thani"),
        ("hani", "nobody"),
        ("zel", "zel"),
        ("Zel", "zel zelda"),
        // The same spelling key, of a run of whole words.
        ("zelenskiy", "zel"),
        ("Зеленський", "zel"),
        ("volodymyr zelenskij", "zel"),
        ("zelenski fitz", "nobody"),
        ("alexey", "alex"),
        ("Aleksey Katz", "alex"),
        ("alexe", "nobody"),
        // White space at the ends and in rows makes no difference.
        ("  anna   arden ", "ann"),
        ("ivan petrov", "two"),
        ("", "nobody"),
        ("xyzzy", "nobody"),
    ] {
        assert_eq!(meant(&persons, value), expected, "{value:?}");
    }
}

#[test]
fn spellings_of_one_name_share_a_key() {
    for (one, other) in [
        ("Zelens'kiy", "Zelenskiy"),
        ("Mikhail", "Mihail"),
        ("Tsipras", "Cipras"),
        ("Katz", "Kac"),
        ("Aleksandr", "Alexandr"),
        ("Witkoff", "Vitkof"),
        ("Zelenskyy", "Zelensky"),
        ("Zelenskiy", "Zelensky"),
        ("Zelenskij", "Zelensky"),
        ("Zelenskii", "Zelensky"),
        ("Zelenskyi", "Zelensky"),
        ("Zelenski", "Zelensky"),
        ("Rubbio", "Rubio"),
        ("Юрий Ушаков", "Yuriy Ushakov"),
    ] {
        assert_eq!(spelling_key(&fold(one)), spelling_key(&fold(other)), "{one} and {other}");
    }
    for (one, other) in
        [("Rubio", "Rubin"), ("Ivan Petrov", "Petrov Ivan"), ("Iva Npetrov", "Ivan Petrov"), ("2200", "220")]
    {
        assert_ne!(spelling_key(&fold(one)), spelling_key(&fold(other)), "{one} and {other}");
    }
    assert_eq!(spelling_key("yury ushakov"), "yury ushakov", "word by word");
}

/// Which of several candidates, each with its names, come in which order for what was typed.
fn found(typed: &str, candidates: &[&[&str]]) -> Vec<usize> {
    let candidates: Vec<Candidate> = candidates.iter().map(|names| Candidate::new(names.iter().copied())).collect();
    search(typed, &candidates).into_iter().map(|hit| hit.candidate).collect()
}

#[test]
fn a_picker_shows_the_better_match_first() {
    for (typed, candidates, order) in [
        // A beginning of a word, then one by spelling, then letters apart, then a slip of the finger.
        ("ushako", &[&["Wushakov"][..], &["Oushakova"], &["Ushakov"], &["Ushatov"]][..], &[2, 1, 0][..]),
        ("ushakov", &[&["Ushatov"], &["Yury Ushakov"]], &[1, 0]),
        // The whole word before its beginning.
        ("anna", &[&["Annabel"], &["Anna Montgomery"]], &[1, 0]),
        // Of equal matches the shorter name.
        ("anna", &[&["Anna Montgomery"], &["Anna Bo"]], &[1, 0]),
        // The name shown before an alias.
        ("anna", &[&["Zoe", "Anna"], &["Anna", "Zoe"]], &[1, 0]),
        // Equals stay as they come.
        ("anna", &[&["Anna Bo"], &["Anna Cy"]], &[0, 1]),
        // Every word must be found, in whatever order.
        ("bo anna", &[&["Anna Cy"], &["Anna Bo"]], &[1]),
        ("anna bo", &[&["Anna Boris"], &["Bo Anna"]], &[1, 0]),
        // A name is searched by itself: words of two names do not add up.
        ("anna zoe", &[&["Anna", "Zoe"]], &[]),
        // A slip of the finger only in words of four letters and more, and one a word.
        ("ann", &[&["Axn Bo"]], &[]),
        ("annb", &[&["Annx"]], &[0]),
        ("axnbx", &[&["Anna B"]], &[]),
        // Letters strewn over a name are no match.
        ("enty", &[&["Anna Bell Montgomery"]], &[]),
        ("nlo", &[&["Anna Bell Montgomery"]], &[]),
        ("", &[&["B"], &["A"]], &[0, 1]),
    ] {
        assert_eq!(found(typed, candidates), order, "{typed}");
    }
}

#[test]
fn what_matched_is_told_by_name_and_letters() {
    let hit = |typed: &str, names: &[&str]| {
        let found = search(typed, &[Candidate::new(names.iter().copied())]);
        let hit = found.first().unwrap_or_else(|| panic!("{typed} is not found")).clone();
        let letters: String = hit.positions.iter().filter_map(|&at| names[hit.name][at..].chars().next()).collect();
        (hit.name, letters, hit.begins)
    };
    let is = |name: usize, letters: &str, begins: bool| (name, letters.to_owned(), begins);
    assert_eq!(hit("ann", &["Anna Arden"]), is(0, "Ann", true));
    assert_eq!(hit("ard ann", &["Anna Arden"]), is(0, "AnnArd", true));
    assert_eq!(hit("envoy", &["Anna Arden", "The Envoy"]), is(1, "Envoy", true));
    assert_eq!(hit("арден", &["Anna Arden"]), is(0, "Arden", true));
    assert_eq!(hit("zelenskij", &["Volodymyr Zelensky"]), is(0, "Zelensky", false), "by spelling: the whole word");
    assert_eq!(hit("zelnsky", &["Volodymyr Zelensky"]), is(0, "Zelnsky", false), "letters apart");
    assert_eq!(hit("zelinsky", &["Volodymyr Zelensky"]), is(0, "Zelensky", false), "a slip: the whole word");
    assert_eq!(hit("ann zelenskij", &["Ann Zelensky"]), is(0, "AnnZelensky", false), "the weakest word counts");
}

#[test]
fn slips_are_looked_for_only_where_little_is_found() {
    let near = ["Anne", "Annx", "Anny"];
    let many: Vec<[&str; 1]> = ["Anna A", "Anna B", "Anna C"].into_iter().chain(near).map(|name| [name]).collect();
    let all: Vec<&[&str]> = many.iter().map(|names| &names[..]).collect();
    assert_eq!(found("anna", &all), [0, 1, 2]);
    assert_eq!(found("anna", &all[1..]), [0, 1, 2, 3, 4], "two of them, and three that are nearly so");
}
