//! Everything of one category that a query can name: persons, parties, topics, kinds, places, sources, stances, documents.
//! Pickers, facets and completion read it.

mod documents;

use std::collections::{BTreeMap, HashMap};

use foldhash::fast::RandomState;

use super::{Bits, Index, Postings};
use crate::model::people::HasNames;
use crate::model::vocabulary::{Kind, Stance, Vocabulary};
use crate::model::{Dataset, Id, PartyId, Table, TopicId};
use crate::names::fold;
use crate::names::search::Candidate;
use crate::parallel;
use crate::prose;

/// As many records in lists are counted by one thread in a millisecond or two.
const MIN_SHARED: usize = 1 << 20;

/// A category of things that records refer to and queries can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Category {
    /// Persons, in any role.
    Person,
    /// Parties.
    Party,
    /// Topics, which form a tree.
    Topic,
    /// Kinds of events.
    Kind,
    /// Places.
    Place,
    /// Sources.
    Source,
    /// Stances of quotes.
    Stance,
    /// Proposals and their versions.
    Document,
}

impl Category {
    /// The categories that are facets, in their order.
    pub const FACETS: [Self; 7] =
        [Self::Person, Self::Party, Self::Topic, Self::Stance, Self::Kind, Self::Place, Self::Source];
    /// All categories.
    pub const ALL: [Self; 8] =
        [Self::Person, Self::Party, Self::Topic, Self::Kind, Self::Place, Self::Source, Self::Stance, Self::Document];

    /// The plural, as a heading.
    pub(crate) fn plural(self) -> &'static str {
        match self {
            Self::Person => "People",
            Self::Party => "Parties",
            Self::Topic => "Topics",
            Self::Kind => "Kinds",
            Self::Place => "Places",
            Self::Source => "Sources",
            Self::Stance => "Stances",
            Self::Document => "Documents",
        }
    }

    /// The entries that a value of a query means.
    pub(crate) fn meant(self, index: &Index, value: &str) -> Vec<usize> {
        fn among<I: Id>(ids: Vec<I>) -> Vec<usize> {
            ids.into_iter().map(Id::index).collect()
        }
        let names = &index.names;
        match self {
            Self::Person => among(names.persons.meant(value)),
            Self::Party => among(names.parties.meant(value)),
            Self::Topic => among(names.topics.meant(value)),
            Self::Place => among(names.places.meant(value)),
            Self::Source => among(names.sources.meant(value)),
            Self::Kind => Kind::parse(&value.to_lowercase()).map(|kind| kind as usize).into_iter().collect(),
            Self::Stance => Stance::parse(&value.to_lowercase()).map(|stance| stance as usize).into_iter().collect(),
            Self::Document => documents::meant(index, value),
        }
    }

    /// The records of each entry; there is no such list for stances.
    fn postings(self, index: &Index) -> Option<&Postings> {
        let relations = &index.relations;
        match self {
            Self::Person => Some(&relations.person),
            Self::Party => Some(&relations.party),
            Self::Topic => Some(&relations.topic),
            Self::Kind => Some(&relations.kind),
            Self::Place => Some(&relations.place),
            Self::Source => Some(&relations.source),
            Self::Stance => Some(&relations.any_stance),
            Self::Document => None,
        }
    }

    /// How many of a set of records each entry has.
    fn counts(self, index: &Index, records: &Bits, entries: usize) -> Vec<usize> {
        if let Some(postings) = self.postings(index) {
            if records.count() == index.len() {
                return (0..entries).map(|at| postings.count(at)).collect();
            }
            let chosen = index.chosen(records);
            // Fewer are counted sooner than threads start.
            if postings.len_at_most() < MIN_SHARED {
                return (0..entries).map(|at| postings.count_in(&chosen, at)).collect();
            }
            return parallel::map(entries, |at| postings.count_in(&chosen, at));
        }
        documents::counts(index, records, entries)
    }
}

/// An entry of a catalog.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The id, as used in queries.
    pub id: String,
    /// Display name.
    pub name: String,
    /// The party, for persons and parties.
    pub party: Option<PartyId>,
    /// Office, wider topic, city, title: what distinguishes it from others.
    pub about: String,
    /// Depth in the tree.
    pub depth: usize,
}

/// All entries of a category, with their names for search.
#[derive(Debug, Clone)]
pub struct Catalog {
    /// The category.
    pub category: Category,
    /// The entries, in the order of the dataset.
    pub entries: Vec<Entry>,
    /// Their names for search, in the same order.
    pub candidates: Vec<Candidate>,
    /// Entries whose id also means others, such as a city and the palaces in it.
    several: Vec<(usize, Vec<usize>)>,
}

impl Catalog {
    /// Builds the catalog of a category.
    pub fn new(category: Category, index: &Index) -> Self {
        let dataset = &index.dataset;
        let depths = depths(dataset);
        let (entries, candidates) = match category {
            Category::Person => {
                gather(&dataset.persons, |_, person| (person.party, person.title_at(None).unwrap_or("").to_owned(), 0))
            }
            Category::Party => gather(&dataset.parties, |at, party| {
                let parent = party.parent.map_or("", |parent| &dataset.parties[parent].name);
                (Some(PartyId::new(at)), parent.to_owned(), 0)
            }),
            Category::Topic => gather(&dataset.topics, |at, topic| {
                let wider = topic.parent.map(|parent| prose::topic(dataset, parent)).unwrap_or_default();
                (None, wider, depths[at])
            }),
            Category::Place => gather(&dataset.places, |_, place| {
                let about = [place.city.as_deref(), place.country.as_deref()];
                (None, about.into_iter().flatten().collect::<Vec<_>>().join(", "), 0)
            }),
            Category::Source => gather(&dataset.sources, |_, source| {
                let date = prose::published(source).unwrap_or_default();
                (None, format!("{date}  {}", source.title).trim_start().to_owned(), 0)
            }),
            Category::Document => documents::entries(dataset),
            Category::Kind => of_words::<Kind>(),
            Category::Stance => of_words::<Stance>(),
        };
        let several = match category {
            Category::Person => several(&dataset.persons),
            Category::Party => several(&dataset.parties),
            Category::Topic => several(&dataset.topics),
            Category::Place => several(&dataset.places),
            Category::Source => several(&dataset.sources),
            Category::Kind | Category::Stance | Category::Document => Vec::new(),
        };
        Self { category, entries, candidates, several }
    }

    /// How many of a set of records a query for each entry selects.
    pub fn counts(&self, index: &Index, records: &Bits) -> Vec<usize> {
        let mut counts = self.category.counts(index, records, self.entries.len());
        for (at, meant) in &self.several {
            if let Some(postings) = self.category.postings(index) {
                let mut any = index.none();
                meant.iter().for_each(|entry| postings.add_to(&mut any, *entry));
                counts[*at] = any.count_and(records);
            }
        }
        counts
    }
}

/// The rows whose id is also a name of other rows, with all rows that the id means in a query.
fn several<I: Id + Sync, T: HasNames + Sync>(table: &Table<I, T>) -> Vec<(usize, Vec<usize>)> {
    let rows: Vec<(I, &T)> = table.iter().collect();
    let mut by_id: HashMap<String, Vec<usize>, RandomState> = HashMap::default();
    for (id, row) in &rows {
        by_id.entry(fold(row.id())).or_default().push(id.index());
    }
    let with_others = parallel::ranges(rows.len(), |range| {
        let mut pairs = Vec::new();
        for (id, row) in &rows[range] {
            for name in [row.name()].into_iter().chain(row.other_names()) {
                let meant = by_id.get(&fold(name)).into_iter().flatten();
                pairs.extend(meant.filter(|at| **at != id.index()).map(|at| (*at, id.index())));
            }
        }
        pairs
    });
    let mut several: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, other) in with_others.into_iter().flatten() {
        let meant = several.entry(at).or_insert_with(|| vec![at]);
        if meant.last() != Some(&other) {
            meant.push(other);
        }
    }
    several.into_iter().collect()
}

/// The depth of each topic in the tree.
fn depths(dataset: &Dataset) -> Vec<usize> {
    let mut depths: Vec<Option<usize>> = vec![None; dataset.topics.positions()];
    for topic in dataset.topics.ids() {
        // Up to an ancestor whose depth is known, then down again: each topic is visited once.
        let path: Vec<TopicId> =
            dataset.topic_and_ancestors(topic).take_while(|topic| depths[topic.index()].is_none()).collect();
        for &topic in path.iter().rev() {
            let parent = dataset.topics[topic].parent;
            depths[topic.index()] =
                Some(parent.map_or(0, |parent| depths[parent.index()].map_or(0, |depth| depth + 1)));
        }
    }
    depths.into_iter().flatten().collect()
}

/// Party, description, depth.
type Description = (Option<PartyId>, String, usize);

fn gather<I: Id + Sync, T: HasNames + Sync>(
    table: &Table<I, T>,
    describe: impl Fn(usize, &T) -> Description + Sync,
) -> (Vec<Entry>, Vec<Candidate>) {
    let rows: Vec<(I, &T)> = table.iter().collect();
    let gathered = parallel::map(rows.len(), |at| {
        let (id, row) = rows[at];
        let (party, about, depth) = describe(id.index(), row);
        let clean = |text: &str| crate::sanitize::line(text).into_owned();
        let entry = Entry { id: row.id().to_owned(), name: clean(row.name()), party, about: clean(&about), depth };
        let names = [&*entry.name].into_iter().chain(row.other_names());
        let candidate = Candidate::new(names.chain([row.id()]));
        (entry, candidate)
    });
    gathered.into_iter().unzip()
}

fn of_words<V: Vocabulary>() -> (Vec<Entry>, Vec<Candidate>) {
    let rows = V::all().iter().map(|word| {
        let entry = Entry {
            id: word.word().to_owned(),
            name: word.label().to_owned(),
            party: None,
            about: word.entry().definition.to_owned(),
            depth: 0,
        };
        (entry, Candidate::new([word.label(), word.word()]))
    });
    rows.unzip()
}
