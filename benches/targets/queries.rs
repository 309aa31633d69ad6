//! Evaluating queries, each kind of term by itself; and what follows from a selection.

use demarche::index::{Category, Index};
use demarche::model::when::Limit;
use demarche::model::{AnyId, TableName};
use demarche::query::{Context, FIELDS, FieldKey, Values, evaluate, parse, prepare};

use crate::table::{Table, Times, processor_ms, resident_mb};

/// How often each query is asked.
const TIMES: usize = 15;

/// Evaluates queries.
pub(crate) fn measure(index: &Index, table: &mut Table) {
    let dataset = &index.dataset;
    let first = |table| dataset.written_id(AnyId { table, index: 0 }).to_owned();
    let [person, party] = [TableName::Persons, TableName::Parties].map(first);
    let [topic, place] = [TableName::Topics, TableName::Places].map(first);
    let [proposal, source] = [TableName::Proposals, TableName::Sources].map(first);
    let version = dataset.proposals.iter().next().map(|(_, row)| format!("{}@{}", row.id, row.versions[0].id));
    let queries = [
        ("everything", String::new()),
        ("a frequent word", "ceasefire".to_owned()),
        ("a prefix of one letter", "s".to_owned()),
        ("a prefix of three letters", "sta".to_owned()),
        ("a phrase", "\"of the\"".to_owned()),
        ("regular expression", "/cease.?fire/".to_owned()),
        ("person:", format!("person:{person}")),
        ("person: by a prefix", "person:s".to_owned()),
        ("person: unknown", "person:shatuu".to_owned()),
        ("by:", format!("by:{person}")),
        ("with:", format!("with:{person}")),
        ("to:", format!("to:{person}")),
        ("for:", format!("for:{party}")),
        ("party:", format!("party:{party}")),
        ("mentions:", format!("mentions:{person}")),
        ("topic:", format!("topic:{topic}")),
        ("place:", format!("place:{place}")),
        ("proposal:", format!("proposal:{proposal}")),
        ("proposal: of a version", format!("proposal:{}", version.unwrap_or(proposal))),
        ("point:", "point:s".to_owned()),
        ("kind:", "kind:talks".to_owned()),
        ("status:", "status:cancelled".to_owned()),
        ("result:", "result:agreement".to_owned()),
        ("format:", "format:phone".to_owned()),
        ("outcome:", "outcome:s".to_owned()),
        ("stance:", "stance:rejects".to_owned()),
        ("stance: on a topic", format!("stance:rejects@{topic}")),
        ("act:", "act:threaten".to_owned()),
        ("channel:", "channel:briefing".to_owned()),
        ("fidelity:", "fidelity:verbatim".to_owned()),
        ("outlet:", "outlet:\"Fox News\"".to_owned()),
        ("lang:", "lang:ru".to_owned()),
        ("source:", format!("source:{source}")),
        ("class:", "class:official".to_owned()),
        ("sources:>1", "sources:>1".to_owned()),
        ("reliability:", "reliability:>=B".to_owned()),
        ("credibility:", "credibility:>=2".to_owned()),
        ("tag:", "tag:\"round 3\"".to_owned()),
        ("id:", "id:e7".to_owned()),
        ("id: unknown", "id:e7x".to_owned()),
        ("in:", "in:2020-05".to_owned()),
        ("since:", "since:2020".to_owned()),
        ("until:", "until:2020".to_owned()),
        ("within:", "within:2020-05".to_owned()),
        ("range", "2019-01-01..2020-06-30".to_owned()),
        ("last:", "last:3m".to_owned()),
        ("reported:", "reported:2020-05-05".to_owned()),
        ("several", format!("person:{person} topic:{topic} since:2018 not ceasefire")),
    ];
    let flags = words(FieldKey::Is).into_iter().chain(words(FieldKey::Has)).map(|query| (query.clone(), query));
    let queries = queries.into_iter().map(|(name, query)| (name.to_owned(), query)).chain(flags);
    for (name, query) in queries {
        let node = parse(&query).unwrap_or_else(|error| panic!("{}", error.report(&query)));
        // An unknown name is an error, for which the nearest names are searched.
        let evaluated = || evaluate(&node, &Context::new(index));
        // The first time is what a new word costs; afterwards it is known.
        let first = Times::repeat(1, evaluated);
        let times = format!("{first}, again {}", Times::repeat(TIMES, evaluated));
        let count =
            evaluated().map_or_else(|_| "error".to_owned(), |found| format!("{} records", found.records.count()));
        table.add(format!("query, {name}: {count}"), times, "", "");
    }
    for category in Category::ALL {
        // Built at the first use.
        let times = Times::repeat(1, || index.catalog(category).entries.len());
        table.add(format!("catalog of {category:?}"), times, "", "");
    }
    // What the program gathers on a thread of its own after a load, but for what the queries above have gathered.
    table.add("gather what first queries need", Times::repeat(1, || prepare(index)), "", "");
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
        let all = then.all().clone();
        Category::FACETS.map(|category| then.catalog(category).counts(&then, &all))
    };
    table.add("facets as of the next day", Times::repeat(TIMES, counts), "16 ms", "");
    let before = resident_mb();
    let kept: Vec<Index> = (0..20).map(|_| step()).collect();
    let each = (resident_mb() - before) / kept.len() as f64;
    table.add("memory of an index as of a day", format!("{each:.1} MB"), "", "");
}

/// A query for each word of a field.
fn words(key: FieldKey) -> Vec<String> {
    let field = FIELDS.iter().find(|field| field.key == key).unwrap();
    let Values::Words(words) = field.values else { panic!("{}: has no words", field.name) };
    words().into_iter().map(|word| format!("{}:{}", field.name, word.word)).collect()
}
