//! Ways to look at the selected records: pure views, without a screen and without a filter of their own.
//!
//! * [`timeline`] — the rows of the list, grouped by day, month …
//! * [`density`] — how many records fall into each stretch of time
//! * [`card`] — everything that one record holds
//! * [`hits`] — where the words of a query stand in a text
//! * [`words`] — records in words: quotations, speakers, places, citations, the same on screen and in exports
//! * [`catalog`] — everything of one kind that a query can name; [`facets`] — what each of them would leave
//! * [`period`] — a period of the calendar as a condition
//! * [`calendar`] — days, weeks, months, quarters and years

pub mod card;
pub mod density;
pub mod facets;
pub mod timeline;
