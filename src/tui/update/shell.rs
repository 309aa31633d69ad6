//! Command lines that can be pasted into a shell.

use crate::sanitize::is_hostile;

/// Joins words to a command line without control characters, quoted for POSIX shells. Words with characters that a terminal
/// could interpret are quoted with `$'…'`, which bash, zsh, ksh and POSIX.1-2024 support.
pub(super) fn join<'w>(words: impl IntoIterator<Item = &'w str>) -> String {
    words.into_iter().map(quote).collect::<Vec<_>>().join(" ")
}

fn quote(word: &str) -> String {
    if !word.chars().any(is_hostile) {
        // Fails only for NUL, which is hostile.
        return shlex::try_quote(word).map(Into::into).unwrap_or_default();
    }
    let mut quoted = String::from("$'");
    for c in word.chars() {
        match c {
            // Arguments cannot contain NUL.
            '\0' => {}
            '\'' | '\\' => quoted.extend(['\\', c]),
            c if is_hostile(c) => {
                let mut bytes = [0; 4];
                for byte in c.encode_utf8(&mut bytes).bytes() {
                    // Always three digits, so that a following digit is not included.
                    quoted.push_str(&format!("\\{byte:03o}"));
                }
            }
            c => quoted.push(c),
        }
    }
    quoted.push('\'');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: [&str; 7] = [
        "plain",
        "two words",
        "it's",
        "$(touch x) `y` \"z\" !",
        "a\u{3}\rtouch x\r7",
        "\u{202e}\u{9b}31m\\'",
        "по: “да”",
    ];

    #[test]
    fn command_lines_have_no_control_characters() {
        let line = join(WORDS);
        assert!(!line.chars().any(is_hostile), "{line:?}");
        assert!(line.starts_with("plain 'two words' "), "{line}");
    }
}
