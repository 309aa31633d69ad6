//! Completion in the filter bar: fields, and the values of a field in any spelling, with the number of records that each
//! would leave.

use std::ops::Range;

use crate::index::catalog::Category;
use crate::index::{Bits, Index};
use crate::model::when::calendar::Zoom;
use crate::names::fold;
use crate::names::search::search;
use crate::query::fields::{self, FIELDS, Field, Values};
use crate::query::period::Period;
use crate::query::print::value_text;
use crate::query::{Context, Value, evaluate, parse};

/// So many are offered at most.
const MAX_OFFERS: usize = 50;
/// So many names are offered for a word that stands without a field.
const MAX_NAMES: usize = 4;

/// What can be written at the cursor.
#[derive(Debug, Clone, Default)]
pub struct Completion {
    /// What is offered, the best first.
    pub items: Vec<Offer>,
    /// The one that stands in the text.
    pub chosen: Option<usize>,
    /// The first one shown.
    pub top: usize,
    /// The bytes that an offer replaces.
    pub span: Range<usize>,
    /// The text before any was chosen.
    pub typed: String,
}

/// Something that can be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// What is written.
    pub text: String,
    /// What it is called.
    pub name: String,
    /// What tells it from others.
    pub about: String,
    /// How many records it would leave; nothing for fields.
    pub count: Option<usize>,
}

impl Completion {
    /// What can be written at this byte of a query; nothing where nothing begins so. Fields are offered for an empty word only
    /// if `asked`.
    pub fn new(text: &str, cursor: usize, index: &Index, asked: bool) -> Self {
        let cursor = cursor.min(text.len());
        let start = token(&text[..cursor]);
        let sign = text[start..cursor].len() - text[start..cursor].trim_start_matches(['-', '!']).len();
        let word = &text[start + sign..cursor];
        let name = word.find(':').filter(|at| *at > 0);
        let (items, span) = match name.and_then(|colon| Some((fields::find(&word[..colon])?, colon))) {
            Some((field, colon)) => {
                let from = last_value(&word[colon + 1..]) + start + sign + colon + 1;
                let rest = rest(&format!("{}{}", &text[..start], &text[end(text, cursor)..]), index);
                (values(field, text[from..cursor].trim_start_matches('"'), index, &rest), from..cursor)
            }
            None if name.is_some() || word.contains(['"', '/']) => (Vec::new(), cursor..cursor),
            None if word.is_empty() && !asked => (Vec::new(), cursor..cursor),
            None => {
                let rest = rest(&format!("{}{}", &text[..start], &text[end(text, cursor)..]), index);
                (words(word, index, &rest), start + sign..cursor)
            }
        };
        Self { items, chosen: None, top: 0, span, typed: text.to_owned() }
    }

    /// Whether there is nothing to offer.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The next offer, or the one before; past the ends the text as it was typed.
    pub fn step(&mut self, forward: bool) {
        let last = self.items.len().checked_sub(1);
        self.chosen = match (self.chosen, forward) {
            (None, true) => last.map(|_| 0),
            (None, false) => last,
            (Some(at), true) => (Some(at) < last).then_some(at + 1),
            (Some(at), false) => at.checked_sub(1),
        };
    }

    /// The text with the chosen offer in it, and where the cursor stands then.
    pub fn text(&self) -> (String, usize) {
        match self.chosen.map(|at| &self.items[at]) {
            None => (self.typed.clone(), self.span.end),
            Some(offer) => {
                let before = &self.typed[..self.span.start];
                (format!("{before}{}{}", offer.text, &self.typed[self.span.end..]), before.len() + offer.text.len())
            }
        }
    }
}

/// Where the term begins in which a text ends.
fn token(text: &str) -> usize {
    let (mut start, mut quoted) = (0, false);
    for (at, c) in text.char_indices() {
        match c {
            '"' => quoted = !quoted,
            _ if quoted => {}
            ' ' | '\t' | '(' | ')' | '|' => start = at + c.len_utf8(),
            _ => {}
        }
    }
    start
}

/// Where the term ends that holds a byte.
fn end(text: &str, cursor: usize) -> usize {
    text[cursor..].find([' ', ')', '|']).map_or(text.len(), |at| cursor + at)
}

/// Where the last of several values begins.
fn last_value(values: &str) -> usize {
    let (mut start, mut quoted) = (0, false);
    for (at, c) in values.char_indices() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => start = at + 1,
            _ => {}
        }
    }
    start
}

/// The records that the rest of the query selects.
fn rest(query: &str, index: &Index) -> Bits {
    let answer = parse(query.trim()).and_then(|query| evaluate(&query, &Context::new(index)));
    answer.map_or_else(|_| Bits::all(index.len()), |answer| answer.records)
}

/// For a word without a field: fields that begin so, and who and what is called so.
fn words(word: &str, index: &Index, rest: &Bits) -> Vec<Offer> {
    let lower = word.to_lowercase();
    let fields = FIELDS.iter().filter(|field| field.name.starts_with(&lower)).map(|field| Offer {
        text: format!("{}:", field.name),
        name: format!("{}:", field.name),
        about: field.help.to_owned(),
        count: None,
    });
    let mut offers: Vec<Offer> = fields.collect();
    if word.chars().count() >= 3 {
        for group in [Category::Person, Category::Topic, Category::Party] {
            let begins =
                |name: &str| fold(name).split(|c: char| !c.is_alphanumeric()).any(|part| part.starts_with(&fold(word)));
            let named = named(group, word, index, rest).into_iter().filter(|offer| begins(&offer.name));
            offers.extend(
                named
                    .take(MAX_NAMES)
                    .map(|offer| Offer { text: format!("{}:{}", group.field().name, offer.text), ..offer }),
            );
        }
    }
    offers
}

/// The values of a field that are called so.
fn values(field: &'static Field, typed: &str, index: &Index, rest: &Bits) -> Vec<Offer> {
    let dataset = &index.dataset;
    match field.values {
        Values::Persons => named(Category::Person, typed, index, rest),
        Values::Parties => named(Category::Party, typed, index, rest),
        Values::Topics => named(Category::Topic, typed, index, rest),
        Values::Places => named(Category::Place, typed, index, rest),
        Values::Sources => named(Category::Source, typed, index, rest),
        Values::Actors => {
            let mut all = named(Category::Person, typed, index, rest);
            all.extend(named(Category::Party, typed, index, rest));
            let mut all = counted(field, all, index, rest);
            if typed.trim().is_empty() {
                all.sort_by_key(|offer| std::cmp::Reverse(offer.count));
            }
            all
        }
        Values::Proposals => {
            let versions = dataset.proposals.iter().flat_map(|(_, proposal)| {
                let whole = (proposal.id.to_string(), proposal.name.to_string());
                let versions = proposal.versions.iter();
                [whole].into_iter().chain(
                    versions.map(|version| (format!("{}@{}", proposal.id, version.id), version.name.to_string())),
                )
            });
            counted(field, matching(versions, typed), index, rest)
        }
        // A stance on a topic: `rejects@territory`.
        Values::Words(_) if field.name == "stance" && typed.contains('@') => {
            let (stance, topic) = typed.split_once('@').unwrap_or((typed, ""));
            let topics = named(Category::Topic, topic, index, rest).into_iter();
            let offers = topics.map(|offer| Offer { text: format!("{stance}@{}", offer.text), ..offer }).collect();
            counted(field, offers, index, rest)
        }
        Values::Words(words) => {
            let words = words().into_iter().map(|word| (word.word.to_owned(), word.definition.to_owned()));
            counted(field, matching(words, typed), index, rest)
        }
        Values::Ids => {
            let ids = index.records.iter().map(|record| dataset.record_id(*record).to_owned());
            let titled = ids.map(|id| {
                let title =
                    dataset.events.find(&id).map_or(String::new(), |event| dataset.events[event].title.to_string());
                (id, title)
            });
            matching(titled, typed)
        }
        Values::Dates => counted(field, periods(typed, index), index, rest),
        Values::Text => counted(field, matching(spoken(field, index).into_iter(), typed), index, rest),
    }
}

/// Values that a field of free text can have in this dataset.
fn spoken(field: &Field, index: &Index) -> Vec<(String, String)> {
    let quotes = || index.dataset.quotes.iter().map(|(_, quote)| quote);
    let mut found: Vec<(String, String)> = match field.name {
        "outlet" => quotes().filter_map(|quote| Some((quote.outlet.as_deref()?.to_owned(), String::new()))).collect(),
        "lang" => quotes().filter_map(|quote| Some((quote.language.as_deref()?.to_owned(), String::new()))).collect(),
        "tag" => {
            let events = index.dataset.events.iter().flat_map(|(_, event)| &event.tags);
            events.chain(quotes().flat_map(|quote| &quote.tags)).map(|tag| (tag.to_string(), String::new())).collect()
        }
        "last" => ["1d", "1w", "2w", "1m", "3m", "6m", "1y"].map(|span| (span.to_owned(), String::new())).to_vec(),
        "credibility" => ["1", "2", "3", "4", "5", "6"].map(|figure| (figure.to_owned(), String::new())).to_vec(),
        _ => Vec::new(),
    };
    if field.name != "last" {
        found.sort_unstable();
        found.dedup();
    }
    found
}

/// Years, quarters, months and days with records, as far as a date is typed.
fn periods(typed: &str, index: &Index) -> Vec<Offer> {
    let mut days: Vec<i64> =
        (0..index.len() as u32).filter_map(|at| index.times.day(crate::index::RecordId(at))).collect();
    days.sort_unstable();
    days.dedup();
    let zooms: &[Zoom] = match typed.len() {
        0..=4 => &[Zoom::Year, Zoom::Month],
        5..=7 => &[Zoom::Quarter, Zoom::Month, Zoom::Week],
        _ => &[Zoom::Day],
    };
    let mut offers = Vec::new();
    for zoom in zooms {
        let mut periods: Vec<Period> = days.iter().map(|day| Period::around(*zoom, *day)).collect();
        periods.dedup();
        let begins = periods.into_iter().filter(|period| period.text().starts_with(typed));
        offers.extend(begins.map(|period| Offer {
            text: period.text(),
            name: period.text(),
            about: period.heading(),
            count: None,
        }));
    }
    offers.truncate(MAX_OFFERS);
    offers
}

/// Those that begin with what was typed, then those that hold it.
fn matching(all: impl Iterator<Item = (String, String)>, typed: &str) -> Vec<Offer> {
    let lower = typed.to_lowercase();
    let (mut begin, mut hold) = (Vec::new(), Vec::new());
    for (text, about) in all {
        let known = text.to_lowercase();
        let into = if known.starts_with(&lower) {
            &mut begin
        } else if known.contains(&lower) {
            &mut hold
        } else {
            continue;
        };
        into.push(Offer { name: text.clone(), text: value_text(&text), about, count: None });
    }
    begin.append(&mut hold);
    begin.truncate(MAX_OFFERS);
    begin
}

/// Who or what is called so in any spelling, the most frequent first where nothing is typed yet.
fn named(group: Category, typed: &str, index: &Index, rest: &Bits) -> Vec<Offer> {
    let catalog = index.catalog(group);
    let counts = catalog.counts(index, rest);
    let mut hits = search(typed, &catalog.candidates);
    // Where names begin so, those that merely hold the letters are noise.
    if hits.iter().any(|hit| hit.begins) {
        hits.retain(|hit| hit.begins);
    }
    let mut found: Vec<usize> = hits.into_iter().map(|hit| hit.candidate).collect();
    if typed.trim().is_empty() {
        found.sort_by_key(|at| std::cmp::Reverse(counts[*at]));
    }
    found.truncate(MAX_OFFERS);
    let offer = |at: usize| {
        let entry = &catalog.entries[at];
        Offer { text: entry.id.clone(), name: entry.name.clone(), about: entry.about.clone(), count: Some(counts[at]) }
    };
    found.into_iter().map(offer).collect()
}

/// With the number of records that each would leave.
fn counted(field: &'static Field, mut offers: Vec<Offer>, index: &Index, rest: &Bits) -> Vec<Offer> {
    offers.truncate(MAX_OFFERS);
    for offer in &mut offers {
        let value = Value::new(offer.text.trim_matches('"'));
        let answer = (field.select)(&Context::new(index), &[value]);
        offer.count = answer.ok().map(|records| records.count_and(rest));
    }
    offers
}
