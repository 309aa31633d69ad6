//! What is kept on disk from run to run, and files that are written: nothing is lost, nothing is half written.

use demarche::files::{SaveError, save};
use demarche::storage::{Storage, UserView, append};

#[test]
fn the_history_forgets_the_oldest_beyond_five_hundred() {
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
    assert_eq!((known.len(), known[0].as_str(), known[499].as_str()), (500, "q1", "q0"), "known already");
    storage.remember("new").expect("remembered");
    let known = storage.queries().expect("read").items;
    assert_eq!((known.len(), known[0].as_str(), known[499].as_str()), (500, "q2", "new"));
}

#[test]
fn a_query_of_several_lines_is_one_entry() {
    let folder = tempfile::tempdir().expect("a folder");
    let storage = Storage::at(folder.path().into());
    storage.remember("a\nb\rc").expect("remembered");
    assert_eq!(storage.queries().expect("read").items, ["a b c"]);
}

#[test]
fn a_view_is_replaced_by_one_of_the_same_name_and_dataset() {
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
    assert_eq!(storage.views().expect("read").items, views, "with everything that belongs to a view");
    storage.save_view(&view("a", "one", "4")).expect("kept");
    assert_eq!(storage.views().expect("read").items, [views[1].clone(), views[2].clone(), view("a", "one", "4")]);
}

#[test]
fn without_a_folder_nothing_is_remembered_and_nothing_fails() {
    let storage = Storage::default();
    storage.remember("a").expect("nothing to do");
    storage.save_view(&UserView::default()).expect("nothing to do");
    assert!(storage.queries().expect("none").items.is_empty() && storage.views().expect("none").items.is_empty());
}

#[test]
fn a_file_is_not_there_before_it_is_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("x.md");
    save(&path, false, |out| {
        out.write_all(b"half")?;
        out.flush()?;
        assert!(!path.exists(), "nobody sees a half");
        out.write_all(b" and half")
    })
    .expect("written");
    assert_eq!(std::fs::read_to_string(&path).expect("read"), "half and half");
}

#[test]
fn a_file_that_appears_meanwhile_is_not_replaced_unasked() {
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
fn a_link_is_followed_and_stays_a_link() {
    let folder = tempfile::tempdir().expect("a folder");
    let (target, link) = (folder.path().join("target.md"), folder.path().join("link.md"));
    std::fs::write(&target, "old").expect("written");
    std::os::unix::fs::symlink(&target, &link).expect("a link");
    assert!(matches!(save(&link, false, |out| out.write_all(b"new")), Err(SaveError::Exists(_))));
    save(&link, true, |out| out.write_all(b"new")).expect("written");
    assert!(std::fs::symlink_metadata(&link).expect("a link").is_symlink());
    assert_eq!(std::fs::read_to_string(&target).expect("read"), "new");
    // A link to nothing is something of that name too.
    let dangling = folder.path().join("dangling.md");
    std::os::unix::fs::symlink(folder.path().join("nothing"), &dangling).expect("a link");
    assert!(matches!(save(&dangling, false, |out| out.write_all(b"new")), Err(SaveError::Exists(_))));
}

#[cfg(unix)]
#[test]
fn a_new_file_is_as_open_as_others() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let (mine, other) = (folder.path().join("mine.md"), folder.path().join("other.md"));
    save(&mine, false, |out| out.write_all(b"x")).expect("written");
    std::fs::write(&other, "x").expect("written");
    let mode = |path: &std::path::Path| std::fs::metadata(path).expect("a file").permissions().mode() & 0o777;
    assert_eq!(mode(&mine), mode(&other));
}
