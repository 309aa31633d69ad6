//! A commented dataset to begin one's own with.

/// Name and text of each file that `demarche new` writes, the schema aside.
pub const FILES: &[(&str, &str)] = &[
    ("dataset.toml", include_str!("starter/dataset.toml")),
    ("people.toml", include_str!("starter/people.toml")),
    ("sources.toml", include_str!("starter/sources.toml")),
    ("events.toml", include_str!("starter/events.toml")),
];

/// The name of the schema beside them, which their first lines name for editors.
pub const SCHEMA: &str = "demarche.schema.json";
