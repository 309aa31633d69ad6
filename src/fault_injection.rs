//! Failures that tests ask for by the variable `DEMARCHE_FAULT`, in debug builds alone: to see that the terminal is given back,
//! that errors are reported and that nothing is left behind.

/// Panics where a test asks for it.
pub(crate) fn panic_at(place: &str) {
    assert!(!asked(place), "injected fault: {place}");
}

/// Waits for a signal where a test asks for it.
pub(crate) fn block_at(place: &str) {
    while asked(place) {
        std::thread::park();
    }
}

fn asked(place: &str) -> bool {
    cfg!(debug_assertions) && std::env::var("DEMARCHE_FAULT").is_ok_and(|wanted| wanted == place)
}
