//! What completion offers: fields, and the values of a field in any spelling.

use super::fields::definition::{Field, Values};
use super::keys::FieldKey;
use super::period::Period;
use super::quoting::value_text;
use crate::index::catalog::Category;
use crate::index::{Bits, Index};
use crate::model::when::calendar::Zoom;
use crate::names::fold;
use crate::names::search::search;

/// How many offers there are at most.
pub(super) const MAX_OFFERS: usize = 50;

/// How many names of each category are offered for a word without a field.
const MAX_NAMES: usize = 4;

/// How many letters a word without a field needs before names are offered for it.
const MIN_LETTERS: usize = 3;

/// Something that can be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// What is written.
    pub text: String,
    /// Its name.
    pub name: String,
    /// What distinguishes it from others.
    pub about: String,
    /// How many records would be shown with it; nothing for fields and reference dates.
    pub count: Option<usize>,
}

impl Offer {
    fn new(text: String, name: String, about: String) -> Self {
        Self { text, name, about, count: None }
    }

    /// A value with a description.
    fn value(value: String, about: String) -> Self {
        Self::new(value_text(&value), value, about)
    }
}

/// For a word without a field: fields that begin with it, and persons, topics and parties of which a name does.
pub(super) fn words(word: &str, index: &Index, shown: &Bits) -> Vec<Offer> {
    let lower = word.to_lowercase();
    let fields = FieldKey::ALL.iter().map(|field| Field::of(*field)).filter(|field| field.name.starts_with(&lower));
    let mut offers: Vec<Offer> = fields
        .map(|field| {
            let text = format!("{}:", field.name);
            Offer::new(text.clone(), text, field.help.to_owned())
        })
        .collect();
    if word.chars().count() >= MIN_LETTERS {
        let folded = fold(word);
        let begins =
            |name: &str| fold(name).split(|c: char| !c.is_alphanumeric()).any(|part| part.starts_with(&folded));
        for category in [Category::Person, Category::Topic, Category::Party] {
            let found = names(category, word, index, shown).into_iter().filter(|offer| begins(&offer.name));
            let field = category.field().name();
            offers
                .extend(found.take(MAX_NAMES).map(|offer| Offer { text: format!("{field}:{}", offer.text), ..offer }));
        }
    }
    offers
}

/// The values of a field that match what is typed. Names are searched fuzzily; without a letter typed, those of the most
/// records among `shown` come first.
pub(super) fn values(field: FieldKey, typed: &str, index: &Index, shown: &Bits) -> Vec<Offer> {
    let dataset = &index.dataset;
    match Field::of(field).values {
        Values::Persons => names(Category::Person, typed, index, shown),
        Values::Parties => names(Category::Party, typed, index, shown),
        Values::Topics => names(Category::Topic, typed, index, shown),
        Values::Places => names(Category::Place, typed, index, shown),
        Values::Sources => names(Category::Source, typed, index, shown),
        Values::Actors => {
            let mut offers = names(Category::Person, typed, index, shown);
            offers.extend(names(Category::Party, typed, index, shown));
            offers
        }
        Values::Proposals => {
            let versions = dataset.proposals.iter().flat_map(|(_, proposal)| {
                let whole = (proposal.id.to_string(), proposal.name.to_string());
                let versions = proposal.versions.iter();
                [whole].into_iter().chain(
                    versions.map(|version| (format!("{}@{}", proposal.id, version.id), version.name.to_string())),
                )
            });
            matching(versions, typed)
        }
        Values::Stances(_) if typed.contains('@') => {
            let (stance, topic) = typed.split_once('@').unwrap_or((typed, ""));
            let topics = names(Category::Topic, topic, index, shown).into_iter();
            topics.map(|offer| Offer { text: format!("{stance}@{}", offer.text), ..offer }).collect()
        }
        Values::Words(words) | Values::Stances(words) => {
            let words = words().into_iter().map(|word| (word.word.to_owned(), word.definition.to_owned()));
            matching(words, typed)
        }
        Values::Ids => ids(typed, index),
        Values::Dates => periods(typed, index),
        Values::Suggested(values) => {
            let values = index.cache.suggested.get(field.name(), || values(index));
            matching(values.iter().map(|value| (value.clone(), String::new())), typed)
        }
        Values::Text => Vec::new(),
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

/// The entries of a category that have such a name, in any spelling.
fn names(category: Category, typed: &str, index: &Index, shown: &Bits) -> Vec<Offer> {
    let catalog = index.catalog(category);
    let mut hits = search(typed, &catalog.candidates);
    // Where names begin with the letters, those that merely contain them are noise.
    if hits.iter().any(|hit| hit.begins) {
        hits.retain(|hit| hit.begins);
    }
    let mut found: Vec<usize> = hits.into_iter().map(|hit| hit.candidate).collect();
    if typed.trim().is_empty() {
        let counts = catalog.counts(index, shown);
        found.sort_by_key(|at| std::cmp::Reverse(counts[*at]));
    }
    found.truncate(MAX_OFFERS);
    let offer = |at: usize| {
        let entry = &catalog.entries[at];
        Offer::new(value_text(&entry.id), entry.name.clone(), entry.about.clone())
    };
    found.into_iter().map(offer).collect()
}
