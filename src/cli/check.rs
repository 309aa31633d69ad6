//! `demarche check`: all problems of a dataset.

use super::args::CheckArgs;
use super::{Env, Failure, Outcome};
use crate::audit;
use crate::dataset::DataFiles;
use crate::diagnostic::{Fault, Severity, report};
use crate::names::nearest;
use crate::prose;
use crate::workspace;

/// Maximum number of faults shown without `--all`; the rest are counted.
const MAX_SHOWN: usize = 100;

pub(super) fn run(args: &CheckArgs, env: &mut Env<'_>) -> Outcome {
    let opened = workspace::open(&DataFiles::new(args.data.clone()), &|_| {});
    let dataset = &opened.index.dataset;
    let mut faults = opened.loaded.faults.clone();
    if args.strict {
        let warnings = faults.iter_mut().filter(|fault| fault.severity == Severity::Warning);
        warnings.for_each(|fault| fault.severity = Severity::Error);
    }
    if let Some(name) = &args.without {
        let Some(source) = dataset.sources.find(name) else {
            let near = nearest(name, dataset.sources.iter().map(|(_, source)| &*source.id), 3);
            let meant = if near.is_empty() {
                String::new()
            } else {
                format!("; did you mean {}?", crate::diagnostic::either(&near))
            };
            return Err(Failure::Usage(format!("error: unknown source \"{}\"{meant}", crate::sanitize::line(name))));
        };
        faults.extend(audit::without(dataset, source));
    }
    let shown = if args.all { faults.len() } else { MAX_SHOWN.min(faults.len()) };
    for fault in &faults[..shown] {
        writeln!(env.out, "{}\n", report(fault, &opened.loaded.texts, env.colour))?;
    }
    if shown < faults.len() {
        writeln!(env.out, "… and {} more, which --all shows\n", faults.len() - shown)?;
    }
    if args.audit {
        let sections = audit::audit(&opened.index).map_err(|error| Failure::Failed(error.sentence()))?;
        write!(env.out, "{}", audit::table(&sections))?;
    }
    env.out.flush()?;
    let records = crate::selection::counted(dataset.events.len(), dataset.quotes.len());
    writeln!(env.err, "{}{records} loaded", summary(&faults))?;
    let errors = faults.iter().any(|fault| fault.severity == Severity::Error);
    if errors { Err(Failure::Failed(String::new())) } else { Ok(()) }
}

/// `2 errors, 1 warning; `
fn summary(faults: &[Fault]) -> String {
    let count = |severity: Severity, one: &str| {
        let count = faults.iter().filter(|fault| fault.severity == severity).count();
        (count > 0).then(|| prose::count(count, one))
    };
    let parts = [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Note, "note")];
    let parts: Vec<String> = parts.into_iter().filter_map(|(severity, one)| count(severity, one)).collect();
    if parts.is_empty() { "no problems found; ".into() } else { format!("{}; ", parts.join(", ")) }
}
