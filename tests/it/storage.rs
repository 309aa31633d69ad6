//! State files and atomic writes.

use demarche::files::{SaveError, save};
use demarche::storage::{Storage, UserView, append};

#[test]
fn history_is_limited_to_500_queries() {
    let folder = tempfile::tempdir().expect("a folder");
    let storage = Storage::at(folder.path().into());
    let mut queries = Vec::new();
    for n in 0..503 {
        append(&mut queries, &format!("q{n}"));
    }
    assert_eq!((queries.len(), queries[0].as_str(), queries[499].as_str()), (500, "q3", "q502"));
    std::fs::write(folder.path().join("history"), (0..500).map(|n| format!("q{n}\n")).collect::<String>())
        .expect("written");
    storage.remember("q0").expect("remembered");
    let known = storage.queries().expect("read").items;
    assert_eq!((known.len(), known[0].as_str(), known[499].as_str()), (500, "q1", "q0"), "moved to the end");
    storage.remember("new").expect("remembered");
    let known = storage.queries().expect("read").items;
    assert_eq!((known.len(), known[0].as_str(), known[499].as_str()), (500, "q2", "new"));
}

#[test]
fn multi_line_query_is_one_entry() {
    let folder = tempfile::tempdir().expect("a folder");
    let storage = Storage::at(folder.path().into());
    storage.remember("a\nb\rc").expect("remembered");
    assert_eq!(storage.queries().expect("read").items, ["a b c"]);
}

#[test]
fn view_with_the_same_name_and_dataset_is_replaced() {
    let folder = tempfile::tempdir().expect("a folder");
    let storage = Storage::at(folder.path().into());
    let view = |name: &str, dataset: &str, query: &str| UserView {
        name: name.into(),
        dataset: dataset.into(),
        query: query.into(),
        lens: Some("quotes".into()),
        sort: Some("date".into()),
        zoom: Some("month".into()),
        latest_first: true,
        threads: true,
        quotes_only: true,
        no_context: true,
    };
    let views = [view("a", "one", "1"), view("b", "one", "2"), view("a", "two", "3")];
    views.iter().for_each(|view| assert_eq!(storage.save_view(view), Ok(None)));
    assert_eq!(storage.views().expect("read").items, views, "with all properties");
    storage.save_view(&view("a", "one", "4")).expect("saved");
    assert_eq!(storage.views().expect("read").items, [views[1].clone(), views[2].clone(), view("a", "one", "4")]);
}

#[test]
fn storage_without_a_folder_does_nothing() {
    let storage = Storage::default();
    storage.remember("a").expect("nothing to do");
    storage.save_view(&UserView::default()).expect("nothing to do");
    assert!(storage.queries().expect("none").items.is_empty() && storage.views().expect("none").items.is_empty());
}

#[test]
fn file_appears_only_when_complete() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("x.md");
    save(&path, false, |out| {
        out.write_all(b"half")?;
        out.flush()?;
        assert!(!path.exists(), "incomplete files are not visible");
        out.write_all(b" and half")
    })
    .expect("written");
    assert_eq!(std::fs::read_to_string(&path).expect("read"), "half and half");
}

#[test]
fn file_created_during_the_write_is_not_overwritten() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("x.md");
    let saved = save(&path, false, |out| {
        std::fs::write(&path, "another's")?;
        out.write_all(b"mine")
    });
    assert!(matches!(saved, Err(SaveError::Exists(_))), "{saved:?}");
    assert_eq!(std::fs::read_to_string(&path).expect("read"), "another's");
}

#[cfg(unix)]
#[test]
fn symbolic_link_is_followed_and_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let (target, link) = (folder.path().join("target.md"), folder.path().join("link.md"));
    std::fs::write(&target, "old").expect("written");
    std::os::unix::fs::symlink(&target, &link).expect("a link");
    assert!(matches!(save(&link, false, |out| out.write_all(b"new")), Err(SaveError::Exists(_))));
    save(&link, true, |out| out.write_all(b"new")).expect("written");
    assert!(std::fs::symlink_metadata(&link).expect("a link").is_symlink());
    assert_eq!(std::fs::read_to_string(&target).expect("read"), "new");
    // A dangling link exists as well.
    let dangling = folder.path().join("dangling.md");
    std::os::unix::fs::symlink(folder.path().join("nothing"), &dangling).expect("a link");
    assert!(matches!(save(&dangling, false, |out| out.write_all(b"new")), Err(SaveError::Exists(_))));
}

#[cfg(unix)]
#[test]
fn new_file_has_default_permissions() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let (mine, other) = (folder.path().join("mine.md"), folder.path().join("other.md"));
    save(&mine, false, |out| out.write_all(b"x")).expect("written");
    std::fs::write(&other, "x").expect("written");
    let mode = |path: &std::path::Path| std::fs::metadata(path).expect("a file").permissions().mode() & 0o777;
    assert_eq!(mode(&mine), mode(&other));
}
