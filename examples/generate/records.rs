//! One event with what belongs to it: its source, reports, claims and quotes.

use std::io::{self, Write};

use chrono::{Days, NaiveDate};
use fastrand::Rng;

use super::Cast;
use super::tables::{Member, pick};
use super::times;

const KINDS: [&str; 12] = [
    "talks",
    "meeting",
    "call",
    "statement",
    "briefing",
    "summit",
    "mediation",
    "interview",
    "post",
    "violation",
    "exchange",
    "speech",
];
const STATUSES: [&str; 6] = ["planned", "rumoured", "ongoing", "postponed", "cancelled", "denied"];
const STANCES: [&str; 7] = ["accepts", "leans-for", "open", "leans-against", "rejects", "ambiguous", "declined"];
const ACTS: [&str; 10] =
    ["announce", "report", "praise", "criticise", "accuse", "demand", "appeal", "offer", "threaten", "deny"];
const CHANNELS: [&str; 8] = ["briefing", "remarks", "interview", "speech", "post", "readout", "statement", "letter"];
const CLASSES: [&str; 6] = ["official", "wire", "newspaper", "broadcaster", "think-tank", "post"];

/// Writes an event on a day, with a source that is published after the day of the next one too, and its quotes; returns how
/// many quotes.
pub(super) fn write(
    rng: &mut Rng,
    number: usize,
    (day, next): (NaiveDate, NaiveDate),
    cast: &Cast,
    out: &mut dyn Write,
) -> io::Result<usize> {
    let published = next + Days::new(5 + rng.u64(..3));
    if number.is_multiple_of(2) {
        source(rng, number, published, out)?;
    }
    event(rng, number, day, cast, out)?;
    let quotes = rng.usize(..5);
    for at in 0..quotes {
        // One in ten stands alone.
        let event = (rng.u32(..10) > 0).then_some(number);
        quote(rng, (number, at), event, day, cast, out)?;
    }
    Ok(quotes)
}

/// The source of an event: two events share one.
fn source_id(number: usize) -> String {
    format!("s{}", number / 2)
}

fn source(rng: &mut Rng, number: usize, published: NaiveDate, out: &mut dyn Write) -> io::Result<()> {
    let id = source_id(number);
    writeln!(out, "[source.{id}]\npublisher = \"Gazette of {}\"", KINDS[rng.usize(..KINDS.len())])?;
    writeln!(out, "title = \"Report {number} on the talks\"\nurl = \"https://example.org/{number}\"")?;
    writeln!(out, "published = {published}\nclass = \"{}\"", CLASSES[rng.usize(..CLASSES.len())])?;
    writeln!(out, "reliability = \"{}\"", ["A", "B", "C", "D"][rng.usize(..4)])?;
    if number > 20 && rng.u32(..10) == 0 {
        writeln!(out, "via = \"{}\"", source_id(number - 2 * rng.usize(1..10)))?;
    }
    writeln!(out)
}

fn event(rng: &mut Rng, number: usize, day: NaiveDate, cast: &Cast, out: &mut dyn Write) -> io::Result<()> {
    let (place, zone) = pick(rng, &cast.places);
    let names: Vec<&str> = (0..3).map(|_| pick(rng, &cast.persons).called.as_str()).collect();
    let words = rng.usize(4..10);
    let title = cast.vocabulary.text(rng, words, false, &names);
    let kind = pick(rng, &KINDS);
    writeln!(out, "[[event]]\nid = \"e{number}\"\ntitle = \"{}\"\nkind = \"{kind}\"", title.trim_end_matches('.'))?;
    if let Some(when) = times::when(rng, day, *zone) {
        writeln!(out, "when = {when}")?;
    }
    let status = (rng.u32(..10) == 0).then(|| STATUSES[rng.usize(..STATUSES.len())]);
    if let Some(status) = status {
        writeln!(out, "status = \"{status}\"")?;
    } else if rng.u32(..3) == 0 {
        writeln!(out, "result = \"{}\"", ["agreement", "partial", "no-breakthrough"][rng.usize(..3)])?;
    }
    writeln!(out, "place = \"{place}\"")?;
    delegations(rng, cast, out)?;
    if rng.u32(..5) == 0 {
        writeln!(out, "about = [\"{}\"]", pick(rng, &cast.persons).id)?;
    }
    writeln!(out, "topics = [{}]", topics(rng, cast))?;
    if rng.u32(..5) == 0 {
        let proposal = pick(rng, &cast.proposals);
        writeln!(out, "proposals = [\"{}@{}\"]", proposal.id, proposal.versions[rng.usize(..proposal.versions.len())])?;
    }
    let (words, outcome) = (rng.usize(20..41), rng.usize(6..14));
    writeln!(out, "summary = \"\"\"\n{}\"\"\"", cast.vocabulary.text(rng, words, false, &names))?;
    if status.is_none() && rng.bool() {
        writeln!(out, "outcome = \"{}\"", cast.vocabulary.text(rng, outcome, false, &[]))?;
    }
    if rng.u32(..4) == 0 {
        writeln!(out, "tags = [\"round {}\"]", rng.u32(1..9))?;
    }
    if number > 50 {
        match rng.u32(..12) {
            0 => writeln!(out, "follows = [\"e{}\"]", number - rng.usize(1..50))?,
            1 => writeln!(out, "part-of = \"e{}\"", number - rng.usize(1..50))?,
            2 => writeln!(out, "related = [\"e{}\"]", number - rng.usize(1..50))?,
            _ => {}
        }
    }
    if rng.u32(..50) == 0 {
        writeln!(out, "known = {}", day + Days::new(30))?;
    }
    writeln!(out, "sources = [{{ id = \"{}\", credibility = {} }}]\n", source_id(number), rng.u32(1..6))?;
    if rng.u32(..5) == 0 {
        let on = day - Days::new(rng.u64(1..9));
        writeln!(
            out,
            "[[event.report]]\non = {on}\nstatus = \"planned\"\nwhen = {day}\nnote = \"{}\"\n",
            cast.vocabulary.text(rng, 8, false, &[])
        )?;
    }
    if rng.u32(..10) == 0 {
        let by = pick(rng, &cast.parties);
        writeln!(out, "[[event.claim]]\nfield = \"duration\"\nvalue = \"{}h\"\nby = \"{by}\"\n", rng.u32(1..9))?;
    }
    Ok(())
}

/// Two delegations of persons who are in one of them only.
fn delegations(rng: &mut Rng, cast: &Cast, out: &mut dyn Write) -> io::Result<()> {
    let mut members: Vec<&Member> = (0..rng.usize(2..6)).map(|_| pick(rng, &cast.persons)).collect();
    members.sort_by_key(|member| (member.party, &member.id));
    members.dedup_by_key(|member| &member.id);
    let of_party = members.chunk_by(|a, b| a.party == b.party).map(|members| {
        let people: Vec<String> = members.iter().map(|member| format!("\"{}\"", member.id)).collect();
        format!("  {{ party = \"{}\", people = [{}] }},\n", cast.parties[members[0].party], people.join(", "))
    });
    writeln!(out, "delegations = [\n{}]", of_party.collect::<String>())
}

fn topics(rng: &mut Rng, cast: &Cast) -> String {
    let first = pick(rng, &cast.topics);
    match pick(rng, &cast.topics) {
        second if second != first && rng.bool() => format!("\"{first}\", \"{second}\""),
        _ => format!("\"{first}\""),
    }
}

fn quote(
    rng: &mut Rng,
    (number, at): (usize, usize),
    event: Option<usize>,
    day: NaiveDate,
    cast: &Cast,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, "[[quote]]")?;
    // Without an id it gets one from its event and its position.
    if event.is_none() || rng.bool() {
        writeln!(out, "id = \"q{number}-{at}\"")?;
    }
    if let Some(event) = event {
        writeln!(out, "event = \"e{event}\"")?;
    }
    match rng.u32(..20) {
        0 => writeln!(out, "speaker-desc = \"a senior official\"")?,
        1 | 2 => writeln!(out, "speaker = \"{}\"", pick(rng, &cast.parties))?,
        _ => writeln!(out, "speaker = \"{}\"", pick(rng, &cast.persons).id)?,
    }
    if event.is_none() || rng.u32(..4) == 0 {
        let (_, zone) = pick(rng, &cast.places);
        if let Some(when) = times::when(rng, day, *zone) {
            writeln!(out, "when = {when}")?;
        }
    }
    let name = pick(rng, &cast.persons).called.as_str();
    let words = rng.usize(18..56);
    writeln!(out, "text = \"{}\"", cast.vocabulary.text(rng, words, false, &[name]))?;
    if rng.u32(..5) == 0 {
        writeln!(out, "original = \"{}\"", cast.vocabulary.text(rng, words, true, &[]))?;
        writeln!(out, "language = \"ru\"\ntranslated = \"official\"\nfidelity = \"verbatim\"")?;
    } else if rng.u32(..4) == 0 {
        writeln!(out, "fidelity = \"{}\"", ["fragment", "paraphrase", "relayed"][rng.usize(..3)])?;
    }
    writeln!(out, "channel = \"{}\"", CHANNELS[rng.usize(..CHANNELS.len())])?;
    if rng.u32(..3) == 0 {
        writeln!(out, "to = [\"{}\"]", pick(rng, &cast.persons).id)?;
    }
    let topics = topics(rng, cast);
    writeln!(out, "topics = [{topics}]")?;
    match rng.u32(..4) {
        0 => writeln!(out, "stance = \"{}\"", STANCES[rng.usize(..STANCES.len())])?,
        1 => {
            let first = topics.split(',').next().unwrap_or_default().trim_matches('"');
            writeln!(out, "stance = {{ {first} = \"{}\" }}", STANCES[rng.usize(..STANCES.len())])?;
        }
        _ => {}
    }
    if rng.bool() {
        writeln!(out, "act = \"{}\"", ACTS[rng.usize(..ACTS.len())])?;
    }
    if event.is_none() || rng.u32(..4) == 0 {
        writeln!(out, "sources = [\"{}\"]", source_id(number))?;
    }
    writeln!(out)
}
