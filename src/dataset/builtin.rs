//! The built-in dataset.

use crate::diagnostic::FileText;

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../data/", $name)))),*]
    };
}

/// Name and text of each file below `data/`, in the order in which a folder is read. A test compares the list with the folder.
pub const FILES: &[(&str, &str)] = files![
    "dataset.toml",
    "events/2025-02.toml",
    "events/2025-03.toml",
    "events/2025-04.toml",
    "events/2025-05.toml",
    "events/2025-06.toml",
    "events/2025-07.toml",
    "events/2025-08.toml",
    "events/2025-09.toml",
    "events/2025-10.toml",
    "events/2025-11.toml",
    "events/2025-12.toml",
    "events/2026-01.toml",
    "events/2026-02.toml",
    "events/2026-03.toml",
    "events/2026-04.toml",
    "events/2026-05.toml",
    "events/2026-06.toml",
    "parties.toml",
    "people.toml",
    "places.toml",
    "proposals.toml",
    "sources.toml",
    "topics.toml",
    "views.toml",
];

/// The files as texts.
pub(crate) fn texts() -> Vec<FileText> {
    FILES.iter().map(|(name, text)| FileText { name: format!("data/{name}"), text: (*text).into() }).collect()
}
