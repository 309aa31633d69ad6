//! A tree as text, canonically: parsing it again gives the same tree.

use super::ast::{Expr, FieldTerm, Node};

/// The canonical text of a query.
pub fn print(node: &Node) -> String {
    match &node.expr {
        Expr::All => String::new(),
        Expr::Or(nodes) => nodes.iter().map(print).collect::<Vec<_>>().join(" or "),
        Expr::And(nodes) => nodes.iter().map(term).collect::<Vec<_>>().join(" "),
        Expr::Not(inner) => format!("-{}", inner_term(inner)),
        Expr::Field(FieldTerm { field, values }) => {
            let values: Vec<String> = values.iter().map(|value| value_text(&value.text)).collect();
            format!("{}:{}", field.name, values.join(","))
        }
        Expr::Range(range) => range.clone(),
        Expr::Regex(pattern) => format!("/{pattern}/"),
        Expr::Text(text) if is_bare(text) => text.clone(),
        Expr::Text(text) => quoted(text),
    }
}

/// A part of an `and`: what binds looser stands in parentheses.
fn term(node: &Node) -> String {
    if matches!(node.expr, Expr::Or(_)) { format!("({})", print(node)) } else { print(node) }
}

fn inner_term(node: &Node) -> String {
    if matches!(node.expr, Expr::Or(_) | Expr::And(_)) { format!("({})", print(node)) } else { print(node) }
}

/// The text in quotation marks.
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A value of a field, in quotation marks where it needs them.
pub fn value_text(text: &str) -> String {
    let plain = |c: char| !c.is_whitespace() && !matches!(c, '(' | ')' | '|' | '"' | ',');
    if !text.is_empty() && text.chars().all(plain) { text.to_owned() } else { quoted(text) }
}

/// Whether a text means the same without quotation marks. Signs that other languages give a meaning are kept in them, so that
/// they stay text whatever stands beside them.
fn is_bare(text: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '.' | '_' | '\'' | '’');
    let tokens = super::lexer::lex(text);
    let one_word = tokens.is_ok_and(|tokens| {
        matches!(&tokens[..], [super::lexer::Token { kind: super::lexer::TokenKind::Word(word), .. }] if word == text)
    });
    one_word && text.chars().all(plain) && text.starts_with(char::is_alphanumeric) && !text.contains("..")
}
