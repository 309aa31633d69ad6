//! Events: what happened, is planned or was cancelled.

mod details;

use std::fmt;

pub use details::EventDetails;
use thin_vec::ThinVec;

use super::ids::{EventId, HasId, KindId, PartyId, PersonId, PlaceId, TopicId};
use super::proposal::ProposalRef;
use super::source::Citation;
use super::text::Text;
use super::vocabulary::{ClaimField, DelegationRole, EventFormat, Kind, ResultCode, Status};
use super::when::{Extent, When};

/// An event by its final word; what was reported earlier is in [`Event::reports`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Id.
    pub id: Text,
    /// Neutral headline.
    pub title: Text,
    /// Kind.
    pub kind: EventKind,
    /// When it happened; `None` if unknown.
    pub when: Option<Box<When>>,
    /// Status.
    pub status: Status,
    /// Place.
    pub place: Option<PlaceId>,
    /// Format: in person, by phone and so on.
    pub format: Option<EventFormat>,
    /// Delegations.
    pub delegations: ThinVec<Delegation>,
    /// Persons concerned who were not present.
    pub about: ThinVec<PersonId>,
    /// Topics.
    pub topics: ThinVec<TopicId>,
    /// Proposals discussed.
    pub proposals: ThinVec<ProposalRef>,
    /// Result, a word of the vocabulary.
    pub result: Option<ResultCode>,
    /// Outcome, in a sentence.
    pub outcome: Option<Text>,
    /// Summary.
    pub summary: Option<Text>,
    /// The curator's note.
    pub note: Option<Text>,
    /// The events that led to this one.
    pub follows: ThinVec<EventId>,
    /// Other related events.
    pub related: ThinVec<EventId>,
    /// Sources.
    pub sources: ThinVec<Citation>,
    /// Reports before the final word.
    pub reports: ThinVec<Report>,
    /// Conflicting accounts of single fields.
    pub claims: ThinVec<Claim>,
    /// What few events have, if it has any of it.
    pub details: Option<Box<EventDetails>>,
}

/// The kind of an event: one of the vocabulary, or one defined by the dataset that counts as one of the vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EventKind {
    /// The kind of the vocabulary.
    pub(crate) base: Kind,
    /// The kind defined by the dataset, if it is one.
    pub(crate) own: Option<KindId>,
}

/// A delegation at an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delegation {
    /// Party.
    pub(crate) party: PartyId,
    /// Members.
    pub(crate) people: ThinVec<PersonId>,
    /// Role at the event.
    pub(crate) role: Option<DelegationRole>,
    /// Head, one of the members.
    pub(crate) head: Option<PersonId>,
}

impl Delegation {
    /// Whether it was present.
    pub(crate) fn present(&self) -> bool {
        self.role != Some(DelegationRole::Absent)
    }
}

/// What was publicly reported about an event on a date, before the final word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The date of the report, with its ends in the dataset's zone.
    pub on: Box<(When, Extent)>,
    /// Reported status.
    pub status: Option<Status>,
    /// Reported time.
    pub when: Option<Box<When>>,
    /// Reported place.
    pub place: Option<PlaceId>,
    /// Note.
    pub note: Option<Text>,
    /// Sources of the report.
    pub sources: ThinVec<Citation>,
}

impl Report {
    /// Whether it contains anything.
    pub(crate) fn is_meaningful(&self) -> bool {
        self.status.is_some() || self.when.is_some() || self.place.is_some() || self.note.is_some()
    }
}

/// A conflicting account of one field, kept beside the main one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The field.
    pub(crate) field: ClaimField,
    /// What the account says.
    pub(crate) value: ClaimValue,
    /// Whose account it is, if known.
    pub(crate) by: Option<super::Actor>,
    /// Sources.
    pub(crate) sources: ThinVec<Citation>,
}

impl Claim {
    /// Whether it has an author or a source.
    pub(crate) fn is_attributed(&self) -> bool {
        self.by.is_some() || !self.sources.is_empty()
    }
}

/// The value of a claim, with the type of its field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClaimValue {
    /// Of `when`.
    When(Box<When>),
    /// Of `duration`.
    Duration(Box<Duration>),
    /// Of `result`.
    Result(ResultCode),
    /// Of `outcome`.
    Text(Text),
    /// Of `place`.
    Place(PlaceId),
    /// Of `people`.
    People(ThinVec<PersonId>),
}

impl ClaimValue {
    /// Whether it is more than an empty list.
    pub(crate) fn is_meaningful(&self) -> bool {
        !matches!(self, Self::People(people) if people.is_empty())
    }
}

/// A reported duration: `5h`, `1h30m`, `2d`, optionally with `~` (about), `<` (under) or `>` (over) in front.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duration {
    /// As written.
    pub raw: Text,
    /// `~`, `<` or `>`, if given.
    pub sign: Option<char>,
    /// The length in minutes.
    pub minutes: u32,
}

impl Duration {
    /// Parses a duration, whose text is kept in this way. The error is a message.
    pub(crate) fn parse(text: &str, keep: impl FnOnce() -> Text) -> Result<Self, String> {
        let invalid = || format!("invalid duration \"{text}\"");
        let sign = text.chars().next().filter(|c| "~<>".contains(*c));
        let mut rest = &text[sign.map_or(0, char::len_utf8)..];
        let (mut minutes, mut last) = (0u32, 4);
        while !rest.is_empty() {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let unit = rest[digits..].chars().next().ok_or_else(invalid)?;
            let (size, rank) = match unit {
                'd' => (1440, 3),
                'h' => (60, 2),
                'm' => (1, 1),
                _ => return Err(invalid()),
            };
            let number: u32 = rest[..digits].parse().map_err(|_| invalid())?;
            if rank >= last {
                return Err(invalid());
            }
            last = rank;
            minutes = number.checked_mul(size).and_then(|part| minutes.checked_add(part)).ok_or_else(invalid)?;
            rest = &rest[digits + unit.len_utf8()..];
        }
        if minutes == 0 {
            return Err(invalid());
        }
        Ok(Self { raw: keep(), sign, minutes })
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.sign {
            Some('~') => "about ",
            Some('<') => "under ",
            Some('>') => "over ",
            _ => "",
        })?;
        let (days, hours, minutes) = (self.minutes / 1440, self.minutes / 60 % 24, self.minutes % 60);
        let parts = [(days, "d"), (hours, "h"), (minutes, "min")];
        let parts: Vec<String> = parts.iter().filter(|(n, _)| *n > 0).map(|(n, unit)| format!("{n} {unit}")).collect();
        f.write_str(&parts.join(" "))
    }
}

impl HasId for Event {
    fn id(&self) -> &str {
        &self.id
    }
}
