//! `demarche check`: all problems of a dataset.

use super::args::CheckArgs;
use super::{Env, Failure, Outcome};
use crate::dataset::{DataFiles, audit};
use crate::diagnostic::{Fault, Severity, report};
use crate::names::nearest;
use crate::workspace;

/// Maximum number of faults shown; the rest are counted.
const MAX_SHOWN: usize = 100;

pub(super) fn run(args: &CheckArgs, env: &mut Env<'_>) -> Outcome {
    let opened = workspace::open(&DataFiles::new(args.data.clone()), &|_| {});
    let dataset = &opened.index.dataset;
    let mut faults = opened.loaded.faults.clone();
    if args.strict {
        let warnings = faults.iter_mut().filter(|fault| fault.severity == Severity::Warning);
        warnings.for_each(|fault| fault.severity = Severity::Error);
    }
    if args.audit {
        faults.extend(audit::audit(dataset));
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
    for fault in faults.iter().take(MAX_SHOWN) {
        writeln!(env.out, "{}\n", report(fault, &opened.loaded.texts, env.colour))?;
    }
    if faults.len() > MAX_SHOWN {
        writeln!(env.out, "… and {} more", faults.len() - MAX_SHOWN)?;
    }
    env.out.flush()?;
    let records = crate::selection::counted(dataset.events.len(), dataset.quotes.len());
    writeln!(env.err, "{}{records} loaded", summary(&faults))?;
    if args.audit {
        writeln!(env.err, "{}", audit::summary(dataset))?;
    }
    let errors = faults.iter().any(|fault| fault.severity == Severity::Error);
    if errors { Err(Failure::Failed(String::new())) } else { Ok(()) }
}

/// `2 errors, 1 warning; `
fn summary(faults: &[Fault]) -> String {
    let count = |severity: Severity, one: &str| {
        let count = faults.iter().filter(|fault| fault.severity == severity).count();
        (count > 0).then(|| format!("{count} {one}{}", if count == 1 { "" } else { "s" }))
    };
    let parts = [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Note, "note")];
    let parts: Vec<String> = parts.into_iter().filter_map(|(severity, one)| count(severity, one)).collect();
    if parts.is_empty() { "no problems found; ".into() } else { format!("{}; ", parts.join(", ")) }
}
