//! Proposals with their versions and points.

use std::collections::HashMap;

use super::people::rows;
use super::{Builder, table};
use crate::dataset::raw::tables::RawNumber;
use crate::dataset::raw::values::{Ref, Text};
use crate::dataset::raw::{At, RawPoint, RawProposal, RawVersion};
use crate::dataset::read::{Keyed, RawFile};
use crate::diagnostic::Fault;
use crate::model::{self, Dataset, PartyId, Point, Proposal, Version};

impl Builder<'_> {
    /// Builds the proposals.
    pub(super) fn proposals(&mut self, raw: &mut RawFile, dataset: &mut Dataset) {
        dataset.proposals = rows!(self, raw, proposals, Self::build_proposal);
    }

    fn build_proposal(&mut self, id: model::Text, raw: RawProposal) -> Proposal {
        let mut seen = HashMap::new();
        for version in &raw.versions {
            if let Some(first) = seen.insert(&*version.id.value, version.id.place) {
                let fault =
                    Fault::error(format!("duplicate version id \"{}\" in proposal \"{id}\"", &*version.id.value));
                self.note(fault.at(version.id.place).other(first, "first defined here"));
            }
        }
        Proposal {
            id,
            name: raw.name.0,
            aliases: self.aliases(raw.aliases),
            kind: raw.kind.map(|kind| kind.0),
            by: self.parties_of(&raw.by),
            note: raw.note.and_then(Text::filled),
            versions: raw.versions.into_iter().filter_map(|version| self.version(version)).collect(),
        }
    }

    fn parties_of(&mut self, raw: &[At<Ref>]) -> Vec<PartyId> {
        raw.iter().filter_map(|party| self.party(party)).collect()
    }

    fn version(&mut self, raw: RawVersion) -> Option<Version> {
        let when = self.bounded(raw.when, self.zone)?;
        let mut seen = HashMap::new();
        for point in &raw.points {
            if let Some(first) = seen.insert(&*point.number.value.0, point.number.place) {
                let fault = Fault::error(format!("duplicate point number {}", point.number.value.0));
                self.note(fault.at(point.number.place).other(first, "first defined here"));
            }
        }
        Some(Version {
            id: raw.id.value.0,
            name: raw.name.0,
            when,
            published: self.dated(raw.published),
            by: self.parties_of(&raw.by),
            parents: raw.parents.iter().filter_map(|parent| self.parent(parent)).collect(),
            count: raw.count,
            summary: raw.summary.and_then(Text::filled),
            changes: raw.changes.and_then(Text::filled),
            status: raw.status.map(|status| status.0),
            authenticity: raw.authenticity.map(|authenticity| authenticity.0),
            sources: self.citations(raw.sources),
            points: raw.points.into_iter().map(|point| self.point(point)).collect(),
        })
    }

    /// The parent of a version, which is a version itself.
    fn parent(&mut self, at: &At<Ref>) -> Option<crate::model::ProposalRef> {
        let found = self.proposal(at)?;
        if found.version.is_none() {
            self.error(
                at.place,
                format!("expected a version, found the proposal \"{}\"", &*at.value),
                "write proposal@version",
            );
            return None;
        }
        Some(found)
    }

    fn point(&mut self, raw: RawPoint) -> Point {
        Point {
            number: raw.number.value.0,
            text: raw.text.0,
            topic: raw.topic.and_then(|topic| self.topic(&topic)),
            from: raw.from.into_iter().map(|At { value: RawNumber(number), .. }| number).collect(),
            state: raw.state.map(|state| state.0),
        }
    }
}
