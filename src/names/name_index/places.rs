//! Places in texts, such as the starts of their words, in the alphabetical order of what stands there: what begins with a text
//! is found without passing over all of them.

/// Places in numbered texts, which the owner keeps.
#[derive(Debug, Clone)]
pub(super) struct Places {
    /// Text and byte, in the order of what stands there.
    places: Vec<(u32, u32)>,
}

impl Places {
    /// The places at which `starts` are in each of `count` texts.
    pub(super) fn new<'t, S: Iterator<Item = usize>>(
        count: usize,
        text: impl Fn(usize) -> &'t str,
        starts: impl Fn(&'t str) -> S,
    ) -> Self {
        // The first bytes decide between most of them, without a look at the texts.
        let mut places: Vec<(u64, u32, u32)> = Vec::new();
        for at in 0..count {
            let text = text(at);
            places.extend(starts(text).map(|start| (first_bytes(&text[start..]), at as u32, start as u32)));
        }
        let rest = |(_, at, start): &(u64, u32, u32)| &text(*at as usize)[*start as usize..];
        places.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| rest(a).cmp(rest(b))));
        Self { places: places.into_iter().map(|(_, at, start)| (at, start)).collect() }
    }

    /// All places: the number of the text, and the rest of it from there.
    pub(super) fn all<'t>(&self, text: impl Fn(usize) -> &'t str) -> impl Iterator<Item = (u32, &'t str)> {
        self.places.iter().map(move |(at, start)| (*at, &text(*at as usize)[*start as usize..]))
    }

    /// The places at which this stands.
    pub(super) fn beginning<'t>(
        &self,
        text: impl Fn(usize) -> &'t str,
        start: &str,
    ) -> impl Iterator<Item = (u32, &'t str)> {
        let places = self.range(&text, start);
        places.iter().map(move |(at, from)| (*at, &text(*at as usize)[*from as usize..]))
    }

    /// The texts in which this stands, once for each place.
    pub(super) fn texts_with<'t>(
        &self,
        text: impl Fn(usize) -> &'t str,
        start: &str,
    ) -> impl ExactSizeIterator<Item = u32> {
        self.range(&text, start).iter().map(|(at, _)| *at)
    }

    fn range<'t>(&self, text: &impl Fn(usize) -> &'t str, start: &str) -> &[(u32, u32)] {
        let rest = |(at, from): &(u32, u32)| &text(*at as usize)[*from as usize..];
        let first = self.places.partition_point(|place| rest(place) < start);
        // There may be very many, so not each of them is looked at.
        let count = self.places[first..].partition_point(|place| rest(place).starts_with(start));
        &self.places[first..first + count]
    }
}

/// The first eight bytes as a number in the same order as the texts, except for those that are equal in them.
fn first_bytes(text: &str) -> u64 {
    let mut bytes = [0; 8];
    let length = text.len().min(8);
    bytes[..length].copy_from_slice(&text.as_bytes()[..length]);
    u64::from_be_bytes(bytes)
}
