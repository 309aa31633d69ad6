//! `demarche`: open the interactive screen.

use super::args::{ScreenArgs, not_a_command};
use super::{Env, Failure, Outcome};
use crate::config::{Settings, ThemeName, file};
use crate::dataset::DataFiles;
use crate::model::Zone;
use crate::storage::{Storage, Stored};
use crate::tui::app::{self, InitialView};
use crate::tui::keymap::KeyMap;
use crate::tui::runtime::{self, Ended, Start};

pub(super) fn run(args: ScreenArgs, env: &mut Env<'_>) -> Outcome {
    if let Some(message) = args.data.iter().find_map(|path| not_a_command(path)) {
        return Err(Failure::Usage(message));
    }
    if !env.terminal {
        return Err(Failure::Usage("stdout is not a terminal; use `demarche list` or `demarche export`".into()));
    }
    if std::env::var_os("TERM").is_some_and(|term| term == "dumb") {
        return Err(Failure::Usage("TERM=dumb is not supported; use `demarche list` or `demarche export`".into()));
    }
    let (settings, keys, mut notices) = settings(&args, env.colour);
    let data_args = args.data.iter().map(|path| path.display().to_string()).collect();
    let initial_view = InitialView {
        query: args.query,
        view: args.view,
        as_of: args.as_of,
        since_known: args.since_known,
        lens: args.lens,
        sort: args.sort,
        mode: args.shown.mode,
        narrow: args.shown.narrow,
        levels: args.shown.levels,
        pinned: args.shown.compare,
        zoom: args.zoom,
        latest_first: args.latest_first,
        threads: args.threads,
        no_context: args.no_context,
    };
    let storage = Storage::of_user();
    let queries = valid_items(storage.queries(), "history", &mut notices);
    let saved = valid_items(storage.views(), "saved views", &mut notices);
    let start = Start {
        files: DataFiles::new(args.data),
        mouse: settings.mouse,
        app: app::Start { initial_view, settings, keys, queries, saved, notices, data_args, clock: super::now },
        storage,
    };
    match runtime::run(start) {
        Ok(Ended::Quit) => Ok(()),
        Ok(Ended::Signal(signal)) => Err(Failure::Signal(signal)),
        Err(error) => Err(Failure::Failed(error.to_string())),
    }
}

/// The valid part of a state file; damage is added to the notices.
fn valid_items<T>(stored: Result<Stored<T>, String>, what: &str, notices: &mut Vec<String>) -> Vec<T> {
    match stored {
        Ok(stored) => {
            notices.extend(stored.damage.map(|damage| format!("{what} damaged: {damage}")));
            stored.items
        }
        Err(message) => {
            notices.push(message);
            Vec::new()
        }
    }
}

/// Settings from defaults, configuration file, environment and flags; later ones take precedence. Errors in the
/// file are added to the notices.
fn settings(args: &ScreenArgs, colour: bool) -> (Settings, KeyMap, Vec<String>) {
    let home = iana_time_zone::get_timezone().ok().and_then(|name| name.parse().ok()).map_or(Zone::UTC, Zone::Named);
    let (mut settings, notice) = file::load(Settings { home, ..Settings::default() });
    if !colour {
        settings.theme = ThemeName::Mono;
    }
    match args.theme {
        Some(theme) => settings.theme = theme,
        None if args.light => settings.theme = ThemeName::Light,
        None => {}
    }
    settings.ascii |= args.ascii;
    settings.mouse |= args.mouse;
    let mut notices = Vec::from_iter(notice);
    let keys = KeyMap::with(&settings.keys).unwrap_or_else(|fault| {
        notices.push(format!("configuration: {}; using the default keys", fault.message));
        KeyMap::default()
    });
    (settings, keys, notices)
}
