//! The style of each role on the screen. A role has one meaning, and no meaning depends on colour alone.

use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;

/// A set of colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(try_from = "String")]
pub enum ThemeName {
    /// The colours of the terminal; [`Dark`](Self::Dark) or [`Light`](Self::Light) if its background becomes known.
    #[default]
    Auto,
    /// For dark terminals.
    Dark,
    /// For light terminals.
    Light,
    /// Without colours.
    Mono,
}

impl ThemeName {
    /// All themes.
    pub(crate) const ALL: [Self; 4] = [Self::Auto, Self::Dark, Self::Light, Self::Mono];

    /// Name in the configuration and on the command line.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
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

/// The background of a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Background {
    /// Light text on dark.
    Dark,
    /// Dark text on light.
    Light,
}

impl ThemeName {
    /// The theme to use on a background: [`Auto`](Self::Auto) follows it if it is known.
    pub(crate) fn on(self, background: Option<Background>) -> Self {
        match (self, background) {
            (Self::Auto, Some(Background::Dark)) => Self::Dark,
            (Self::Auto, Some(Background::Light)) => Self::Light,
            _ => self,
        }
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
    /// Words that another version has not.
    pub(crate) inserted: Style,
    /// Words that only another version has.
    pub(crate) deleted: Style,
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
            ThemeName::Auto => Self::terminal(),
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
            inserted: fg(palette.inserted),
            deleted: fg(palette.deleted),
            bar: fg(palette.accent),
            bar_all: fg(palette.rule),
            bar_cursor: plain.bg(Color::Indexed(palette.cursor)),
            stale: fg(palette.dim).remove_modifier(Modifier::BOLD),
            overlay: plain,
            key: fg(palette.accent),
        }
    }

    /// The terminal's own foreground and background, attributes, and the two of its basic colours that are legible on black and
    /// on white in the palette of xterm.
    fn terminal() -> Self {
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        let dim = plain.add_modifier(Modifier::DIM);
        // Without the colours of the row, of which some would be illegible when reversed.
        let reversed = plain.fg(Color::Reset).add_modifier(Modifier::REVERSED);
        Self {
            name: ThemeName::Auto,
            text: plain,
            strong: bold,
            dim,
            quote: plain,
            heading: bold.fg(Color::Magenta),
            active: bold.fg(Color::Magenta),
            rule: dim,
            cursor: reversed,
            cursor_away: plain.add_modifier(Modifier::UNDERLINED),
            hit: bold.add_modifier(Modifier::UNDERLINED),
            caution: plain.fg(Color::Red),
            inserted: bold.add_modifier(Modifier::UNDERLINED),
            deleted: plain.fg(Color::Red).add_modifier(Modifier::CROSSED_OUT),
            bar: plain.fg(Color::Magenta),
            bar_all: dim,
            bar_cursor: bold.fg(Color::Reset),
            stale: dim,
            overlay: plain,
            key: bold,
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
            inserted: bold,
            deleted: plain.add_modifier(Modifier::DIM),
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
        let name = colour.map(|name| name.trim_start_matches("bright-"));
        if self.name == ThemeName::Auto {
            return match name {
                Some("red") => bold.fg(Color::Red),
                Some("magenta") => bold.fg(Color::Magenta),
                // Blue is illegible on black, and green, yellow and cyan on white.
                _ => bold,
            };
        }
        let light = self.name == ThemeName::Light;
        // Bright colours are unreadable on white, dark ones on black.
        let index = |dark: u8, on_light: u8| Color::Indexed(if light { on_light } else { dark });
        let colour = match name {
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
    inserted: u8,
    deleted: u8,
}

const DARK: Palette = Palette {
    dim: 245,
    quote: 253,
    accent: 110,
    rule: 240,
    cursor: 238,
    cursor_away: 236,
    hit: 222,
    caution: 215,
    inserted: 114,
    deleted: 203,
};
const LIGHT: Palette = Palette {
    dim: 243,
    quote: 236,
    accent: 24,
    rule: 250,
    cursor: 253,
    cursor_away: 255,
    hit: 94,
    caution: 130,
    inserted: 28,
    deleted: 124,
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_is_legible_on_black_and_on_white() {
        // The basic colours of xterm, as sRGB, and the contrast of WCAG 2.2 (success criterion 1.4.3, large text).
        let rgb = |colour: Color| match colour {
            Color::Red => [205, 0, 0],
            Color::Magenta => [205, 0, 205],
            other => panic!("{other:?} is not legible on every background"),
        };
        let luminance = |rgb: [u8; 3]| {
            let linear = rgb.map(|part| {
                let part = f64::from(part) / 255.0;
                if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
            });
            0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
        };
        let theme = Theme::new(ThemeName::Auto);
        let sides = ["red", "green", "yellow", "blue", "magenta", "cyan", "white", "#ffff00"];
        let mut styles: Vec<Style> = sides.iter().map(|name| theme.side(Some(name))).collect();
        styles.extend([theme.text, theme.strong, theme.dim, theme.quote, theme.heading, theme.active, theme.rule]);
        styles.extend([theme.cursor, theme.cursor_away, theme.hit, theme.caution, theme.bar, theme.bar_all, theme.key]);
        for style in styles {
            assert!(style.bg.is_none_or(|colour| colour == Color::Reset), "{style:?}");
            if let Some(colour) = style.fg.filter(|colour| *colour != Color::Reset) {
                let own = luminance(rgb(colour));
                let contrast = (1.05 / (own + 0.05)).min((own + 0.05) / 0.05);
                assert!(contrast >= 3.0, "{colour:?}: {contrast:.1}");
            }
        }
    }

    #[test]
    fn auto_follows_the_background_and_others_do_not() {
        assert_eq!(ThemeName::Auto.on(None), ThemeName::Auto);
        assert_eq!(ThemeName::Auto.on(Some(Background::Light)), ThemeName::Light);
        assert_eq!(ThemeName::Auto.on(Some(Background::Dark)), ThemeName::Dark);
        assert_eq!(ThemeName::Mono.on(Some(Background::Dark)), ThemeName::Mono);
    }
}
