//! Answer areas: what there is to tick or to write in.

use super::text::{Teller, length};
use super::view::{Answer, Cell, Choice};
use crate::form::{Way, letters, spoken};
use crate::model::{ChoiceList, ItemId, Question, QuestionType};
use crate::rules::show_number;
use crate::value::{Decimal, ListId, NumType, Special, Type};

/// A list with more choices is not printed; its codes are looked up.
const MOST_PRINTED: usize = 40;
/// More choices than this stand below the question, in columns.
const MOST_BESIDE: usize = 8;
/// A number with more digits gets a line instead of boxes.
const MOST_BOXES: usize = 9;

impl Teller<'_> {
    /// The answer area of a question.
    pub(super) fn answer(&self, id: ItemId, question: &Question) -> Answer {
        match &question.ty {
            QuestionType::SelectOne(list) => self.leading(id, self.choices(*list, false)),
            QuestionType::SelectMultiple(list) => self.choices(*list, true),
            QuestionType::Rank(list) => Answer::Rank { choices: self.choices_of(*list) },
            QuestionType::YesNo => {
                let mut choices = vec![self.reason(self.words.yes), self.reason(self.words.no)];
                for (choice, yes) in choices.iter_mut().zip([true, false]) {
                    choice.goto = self.lead(id, Way::Bool(yes));
                }
                let columns = if choices.iter().all(|choice| choice.goto.is_empty()) { 2 } else { 1 };
                Answer::Choices { multiple: false, columns, down: false, choices }
            }
            QuestionType::Text | QuestionType::Barcode => self.text_area(question),
            QuestionType::Integer
            | QuestionType::Decimal { .. }
            | QuestionType::Money
            | QuestionType::Percent { .. } => self.number_area(question),
            QuestionType::Date => boxes(&self.date_pattern(true)),
            QuestionType::Month => boxes(&self.date_pattern(false)),
            QuestionType::Time => boxes(self.clock()),
            QuestionType::DateTime => boxes(&format!("{} {}", self.date_pattern(true), self.clock())),
            QuestionType::Geopoint => Answer::Place {
                latitude: self.say("Lintang", "Latitude").to_owned(),
                longitude: self.say("Bujur", "Longitude").to_owned(),
            },
            QuestionType::Photo => self.file("Nama berkas foto", "Name of the photo file"),
            QuestionType::Audio => self.file("Nama berkas rekaman", "Name of the recording"),
            QuestionType::Video => self.file("Nama berkas video", "Name of the video file"),
            QuestionType::File => self.file("Nama berkas", "Name of the file"),
            QuestionType::Signature => Answer::Signature,
        }
    }

    /// Whether an answer area is too large to stand beside its question.
    pub(super) fn is_wide(&self, answer: &Answer) -> bool {
        match answer {
            Answer::Choices { choices, .. } | Answer::Rank { choices } => {
                choices.len() > MOST_BESIDE || choices.iter().any(|choice| length(&choice.label) > 70)
            }
            Answer::Lines { .. } => true,
            Answer::Boxes { cells, .. } => cells.len() > 15,
            Answer::Line { .. }
            | Answer::Lookup { .. }
            | Answer::Place { .. }
            | Answer::File { .. }
            | Answer::Signature => false,
        }
    }

    pub(super) fn say(&self, id: &'static str, en: &'static str) -> &'static str {
        match spoken(self.instrument, self.language) {
            crate::base::Lang::Id => id,
            crate::base::Lang::En => en,
        }
    }

    fn file(&self, id: &'static str, en: &'static str) -> Answer {
        Answer::File { word: self.say(id, en).to_owned() }
    }

    /// The same choices with where each leads.
    fn leading(&self, id: ItemId, answer: Answer) -> Answer {
        let Answer::Choices { multiple, columns, down, mut choices } = answer else { return answer };
        for (at, choice) in (0..).zip(&mut choices) {
            choice.goto = self.lead(id, Way::Choice(at));
        }
        let leads = choices.iter().any(|choice| !choice.goto.is_empty());
        let columns = if leads && choices.len() <= MOST_BESIDE { 1 } else { columns };
        Answer::Choices { multiple, columns, down, choices }
    }

    fn choices(&self, list: ListId, multiple: bool) -> Answer {
        let read = self.instrument.list(list);
        let count = read.map_or(0, |list| list.list.choices.len());
        if count > MOST_PRINTED {
            let count = Decimal::int(i128::try_from(count).unwrap_or_default());
            return Answer::Lookup {
                list: read.map(|list| list.list.name.to_string()).unwrap_or_default(),
                count: show_number(count, spoken(self.instrument, self.language)),
            };
        }
        let choices = self.choices_of(list);
        let longest = choices.iter().map(|choice| length(&choice.label)).max().unwrap_or_default();
        let remarked = choices.iter().any(|choice| choice.alone || choice.specify);
        let columns = match (choices.len(), longest) {
            (0..=3, 0..=12) if !remarked => choices.len().max(1),
            (0..=MOST_BESIDE, _) => 1,
            (_, 0..=26) => 3,
            (_, 27..=46) => 2,
            (_, _) => 1,
        };
        Answer::Choices { multiple, columns, down: choices.len() > 3, choices }
    }

    /// The choices of a list, as something to tick.
    pub(super) fn choices_of(&self, list: ListId) -> Vec<Choice> {
        self.instrument.list(list).map(|list| self.choices_in(list)).unwrap_or_default()
    }

    fn choices_in(&self, list: &ChoiceList) -> Vec<Choice> {
        let one = |text: &crate::model::ChoiceText| Choice {
            label: self.runs(Some(&text.label)),
            specify: text.specify.is_some(),
            alone: text.exclusive,
            goto: String::new(),
        };
        list.texts.iter().map(one).collect()
    }

    /// Reasons that may be ticked instead of an answer.
    pub(super) fn reasons(&self, id: ItemId, question: &Question) -> Vec<Choice> {
        let allow = question.allow;
        let words = [
            (allow.dont_know, self.words.dont_know, Special::DontKnow),
            (allow.refused, self.words.refused, Special::Refused),
            (allow.not_applicable, self.words.not_applicable, Special::NotApplicable),
        ];
        let allowed = words.into_iter().filter(|(is, ..)| *is);
        let reason =
            |(_, word, special)| Choice { goto: self.lead(id, Way::Special(special)), ..self.reason(word) };
        allowed.map(reason).collect()
    }

    fn text_area(&self, question: &Question) -> Answer {
        if let Some(cells) = super::pattern::boxes(question) {
            return Answer::Boxes { prefix: String::new(), cells, suffix: String::new() };
        }
        match question.widget.as_deref() {
            Some("multiline" | "paragraph" | "textarea") => Answer::Lines { count: 3 },
            Some(_) | None => Answer::Line { prefix: String::new(), suffix: String::new() },
        }
    }

    fn number_area(&self, question: &Question) -> Answer {
        let unit = question.unit.as_deref().unwrap_or_default();
        let money = question.ty == QuestionType::Money;
        let prefix = if money && unit.is_empty() { "Rp" } else { "" };
        let percent = matches!(question.ty, QuestionType::Percent { .. }) && unit.is_empty();
        let suffix = if percent { "%" } else { unit };
        let number = self.instrument.var(question.var).map(|var| &var.ty);
        let cells = if let Some(Type::Num(number)) = number { self.digits(number) } else { None };
        match cells {
            Some(cells) => Answer::Boxes { prefix: prefix.to_owned(), cells, suffix: suffix.to_owned() },
            None => Answer::Line { prefix: prefix.to_owned(), suffix: suffix.to_owned() },
        }
    }

    /// Boxes for every digit a bounded number can have.
    fn digits(&self, number: &NumType) -> Option<Vec<Cell>> {
        let most = number.min.unsigned_abs().max(number.max.unsigned_abs());
        let whole = most / 10_u128.checked_pow(u32::from(number.scale))?;
        let count = whole.to_string().len();
        if count > MOST_BOXES || number.min < 0 {
            return None;
        }
        let (thousands, point) = match spoken(self.instrument, self.language) {
            crate::base::Lang::Id => (".", ","),
            crate::base::Lang::En => (",", "."),
        };
        let mut cells = Vec::new();
        for at in 0..count {
            if at > 0 && (count - at).is_multiple_of(3) {
                cells.push(between(thousands));
            }
            cells.push(empty(""));
        }
        if number.scale > 0 {
            cells.push(between(point));
            cells.extend((0..number.scale).map(|_| empty("")));
        }
        Some(cells)
    }

    fn date_pattern(&self, with_day: bool) -> String {
        let month = self.say("bb-tttt", "mm-yyyy");
        if with_day { format!("{}-{month}", self.say("hh", "dd")) } else { month.to_owned() }
    }

    fn clock(&self) -> &'static str {
        self.say("jj:mm", "hh:mm")
    }

    /// What a table cell shows for something written digit by digit.
    pub(super) fn cell_pattern(&self, ty: &QuestionType) -> Option<String> {
        let day = "__ / __ / ____";
        match ty {
            QuestionType::Date => Some(day.to_owned()),
            QuestionType::Month => Some("__ / ____".to_owned()),
            QuestionType::Time => Some("__ : __".to_owned()),
            QuestionType::DateTime => Some(format!("{day}  __ : __")),
            QuestionType::Text
            | QuestionType::Integer
            | QuestionType::Decimal { .. }
            | QuestionType::Money
            | QuestionType::Percent { .. }
            | QuestionType::YesNo
            | QuestionType::SelectOne(_)
            | QuestionType::SelectMultiple(_)
            | QuestionType::Rank(_)
            | QuestionType::Geopoint
            | QuestionType::Photo
            | QuestionType::Audio
            | QuestionType::Video
            | QuestionType::File
            | QuestionType::Signature
            | QuestionType::Barcode => None,
        }
    }
}

fn empty(under: &str) -> Cell {
    Cell { between: String::new(), under: under.to_owned() }
}

fn between(text: &str) -> Cell {
    Cell { between: text.to_owned(), under: String::new() }
}

/// Boxes for letters, everything else between them.
fn boxes(pattern: &str) -> Answer {
    let cell = |c: char| if c.is_ascii_lowercase() { empty(&c.to_string()) } else { between(&c.to_string()) };
    Answer::Boxes { prefix: String::new(), cells: pattern.chars().map(cell).collect(), suffix: String::new() }
}

/// The key of the n-th choice (from 0) in a legend.
pub(super) fn key(at: usize) -> String {
    u32::try_from(at + 1).map(letters).unwrap_or_default()
}
