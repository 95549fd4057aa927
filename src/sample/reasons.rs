//! Why a question has no answer: it is left open, nobody knows, somebody won't say.

use super::draw::Asking;
use super::profile::{From, Rule};
use super::rate::Rate;
use super::walk::{Purpose, Walk};
use crate::model::QuestionType;
use crate::rules::Recorded;
use crate::value::{Special, Value};

/// After so many attempts, whether there is an answer is drawn anew too.
const SAME_REASONS: u64 = 4;

impl Walk<'_> {
    /// Why there is no answer; none where there is one.
    pub(super) fn reason(&mut self, asking: &Asking<'_>, rule: Option<&Rule>, row: u32) -> Option<Recorded> {
        let options = self.scene.options;
        let era = if self.attempt < SAME_REASONS { 0 } else { self.attempt };
        let attempt = std::mem::replace(&mut self.attempt, era);
        let mut dice = self.dice(Purpose::Reason, &[u64::from(asking.var.0), u64::from(row)]);
        self.attempt = attempt;
        let rate = |own: fn(&Rule) -> Option<Rate>, usual: Rate| rule.and_then(own).unwrap_or(usual);
        let refused = dice.happens(rate(|rule| rule.refused, options.refused));
        let dont_know = dice.happens(rate(|rule| rule.dont_know, options.dont_know));
        // What the app knows before the interview it knows, unless a rule says otherwise.
        let usual = if asking.item.is_some() { options.missing } else { Rate::NEVER };
        let missing = dice.happens(rate(|rule| rule.missing, usual));
        let specials = [(refused, Special::Refused), (dont_know, Special::DontKnow)];
        for (_, special) in specials.into_iter().filter(|(happens, _)| *happens) {
            if let Some(recorded) = self.special(asking, rule, special) {
                return Some(recorded);
            }
        }
        let open = missing && asking.item.is_none_or(|item| !self.must_answer(item, row));
        open.then_some(Recorded::Nothing)
    }

    /// A special answer as the question takes it: as a choice of its list, or as a reason.
    fn special(&self, asking: &Asking<'_>, rule: Option<&Rule>, special: Special) -> Option<Recorded> {
        let list = asking.ty.list().and_then(|list| self.scene.instrument.list(list));
        let code = list.and_then(|list| list.list.special(special));
        let allowed = match special {
            Special::DontKnow => asking.allow.dont_know,
            Special::Refused => asking.allow.refused,
            Special::NotApplicable => asking.allow.not_applicable,
        };
        match (asking.ty, code) {
            (QuestionType::SelectOne(_), Some(code)) => {
                // A rule that weighs the choice has the say; so does a filter that doesn't offer it.
                let weighed = rule.is_some_and(|rule| weighs(rule, code));
                (!weighed && asking.filter.is_none()).then_some(Recorded::Value(Value::Choice(code)))
            }
            (QuestionType::SelectMultiple(_), Some(code)) if asking.filter.is_none() => {
                Some(Recorded::Value(Value::Choices([code].into())))
            }
            _ => allowed.then_some(Recorded::Special(special)),
        }
    }
}

/// Whether a rule gives a choice a weight.
fn weighs(rule: &Rule, code: u32) -> bool {
    match &rule.from {
        From::Weighted(values) => values.iter().any(|(value, _)| *value == Value::Choice(code)),
        From::Anywhere | From::Formula(_) | From::Ticked(_) | From::Pattern(_) | From::Stretch(_) => false,
    }
}
