//! Conditions as a tree, and how they are written in SQL.

/// A condition on the columns of a row. Of a missing value it neither holds nor fails; that counts as not holding.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Predicate {
    /// All of these.
    And(Vec<Self>),
    /// Any of these.
    Or(Vec<Self>),
    /// Not this, and so also what is missing.
    Not(Box<Self>),
    /// The cell is one of these texts.
    In(&'static str, Vec<String>),
    /// The cell, a list of texts with this separator between them, has one of these items.
    Has(&'static str, &'static str, Vec<Item>),
    /// The text compares with another by this operator.
    Compare(&'static str, &'static str, String),
    /// The number is in this range, both ends included.
    Between(&'static str, u32, u32),
    /// The text, in lower case, is this one or begins with it and a hyphen.
    Tag(&'static str, String),
}

/// An item of a list, or a part of one.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Item {
    /// The text.
    text: String,
    /// Whether the item may begin before the text.
    open_start: bool,
    /// Whether the item may go on after the text.
    open_end: bool,
}

impl Item {
    /// Exactly this text.
    pub(super) fn whole(text: impl Into<String>) -> Self {
        Self { text: text.into(), open_start: false, open_end: false }
    }

    /// Any item that begins with this text.
    pub(super) fn start(text: impl Into<String>) -> Self {
        Self { open_end: true, ..Self::whole(text) }
    }

    /// Any item that ends with this text.
    pub(super) fn end(text: impl Into<String>) -> Self {
        Self { open_start: true, ..Self::whole(text) }
    }
}

impl Predicate {
    /// The cell is this text.
    pub(super) fn is(column: &'static str, text: impl Into<String>) -> Self {
        Self::In(column, vec![text.into()])
    }

    /// A list of ids or words has one of these items.
    pub(super) fn has(column: &'static str, items: impl IntoIterator<Item = Item>) -> Self {
        Self::Has(column, " ", items.into_iter().collect())
    }

    /// A list of ids or words has one of these texts as an item.
    pub(super) fn has_any(column: &'static str, texts: impl IntoIterator<Item = String>) -> Self {
        Self::has(column, texts.into_iter().map(Item::whole))
    }

    /// The columns that it names.
    pub(super) fn columns(&self, columns: &mut Vec<&'static str>) {
        match self {
            Self::And(parts) | Self::Or(parts) => parts.iter().for_each(|part| part.columns(columns)),
            Self::Not(inner) => inner.columns(columns),
            Self::In(column, _)
            | Self::Has(column, ..)
            | Self::Compare(column, ..)
            | Self::Between(column, ..)
            | Self::Tag(column, _) => columns.push(column),
        }
    }

    /// The conditions that must all hold, each as SQL.
    pub(super) fn parts(&self) -> Vec<String> {
        match self {
            Self::And(parts) => parts.iter().flat_map(Self::parts).collect(),
            _ => vec![self.sql(true)],
        }
    }

    /// As SQL, in parentheses if it would otherwise come apart next to `and`.
    fn sql(&self, beside_and: bool) -> String {
        match self {
            Self::And(parts) => joined(parts.iter().map(|part| part.sql(true)), " and ", "true", false),
            Self::Or(parts) => joined(parts.iter().map(|part| part.sql(false)), " or ", "false", beside_and),
            // A condition on a missing value is neither true nor false, and `not` would leave it so.
            Self::Not(inner) => format!("not coalesce({}, false)", inner.sql(false)),
            Self::In(column, texts) => match &texts[..] {
                [] => "false".into(),
                [text] => format!("{column} = {}", literal(text)),
                texts => {
                    let texts: Vec<String> = texts.iter().map(|text| literal(text)).collect();
                    format!("{column} in ({})", texts.join(", "))
                }
            },
            Self::Has(column, separator, items) => {
                let list = format!("{0} || {column} || {0}", literal(separator));
                let like = |item: &Item| {
                    let before = if item.open_start { "" } else { separator };
                    let after = if item.open_end { "" } else { separator };
                    format!("{list} like {}", pattern("%", &format!("{before}{}{after}", item.text), "%"))
                };
                joined(items.iter().map(like), " or ", "false", beside_and)
            }
            Self::Compare(column, operator, text) => format!("{column} {operator} {}", literal(text)),
            Self::Between(column, from, to) if from == to => format!("cast({column} as integer) = {from}"),
            Self::Between(column, from, u32::MAX) => format!("cast({column} as integer) >= {from}"),
            Self::Between(column, from, to) => format!("cast({column} as integer) between {from} and {to}"),
            Self::Tag(column, text) => {
                let like = format!("lower({column}) like {}", pattern("", &format!("{text}-"), "%"));
                joined([format!("lower({column}) = {}", literal(text)), like].into_iter(), " or ", "false", beside_and)
            }
        }
    }
}

/// Several conditions as one; `none` if there are none.
fn joined(parts: impl Iterator<Item = String>, operator: &str, none: &str, enclose: bool) -> String {
    let parts: Vec<String> = parts.collect();
    match &parts[..] {
        [] => none.into(),
        [only] => only.clone(),
        parts if enclose => format!("({})", parts.join(operator)),
        parts => parts.join(operator),
    }
}

/// A text as a literal.
fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// A pattern of `like` for a text, with what stands before and after it.
fn pattern(before: &str, text: &str, after: &str) -> String {
    if !text.contains(['%', '_']) {
        return literal(&format!("{before}{text}{after}"));
    }
    // A backslash would be an escape of the literal for Spark.
    let escaped: String =
        text.chars().flat_map(|c| matches!(c, '%' | '_' | '!').then_some('!').into_iter().chain([c])).collect();
    format!("{} escape '!'", literal(&format!("{before}{escaped}{after}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sql(predicate: &Predicate) -> String {
        predicate.parts().join("\n")
    }

    #[test]
    fn parentheses_stand_where_they_are_needed() {
        let is = |text: &str| Predicate::is("kind", text);
        let either = Predicate::Or(vec![is("a"), is("b")]);
        let both = Predicate::And(vec![is("a"), either.clone()]);
        assert_eq!(sql(&both), "kind = 'a'\n(kind = 'a' or kind = 'b')");
        assert_eq!(
            sql(&Predicate::Or(vec![both.clone(), is("c")])),
            "(kind = 'a' and (kind = 'a' or kind = 'b') or kind = 'c')"
        );
        assert_eq!(sql(&Predicate::Not(Box::new(either))), "not coalesce(kind = 'a' or kind = 'b', false)");
        assert_eq!(sql(&Predicate::And(Vec::new())), "");
        assert_eq!(sql(&Predicate::Not(Box::new(Predicate::And(Vec::new())))), "not coalesce(true, false)");
        assert_eq!(sql(&Predicate::In("kind", Vec::new())), "false");
    }

    #[test]
    fn texts_cannot_leave_their_literals() {
        assert_eq!(sql(&Predicate::is("outlet", "x' or 'a' = 'a")), "outlet = 'x'' or ''a'' = ''a'");
        assert_eq!(
            sql(&Predicate::Has("tags_folded", "; ", vec![Item::whole("5_%!'")])),
            "'; ' || tags_folded || '; ' like '%; 5!_!%!!''; %' escape '!'"
        );
        assert_eq!(
            sql(&Predicate::Tag("language", "r_".into())),
            "(lower(language) = 'r_' or lower(language) like 'r!_-%' escape '!')"
        );
    }

    #[test]
    fn parts_of_items_are_open_on_one_side() {
        let items = [Item::whole("plan"), Item::start("plan@"), Item::end(":open")];
        let expected = ["'% plan %'", "'% plan@%'", "'%:open %'"];
        for (item, expected) in items.into_iter().zip(expected) {
            assert_eq!(sql(&Predicate::has("ids", [item])), format!("' ' || ids || ' ' like {expected}"));
        }
    }
}
