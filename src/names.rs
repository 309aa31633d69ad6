//! Names in any spelling and script: folding, resolving what a query means, searching as a person types.
//!
//! Three questions, three answers:
//!
//! * [`fold`] — are two texts the same but for case, marks and script? Everything is compared folded, names and texts alike.
//! * [`NameIndex`] — whom does this value of a query mean? Strict steps, so that a query means the same tomorrow.
//! * [`search`] — whom might these letters mean? Fuzzy, for pickers, where a person sees what was matched. The fuzzy matcher
//!   is used there and nowhere else: it ignores case in ASCII only and knows no marks, scripts, aliases or word order, all of
//!   which is therefore done here before it.

mod book;
mod fold;
mod nearest;
pub mod search;

pub use book::{Found, NameIndex};
pub use fold::{Folded, fold, skeleton, spelling_key, words};
pub use nearest::nearest;
