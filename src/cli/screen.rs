//! `demarche`: the screen.

use super::args::ScreenArgs;
use super::{Failure, Outcome, World};

pub(super) fn run(args: ScreenArgs, world: &mut World<'_>) -> Outcome {
    if !world.terminal {
        return Err(Failure::Usage(
            "the screen needs a terminal; `demarche list` prints the records, `demarche export` writes them".into(),
        ));
    }
    let _ = args;
    Ok(())
}
