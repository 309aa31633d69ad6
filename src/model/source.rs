//! Sources and citations.

use std::sync::Arc;

use super::ids::{HasId, SourceId};
use super::people::{Alias, HasNames};
use super::text::Text;
use super::vocabulary::{Reliability, SourceClass};
use super::when::{Extent, When};

/// A publication.
#[derive(Debug, Clone, Default)]
pub struct Source {
    /// Id.
    pub id: Text,
    /// Publisher: an outlet or office.
    pub publisher: Option<Arc<str>>,
    /// Author.
    pub author: Option<Text>,
    /// Title.
    pub title: Text,
    /// URL.
    pub url: Option<Text>,
    /// Publication date, with its ends in the time zone of the dataset.
    pub published: Option<(When, Extent)>,
    /// When it was accessed.
    pub accessed: Option<Box<When>>,
    /// URL of an archived copy.
    pub archive: Option<Text>,
    /// SHA-256 checksum of the archived copy, 64 hexadecimal digits.
    pub sha256: Option<Text>,
    /// Language, a BCP 47 tag.
    pub language: Option<Arc<str>>,
    /// Class of publication.
    pub class: Option<SourceClass>,
    /// Reliability, Admiralty code.
    pub reliability: Option<Reliability>,
    /// The source that it copies; both count as one source.
    pub via: Option<SourceId>,
    /// Note.
    pub note: Option<Text>,
}

impl Source {
    /// The publisher, else the author.
    pub(crate) fn byline(&self) -> &str {
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

/// A citation of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// The source.
    pub source: SourceId,
    /// Page, paragraph or minute.
    pub locator: Option<Text>,
    /// Credibility of the information, 1 (confirmed) to 6 (cannot be judged), Admiralty code.
    pub credibility: Option<u8>,
}
