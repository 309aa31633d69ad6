//! Signals to terminate (SIGTERM, SIGHUP, SIGINT, SIGQUIT), stop (SIGTSTP) and continue (SIGCONT). They are recorded and
//! polled by the event loop, so that the terminal is restored first.

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

    /// How long the event loop has to exit by itself. If the terminal has disappeared, it may block in a read forever.
    const GRACE: Duration = Duration::from_secs(2);

    /// The signals received.
    pub(in crate::tui::runtime) struct Signals {
        end: Arc<AtomicUsize>,
        stop: Arc<AtomicBool>,
        resumed: Arc<AtomicBool>,
    }

    impl Signals {
        /// Installs the handlers.
        pub(in crate::tui::runtime) fn listen() -> io::Result<Self> {
            let received = Self { end: Arc::default(), stop: Arc::default(), resumed: Arc::default() };
            let mut signals = signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT])?;
            let end = Arc::clone(&received.end);
            std::thread::spawn(move || {
                if let Some(signal) = signals.forever().next() {
                    end.store(signal as usize, Ordering::SeqCst);
                    std::thread::sleep(GRACE);
                    restore_through_tty();
                    std::process::exit(128 + signal);
                }
            });
            signal_hook::flag::register(SIGTSTP, Arc::clone(&received.stop))?;
            signal_hook::flag::register(SIGCONT, Arc::clone(&received.resumed))?;
            Ok(received)
        }

        /// The signal to terminate, if one was received.
        pub(in crate::tui::runtime) fn termination(&self) -> Option<i32> {
            Some(self.end.load(Ordering::SeqCst) as i32).filter(|signal| *signal != 0)
        }

        /// Whether SIGTSTP was received since the last call.
        pub(in crate::tui::runtime) fn stop_requested(&self) -> bool {
            self.stop.swap(false, Ordering::SeqCst)
        }

        /// Whether SIGCONT was received since the last call. After SIGSTOP, which cannot be caught, the terminal may be in any
        /// mode.
        pub(in crate::tui::runtime) fn resumed(&self) -> bool {
            self.resumed.swap(false, Ordering::SeqCst)
        }
    }

    /// Stops the program until it is continued.
    pub(in crate::tui::runtime) fn stop() {
        // On failure the program just keeps running.
        let _ = signal_hook::low_level::emulate_default_handler(SIGTSTP);
    }
}

#[cfg(not(unix))]
pub(super) use other::{Signals, stop};

#[cfg(not(unix))]
mod other {
    use std::io;

    /// Signals are not supported on this platform.
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
