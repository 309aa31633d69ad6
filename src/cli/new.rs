//! `demarche new`: create a commented starter dataset.

use super::args::NewArgs;
use super::{Env, Failure, Outcome};
use crate::dataset::{schema::schema, starter};
use crate::files::{SaveError, io_reason, save_all};
use crate::sanitize;

pub(super) fn run(args: &NewArgs, env: &mut Env<'_>) -> Outcome {
    let failed = |error: std::io::Error| {
        Failure::Failed(format!("cannot create {}: {}", sanitize::path(&args.dir), io_reason(&error)))
    };
    let schema = format!("{:#}\n", schema());
    let files: Vec<(&str, &str)> = starter::FILES.iter().copied().chain([(starter::SCHEMA, &*schema)]).collect();
    std::fs::create_dir_all(&args.dir).map_err(failed)?;
    save_all(&args.dir, &files).map_err(|error| match error {
        SaveError::Exists(_) => Failure::Failed(format!("{error}; choose another folder")),
        SaveError::Special(..) | SaveError::Io(..) => Failure::Failed(error.to_string()),
    })?;
    let dir = sanitize::path(&args.dir);
    writeln!(
        env.err,
        "Wrote {} files to {dir}. Check it with `demarche check --strict {dir}`, open it with `demarche {dir}`.",
        files.len()
    )?;
    Ok(())
}
