//! What is kept on disk from run to run, and files that are written: nothing is lost, nothing is half written.

use demarche::files::{SaveError, save};
use demarche::storage::{Storage, UserView, append};

fn kept_queries(storage: &Storage) -> Vec<String> {
    storage.queries().expect("readable").items
}

fn kept_views(storage: &Storage) -> Vec<UserView> {
    storage.views().expect("readable").items
}

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
    let known = kept_queries(&storage);
    assert_eq!((known.len(), known[0].as_str(), known[499].as_str()), (500, "q1", "q0"), "known already");
    storage.remember("new").expect("remembered");
    let known = kept_queries(&storage);
    assert_eq!((known.len(), known[0].as_str(), known[499].as_str()), (500, "q2", "new"));
}

#[test]
fn a_query_of_several_lines_is_one_entry() {
    let folder = tempfile::tempdir().expect("a folder");
    let storage = Storage::at(folder.path().into());
    storage.remember("a\nb\rc").expect("remembered");
    assert_eq!(kept_queries(&storage), ["a b c"]);
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
    assert_eq!(kept_views(&storage), views, "with everything that belongs to a view");
    storage.save_view(&view("a", "one", "4")).expect("kept");
    assert_eq!(kept_views(&storage), [views[1].clone(), views[2].clone(), view("a", "one", "4")]);
}

#[test]
fn without_a_folder_nothing_is_remembered_and_nothing_fails() {
    let storage = Storage::default();
    storage.remember("a").expect("nothing to do");
    storage.save_view(&UserView::default()).expect("nothing to do");
    assert!(kept_queries(&storage).is_empty() && kept_views(&storage).is_empty());
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
