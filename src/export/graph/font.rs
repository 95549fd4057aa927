//! How wide text is in the sans-serif fonts of browsers, without a font: never narrower than Arial or Liberation Sans.

/// Widths per point of size, with some air for other fonts.
const AIR: f64 = 1.06;

/// The width of a text of this size.
pub(super) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(advance).sum::<f64>() * size * AIR
}

fn advance(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | '\'' | '|' => 0.23,
        'I' | ' ' | '!' | ',' | '.' | ':' | ';' | '/' | '\\' | '[' | ']' | 't' | 'f' | '·' => 0.29,
        'r' | '(' | ')' | '-' | '“' | '”' | '`' | '"' => 0.36,
        'm' | 'M' => 0.84,
        'w' | 'C' | 'D' | 'G' | 'H' | 'N' | 'O' | 'Q' | 'R' | 'U' => 0.76,
        'W' | '…' | '→' | '@' | '%' => 1.0,
        'A' | 'B' | 'E' | 'F' | 'K' | 'P' | 'S' | 'V' | 'X' | 'Y' | 'Z' | 'J' | 'L' | 'T' => 0.68,
        'a'..='z' | '0'..='9' | '_' | '–' | '+' | '=' | '<' | '>' | '≤' | '≥' => 0.57,
        _ => 1.0,
    }
}

/// Lines of words no wider than `room`, at most `most`; what is left out is marked `…`.
pub(super) fn wrapped(text: &str, size: f64, room: f64, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    for word in text.split_whitespace() {
        for piece in pieces(word, size, room) {
            let Some(line) = lines.last_mut() else { break };
            let longer = if line.is_empty() { piece.clone() } else { format!("{line} {piece}") };
            if width(&longer, size) <= room {
                *line = longer;
            } else {
                lines.push(piece);
            }
        }
    }
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            *last = cut(&format!("{last}…"), size, room);
        }
    }
    lines
}

/// A word that is wider than the room, in pieces.
fn pieces(word: &str, size: f64, room: f64) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for c in word.chars() {
        let Some(piece) = pieces.last_mut() else { break };
        piece.push(c);
        if width(piece, size) > room && piece.chars().count() > 1 {
            piece.pop();
            pieces.push(c.to_string());
        }
    }
    pieces
}

/// A text on one line, cut at `room`.
pub(super) fn cut(text: &str, size: f64, room: f64) -> String {
    if width(text, size) <= room {
        return text.to_owned();
    }
    let mut short = String::new();
    for c in text.trim_end_matches('…').chars() {
        short.push(c);
        if width(&short, size) + width("…", size) > room {
            short.pop();
            break;
        }
    }
    format!("{}…", short.trim_end())
}
