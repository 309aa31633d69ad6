//! A descriptor of exported files: what CSV and JSON Lines hold, column by column.
//!
//! It follows the Data Package standard, version 2 (<https://datapackage.org>). It is made from the columns that CSV writes and
//! from the schema of the records that JSON Lines writes, so that it describes exactly what the program exports.

use std::io::{self, Write};

use any_ascii::any_ascii;
use serde_json::{Map, Value, json};

use super::columns::{COLUMNS, Cells, PROVENANCE};
use super::keys::KEYS;
use super::record::{EventRecord, QuoteRecord};
use super::{Export, Format};

/// `datapackage.json`.
pub(super) const DATA_PACKAGE: Format = Format {
    name: "datapackage",
    extension: "datapackage.json",
    help: "the type of every column of csv and jsonl (Data Package 2)",
    write,
    sheet: None,
};

/// The version of the standard.
const STANDARD: &str = "https://datapackage.org/profiles/2.0";

fn write(report: &Export<'_>, out: &mut dyn Write) -> io::Result<()> {
    let about = &report.index.dataset.about;
    let provenance = report.provenance();
    let mut package = Map::new();
    let mut add = |key: &str, value: Value| package.insert(key.to_owned(), value);
    add("$schema", json!(format!("{STANDARD}/datapackage.json")));
    add("name", json!(slug(&about.title)));
    add("title", json!(&*about.title));
    if let Some(description) = &about.description {
        add("description", json!(&**description));
    }
    if let Some(homepage) = &about.homepage {
        add("homepage", json!(&**homepage));
    }
    if let Some(version) = &about.version {
        add("version", json!(&**version));
    }
    add("created", json!(provenance.exported));
    if let Some(license) = &about.license {
        add("licenses", json!([license_of(license)]));
    }
    if !about.curators.is_empty() {
        let curators = about.curators.iter().map(|name| json!({ "title": &**name }));
        add("contributors", curators.collect());
    }
    // The standard allows properties of other names.
    add("provenance", serde_json::to_value(&provenance)?);
    add("resources", json!([csv(), json_lines()]));
    serde_json::to_writer_pretty(&mut *out, &package)?;
    out.write_all(b"\n")
}

/// Lower-case ASCII letters, digits and hyphens, as names of packages must be.
fn slug(title: &str) -> String {
    let ascii = any_ascii(title).to_lowercase();
    let words: Vec<&str> = ascii.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if words.is_empty() { "dataset".into() } else { words.join("-") }
}

/// A licence by its name, in which only some characters are allowed.
fn license_of(license: &str) -> Value {
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
    let name: String = license.chars().map(|c| if allowed(c) { c } else { '-' }).collect();
    json!({ "name": name, "title": license })
}

/// The file that `export -f csv` writes.
fn csv() -> Value {
    let columns = COLUMNS.iter().map(|column| field(column.name, column.cells, column.help));
    let fields: Vec<Value> = columns.chain(keys()).chain(provenance()).collect();
    json!({
        "name": "records",
        "type": "table",
        "path": "records.csv",
        "title": "Events and quotes in one flat table",
        "description": "Written by `demarche export -f csv -o records.csv`. A text that a spreadsheet could take for a formula \
                        has an apostrophe before it.",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": { "delimiter": ",", "lineTerminator": "\r\n", "quoteChar": "\"", "doubleQuote": true, "header": true },
        "schema": { "fields": fields, "primaryKey": ["id"], "missingValues": [""] },
    })
}

/// The columns by which SQL selects, in both files.
fn keys() -> impl Iterator<Item = Value> {
    KEYS.iter().map(|column| field(column.name, column.cells, column.help))
}

/// The last columns of both files.
fn provenance() -> impl Iterator<Item = Value> {
    PROVENANCE.iter().map(|column| field(column.name, column.cells, column.help))
}

fn field(name: &str, cells: Cells, help: &str) -> Value {
    let base = |kind: &str| json!({ "name": name, "type": kind, "description": help });
    let with = |mut field: Value, key: &str, value: Value| {
        field[key] = value;
        field
    };
    match cells {
        Cells::Text => base("string"),
        Cells::Words(words) => with(base("string"), "constraints", json!({ "enum": words() })),
        // The profiles of version 2.0 do not have the type "list" that the text of the standard describes.
        Cells::List(separator) => {
            let help = format!("{help}; several are separated by `{separator}`");
            with(base("string"), "description", json!(help))
        }
        Cells::Time => base("datetime"),
        Cells::Integer => base("integer"),
        Cells::Flag => with(base("boolean"), "trueValues", json!(["yes"])),
    }
}

/// The keys of JSON Lines, each with the type that DuckDB reads it as.
pub(super) fn json_types() -> Vec<(String, &'static str)> {
    let duckdb = |field: &Value| match field["type"].as_str() {
        Some("object" | "array" | "any") => "JSON",
        Some("boolean") => "BOOLEAN",
        _ => "VARCHAR",
    };
    json_fields().iter().map(|field| (field["name"].as_str().unwrap_or_default().to_owned(), duckdb(field))).collect()
}

/// The keys of JSON Lines.
fn json_fields() -> Vec<Value> {
    let mut fields = vec![json!({ "name": "type", "type": "string", "description": "Type of the record" })];
    for (record, schema) in
        [("Event", schemars::schema_for!(EventRecord)), ("Quote", schemars::schema_for!(QuoteRecord))]
    {
        let properties = schema.get("properties").and_then(Value::as_object).into_iter().flatten();
        for (name, property) in properties.filter(|(name, _)| KEYS.iter().all(|column| column.name != *name)) {
            let help = property["description"].as_str().unwrap_or_default();
            let help = format!("{record}: {help}");
            match fields.iter_mut().find(|field| field["name"] == name.as_str()) {
                Some(field) => {
                    let both = format!("{} {help}", field["description"].as_str().unwrap_or_default());
                    field["description"] = json!(both);
                    if field["type"] != json_type(property) {
                        field["type"] = json!("any");
                    }
                }
                None => fields.push(json!({ "name": name, "type": json_type(property), "description": help })),
            }
        }
    }
    for field in &mut fields {
        let column = COLUMNS.iter().find(|column| field["name"] == column.name);
        if let Some(Cells::Words(words)) = column.map(|column| column.cells) {
            field["constraints"] = json!({ "enum": words() });
        }
    }
    fields.extend(keys().chain(provenance()));
    fields
}

/// The file that `export -f jsonl` writes.
fn json_lines() -> Value {
    let fields = json_fields();
    let names: Vec<Value> = fields.iter().map(|field| field["name"].clone()).collect();
    json!({
        "name": "records-jsonl",
        "type": "table",
        "path": "records.jsonl",
        "title": "Events and quotes with all fields",
        "description": "Written by `demarche export -f jsonl -o records.jsonl`. `demarche schema export` prints the schema of \
                        what is inside objects and arrays. Empty keys are omitted.",
        "format": "jsonl",
        "mediatype": "application/jsonl",
        "encoding": "utf-8",
        // The property of the standard, and the one that Frictionless reads.
        "dialect": { "itemType": "object", "itemKeys": names, "json": { "keys": names } },
        "schema": { "fields": fields },
    })
}

/// The type of a key of a record. Keys that are not plain values are structures.
fn json_type(property: &Value) -> &str {
    let kind = &property["type"];
    let kind = kind.as_array().and_then(|kinds| kinds.iter().find(|kind| *kind != "null")).unwrap_or(kind);
    kind.as_str().unwrap_or("object")
}
