//! Escaping of people's text for the places where outputs put it.

use super::render::Escape;

/// Text for an HTML element or a quoted attribute. Control characters other than line breaks and tabs are left out.
pub(super) fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(c),
            control if control.is_control() => {}
            plain => out.push(plain),
        }
    }
    out
}

/// Text for Markdown, also inside a table cell: no character of it is read as markup, and no address becomes a link.
pub(super) fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\n' => out.push_str("<br>"),
            ':' if begins_address(&out, next) => out.push_str("&#58;"),
            '.' if out.ends_with("www") => out.push_str("&#46;"),
            '.' | ')' if numbers_a_list(&out, next) => out.extend(['\\', c]),
            '+' | '-' | '=' if out.trim().is_empty() => out.extend(['\\', c]),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '|' | '~' | '#' | '$' | '@' | '!' => {
                out.extend(['\\', c])
            }
            control if control.is_control() => {}
            plain => out.push(plain),
        }
    }
    out
}

/// `http://`, `mailto:` and the like.
fn begins_address(before: &str, next: Option<char>) -> bool {
    next == Some('/') || ["mailto", "xmpp"].iter().any(|scheme| before.to_ascii_lowercase().ends_with(scheme))
}

/// `1. ` or `1) ` at the beginning.
fn numbers_a_list(before: &str, next: Option<char>) -> bool {
    let digits = before.trim_start();
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) && next.is_none_or(char::is_whitespace)
}

/// Text as code: an HTML element, or a Markdown code span on one line that also holds in a table cell.
pub(super) fn code(text: &str, escape: Escape) -> String {
    match escape {
        Escape::Html => format!("<code>{}</code>", html(text)),
        Escape::Markdown => code_span(text),
        Escape::Text => text.to_owned(),
    }
}

fn code_span(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|");
    let line: String = line.chars().filter(|c| !c.is_control()).collect();
    let longest = line.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let pad = if longest > 0 { " " } else { "" };
    format!("{fence}{pad}{line}{pad}{fence}")
}

/// A CSS string of this text, quotes included: everything but letters, digits and blanks as a code
/// point. The blank that ends a code point is part of it.
pub(super) fn css_string(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' | ' ' => out.push(c),
            other => out.push_str(&format!("\\{:06x} ", u32::from(other))),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_text_can_leave_neither_element_nor_attribute() {
        assert_eq!(html("<b a='1' c=\"2\">&"), "&lt;b a=&#39;1&#39; c=&quot;2&quot;&gt;&amp;");
        assert_eq!(html("a\u{0}\u{1b}[2Jb\n"), "a[2Jb\n");
    }

    #[test]
    fn markdown_text_makes_no_markup() {
        assert_eq!(markdown("# *a* [b](c) <i>"), "\\# \\*a\\* \\[b\\](c) &lt;i&gt;");
        assert_eq!(markdown("a|b"), "a\\|b");
        assert_eq!(markdown("- x\ny"), "\\- x<br>y");
        assert_eq!(markdown("1. x 2.5: y"), "1\\. x 2.5: y");
        assert_eq!(markdown("https://x www.y"), "https&#58;//x www&#46;y");
    }

    #[test]
    fn code_spans_hold_backticks_and_bars() {
        assert_eq!(code("a `b` | c", Escape::Markdown), "`` a `b` \\| c ``");
        assert_eq!(code("a < b", Escape::Markdown), "`a < b`");
        assert_eq!(code("a < b", Escape::Html), "<code>a &lt; b</code>");
    }

    #[test]
    fn css_strings_cannot_be_left() {
        assert_eq!(css_string("a\"}</style>"), "\"a\\000022 \\00007d \\00003c \\00002f style\\00003e \"");
    }
}
