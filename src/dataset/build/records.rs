//! Events and quotes.

use thin_vec::{ThinVec, thin_vec};

use super::{Builder, list};
use crate::dataset::raw::records::RawClaimValue;
use crate::dataset::raw::values::{DURATION_HELP, Ref, Text, when_fault};
use crate::dataset::raw::words::unknown_word;
use crate::dataset::raw::{At, RawClaim, RawDelegation, RawEvent, RawQuote, RawReport, RawStance};
use crate::diagnostic::{Fault, Location};
use crate::model::vocabulary::{Act, ClaimField, Fidelity, Kind, ResultCode, Stance, Status, Vocabulary};
use crate::model::when::{When, Zone};
use crate::model::{
    Claim, ClaimValue, Dataset, Delegation, Duration, Event, EventDetails, EventKind, PlaceId, Quote, QuoteDetails,
    Report, Speaker, Stances, TopicId,
};

/// The number of words that can usually be quoted without permission.
const MAX_QUOTE_WORDS: usize = 60;

fn filled(text: Option<Text>) -> Option<crate::model::Text> {
    text.and_then(Text::filled)
}

impl Builder<'_> {
    pub(super) fn build_event(&mut self, raw: RawEvent, dataset: &Dataset) -> Event {
        let place = raw.place.and_then(|place| self.place(&place));
        let home = dataset.home(place);
        let event_status = raw.status.as_ref().map_or(Status::Held, |status| status.value.0);
        Event {
            id: raw.id.value.0,
            title: raw.title.0,
            kind: self.kind(&raw.kind, dataset),
            when: self.time(raw.when, home),
            status: event_status,
            place,
            format: raw.format.map(|format| format.0),
            delegations: list(raw.delegations, |row| self.delegation(row)),
            about: list(raw.about, |person| self.person(&person)),
            topics: list(raw.topics, |topic| self.topic(&topic)),
            proposals: list(raw.proposals, |proposal| self.proposal(&proposal)),
            result: raw.result.map(|result| result.value.0),
            outcome: filled(raw.outcome),
            summary: filled(raw.summary),
            note: filled(raw.note),
            follows: list(raw.follows, |event| self.event(&event)),
            related: list(raw.related, |event| self.event(&event)),
            sources: self.citations(raw.sources),
            reports: list(raw.reports, |row| self.report(row, place, dataset)),
            claims: list(raw.claims, |row| self.claim(row, home)),
            details: EventDetails {
                due: self.time(raw.due, home),
                duration: raw.duration,
                venue: filled(raw.venue),
                people: list(raw.people, |person| self.person(&person)),
                tags: list(raw.tags, |tag| Some(self.shared(&tag))),
                seq: raw.seq,
                part_of: raw.part_of.and_then(|event| self.event(&event)),
                known: self.dated(raw.known).map(|(when, _)| Box::new(when)),
            }
            .boxed(),
        }
    }

    pub(super) fn time(&mut self, at: Option<At<When>>, home: Option<Zone>) -> Option<Box<When>> {
        self.bounded(at?, home).map(|(when, _)| Box::new(when))
    }

    fn kind(&mut self, at: &At<Ref>, dataset: &Dataset) -> EventKind {
        if at.value.is_empty() {
            return EventKind { base: Kind::Other, own: None };
        }
        if let Some(base) = Kind::parse(&at.value) {
            return EventKind { base, own: None };
        }
        if let Some(own) = dataset.kinds.find(&at.value) {
            return EventKind { base: dataset.kinds[own].like, own: Some(own) };
        }
        let words = Kind::all().iter().map(|kind| kind.word()).chain(dataset.kinds.iter().map(|(_, kind)| &*kind.id));
        let (message, help) = unknown_word::<Kind>(&at.value, words);
        self.error(at.place, message, help);
        EventKind { base: Kind::Other, own: None }
    }

    fn delegation(&mut self, raw: RawDelegation) -> Option<Delegation> {
        let party = self.party(&raw.party);
        let mut people = list(raw.people, |person| self.person(&person));
        let head = raw.head.and_then(|head| self.person(&head));
        if let Some(head) = head.filter(|head| !people.contains(head)) {
            people.insert(0, head);
        }
        Some(Delegation { party: party?, people, role: raw.role.map(|role| role.0), head })
    }

    fn report(&mut self, raw: RawReport, event_place: Option<PlaceId>, dataset: &Dataset) -> Option<Report> {
        let note = filled(raw.note);
        if raw.unread.is_empty() && raw.status.is_none() && raw.when.is_none() && raw.place.is_none() && note.is_none()
        {
            self.error(raw.header, "empty report", "add status, when, place or note");
        }
        let place = raw.place.and_then(|place| self.place(&place));
        let on = self.published(Some(raw.on));
        Some(Report {
            on: Box::new(on?),
            status: raw.status.map(|status| status.0),
            when: self.time(raw.when, dataset.home(place.or(event_place))),
            place,
            note,
            sources: self.citations(raw.sources),
        })
    }

    fn claim(&mut self, raw: RawClaim, home: Option<Zone>) -> Option<Claim> {
        if raw.unread.is_empty() && raw.by.is_none() && raw.sources.is_empty() {
            self.error(raw.header, "claim has no source", "add sources, or by = … (a party or person)");
        }
        let value = self.claim_value(raw.field.0, raw.value, home);
        let by = raw.by.and_then(|by| self.actor(&by));
        let sources = self.citations(raw.sources);
        Some(Claim { field: raw.field.0, value: value?, by, sources })
    }

    fn claim_value(&mut self, field: ClaimField, at: At<RawClaimValue>, home: Option<Zone>) -> Option<ClaimValue> {
        let place = at.place;
        let text = match at.value {
            RawClaimValue::People(people) if field == ClaimField::People => {
                return Some(ClaimValue::People(list(people, |person| self.person(&person))));
            }
            RawClaimValue::People(people) if people.is_empty() => return None,
            RawClaimValue::People(_) => {
                self.error(
                    place,
                    format!("expected a single value for {}, found an array", field.word()),
                    "only people takes an array",
                );
                return None;
            }
            RawClaimValue::Text(text) => text,
        };
        match field {
            ClaimField::Outcome => Some(ClaimValue::Text(text)),
            ClaimField::When => match When::parse_as(&text, || text.clone()) {
                Ok(when) => {
                    self.bounded(At { value: when, place }, home).map(|(when, _)| ClaimValue::When(Box::new(when)))
                }
                Err(error) => {
                    self.note(when_fault(&error, place, "", &text));
                    None
                }
            },
            ClaimField::Duration => match Duration::parse(&text, || text.clone()) {
                Ok(duration) => Some(ClaimValue::Duration(Box::new(duration))),
                Err(message) => {
                    self.error(place, message, DURATION_HELP);
                    None
                }
            },
            ClaimField::Result => {
                let found = ResultCode::parse(&text).map(ClaimValue::Result);
                if found.is_none() {
                    let (message, help) =
                        unknown_word::<ResultCode>(&text, ResultCode::all().iter().map(|word| word.word()));
                    self.error(place, message, help);
                }
                found
            }
            ClaimField::Place => self.place(&At { value: Ref::new(&text), place }).map(ClaimValue::Place),
            ClaimField::People => {
                let person = At { value: Ref::new(&text), place };
                self.person(&person).map(|person| ClaimValue::People(thin_vec![person]))
            }
        }
    }

    /// Builds a quote before its event is, and what must be checked once its event stands.
    pub(super) fn build_quote(&mut self, raw: RawQuote, dataset: &Dataset) -> (Quote, Unchecked) {
        let mut unchecked = Unchecked::default();
        let speaker = match (raw.speaker, raw.speaker_desc) {
            (Some(speaker), None) => {
                if let Some(actor) = self.actor(&speaker) {
                    Speaker::Actor(actor)
                } else {
                    self.bad = true;
                    Speaker::Described((*speaker.value).into())
                }
            }
            (None, Some(description)) => Speaker::Described(description.value.0),
            (Some(_), Some(description)) => {
                self.error(
                    description.place,
                    "quote has both speaker and speaker-desc",
                    "keep speaker if the speaker is known, else speaker-desc",
                );
                Speaker::Described(description.value.0)
            }
            (None, None) if raw.unread.iter().any(|key| key.starts_with("speaker")) => Speaker::Described("".into()),
            (None, None) => {
                self.error(
                    raw.header,
                    "quote has no speaker",
                    "add speaker = … (a person or party), or speaker-desc = … for a speaker who is not named",
                );
                Speaker::Described("".into())
            }
        };
        let event = raw.event.and_then(|event| {
            let found = self.event(&event);
            // A quote of a faulty event is left out with it: on its own it would have the wrong time and sources.
            self.bad |= found.is_none();
            found
        });
        let words = raw.text.value.split_whitespace().count();
        if words > MAX_QUOTE_WORDS {
            let message = format!("quote has {words} words");
            self.note(Fault::warning(message).at(raw.text.place).help(format!(
                "quote at most {MAX_QUOTE_WORDS} words; longer passages need the publisher's permission"
            )));
        }
        let place = raw.place.and_then(|place| self.place(&place));
        let when = match raw.when {
            Some(at) if place.is_none() && event.is_some() => {
                let when = Some(at.value).filter(|when| when.leading().is_some()).map(Box::new);
                unchecked.when = when.is_some().then_some(at.place);
                when
            }
            at => self.time(at, dataset.home(place)),
        };
        let topics = list(raw.topics, |topic| self.topic(&topic));
        let act = raw.act.map(|act| act.0);
        if let (Some(stance), Some(Act::Interpret)) = (&raw.stance, act) {
            self.error(
                stance.place,
                "a quote with act = \"interpret\" cannot have a stance",
                "remove stance or choose another act",
            );
        }
        let stance = raw.stance.and_then(|stance| match stance.value {
            RawStance::All(stance) => Some(Stances::All(stance)),
            RawStance::ByTopic(stances) if topics.is_empty() && event.is_some() => {
                // These wait until all files are read, and must not keep all that was read with them.
                let alone = |(at, stance): (At<Ref>, _)| (At { value: Ref::new(&at.value), ..at }, stance);
                unchecked.stances = stances.into_iter().map(alone).collect();
                None
            }
            RawStance::ByTopic(stances) => self.stances(stances, &topics, dataset),
        });
        let quote = Quote {
            id_is_written: raw.id.is_some(),
            id: raw.id.map(|id| id.value.0).unwrap_or_default(),
            text: raw.text.value.0,
            speaker,
            event,
            when,
            channel: raw.channel.map(|channel| channel.0),
            to: list(raw.to, |person| self.person(&person)),
            language: raw.language.map(|lang| self.shared(&lang)),
            original: filled(raw.original),
            translated: raw.translated.map(|translated| translated.0),
            fidelity_is_written: raw.fidelity.is_some(),
            fidelity: raw.fidelity.map_or(Fidelity::Verbatim, |fidelity| fidelity.0),
            topics,
            stance,
            act,
            place,
            note: filled(raw.note),
            sources: raw.sources.map(|sources| self.citations(sources)),
            details: QuoteDetails {
                published: self.published(raw.published).map(Box::new),
                outlet: raw.outlet.and_then(|outlet| self.publisher(&outlet)),
                on_behalf_of: raw.on_behalf_of.and_then(|party| self.party(&party)),
                relayed_by: raw.relayed_by.and_then(|actor| self.actor(&actor)),
                condition: filled(raw.condition),
                disputes: list(raw.disputes, |quote| self.quote(&quote)),
                replies_to: list(raw.replies_to, |quote| self.quote(&quote)),
                corrects: list(raw.corrects, |quote| self.quote(&quote)),
                rendering_of: raw.rendering_of.and_then(|quote| self.quote(&quote)),
                proposals: list(raw.proposals, |proposal| self.proposal(&proposal)),
                tags: list(raw.tags, |tag| Some(self.shared(&tag))),
            }
            .boxed(),
        };
        (quote, unchecked)
    }

    /// Stances by topic, each on one of the topics of the quote.
    pub(super) fn stances(
        &mut self,
        raw: Vec<(At<Ref>, Stance)>,
        usable: &[TopicId],
        dataset: &Dataset,
    ) -> Option<Stances> {
        let mut found = ThinVec::with_capacity(raw.len());
        for (at, stance) in raw {
            let topic = self.topic(&at)?;
            if !usable.contains(&topic) {
                let names: Vec<&str> = usable.iter().map(|&topic| &*dataset.topics[topic].id).collect();
                let help = if names.is_empty() {
                    "add it to topics".into()
                } else {
                    format!("add it to topics, or use one of {}", names.join(", "))
                };
                self.error(at.place, format!("stance on \"{}\", which is not a topic of the quote", &*at.value), help);
                return None;
            }
            found.push((topic, stance));
        }
        Some(Stances::ByTopic(found))
    }
}

/// What of a quote depends on its event.
#[derive(Default)]
pub(super) struct Unchecked {
    /// The place of its time, if that is in the time zone of the event.
    pub(super) when: Option<Location>,
    /// Its stances by topic, if the topics are those of the event.
    pub(super) stances: Vec<(At<Ref>, Stance)>,
}

impl Unchecked {
    /// Whether nothing does.
    pub(super) fn is_empty(&self) -> bool {
        self.when.is_none() && self.stances.is_empty()
    }
}
