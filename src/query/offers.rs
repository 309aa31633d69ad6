//! What completion offers: fields, and the values of a field in any spelling.

use std::collections::VecDeque;

use super::fields::definition::{Field, Values};
use super::keys::FieldKey;
use super::offer::{MAX_OFFERS, Offer};
use super::offered_names::Names;
use super::period::Period;
use crate::index::catalog::Category;
use crate::index::{Bits, Index};
use crate::model::when::calendar::Zoom;
use crate::names::fold;

/// How many names of each category are offered for a word without a field.
const MAX_NAMES: usize = 4;

/// How many letters a word without a field needs before names are offered for it.
const MIN_LETTERS: usize = 3;

/// What can be offered, gathered in parts: names are searched among those of all categories, which may be very many.
#[derive(Debug, Default)]
pub(super) struct Gathering {
    offers: Vec<Offer>,
    /// Those whose names are still to be searched, which come after the others.
    names: VecDeque<Names>,
}

impl Gathering {
    /// Gathers a part. Returns the offers when there are all. Without a letter typed, names of the most records among `shown`
    /// come first.
    pub(super) fn step(&mut self, index: &Index, shown: &Bits) -> Option<Vec<Offer>> {
        if let Some(names) = self.names.front_mut() {
            if let Some(mut found) = names.step(index, shown) {
                self.offers.append(&mut found);
                self.names.pop_front();
            }
            return None;
        }
        Some(std::mem::take(&mut self.offers))
    }
}

impl From<Vec<Offer>> for Gathering {
    fn from(offers: Vec<Offer>) -> Self {
        Self { offers, names: VecDeque::new() }
    }
}

/// For a word without a field: fields that begin with it, and persons, topics and parties of which a name does.
pub(super) fn words(word: &str) -> Gathering {
    let lower = word.to_lowercase();
    let fields = FieldKey::ALL.iter().map(|field| Field::of(*field)).filter(|field| field.name.starts_with(&lower));
    let offers = fields.map(|field| {
        let text = format!("{}:", field.name);
        Offer::new(text.clone(), text, field.help.to_owned())
    });
    let mut gathering = Gathering::from(offers.collect::<Vec<_>>());
    if word.chars().count() >= MIN_LETTERS {
        let folded = fold(word);
        for category in [Category::Person, Category::Topic, Category::Party] {
            let names = Names::new(category, word).after(format!("{}:", category.field().name()));
            gathering.names.push_back(names.first_beginning(&folded, MAX_NAMES));
        }
    }
    gathering
}

/// The values of a field that match what is typed. Names are searched fuzzily.
pub(super) fn values(field: FieldKey, typed: &str, index: &Index) -> Gathering {
    let dataset = &index.dataset;
    let names = |categories: &[Category]| {
        let names = categories.iter().map(|category| Names::new(*category, typed)).collect();
        Gathering { offers: Vec::new(), names }
    };
    match Field::of(field).values {
        Values::Persons => names(&[Category::Person]),
        Values::Parties => names(&[Category::Party]),
        Values::Topics => names(&[Category::Topic]),
        Values::Places => names(&[Category::Place]),
        Values::Sources => names(&[Category::Source]),
        Values::Actors => names(&[Category::Person, Category::Party]),
        Values::Proposals => {
            let versions = dataset.proposals.iter().flat_map(|(_, proposal)| {
                let whole = (proposal.id.to_string(), proposal.name.to_string());
                let versions = proposal.versions.iter();
                [whole].into_iter().chain(
                    versions.map(|version| (format!("{}@{}", proposal.id, version.id), version.name.to_string())),
                )
            });
            matching(versions, typed).into()
        }
        Values::Stances(_) if typed.contains('@') => {
            let (stance, topic) = typed.split_once('@').unwrap_or((typed, ""));
            let topics = Names::new(Category::Topic, topic).after(format!("{stance}@"));
            Gathering { offers: Vec::new(), names: [topics].into() }
        }
        Values::Words(words) | Values::Stances(words) => {
            let words = words().into_iter().map(|word| (word.word.to_owned(), word.definition.to_owned()));
            matching(words, typed).into()
        }
        Values::Ids => ids(typed, index).into(),
        Values::Dates => periods(typed, index).into(),
        Values::Suggested(values) => {
            let values = index.cache.suggested.get(field.name(), || values(index));
            matching(values.iter().map(|value| (value.clone(), String::new())), typed).into()
        }
        Values::Text => Gathering::default(),
    }
}

/// Whether the offers for a field are in no order of their own, so that those of the most records come first.
pub(super) fn are_names(field: FieldKey) -> bool {
    matches!(
        Field::of(field).values,
        Values::Persons | Values::Actors | Values::Parties | Values::Topics | Values::Places | Values::Sources
    )
}

/// Years, quarters, months, weeks and days with records, as fine as what is typed.
fn periods(typed: &str, index: &Index) -> Vec<Offer> {
    let days = || index.columns.periods(Zoom::Day).iter().map(|period| period.start);
    let zooms: &[Zoom] = match typed.len() {
        0..=4 => &[Zoom::Year, Zoom::Month],
        5..=7 => &[Zoom::Quarter, Zoom::Month, Zoom::Week],
        _ => &[Zoom::Day],
    };
    let mut offers = Vec::new();
    for zoom in zooms {
        let mut periods: Vec<Period> = days().map(|day| Period::around(*zoom, day)).collect();
        periods.dedup();
        let begin = periods.into_iter().filter(|period| period.text().starts_with(typed));
        offers.extend(begin.map(|period| Offer::value(period.text(), period.heading())));
    }
    offers.truncate(MAX_OFFERS);
    offers
}

/// Ids of events and quotes, events with their titles: first those that begin with what is typed, then those that contain it.
fn ids(typed: &str, index: &Index) -> Vec<Offer> {
    let (dataset, lower) = (&index.dataset, typed.to_lowercase());
    let (mut begin, mut contain) = (Vec::new(), Vec::new());
    for id in index.ids().iter() {
        match place(id, &lower) {
            Some(0) => begin.push(id),
            Some(_) if contain.len() < MAX_OFFERS => contain.push(id),
            _ => {}
        }
        if begin.len() == MAX_OFFERS {
            break;
        }
    }
    let offer = |id: &str| {
        let title = dataset.events.find(id).map_or_else(String::new, |event| dataset.events[event].title.to_string());
        Offer::value(id.to_owned(), title)
    };
    begin.into_iter().chain(contain).take(MAX_OFFERS).map(offer).collect()
}

/// Where a text contains another, which is in lower case, whatever its own case.
fn place(text: &str, lower: &str) -> Option<usize> {
    if text.is_ascii() && !text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        text.find(lower)
    } else {
        text.to_lowercase().find(lower)
    }
}

/// First the values that begin with what is typed, then those that contain it.
fn matching(all: impl Iterator<Item = (String, String)>, typed: &str) -> Vec<Offer> {
    let lower = typed.to_lowercase();
    let (mut begin, mut contain) = (Vec::new(), Vec::new());
    for (value, about) in all {
        let found = value.to_lowercase();
        if found.starts_with(&lower) {
            begin.push(Offer::value(value, about));
        } else if found.contains(&lower) {
            contain.push(Offer::value(value, about));
        }
    }
    begin.append(&mut contain);
    begin.truncate(MAX_OFFERS);
    begin
}
