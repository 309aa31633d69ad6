//! The versions of proposals and the rows of points that come from each other.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};

use crate::model::{Dataset, Id, Point, Proposal, ProposalId, ProposalRef, TopicId, Version};

/// A point: the number of its version's column, and its place in the version.
pub(super) type PointAt = (usize, usize);

/// A version, as a column.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    /// The version.
    pub(super) reference: ProposalRef,
    /// The column of the version that it is compared with by default: the one from which most of its points come, else its
    /// first parent.
    pub(super) base: Option<usize>,
    /// Whether no later version is based on it.
    pub(super) is_last: bool,
}

impl Draft {
    /// The version in the dataset.
    pub(super) fn version<'d>(&self, dataset: &'d Dataset) -> &'d Version {
        let at = self.reference.version.unwrap_or(0) as usize;
        &dataset.proposals[self.reference.proposal].versions[at]
    }
}

/// What became of a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// In the first version with points.
    First,
    /// The same words as before.
    Unchanged,
    /// Other words.
    Edited,
    /// From several points.
    Merged,
    /// One of several points that come from the same one.
    Split,
    /// Without a point that it comes from, in a version based on another one.
    New,
    /// In the version before, and not in this one, whose points are all listed.
    Dropped,
}

impl Fate {
    /// Sign and word; empty for [`Self::First`].
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::First => "",
            Self::Unchanged => "= unchanged",
            Self::Edited => "± edited",
            Self::Merged => "& merged",
            Self::Split => "/ split",
            Self::New => "+ new",
            Self::Dropped => "− dropped",
        }
    }

    /// The word in exports.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::First => "first",
            other => other.label().split_once(' ').map_or("", |(_, word)| word),
        }
    }
}

/// A row: points of different versions that come from each other. The first row has none; it is that of the versions themselves.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    /// The points, by column.
    pub(super) points: BTreeMap<usize, Vec<usize>>,
    /// The columns in which its points were dropped.
    pub(super) dropped: BTreeSet<usize>,
    /// The topic of the latest point that has one.
    pub(super) topic: Option<TopicId>,
    /// The version and number of its first point: `us-plan@28#6`.
    pub(super) key: String,
    /// The numbers of its points, version by version: `6 → 4`.
    pub(super) label: String,
}

/// The versions and points of some proposals.
#[derive(Debug, Default)]
pub(super) struct Lineage {
    /// The versions, each after those on which it is based; versions that are based on each other stand together.
    pub(super) versions: Vec<Draft>,
    /// The rows.
    pub(super) rows: Vec<Row>,
    /// The points from which a point comes.
    origins: HashMap<PointAt, Vec<PointAt>>,
    /// How many points of a version come from a point.
    successors: HashMap<(PointAt, usize), usize>,
}

impl Lineage {
    /// The lineage of some proposals and of those on which they are based.
    pub(super) fn new(dataset: &Dataset, proposals: &BTreeSet<ProposalId>) -> Self {
        let references = in_order(dataset, &with_parents(dataset, proposals));
        if references.is_empty() {
            return Self::default();
        }
        let columns: HashMap<ProposalRef, usize> = references.iter().enumerate().map(|(at, &of)| (of, at)).collect();
        let parents: HashSet<ProposalRef> = references.iter().flat_map(|&of| parents(dataset, of)).copied().collect();
        let draft = |&reference| Draft { reference, base: None, is_last: !parents.contains(&reference) };
        let mut lineage = Self { versions: references.iter().map(draft).collect(), ..Self::default() };
        lineage.find_origins(dataset, &columns);
        lineage.find_bases(dataset, &columns);
        lineage.find_rows(dataset);
        lineage.find_dropped(dataset);
        lineage
    }

    /// Resolves the `from` of each point: in the nearest versions on which its own is based that have a point of that number.
    fn find_origins(&mut self, dataset: &Dataset, columns: &HashMap<ProposalRef, usize>) {
        let numbers: Vec<HashMap<&str, usize>> = self
            .versions
            .iter()
            .map(|draft| {
                draft.version(dataset).points.iter().enumerate().map(|(at, point)| (&*point.number, at)).collect()
            })
            .collect();
        for (column, draft) in self.versions.iter().enumerate() {
            let points = &draft.version(dataset).points;
            if points.iter().all(|point| point.from.is_empty()) {
                continue;
            }
            let ancestors: Vec<usize> =
                ancestors(dataset, draft.reference).filter_map(|of| columns.get(&of).copied()).collect();
            for (at, point) in points.iter().enumerate() {
                let find = |number: &str| ancestors.iter().find_map(|&of| Some((of, *numbers[of].get(number)?)));
                let mut found: Vec<PointAt> = point.from.iter().filter_map(|number| find(number)).collect();
                found.sort_unstable();
                found.dedup();
                for &origin in &found {
                    *self.successors.entry((origin, column)).or_default() += 1;
                }
                self.origins.insert((column, at), found);
            }
        }
    }

    fn find_bases(&mut self, dataset: &Dataset, columns: &HashMap<ProposalRef, usize>) {
        for column in 0..self.versions.len() {
            let reference = self.versions[column].reference;
            let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
            for at in 0..self.versions[column].version(dataset).points.len() {
                self.origins_of((column, at)).iter().for_each(|(of, _)| *counts.entry(*of).or_default() += 1);
            }
            let most = counts.into_iter().max_by_key(|&(_, count)| count).map(|(of, _)| of);
            let parent = || parents(dataset, reference).iter().find_map(|of| columns.get(of).copied());
            self.versions[column].base = most.or_else(parent).filter(|&base| base != column);
        }
    }

    /// Gathers the points that come from each other, and puts new ones after the point above them.
    fn find_rows(&mut self, dataset: &Dataset) {
        let mut row_of: HashMap<PointAt, usize> = HashMap::new();
        let mut groups: Vec<Vec<PointAt>> = Vec::new();
        // The rows in order, as numbers of groups.
        let mut order: Vec<usize> = Vec::new();
        for (column, draft) in self.versions.iter().enumerate() {
            let mut above: Option<usize> = None;
            for at in 0..draft.version(dataset).points.len() {
                let mut origins: Vec<usize> =
                    self.origins_of((column, at)).iter().filter_map(|origin| row_of.get(origin).copied()).collect();
                origins.sort_unstable();
                origins.dedup();
                if origins.len() > 1 {
                    origins.sort_by_key(|group| order.iter().position(|other| other == group));
                }
                let group = if let Some((&first, others)) = origins.split_first() {
                    for &other in others {
                        let moved = std::mem::take(&mut groups[other]);
                        moved.iter().for_each(|point| {
                            row_of.insert(*point, first);
                        });
                        groups[first].extend(moved);
                        order.retain(|group| *group != other);
                    }
                    first
                } else {
                    groups.push(Vec::new());
                    let new = groups.len() - 1;
                    let place = above.and_then(|above| order.iter().rposition(|group| *group == above));
                    order.insert(place.map_or(order.len(), |place| place + 1), new);
                    new
                };
                groups[group].push((column, at));
                row_of.insert((column, at), group);
                above = Some(group);
            }
        }
        let rows = order.into_iter().map(|group| self.row(dataset, &groups[group]));
        self.rows = std::iter::once(Row::default()).chain(rows).collect();
    }

    fn row(&self, dataset: &Dataset, group: &[PointAt]) -> Row {
        let mut row = Row::default();
        for &(column, at) in group {
            row.points.entry(column).or_default().push(at);
        }
        row.points.values_mut().for_each(|points| points.sort_unstable());
        let point = |column: usize, at: usize| &self.versions[column].version(dataset).points[at];
        let all = || row.points.iter().flat_map(|(&column, places)| places.iter().map(move |&at| (column, at)));
        row.topic = all().rev().find_map(|(column, at)| point(column, at).topic);
        if let Some((column, at)) = all().next() {
            let id = dataset.proposal_id(self.versions[column].reference);
            row.key = format!("{id}#{}", point(column, at).number);
        }
        let numbers = |(&column, places): (&usize, &Vec<usize>)| {
            places.iter().map(|&at| &*point(column, at).number).collect::<Vec<_>>().join(", ")
        };
        row.label = row.points.iter().map(numbers).collect::<Vec<_>>().join(" → ");
        row
    }

    fn find_dropped(&mut self, dataset: &Dataset) {
        for (column, draft) in self.versions.iter().enumerate() {
            let version = draft.version(dataset);
            let Some(base) = draft.base.filter(|_| is_complete(version)) else { continue };
            for row in self.rows.iter_mut().filter(|row| row.points.contains_key(&base)) {
                if !row.points.contains_key(&column) {
                    row.dropped.insert(column);
                }
            }
        }
    }

    /// The points from which a point comes.
    pub(super) fn origins_of(&self, point: PointAt) -> &[PointAt] {
        self.origins.get(&point).map_or(&[], Vec::as_slice)
    }

    /// The cells that show something.
    pub(super) fn cells(&self) -> Vec<(usize, usize)> {
        let of_row = |(number, row): (usize, &Row)| {
            let columns: Vec<usize> = if number == 0 {
                (0..self.versions.len()).collect()
            } else {
                row.points.keys().chain(&row.dropped).copied().collect()
            };
            columns.into_iter().map(move |column| (number, column))
        };
        self.rows.iter().enumerate().flat_map(of_row).collect()
    }

    /// The points in a cell, in order.
    pub(super) fn points<'d>(
        &self,
        dataset: &'d Dataset,
        (row, column): (usize, usize),
    ) -> impl Iterator<Item = (PointAt, &'d Point)> {
        let version = self.versions[column].version(dataset);
        let places = self.rows[row].points.get(&column).cloned().unwrap_or_default();
        places.into_iter().map(move |at| ((column, at), &version.points[at]))
    }

    /// What became of a point.
    pub(super) fn fate(&self, dataset: &Dataset, point: PointAt) -> Fate {
        let of = |(column, at): PointAt| &self.versions[column].version(dataset).points[at];
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        match self.origins_of(point) {
            [] if self.versions[point.0]
                .base
                .is_none_or(|base| self.versions[base].version(dataset).points.is_empty()) =>
            {
                Fate::First
            }
            [] => Fate::New,
            [origin] if self.successors.get(&(*origin, point.0)).is_some_and(|count| *count > 1) => Fate::Split,
            [origin] if words(&of(*origin).text) == words(&of(point).text) => Fate::Unchanged,
            [_] => Fate::Edited,
            _ => Fate::Merged,
        }
    }

    /// What became of the points of a cell: of its points, or that they were dropped.
    pub(super) fn fates(&self, dataset: &Dataset, cell: (usize, usize)) -> Vec<Fate> {
        if self.rows[cell.0].dropped.contains(&cell.1) {
            return vec![Fate::Dropped];
        }
        let mut fates: Vec<Fate> = self.points(dataset, cell).map(|(point, _)| self.fate(dataset, point)).collect();
        fates.dedup();
        fates
    }

    /// The column with which a cell is compared by default: that of the first point from which its own come, else that of its
    /// version.
    pub(super) fn base(&self, (row, column): (usize, usize)) -> Option<usize> {
        let places = self.rows[row].points.get(&column);
        let origin = places.into_iter().flatten().find_map(|&at| self.origins_of((column, at)).first());
        origin.map(|(of, _)| *of).or(self.versions[column].base)
    }
}

/// Whether all points of a version are listed.
pub(super) fn is_complete(version: &Version) -> bool {
    !version.points.is_empty() && version.count.is_none_or(|count| version.points.len() >= count as usize)
}

/// The name of a version, with that of its proposal unless it is the only version.
pub(super) fn title(proposal: &Proposal, version: &Version) -> String {
    if proposal.versions.len() > 1 { version.name.to_string() } else { proposal.name.to_string() }
}

/// The versions on which a version is based.
fn parents(dataset: &Dataset, of: ProposalRef) -> &[ProposalRef] {
    dataset.version(of).map_or(&[], |version| &version.parents)
}

/// The versions on which a version is based, over any number of steps, nearest first.
fn ancestors(dataset: &Dataset, of: ProposalRef) -> impl Iterator<Item = ProposalRef> {
    let mut seen: HashSet<ProposalRef> = HashSet::from([of]);
    let mut next: VecDeque<ProposalRef> = parents(dataset, of).iter().copied().collect();
    std::iter::from_fn(move || {
        loop {
            let of = next.pop_front()?;
            if seen.insert(of) {
                next.extend(parents(dataset, of));
                return Some(of);
            }
        }
    })
}

/// Some proposals and those on which their versions are based.
fn with_parents(dataset: &Dataset, proposals: &BTreeSet<ProposalId>) -> BTreeSet<ProposalId> {
    let mut all = BTreeSet::new();
    let mut next: Vec<ProposalId> = proposals.iter().copied().collect();
    while let Some(id) = next.pop() {
        if all.insert(id) {
            let versions = dataset.proposals[id].versions.iter();
            next.extend(versions.flat_map(|version| &version.parents).map(|parent| parent.proposal));
        }
    }
    all
}

/// The versions of some proposals: proposals that are based on each other together, those with the most points first; within them
/// by time.
fn in_order(dataset: &Dataset, proposals: &BTreeSet<ProposalId>) -> Vec<ProposalRef> {
    let mut family: HashMap<ProposalId, ProposalId> = proposals.iter().map(|&id| (id, id)).collect();
    let find = |family: &HashMap<ProposalId, ProposalId>, mut id: ProposalId| {
        while family[&id] != id {
            id = family[&id];
        }
        id
    };
    for &id in proposals {
        for parent in dataset.proposals[id].versions.iter().flat_map(|version| &version.parents) {
            let (one, other) = (find(&family, id), find(&family, parent.proposal));
            family.insert(one.max(other), one.min(other));
        }
    }
    let mut families: BTreeMap<ProposalId, Vec<ProposalRef>> = BTreeMap::new();
    for &id in proposals {
        let versions = (0..dataset.proposals[id].versions.len() as u32)
            .map(|version| ProposalRef { proposal: id, version: Some(version) });
        families.entry(find(&family, id)).or_default().extend(versions);
    }
    let day = |of: &ProposalRef| dataset.version(*of).map_or(i64::MAX, |version| version.when.1.s0.day());
    let points = |of: &ProposalRef| dataset.version(*of).map_or(0, |version| version.points.len());
    let mut families: Vec<Vec<ProposalRef>> = families.into_values().filter(|versions| !versions.is_empty()).collect();
    for versions in &mut families {
        versions.sort_by_key(|of| (day(of), of.proposal.index(), of.version));
    }
    families.sort_by_key(|versions| {
        let most = versions.iter().map(points).max().unwrap_or(0);
        (std::cmp::Reverse(most), versions.first().map(day))
    });
    families.concat()
}
