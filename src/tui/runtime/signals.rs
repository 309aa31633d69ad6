//! Requests from outside to end (SIGTERM, SIGHUP, SIGINT, SIGQUIT), to stop (SIGTSTP) or to go on (SIGCONT), noted and asked for by the loop, so that
//! the terminal is given back first.

#[cfg(unix)]
pub(super) use unix::{Signals, stop};

#[cfg(unix)]
mod unix {
    use std::io;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

    use std::time::Duration;

    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};

    use crate::tui::runtime::terminal::restore_through_tty;

    /// So long the loop has for ending by itself. A terminal that is gone can keep it reading nothing for ever.
    const GRACE: Duration = Duration::from_secs(2);

    /// What was asked for since the start.
    pub(in crate::tui::runtime) struct Signals {
        end: Arc<AtomicUsize>,
        stop: Arc<AtomicBool>,
        resumed: Arc<AtomicBool>,
    }

    impl Signals {
        /// Begins to listen.
        pub(in crate::tui::runtime) fn listen() -> io::Result<Self> {
            let signals = Self { end: Arc::default(), stop: Arc::default(), resumed: Arc::default() };
            let mut asked = signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT])?;
            let end = Arc::clone(&signals.end);
            std::thread::spawn(move || {
                if let Some(signal) = asked.forever().next() {
                    end.store(signal as usize, Ordering::SeqCst);
                    std::thread::sleep(GRACE);
                    restore_through_tty();
                    std::process::exit(128 + signal);
                }
            });
            signal_hook::flag::register(SIGTSTP, Arc::clone(&signals.stop))?;
            signal_hook::flag::register(SIGCONT, Arc::clone(&signals.resumed))?;
            Ok(signals)
        }

        /// The signal that asked for the end, if one did.
        pub(in crate::tui::runtime) fn termination(&self) -> Option<i32> {
            Some(self.end.load(Ordering::SeqCst) as i32).filter(|signal| *signal != 0)
        }

        /// Whether the program was asked to stop since the last time this was asked.
        pub(in crate::tui::runtime) fn stop_requested(&self) -> bool {
            self.stop.swap(false, Ordering::SeqCst)
        }

        /// Whether the program was continued since the last time this was asked: after SIGSTOP, which no program can notice,
        /// the terminal may be in any mode.
        pub(in crate::tui::runtime) fn resumed(&self) -> bool {
            self.resumed.swap(false, Ordering::SeqCst)
        }
    }

    /// Stops the program until it is continued.
    pub(in crate::tui::runtime) fn stop() {
        // The default for the signal is to stop; a failure leaves the program running, which is no harm.
        let _ = signal_hook::low_level::emulate_default_handler(SIGTSTP);
    }
}

#[cfg(not(unix))]
pub(super) use other::{Signals, stop};

#[cfg(not(unix))]
mod other {
    use std::io;

    /// Nothing is asked for by signals here.
    pub(in crate::tui::runtime) struct Signals;

    impl Signals {
        pub(in crate::tui::runtime) fn listen() -> io::Result<Self> {
            Ok(Self)
        }

        pub(in crate::tui::runtime) fn termination(&self) -> Option<i32> {
            None
        }

        pub(in crate::tui::runtime) fn stop_requested(&self) -> bool {
            false
        }

        pub(in crate::tui::runtime) fn resumed(&self) -> bool {
            false
        }
    }

    pub(in crate::tui::runtime) fn stop() {}
}
