//! The screen in a real terminal: the loop, and everything that reaches outside.
//!
//! * [`terminal`] — the terminal taken over, and given back whatever happens
//! * [`signals`] — requests to end or to stop
//! * [`effects`] — clipboard, browser, editor, files
//! * [`load`] — the data read in the background
//! * [`watch`] — changed files
//!
//! The loop sleeps until an input, a signal or the next look at the files; it draws only when something changed, and once for
//! all inputs that came meanwhile.

mod effects;
mod load;
mod signals;
mod terminal;
mod watch;

use std::io;
use std::time::Duration;

use crossterm::event::{self, Event, KeyEventKind, MouseButton, MouseEventKind};

use super::app::{self, App, Input};
use super::effect::Effect;
use super::ui::screen::draw;
use crate::dataset::DataFiles;
use crate::fault_injection::panic_at;
use crate::storage::Storage;
use load::Load;
use signals::Signals;
use terminal::Terminal;
use watch::Watch;

/// What the screen is started with.
pub struct Start {
    /// The data.
    pub files: DataFiles,
    /// Everything that the state begins with.
    pub app: app::Start,
    /// What is remembered from run to run.
    pub storage: Storage,
    /// Whether the mouse is listened to.
    pub mouse: bool,
}

/// How the screen ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// The person quit.
    Quit,
    /// A signal asked for it; the number is to be the program's exit status.
    Signal(i32),
}

/// How often the files are looked at.
const POLL: Duration = Duration::from_millis(500);
/// How long it is waited for further input before a frame is drawn. Not zero: the input crate then looks at nothing.
const DRAIN: Duration = Duration::from_micros(200);
/// How often the loop looks for news of a load.
const LOADING: Duration = Duration::from_millis(20);
/// A first load that takes no longer is not worth a picture of its progress.
const GRACE: Duration = Duration::from_millis(40);

/// Opens the screen and stays until it is left.
pub fn run(start: Start) -> io::Result<Ended> {
    let signals = Signals::listen()?;
    // Before the first load, so that a file that changes during it is noticed.
    let mut watch = Watch::new(&start.files);
    let mut terminal = Terminal::take(start.mouse)?;
    let mut load = Some(Load::start(start.files.clone())?);
    let mut app = App::new(start.app);
    let (width, height) = terminal.size()?;
    let mut effects = app.update(Input::Resize(width, height));
    if let Some(input) = load.as_ref().and_then(|load| load.wait(GRACE)) {
        load = None;
        effects.extend(app.update(input));
    }
    let mut changed = true;
    loop {
        if changed {
            terminal.draw(|frame| {
                draw(&app, frame);
                panic_at("draw");
            })?;
        }
        let wait = match (effects.is_empty(), load.is_some()) {
            (false, _) => Duration::ZERO,
            (true, true) => LOADING,
            (true, false) => POLL,
        };
        changed = event::poll(wait)?;
        if changed {
            effects.extend(read_inputs(&mut app)?);
        }
        if let Some(signal) = signals.asked() {
            return Ok(Ended::Signal(signal));
        }
        if signals.stopped() {
            effects.extend(app.suspend());
        }
        if signals.continued() {
            terminal.retake()?;
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
                    // The terminal is taken again already.
                    signals.continued();
                    let (width, height) = terminal.size()?;
                    effects.extend(app.update(Input::Resize(width, height)));
                }
                Effect::Reload => load = Some(Load::start(start.files.clone())?),
                effect => {
                    let done = effects::perform(effect, &app, &mut terminal, &start.storage)?;
                    effects.extend(done.into_iter().flat_map(|done| app.update(Input::Done(done))));
                }
            }
        }
        while let Some(input) = load.as_ref().and_then(Load::next) {
            changed = true;
            if matches!(input, Input::Loaded(_) | Input::LoadFailed(_)) {
                load = None;
            }
            effects.extend(app.update(input));
        }
    }
}

/// Takes all inputs that wait, before the screen is drawn once; what leaves the screen ends that.
fn read_inputs(app: &mut App) -> io::Result<Vec<Effect>> {
    let mut effects = Vec::new();
    while event::poll(DRAIN)? {
        effects.extend(input(event::read()?).map(|input| app.update(input)).unwrap_or_default());
        if effects.iter().any(|effect| matches!(effect, Effect::Quit | Effect::Suspend | Effect::Edit(_))) {
            break;
        }
    }
    Ok(effects)
}

/// What a terminal event means for the screen.
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
