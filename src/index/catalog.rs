//! Everything of one kind that a query can name: persons, parties, topics, kinds, places, sources, stances. Pickers, facets and
//! completion all read it.

use super::{Bits, Index, Postings};
use crate::model::people::HasNames;
use crate::model::vocabulary::{Kind, Stance, Vocabulary};
use crate::model::{Id, PartyId, RecordRef, Table};
use crate::names::Found;
use crate::names::search::Candidate;
use crate::prose;

/// A kind of thing that records have and a query can ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Category {
    /// Persons, in whatever part.
    Person,
    /// Parties.
    Party,
    /// Topics, a tree.
    Topic,
    /// Kinds of events.
    Kind,
    /// Places.
    Place,
    /// Sources.
    Source,
    /// Stances of quotes.
    Stance,
}

impl Category {
    /// All groups, in the order in which facets show them.
    pub const ALL: [Self; 7] =
        [Self::Person, Self::Party, Self::Topic, Self::Stance, Self::Kind, Self::Place, Self::Source];

    /// The name over many of them.
    pub fn plural(self) -> &'static str {
        match self {
            Self::Person => "People",
            Self::Party => "Parties",
            Self::Topic => "Topics",
            Self::Kind => "Kinds",
            Self::Place => "Places",
            Self::Source => "Sources",
            Self::Stance => "Stances",
        }
    }

    /// The entries that a value of the field means, as somebody wrote it.
    pub fn meant(self, index: &Index, value: &str) -> Vec<usize> {
        fn among<I: Id>(found: Found<I>) -> Vec<usize> {
            match found {
                Found::Some(ids) => ids.iter().map(|id| id.index()).collect(),
                Found::NotFound(_) => Vec::new(),
            }
        }
        let books = &index.books;
        match self {
            Self::Person => among(books.persons.find(value)),
            Self::Party => among(books.parties.find(value)),
            Self::Topic => among(books.topics.find(value)),
            Self::Place => among(books.places.find(value)),
            Self::Source => among(books.sources.find(value)),
            Self::Kind => Kind::parse(&value.to_lowercase()).map(|kind| kind as usize).into_iter().collect(),
            Self::Stance => Stance::parse(&value.to_lowercase()).map(|stance| stance as usize).into_iter().collect(),
        }
    }

    /// The records of each entry; of stances they are not kept by themselves.
    fn postings(self, index: &Index) -> Option<&Postings> {
        let relations = &index.relations;
        match self {
            Self::Person => Some(&relations.person),
            Self::Party => Some(&relations.party),
            Self::Topic => Some(&relations.topic),
            Self::Kind => Some(&relations.kind),
            Self::Place => Some(&relations.place),
            Self::Source => Some(&relations.source),
            Self::Stance => None,
        }
    }

    /// How many of a set of records each entry has by itself.
    fn counts(self, index: &Index, records: &Bits, entries: usize) -> Vec<usize> {
        if let Some(postings) = self.postings(index) {
            return (0..entries).map(|at| postings.count_in(records, at)).collect();
        }
        let mut counts = vec![0; entries];
        for record in records.iter() {
            let RecordRef::Quote(quote) = index.record(record) else { continue };
            let stances = index.dataset.stances(&index.dataset.quotes[quote]);
            let mut taken: Vec<usize> = stances.into_iter().map(|(_, stance)| stance as usize).collect();
            taken.sort_unstable();
            taken.dedup();
            taken.into_iter().for_each(|stance| counts[stance] += 1);
        }
        counts
    }
}

/// Something that can be named.
#[derive(Debug, Clone)]
pub struct Entry {
    /// As a query names it.
    pub id: String,
    /// The name shown.
    pub name: String,
    /// The side, for persons and parties.
    pub party: Option<PartyId>,
    /// Office, wider topic, city, title: what tells it from others.
    pub about: String,
    /// How deep it stands in a tree.
    pub depth: usize,
}

/// All of one kind, with the names under which they are found.
#[derive(Debug, Clone)]
pub struct Catalog {
    /// What they are.
    pub category: Category,
    /// The entries, in the order of the dataset (topics as a tree).
    pub entries: Vec<Entry>,
    /// Their names for search, in the same order.
    pub candidates: Vec<Candidate>,
    /// Entries whose id means others too: a city and the palace in it.
    several: Vec<(usize, Vec<usize>)>,
}

impl Catalog {
    /// Gathers all of one kind.
    pub fn new(category: Category, index: &Index) -> Self {
        let dataset = &index.dataset;
        let (entries, candidates) = match category {
            Category::Person => {
                gather(&dataset.persons, |_, person| (person.party, person.title_at(None).unwrap_or("").to_owned(), 0))
            }
            Category::Party => gather(&dataset.parties, |at, party| {
                let parent = party.parent.map_or("", |parent| &dataset.parties[parent].name);
                (Some(PartyId::new(at)), parent.to_owned(), 0)
            }),
            Category::Topic => gather(&dataset.topics, |_, topic| {
                let wider = topic.parent.map(|parent| prose::topic(dataset, parent)).unwrap_or_default();
                let depth = topic.parent.map_or(0, |parent| dataset.topic_and_wider(parent).count());
                (None, wider, depth)
            }),
            Category::Place => gather(&dataset.places, |_, place| {
                let about = [place.city.as_deref(), place.country.as_deref()];
                (None, about.into_iter().flatten().collect::<Vec<_>>().join(", "), 0)
            }),
            Category::Source => gather(&dataset.sources, |_, source| {
                let date = prose::published(source).unwrap_or_default();
                (None, format!("{date}  {}", source.title).trim_start().to_owned(), 0)
            }),
            Category::Kind => of_words::<Kind>(),
            Category::Stance => of_words::<Stance>(),
        };
        let meant = entries.iter().enumerate().map(|(at, entry)| (at, category.meant(index, &entry.id)));
        let several = meant.filter(|(at, meant)| *meant != [*at]).collect();
        Self { category, entries, candidates, several }
    }

    /// How many of a set of records asking for each entry selects.
    pub fn counts(&self, index: &Index, records: &Bits) -> Vec<usize> {
        let mut counts = self.category.counts(index, records, self.entries.len());
        for (at, meant) in &self.several {
            if let Some(postings) = self.category.postings(index) {
                let mut any = Bits::none(index.len());
                meant.iter().for_each(|entry| postings.add_to(&mut any, *entry));
                counts[*at] = any.count_and(records);
            }
        }
        counts
    }
}

/// Side, what tells it from others, depth.
type Description = (Option<PartyId>, String, usize);

fn gather<I: Id, T: HasNames>(
    table: &Table<I, T>,
    tell: impl Fn(usize, &T) -> Description,
) -> (Vec<Entry>, Vec<Candidate>) {
    let rows = table.iter().map(|(id, row)| {
        let (party, about, depth) = tell(id.index(), row);
        let clean = |text: &str| crate::sanitize::line(text).into_owned();
        let entry = Entry { id: row.id().to_owned(), name: clean(row.name()), party, about: clean(&about), depth };
        let aliases = row.aliases().iter().filter(|alias| !alias.is_weak()).map(|alias| &*alias.name);
        let candidate =
            Candidate::new([&*entry.name].into_iter().chain(aliases).chain(row.handles()).chain([row.id()]));
        (entry, candidate)
    });
    rows.unzip()
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
