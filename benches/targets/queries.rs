//! Evaluating queries, each kind of term by itself; and what follows from a selection.

use demarche::index::{Bits, Category, Index};
use demarche::model::when::Limit;
use demarche::model::{AnyId, TableName};
use demarche::query::{Context, evaluate, parse};

use crate::table::{Table, Times, processor_ms, resident_mb};

/// How often each query is asked.
const TIMES: usize = 15;

/// Evaluates queries.
pub(crate) fn measure(index: &Index, table: &mut Table) {
    let first = |table| index.dataset.written_id(AnyId { table, index: 0 });
    let [person, party] = [TableName::Persons, TableName::Parties].map(first);
    let [topic, place] = [TableName::Topics, TableName::Places].map(first);
    let queries = [
        ("everything", String::new()),
        ("a frequent word", "ceasefire".to_owned()),
        ("a prefix of one letter", "s".to_owned()),
        ("a prefix of three letters", "sta".to_owned()),
        ("a phrase", "\"of the\"".to_owned()),
        ("regular expression", "/cease.?fire/".to_owned()),
        ("person:", format!("person:{person}")),
        ("with:", format!("with:{person}")),
        ("party:", format!("party:{party}")),
        ("mentions:", format!("mentions:{person}")),
        ("topic:", format!("topic:{topic}")),
        ("place:", format!("place:{place}")),
        ("kind:", "kind:talks".to_owned()),
        ("stance:", "stance:rejects".to_owned()),
        ("channel:", "channel:briefing".to_owned()),
        ("since:", "since:2020".to_owned()),
        ("in:", "in:2020-05".to_owned()),
        ("range", "2019-01-01..2020-06-30".to_owned()),
        ("last:", "last:3m".to_owned()),
        ("reported:", "reported:2020-05-05".to_owned()),
        ("is:quote", "is:quote".to_owned()),
        ("has:claim", "has:claim".to_owned()),
        ("sources:>1", "sources:>1".to_owned()),
        ("reliability:", "reliability:>=B".to_owned()),
        ("tag:", "tag:\"round 3\"".to_owned()),
        ("id:", "id:e7".to_owned()),
        ("several", format!("person:{person} topic:{topic} since:2018 not ceasefire")),
    ];
    for (name, query) in queries {
        let node = parse(&query).unwrap_or_else(|error| panic!("{}", error.report(&query)));
        let evaluated =
            || evaluate(&node, &Context::new(index)).unwrap_or_else(|error| panic!("{}", error.report(&query)));
        // The first time is what a new word costs; afterwards it is known.
        let first = Times::repeat(1, evaluated);
        let times = format!("{first}, again {}", Times::repeat(TIMES, evaluated));
        let count = evaluate(&node, &Context::new(index)).unwrap().records.count();
        table.add(format!("query, {name}: {count} records"), times, "", "");
    }
    for category in Category::ALL {
        // Built at the first use.
        let times = Times::repeat(1, || index.catalog(category).entries.len());
        table.add(format!("catalog of {category:?}"), times, "", "");
    }
    as_of(index, table);
}

/// Steps from day to day.
fn as_of(index: &Index, table: &mut Table) {
    // The first day of all asks when each record became known.
    let mut day = 18_383;
    let mut step = || {
        day += 1;
        index.as_of(Limit::civil(day * 86_400))
    };
    let first = Times::repeat(1, &mut step);
    let before = processor_ms();
    let next = Times::repeat(TIMES, &mut step);
    let all_cores = (processor_ms() - before) / TIMES as f64;
    let times = format!("{first}, each next day {next}, {all_cores:.0} of all cores");
    table.add("index as of a day in 2020", times, "16 ms", "");
    let node = parse("ceasefire").expect("a word");
    let ask = || evaluate(&node, &Context::new(&step())).expect("an answer");
    table.add("a frequent word as of the next day", Times::repeat(TIMES, ask), "16 ms", "");
    let counts = || {
        let then = step();
        let all = Bits::all(then.len());
        Category::FACETS.map(|category| then.catalog(category).counts(&then, &all))
    };
    table.add("facets as of the next day", Times::repeat(TIMES, counts), "16 ms", "");
    let before = resident_mb();
    let kept: Vec<Index> = (0..20).map(|_| step()).collect();
    let each = (resident_mb() - before) / kept.len() as f64;
    table.add("memory of an index as of a day", format!("{each:.1} MB"), "", "");
}
