//! The tables that records refer to: parties, persons, places, topics and proposals.

use std::collections::HashSet;
use std::io::{self, Write};

use chrono_tz::Tz;
use fastrand::Rng;

use super::times::zones;
use super::words::{Vocabulary, capital, id, word};

/// A person, as records refer to it.
#[derive(Debug)]
pub(super) struct Member {
    /// The id.
    pub(super) id: String,
    /// A name by which texts call the person.
    pub(super) called: String,
    /// The number of the party.
    pub(super) party: usize,
}

/// A proposal.
#[derive(Debug)]
pub(super) struct Paper {
    /// The id.
    pub(super) id: String,
    /// The ids of its versions.
    pub(super) versions: Vec<String>,
}

/// What records refer to.
#[derive(Debug)]
pub(super) struct Cast {
    /// The ids of the parties.
    pub(super) parties: Vec<String>,
    /// The persons, the most frequently named first.
    pub(super) persons: Vec<Member>,
    /// The ids of the places, each with its time zone.
    pub(super) places: Vec<(String, Tz)>,
    /// The ids of the topics.
    pub(super) topics: Vec<String>,
    /// The proposals.
    pub(super) proposals: Vec<Paper>,
    /// The words of all texts.
    pub(super) vocabulary: Vocabulary,
}

/// One of several, the first far more often than the last.
pub(super) fn pick<'a, T>(rng: &mut Rng, from: &'a [T]) -> &'a T {
    let at = (from.len() as f64 * rng.f64().powf(2.5)) as usize;
    &from[at.min(from.len() - 1)]
}

/// How many persons a dataset with this many events has.
pub(super) fn persons(events: usize) -> usize {
    ((5.0 * (events as f64).sqrt()) as usize).clamp(10, 5000)
}

/// Writes the tables of a dataset with this many events and persons.
pub(super) fn write(rng: &mut Rng, events: usize, persons: usize, out: &mut dyn Write) -> io::Result<Cast> {
    let root = (events as f64).sqrt();
    let vocabulary = Vocabulary::new(rng, 40 + (root * 200.0) as usize);
    writeln!(out, "format = 1\n\n[dataset]\ntitle = \"Synthetic talks\"\ntimezone = \"Europe/Oslo\"")?;
    writeln!(out, "language = \"en\"\nlicense = \"CC0-1.0\"\nselection = \"Random; nothing in it is real\"\n")?;
    let mut taken = HashSet::new();
    let parties = write_parties(rng, (8 + root as usize / 10).min(60), &mut taken, out)?;
    let persons = write_persons(rng, persons, &parties, &mut taken, out)?;
    let places = write_places(rng, (20 + root as usize).min(700), out)?;
    let topics = write_topics(rng, (12 + root as usize / 4).min(120), &vocabulary, out)?;
    let proposals = write_proposals(rng, (3 + root as usize / 8).min(60), &parties, &topics, &vocabulary, out)?;
    Ok(Cast { parties, persons, places, topics, proposals, vocabulary })
}

fn write_parties(
    rng: &mut Rng,
    count: usize,
    taken: &mut HashSet<String>,
    out: &mut dyn Write,
) -> io::Result<Vec<String>> {
    let mut parties: Vec<String> = Vec::new();
    for at in 0..count {
        let name = word(rng, 3);
        let id = id(rng, taken);
        writeln!(out, "[party.{id}]\nname = \"{}\"", capital(&name.latin))?;
        writeln!(out, "aliases = [\"{}\"]", capital(&name.cyrillic))?;
        match at {
            0..4 => writeln!(out, "color = \"{}\"\nrole = \"party\"", ["red", "blue", "green", "yellow"][at])?,
            _ if rng.bool() => writeln!(out, "kind = \"ministry\"\nparent = \"{}\"", parties[rng.usize(..4)])?,
            _ => writeln!(out, "role = \"mediator\"")?,
        }
        writeln!(out)?;
        parties.push(id);
    }
    Ok(parties)
}

fn write_persons(
    rng: &mut Rng,
    count: usize,
    parties: &[String],
    taken: &mut HashSet<String>,
    out: &mut dyn Write,
) -> io::Result<Vec<Member>> {
    let mut persons = Vec::new();
    let first_names: Vec<_> = (0..60).map(|_| word(rng, 2)).collect();
    for _ in 0..count {
        let (first, syllables) = (&first_names[rng.usize(..first_names.len())], rng.usize(2..4));
        let last = word(rng, syllables);
        let latin = format!("{} {}", capital(&first.latin), capital(&last.latin));
        let cyrillic = format!("{} {}", capital(&first.cyrillic), capital(&last.cyrillic));
        let (id, party) = (id(rng, taken), rng.usize(..parties.len()));
        let is_cyrillic = rng.u32(..10) < 3;
        let (name, alias) = if is_cyrillic { (&cyrillic, &latin) } else { (&latin, &cyrillic) };
        writeln!(out, "[person.{id}]\nname = \"{name}\"")?;
        let kind = if is_cyrillic { "romanisation" } else { "native" };
        match rng.u32(..10) {
            0..4 => writeln!(out, "aliases = [{{ name = \"{alias}\", kind = \"{kind}\" }}]")?,
            4..6 => {
                let nickname = capital(&word(rng, 2).latin);
                writeln!(out, "aliases = [\"{alias}\", {{ name = \"{nickname}\", kind = \"weak\" }}]")?;
            }
            _ => {}
        }
        writeln!(out, "party = \"{}\"", parties[party])?;
        if rng.bool() {
            writeln!(
                out,
                "roles = [{{ title = \"Envoy\", from = 2015-01-01, to = 2019-12-31 }}, {{ title = \"Minister\", from = 2020-01-01 }}]"
            )?;
        } else {
            writeln!(out, "role = \"Adviser\"")?;
        }
        writeln!(out)?;
        let called =
            if rng.bool() { capital(if is_cyrillic { &last.cyrillic } else { &last.latin }) } else { name.clone() };
        persons.push(Member { id, called, party });
    }
    Ok(persons)
}

fn write_places(rng: &mut Rng, count: usize, out: &mut dyn Write) -> io::Result<Vec<(String, Tz)>> {
    let (zones, mut taken, mut places) = (zones(), HashSet::new(), Vec::new());
    // A stride that shares no factor with the number of zones reaches all of them, and neighbours have zones far apart.
    let stride = [7, 11, 13].into_iter().find(|stride| !zones.len().is_multiple_of(*stride)).unwrap_or(1);
    for at in 0..count {
        let (id, zone) = (id(rng, &mut taken), zones[at * stride % zones.len()]);
        let city = capital(&word(rng, 2).latin);
        writeln!(out, "[place.{id}]\nname = \"The hall of {city}\"\ncity = \"{city}\"\ntimezone = \"{zone}\"")?;
        if rng.bool() {
            writeln!(out, "lat = {:.2}\nlon = {:.2}", rng.f64() * 120.0 - 60.0, rng.f64() * 300.0 - 150.0)?;
        }
        writeln!(out)?;
        places.push((id, zone));
    }
    Ok(places)
}

fn write_topics(rng: &mut Rng, count: usize, vocabulary: &Vocabulary, out: &mut dyn Write) -> io::Result<Vec<String>> {
    let (mut taken, mut topics): (_, Vec<String>) = (HashSet::new(), Vec::new());
    for at in 0..count {
        let id = id(rng, &mut taken);
        writeln!(out, "[topic.{id}]\nname = \"{}\"", capital(&word(rng, 3).latin))?;
        writeln!(out, "definition = \"{}\"", vocabulary.text(rng, 8, false, &[]))?;
        if at > 6 && rng.u32(..3) > 0 {
            writeln!(out, "parent = \"{}\"", topics[rng.usize(..at)])?;
        }
        writeln!(out)?;
        topics.push(id);
    }
    Ok(topics)
}

fn write_proposals(
    rng: &mut Rng,
    count: usize,
    parties: &[String],
    topics: &[String],
    vocabulary: &Vocabulary,
    out: &mut dyn Write,
) -> io::Result<Vec<Paper>> {
    let (mut taken, mut proposals) = (HashSet::new(), Vec::new());
    for _ in 0..count {
        let id = id(rng, &mut taken);
        let name = capital(&word(rng, 3).latin);
        writeln!(
            out,
            "[proposal.{id}]\nname = \"Plan of {name}\"\nkind = \"plan\"\nby = [\"{}\"]\n",
            pick(rng, parties)
        )?;
        let mut versions: Vec<String> = Vec::new();
        for at in 0..rng.usize(1..5) {
            let version = ["a", "b", "c", "d"][at].to_owned();
            let (year, month) = (2015 + 2 * at, rng.u32(1..13));
            writeln!(out, "[[proposal.{id}.version]]\nid = \"{version}\"\nname = \"Draft {version}\"")?;
            writeln!(out, "when = {year}-{month:02}-{:02}\nstatus = \"tabled\"", rng.u32(1..29))?;
            if let Some(parent) = versions.last() {
                writeln!(out, "parents = [\"{id}@{parent}\"]")?;
            }
            writeln!(out, "summary = \"{}\"\n", vocabulary.text(rng, 20, false, &[]))?;
            for number in 1..=rng.u32(2..9) {
                let (text, topic) = (vocabulary.text(rng, 12, false, &[]), pick(rng, topics));
                writeln!(
                    out,
                    "[[proposal.{id}.version.point]]\nnumber = {number}\ntext = \"{text}\"\ntopic = \"{topic}\"\n"
                )?;
            }
            versions.push(version);
        }
        proposals.push(Paper { id, versions });
    }
    Ok(proposals)
}
