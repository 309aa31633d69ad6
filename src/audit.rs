//! On what the records rest: how many share a source class or a number of independent origins, and where something is missing.
//!
//! Each group is a query, evaluated like any other, so that the number stands for exactly the records that the query shows.

use crate::diagnostic::Fault;
use crate::index::Index;
use crate::model::vocabulary::{SourceClass, Vocabulary};
use crate::model::{Dataset, RecordRef, SourceId};
use crate::query::print::print;
use crate::query::{Context, FieldKey, Node, QueryError, evaluate};

/// Records that have something in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// What they have in common.
    pub name: String,
    /// How many there are.
    pub records: usize,
    /// The query that selects them.
    pub query: String,
}

/// Groups of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// What distinguishes the groups.
    pub title: &'static str,
    /// The groups.
    pub groups: Vec<Group>,
}

/// Sums up on what the records rest. Classes that no record has are left out; all other groups are named even if they are
/// empty. The error would be one of the queries in this file.
pub fn audit(index: &Index) -> Result<Vec<Section>, QueryError> {
    let group = |name: &str, conditions: Vec<Node>| {
        let node = Node::and(conditions);
        let records = evaluate(&node, &Context::new(index))?.records.count();
        Ok(Group { name: name.to_owned(), records, query: print(&node) })
    };
    let sources = |number: &str| field(FieldKey::Sources, [number]);
    let has = |part: &str| field(FieldKey::Has, [part]);

    let origins = [("none", "0"), ("one", "1"), ("two", "2"), ("three or more", ">=3")];
    let origins = origins.into_iter().map(|(name, number)| group(name, vec![sources(number)]));

    let mut classes = Vec::new();
    for class in SourceClass::all() {
        let (label, node) = (class.label(), field(FieldKey::Class, [class.word()]));
        classes.push(group(label, vec![node.clone()])?);
        classes.push(group(&format!("{label}, one origin"), vec![node, sources("1")])?);
    }
    let any_class = field(FieldKey::Class, SourceClass::all().iter().map(|class| class.word()));
    classes.push(group("without a class", vec![has("source"), any_class.negated()])?);
    classes.retain(|group| group.records > 0);

    let archive = [
        group("archived copy of a source", vec![has("archive")]),
        group("no archived copy", vec![has("source"), has("archive").negated()]),
    ];
    let doubtful = [
        group("credibility 1 without two origins", vec![field(FieldKey::Credibility, ["1"]), sources("<2")]),
        group(
            "reported more than two days after the end, without known",
            vec![field(FieldKey::Is, ["reported-late"]), has("known").negated()],
        ),
    ];
    let collected = |groups: &mut dyn Iterator<Item = Result<Group, QueryError>>| groups.collect::<Result<_, _>>();
    Ok(vec![
        Section { title: "independent origins", groups: collected(&mut origins.into_iter())? },
        Section { title: "source class", groups: classes },
        Section { title: "archive", groups: collected(&mut archive.into_iter())? },
        Section { title: "to check", groups: collected(&mut doubtful.into_iter())? },
    ])
}

fn field<'v>(key: FieldKey, values: impl IntoIterator<Item = &'v str>) -> Node {
    Node::field(key, values.into_iter().map(ToOwned::to_owned))
}

/// The sections as a table for people and scripts: a line for each group with its name, number and query, in columns that are
/// two blanks or more apart.
pub fn table(sections: &[Section]) -> String {
    let groups = || sections.iter().flat_map(|section| &section.groups);
    let titles = sections.iter().map(|section| section.title.len());
    let width = groups().map(|group| group.name.len()).chain(titles).max().unwrap_or(0);
    let tables = sections.iter().map(|section| {
        let head = format!("{:width$}  records  query\n", section.title);
        let lines = section
            .groups
            .iter()
            .map(|group| format!("{:width$}  {:>7}  {}\n", group.name, group.records, group.query));
        head + &lines.collect::<String>()
    });
    tables.collect::<Vec<_>>().join("\n")
}

/// The records that would lose their last source if a source, with all its copies, were withdrawn: events first, in the order of
/// the files.
pub fn without(dataset: &Dataset, source: SourceId) -> Vec<Fault> {
    let loses_all = |record: &RecordRef| {
        let citations = dataset.sources_of(*record);
        let withdrawn = |cited: SourceId| dataset.source_and_originals(cited).any(|behind| behind == source);
        !citations.is_empty() && citations.iter().all(|citation| withdrawn(citation.source))
    };
    let name = &dataset.sources[source].id;
    let note = |record: RecordRef| {
        Fault::note(format!("\"{}\" would lose its last source without \"{name}\"", dataset.record_id(record)))
    };
    let records = dataset.events.ids().map(RecordRef::Event).chain(dataset.quotes.ids().map(RecordRef::Quote));
    records.filter(loses_all).map(note).collect()
}
