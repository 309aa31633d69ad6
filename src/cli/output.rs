//! Output of commands to stdout, a file or a device.

use std::io::{self, IsTerminal, Write};
use std::path::Path;

use super::{Env, Failure, Outcome};
use crate::files::{self, SaveError};
use crate::sanitize;

/// Writes an export. `written` is what it contains, for the message. Control characters are escaped on a
/// terminal, but not in a pipe or a file.
pub(super) fn write(
    env: &mut Env<'_>,
    output: Option<&Path>,
    overwrite: bool,
    written: &str,
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
    writeln!(env.err, "Wrote {} to {}", written, sanitize::path(path))?;
    Ok(())
}

fn write_escaped(produce: impl Fn(&mut dyn Write) -> io::Result<()>, terminal: &mut dyn Write) -> io::Result<()> {
    let mut escaped = Escaped { terminal, line: Vec::new() };
    produce(&mut escaped)?;
    escaped.finish()
}

/// Escapes control characters line by line.
struct Escaped<'w> {
    terminal: &'w mut dyn Write,
    /// The line that is not complete yet.
    line: Vec<u8>,
}

impl Escaped<'_> {
    fn finish(mut self) -> io::Result<()> {
        self.write_lines(self.line.len())
    }

    /// Writes the first bytes, which are whole lines.
    fn write_lines(&mut self, end: usize) -> io::Result<()> {
        self.terminal.write_all(sanitize::lines(&String::from_utf8_lossy(&self.line[..end])).as_bytes())?;
        self.line.drain(..end);
        Ok(())
    }
}

impl Write for Escaped<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.line.extend_from_slice(bytes);
        if let Some(last) = bytes.iter().rposition(|byte| *byte == b'\n') {
            self.write_lines(self.line.len() - bytes.len() + last + 1)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.terminal.flush()
    }
}

/// Adds a suggestion to the error.
fn save_failure(error: &SaveError) -> Failure {
    match error {
        SaveError::Exists(_) => Failure::Failed(format!("{error}; use --force to overwrite it")),
        SaveError::Special(..) | SaveError::Io(..) => Failure::Failed(error.to_string()),
    }
}
