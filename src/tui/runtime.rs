//! The event loop and all side effects.
//!
//! * [`terminal`] — claims the terminal, and restores it in every case
//! * [`signals`] — signals to terminate, stop and continue
//! * [`effects`] — clipboard, browser, editor, files
//! * [`background`] — asks the terminal for its background colour
//! * [`load`] — loads data in the background, and indexes its words
//! * [`prepare`] — gathers what the first queries need
//! * [`watch`] — detects changed files
//!
//! The loop sleeps until there is input, a signal, or the time to poll the files. It draws only after changes, and once for
//! all pending input.

mod background;
mod effects;
mod load;
mod prepare;
mod signals;
mod terminal;
mod watch;

use std::io;
use std::time::{Duration, Instant};

use crossterm::event::{self, Event, KeyEventKind, MouseButton, MouseEventKind};

use super::app::{self, App, Input};
use super::effect::Effect;
use super::ui::screen::draw;
use crate::dataset::DataFiles;
use crate::fault_injection::panic_at;
use crate::storage::Storage;
use background::{Ask, Heard, Listener, can_ask, from_variable};
use load::Load;
use signals::Signals;
use terminal::Terminal;
use watch::Watch;

/// Everything needed at startup.
pub(crate) struct Start {
    /// The data.
    pub(crate) files: DataFiles,
    /// The start of the application.
    pub(crate) app: app::Start,
    /// The state folder.
    pub(crate) storage: Storage,
    /// Whether to capture the mouse.
    pub(crate) mouse: bool,
}

/// How the event loop ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ended {
    /// The user quit.
    Quit,
    /// By this signal.
    Signal(i32),
}

/// Interval at which files are polled for changes.
const POLL: Duration = Duration::from_millis(500);
/// How long to wait for more input before drawing. Not zero, because crossterm then does not read at all.
const DRAIN: Duration = Duration::from_micros(200);
/// How long to compute what is left for after the frame before looking for input again.
const PART: Duration = Duration::from_millis(2);
/// Interval at which a load in progress is polled.
const LOADING: Duration = Duration::from_millis(20);
/// No progress is shown for a first load of a small dataset that takes less time.
const GRACE: Duration = Duration::from_millis(40);
/// The size of a small dataset, in bytes. The first frame does not wait for a larger one.
const SMALL: u64 = 2 << 20;

/// Runs the screen until the user quits or a signal arrives.
pub(crate) fn run(start: Start) -> io::Result<Ended> {
    let signals = Signals::listen()?;
    // Before the first load, so that changes during it are noticed.
    let mut watch = Watch::new(&start.files);
    let mut terminal = Terminal::claim(start.mouse)?;
    let mut load = Some(Load::first(start.files.clone())?);
    let mut words = None;
    let mut app = App::new(start.app);
    let (width, height) = terminal.size()?;
    let mut effects = app.update(Input::Resize(width, height));
    let grace = if watch.bytes() > SMALL { Duration::ZERO } else { GRACE };
    if let Some(input) = load.as_ref().and_then(|load| load.wait(grace)) {
        load = None;
        effects.extend(app.update(input));
        prepare::start(&app)?;
    }
    let mut listener = None;
    if app.follows_background() {
        let guess = std::env::var("COLORFGBG").ok().and_then(|value| from_variable(&value));
        effects.extend(guess.map(|background| app.update(Input::Background(background))).unwrap_or_default());
        listener = can_ask(std::env::var("TERM").ok().as_deref()).then(Listener::default);
    }
    let mut asked = false;
    let mut changed = true;
    loop {
        if changed {
            terminal.draw(|frame| {
                draw(&app, frame);
                panic_at("draw");
            })?;
            // After the first frame, so that it is not delayed.
            if listener.is_some() && !std::mem::replace(&mut asked, true) {
                terminal.send(Ask)?;
            }
        }
        let wait = match (effects.is_empty(), app.is_pending(), load.is_some() || words.is_some()) {
            (false, ..) => Duration::ZERO,
            (true, true, _) => DRAIN,
            (true, false, true) => LOADING,
            (true, false, false) => POLL,
        };
        changed = event::poll(wait)?;
        if changed {
            effects.extend(read_inputs(&mut app, &mut listener)?);
        } else if app.is_pending() {
            // After the frame, in parts, and only while no key comes.
            let start = Instant::now();
            while app.is_pending() && !changed && start.elapsed() < PART {
                changed = app.settle_in_part();
            }
        }
        if let Some(signal) = signals.termination() {
            return Ok(Ended::Signal(signal));
        }
        if signals.stop_requested() {
            effects.extend(app.suspend());
        }
        if signals.resumed() {
            terminal.reclaim()?;
            changed = true;
        }
        panic_at("loop");
        if load.is_none() && watch.changed() {
            effects.push(Effect::Reload);
        }
        for effect in std::mem::take(&mut effects) {
            changed = true;
            match effect {
                Effect::Quit => return Ok(Ended::Quit),
                Effect::Fail(message) => return Err(io::Error::other(message)),
                Effect::Suspend => {
                    terminal.lend(signals::stop)?;
                    // The terminal has already been reclaimed.
                    signals.resumed();
                    let (width, height) = terminal.size()?;
                    effects.extend(app.update(Input::Resize(width, height)));
                }
                Effect::Reload => load = Some(Load::again(start.files.clone(), app.previous())?),
                Effect::IndexWords => words = Some(Load::words(app.whole())?),
                effect => {
                    let done = effects::perform(effect, &app, &mut terminal, &start.storage)?;
                    effects.extend(done.into_iter().flat_map(|done| app.update(Input::Done(done))));
                }
            }
        }
        for work in [&mut load, &mut words] {
            while let Some(input) = work.as_ref().and_then(Load::next) {
                changed = true;
                let is_data = matches!(input, Input::Loaded(_));
                if !matches!(input, Input::Loading(_)) {
                    *work = None;
                }
                effects.extend(app.update(input));
                if is_data {
                    prepare::start(&app)?;
                }
            }
        }
    }
}

/// Handles all pending input, up to an effect that leaves the screen.
fn read_inputs(app: &mut App, listener: &mut Option<Listener>) -> io::Result<Vec<Effect>> {
    let mut effects = Vec::new();
    while event::poll(DRAIN)? {
        let event = event::read()?;
        let heard = listener.as_mut().map_or_else(|| Heard::Events(vec![event.clone()]), |by| by.hear(event.clone()));
        let events = match heard {
            Heard::Events(events) => events,
            Heard::Answer(background) => {
                effects.extend(app.update(Input::Background(background)));
                *listener = None;
                continue;
            }
        };
        for input in events.into_iter().filter_map(input) {
            effects.extend(app.answer(input));
        }
        if effects.iter().any(|effect| matches!(effect, Effect::Quit | Effect::Suspend | Effect::Edit(_))) {
            break;
        }
    }
    Ok(effects)
}

/// Converts a terminal event.
fn input(event: Event) -> Option<Input> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => Some(Input::Key(key.into())),
        Event::Paste(text) => Some(Input::Paste(text)),
        Event::Resize(width, height) => Some(Input::Resize(width, height)),
        Event::Mouse(mouse) => match mouse.kind {
            MouseEventKind::Down(MouseButton::Left) => Some(Input::Click(mouse.column, mouse.row)),
            MouseEventKind::ScrollDown => Some(Input::Wheel(3)),
            MouseEventKind::ScrollUp => Some(Input::Wheel(-3)),
            _ => None,
        },
        _ => None,
    }
}
