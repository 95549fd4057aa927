//! What stands in the way of a record, and where to go back to.

use super::course::{Course, is_computed};
use super::profile::{Profile, Target};
use crate::model::{Instrument, ItemId, ItemKind, QuestionType, Rows};
use crate::rules::{ProblemKind, Step};

/// How often one thing is drawn again for one reason before an earlier one is.
const TRIES: usize = 8;
/// The same where only so many choices are to be tried.
const CHOICES: usize = 64;

/// Something that can't be right as it was drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cause {
    /// The question or roster.
    pub(super) item: ItemId,
    /// What is wrong with it.
    pub(super) kind: ProblemKind,
    /// Only a warning: worth a few tries, no more.
    pub(super) soft: bool,
}

/// Where to go back to, the latest first, each with how often.
pub(super) type Ways = Vec<(usize, usize)>;

/// Where to go back to when something is wrong.
pub(super) fn ways(instrument: &Instrument, course: &Course, profile: &Profile, cause: &Cause) -> Ways {
    let Some(item) = instrument.items.get(cause.item) else { return Ways::new() };
    let behind = match (&item.kind, cause.kind) {
        (ItemKind::Question(question), ProblemKind::Check(origin)) => {
            let check = question.checks.iter().find(|check| check.origin == origin);
            check.map(|check| course.behind_check(question, check)).unwrap_or_default()
        }
        (ItemKind::Question(question), _) => course.behind([Step::Cell(question.var)].into_iter()),
        (ItemKind::Roster(roster), _) => course.behind([Step::Rows(*roster)].into_iter()),
        (ItemKind::Section { .. } | ItemKind::Note | ItemKind::Calc(_) | ItemKind::Grid { .. }, _) => {
            Vec::new()
        }
    };
    let way = |at: usize| Some((at, tries(instrument, profile, course.steps.get(at)?.step)?));
    behind.into_iter().filter_map(way).collect()
}

/// How often it is worth drawing a step again; none for what isn't drawn.
fn tries(instrument: &Instrument, profile: &Profile, step: Step) -> Option<usize> {
    match step {
        Step::Cell(var) => {
            let column = instrument.var(var).filter(|column| super::course::is_drawn(column.kind))?;
            if is_computed(profile, Target::Column(var)) {
                return Some(2);
            }
            let ty = instrument.question_type(column.kind);
            let one = ty.filter(|ty| matches!(ty, QuestionType::SelectOne(_))).and_then(QuestionType::list);
            let list = one.and_then(|list| instrument.list(list));
            Some(list.map_or(TRIES, |list| list.list.choices.len().clamp(2, CHOICES)))
        }
        Step::Rows(roster) => match instrument.roster(roster)?.rows {
            Rows::Free | Rows::Previous(_) => Some(TRIES),
            Rows::Count(_) | Rows::ForEachTicked(_) | Rows::ForEachChoice(_) => None,
        },
        Step::Asked(_) | Step::Choices(_) | Step::Required(_) | Step::ScoreAsked(_) | Step::Problems(_) => {
            None
        }
    }
}
