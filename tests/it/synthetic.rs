//! The synthetic dataset of the measurements: valid, always the same, and with everything that makes real datasets hard.

#[path = "../../examples/generate/dataset.rs"]
mod dataset;

use std::fs;
use std::path::Path;
use std::sync::Arc;

use demarche::dataset::{DataFiles, load};
use demarche::index::{Category, Index};

/// All files of a folder, in order, as one text.
fn text(folder: &Path) -> String {
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("a file").path()).collect();
    files.sort();
    files.iter().map(|path| fs::read_to_string(path).expect("a file")).collect()
}

#[test]
fn synthetic_data_is_valid_and_the_same_for_the_same_seed() {
    let [first, second, other] = [1, 1, 2].map(|seed| {
        let folder = tempfile::tempdir().expect("a folder");
        dataset::write(1200, seed, folder.path()).expect("written");
        folder
    });
    let loaded = load(&DataFiles::Paths(vec![first.path().to_owned()]), &|_| {});
    let unexpected = loaded.faults.iter().find(|fault| !fault.message.ends_with("is never referenced"));
    assert!(unexpected.is_none(), "{unexpected:?}");
    assert_eq!(loaded.dataset.events.len(), 1200);
    assert!(loaded.dataset.quotes.len() > 2000);
    assert_eq!(text(first.path()), text(second.path()));
    assert_ne!(text(first.path()), text(other.path()));
    let index = Index::new(Arc::new(loaded.dataset));
    let names: Vec<&str> = index.catalog(Category::Person).entries.iter().map(|entry| &*entry.name).collect();
    assert!(names.iter().all(|name| !name.contains(|c: char| c.is_ascii_digit())), "no numbered names");
    assert!(names.iter().any(|name| name.is_ascii()) && names.iter().any(|name| !name.is_ascii()), "two scripts");
}

#[test]
fn synthetic_data_has_every_notation_and_table() {
    let folder = tempfile::tempdir().expect("a folder");
    dataset::write(3000, 7, folder.path()).expect("written");
    let text = text(folder.path());
    let notations = [
        r"when = \d{4}-\d\d-\d\d\n",
        r#"when = "\d{4}-\d\d""#,
        r#"when = "\d{4}""#,
        r#"when = "\d{3}X""#,
        r#"when = "\d\dXX""#,
        r#"when = "\d{4}-XX""#,
        r#"when = "\d{4}-\d\d-XX""#,
        r#"when = "\d{4}-2[1-4]""#,
        r#"when = "[-\d]+~""#,
        r#"when = "[-\d]+\?""#,
        r#"when = "[-\d]+%""#,
        r#"when = "[-\d]+ (night|morning|afternoon|evening)""#,
        r#"when = "[-\d]+T\d\d:\d\d""#,
        r#"when = "[-\d]+T\d\d:\d\d~""#,
        r#"when = "[-\d]+T[:\d]+[+-]\d\d:\d\d""#,
        r#"when = "[-\d]+T[:\d]+[+-]\d\d:\d\d\[\w+/[^\]]+\]""#,
        r#"when = "[-\d]+T[:\d]+\[\w+/[^\]]+\]""#,
        r#"when = "[-\d]+\[\w+/[^\]]+\]""#,
        r#"when = "[-\d]+/[-\d]+""#,
        r#"when = "[-\d]+/\.\.""#,
        r#"when = "[-\d]+/""#,
        r#"when = "\.\./[-\d]+""#,
        r#"when = "\[[-\d]+\.\.[-\d]+\]""#,
        r"\[\[event.report\]\]",
        r"\[\[event.claim\]\]",
        r"\[\[quote\]\]\nevent = ",
        r#"\[\[quote\]\]\nid = "[^"]+"\nspeaker"#,
        r"speaker-desc = ",
        r"\[\[proposal\.\w+\.version\.point\]\]",
        r#"kind = "native""#,
        r#"kind = "weak""#,
    ];
    for notation in notations {
        assert!(regex::Regex::new(notation).expect("an expression").is_match(&text), "{notation}");
    }
}
