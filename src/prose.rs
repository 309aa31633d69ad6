//! Records in words, for the screen and all exports.
//!
//! Fidelity decides punctuation: only verbatim quotes and fragments have quotation marks; a paraphrase never does, and a machine
//! translation is marked as one.

use crate::model::vocabulary::{ClaimField, Fidelity, Status, Translated, Vocabulary};
use crate::model::when::show::DisplayZone;
use crate::model::{
    Actor, Citation, Claim, ClaimValue, Dataset, Delegation, Event, PersonId, PlaceId, Quote, RecordRef, Source,
    TopicId, When,
};

/// The text of a quote with the punctuation that it may have: `“useful, constructive”`, or `(paraphrase) it was useful`.
pub(crate) fn quotation(quote: &Quote) -> String {
    punctuated(&quote.text, quote.fidelity, quote.translated)
}

/// The original text, if the dataset has it.
pub(crate) fn original(quote: &Quote) -> Option<String> {
    quote.original.as_deref().map(|words| punctuated(words, quote.fidelity, None))
}

fn punctuated(words: &str, fidelity: Fidelity, translated: Option<Translated>) -> String {
    let machine = if translated == Some(Translated::Machine) { "(machine translation) " } else { "" };
    match fidelity {
        Fidelity::Verbatim | Fidelity::Fragment => format!("{machine}“{words}”"),
        Fidelity::Paraphrase | Fidelity::Relayed => format!("({}) {machine}{words}", fidelity.label()),
    }
}

/// The provenance of a quote: `briefing, translated by the outlet, fragment`. Defaults are left out.
pub(crate) fn provenance(dataset: &Dataset, quote: &Quote) -> String {
    let mut parts = Vec::new();
    parts.extend(quote.channel.map(|channel| channel.label().to_owned()));
    parts.extend(quote.outlet().map(|outlet| format!("to {outlet}")));
    if !quote.to.is_empty() {
        let names: Vec<&str> = quote.to.iter().map(|&person| &*dataset.persons[person].name).collect();
        parts.push(format!("to {}", names.join(", ")));
    }
    parts.extend(quote.relayed_by().map(|actor| format!("relayed by {}", dataset.actor_name(actor))));
    parts.extend(quote.language.as_deref().map(|lang| format!("spoken in {}", language(lang))));
    parts.extend(quote.translated.filter(|by| *by != Translated::No).map(|by| by.label().to_owned()));
    // The text itself says that it is a paraphrase.
    if quote.fidelity == Fidelity::Fragment {
        parts.push(quote.fidelity.label().to_owned());
    }
    parts.join(", ")
}

/// The English name of a language (ISO 639-3), else its tag.
pub(crate) fn language(tag: &str) -> &str {
    let code = tag.split('-').next().unwrap_or(tag).to_ascii_lowercase();
    let known = isolang::Language::from_639_1(&code).or_else(|| isolang::Language::from_639_3(&code));
    // "Modern Greek (1453-)", "Malay (macrolanguage)": the standard's remarks are not part of the name.
    known.map_or(tag, |language| language.to_name().split(" (").next().unwrap_or(tag))
}

/// The moment at which offices are looked up for a record: its start, in seconds since 1970 on its own wall clock.
pub(crate) fn moment(dataset: &Dataset, record: RecordRef) -> Option<i64> {
    dataset.bounds(record).map(|bounds| if bounds.s0.is_bounded() { bounds.s0.wall } else { bounds.e0.wall })
}

/// A person with the office at a moment: `Yury Ushakov, Aide to the President`.
pub(crate) fn with_office(dataset: &Dataset, person: PersonId, wall: Option<i64>) -> String {
    let person = &dataset.persons[person];
    person.title_at(wall).map_or_else(|| person.name.to_string(), |title| format!("{}, {title}", person.name))
}

/// The speaker of a quote, with the office at a moment: `Yury Ushakov, Aide to the President`.
pub(crate) fn speaker(dataset: &Dataset, quote: &Quote, wall: Option<i64>) -> String {
    match quote.speaker.actor() {
        Some(Actor::Person(person)) => with_office(dataset, person, wall),
        _ => dataset.speaker_name(quote).to_owned(),
    }
}

/// The speaker of a quote in short: the last name of a person.
pub(crate) fn speaker_in_short<'a>(dataset: &'a Dataset, quote: &'a Quote) -> &'a str {
    match quote.speaker.actor() {
        Some(Actor::Person(person)) => dataset.persons[person].last_name(),
        _ => dataset.speaker_name(quote),
    }
}

/// A place with its city, unless that is in the name: `The Kremlin, Moscow`.
pub(crate) fn place(dataset: &Dataset, place: PlaceId) -> String {
    let place = &dataset.places[place];
    match place.city.as_deref().filter(|city| !place.name.contains(city)) {
        Some(city) => format!("{}, {city}", place.name),
        None => place.name.to_string(),
    }
}

/// A delegation by last names: `RU Putin, Ushakov, Dmitriev`.
pub(crate) fn delegation(dataset: &Dataset, delegation: &Delegation) -> String {
    let names: Vec<&str> = delegation.people.iter().map(|&person| dataset.persons[person].last_name()).collect();
    let label = dataset.parties[delegation.party].label();
    let absent = if delegation.present() { "" } else { " (absent)" };
    if names.is_empty() { format!("{label}{absent}") } else { format!("{label} {}{absent}", names.join(", ")) }
}

/// All delegations of an event: `US Witkoff, Kushner · RU Putin, Ushakov`.
pub(crate) fn delegations(dataset: &Dataset, event: &Event) -> String {
    let sides = event.delegations.iter().map(|row| delegation(dataset, row));
    sides.collect::<Vec<_>>().join(" · ")
}

/// The outlet to which a quote was said, else the publisher of its first source.
pub(crate) fn outlet<'a>(dataset: &'a Dataset, quote: &'a Quote) -> Option<&'a str> {
    let publisher = || dataset.quote_sources(quote).first().map(|citation| dataset.sources[citation.source].byline());
    quote.outlet().or_else(publisher)
}

/// Kind and status: `talks`, `meeting, cancelled`.
pub(crate) fn kind(dataset: &Dataset, event: &Event) -> String {
    let kind = dataset.kind_label(event);
    if event.status == Status::Held { kind.to_owned() } else { format!("{kind}, {}", event.status.label()) }
}

/// A topic with its ancestors: `Territory › Donbas`.
pub(crate) fn topic(dataset: &Dataset, topic: TopicId) -> String {
    let mut names: Vec<&str> = dataset.topic_and_ancestors(topic).map(|topic| &*dataset.topics[topic].name).collect();
    names.reverse();
    names.join(" › ")
}

/// A citation in short: `Novaya Gazeta Europe, 3 Dec 2025 [B2]`.
pub(crate) fn citation(dataset: &Dataset, citation: &Citation) -> String {
    let source = &dataset.sources[citation.source];
    let mut text = source.byline().to_owned();
    if let Some(date) = published(source) {
        text.push_str(&format!(", {date}"));
    }
    if let Some(locator) = &citation.locator {
        text.push_str(&format!(", {locator}"));
    }
    let grade = grade(source, citation);
    if !grade.is_empty() {
        text.push_str(&format!(" [{grade}]"));
    }
    text
}

/// The publication date: `3 Dec 2025`, or as written if it is not a day.
pub(crate) fn published(source: &Source) -> Option<String> {
    source.published.as_ref().map(|(when, _)| when.in_short())
}

/// The date of a record in short: `3 Dec 2025`; `None` if it has none.
pub(crate) fn record_date(dataset: &Dataset, record: RecordRef) -> Option<String> {
    Some(dataset.when(record)?.in_short())
}

/// A number with what is counted, whose plural ends in s: `1 point`, `3 points`.
pub(crate) fn count(number: usize, one: &str) -> String {
    format!("{number} {one}{}", if number == 1 { "" } else { "s" })
}

/// Reliability and credibility in the Admiralty code: `B2`, `B`, `2` or nothing.
pub(crate) fn grade(source: &Source, citation: &Citation) -> String {
    let letter = source.reliability.map_or("", Vocabulary::word);
    let figure = citation.credibility.map(|figure| figure.to_string()).unwrap_or_default();
    format!("{letter}{figure}")
}

/// The credibility of information (Admiralty code) in words: `credibility 3, possibly true`.
pub(crate) fn credibility(figure: u8) -> String {
    let words = match figure {
        1 => "confirmed by other sources",
        2 => "probably true",
        3 => "possibly true",
        4 => "doubtful",
        5 => "improbable",
        _ => "cannot be judged",
    };
    format!("credibility {figure}, {words}")
}

/// The authors and sources of a claim.
pub(crate) fn claimant(dataset: &Dataset, claim: &Claim) -> String {
    let mut parts: Vec<String> = claim.by.map(|actor| dataset.actor_name(actor).to_owned()).into_iter().collect();
    parts.extend(claim.sources.iter().map(|source| citation(dataset, source)));
    parts.join("; ")
}

/// The value of a claim in words.
pub(crate) fn claimed(dataset: &Dataset, event: &Event, claim: &Claim, shown: DisplayZone) -> String {
    match &claim.value {
        ClaimValue::When(when) => when_words(dataset, when, event.place, shown),
        ClaimValue::Duration(duration) => duration.to_string(),
        ClaimValue::Result(result) => result.label().to_owned(),
        ClaimValue::Text(text) => text.to_string(),
        ClaimValue::Place(id) => place(dataset, *id),
        ClaimValue::People(people) => {
            people.iter().map(|&person| &*dataset.persons[person].name).collect::<Vec<_>>().join(", ")
        }
    }
}

/// The label of a claimed field.
pub(crate) fn claim_label(field: ClaimField) -> &'static str {
    field.label()
}

/// A time of an event in words, in the time zone of its place.
pub(crate) fn when_words(dataset: &Dataset, when: &When, place: Option<PlaceId>, shown: DisplayZone) -> String {
    match when.bounds(dataset.home(place)) {
        Ok(bounds) => when.in_words(&bounds, shown),
        Err(_) => when.raw.to_string(),
    }
}

/// The time of a record in words, or `time unknown`.
pub(crate) fn record_when(dataset: &Dataset, record: RecordRef, shown: DisplayZone) -> String {
    match (dataset.when(record), dataset.bounds(record)) {
        (Some(when), Some(bounds)) => when.in_words(&bounds, shown),
        _ => "time unknown".into(),
    }
}

/// The stances of a quote: `rejects (Donbas)`, with the condition.
pub(crate) fn stances(dataset: &Dataset, quote: &Quote) -> String {
    let found = dataset.stances(quote);
    let mut text = String::new();
    for (topic, stance) in &found {
        if !text.is_empty() {
            text.push_str(", ");
        }
        text.push_str(&format!("{} ({})", stance.label(), dataset.topics[*topic].name));
    }
    if let Some(condition) = quote.condition().filter(|_| !found.is_empty()) {
        text.push_str(&format!(": {condition}"));
    }
    text
}

/// A record in one line: the title of an event, or speaker and words of a quote.
pub(crate) fn record_title(dataset: &Dataset, record: RecordRef) -> String {
    match record {
        RecordRef::Event(id) => dataset.events[id].title.to_string(),
        RecordRef::Quote(id) => {
            let quote = &dataset.quotes[id];
            format!("{}: {}", dataset.speaker_name(quote), quotation(quote))
        }
    }
}

/// A quote with speaker, time, caveats and sources, for pasting into a report.
pub(crate) fn with_citation(dataset: &Dataset, record: RecordRef, quote: &Quote, caveats: &[String]) -> String {
    let wall = moment(dataset, record);
    let speaker = speaker(dataset, quote, wall);
    let mut text = format!("{}\n— {speaker}, {}", quotation(quote), record_when(dataset, record, None));
    let provenance = provenance(dataset, quote);
    if !provenance.is_empty() {
        text.push_str(&format!(" ({provenance})"));
    }
    if !caveats.is_empty() {
        text.push_str(&format!("\nCaveat: {}", caveats.join("; ")));
    }
    if let Some(note) = &quote.note {
        text.push_str(&format!("\nNote: {note}"));
    }
    for citation in dataset.quote_sources(quote) {
        text.push_str(&format!("\n{}", self::citation(dataset, citation)));
        if let Some(url) = &dataset.sources[citation.source].url {
            text.push_str(&format!(" <{url}>"));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::language;

    #[test]
    fn languages_have_english_names() {
        for (tag, name) in [
            ("ru", "Russian"),
            ("uk-Latn", "Ukrainian"),
            ("ka", "Georgian"),
            ("EN-gb", "English"),
            ("el", "Modern Greek"),
        ] {
            assert_eq!(language(tag), name, "{tag}");
        }
        assert_eq!((language("crh"), language("x-own")), ("Crimean Tatar", "x-own"));
    }
}
