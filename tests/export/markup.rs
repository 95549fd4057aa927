//! A small reader of markup: enough to tell elements from text.

/// The elements of a page in order, each with the names of its attributes. Text within `<style>` is not looked at.
pub(crate) fn skeleton(page: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let (element, after) = element(rest);
        let is_style = element.split(' ').next() == Some("style");
        out.push(element);
        rest = after;
        if is_style {
            rest = rest.split_once("</style>").map_or("", |(_, after)| after);
        }
    }
    out
}

/// The name and attribute names of an element, and what follows it.
fn element(text: &str) -> (String, &str) {
    let mut end = 0;
    let mut quote = None;
    let mut names = String::new();
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(open), c) if open == c => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '>') => {
                end = at;
                break;
            }
            (None, c) => names.push(c),
        }
    }
    let names: Vec<&str> = names.split_whitespace().map(|name| name.trim_end_matches('=')).collect();
    (names.join(" "), &text[end..])
}

/// A Markdown text without its code spans.
pub(crate) fn without_code_spans(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('`') {
        let before = &rest[..at];
        out.push_str(before);
        let run: String = rest[at..].chars().take_while(|c| *c == '`').collect();
        if before.ends_with('\\') {
            rest = &rest[at + 1..];
            continue;
        }
        let inside = &rest[at + run.len()..];
        let close = inside.match_indices(&run).find(|(found, _)| {
            let next = inside[found + run.len()..].chars().next();
            let last = inside[..*found].chars().last();
            next != Some('`') && last != Some('`')
        });
        rest = close.map_or("", |(found, _)| &inside[found + run.len()..]);
    }
    out + rest
}

/// The text of every element of the classes `if` and `goto`, without markup.
pub(crate) fn conditions(page: &str) -> Vec<String> {
    let begins =
        |rest: &str| ["class=\"if", "class=\"goto"].iter().filter_map(|class| rest.find(class)).min();
    let mut out = Vec::new();
    let mut rest = page;
    while let Some(at) = begins(rest) {
        let inside = rest[at..].split_once('>').map_or("", |(_, inside)| inside);
        let end = [inside.find("</p>"), inside.find("</span>")].into_iter().flatten().min().unwrap_or(0);
        out.push(inside[..end].replace("<b>", "").replace("</b>", ""));
        rest = &inside[end..];
    }
    out
}
