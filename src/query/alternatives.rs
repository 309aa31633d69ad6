//! Where a field does not have such a value: the field that does. The value decides (`from:ushakov` is `by:ushakov`,
//! `from:2025-12` is `since:2025-12`), and every alternative is evaluated before it is shown.

use super::ast::{Expr, Node};
use super::context::Context;
use super::error::{ErrorKind, InvalidValue, QueryError};
use super::eval::evaluate;
use super::fields::Field;
use super::fields::definition::Values;
use super::keys::FieldKey;
use super::parser::parse;
use super::suggestion::Suggestion;
use crate::index::Index;
use crate::model::people::HasNames;
use crate::model::{Id, Table, When};
use crate::names::{NameIndex, fold, nearest, words};

impl QueryError {
    /// The error with the field that has such a value, where the index has one.
    #[must_use]
    pub fn with_alternative(mut self, query: &str, index: &Index) -> Self {
        self.alternative = alternative(&self, query, index).map(Box::new);
        self.compared = true;
        self
    }
}

fn alternative(error: &QueryError, query: &str, index: &Index) -> Option<Suggestion> {
    let term = Term::of(error, query)?;
    let is_date = term.values.iter().all(|value| When::parse(value).is_ok());
    let candidates: Vec<FieldKey> = match &error.kind {
        ErrorKind::UnknownField { name, .. } => of_name(name),
        ErrorKind::UnknownName { .. } if is_date && term.field == Some(FieldKey::To) => vec![FieldKey::Until],
        ErrorKind::UnknownName { .. } if is_date => vec![FieldKey::In],
        ErrorKind::UnknownName { .. } => NAMES.to_vec(),
        ErrorKind::UnknownWord { .. } if error.suggestions().is_empty() => {
            FieldKey::ALL.iter().copied().filter(|field| matches!(Field::of(*field).values, Values::Words(_))).collect()
        }
        ErrorKind::Value(InvalidValue::Date { .. }) if error.suggestions().is_empty() => {
            let first = match term.field {
                Some(FieldKey::Since) => Some(FieldKey::By),
                Some(FieldKey::In) => Some(FieldKey::Place),
                _ => None,
            };
            first.into_iter().chain(NAMES).collect()
        }
        _ => return None,
    };
    // A name that merely begins with the value was not meant; that of an unknown field is resolved as any other.
    let is_exact = matches!(error.kind, ErrorKind::UnknownField { .. } | ErrorKind::UnknownWord { .. }) || is_date;
    let fits = |field: &FieldKey| {
        let dates = matches!(Field::of(*field).values, Values::Dates);
        dates == is_date && (is_exact || term.values.iter().all(|value| is_name(*field, value, index)))
    };
    let written = |field: FieldKey| format!("{}:{}", field.name(), term.written);
    let works = |text: &String| parse(text).is_ok_and(|node| evaluate(&node, &Context::new(index)).is_ok());
    let fields = candidates.into_iter().filter(|field| Some(*field) != term.field);
    let found = fields.filter(fits).map(written).find(&works);
    // A field of dates, by a name of another language, with a name: whatever has that name.
    let named = |field: &FieldKey| term.values.iter().all(|value| is_name(*field, value, index));
    let is_unknown = matches!(error.kind, ErrorKind::UnknownField { .. });
    let text = found.or_else(|| NAMES.into_iter().filter(|_| is_unknown).filter(named).map(written).find(&works))?;
    Some(Suggestion { span: term.span, text })
}

/// Fields of names, in the order in which they are tried.
const NAMES: [FieldKey; 6] =
    [FieldKey::Person, FieldKey::Party, FieldKey::Topic, FieldKey::Place, FieldKey::Proposal, FieldKey::Source];

/// The fields that a name that is none may stand for: by meaning, else by spelling.
fn of_name(name: &str) -> Vec<FieldKey> {
    let synonyms = FieldKey::of_synonyms(name);
    if !synonyms.is_empty() {
        return synonyms.to_vec();
    }
    let names = FieldKey::ALL.iter().map(|field| field.name());
    nearest(&name.to_lowercase(), names, 2).into_iter().filter_map(FieldKey::parse).collect()
}

/// The term of a query with an error in it.
struct Term {
    field: Option<FieldKey>,
    span: std::ops::Range<usize>,
    /// What follows the colon, as written.
    written: String,
    values: Vec<String>,
}

impl Term {
    fn of(error: &QueryError, query: &str) -> Option<Self> {
        if let ErrorKind::UnknownField { term, .. } = &error.kind {
            let start = error.span().start;
            let written = term.split_once(':')?.1.to_owned();
            // As the values of a field that takes any text.
            let Expr::Field(read) = parse(&format!("tag:{written}")).ok()?.expr else { return None };
            let values = read.values.into_iter().map(|value| value.text).collect();
            return Some(Self { field: None, span: start..start + term.len(), written, values });
        }
        let node = parse(query).ok()?;
        let (around, term) = field_at(&node, error.span().start)?;
        // Around a single term, parentheses belong to the node.
        let (first, last) = (term.values.first()?.span.start, term.values.last()?.span.end);
        let before = query.get(around.start..first)?.trim_end().strip_suffix(':')?;
        let name = before.rfind(|c: char| !c.is_alphabetic() && c != '-').map_or(0, |at| at + 1);
        let name = if before[name..].starts_with('-') { name + 1 } else { name };
        let span = around.start + name..last;
        let written = query.get(span.clone())?.split_once(':')?.1.to_owned();
        let values = term.values.iter().map(|value| value.text.clone()).collect();
        Some(Self { field: Some(term.field), span, written, values })
    }
}

/// The field term around a byte of a query.
fn field_at(node: &Node, at: usize) -> Option<(std::ops::Range<usize>, &super::ast::FieldTerm)> {
    match &node.expr {
        Expr::Field(term) => node.span.contains(&at).then(|| (node.span.clone(), term)),
        Expr::And(nodes) | Expr::Or(nodes) => nodes.iter().find_map(|node| field_at(node, at)),
        Expr::Not(inner) => field_at(inner, at),
        Expr::All | Expr::Text(_) | Expr::Range(_) | Expr::Regex(_) => None,
    }
}

/// Whether a value is a name, or words of one, that the field takes.
fn is_name(field: FieldKey, value: &str, index: &Index) -> bool {
    let (names, dataset) = (&index.names, &index.dataset);
    match field {
        FieldKey::Person => names_one(&names.persons, &dataset.persons, value),
        FieldKey::Party => names_one(&names.parties, &dataset.parties, value),
        FieldKey::By => {
            names_one(&names.persons, &dataset.persons, value) || names_one(&names.parties, &dataset.parties, value)
        }
        FieldKey::Topic => names_one(&names.topics, &dataset.topics, value),
        FieldKey::Place => names_one(&names.places, &dataset.places, value),
        FieldKey::Proposal => names_one(&names.proposals, &dataset.proposals, value),
        FieldKey::Source => names_one(&names.sources, &dataset.sources, value),
        _ => false,
    }
}

fn names_one<I: Id, T: HasNames>(names: &NameIndex<I>, table: &Table<I, T>, value: &str) -> bool {
    if names.step(value) == 1 {
        return true;
    }
    let ids = names.meant(value);
    let folded = fold(value);
    let whole_word = |id: &I| {
        let name = fold(table[*id].name());
        words(&name).any(|(_, word)| word == folded)
    };
    !ids.is_empty() && ids.iter().all(whole_word)
}
