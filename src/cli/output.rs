//! Output of commands to stdout, a file or a device.

use std::io::{self, IsTerminal, Write};
use std::path::Path;

use super::{Env, Failure, Outcome};
use crate::files::{self, SaveError};
use crate::sanitize;
use crate::selection::counted;

/// Writes an export. `events` and `quotes` are the numbers of records, for the message. Control characters are escaped on a
/// terminal, but not in a pipe or a file.
pub(super) fn write(
    env: &mut Env<'_>,
    output: Option<&Path>,
    overwrite: bool,
    (events, quotes): (usize, usize),
    produce: impl Fn(&mut dyn Write) -> io::Result<()>,
) -> Outcome {
    let Some(path) = output.filter(|path| *path != Path::new("-")) else {
        return if env.terminal { Ok(write_escaped(&produce, env.out)?) } else { Ok(produce(env.out)?) };
    };
    if let Some(mut device) = files::stream(path).map_err(|error| save_failure(&error))? {
        if device.is_terminal() {
            write_escaped(&produce, &mut device)?;
        } else {
            let mut device = io::BufWriter::new(device);
            produce(&mut device)?;
            device.flush()?;
        }
    } else {
        files::save(path, overwrite, |out| produce(out)).map_err(|error| save_failure(&error))?;
    }
    writeln!(env.err, "Wrote {} to {}", counted(events, quotes), sanitize::path(path))?;
    Ok(())
}

fn write_escaped(produce: impl Fn(&mut dyn Write) -> io::Result<()>, terminal: &mut dyn Write) -> io::Result<()> {
    let mut text = Vec::new();
    produce(&mut text)?;
    terminal.write_all(sanitize::lines(&String::from_utf8_lossy(&text)).as_bytes())
}

/// Adds a suggestion to the error.
fn save_failure(error: &SaveError) -> Failure {
    match error {
        SaveError::Exists(_) => Failure::Failed(format!("{error}; use --force to overwrite it")),
        SaveError::Special(..) | SaveError::Io(..) => Failure::Failed(error.to_string()),
    }
}
