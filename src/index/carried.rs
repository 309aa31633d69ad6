//! The names that records carry, for text search: of their people, parties, topics, places, proposals and sources. A matching
//! name leads to the records that refer to its owner.

use super::text::Phrase;
use super::{Bits, Relations};
use crate::model::people::HasNames;
use crate::model::{Dataset, Id, Table};
use crate::names::{fold, words};
use crate::parallel;

/// The owner of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Owner {
    /// A person.
    Person(usize),
    /// A party.
    Party(usize),
    /// A topic.
    Topic(usize),
    /// A place.
    Place(usize),
    /// A proposal.
    Proposal(usize),
    /// A source.
    Source(usize),
}

impl Owner {
    /// Adds the records that carry the name of this owner.
    pub(crate) fn add_records(self, relations: &Relations, to: &mut Bits) {
        let named = &relations.named;
        match self {
            Self::Person(at) => named.persons.add_to(to, at),
            Self::Party(at) => named.parties.add_to(to, at),
            Self::Topic(at) => named.topics.add_to(to, at),
            Self::Place(at) => named.places.add_to(to, at),
            Self::Proposal(at) => named.proposals.add_to(to, at),
            Self::Source(at) => relations.source.add_to(to, at),
        }
    }
}

/// Calls `each` with every name as written: aliases, short names, cities and titles too, but no codes.
pub(crate) fn each_name<'d>(dataset: &'d Dataset, mut each: impl FnMut(&'d str, Owner)) {
    of_table(&dataset.persons, Owner::Person, &mut each);
    of_table(&dataset.parties, Owner::Party, &mut each);
    of_table(&dataset.topics, Owner::Topic, &mut each);
    of_table(&dataset.places, Owner::Place, &mut each);
    of_table(&dataset.proposals, Owner::Proposal, &mut each);
    of_table(&dataset.sources, Owner::Source, &mut each);
}

fn of_table<'d, I: Id, T: HasNames>(
    table: &'d Table<I, T>,
    of: fn(usize) -> Owner,
    each: &mut impl FnMut(&'d str, Owner),
) {
    for (id, row) in table.iter() {
        let aliases = row.aliases().iter().map(|alias| &*alias.name);
        [row.name()].into_iter().chain(aliases).chain(row.handles()).for_each(|name| each(name, of(id.index())));
    }
}

/// All names, folded, and the words of them in alphabetical order.
#[derive(Debug, Default)]
pub(super) struct NameTexts {
    names: Vec<(Box<str>, Owner)>,
    /// The places of all words, name and byte, in the order of what stands there.
    words: Vec<(u32, u32)>,
}

impl NameTexts {
    /// The names of a dataset.
    pub(super) fn new(dataset: &Dataset) -> Self {
        let mut names: Vec<(Box<str>, Owner)> = Vec::new();
        each_name(dataset, |name, owner| names.push((fold(name).into(), owner)));
        let mut places: Vec<(u32, u32)> = Vec::new();
        for (at, (name, _)) in names.iter().enumerate() {
            places.extend(words(name).map(|(start, _)| (at as u32, start as u32)));
        }
        let mut this = Self { names, words: Vec::new() };
        places.sort_unstable_by(|a, b| this.from(*a).cmp(this.from(*b)).then(a.cmp(b)));
        this.words = places;
        this
    }

    /// The rest of a name from one of its words on.
    fn from(&self, (name, start): (u32, u32)) -> &str {
        &self.names[name as usize].0[start as usize..]
    }

    /// The places at which a word begins so.
    fn beginning(&self, start: &str) -> &[(u32, u32)] {
        let first = self.words.partition_point(|place| self.from(*place) < start);
        let count = self.words[first..].partition_point(|place| self.from(*place).starts_with(start));
        &self.words[first..first + count]
    }

    /// Calls `each` with the owner of every name that matches a phrase.
    pub(super) fn find(&self, phrase: &Phrase, mut each: impl FnMut(Owner)) {
        let places = self.beginning(phrase.first_word());
        let owner = |(name, _): &(u32, u32)| self.names[*name as usize].1;
        if phrase.is_word() {
            places.iter().for_each(|place| each(owner(place)));
            return;
        }
        let matching = parallel::ranges(places.len(), |range| {
            let matches = |place: &&(u32, u32)| phrase.is_at(self.from(**place));
            places[range].iter().filter(matches).map(owner).collect::<Vec<_>>()
        });
        matching.into_iter().flatten().for_each(each);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Topic;

    #[test]
    fn a_search_looks_only_at_names_in_which_its_first_word_begins() {
        let topic = |at: usize| {
            let name = format!("Topic {at}: The \"Élysée-{at}\" d'État");
            Topic { id: format!("t{at}").into(), name: name.into(), ..Topic::default() }
        };
        let dataset = Dataset { topics: Table::new((0..1000).map(topic).collect()), ..Dataset::default() };
        let names = NameTexts::new(&dataset);
        let found = |text: &str| {
            let mut found = Vec::new();
            names.find(&Phrase::new(text).expect(text), |owner| found.push(owner));
            found.dedup();
            found
        };
        assert_eq!(names.beginning("777").len(), 2);
        assert_eq!(found("777"), [Owner::Topic(777)]);
        assert_eq!(found("elysee-77").len(), 11);
        assert_eq!(found("777 the elysee-777 d'et"), [Owner::Topic(777)]);
        assert_eq!(found("777 elysee"), []);
        assert_eq!(found("d'e").len(), 1000);
        assert_eq!(found("etat"), []);
    }
}
