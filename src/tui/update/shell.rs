//! Command lines that can be pasted into a shell.

use crate::sanitize::is_hostile;

/// Joins words into a command line without control characters, quoted for the shell: as POSIX has it, and words with characters
/// that a terminal could act upon in `$'…'`, which bash, zsh, ksh and POSIX.1-2024 know.
pub(super) fn join<'w>(words: impl IntoIterator<Item = &'w str>) -> String {
    words.into_iter().map(quote).collect::<Vec<_>>().join(" ")
}

fn quote(word: &str) -> String {
    if !word.chars().any(is_hostile) {
        // Only a NUL cannot be quoted, and that is hostile.
        return shlex::try_quote(word).map(Into::into).unwrap_or_default();
    }
    let mut quoted = String::from("$'");
    for c in word.chars() {
        match c {
            // No argument can hold one.
            '\0' => {}
            '\'' | '\\' => quoted.extend(['\\', c]),
            c if is_hostile(c) => {
                let mut bytes = [0; 4];
                for byte in c.encode_utf8(&mut bytes).bytes() {
                    // Always three digits, so that a digit that follows is none of them.
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
    fn command_lines_hold_no_control_characters() {
        let line = join(WORDS);
        assert!(!line.chars().any(is_hostile), "{line:?}");
        assert!(line.starts_with("plain 'two words' "), "{line}");
    }
}
