//! The program itself in a terminal of 200×60: how soon it draws, how soon it shows rows, and its peak memory.

use std::io::{Read, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

use crate::limits::Limits;
use crate::table::Table;

/// Ends a frame (a synchronized update).
const END_OF_FRAME: &[u8] = b"\x1b[?2026l";
/// Longer than any load that is measured.
const TIMEOUT: Duration = Duration::from_secs(600);

/// Starts the program and waits for its rows.
pub(crate) fn measure(folder: &Path, limits: &Limits, table: &mut Table) {
    let size = PtySize { rows: 60, cols: 200, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_demarche"));
    command.arg(folder);
    for (name, value) in
        [("TERM", "xterm-256color"), ("XDG_CONFIG_HOME", "/nonexistent"), ("XDG_STATE_HOME", "/nonexistent")]
    {
        command.env(name, value);
    }
    let mut reader = pair.master.try_clone_reader().unwrap();
    let mut writer = pair.master.take_writer().unwrap();
    let start = Instant::now();
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let (mut buffer, mut output) = (vec![0; 1 << 16], Vec::new());
    let (mut screen, mut first) = (vt100::Parser::new(60.try_into().unwrap(), 200.try_into().unwrap(), 0), None);
    let rows = loop {
        let length = reader.read(&mut buffer).unwrap_or(0);
        assert!(length > 0 && start.elapsed() < TIMEOUT, "no rows: {}", screen.screen().contents());
        screen.process(&buffer[..length]);
        output.extend_from_slice(&buffer[..length]);
        if first.is_none() && memchr::memmem::find(&output, END_OF_FRAME).is_some() {
            first = Some(start.elapsed());
        }
        // The title of the dataset is in the header as soon as there is data.
        if screen.screen().contents().contains("Synthetic talks") && output.ends_with(END_OF_FRAME) {
            break start.elapsed();
        }
    };
    let status = child.process_id().map(|id| std::fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default());
    writer.write_all(b"q").unwrap();
    writer.flush().unwrap();
    while reader.read(&mut buffer).unwrap_or(0) > 0 {}
    child.wait().unwrap();
    let ms = |time: Duration| format!("{:.0}", time.as_secs_f64() * 1e3);
    table.add("start to first frame", ms(first.unwrap_or(rows)), "", "15");
    table.add(
        "start to rows",
        ms(rows),
        format!("{:.0} read, {:.0} JSON", limits.read, limits.json),
        "30 / 110 / 900 / 12000",
    );
    for (what, key, target) in [("peak memory", "VmHWM:", "4 × the files"), ("memory when loaded", "VmRSS:", "")] {
        let line = status.as_deref().and_then(|status| status.lines().find_map(|line| line.strip_prefix(key)));
        let kib: Option<f64> = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
        let measured = kib.map_or_else(String::new, |kib| {
            format!("{:.0} MB, {:.1} × the files", kib * 1.024e-3, kib * 1024.0 / limits.bytes as f64)
        });
        table.add(what, measured, "", target);
    }
}
