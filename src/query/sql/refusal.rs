//! What no column can decide, and what to do instead.

use crate::query::ast::Node;
use crate::query::error::{ErrorKind, QueryError};

/// What to do instead of a search.
pub(super) const SEARCH: &str = "`demarche list --ids` searches; or leave it out here, and search what the SQL selects";

/// The error for a part of a query that no column can decide.
pub(super) fn refused(node: &Node, what: impl Into<String>, instead: &'static str) -> QueryError {
    QueryError::new(node.span.clone(), ErrorKind::NotInSql { what: what.into(), instead })
}
