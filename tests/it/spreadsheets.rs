//! No cell of a CSV export is a formula, read by other programs with any usual separator.

use std::path::Path;
use std::process::Command;

use crate::support::program::{left_out, stdout};

/// Texts of which a part is a formula for a spreadsheet with some separator.
const TEXTS: &[&str] = &[
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "＝1+1",
    "＋1+1",
    "－1+1",
    "＠SUM(1)",
    " \u{a0}\u{3000}=1+1",
    "\u{feff}=1+1",
    "\u{200b}\u{2060}=1+1",
    "\t=1+1",
    "\r=1+1",
    "a\n=1+1",
    "a\r\n=1+1\n+1+1",
    "a\t=1+1\t",
    "a;=1+1",
    "a; =1+1;-1+1",
    "a;\"=1+1\"",
    "a\";=1+1;\"",
    "\"=1+1\"",
    "\"\"=1+1\"\"",
    "a,=1+1",
    "a\",=1+1,\"",
    "=HYPERLINK(\"https://example.org/?\"&A1;\"x\")",
    "=cmd|' /C calc'!A0",
];

/// Writes a dataset with the texts as titles, summaries and quotes; exports it as a table of records and as a table of
/// quotes into this folder.
fn export_tables(folder: &Path) -> Vec<String> {
    let mut toml = "[dataset]\ntitle = \"=1+1;=1+1\"\n[person.p]\nname = \"+1+1\"\n".to_owned();
    for text in TEXTS {
        let text = serde_json::to_string(text).expect("JSON").replace('\u{feff}', "\\ufeff");
        toml += &format!(
            "[[event]]\ntitle = {text}\nkind = \"talks\"\nwhen = 2025-01-01\nsummary = {text}\ntags = [\"@a\"]\n\
             [[quote]]\nspeaker = \"p\"\nwhen = 2025-01-01\ntext = {text}\n"
        );
    }
    let toml = toml.split("[[event]]").enumerate().map(|(nth, part)| match nth {
        0 => part.to_owned(),
        _ => format!("[[event]]\nid = \"e{nth}\"{part}"),
    });
    let data = folder.join("data.toml");
    std::fs::write(&data, toml.collect::<String>()).expect("written");
    let data = data.to_str().expect("UTF-8");
    let commands: [(&str, &[&str]); 2] =
        [("records.csv", &["export", data, "-f", "csv"]), ("quotes.csv", &["quotes", data, "-f", "csv"])];
    let tables = commands.map(|(name, args)| {
        let table = stdout(args);
        std::fs::write(folder.join(name), &table).expect("written");
        table
    });
    tables.into()
}

/// Whether a spreadsheet would evaluate the cell.
fn is_formula(cell: &str) -> bool {
    let text =
        cell.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{2060}'));
    text.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r'])
}

/// Checks the rows that a program has read.
fn assert_no_formulas(program: &str, rows: &[Vec<String>]) {
    assert!(rows.len() > TEXTS.len(), "{program} has read {} rows", rows.len());
    assert!(rows.iter().flatten().any(|cell| cell.contains("1+1")), "{program} has not read the texts");
    let formulas: Vec<&String> = rows.iter().flatten().filter(|cell| is_formula(cell)).collect();
    assert!(formulas.is_empty(), "{program}: {formulas:#?}");
}

#[test]
fn no_formulas_for_the_csv_crate() {
    let folder = tempfile::tempdir().expect("a folder");
    for table in export_tables(folder.path()) {
        for separator in [b',', b';', b'\t'] {
            let mut reader = csv::ReaderBuilder::new();
            reader.delimiter(separator).has_headers(false).flexible(separator != b',');
            let rows = reader.from_reader(table.as_bytes()).into_records().map(|row| row.expect("a row"));
            let rows: Vec<Vec<String>> = rows.map(|row| row.iter().map(ToOwned::to_owned).collect()).collect();
            assert_no_formulas(&format!("csv with {:?}", char::from(separator)), &rows);
            if separator == b',' {
                assert!(rows.iter().all(|row| row.len() == rows[0].len()));
            }
        }
    }
}

#[test]
fn no_formulas_for_python() {
    let folder = tempfile::tempdir().expect("a folder");
    let script = "import csv, json, sys\n\
                  with open(sys.argv[1], newline='', encoding='utf-8') as file:\n    \
                  json.dump(list(csv.reader(file, delimiter=sys.argv[2])), sys.stdout)\n";
    export_tables(folder.path());
    for table in ["records.csv", "quotes.csv"] {
        for separator in [",", ";", "\t"] {
            let run =
                Command::new("python3").arg("-c").arg(script).arg(folder.path().join(table)).arg(separator).output();
            let Ok(run) = run else {
                return left_out("python3");
            };
            assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
            let rows: Vec<Vec<String>> = serde_json::from_slice(&run.stdout).expect("rows");
            assert_no_formulas(&format!("Python with {separator:?}"), &rows);
        }
    }
}

#[test]
fn no_formulas_for_libreoffice() {
    let folder = tempfile::tempdir().expect("a folder");
    export_tables(folder.path());
    // A control: these are formulas.
    std::fs::write(folder.path().join("control.csv"), "a,b\r\n=1+1,\"=1+2\"\r\n").expect("written");
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.path().display());
    // Separators: comma, semicolon, tab, and all of them; quotation marks; UTF-8; from the first line; formulas evaluated.
    for separators in ["44", "59", "9", "44/59/9"] {
        let filter = format!("--infilter=CSV:{separators},34,76,1,,0,false,true,false,false,false,0,true");
        let run = Command::new("soffice")
            .args([&profile, "--headless", &filter, "--convert-to", "fods", "--outdir"])
            .args(["out", "records.csv", "quotes.csv", "control.csv"])
            .current_dir(folder.path())
            .output();
        let Ok(run) = run else {
            return left_out("LibreOffice");
        };
        let read = |name: &str| {
            let sheet = std::fs::read_to_string(folder.path().join("out").join(name));
            sheet.unwrap_or_else(|error| panic!("{name}: {error}: {}", String::from_utf8_lossy(&run.stderr)))
        };
        if separators.starts_with("44") {
            assert_eq!(read("control.fods").matches("table:formula=").count(), 2, "formulas are evaluated");
        }
        for table in ["records.fods", "quotes.fods"] {
            let sheet = read(table);
            assert!(sheet.contains("1+1"), "{table} has the texts");
            let formulas: Vec<&str> =
                sheet.match_indices("table:formula=").map(|(at, _)| &sheet[at..at + 80]).collect();
            assert!(formulas.is_empty(), "{table} with {separators}: {formulas:#?}");
        }
    }
}
