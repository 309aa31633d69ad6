//! A tree as text, canonically: parsing it again gives the same tree.

use super::ast::{Expr, FieldTerm, Node};
use super::lexer::{Token, TokenKind, lex};
use super::quoting::{quoted, value_text};

/// The canonical text of a query.
pub fn print(node: &Node) -> String {
    match &node.expr {
        Expr::All => String::new(),
        Expr::Or(nodes) => nodes.iter().map(print).collect::<Vec<_>>().join(" or "),
        Expr::And(nodes) => nodes.iter().map(term).collect::<Vec<_>>().join(" "),
        Expr::Not(inner) => format!("-{}", inner_term(inner)),
        Expr::Field(FieldTerm { field, values }) => {
            let values: Vec<String> = values.iter().map(|value| value_text(&value.text)).collect();
            format!("{}:{}", field.name(), values.join(","))
        }
        Expr::Range(range) => range.clone(),
        Expr::Regex(pattern) => format!("/{pattern}/"),
        Expr::Text(text) if is_bare(text) => text.clone(),
        Expr::Text(text) => quoted(text),
    }
}

/// An operand of `and`: an `or` is put in parentheses.
fn term(node: &Node) -> String {
    if matches!(node.expr, Expr::Or(_)) { format!("({})", print(node)) } else { print(node) }
}

fn inner_term(node: &Node) -> String {
    if matches!(node.expr, Expr::Or(_) | Expr::And(_)) { format!("({})", print(node)) } else { print(node) }
}

/// Whether a text means the same without quotation marks. Text with characters that are operators in other languages is
/// always quoted, so that its meaning does not depend on what is next to it.
fn is_bare(text: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '.' | '_' | '\'' | '’');
    let one_word = lex(text)
        .is_ok_and(|tokens| matches!(&tokens[..], [Token { kind: TokenKind::Word(word), .. }] if word == text));
    one_word && text.chars().all(plain) && text.starts_with(char::is_alphanumeric) && !text.contains("..")
}
