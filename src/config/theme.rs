//! The style of each role on the screen. A role has one meaning, and no meaning depends on colour alone.

use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;

/// A set of colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(try_from = "String")]
pub enum ThemeName {
    /// For dark terminals.
    #[default]
    Dark,
    /// For light terminals.
    Light,
    /// Without colours.
    Mono,
}

impl ThemeName {
    /// All themes.
    pub(crate) const ALL: [Self; 3] = [Self::Dark, Self::Light, Self::Mono];

    /// Name in the configuration and on the command line.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Dark => "dark",
            Self::Light => "light",
            Self::Mono => "mono",
        }
    }
}

impl TryFrom<String> for ThemeName {
    type Error = String;

    fn try_from(name: String) -> Result<Self, String> {
        Self::ALL.into_iter().find(|theme| theme.name() == name).ok_or_else(|| {
            let names = Self::ALL.map(Self::name);
            format!("unknown theme \"{name}\"; expected {}", crate::diagnostic::either(&names))
        })
    }
}

/// The styles of the screen's roles.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Theme {
    name: ThemeName,
    /// Running text.
    pub(crate) text: Style,
    /// Titles and names.
    pub(crate) strong: Style,
    /// Secondary text.
    pub(crate) dim: Style,
    /// Quotations.
    pub(crate) quote: Style,
    /// Headings of groups and panes.
    pub(crate) heading: Style,
    /// The focused pane or field.
    pub(crate) active: Style,
    /// Lines between panes.
    pub(crate) rule: Style,
    /// The row under the cursor; patched onto other styles.
    pub(crate) cursor: Style,
    /// The row under the cursor in a pane without focus.
    pub(crate) cursor_away: Style,
    /// Matches of a search.
    pub(crate) hit: Style,
    /// Cancelled, disputed, invalid.
    pub(crate) caution: Style,
    /// Bars of selected records.
    pub(crate) bar: Style,
    /// Bars of all records, behind those of the selected ones.
    pub(crate) bar_all: Style,
    /// The position of the cursor on the strip.
    pub(crate) bar_cursor: Style,
    /// Outdated content.
    pub(crate) stale: Style,
    /// Overlays.
    pub(crate) overlay: Style,
    /// Keys in hints.
    pub(crate) key: Style,
}

impl Theme {
    /// The styles of a theme.
    pub(crate) fn new(name: ThemeName) -> Self {
        match name {
            ThemeName::Dark => Self::coloured(name, &DARK),
            ThemeName::Light => Self::coloured(name, &LIGHT),
            ThemeName::Mono => Self::mono(),
        }
    }

    fn coloured(name: ThemeName, palette: &Palette) -> Self {
        let plain = Style::new();
        let fg = |colour: u8| plain.fg(Color::Indexed(colour));
        Self {
            name,
            text: plain,
            strong: plain.add_modifier(Modifier::BOLD),
            dim: fg(palette.dim),
            quote: fg(palette.quote),
            heading: fg(palette.accent).add_modifier(Modifier::BOLD),
            active: fg(palette.accent).add_modifier(Modifier::BOLD),
            rule: fg(palette.rule),
            cursor: plain.bg(Color::Indexed(palette.cursor)),
            cursor_away: plain.bg(Color::Indexed(palette.cursor_away)),
            hit: fg(palette.hit).add_modifier(Modifier::UNDERLINED),
            caution: fg(palette.caution),
            bar: fg(palette.accent),
            bar_all: fg(palette.rule),
            bar_cursor: plain.bg(Color::Indexed(palette.cursor)),
            stale: fg(palette.dim).remove_modifier(Modifier::BOLD),
            overlay: plain,
            key: fg(palette.accent),
        }
    }

    fn mono() -> Self {
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        let reversed = plain.add_modifier(Modifier::REVERSED);
        let underlined = plain.add_modifier(Modifier::UNDERLINED);
        Self {
            name: ThemeName::Mono,
            text: plain,
            strong: bold,
            dim: plain.add_modifier(Modifier::DIM),
            quote: plain,
            heading: bold,
            active: bold.add_modifier(Modifier::UNDERLINED),
            rule: plain.add_modifier(Modifier::DIM),
            cursor: reversed,
            cursor_away: underlined,
            hit: bold.add_modifier(Modifier::UNDERLINED),
            caution: bold,
            bar: plain,
            bar_all: plain.add_modifier(Modifier::DIM),
            bar_cursor: bold,
            stale: plain.add_modifier(Modifier::DIM),
            overlay: plain,
            key: bold,
        }
    }

    /// The style of a party's label, from its colour in the dataset: a terminal colour name or `#rrggbb`.
    pub(crate) fn side(&self, colour: Option<&str>) -> Style {
        let bold = self.strong;
        if self.name == ThemeName::Mono {
            return bold;
        }
        let light = self.name == ThemeName::Light;
        // Bright colours are unreadable on white, dark ones on black.
        let index = |dark: u8, on_light: u8| Color::Indexed(if light { on_light } else { dark });
        let colour = match colour.map(|name| name.trim_start_matches("bright-")) {
            Some("red") => index(203, 124),
            Some("green") => index(114, 28),
            Some("yellow") => index(221, 94),
            Some("blue") => index(75, 25),
            Some("magenta") => index(176, 90),
            Some("cyan") => index(80, 30),
            Some("white" | "gray" | "black") | None => return bold,
            Some(hex) => match hex.strip_prefix('#').and_then(|digits| u32::from_str_radix(digits, 16).ok()) {
                Some(rgb) => Color::Rgb((rgb >> 16) as u8, (rgb >> 8) as u8, rgb as u8),
                None => return bold,
            },
        };
        bold.fg(colour)
    }
}

/// The colours of a theme, as indices into the 256-colour palette.
struct Palette {
    dim: u8,
    quote: u8,
    accent: u8,
    rule: u8,
    cursor: u8,
    cursor_away: u8,
    hit: u8,
    caution: u8,
}

const DARK: Palette =
    Palette { dim: 245, quote: 253, accent: 110, rule: 240, cursor: 238, cursor_away: 236, hit: 222, caution: 215 };
const LIGHT: Palette =
    Palette { dim: 243, quote: 236, accent: 24, rule: 250, cursor: 253, cursor_away: 255, hit: 94, caution: 130 };
