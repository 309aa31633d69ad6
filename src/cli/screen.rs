//! `demarche`: the screen.

use super::args::ScreenArgs;
use super::{Failure, Outcome, World};
use crate::config::{Settings, ThemeName, file};
use crate::dataset::DataFiles;
use crate::model::Zone;
use crate::storage::{Storage, Stored};
use crate::tui::app::{self, Opening};
use crate::tui::keymap::KeyMap;
use crate::tui::runtime::{self, Ended, Start};

pub(super) fn run(args: ScreenArgs, world: &mut World<'_>) -> Outcome {
    if !world.terminal {
        let instead = "`demarche list` prints the records, `demarche export` writes them";
        return Err(Failure::Usage(format!("the screen needs a terminal; {instead}")));
    }
    if std::env::var_os("TERM").is_some_and(|term| term == "dumb") {
        return Err(Failure::Usage("the screen needs more than TERM=dumb; `demarche list` prints the records".into()));
    }
    let (settings, keys, mut notices) = settings(&args, world.colour);
    let data_args = args.data.iter().map(|path| path.display().to_string()).collect();
    let opening = Opening {
        query: args.query,
        view: args.view,
        as_of: args.as_of,
        since_known: args.since_known,
        lens: args.lens,
        sort: args.sort,
        zoom: args.zoom,
        latest_first: args.latest_first,
        threads: args.threads,
        no_context: args.no_context,
    };
    let storage = Storage::of_user();
    let queries = remembered(storage.queries(), "history", &mut notices);
    let saved = remembered(storage.views(), "saved views", &mut notices);
    let start = Start {
        files: DataFiles::new(args.data),
        mouse: settings.mouse,
        app: app::Start { opening, settings, keys, queries, saved, notices, data_args, clock: super::now },
        storage,
    };
    match runtime::run(start) {
        Ok(Ended::Quit) => Ok(()),
        // What a shell reports of a program that a signal ended.
        Ok(Ended::Signal(signal)) => Err(Failure::Signal(signal)),
        Err(error) => Err(Failure::Failed(error.to_string())),
    }
}

/// What is sound of a state file; the notices say what is not.
fn remembered<T>(stored: Result<Stored<T>, String>, what: &str, notices: &mut Vec<String>) -> Vec<T> {
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

/// Defaults, then the file, then the environment, then flags. A wrong file is told and the rest is used.
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
        notices.push(format!("in the configuration: {}; the default keys are used", fault.message));
        KeyMap::default()
    });
    (settings, keys, notices)
}
