//! Random datasets in which everything that can become known step by step does: within forty days, with all references.

use std::fmt::Write;

/// The first day of the period, in days since 1970: 1 January 2025.
pub(super) const FIRST_DAY: i64 = 20_089;

/// Random numbers that a seed, which is not 0, determines.
pub(super) struct Random(pub(super) u64);

impl Random {
    pub(super) fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub(super) fn below(&mut self, bound: usize) -> usize {
        (self.next() >> 11) as usize % bound
    }

    pub(super) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub(super) fn one<'t>(&mut self, of: &[&'t str]) -> &'t str {
        of[self.below(of.len())]
    }

    /// A day of the period.
    pub(super) fn day(&mut self) -> String {
        let day = 1 + self.below(38);
        if day <= 31 { format!("2025-01-{day:02}") } else { format!("2025-02-{:02}", day - 31) }
    }

    /// A time in EDTF: a day, a clock time, a month, an interval, one of several, approximate or open.
    pub(super) fn when(&mut self) -> String {
        let (day, hour) = (self.day(), self.below(24));
        match self.below(9) {
            0 | 1 => format!("{day}T{hour:02}:30"),
            2 => "2025-01".to_owned(),
            3 => format!("{day}/.."),
            4 => format!("{day}~"),
            5 => "../2025-01-20".to_owned(),
            _ => day,
        }
    }

    /// Some of the things of this name, without repetition.
    fn some(&mut self, name: &str, number: usize, most: usize) -> String {
        let mut all: Vec<usize> = (0..number).collect();
        let wanted = self.below(most + 1).min(number);
        let some: Vec<String> =
            (0..wanted).map(|_| format!("\"{name}{}\"", all.swap_remove(self.below(all.len())))).collect();
        format!("[{}]", some.join(", "))
    }

    pub(super) fn words(&mut self) -> String {
        const WORDS: &[&str] =
            &["river", "Arden", "stove", "talks", "Béla", "lamps", "told", "at last", "Anna Arden's", "memoir"];
        (0..2 + self.below(6)).map(|_| self.one(WORDS)).collect::<Vec<_>>().join(" ")
    }
}

/// A dataset that a number determines.
pub(super) fn dataset(seed: u64) -> String {
    let random = &mut Random(seed | 1);
    let mut out = String::from("[dataset]\ntitle = \"Random\"\n");
    if random.chance(70) {
        let _ = writeln!(out, "timezone = \"{}\"", random.one(&["UTC", "Europe/Kyiv", "Asia/Tokyo"]));
    }
    out.push_str(ACTORS);
    for nth in 0..5 {
        let _ = writeln!(out, "[source.s{nth}]\npublisher = \"Gazette\"\ntitle = \"{}\"", random.words());
        if random.chance(80) {
            let _ = writeln!(out, "published = {}", random.day());
        }
        if nth > 0 && random.chance(20) {
            let _ = writeln!(out, "via = \"s{}\"", random.below(nth));
        }
    }
    for nth in 0..2 {
        let _ = writeln!(out, "[proposal.p{nth}]\nname = \"Plan {nth}\"");
        for version in 0..3 {
            let _ =
                writeln!(out, "[[proposal.p{nth}.version]]\nid = \"{version}\"\nname = \"V\"\nwhen = {}", random.day());
            if random.chance(40) {
                let _ = writeln!(out, "published = {}", random.day());
            }
            if nth > 0 && version == 0 && random.chance(30) {
                let _ = writeln!(out, "parents = [\"p0@{}\"]", random.below(3));
            }
            if version > 0 && random.chance(50) {
                let _ = writeln!(out, "parents = [\"p{nth}@{}\"]", random.below(version));
            }
            let _ = writeln!(out, "sources = {}", random.some("s", 5, 2));
        }
    }
    let (events, quotes) = (1 + random.below(8), random.below(14));
    for nth in 0..events {
        event(random, nth, &mut out);
    }
    for nth in 0..quotes {
        quote(random, nth, events, &mut out);
    }
    out
}

/// The persons, parties, places and topics of every dataset.
pub(super) const ACTORS: &str = r#"
[party.north]
name = "North"
[party.ministry]
name = "Ministry"
parent = "north"
[person.anna]
name = "Anna Arden"
party = "north"
roles = [{ title = "Clerk", to = 2025-01-15 }, { title = "Minister", party = "ministry", from = 2025-01-16 }]
[person.bela]
name = "Béla Baker"
[place.x0]
name = "Hall"
timezone = "Europe/Moscow"
[place.x1]
name = "Yard"
timezone = "America/New_York"
[place.x2]
name = "Road"
[topic.t0]
name = "River"
[topic.t1]
name = "Ferry"
parent = "t0"
"#;

/// Maybe a line.
fn maybe(random: &mut Random, percent: usize, key: &str, value: &str, out: &mut String) {
    if random.chance(percent) {
        let _ = writeln!(out, "{key} = {value}");
    }
}

fn proposals(random: &mut Random) -> String {
    let of = random.some("p", 2, 2).replace("\"p0\"", &format!("\"p0@{}\"", random.below(3)));
    if random.chance(20) {
        return "[\"p1@0\", \"p1@2\", \"p1@0\"]".to_owned();
    }
    if random.chance(40) { of.replace("\"]", "\", \"p1@2\", \"p1@1\"]") } else { of }
}

fn event(random: &mut Random, nth: usize, out: &mut String) {
    let (title, kind) = (random.words(), random.one(&["talks", "statement", "meeting", "call"]));
    let _ = writeln!(out, "[[event]]\nid = \"e{nth}\"\ntitle = \"{title}\"\nkind = \"{kind}\"");
    let when = format!("\"{}\"", random.when());
    maybe(random, 85, "when", &when, out);
    let place = format!("\"x{}\"", random.below(3));
    maybe(random, 60, "place", &place, out);
    let status = format!("\"{}\"", random.one(&["planned", "cancelled", "postponed"]));
    maybe(random, 15, "status", &status, out);
    for (percent, key) in [(40, "summary"), (40, "outcome"), (20, "note")] {
        let text = format!("\"{}\"", random.words());
        maybe(random, percent, key, &text, out);
    }
    let day = random.day();
    maybe(random, 20, "known", &day, out);
    let seq = random.below(4).to_string();
    maybe(random, 20, "seq", &seq, out);
    maybe(random, 50, "delegations", "[{ party = \"ministry\", people = [\"anna\"] }]", out);
    for (key, name, number) in [("topics", "t", 2), ("sources", "s", 5), ("follows", "e", nth), ("related", "e", nth)] {
        let some = random.some(name, number, 3);
        maybe(random, 70, key, &some, out);
    }
    let documents = proposals(random);
    maybe(random, 40, "proposals", &documents, out);
    if nth > 0 {
        let whole = format!("\"e{}\"", random.below(nth));
        maybe(random, 20, "part-of", &whole, out);
    }
    for _ in 0..random.below(3) {
        let _ = writeln!(
            out,
            "[[event.report]]\non = {}\nstatus = \"{}\"",
            random.day(),
            random.one(&["planned", "postponed", "ongoing"])
        );
        let when = format!("\"{}\"", random.when());
        maybe(random, 50, "when", &when, out);
        let place = format!("\"x{}\"", random.below(3));
        maybe(random, 50, "place", &place, out);
        let sources = random.some("s", 5, 2);
        maybe(random, 50, "sources", &sources, out);
    }
    if random.chance(30) {
        let by = if random.chance(50) { "by = \"anna\"\n" } else { "" };
        let _ = writeln!(
            out,
            "[[event.claim]]\nfield = \"outcome\"\nvalue = \"{}\"\n{by}sources = [\"s{}\"]",
            random.words(),
            random.below(5)
        );
    }
}

fn quote(random: &mut Random, nth: usize, events: usize, out: &mut String) {
    let _ = writeln!(
        out,
        "[[quote]]\nid = \"q{nth}\"\nspeaker = \"{}\"\ntext = \"{}\"",
        random.one(&["anna", "bela", "north"]),
        random.words()
    );
    let event = format!("\"e{}\"", random.below(events));
    maybe(random, 75, "event", &event, out);
    let when = format!("\"{}\"", random.when());
    maybe(random, 40, "when", &when, out);
    let place = format!("\"x{}\"", random.below(3));
    maybe(random, 25, "place", &place, out);
    let day = random.day();
    maybe(random, 20, "published", &day, out);
    let channel = format!("\"{}\"", random.one(&["briefing", "interview", "leak", "speech"]));
    maybe(random, 50, "channel", &channel, out);
    maybe(random, 30, "topics", "[\"t1\"]", out);
    maybe(random, 40, "stance", "\"accepts\"", out);
    let sources = random.some("s", 5, 3);
    maybe(random, 50, "sources", &sources, out);
    let documents = proposals(random);
    maybe(random, 30, "proposals", &documents, out);
    for key in ["disputes", "replies-to", "corrects"] {
        let some = random.some("q", nth, 2);
        maybe(random, 25, key, &some, out);
    }
    if nth > 0 {
        let rendered = format!("\"q{}\"", random.below(nth));
        maybe(random, 30, "rendering-of", &rendered, out);
    }
}
