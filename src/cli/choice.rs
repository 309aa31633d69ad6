//! Arguments that take one of several names: parsers made from the library's own lists, so that no list is typed twice.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use crate::config::ThemeName;
use crate::export::{FORMATS, Format, RecordKind};
use crate::model::when::calendar::Zoom;

/// A parser for the items of a list, each by the name that `describe` gives it.
fn one_of<T: Copy + Send + Sync + 'static>(
    items: &'static [T],
    describe: fn(&T) -> PossibleValue,
) -> impl TypedValueParser<Value = T> {
    let names = PossibleValuesParser::new(items.iter().map(describe));
    names.try_map(move |name| {
        items.iter().find(|item| describe(item).matches(&name, false)).copied().ok_or("not one of the possible values")
    })
}

/// Export formats, by name or by the extension of their files.
pub(super) fn format() -> impl TypedValueParser<Value = Format> {
    one_of(FORMATS, |format| {
        let value = PossibleValue::new(format.name).help(format.help);
        if format.extension == format.name { value } else { value.alias(format.extension) }
    })
}

/// What `--table` says about the formats that it is for.
pub(super) fn table_help() -> String {
    let names: Vec<&str> = FORMATS.iter().filter(|format| format.tables).map(|format| format.name).collect();
    format!("Export only one kind of record (for {})", names.join(", "))
}

/// Kinds of record.
pub(super) fn record_kind() -> impl TypedValueParser<Value = RecordKind> {
    one_of(&RecordKind::ALL, |kind| PossibleValue::new(kind.name()))
}

/// Units of time.
pub(super) fn zoom() -> impl TypedValueParser<Value = Zoom> {
    one_of(&Zoom::LADDER, |zoom| PossibleValue::new(zoom.name()))
}

/// Themes.
pub(super) fn theme() -> impl TypedValueParser<Value = ThemeName> {
    one_of(&ThemeName::ALL, |theme| PossibleValue::new(theme.name()))
}
