//! `demarche schema`: print the JSON Schema of the data format or of the JSON export.

use super::args::{SchemaArgs, SchemaOf};
use super::{Env, Outcome};

pub(super) fn run(args: &SchemaArgs, env: &mut Env<'_>) -> Outcome {
    let schema = match args.of {
        SchemaOf::Data => crate::dataset::schema::schema(),
        SchemaOf::Export => crate::export::schema(),
    };
    writeln!(env.out, "{schema:#}")?;
    Ok(())
}
