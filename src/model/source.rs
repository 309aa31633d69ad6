//! Where it is known from.

use super::ids::{HasId, SourceId};
use super::people::{Alias, HasNames};
use super::vocabulary::{Reliability, SourceClass};
use super::when::{Bounds, When};

/// A publication.
#[derive(Debug, Clone, Default)]
pub struct Source {
    /// As written.
    pub id: Box<str>,
    /// The outlet or office that published it.
    pub publisher: Option<Box<str>>,
    /// Who wrote it.
    pub author: Option<Box<str>>,
    /// Its title.
    pub title: Box<str>,
    /// Where it is found.
    pub url: Option<Box<str>>,
    /// When it was published, with the bounds in the dataset's zone.
    pub published: Option<(When, Bounds)>,
    /// When the curator read it.
    pub accessed: Option<When>,
    /// URL of an archived copy.
    pub archive: Option<Box<str>>,
    /// SHA-256 of the copy, 64 hexadecimal digits.
    pub sha256: Option<Box<str>>,
    /// BCP 47 tag of its language.
    pub language: Option<Box<str>>,
    /// What kind of publication it is.
    pub class: Option<SourceClass>,
    /// How reliable it is in general.
    pub reliability: Option<Reliability>,
    /// The source that this one copies; both count as one.
    pub via: Option<SourceId>,
    /// A remark.
    pub note: Option<Box<str>>,
}

impl Source {
    /// The publisher, or the author where there is none.
    pub fn byline(&self) -> &str {
        self.publisher.as_deref().or(self.author.as_deref()).unwrap_or(&self.title)
    }
}

impl HasId for Source {
    fn id(&self) -> &str {
        &self.id
    }
}

impl HasNames for Source {
    fn name(&self) -> &str {
        self.byline()
    }
    fn aliases(&self) -> &[Alias] {
        &[]
    }
    fn handles(&self) -> Vec<&str> {
        vec![&self.title]
    }
}

/// One use of a source by a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// The source.
    pub source: SourceId,
    /// Page, paragraph or minute.
    pub locator: Option<Box<str>>,
    /// Credibility of this item, 1 (confirmed) to 6 (cannot be judged), Admiralty code.
    pub credibility: Option<u8>,
}
