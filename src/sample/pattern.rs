//! Texts that fit a pattern of `matches`.

use regex_syntax::hir::{Class, Hir, HirKind};

use super::dice::Dice;
use crate::value::Pattern;

/// How many times more than it must something is repeated that may be repeated without end.
const MORE: u32 = 6;
/// Longest text that is made.
const LONGEST: usize = 4_000;

/// A pattern, ready to make texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Maker(Hir);

impl Maker {
    /// Prepares a pattern; `None` for one that is beyond making texts of.
    pub(super) fn new(pattern: &Pattern) -> Option<Self> {
        regex_syntax::Parser::new().parse(pattern.portable()).ok().map(Self)
    }

    /// A text. It fits the pattern unless that allows nothing that can be written down.
    pub(super) fn text(&self, dice: &mut Dice) -> String {
        let mut out = String::new();
        write(&self.0, dice, &mut out);
        out
    }
}

/// Goes down one call per nested group; a pattern's nesting is limited.
fn write(hir: &Hir, dice: &mut Dice, out: &mut String) {
    if out.len() > LONGEST {
        return;
    }
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => out.push_str(&String::from_utf8_lossy(&literal.0)),
        HirKind::Class(class) => out.extend(character(class, dice)),
        HirKind::Repetition(repetition) => {
            let most = repetition.max.unwrap_or(repetition.min.saturating_add(MORE));
            let times = dice.between(i128::from(repetition.min), i128::from(most));
            (0..times).for_each(|_| write(&repetition.sub, dice, out));
        }
        HirKind::Capture(capture) => write(&capture.sub, dice, out),
        HirKind::Concat(parts) => parts.iter().for_each(|part| write(part, dice, out)),
        HirKind::Alternation(parts) => {
            if let Some(part) = dice.pick(parts) {
                write(part, dice, out);
            }
        }
    }
}

/// A character of a class: a plain letter or digit where it has one, else a visible character, else any.
fn character(class: &Class, dice: &mut Dice) -> Option<char> {
    let ranges: Vec<(char, char)> = match class {
        Class::Unicode(class) => class.iter().map(|range| (range.start(), range.end())).collect(),
        Class::Bytes(class) => {
            class.iter().map(|range| (char::from(range.start()), char::from(range.end()))).collect()
        }
    };
    let among = |first: char, last: char| {
        let cut = ranges.iter().map(|(from, to)| ((*from).max(first), (*to).min(last)));
        cut.filter(|(from, to)| from <= to).collect::<Vec<_>>()
    };
    let plain: Vec<(char, char)> = [('0', '9'), ('A', 'Z'), ('a', 'z')]
        .into_iter()
        .flat_map(|(first, last)| among(first, last))
        .collect();
    let choices = [plain, among('!', '~'), ranges.clone()];
    let chosen = choices.iter().find(|choice| !choice.is_empty())?;
    let width = |(from, to): &(char, char)| u64::from(u32::from(*to) - u32::from(*from)) + 1;
    let mut at = dice.below(chosen.iter().map(width).sum());
    for range in chosen {
        match at.checked_sub(width(range)) {
            Some(rest) => at = rest,
            None => return u32::try_from(at).ok().and_then(|at| char::from_u32(u32::from(range.0) + at)),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_fit_their_patterns() {
        let patterns = [
            "[A-Z]{3}-[0-9]{4}-[0-9]{4}",
            "08[0-9]{8,11}",
            "20[0-9]{2}-TW[1-4]",
            r"\d+(\.\d{1,2})?",
            "(ya|tidak)( sekali)*",
            ".{3,5}",
            r"[^a-z]\w\s?x",
            "é[à-ü]{2}",
            "",
            r"a{0}|(b{2}){3}",
        ];
        let mut dice = Dice::new(1, &[]);
        for source in patterns {
            let pattern = Pattern::new(source).unwrap();
            let maker = Maker::new(&pattern).unwrap();
            for _ in 0..100 {
                let text = maker.text(&mut dice);
                assert!(pattern.matches(&text), "{source}: {text:?}");
            }
        }
    }

    #[test]
    fn repetitions_of_repetitions_end() {
        let pattern = Pattern::new("((a{90}){90}b*)*").unwrap();
        let text = Maker::new(&pattern).unwrap().text(&mut Dice::new(5, &[]));
        assert!(text.len() < 2 * LONGEST);
    }
}
