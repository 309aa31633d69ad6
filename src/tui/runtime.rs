//! The screen in a real terminal: the loop, and everything that reaches outside.
//!
//! * [`terminal`] — the terminal taken over, and given back whatever happens
//! * [`signals`] — requests to end or to stop
//! * [`outside`] — clipboard, browser, editor, files
//! * [`watch`] — changed files
//!
//! The loop sleeps until a key, a signal or the next look at the files; it draws only when something changed, and once for
//! all keys that came meanwhile.

mod effects;
mod signals;
mod terminal;
mod watch;

use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use crossterm::event::{self, Event, KeyEventKind, MouseButton, MouseEventKind};

use super::app::{App, Clock};
use super::effect::Effect;
use super::keys::KeyMap;
use super::ui;
use super::update::Input;
use super::views::Opening;
use crate::config::Settings;
use crate::dataset::DataFiles;
use crate::state::State;
use crate::workspace::{self, Workspace};
use signals::Signals;
use terminal::Terminal;
use watch::Watch;

/// What the screen is started with.
pub struct Start {
    /// The data.
    pub input: DataFiles,
    /// The query to begin with.
    pub query: String,
    /// The view to begin with, before the query narrows it.
    pub opening: Opening,
    /// What the person has chosen.
    pub settings: Settings,
    /// What is remembered from run to run.
    pub state: State,
    /// Which key does what.
    pub keys: KeyMap,
    /// What was wrong with the configuration.
    pub notice: Option<String>,
    /// Tells the time.
    pub clock: Clock,
}

/// How the screen ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// The person quit.
    Quit,
    /// A signal asked for it; the number is to be the program's end.
    Signal(i32),
}

/// So often the files are looked at.
const POLL: Duration = Duration::from_millis(500);
/// A load that takes no longer is not worth a progress display.
const GRACE: Duration = Duration::from_millis(40);
/// So often the progress of a load is drawn.
const PROGRESS: Duration = Duration::from_millis(60);

/// Opens the screen and stays until it is left.
pub fn run(start: &Start) -> io::Result<Ended> {
    let signals = Signals::listen()?;
    let loading = load(start.input.clone());
    let mut terminal = Terminal::take(start.settings.mouse)?;
    let mut typed_ahead = Vec::new();
    let Some(workspace) = wait_for(&loading, start, &signals, &mut terminal, &mut typed_ahead)? else {
        return Ok(signals.asked().map_or(Ended::Quit, Ended::Signal));
    };
    let mut app = app(workspace, start);
    let mut watch = Watch::new(&start.input);
    let mut reading: Option<Receiver<Loading>> = None;
    app.take(Input::Resize(terminal.size()?.0, terminal.size()?.1));
    let mut effects: Vec<Effect> = typed_ahead.into_iter().flat_map(|happening| app.take(happening)).collect();
    let mut draw = true;
    loop {
        if draw {
            terminal.draw(|frame| ui::draw(&app, frame))?;
        }
        let wait = match (effects.is_empty(), reading.is_some()) {
            (false, _) => Duration::ZERO,
            (true, true) => PROGRESS,
            (true, false) => POLL,
        };
        draw = event::poll(wait)?;
        if draw {
            // All that is waiting is taken before the screen is drawn once.
            while event::poll(Duration::ZERO)? {
                effects.extend(happening(event::read()?).map(|happening| app.take(happening)).unwrap_or_default());
                if effects.iter().any(|effect| matches!(effect, Effect::Quit | Effect::Suspend | Effect::Edit(_))) {
                    break;
                }
            }
        }
        if let Some(signal) = signals.asked() {
            return Ok(Ended::Signal(signal));
        }
        if signals.stopped() {
            effects.push(Effect::Suspend);
        }
        if reading.is_none() && watch.changed() {
            effects.push(Effect::Reload);
        }
        for effect in std::mem::take(&mut effects) {
            draw = true;
            match effect {
                Effect::Quit => return Ok(Ended::Quit),
                Effect::Suspend => {
                    terminal.lend(signals::stop)?;
                    let size = terminal.size()?;
                    app.take(Input::Resize(size.0, size.1));
                }
                Effect::Reload => reading = Some(load(start.input.clone())),
                effect => effects::perform(effect, &mut app, &mut terminal, &start.state)?,
            }
        }
        if let Some(workspace) = reading.as_ref().and_then(finished) {
            app.replace(workspace);
            reading = None;
            draw = true;
        }
    }
}

fn app(workspace: Workspace, start: &Start) -> App {
    let Workspace { index, loaded } = workspace;
    let args = match &start.input {
        DataFiles::Builtin => Vec::new(),
        DataFiles::Paths(paths) => paths.iter().map(|path| path.display().to_string()).collect(),
    };
    let mut app = App::new(index, start.settings.clone(), start.keys.clone(), &start.query, start.clock)
        .with_faults(loaded.faults, loaded.texts, loaded.left_out)
        .with_data_args(args)
        .with_remembered(start.state.queries(), start.state.views())
        .opened(&start.opening);
    app.notice(start.notice.clone());
    app
}

/// What a load tells while it goes on.
enum Loading {
    Share(f32),
    Done(Box<Workspace>),
}

/// Loads in the background.
fn load(input: DataFiles) -> Receiver<Loading> {
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        let progress = |share| {
            // Nobody listens any more when the program is being left.
            let _ = sender.send(Loading::Share(share));
        };
        let workspace = workspace::open(&input, &progress);
        let _ = sender.send(Loading::Done(Box::new(workspace)));
    });
    receiver
}

/// The workspace, if the load is done.
fn finished(loading: &Receiver<Loading>) -> Option<Workspace> {
    loading.try_iter().find_map(|news| match news {
        Loading::Done(workspace) => Some(*workspace),
        Loading::Share(_) => None,
    })
}

/// Waits for the first load. A load that takes long is shown, and can be left; other keys wait for the data.
fn wait_for(
    loading: &Receiver<Loading>,
    start: &Start,
    signals: &Signals,
    terminal: &mut Terminal,
    typed_ahead: &mut Vec<Input>,
) -> io::Result<Option<Workspace>> {
    let mut share = 0.0;
    let mut patience = GRACE;
    loop {
        match loading.recv_timeout(patience) {
            Ok(Loading::Done(workspace)) => return Ok(Some(*workspace)),
            Ok(Loading::Share(done)) => {
                share = done;
                continue;
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Err(io::Error::other("reading the data failed")),
        }
        patience = PROGRESS;
        terminal.draw(|frame| ui::draw_loading(share, start.settings.theme, start.settings.ascii, frame))?;
        while event::poll(Duration::ZERO)? {
            match happening(event::read()?) {
                Some(Input::Key(key)) if start.keys.action(key) == Some(super::action::Action::Quit) => {
                    return Ok(None);
                }
                Some(ahead @ (Input::Key(_) | Input::Paste(_))) => typed_ahead.push(ahead),
                _ => {}
            }
        }
        if signals.asked().is_some() {
            return Ok(None);
        }
    }
}

/// What a terminal event means for the state.
fn happening(event: Event) -> Option<Input> {
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
