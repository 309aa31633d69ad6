//! The sources of a record, and what they are worth.

use std::cmp::Ordering;

use super::definition::{Definition, Values};
use super::names::{SOURCE as SOURCE_NOUN, any_named};
use super::words::{entries, word, words};
use crate::index::Bits;
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

pub(super) const CLASS: Definition = Definition {
    help: "cites a source of that class",
    example: "class:official",
    values: Values::Words(entries::<SourceClass>),
    select: |context, values| {
        let classes = words::<SourceClass>(values)?;
        let index = context.index;
        let mut bits = Bits::none(index.len());
        for (id, source) in index.dataset.sources.iter() {
            if source.class.is_some_and(|class| classes.contains(&class)) {
                index.relations.source.get(id).iter().for_each(|record| bits.insert(*record));
            }
        }
        Ok(bits)
    },
};

pub(super) const RELIABILITY: Definition = Definition {
    help: "reliability of its best source (Admiralty Code); >=B is B or better",
    example: "reliability:>=B",
    values: Values::Words(entries::<Reliability>),
    select: |context, values| {
        let dataset = &context.index.dataset;
        let wanted = values.iter().map(grade::<Reliability>).collect::<Result<Vec<_>, _>>()?;
        Ok(context.index.scan(|record| {
            let best = dataset.reliability(record);
            best.is_some_and(|best| wanted.iter().any(|wanted| wanted.accepts(&best, &Reliability::F)))
        }))
    },
};

pub(super) const CREDIBILITY: Definition = Definition {
    help: "best credibility of the information (Admiralty Code); >=2 is 2 or better",
    example: "credibility:>=2",
    values: Values::Suggested(|_| (1..=6).map(|figure: u8| figure.to_string()).collect()),
    select: |context, values| {
        let dataset = &context.index.dataset;
        let wanted = values.iter().map(figure).collect::<Result<Vec<_>, _>>()?;
        Ok(context.index.scan(|record| {
            let best = dataset.credibility(record);
            best.is_some_and(|best| wanted.iter().any(|wanted| wanted.accepts(&best, &6)))
        }))
    },
};

/// A grade after a comparison operator. Better grades come first: A before B, 1 before 2.
struct Grade<T> {
    /// Which grades it accepts: better, equal, worse ones.
    accepts: [bool; 3],
    grade: T,
}

impl<T: Ord> Grade<T> {
    fn accepts(&self, found: &T, unknown: &T) -> bool {
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

/// Splits `>=B` into which grades it accepts (better, equal, worse) and the grade.
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

fn grade<V: Vocabulary>(value: &Value) -> Result<Grade<V>, QueryError> {
    let (accepts, rest) = comparison(&value.text);
    let start = value.span.end.saturating_sub(rest.len()).max(value.span.start);
    let grade: V = word(&Value { text: rest.to_owned(), span: start..value.span.end })?;
    on_scale(value, accepts, grade.word() == Reliability::F.word(), grade.word())?;
    Ok(Grade { accepts, grade })
}

fn figure(value: &Value) -> Result<Grade<u8>, QueryError> {
    let (accepts, rest) = comparison(&value.text);
    match rest.parse() {
        Ok(grade @ 1..=6) => on_scale(value, accepts, grade == 6, rest).map(|()| Grade { accepts, grade }),
        _ => Err(QueryError::new(value.span.clone(), InvalidValue::Credibility { text: rest.to_owned() })),
    }
}
