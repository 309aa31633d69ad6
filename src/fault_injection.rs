//! Failures that tests request with the environment variable `DEMARCHE_FAULT`, in debug builds only: to check that the
//! terminal is restored, that errors are reported and that no temporary files remain.

/// Panics if a test requests it.
pub(crate) fn panic_at(place: &str) {
    assert!(!requested(place), "injected fault: {place}");
}

/// Blocks until a signal arrives if a test requests it.
pub(crate) fn block_at(place: &str) {
    while requested(place) {
        std::thread::park();
    }
}

fn requested(place: &str) -> bool {
    cfg!(debug_assertions) && std::env::var("DEMARCHE_FAULT").is_ok_and(|value| value == place)
}
