//! Parsers for arguments that take one of several names, derived from the registries.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use crate::config::ThemeName;
use crate::export::sheet::{SHEET_FORMATS, SheetFormat};
use crate::export::{FORMATS, Format, RecordKind};
use crate::lens::{self, LENSES};
use crate::model::when::calendar::Zoom;

/// A parser for the items of a list; `describe` names them.
fn one_of<T: Copy + Send + Sync + 'static>(
    items: &'static [T],
    describe: fn(&T) -> PossibleValue,
) -> impl TypedValueParser<Value = T> {
    let names = PossibleValuesParser::new(items.iter().map(describe));
    names.try_map(move |name| {
        items.iter().find(|item| describe(item).matches(&name, false)).copied().ok_or("not one of the possible values")
    })
}

/// Export formats, by name or file extension.
pub(super) fn format() -> impl TypedValueParser<Value = Format> {
    one_of(FORMATS, |format| {
        let value = PossibleValue::new(format.name).help(format.help);
        if format.extension == format.name { value } else { value.alias(format.extension) }
    })
}

/// Table formats, by name or file extension.
pub(super) fn sheet_format() -> impl TypedValueParser<Value = SheetFormat> {
    one_of(&SHEET_FORMATS, |format| {
        let value = PossibleValue::new(format.name).help(format.help);
        if format.extension == format.name { value } else { value.alias(format.extension) }
    })
}

/// Names of lenses.
pub(super) fn lens() -> impl TypedValueParser<Value = &'static str> {
    PossibleValuesParser::new(LENSES.iter().map(|lens| PossibleValue::new(lens.name).help(lens.help)))
        .try_map(|name| lens::find(&name).map(|lens| lens.name).ok_or("unknown lens"))
}

/// Kinds of record.
pub(super) fn record_kind() -> impl TypedValueParser<Value = RecordKind> {
    one_of(&RecordKind::ALL, |kind| PossibleValue::new(kind.name()))
}

/// Units of time.
pub(super) fn zoom() -> impl TypedValueParser<Value = Zoom> {
    one_of(&Zoom::ALL, |zoom| PossibleValue::new(zoom.name()))
}

/// Themes.
pub(super) fn theme() -> impl TypedValueParser<Value = ThemeName> {
    one_of(&ThemeName::ALL, |theme| PossibleValue::new(theme.name()))
}
