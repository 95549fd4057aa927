//! A test's record evaluated, and every expectation compared with what came of it.

use std::collections::BTreeSet;

use super::expectation::{Expectation, ExpectedProblem, Scene, Test, Wanted};
use super::indicators;
use super::report::{Failure, TestResult};
use super::subject::{Rows, Subject};
use super::why::Reasons;
use crate::base::{Lang, Message, Span};
use crate::batch::{column_type, field_of};
use crate::expr::VarId;
use crate::model::answer::special_word;
use crate::model::{Instrument, QuestionType};
use crate::rules::{Level, Outcome, Plan, Problem, evaluate};
use crate::value::{Special, State, Value};

/// Runs a test.
pub fn run(instrument: &Instrument, plan: &Plan, test: &Test) -> TestResult {
    let failures = match &test.scene {
        Scene::One(record) => {
            let outcome = evaluate(instrument, plan, record);
            let reasons = Reasons::new(instrument, &outcome);
            let comparison = Comparison { instrument, outcome: &outcome, reasons };
            test.expected.iter().flat_map(|expectation| comparison.failures(expectation)).collect()
        }
        Scene::Over(covered) => indicators::failures(instrument, plan, covered, &test.expected),
    };
    TestResult { name: test.name.clone(), span: test.span, failures }
}

struct Comparison<'a> {
    instrument: &'a Instrument,
    outcome: &'a Outcome,
    reasons: Reasons<'a>,
}

impl Comparison<'_> {
    fn failures(&self, expectation: &Expectation) -> Vec<Failure> {
        match expectation {
            Expectation::Asked { subject, rows, name, asked, span } => {
                self.asked(*subject, rows, *asked).map_or_else(Vec::new, |why| {
                    let (expected, got) = if *asked {
                        (asked_words(), not_asked_words())
                    } else {
                        (not_asked_words(), asked_words())
                    };
                    vec![Failure { subject: name.clone(), span: *span, expected, got, why }]
                })
            }
            Expectation::Problems { problems, span } => self.problems(problems, *span),
            Expectation::Value { var, rows, name, wanted, written, span } => {
                let failure = self.value(*var, rows, wanted).map(|(got, why)| Failure {
                    subject: name.clone(),
                    span: *span,
                    expected: Message::new(format!("`{written}`"), format!("`{written}`")),
                    got,
                    why,
                });
                failure.into_iter().collect()
            }
            // About several records: compared with them, not with one.
            Expectation::Indicator(_) => Vec::new(),
        }
    }

    /// Why something is not as asked, or not as little asked, as it must be; none when it is.
    fn asked(&self, subject: Subject, rows: &Rows, wanted: bool) -> Option<Vec<super::Why>> {
        match subject {
            Subject::Score(score) => {
                (self.outcome.score_asked(score) != wanted).then(|| self.reasons.score(score))
            }
            Subject::Item(item) => {
                let home = self.instrument.items.get(item).and_then(|item| item.home);
                let meant = rows.of(self.outcome, home);
                let asked = meant.iter().copied().find(|row| self.outcome.asked(item, *row));
                match (asked, wanted) {
                    (Some(_), true) | (None, false) => None,
                    (Some(row), false) => Some(self.reasons.asked(item, row)),
                    (None, true) => Some(self.reasons.not_asked(item, meant.first().copied())),
                }
            }
        }
    }

    /// Problems expected that aren't there, and problems there that aren't expected. An answer left out because its
    /// question isn't asked need not be expected, but may be.
    fn problems(&self, expected: &[ExpectedProblem], span: Span) -> Vec<Failure> {
        let mut left: Vec<&Problem> = self.outcome.problems.iter().collect();
        let mut failures = Vec::new();
        for problem in expected {
            match left.iter().position(|there| self.is(problem, there)) {
                Some(at) => {
                    left.remove(at);
                }
                None => {
                    let anyhow = ExpectedProblem { level: None, ..problem.clone() };
                    let other =
                        left.iter().position(|there| problem.level.is_some() && self.is(&anyhow, there));
                    let other = other.map(|at| left.remove(at));
                    failures.push(self.absent(problem, other));
                }
            }
        }
        let surprising = left.into_iter().filter(|problem| problem.level != Level::Info);
        failures.extend(surprising.map(|problem| self.surprise(problem, span)));
        failures
    }

    fn is(&self, expected: &ExpectedProblem, there: &Problem) -> bool {
        let home = self.instrument.items.get(there.item).and_then(|item| item.home);
        let row = match &expected.rows {
            Rows::Any => true,
            Rows::At(path) => self.outcome.path(home, there.row) == *path,
        };
        let level = expected.level.is_none_or(|level| level == there.level);
        let check = expected.check.as_ref().is_none_or(|check| *there.kind.check() == **check);
        expected.item == there.item && row && level && check
    }

    /// A problem that isn't there, or is there with another level.
    fn absent(&self, expected: &ExpectedProblem, other: Option<&Problem>) -> Failure {
        let check = expected.check.as_ref().map(|check| format!(" `{check}`")).unwrap_or_default();
        let kind = |lang, any: &str| {
            expected.level.map_or(any.to_owned(), |level| level_word(level, lang).to_owned())
        };
        let home = self.instrument.items.get(expected.item).and_then(|item| item.home);
        let row = expected.rows.of(self.outcome, home).first().copied();
        Failure {
            subject: expected.name.clone(),
            span: expected.span,
            expected: Message::new(
                format!("{}{check}", kind(Lang::Id, "masalah")),
                format!("{}{check}", kind(Lang::En, "problem")),
            ),
            got: other.map_or_else(
                || Message::new("tidak ada masalah itu", "no such problem"),
                |problem| self.said(problem),
            ),
            why: self.reasons.no_problem(expected, row),
        }
    }

    /// A problem in words: its level, its check and its message.
    fn said(&self, problem: &Problem) -> Message {
        let view = self.outcome.view(self.instrument);
        let text = |lang| problem.text(&view.in_lang(lang));
        let check = problem.kind.check();
        let said = |lang| format!("{} `{check}`: {}", level_word(problem.level, lang), text(lang));
        Message::new(said(Lang::Id), said(Lang::En))
    }

    fn surprise(&self, problem: &Problem, span: Span) -> Failure {
        Failure {
            subject: field_of(self.instrument, self.outcome, problem.item, problem.row).into(),
            span,
            expected: Message::new("tidak ada masalah", "no problem"),
            got: self.said(problem),
            why: self.reasons.problem(problem),
        }
    }

    /// What a value is and why, when it isn't what was wanted.
    fn value(&self, var: VarId, rows: &Rows, wanted: &Wanted) -> Option<(Message, Vec<super::Why>)> {
        let home = self.instrument.var(var).and_then(|var| var.home);
        let Some(row) = rows.of(self.outcome, home).first().copied() else {
            let (got, why) = self.reasons.no_row(home);
            return (*wanted != Wanted::Missing).then_some((got, why));
        };
        let cell = self.outcome.cell(var, row);
        let same = match wanted {
            Wanted::Missing => cell.value.is_missing(),
            Wanted::Special(special) => cell.state == state_of(*special),
            Wanted::Value(value) => self.same(var, &cell.value, value),
        };
        if same {
            return None;
        }
        let mut why = self.reasons.value(var, row);
        if let (Wanted::Value(Value::Num(wanted)), Value::Num(number)) = (wanted, &cell.value)
            && number.rescale(wanted.scale()) == Some(*wanted)
        {
            why.insert(0, rounds(number.normalized().to_string()));
        }
        Some((self.got(var, row), why))
    }

    /// Whether two values are the same. The order of ticks says nothing, that of a ranking does.
    fn same(&self, var: VarId, value: &Value, wanted: &Value) -> bool {
        let ranked = matches!(column_type(self.instrument, var), Some(QuestionType::Rank(_)));
        match (value, wanted) {
            (Value::Choices(ticked), Value::Choices(wanted)) if !ranked => {
                let sorted = |ticks: &[u32]| ticks.iter().copied().collect::<BTreeSet<u32>>();
                sorted(ticked) == sorted(wanted)
            }
            (value, wanted) => value == wanted,
        }
    }

    fn got(&self, var: VarId, row: u32) -> Message {
        let cell = self.outcome.cell(var, row);
        let ty = column_type(self.instrument, var);
        if let (Value::Num(number), _) = (&cell.value, &ty) {
            let text = number.normalized().to_string();
            return Message::new(format!("`{text}`"), format!("`{text}`"));
        }
        match ty.filter(|_| !cell.value.is_missing()) {
            Some(ty) => {
                let list = ty.list().and_then(|list| self.instrument.list(list));
                let text = ty.write_text(&cell.value, list);
                let several = matches!(cell.value, Value::Choices(_));
                let text = if several { format!("[{}]", text.replace(' ', ", ")) } else { text };
                Message::new(format!("`{text}`"), format!("`{text}`"))
            }
            None => missing(cell.state),
        }
    }
}

fn rounds(number: String) -> super::Why {
    super::Why::note(Message::new(
        format!("keduanya sama bila dibulatkan; nilai lengkapnya `{number}`"),
        format!("the two are equal when rounded; the whole value is `{number}`"),
    ))
}

fn level_word(level: Level, lang: Lang) -> &'static str {
    match (level, lang) {
        (Level::Error, Lang::Id) => "kesalahan",
        (Level::Warning, Lang::Id) => "peringatan",
        (Level::Info, Lang::Id) => "info",
        (Level::Error | Level::Warning | Level::Info, Lang::En) => level.word(),
    }
}

fn asked_words() -> Message {
    Message::new("ditanyakan", "asked")
}

fn not_asked_words() -> Message {
    Message::new("tidak ditanyakan", "not asked")
}

fn state_of(special: Special) -> State {
    match special {
        Special::DontKnow => State::DontKnow,
        Special::Refused => State::Refused,
        Special::NotApplicable => State::MarkedNotApplicable,
    }
}

/// No value, and why.
fn missing(state: State) -> Message {
    let special = |special| {
        let word = special_word(special);
        Message::new(format!("`missing` (dijawab `{word}`)"), format!("`missing` (answered `{word}`)"))
    };
    match state {
        State::Answered | State::Unanswered => Message::new("`missing`", "`missing`"),
        State::DontKnow => special(Special::DontKnow),
        State::Refused => special(Special::Refused),
        State::MarkedNotApplicable => special(Special::NotApplicable),
        State::NotAsked => Message::new("`missing` (tidak ditanyakan)", "`missing` (not asked)"),
        State::Invalid => {
            Message::new("`missing` (jawabannya tidak sah)", "`missing` (its answer is not valid)")
        }
        State::NotInVersion => {
            Message::new("`missing` (belum ada di versi itu)", "`missing` (not yet in that version)")
        }
    }
}
