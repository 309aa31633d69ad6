//! Names in any spelling and script: folding, resolving what a query means, searching as a person types.
//!
//! * [`mod@fold`] — are two texts equal except for case, marks and script? All names and texts are compared folded.
//! * [`NameIndex`] — what does this value of a query mean? Strict steps, so that a query means the same tomorrow.
//! * [`search`] — what might these letters mean? Fuzzy, for pickers, where the user sees what was matched. The fuzzy matcher is
//!   used there and nowhere else: it ignores case in ASCII only and does not know marks, scripts, aliases or word order, so
//!   all of these are handled before it.
//! * [`first`] — the first matches of the same search among very many names, part by part.
//! * [`mod@nearest`] — which words are nearest to a mistyped one? For suggestions in error messages.

mod first;
mod fold;
mod name_index;
mod nearest;
pub mod search;

pub(crate) use first::FirstMatches;
pub(crate) use fold::{Folded, fold_into, words};
pub use fold::{fold, spelling_key};
pub use name_index::{Found, NameIndex};
pub(crate) use nearest::nearest;
