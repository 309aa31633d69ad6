//! The first match of the person picker in the shipped dataset, for spellings with other scripts, romanizations, word orders,
//! prefixes, inflected forms and typos.

use demarche::index::catalog::{Catalog, Category};
use demarche::names::search::search;

use crate::support::{Screen, shipped};

const SPELLINGS: &[(&str, &str)] = &[
    ("zelensky", "zelensky"),
    ("zelenskyy", "zelensky"),
    ("zelenskiy", "zelensky"),
    ("Zelenskij", "zelensky"),
    ("selenskyj", "zelensky"),
    ("zelenski", "zelensky"),
    ("Зеленський", "zelensky"),
    ("зеленский", "zelensky"),
    ("Зеленского", "zelensky"),
    ("зелен", "zelensky"),
    ("volodymyr", "zelensky"),
    ("zelensky volodymyr", "zelensky"),
    ("zelnsky", "zelensky"),
    ("putin", "putin"),
    ("Путин", "putin"),
    ("путина", "putin"),
    ("Poutine", "putin"),
    ("PUTIN VLADIMIR", "putin"),
    ("puitn", "putin"),
    ("ushakov", "ushakov"),
    ("Yuri Ushakov", "ushakov"),
    ("ouchakov", "ushakov"),
    ("ushakow", "ushakov"),
    ("Ушакову", "ushakov"),
    ("usahkov", "ushakov"),
    ("ushk", "ushakov"),
    ("umerov", "umerov"),
    ("Umierov", "umerov"),
    ("Умєров", "umerov"),
    ("умерова", "umerov"),
    ("rustem u", "umerov"),
    ("witkoff", "witkoff"),
    ("witkof", "witkoff"),
    ("Whitkoff", "witkoff"),
    ("vitkoff", "witkoff"),
    ("Уиткофф", "witkoff"),
    ("віткофф", "witkoff"),
    ("steven witkoff", "witkoff"),
    ("kushner", "kushner"),
    ("Кушнером", "kushner"),
    ("yermak", "yermak"),
    ("ermak", "yermak"),
    ("Єрмак", "yermak"),
    ("andrii yermak", "yermak"),
    ("sybiha", "sybiha"),
    ("sibiga", "sybiha"),
    ("Сибіга", "sybiha"),
    ("budanov", "budanov"),
    ("Кирило Буданов", "budanov"),
    ("medinsky", "medinsky"),
    ("medinskij", "medinsky"),
    ("мединского", "medinsky"),
    ("peskov", "peskov"),
    ("dmitri peskov", "peskov"),
    ("lavrov sergei", "lavrov"),
    ("dmitriev", "dmitriev"),
    ("dmitryev", "dmitriev"),
    ("kyslytsia", "kyslytsya"),
    ("Кислиця", "kyslytsya"),
    ("stefanishyna", "stefanishina"),
    ("arahamia", "arakhamia"),
    ("Арахамии", "arakhamia"),
    ("hnatov", "hnatov"),
    ("gnatov", "hnatov"),
    ("erdogan", "erdogan"),
    ("ERDOĞAN", "erdogan"),
    ("store", "store"),
    ("støre", "store"),
    ("schröder", "schroeder"),
    ("schroeder", "schroeder"),
    ("von der", "von-der-leyen"),
    ("rubbio", "rubio"),
    ("marko rubio", "rubio"),
    ("bin zayed", "mohamed-bin-zayed"),
    ("al aiban", "al-aiban"),
    ("kallas kaja", "kallas"),
    ("trmup", "trump"),
    ("Трампа", "trump"),
    ("djt", "trump"),
    ("Zelenski", "zelensky"),
    ("Сергей Кислица", "kyslytsya"),
    ("Sergiy Kyslytsya", "kyslytsya"),
    ("Макрон", "macron"),
    ("Макроном", "macron"),
    ("Мерц", "merz"),
    ("Стармер", "starmer"),
    ("Рютте", "rutte"),
    ("Келлог", "kellogg"),
    ("Мерцем", "merz"),
    ("Стубба", "stubb"),
];

#[test]
fn intended_person_comes_first() {
    let catalog = Catalog::new(Category::Person, shipped());
    let mut failures = Vec::new();
    for (typed, expected) in SPELLINGS {
        let found = search(typed, &catalog.candidates);
        let first = found.first().map_or("", |hit| catalog.entries[hit.candidate].id.as_str());
        if first != *expected {
            failures.push(format!("{typed} finds {first:?}, expected {expected:?}"));
        }
    }
    assert!(SPELLINGS.len() >= 60);
    assert_eq!(failures, Vec::<String>::new());
}

#[test]
fn prefix_ranks_above_spelling_variant_above_typo() {
    let catalog = Catalog::new(Category::Person, shipped());
    let score = |typed: &str, id: &str| {
        let found = search(typed, &catalog.candidates);
        found.iter().find(|hit| catalog.entries[hit.candidate].id == id).map_or(i64::MIN, |hit| hit.score)
    };
    assert!(score("ushakov", "ushakov") > score("ushakow", "ushakov"));
    assert!(score("medinskij", "medinsky") > score("medinskyx", "medinsky"));
}

#[test]
fn four_letters_and_enter_filter_by_the_person() {
    for (typed, id) in
        [("ushа", "ushakov"), ("ушак", "ushakov"), ("zele", "zelensky"), ("witk", "witkoff"), ("rubi", "rubio")]
    {
        let mut screen = Screen::new(120, 36);
        screen.press(&format!("p `{typed}` Enter"));
        assert_eq!(screen.view().query, format!("person:{id}"), "{typed}");
    }
}
