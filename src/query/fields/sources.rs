//! Where a record is known from, and how much that is worth.

use std::cmp::Ordering;

use super::{Field, SOURCE as SOURCES, Values, any_named, entries, word};
use crate::index::Bits;
use crate::model::vocabulary::{Reliability, SourceClass, Vocabulary};
use crate::query::ast::Value;
use crate::query::error::QueryError;

pub(super) const SOURCE: Field = Field {
    name: "source",
    short: Some("s"),
    help: "a source of the record, by id, publisher or title",
    example: "source:novaya",
    values: Values::Sources,
    select: |context, values| {
        let index = context.index;
        any_named(context, values, (&index.names.sources, &index.dataset.sources, &SOURCES), &[&index.relations.source])
    },
};

pub(super) const CLASS: Field = Field {
    name: "class",
    short: None,
    help: "a source of the record is of that class",
    example: "class:official",
    values: Values::Words(entries::<SourceClass>),
    select: |context, values| {
        let classes: Vec<SourceClass> = values.iter().map(word).collect::<Result<_, _>>()?;
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

pub(super) const RELIABILITY: Field = Field {
    name: "reliability",
    short: None,
    help: "the letter of its best source (Admiralty code); >=B is B or better",
    example: "reliability:>=B",
    values: Values::Words(entries::<Reliability>),
    select: |context, values| {
        let dataset = &context.index.dataset;
        let wanted = values.iter().map(grade::<Reliability>).collect::<Result<Vec<_>, _>>()?;
        Ok(context.index.scan(|record| {
            let letters =
                dataset.sources_of(record).iter().filter_map(|citation| dataset.sources[citation.source].reliability);
            let letters: Vec<Reliability> = letters.collect();
            // F is on no scale: it is neither better nor worse than a letter, and stands only where nothing else does.
            let best =
                letters.iter().copied().filter(|letter| *letter != Reliability::F).min().or(letters.first().copied());
            best.is_some_and(|best| wanted.iter().any(|wanted| wanted.takes(&best, &Reliability::F)))
        }))
    },
};

pub(super) const CREDIBILITY: Field = Field {
    name: "credibility",
    short: None,
    help: "the best credibility given to the information, 1 to 5; >=2 is 2 or better",
    example: "credibility:>=2",
    values: Values::Text,
    select: |context, values| {
        let dataset = &context.index.dataset;
        let wanted = values.iter().map(figure).collect::<Result<Vec<_>, _>>()?;
        Ok(context.index.scan(|record| {
            let figures: Vec<u8> =
                dataset.sources_of(record).iter().filter_map(|citation| citation.credibility).collect();
            let best = figures.iter().copied().filter(|figure| *figure != 6).min().or(figures.first().copied());
            best.is_some_and(|best| wanted.iter().any(|wanted| wanted.takes(&best, &6)))
        }))
    },
};

/// A grade with a comparison in front. Better grades come earlier: A before B, 1 before 2.
struct Grade<T> {
    /// How a grade may compare with this one: better, the same, worse.
    takes: [bool; 3],
    grade: T,
}

impl<T: Ord> Grade<T> {
    fn takes(&self, found: &T, unknown: &T) -> bool {
        if self.grade == *unknown || found == unknown {
            return self.takes[1] && self.grade == *found;
        }
        match found.cmp(&self.grade) {
            Ordering::Less => self.takes[0],
            Ordering::Equal => self.takes[1],
            Ordering::Greater => self.takes[2],
        }
    }
}

/// Splits `>=B` into what it takes and the grade.
fn comparison(text: &str) -> ([bool; 3], &str) {
    for (sign, takes) in [
        (">=", [true, true, false]),
        ("<=", [false, true, true]),
        (">", [true, false, false]),
        ("<", [false, false, true]),
        ("=", [false, true, false]),
    ] {
        if let Some(rest) = text.strip_prefix(sign) {
            return (takes, rest);
        }
    }
    ([false, true, false], text)
}

fn grade<V: Vocabulary>(value: &Value) -> Result<Grade<V>, QueryError> {
    let (takes, rest) = comparison(&value.text);
    let start = value.span.end.saturating_sub(rest.len()).max(value.span.start);
    let grade = word(&Value { text: rest.to_owned(), span: start..value.span.end })?;
    Ok(Grade { takes, grade })
}

fn figure(value: &Value) -> Result<Grade<u8>, QueryError> {
    let (takes, rest) = comparison(&value.text);
    match rest.parse() {
        Ok(grade @ 1..=6) => Ok(Grade { takes, grade }),
        _ => Err(QueryError::new(
            value.span.clone(),
            format!("\"{rest}\" is no credibility"),
            "credibility is 1 (confirmed) to 5 (improbable), or 6 (cannot be judged)",
        )),
    }
}
