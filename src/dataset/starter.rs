//! The commented starter dataset.

/// Name and text of each file that `demarche new` writes, except the schema.
pub(crate) const FILES: &[(&str, &str)] = &[
    ("dataset.toml", include_str!("starter/dataset.toml")),
    ("people.toml", include_str!("starter/people.toml")),
    ("sources.toml", include_str!("starter/sources.toml")),
    ("events.toml", include_str!("starter/events.toml")),
];

/// The file name of the schema, to which their first lines point editors.
pub(crate) const SCHEMA: &str = "demarche.schema.json";
