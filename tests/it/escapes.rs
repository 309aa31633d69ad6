//! Escaping in Markdown and CSV.

use crate::support::csv::CsvTable;
use crate::support::files::DataFile;
use crate::support::program::stdout;

/// The output of a command for a dataset with this text.
fn output(text: &str, args: &[&str]) -> String {
    let file = DataFile::new(text);
    stdout(&[&args[..1], &[file.path()], &args[1..]].concat())
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\t', "\\t").replace('\r', "\\r"))
}

#[test]
fn markdown_syntax_is_escaped() {
    for (title, written) in [
        ("1. First", "1\\. First"),
        ("12) Twelfth", "12\\) Twelfth"),
        ("2025 was 1. of", "2025 was 1. of"),
        ("1 thing", "1 thing"),
        ("- dash", "\\- dash"),
        ("+ plus", "\\+ plus"),
        ("= equals", "\\= equals"),
        ("a - b + c = d", "a - b + c = d"),
        ("# hash", "\\# hash"),
        ("a # b", "a \\# b"),
        ("> quote", "\\> quote"),
        ("*bold* _it_", "\\*bold\\* \\_it\\_"),
        ("`code`", "\\`code\\`"),
        ("[link](x)", "\\[link\\](x)"),
        ("<b>&amp;</b>", "\\<b\\>\\&amp;\\</b\\>"),
        ("a|b ~c~ $d$", "a\\|b \\~c\\~ \\$d\\$"),
        ("{x}", "\\{x\\}"),
        ("back\\slash", "back\\\\slash"),
        ("plain, “quoted” — text!", "plain, “quoted” — text!"),
    ] {
        let text =
            format!("[dataset]\ntitle = \"T\"\n[[event]]\nid = \"e\"\ntitle = {}\nkind = \"talks\"\n", quoted(title));
        let brief = output(&text, &["export", "-f", "markdown"]);
        let line = brief.lines().find_map(|line| line.strip_prefix("### ")).expect("a title");
        assert_eq!(line, written, "{title}");
    }
}

#[test]
fn multi_line_quote_is_one_block() {
    let text = "[dataset]\ntitle = \"T\"\n[person.p]\nname = \"P\"\n[[quote]]\nspeaker = \"p\"\nfidelity = \"paraphrase\"\n\
                text = \"first\\n- second\\n1. third\"\noriginal = \"eins\\n# zwei\"\n";
    let brief = output(text, &["export", "-f", "markdown"]);
    let block: Vec<&str> = brief.lines().filter_map(|line| line.strip_prefix("> ")).map(str::trim_end).collect();
    assert_eq!(&block[1..3], ["\\- second", "1\\. third"], "{brief}");
    assert!(block[0].ends_with("first") && block[3].ends_with("eins"), "{brief}");
    assert_eq!(block[4], "\\# zwei");
}

#[test]
fn queries_are_code_spans() {
    let text = "[dataset]\ntitle = \"T\"\n[[event]]\nid = \"e\"\ntitle = \"E\"\nkind = \"talks\"\n";
    for (query, written) in [
        ("tag:x", "`tag:x`"),
        ("-tag:\"a`b\"", "``-tag:a`b``"),
        ("-tag:\"a``b c`d\"", "```-tag:\"a``b c`d\"```"),
        ("-tag:\"x`\"", "`` -tag:x` ``"),
        ("-tag:\"*x*\"", "`-tag:*x*`"),
    ] {
        let brief = output(text, &["export", "-f", "markdown", "-q", query]);
        let line = brief.lines().find_map(|line| line.strip_prefix("- Query: ")).expect("the query");
        assert_eq!(line, written, "{query}");
    }
}

#[test]
fn only_web_urls_are_links() {
    for (url, written) in [
        ("https://example.org/a?b=c", "<https://example.org/a?b=c>"),
        ("http://example.org", "<http://example.org>"),
        ("ftp://example.org", "`ftp://example.org`"),
        ("javascript:alert(1)", "`javascript:alert(1)`"),
        ("https://example.org/a b", "`https://example.org/a b`"),
        ("https://example.org/<x>", "`https://example.org/<x>`"),
        ("https://example.org/é", "`https://example.org/é`"),
        ("https://example.org/`", "`` https://example.org/` ``"),
    ] {
        let text = format!(
            "[dataset]\ntitle = \"T\"\n[source.s]\npublisher = \"P\"\ntitle = \"S\"\nurl = {}\n\
             [[event]]\nid = \"e\"\ntitle = \"E\"\nkind = \"talks\"\nsources = [\"s\"]\n",
            quoted(url)
        );
        let brief = output(&text, &["export", "-f", "markdown"]);
        let line = brief.lines().find_map(|line| line.strip_prefix("[^1]: ")).expect("a source");
        assert_eq!(line, format!("P. S. {written}"), "{url}");
    }
}

#[test]
fn formulas_are_escaped_in_csv() {
    for (title, cell) in [
        ("=1+1", "'=1+1"),
        ("+1", "+1"),
        ("-1+1", "'-1+1"),
        ("@x", "'@x"),
        ("1=1", "1=1"),
        ("a@b", "a@b"),
        ("'=1", "''=1"),
        ("a, \"b\"", "a, \"b\""),
    ] {
        let text =
            format!("[dataset]\ntitle = \"T\"\n[[event]]\nid = \"e\"\ntitle = {}\nkind = \"talks\"\n", quoted(title));
        let table = CsvTable::read(&output(&text, &["export", "-f", "csv"]));
        assert_eq!(table.cell(&table.rows[0], "title"), cell, "{title}");
    }
}

#[test]
fn urls_have_their_own_column() {
    let source = |id: &str, url: &str| format!("[source.{id}]\npublisher = \"P\"\ntitle = \"S\"\n{url}\n");
    let text = format!(
        "[dataset]\ntitle = \"T\"\n{}{}{}[[event]]\nid = \"e\"\ntitle = \"E\"\nkind = \"talks\"\nsources = [\"a\", \"b\", \"c\"]\n",
        source("a", "url = \"https://x/a\""),
        source("b", ""),
        source("c", "url = \"https://x/c\"\npublished = 2025-01-02"),
    );
    let table = output(&text, &["export", "-f", "csv"]);
    assert!(table.contains(",\"P; P; P, 2025-01-02\","), "{table}");
    assert!(table.contains(",https://x/a https://x/c,"), "{table}");
}
