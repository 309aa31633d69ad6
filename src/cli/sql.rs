//! `demarche sql`: print a query as SQL for exported records.

use super::args::SqlArgs;
use super::{Env, Failure, Outcome, reject_errors};
use crate::dataset::DataFiles;
use crate::export::sql::{Input, statement};
use crate::query::{Context, parse, sql};
use crate::{sanitize, workspace};

pub(super) fn run(args: &SqlArgs, env: &mut Env<'_>) -> Outcome {
    let usage = |error: crate::query::QueryError| Failure::Usage(error.report(&args.query));
    let query = parse(&args.query).map_err(usage)?;
    let workspace = workspace::open(&DataFiles::new(args.data.clone()), &|_| {});
    reject_errors(&workspace.loaded, args.lenient, env)?;
    let context = Context::new(&workspace.index);
    let condition = sql::condition(&query, &context).map_err(usage)?;
    for meaning in context.take_meanings() {
        writeln!(env.err, "{}", sanitize::line(&meaning.sentence()))?;
    }
    let text = statement(&condition, &Input::parse(&args.from), &args.select);
    let text = if env.terminal { sanitize::lines(&text) } else { text.into() };
    Ok(env.out.write_all(text.as_bytes())?)
}
