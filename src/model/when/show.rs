//! Times in words, never more precise than they are.

use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime};

use super::{Bounds, Edge, Grain, Moment, Shape, Stamp, When, Zone};

/// The zone in which clock times are shown; civil days never move.
pub(crate) type DisplayZone = Option<Zone>;

/// `Tue 2 December 2025`
pub(crate) fn day(date: NaiveDate) -> String {
    date.format("%a %-d %B %Y").to_string()
}

/// `2 Dec 2025`
pub(crate) fn short_day(date: NaiveDate) -> String {
    date.format("%-d %b %Y").to_string()
}

impl When {
    /// The time in words, for a detail pane or a brief: `Tue 2 December 2025, about 20:00 MSK – Wed 3 December 2025, about
    /// 01:00 MSK`. Clock times are converted to `shown`, if given.
    pub fn in_words(&self, bounds: &Bounds, shown: DisplayZone) -> String {
        let start = |moment: &Moment| words(moment, bounds.s0, bounds.zone, shown);
        let end = |moment: &Moment| {
            let length = i64::from(moment.seconds);
            words(moment, Stamp { wall: bounds.e1.wall - length, ..bounds.e1 }, bounds.zone, shown)
        };
        match &self.shape() {
            Shape::Single(moment) => start(moment),
            Shape::OneOf(from, to) => format!("once between {} and {}", start(from), end(to)),
            Shape::Interval(Edge::At(from), Edge::At(to)) => format!("{} – {}", start(from), end(to)),
            Shape::Interval(Edge::At(from), Edge::Open) => format!("since {}", start(from)),
            Shape::Interval(Edge::At(from), Edge::Unknown) => format!("from {}, end unknown", start(from)),
            Shape::Interval(Edge::Open, Edge::At(to)) => format!("until {}", end(to)),
            Shape::Interval(_, Edge::At(to)) => format!("until {}, start unknown", end(to)),
            Shape::Interval(..) => "always".into(),
        }
    }

    /// The days of the time, for tables and short notes: `2 Dec 2025`, `18 Nov 2025~`, `Jul 2025`, `27 Nov – 4 Dec 2025`; as
    /// written if it has neither days nor a month.
    pub(crate) fn in_short(&self) -> String {
        let ends = |from: &Moment, to: &Moment, between: bool| {
            let last = short(to)?;
            let first = short(from).filter(|first| *first != last);
            let Some(first) = first else { return Some(last) };
            // What both share is written once.
            let year = from.begin.format(" %Y").to_string();
            let month = from.begin.format(" %b").to_string();
            let days = from.grain >= Grain::Day && to.grain >= Grain::Day;
            let first = match (from.begin.year() == to.begin.year(), from.begin.month() == to.begin.month() && days) {
                (true, true) => first.replacen(&format!("{month}{year}"), "", 1),
                (true, false) => first.replacen(&year, "", 1),
                (false, _) => first,
            };
            Some(if between { format!("between {first} and {last}") } else { format!("{first} – {last}") })
        };
        let text = match &self.shape() {
            Shape::Single(moment) => short(moment),
            Shape::OneOf(from, to) => ends(from, to, true),
            Shape::Interval(Edge::At(from), Edge::At(to)) => ends(from, to, false),
            Shape::Interval(Edge::At(from), _) => short(from).map(|from| format!("since {from}")),
            Shape::Interval(_, Edge::At(to)) => short(to).map(|to| format!("until {to}")),
            Shape::Interval(..) => None,
        };
        text.unwrap_or_else(|| self.raw.to_string())
    }

    /// The text for the time column below the heading of its day, at most eight cells: `20:00~`, `night`, `–24 Nov`, nothing for a
    /// plain day. A clock time on another day in the zone shown has `+1` or `-1`.
    pub fn in_column(&self, bounds: &Bounds, shown: DisplayZone) -> String {
        let Some(leading) = self.leading() else { return String::new() };
        let sign = sign(leading);
        if leading.grain >= Grain::Minute {
            let (clock, shift) = clock(bounds.s0, bounds.zone, shown);
            return format!("{clock}{sign}{shift}");
        }
        if let Some(part) = leading.part() {
            // The only word too long for the column.
            let word = if part.word() == "afternoon" { "aftern." } else { part.word() };
            return format!("{word}{sign}");
        }
        let other_day = |last: &Moment| leading.grain == Grain::Day && last.begin.date() != leading.begin.date();
        let until = |last: &Moment| format!("{}{}", last.begin.date().format("%-d %b"), self::sign(last));
        match &self.shape() {
            Shape::Interval(Edge::At(_), Edge::At(last)) if other_day(last) => format!("–{}", until(last)),
            Shape::OneOf(_, last) if other_day(last) => format!("…{}", until(last)),
            Shape::Interval(Edge::At(_), Edge::Open | Edge::Unknown) => format!("from{sign}"),
            Shape::Interval(_, Edge::At(_)) if !matches!(self.shape(), Shape::Interval(Edge::At(_), _)) => {
                format!("until{sign}")
            }
            _ => sign.into(),
        }
    }

    /// The text for the time column where headings are coarser than a day: `2 Dec~`, at most seven cells. Nothing for times coarser
    /// than a day, which have a heading of their own.
    pub(crate) fn day_in_column(&self) -> String {
        match self.leading() {
            Some(leading) if leading.grain >= Grain::Day && !leading.some => {
                let fine = leading.grain > Grain::Day;
                format!("{}{}", leading.begin.format("%-d %b"), if fine { "" } else { sign(leading) })
            }
            _ => String::new(),
        }
    }
}

/// The day or month of a moment in short, with the sign of a date that is not certain. The clock time may be approximate on a
/// certain day.
fn short(moment: &Moment) -> Option<String> {
    if moment.some {
        return None;
    }
    match moment.grain {
        Grain::Month => Some(format!("{}{}", moment.begin.format("%b %Y"), sign(moment))),
        Grain::Day => Some(format!("{}{}", short_day(moment.begin.date()), sign(moment))),
        grain => (grain > Grain::Day).then(|| short_day(moment.begin.date())),
    }
}

fn sign(moment: &Moment) -> &'static str {
    match (moment.mark.approximate, moment.mark.uncertain) {
        (true, true) => "%",
        (true, false) => "~",
        (false, true) => "?",
        (false, false) => "",
    }
}

/// The clock time of a moment, and `+1` or `-1` if that is another civil day in the zone shown.
fn clock(at: Stamp, zone: Zone, shown: DisplayZone) -> (String, String) {
    let Some(civil) = at.civil() else { return (String::new(), String::new()) };
    let Some(there) = in_zone(at, shown.unwrap_or(zone)) else { return (String::new(), String::new()) };
    let days = (there.date() - civil.date()).num_days();
    let shift = if days == 0 { String::new() } else { format!("{days:+}") };
    (there.format("%H:%M").to_string(), shift)
}

fn in_zone(at: Stamp, zone: Zone) -> Option<NaiveDateTime> {
    let utc = at.instant()?;
    Some(utc + Duration::seconds(i64::from(zone.offset_at(utc))))
}

fn words(moment: &Moment, at: Stamp, zone: Zone, shown: DisplayZone) -> String {
    let about = if moment.mark.approximate { "about " } else { "" };
    let doubt = if moment.mark.uncertain { " (uncertain)" } else { "" };
    let begin = moment.begin;
    let some = |unit: &str| if moment.some { format!("some {unit} in ") } else { String::new() };
    let text = match moment.grain {
        Grain::Century => {
            let first = begin.year() / 100 * 100;
            format!("{about}{first}–{}", first + 99)
        }
        Grain::Decade => format!("{about}the {}s", begin.year() / 10 * 10),
        Grain::Year => format!("{about}{}{}", some("month"), begin.year()),
        Grain::Season => {
            let name = ["spring", "summer", "autumn", "winter"][(begin.month() as usize / 3 - 1) % 4];
            let winter = if begin.month() == 12 { format!("/{:02}", (begin.year() + 1) % 100) } else { String::new() };
            format!("{about}{name} {}{winter}", begin.year())
        }
        Grain::Month => format!("{about}{}{}", some("day"), begin.format("%B %Y")),
        Grain::Day => format!("{about}{}", day(begin.date())),
        Grain::Part => {
            let hour = moment.part().map_or(0, super::PartOfDay::first_hour);
            let part = moment.part().map_or("", super::PartOfDay::word);
            format!("{}, {about}{part} ({hour:02}–{:02} h)", day(begin.date()), hour + 6)
        }
        Grain::Minute | Grain::Second => {
            let display = shown.unwrap_or(zone);
            let (Some(civil), Some(utc)) = (in_zone(at, display), at.instant()) else { return String::new() };
            let format = if moment.grain == Grain::Second { "%H:%M:%S" } else { "%H:%M" };
            format!("{}, {about}{} {}", day(civil.date()), civil.format(format), display.label(utc))
        }
    };
    text + doubt
}
