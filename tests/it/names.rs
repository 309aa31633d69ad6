//! Names: resolution in queries, spelling keys, and ranking in pickers.

use demarche::names::{fold, search::Candidate, search::search, spelling_key};

use crate::support::{ids, indexed, select};

/// The ids of the persons that a value resolves to, for persons with these ids and names.
fn resolved(persons: &[(&str, &str)], value: &str) -> String {
    let person = |(id, name): &(&str, &str)| {
        format!("[person.{id}]\nname = \"{name}\"\n[[quote]]\nid = \"q-{id}\"\nspeaker = \"{id}\"\ntext = \"T\"\n")
    };
    let text: String = persons.iter().map(person).collect();
    let index = indexed(&format!("[dataset]\ntitle = \"T\"\n{text}"));
    let query = format!("by:\"{value}\"");
    if select(&index, &query).is_err() {
        return "none".to_owned();
    }
    ids(&index, &query).iter().map(|id| id[2..].to_owned()).collect::<Vec<_>>().join(" ")
}

#[test]
fn first_resolution_step_with_a_match_wins() {
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
        // Exact ids and names, together.
        ("ann", "ann cy"),
        ("ANN", "cy"),
        ("arden", "arden"),
        ("anna arden", "ann"),
        ("Bob Ardenson", "arden"),
        // Prefixes at any word of a name.
        ("Arde", "ann arden"),
        ("anna", "ann"),
        ("anna ard", "ann"),
        ("arden anna", "none"),
        ("thani", "thani"),
        ("Thani", "thani"),
        ("al-th", "thani"),
        ("hani", "none"),
        ("zel", "zel"),
        ("Zel", "zel zelda"),
        // Equal spelling keys of a sequence of whole words.
        ("zelenskiy", "zel"),
        ("Зеленський", "zel"),
        ("volodymyr zelenskij", "zel"),
        ("zelenski fitz", "none"),
        ("alexey", "alex"),
        ("Aleksey Katz", "alex"),
        ("alexe", "none"),
        // Leading, trailing and repeated white space is ignored.
        ("  anna   arden ", "ann"),
        ("ivan petrov", "two"),
        ("", "none"),
        ("xyzzy", "none"),
    ] {
        assert_eq!(resolved(&persons, value), expected, "{value:?}");
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

/// The indices of the matching candidates, each given by its names, in the order of the results.
fn found(typed: &str, candidates: &[&[&str]]) -> Vec<usize> {
    let candidates: Vec<Candidate> = candidates.iter().map(|names| Candidate::new(names.iter().copied())).collect();
    search(typed, &candidates).into_iter().map(|hit| hit.candidate).collect()
}

#[test]
fn better_matches_come_first() {
    for (typed, candidates, order) in [
        // A prefix, then a spelling variant, then scattered characters, then a typo.
        ("ushako", &[&["Wushakov"][..], &["Oushakova"], &["Ushakov"], &["Ushatov"]][..], &[2, 1, 0][..]),
        ("ushakov", &[&["Ushatov"], &["Yury Ushakov"]], &[1, 0]),
        // A whole word before a prefix.
        ("anna", &[&["Annabel"], &["Anna Montgomery"]], &[1, 0]),
        // The shorter of equal matches.
        ("anna", &[&["Anna Montgomery"], &["Anna Bo"]], &[1, 0]),
        // The displayed name before an alias.
        ("anna", &[&["Zoe", "Anna"], &["Anna", "Zoe"]], &[1, 0]),
        // Ties keep their order.
        ("anna", &[&["Anna Bo"], &["Anna Cy"]], &[0, 1]),
        // All words must match, in any order.
        ("bo anna", &[&["Anna Cy"], &["Anna Bo"]], &[1]),
        ("anna bo", &[&["Anna Boris"], &["Bo Anna"]], &[1, 0]),
        // Words of different names are not combined.
        ("anna zoe", &[&["Anna", "Zoe"]], &[]),
        // Typos only in words of at least four letters, one per word.
        ("ann", &[&["Axn Bo"]], &[]),
        ("annb", &[&["Annx"]], &[0]),
        ("axnbx", &[&["Anna B"]], &[]),
        // Characters scattered over a whole name do not match.
        ("enty", &[&["Anna Bell Montgomery"]], &[]),
        ("nlo", &[&["Anna Bell Montgomery"]], &[]),
        ("", &[&["B"], &["A"]], &[0, 1]),
    ] {
        assert_eq!(found(typed, candidates), order, "{typed}");
    }
}

#[test]
fn matches_report_name_and_characters() {
    let hit = |typed: &str, names: &[&str]| {
        let found = search(typed, &[Candidate::new(names.iter().copied())]);
        let hit = found.first().unwrap_or_else(|| panic!("{typed} does not match")).clone();
        let letters: String = hit.positions.iter().filter_map(|&at| names[hit.name][at..].chars().next()).collect();
        (hit.name, letters, hit.begins)
    };
    let expected = |name: usize, letters: &str, begins: bool| (name, letters.to_owned(), begins);
    assert_eq!(hit("ann", &["Anna Arden"]), expected(0, "Ann", true));
    assert_eq!(hit("ard ann", &["Anna Arden"]), expected(0, "AnnArd", true));
    assert_eq!(hit("envoy", &["Anna Arden", "The Envoy"]), expected(1, "Envoy", true));
    assert_eq!(hit("арден", &["Anna Arden"]), expected(0, "Arden", true));
    assert_eq!(
        hit("zelenskij", &["Volodymyr Zelensky"]),
        expected(0, "Zelensky", false),
        "spelling variant: the whole word"
    );
    assert_eq!(hit("zelnsky", &["Volodymyr Zelensky"]), expected(0, "Zelnsky", false), "scattered characters");
    assert_eq!(hit("zelinsky", &["Volodymyr Zelensky"]), expected(0, "Zelensky", false), "typo: the whole word");
    assert_eq!(hit("ann zelenskij", &["Ann Zelensky"]), expected(0, "AnnZelensky", false), "the weakest match counts");
}

#[test]
fn typos_are_tolerated_only_if_there_are_few_matches() {
    let near = ["Anne", "Annx", "Anny"];
    let many: Vec<[&str; 1]> = ["Anna A", "Anna B", "Anna C"].into_iter().chain(near).map(|name| [name]).collect();
    let all: Vec<&[&str]> = many.iter().map(|names| &names[..]).collect();
    assert_eq!(found("anna", &all), [0, 1, 2]);
    assert_eq!(found("anna", &all[1..]), [0, 1, 2, 3, 4], "two matches and three typos");
}
