//! `demarche new`: create a commented starter dataset.

use super::args::NewArgs;
use super::{Failure, Outcome, World};
use crate::dataset::{schema::schema, starter};
use crate::diagnostic::io_reason;
use crate::export::{SaveError, save};

pub(super) fn run(args: &NewArgs, world: &mut World<'_>) -> Outcome {
    let failed =
        |error: std::io::Error| Failure::Failed(format!("cannot create {}: {}", args.dir.display(), io_reason(&error)));
    let schema = format!("{:#}\n", schema());
    let files: Vec<(&str, &str)> = starter::FILES.iter().copied().chain([(starter::SCHEMA, &*schema)]).collect();
    // Nothing is written if any of the files exists.
    for (name, _) in &files {
        let path = args.dir.join(name);
        if path.exists() {
            return Err(Failure::Failed(format!("{} already exists; choose another folder", path.display())));
        }
    }
    std::fs::create_dir_all(&args.dir).map_err(failed)?;
    for (name, text) in &files {
        save(&args.dir.join(name), false, |out| out.write_all(text.as_bytes()))
            .map_err(|error: SaveError| Failure::Failed(error.to_string()))?;
    }
    let dir = args.dir.display();
    writeln!(
        world.err,
        "Wrote {} files to {dir}. Check it with `demarche check --strict {dir}`, open it with `demarche {dir}`.",
        files.len()
    )?;
    Ok(())
}
