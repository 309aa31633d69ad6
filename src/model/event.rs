//! An event: something that happened, is to happen, or was called off.

use std::fmt;

use super::ids::{EventId, HasId, KindId, PartyId, PersonId, PlaceId, TopicId};
use super::proposal::ProposalRef;
use super::source::Citation;
use super::vocabulary::{ClaimField, DelegationRole, EventFormat, Kind, ResultCode, Status};
use super::when::{Bounds, When};

/// An event as the final word has it; what was reported before that stands in [`Event::reports`].
#[derive(Debug, Clone)]
pub struct Event {
    /// As written.
    pub id: Box<str>,
    /// A neutral headline.
    pub title: Box<str>,
    /// What it is.
    pub kind: EventKind,
    /// When it happened; nothing if that is not known.
    pub when: Option<When>,
    /// Whether it took place.
    pub status: Status,
    /// When it was to begin or happen.
    pub due: Option<When>,
    /// How long it lasted, as reported; no end is derived from it.
    pub duration: Option<Duration>,
    /// Where.
    pub place: Option<PlaceId>,
    /// The building or room, in words.
    pub venue: Option<Box<str>>,
    /// How those who took part were in touch.
    pub format: Option<EventFormat>,
    /// Who took part, by side.
    pub delegations: Vec<Delegation>,
    /// Others who were present.
    pub people: Vec<PersonId>,
    /// Persons concerned who were not there.
    pub about: Vec<PersonId>,
    /// What it was about.
    pub topics: Vec<TopicId>,
    /// The texts that it dealt with.
    pub proposals: Vec<ProposalRef>,
    /// What came of it, in one word.
    pub result: Option<ResultCode>,
    /// What came of it, in a sentence.
    pub outcome: Option<Box<str>>,
    /// What happened.
    pub summary: Option<Box<str>>,
    /// A remark of the curator.
    pub note: Option<Box<str>>,
    /// Free words.
    pub tags: Vec<Box<str>>,
    /// Order within one day without inventing hours.
    pub seq: Option<i64>,
    /// The events that this one follows from.
    pub follows: Vec<EventId>,
    /// The event that this one is part of.
    pub part_of: Option<EventId>,
    /// Other events that a reader will want to see.
    pub related: Vec<EventId>,
    /// When it became public, if later than it happened.
    pub known: Option<When>,
    /// Where it is known from.
    pub sources: Vec<Citation>,
    /// What was reported of it before the final word.
    pub reports: Vec<Report>,
    /// Rival accounts of single fields.
    pub claims: Vec<Claim>,
}

/// What an event is: a word of the vocabulary, or a kind of the dataset's own that is like one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EventKind {
    /// The word that it counts as.
    pub base: Kind,
    /// The dataset's own kind.
    pub own: Option<KindId>,
}

/// One side of an event.
#[derive(Debug, Clone)]
pub struct Delegation {
    /// The side.
    pub party: PartyId,
    /// Its members.
    pub people: Vec<PersonId>,
    /// Its part in the event.
    pub role: Option<DelegationRole>,
    /// Its head, one of the members.
    pub head: Option<PersonId>,
}

impl Delegation {
    /// Whether it was there.
    pub fn present(&self) -> bool {
        self.role != Some(DelegationRole::Absent)
    }
}

/// What was publicly reported of an event on a date.
#[derive(Debug, Clone)]
pub struct Report {
    /// The date of the report, with its bounds in the dataset's zone.
    pub on: (When, Bounds),
    /// The status then reported.
    pub status: Option<Status>,
    /// The time then reported.
    pub when: Option<When>,
    /// The place then reported.
    pub place: Option<PlaceId>,
    /// In words.
    pub note: Option<Box<str>>,
    /// Who reported it.
    pub sources: Vec<Citation>,
}

impl Report {
    /// Whether it reports anything.
    pub fn says_something(&self) -> bool {
        self.status.is_some() || self.when.is_some() || self.place.is_some() || self.note.is_some()
    }
}

/// A rival account of one field, kept beside the main one.
#[derive(Debug, Clone)]
pub struct Claim {
    /// The field.
    pub field: ClaimField,
    /// What the account says.
    pub value: ClaimValue,
    /// Whose account it is.
    pub by: Option<super::Actor>,
    /// Where it is known from.
    pub sources: Vec<Citation>,
}

impl Claim {
    /// Whether somebody or some source stands for it.
    pub fn is_attributed(&self) -> bool {
        self.by.is_some() || !self.sources.is_empty()
    }
}

/// The value of a claim, in the field's own type.
#[derive(Debug, Clone)]
pub enum ClaimValue {
    /// Of `when`.
    When(When),
    /// Of `duration`.
    Duration(Duration),
    /// Of `result`.
    Result(ResultCode),
    /// Of `outcome`.
    Text(Box<str>),
    /// Of `place`.
    Place(PlaceId),
    /// Of `people`.
    People(Vec<PersonId>),
}

impl ClaimValue {
    /// Whether it is a value at all: not an empty list.
    pub fn says_something(&self) -> bool {
        !matches!(self, Self::People(people) if people.is_empty())
    }
}

/// A length of time as reported: `5h`, `1h30m`, `2d`, with `~` about, `<` under or `>` over in front.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duration {
    /// As written.
    pub raw: Box<str>,
    /// `~`, `<` or `>`.
    pub sign: Option<char>,
    /// The length in minutes.
    pub minutes: u32,
}

impl Duration {
    /// Reads a duration; the error is a clause that says what is expected.
    pub fn parse(text: &str) -> Result<Self, String> {
        let wrong = || format!("\"{text}\" is no duration");
        let sign = text.chars().next().filter(|c| "~<>".contains(*c));
        let mut rest = &text[sign.map_or(0, char::len_utf8)..];
        let (mut minutes, mut last) = (0u32, 4);
        while !rest.is_empty() {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let unit = rest[digits..].chars().next().ok_or_else(wrong)?;
            let (size, rank) = match unit {
                'd' => (1440, 3),
                'h' => (60, 2),
                'm' => (1, 1),
                _ => return Err(wrong()),
            };
            let number: u32 = rest[..digits].parse().map_err(|_| wrong())?;
            if rank >= last {
                return Err(wrong());
            }
            last = rank;
            minutes = number.checked_mul(size).and_then(|part| minutes.checked_add(part)).ok_or_else(wrong)?;
            rest = &rest[digits + unit.len_utf8()..];
        }
        if minutes == 0 {
            return Err(wrong());
        }
        Ok(Self { raw: text.into(), sign, minutes })
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
        let said: Vec<String> = parts.iter().filter(|(n, _)| *n > 0).map(|(n, unit)| format!("{n} {unit}")).collect();
        f.write_str(&said.join(" "))
    }
}

impl HasId for Event {
    fn id(&self) -> &str {
        &self.id
    }
}
