//! Markdown, read back with `pulldown-cmark`: only the markup that the program writes itself.

use pulldown_cmark::{Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

/// A brief: its headings are those that it should have, and what the dataset says is text.
pub(super) fn brief(text: &str, title: &str, events: &[&str]) {
    let mut headings: Vec<(HeadingLevel, String)> = Vec::new();
    let mut inside = None;
    for event in Parser::new_ext(
        text,
        Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TABLES | Options::ENABLE_MATH,
    ) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                headings.push((level, String::new()));
                inside = Some(headings.len() - 1);
            }
            Event::End(TagEnd::Heading(_)) => inside = None,
            Event::Text(text) => {
                if let Some(at) = inside {
                    headings[at].1.push_str(&text);
                }
            }
            Event::Code(_) => assert!(inside.is_none(), "code in a heading:\n{text}"),
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                let known = dest_url.starts_with("https://") || dest_url.starts_with("http://");
                assert!(link_type == LinkType::Autolink && known, "a link to {dest_url}:\n{text}");
            }
            Event::Start(
                Tag::Paragraph
                | Tag::List(None)
                | Tag::Item
                | Tag::BlockQuote(None)
                | Tag::FootnoteDefinition(_)
                | Tag::Emphasis,
            )
            | Event::End(_)
            | Event::SoftBreak
            | Event::HardBreak
            | Event::FootnoteReference(_) => {}
            other => panic!("{other:?} in\n{text}"),
        }
    }
    let of =
        |wanted: HeadingLevel| headings.iter().filter(move |(level, _)| *level == wanted).map(|(_, text)| plain(text));
    assert_eq!(of(HeadingLevel::H1).collect::<Vec<_>>(), [plain(&escaped(title))], "{text}");
    let mut found: Vec<String> = of(HeadingLevel::H3).collect();
    let mut expected: Vec<String> = events.iter().map(|title| plain(&escaped(title))).collect();
    // Under its event a quote is not in the order of the timeline, and neither are the events that are reversed.
    found.sort();
    expected.sort();
    assert_eq!(found, expected, "{text}");
}

/// Without white space, which Markdown does not keep.
fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// With hostile characters by number, as the program shows them.
fn escaped(text: &str) -> String {
    demarche::sanitize::line(text).into_owned()
}

/// The table of a lens.
pub(super) fn sheet(text: &str) {
    for event in
        Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH)
    {
        let markup = match &event {
            Event::Html(_)
            | Event::InlineHtml(_)
            | Event::Start(Tag::Image { .. } | Tag::CodeBlock(_) | Tag::HtmlBlock) => true,
            Event::Start(Tag::Link { dest_url, .. }) => {
                !(dest_url.starts_with("https://") || dest_url.starts_with("http://"))
            }
            _ => false,
        };
        assert!(!markup, "{event:?} in\n{text}");
    }
}
