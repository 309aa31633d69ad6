//! Where the output of a command goes: standard output, a file, or a device that a path names.

use std::io::{self, IsTerminal, Write};
use std::path::Path;

use super::{Failure, Outcome, World};
use crate::files::{self, SaveError};
use crate::sanitize;
use crate::selection::counted;

/// Writes an export of so many events and quotes. On a terminal, characters that it could take for commands are shown by
/// number; in a pipe the export is as it would be in a file.
pub(super) fn write(
    world: &mut World<'_>,
    output: Option<&Path>,
    overwrite: bool,
    (events, quotes): (usize, usize),
    produce: impl Fn(&mut dyn Write) -> io::Result<()>,
) -> Outcome {
    let Some(path) = output.filter(|path| *path != Path::new("-")) else {
        return if world.terminal { Ok(shown(&produce, world.out)?) } else { Ok(produce(world.out)?) };
    };
    if let Some(mut device) = files::stream(path).map_err(|error| not_saved(&error))? {
        if device.is_terminal() {
            shown(&produce, &mut device)?;
        } else {
            let mut device = io::BufWriter::new(device);
            produce(&mut device)?;
            device.flush()?;
        }
    } else {
        files::save(path, overwrite, |out| produce(out)).map_err(|error| not_saved(&error))?;
    }
    writeln!(world.err, "Wrote {} to {}", counted(events, quotes), sanitize::path(path))?;
    Ok(())
}

fn shown(produce: impl Fn(&mut dyn Write) -> io::Result<()>, terminal: &mut dyn Write) -> io::Result<()> {
    let mut text = Vec::new();
    produce(&mut text)?;
    terminal.write_all(sanitize::lines(&String::from_utf8_lossy(&text)).as_bytes())
}

/// Why a file was not written, with what can be done.
fn not_saved(error: &SaveError) -> Failure {
    match error {
        SaveError::Exists(_) => Failure::Failed(format!("{error}; use --force to overwrite it")),
        SaveError::Special(..) | SaveError::Io(..) => Failure::Failed(error.to_string()),
    }
}
