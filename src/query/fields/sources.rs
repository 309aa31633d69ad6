//! The sources of a record, and what they are worth.

use std::cmp::Ordering;
use std::ops::RangeInclusive;

use super::definition::{Definition, Values};
use super::names::{SOURCE as SOURCE_NOUN, any_named};
use super::words::{entries, unknown_word, word, words};
use crate::index::Index;
use crate::index::cache::Number;
use crate::model::vocabulary::{Reliability, SourceClass, Vocabulary};
use crate::query::ast::Value;
use crate::query::error::{InvalidValue, QueryError};

pub(super) const SOURCE: Definition = Definition {
    help: "cites the source; by id, publisher or title",
    example: "source:novaya",
    values: Values::Sources,
    select: |context, values| {
        let index = context.index;
        let names = (&index.names.sources, &index.dataset.sources, &SOURCE_NOUN);
        any_named(context, values, names, &index.relations.source)
    },
};

/// What a record has from a copy it has from the original too, so a query for news agencies finds what a newspaper reprinted.
pub(super) const CLASS: Definition = Definition {
    help: "cites a source of that class, or a copy of one",
    example: "class:official",
    values: Values::Words(entries::<SourceClass>),
    select: |context, values| {
        let classes = words::<SourceClass>(values)?;
        let index = context.index;
        let mut bits = index.none();
        for id in index.dataset.sources.ids() {
            let mut chain = index.dataset.source_and_originals(id);
            if chain.any(|source| index.dataset.sources[source].class.is_some_and(|class| classes.contains(&class))) {
                index.relations.source.get(id).iter().for_each(|record| bits.insert(*record));
            }
        }
        Ok(bits)
    },
};

pub(super) const SOURCES: Definition = Definition {
    help: "number of independent origins; copies of one source count once: 1, >=2, 1..3",
    example: "sources:1",
    values: Values::Suggested(numbers_of_origins),
    select: |context, values| {
        let wanted = values.iter().map(number).collect::<Result<Vec<_>, _>>()?;
        let index = context.index;
        let is_wanted = |number: &u32| wanted.iter().any(|wanted| wanted.contains(number));
        Ok(index.by_number(Number::Origins).select(index.positions(), is_wanted))
    },
};

/// The numbers that occur, each but the lowest also as "so many or more".
fn numbers_of_origins(index: &Index) -> Vec<String> {
    let exactly_or_more = |(nth, number): (usize, u32)| {
        [Some(number.to_string()), (nth > 0).then(|| format!(">={number}"))].into_iter().flatten()
    };
    index.origins.occurring(index.all()).into_iter().enumerate().flat_map(exactly_or_more).collect()
}

/// A number of origins, a comparison with one, or a range `A..B` whose absent side is open.
pub(in crate::query) fn number(value: &Value) -> Result<RangeInclusive<u32>, QueryError> {
    // A sign is no digit, though Rust reads it.
    let read = |text: &str| text.parse().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()));
    let side = |text: &str, open: u32| if text.is_empty() { Some(open) } else { read(text) };
    let range = if let Some((from, to)) = value.text.split_once("..").filter(|sides| *sides != ("", "")) {
        side(from, 0).zip(side(to, u32::MAX)).filter(|(from, to)| from <= to)
    } else {
        let (accepts, digits) = comparison(&value.text);
        read(digits).and_then(|number| match accepts {
            [true, false, _] => Some((number.checked_add(1)?, u32::MAX)),
            [_, false, _] => Some((0, number.checked_sub(1)?)),
            [more, true, fewer] => Some((if fewer { 0 } else { number }, if more { u32::MAX } else { number })),
        })
    };
    let (from, to) = range.ok_or_else(|| {
        let examples = vec!["1", "2", ">=2", "<3", "1..3"];
        unknown_word(value, "number of sources", examples)
    })?;
    Ok(from..=to)
}

pub(super) const RELIABILITY: Definition = Definition {
    help: "reliability of its best source (Admiralty Code); >=B is B or better",
    example: "reliability:>=B",
    values: Values::Words(entries::<Reliability>),
    select: |context, values| {
        let index = context.index;
        let wanted = values.iter().map(letter).collect::<Result<Vec<_>, _>>()?;
        let letters = Reliability::all();
        let accepted = |best: &u32| {
            let letter = letters.iter().find(|letter| **letter as u32 == *best);
            letter.is_some_and(|best| wanted.iter().any(|wanted| wanted.accepts(best, &Reliability::F)))
        };
        Ok(index.by_number(Number::Reliability).select(index.positions(), accepted))
    },
};

pub(super) const CREDIBILITY: Definition = Definition {
    help: "best credibility of the information (Admiralty Code); >=2 is 2 or better",
    example: "credibility:>=2",
    values: Values::Suggested(|_| (1..=6).map(|figure: u8| figure.to_string()).collect()),
    select: |context, values| {
        let index = context.index;
        let wanted = values.iter().map(figure).collect::<Result<Vec<_>, _>>()?;
        let accepted = |best: &u32| wanted.iter().any(|wanted| wanted.accepts(&(*best as u8), &6));
        Ok(index.by_number(Number::Credibility).select(index.positions(), accepted))
    },
};

/// A grade after a comparison operator. Better grades come first: A before B, 1 before 2.
pub(in crate::query) struct Grade<T> {
    /// Which grades it accepts: better, equal, worse ones.
    accepts: [bool; 3],
    grade: T,
}

impl<T: Ord> Grade<T> {
    /// Whether it accepts a grade; `unknown` is on no scale, and only named.
    pub(in crate::query) fn accepts(&self, found: &T, unknown: &T) -> bool {
        if self.grade == *unknown || found == unknown {
            return self.accepts[1] && self.grade == *found;
        }
        match found.cmp(&self.grade) {
            Ordering::Less => self.accepts[0],
            Ordering::Equal => self.accepts[1],
            Ordering::Greater => self.accepts[2],
        }
    }
}

/// Splits `>=B` into what it accepts (better or more, equal, worse or fewer) and the value.
fn comparison(text: &str) -> ([bool; 3], &str) {
    for (operator, accepts) in [
        (">=", [true, true, false]),
        ("<=", [false, true, true]),
        (">", [true, false, false]),
        ("<", [false, false, true]),
        ("=", [false, true, false]),
    ] {
        if let Some(rest) = text.strip_prefix(operator) {
            return (accepts, rest);
        }
    }
    ([false, true, false], text)
}

/// A grade that means "cannot be judged" is not compared.
fn on_scale(value: &Value, accepts: [bool; 3], unknown: bool, grade: &str) -> Result<(), QueryError> {
    if unknown && (accepts[0] || accepts[2]) {
        return Err(QueryError::new(value.span.clone(), InvalidValue::NotOnScale { grade: grade.to_owned() }));
    }
    Ok(())
}

/// A reliability as typed.
pub(in crate::query) fn letter(value: &Value) -> Result<Grade<Reliability>, QueryError> {
    let (accepts, rest) = comparison(&value.text);
    let start = value.span.end.saturating_sub(rest.len()).max(value.span.start);
    let grade: Reliability = word(&Value { text: rest.to_owned(), span: start..value.span.end })?;
    on_scale(value, accepts, grade == Reliability::F, grade.word())?;
    Ok(Grade { accepts, grade })
}

/// A credibility as typed.
pub(in crate::query) fn figure(value: &Value) -> Result<Grade<u8>, QueryError> {
    let (accepts, rest) = comparison(&value.text);
    match rest.parse() {
        Ok(grade @ 1..=6) => on_scale(value, accepts, grade == 6, rest).map(|()| Grade { accepts, grade }),
        _ => Err(QueryError::new(value.span.clone(), InvalidValue::Credibility { text: rest.to_owned() })),
    }
}
