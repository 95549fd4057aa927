//! The words in the boxes of a picture.

use super::conditions::Source;
use super::{Line, LineStyle};
use crate::base::Lang;
use crate::form::words::{Speech, formula};
use crate::form::{Numbers, children_of, spoken};
use crate::model::{Formula, Instrument, Item, ItemId, ItemKind, Label, Piece, Rows, VarKind};

/// Everything a text needs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Texts<'a> {
    pub(super) instrument: &'a Instrument,
    pub(super) numbers: &'a Numbers,
    pub(super) language: usize,
    speech: Speech<'a>,
}

impl<'a> Texts<'a> {
    pub(super) fn new(instrument: &'a Instrument, numbers: &'a Numbers, language: usize) -> Self {
        let speech = Speech::new(instrument, numbers, language).by_number().folded();
        Self { instrument, numbers, language, speech }
    }

    pub(super) fn lang(&self) -> Lang {
        spoken(self.instrument, self.language)
    }

    pub(super) fn say<'t>(&self, id: &'t str, en: &'t str) -> &'t str {
        match self.lang() {
            Lang::Id => id,
            Lang::En => en,
        }
    }

    /// A label on one line, pipes as `…`.
    pub(super) fn label(&self, label: Option<&Label>) -> Option<String> {
        let pieces = label?.pieces(self.language);
        let mut text = String::new();
        for one in pieces {
            text.push_str(&match one {
                Piece::Text(text) => text.to_string(),
                Piece::Pipe(_) => "…".to_owned(),
            });
        }
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        (!line.is_empty()).then_some(line)
    }

    /// `12  Status of the business`, or the id of what has neither.
    pub(super) fn name(&self, id: ItemId) -> String {
        let Some(item) = self.instrument.items.get(id) else { return String::new() };
        let label = self.label(item.label.as_ref()).unwrap_or_else(|| item.id.to_string());
        match (self.numbers.get(id), &item.kind) {
            (_, ItemKind::Section { .. }) | (None, _) => label,
            (Some(number), _) => format!("{number}. {label}"),
        }
    }

    /// `A. Visit`.
    pub(super) fn section(&self, id: ItemId) -> String {
        let Some(item) = self.instrument.items.get(id) else { return String::new() };
        let label = self.label(item.label.as_ref()).unwrap_or_else(|| item.id.to_string());
        match self.numbers.get(id) {
            Some(letter) => format!("{letter}. {}", crate::form::without_letter(&label, letter)),
            None => label,
        }
    }

    pub(super) fn formula(&self, of: &Formula) -> String {
        formula(&self.speech, of)
    }

    /// `only if no. 12 is Yes`.
    pub(super) fn condition(&self, when: &Formula) -> Line {
        Line::new(
            LineStyle::Condition,
            format!("{} {}", self.say("hanya jika", "only if"), self.formula(when)),
        )
    }

    /// What is said of something that stands elsewhere.
    pub(super) fn elsewhere(&self, source: Source) -> String {
        match source {
            Source::Item(item) => self.name(item),
            Source::Score(score) => {
                let score = self.instrument.scores.get(score);
                let label = score.and_then(|score| self.label(score.label.as_ref()));
                let name = label.or_else(|| score.map(|score| score.id.to_string())).unwrap_or_default();
                format!("{}: {name}", self.say("Skor", "Score"))
            }
            Source::Given(at) => {
                let given = self.instrument.given.get(at as usize);
                let label = given.and_then(|given| self.label(given.label.as_ref()));
                let name = label.or_else(|| given.map(|given| given.id.to_string())).unwrap_or_default();
                format!("{}: {name}", self.say("Sudah diketahui", "Given"))
            }
            Source::Before(var) => {
                let kind = self.instrument.var(var).map(|var| var.kind);
                let now = match kind {
                    Some(VarKind::Prev(now)) => self.instrument.var(now),
                    Some(_) | None => None,
                };
                let name = match now.map(|var| (var.kind, &var.name)) {
                    Some((VarKind::Question(item) | VarKind::Calc(item), _)) => self.name(item),
                    Some((_, name)) => name.to_string(),
                    None => String::new(),
                };
                format!("{}: {name}", self.say("Gelombang lalu", "Previous wave"))
            }
        }
    }

    /// Where the rows of a roster come from.
    pub(super) fn rows(&self, item: &Item) -> Option<Line> {
        let ItemKind::Roster(roster) = &item.kind else { return None };
        let roster = self.instrument.roster(*roster)?;
        let text = match &roster.rows {
            Rows::Free => format!(
                "{} ({}–{})",
                self.say("diulang: baris ditambah pewawancara", "repeated: the interviewer adds rows"),
                roster.min,
                roster.max
            ),
            Rows::Count(count) => {
                format!("{} {}", self.say("diulang sebanyak", "repeated: as often as"), self.formula(count))
            }
            Rows::ForEachTicked(var) => {
                let name = match self.instrument.var(*var).map(|var| var.kind) {
                    Some(VarKind::Question(item)) => {
                        self.numbers.get(item).map(|number| format!("no. {number}"))
                    }
                    Some(_) | None => None,
                };
                let each = self.say("diulang untuk tiap pilihan pada", "repeated: for each choice ticked at");
                format!("{each} {}", name.unwrap_or_default())
            }
            Rows::ForEachChoice(_) => self
                .say("diulang untuk tiap pilihan daftar", "repeated: for each choice of the list")
                .to_owned(),
            Rows::Previous(_) => self
                .say("diulang untuk baris gelombang lalu", "repeated: for the rows of the previous wave")
                .to_owned(),
        };
        Some(Line::new(LineStyle::Condition, text))
    }

    /// `8 questions`.
    pub(super) fn questions(&self, count: usize) -> String {
        match (self.lang(), count) {
            (Lang::Id, _) => format!("{count} pertanyaan"),
            (Lang::En, 1) => "1 question".to_owned(),
            (Lang::En, _) => format!("{count} questions"),
        }
    }
}

/// The questions in an item and below, in order.
pub(super) fn questions_in(instrument: &Instrument, id: ItemId) -> Vec<ItemId> {
    let mut found = Vec::new();
    let mut open = vec![id];
    while let Some(id) = open.pop() {
        let Some(item) = instrument.items.get(id) else { continue };
        if matches!(item.kind, ItemKind::Question(_)) {
            found.push(id);
        }
        open.extend(children_of(instrument, item).iter().rev());
    }
    found
}
