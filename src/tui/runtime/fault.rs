//! Failures injected by tests, to see that the terminal is given back and that the person is told.

/// Panics where a test asks for it; never in release builds.
pub(super) fn fault(place: &str) {
    let asked = cfg!(debug_assertions) && std::env::var("DEMARCHE_FAULT").is_ok_and(|wanted| wanted == place);
    assert!(!asked, "injected fault: {place}");
}
