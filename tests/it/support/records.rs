//! Small datasets, put together from tables.

use demarche::index::Index;

use super::indexed;

const HEAD: &str = "[dataset]\ntitle = \"T\"\ntimezone = \"UTC\"\n[person.a]\nname = \"Anna Arden\"\n";

/// A dataset of these tables, with a person `a`.
pub(crate) fn with_person(tables: &str) -> Index {
    indexed(&format!("{HEAD}{tables}"))
}

/// A dataset of these tables, with a person `a`, sources published on some days of June 2025, whose ids are `s` and the day,
/// and a source `undated`.
pub(crate) fn with_sources(tables: &str) -> Index {
    let source =
        |day: u32| format!("[source.s{day}]\npublisher = \"P\"\ntitle = \"T\"\npublished = 2025-06-{day:02}\n");
    let sources = [1, 5, 8, 15, 20].map(source).concat();
    with_person(&format!("{sources}[source.undated]\npublisher = \"P\"\ntitle = \"T\"\n{tables}"))
}

/// An event of this kind with these keys.
pub(crate) fn event(id: &str, kind: &str, keys: &str) -> String {
    format!("[[event]]\nid = \"{id}\"\ntitle = \"Title of {id}\"\nkind = \"{kind}\"\n{keys}\n")
}

/// A quote by the person `a` with these keys.
pub(crate) fn quote(id: &str, keys: &str) -> String {
    format!("[[quote]]\nid = \"{id}\"\nspeaker = \"a\"\ntext = \"Words of {id}\"\n{keys}\n")
}
