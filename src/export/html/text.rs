//! Texts of the printed page in one language.

use super::view::{Choice, Run, Runs};
use crate::expr::{Expr, Node};
use crate::form::words::{Speech, formula, piped};
use crate::form::{Numbers, Skips, Target, Way, Words, spoken};
use crate::model::{Formula, Instrument, ItemId, Label, Piece, VarKind};

/// Everything a text needs.
#[derive(Clone, Copy)]
pub(super) struct Teller<'a> {
    pub(super) instrument: &'a Instrument,
    pub(super) numbers: &'a Numbers,
    pub(super) skips: &'a Skips,
    pub(super) language: usize,
    pub(super) words: Words,
    speech: Speech<'a>,
}

impl<'a> Teller<'a> {
    pub(super) fn new(
        instrument: &'a Instrument,
        numbers: &'a Numbers,
        skips: &'a Skips,
        language: usize,
    ) -> Self {
        Self {
            instrument,
            numbers,
            skips,
            language,
            words: Words::of_lang(spoken(instrument, language)),
            speech: Speech::new(instrument, numbers, language).by_number(),
        }
    }

    /// The runs of a label. A piped value stands on other lines of the form: its question's number is shown.
    pub(super) fn runs(&self, label: Option<&Label>) -> Runs {
        let mut runs = Runs::new();
        for piece in label.map(|label| label.pieces(self.language)).unwrap_or_default() {
            let before = runs.last().map_or("", |run| &*run.text);
            let run = self.run(piece, before);
            runs.push(run);
        }
        runs
    }

    fn run(&self, piece: &Piece, before: &str) -> Run {
        match piece {
            Piece::Text(text) => Run { text: text.to_string(), pipe: false },
            Piece::Pipe(formula) => match piped(&self.speech, formula, before) {
                Some(text) => Run { text, pipe: false },
                None => Run { text: self.place_of(&formula.expr), pipe: true },
            },
        }
    }

    /// Where the value of a pipe is to be read: the number of the only question it reads, if there is one.
    fn place_of(&self, expr: &Expr) -> String {
        let mut reads = expr.nodes.values().filter_map(Node::read);
        let only = reads.next().filter(|_| reads.next().is_none());
        let kind = only.and_then(|var| self.instrument.var(var)).map(|var| var.kind);
        match kind {
            Some(VarKind::Question(item)) => {
                self.numbers.get(item).map_or_else(|| "…".to_owned(), |number| format!("no. {number}"))
            }
            Some(
                VarKind::Today
                | VarKind::Given(_)
                | VarKind::Calc(_)
                | VarKind::Score(_)
                | VarKind::Band(_)
                | VarKind::Part(..)
                | VarKind::RowChoice(_)
                | VarKind::Prev(_),
            )
            | None => "…".to_owned(),
        }
    }

    /// A condition in words, with question numbers; empty if there is none.
    pub(super) fn condition(&self, when: Option<&Formula>) -> String {
        when.map(|when| formula(&self.speech, when)).unwrap_or_default()
    }

    /// Several conditions in words, all of which must hold.
    pub(super) fn conditions(&self, all: &[&Formula]) -> String {
        match all {
            [] => String::new(),
            [only] => self.condition(Some(only)),
            several => {
                let each: Vec<String> =
                    several.iter().map(|one| format!("({})", self.condition(Some(one)))).collect();
                each.join(self.say(" dan ", " and "))
            }
        }
    }

    /// Where an answer leads, in words; empty if to what comes next.
    pub(super) fn lead(&self, question: ItemId, way: Way) -> String {
        match self.skips.lead(question, way) {
            None => String::new(),
            Some(Target::End) => self.words.finished.to_owned(),
            Some(Target::Item(item)) => {
                format!("{} {}", self.words.go_to, self.numbers.get(item).unwrap_or_default())
            }
            Some(Target::Section(section)) => {
                let letter = self.numbers.get(section).unwrap_or_default();
                format!("{} {} {letter}", self.words.go_to, self.words.section)
            }
        }
    }

    /// A word of the engine's own as something to tick.
    pub(super) fn reason(&self, word: &'static str) -> Choice {
        Choice {
            label: vec![Run { text: word.to_owned(), pipe: false }],
            specify: false,
            alone: false,
            goto: String::new(),
        }
    }
}

/// In which direction a language is written, by its tag: the script it names, else the script it is usually written in.
pub(super) fn direction(tag: &str) -> &'static str {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default().to_ascii_lowercase();
    let script = parts.find(|part| part.len() == 4).map(str::to_ascii_lowercase);
    let rtl = match script.as_deref() {
        Some(script) => ["arab", "hebr", "thaa", "syrc", "nkoo"].contains(&script),
        None => ["ar", "he", "fa", "ur", "ps", "sd", "ug", "yi", "dv", "ckb"].contains(&language.as_str()),
    };
    if rtl { "rtl" } else { "ltr" }
}

/// How many characters a text has.
pub(super) fn length(runs: &Runs) -> usize {
    runs.iter().map(|run| run.text.chars().count()).sum()
}

#[cfg(test)]
mod tests {
    use super::direction;

    #[test]
    fn the_script_decides_the_direction() {
        let all = ["id", "ar", "AR-EG", "ms-Arab", "fa-Latn", "ur-PK", "en"].map(direction);
        assert_eq!(all, ["ltr", "rtl", "rtl", "rtl", "ltr", "rtl", "ltr"]);
    }
}
