//! What few events have.

use std::sync::Arc;

use thin_vec::ThinVec;

use super::{Duration, Event};
use crate::model::when::When;
use crate::model::{EventId, PersonId, Text};

/// The fields that few events have, kept apart so that the others do not pay for them. Read them through the methods of
/// [`Event`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EventDetails {
    /// Scheduled time.
    pub due: Option<Box<When>>,
    /// Reported duration; no end time is derived from it.
    pub duration: Option<Duration>,
    /// Building or room.
    pub venue: Option<Text>,
    /// Other persons present.
    pub people: ThinVec<PersonId>,
    /// Tags.
    pub tags: ThinVec<Arc<str>>,
    /// Position among the events of a day whose times are unknown.
    pub seq: Option<i64>,
    /// The event that this one is part of.
    pub part_of: Option<EventId>,
    /// When it became public, if later than the event.
    pub known: Option<Box<When>>,
}

impl EventDetails {
    /// None of them.
    const NONE: Self = Self {
        due: None,
        duration: None,
        venue: None,
        people: ThinVec::new(),
        tags: ThinVec::new(),
        seq: None,
        part_of: None,
        known: None,
    };

    /// In a box, if any is given.
    pub(crate) fn boxed(self) -> Option<Box<Self>> {
        let Self { due, duration, venue, people, tags, seq, part_of, known } = &self;
        let times = due.is_none() && duration.is_none() && seq.is_none() && known.is_none();
        let rest = venue.is_none() && people.is_empty() && tags.is_empty() && part_of.is_none();
        (!times || !rest).then(|| Box::new(self))
    }
}

impl Event {
    /// All that few events have.
    pub(crate) fn details(&self) -> &EventDetails {
        static NONE: EventDetails = EventDetails::NONE;
        self.details.as_deref().unwrap_or(&NONE)
    }

    /// When it happened; `None` if unknown.
    pub fn when(&self) -> Option<&When> {
        self.when.as_deref()
    }

    /// Scheduled time.
    pub fn due(&self) -> Option<&When> {
        self.details().due.as_deref()
    }

    /// Reported duration; no end time is derived from it.
    pub fn duration(&self) -> Option<&Duration> {
        self.details().duration.as_ref()
    }

    /// Building or room.
    pub fn venue(&self) -> Option<&str> {
        self.details().venue.as_deref()
    }

    /// Other persons present.
    pub fn people(&self) -> &[PersonId] {
        &self.details().people
    }

    /// Tags.
    pub fn tags(&self) -> &[Arc<str>] {
        &self.details().tags
    }

    /// Position among the events of a day whose times are unknown.
    pub fn seq(&self) -> Option<i64> {
        self.details().seq
    }

    /// The event that this one is part of.
    pub fn part_of(&self) -> Option<EventId> {
        self.details().part_of
    }

    /// When it became public, if later than the event.
    pub fn known(&self) -> Option<&When> {
        self.details().known.as_deref()
    }
}
