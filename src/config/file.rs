//! The configuration file, `demarche/config.toml` in the XDG configuration folder.
//!
//! ```toml
//! theme = "light"            # dark, light, mono
//! ascii = false
//! mouse = false
//! zone  = "Europe/Brussels"  # your time zone; default: the system's
//!
//! [keys]
//! quit = ["q", "F10"]
//! ```
//!
//! Errors in the file do not prevent startup: the defaults are used, and the error is reported with line and column.

use std::collections::BTreeMap;
use std::path::PathBuf;

use etcetera::BaseStrategy;
use serde::Deserialize;

use super::{Settings, ThemeName};
use crate::diagnostic::{Fault, FileText, Location, one_line};
use crate::files;
use crate::model::Zone;
use crate::model::when::zone;

/// The largest configuration file, in bytes.
const MAX_BYTES: u64 = 1 << 20;

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Raw {
    theme: Option<ThemeName>,
    ascii: Option<bool>,
    mouse: Option<bool>,
    zone: Option<toml::Spanned<String>>,
    keys: BTreeMap<String, Vec<String>>,
}

/// The path of the configuration file, whether it exists or not.
pub(crate) fn path() -> Option<PathBuf> {
    let base = etcetera::choose_base_strategy().ok()?;
    Some(base.config_dir().join("demarche").join("config.toml"))
}

/// The settings of a configuration file, with the first error.
pub(crate) fn read(text: &FileText, mut settings: Settings) -> (Settings, Option<String>) {
    let fault_at = |span: std::ops::Range<usize>, message: String| {
        let fault = Fault::error(message).at(Location::new(0, span));
        Some(one_line(&fault, std::slice::from_ref(text)))
    };
    let raw: Raw = match toml::from_str(&text.text) {
        Ok(raw) => raw,
        Err(error) => return (settings, fault_at(error.span().unwrap_or(0..0), error.message().to_owned())),
    };
    let mut error = None;
    settings.theme = raw.theme.unwrap_or(settings.theme);
    settings.ascii = raw.ascii.unwrap_or(settings.ascii);
    settings.mouse = raw.mouse.unwrap_or(settings.mouse);
    if let Some(name) = raw.zone {
        match zone::named(name.get_ref()) {
            Ok(zone) => settings.home = Zone::Named(zone),
            Err(message) => error = fault_at(name.span(), message),
        }
    }
    settings.keys = raw.keys;
    (settings, error)
}

/// The settings of the configuration file, if it exists.
pub(crate) fn load(settings: Settings) -> (Settings, Option<String>) {
    let Some(path) = path() else { return (settings, None) };
    match files::read_text(&path, MAX_BYTES) {
        Ok(text) => read(&FileText { name: path.display().to_string(), text }, settings),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => (settings, None),
        Err(error) => (settings, Some(format!("cannot read {}: {}", path.display(), files::io_reason(&error)))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> (Settings, Option<String>) {
        read(&FileText { name: "config.toml".into(), text: text.into() }, Settings::default())
    }

    #[test]
    fn a_valid_file_is_used() {
        let (settings, error) =
            read_text("theme = \"light\"\nascii = true\nzone = \"Europe/Kyiv\"\n[keys]\nquit = [\"Q\"]\n");
        assert_eq!(error, None);
        assert!(settings.ascii && settings.theme == ThemeName::Light);
        assert_eq!(settings.home.to_string(), "Europe/Kyiv");
        assert_eq!(settings.keys["quit"], ["Q"]);
    }

    #[test]
    fn errors_are_reported_with_their_location() {
        for (text, expected) in [
            (
                "ascii = true\ntheme = \"purple\"",
                "config.toml:2:9: unknown theme \"purple\"; expected dark, light or mono",
            ),
            ("colour = 1", "config.toml:1:"),
            ("zone = \"MSK\"", "config.toml:1:8: ambiguous time zone \"MSK\""),
            ("theme = ", "config.toml:1:"),
        ] {
            let (_, error) = read_text(text);
            assert!(error.as_deref().is_some_and(|error| error.contains(expected)), "{text}: {error:?}");
        }
    }
}
