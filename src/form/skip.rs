//! Skip instructions for paper: which answer leads past which questions, and which conditions need not be written out
//! because the instructions already see to them.
//!
//! An instruction "→ go to 12" stands at an answer only where it is exactly true: with that answer, everything
//! between is surely not asked, whatever the other answers, and 12 may be.

use std::collections::{BTreeMap, BTreeSet};

use super::number::{Numbers, children_of};
use super::possible::{Truths, possible};
use super::trial::{Trial, state_of};
use crate::expr::VarId;
use crate::model::{Formula, Instrument, Item, ItemId, ItemKind, Question, QuestionType, Required, VarKind};
use crate::value::{Special, State, Value};

/// An answer that may lead somewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// A choice, by its position in the list.
    Choice(u32),
    /// Yes or no.
    Bool(bool),
    /// A reason recorded instead of an answer.
    Special(Special),
}

/// Where an answer leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// To a numbered item.
    Item(ItemId),
    /// To the beginning of a top-level section.
    Section(ItemId),
    /// Past the last question.
    End,
}

/// The skip instructions of an instrument.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Skips {
    leads: BTreeMap<(ItemId, Way), Target>,
    covered: BTreeSet<ItemId>,
}

/// A place on the form where the interviewer may be sent or pass by.
struct Stop<'a> {
    item: ItemId,
    numbered: bool,
    /// The top-level section that begins here.
    opens: Option<ItemId>,
    /// The conditions it stands under, outermost first; its own is last if it has one.
    conditions: Vec<&'a Formula>,
    parent: Option<ItemId>,
    vars: Vec<VarId>,
}

/// Conditions looked at while answers are followed; where an instrument has more, the rest get no arrows, and their
/// conditions are written out.
const MOST_FOLLOWED: u32 = 1_000_000;

/// The stops of a form, and where each item and section begins among them.
struct Course<'a> {
    stops: Vec<Stop<'a>>,
    places: BTreeMap<ItemId, usize>,
    opens: BTreeMap<ItemId, usize>,
}

impl<'a> Course<'a> {
    fn new(instrument: &'a Instrument, numbers: &Numbers) -> Self {
        let mut stops = Vec::new();
        for root in &instrument.roots {
            let first = stops.len();
            gather((instrument, numbers), *root, &[], &mut stops);
            let is_section =
                matches!(instrument.items.get(*root).map(|i| &i.kind), Some(ItemKind::Section { .. }));
            if let (true, Some(stop)) = (is_section, stops.get_mut(first)) {
                stop.opens = Some(*root);
            }
        }
        let places = stops.iter().enumerate().map(|(at, stop)| (stop.item, at)).collect();
        let opens = stops.iter().enumerate().filter_map(|(at, stop)| Some((stop.opens?, at))).collect();
        Self { stops, places, opens }
    }
}

/// What is known while an answer is followed.
pub(super) struct Known<'a> {
    pub(super) trial: Trial<'a>,
    /// Not asked, given that answer.
    pub(super) hidden: BTreeSet<VarId>,
}

impl Skips {
    /// Finds the skip instructions of an instrument.
    pub fn new(instrument: &Instrument, numbers: &Numbers) -> Self {
        let course = Course::new(instrument, numbers);
        let mut skips = Self::default();
        let mut left = MOST_FOLLOWED;
        for at in 0..course.stops.len() {
            skips.follow(instrument, &course.stops, at, &mut left);
        }
        for at in 0..course.stops.len() {
            skips.cover(instrument, &course, at);
        }
        skips
    }

    /// Where an answer leads, if not to what comes next.
    pub fn lead(&self, question: ItemId, way: Way) -> Option<Target> {
        self.leads.get(&(question, way)).copied()
    }

    /// Whether following the instructions reaches this item exactly when its own condition is true.
    pub fn covers(&self, item: ItemId) -> bool {
        self.covered.contains(&item)
    }

    fn follow(&mut self, instrument: &Instrument, stops: &[Stop<'_>], at: usize, left: &mut u32) {
        let Some(stop) = stops.get(at) else { return };
        let Some(question) = question_of(instrument, stop.item) else { return };
        for way in ways(instrument, question) {
            let later = stops.get(at + 1..).unwrap_or_default();
            let lead = destination(known(instrument, question, way), later, left);
            if let Some(target) = lead {
                self.leads.insert((stop.item, way), target);
            }
        }
    }

    /// An item is covered when its own condition reads one question alone, that question stands before it under no
    /// condition that is written out, and each of its answers leads past the item or not as the condition says.
    fn cover(&mut self, instrument: &Instrument, course: &Course<'_>, at: usize) {
        let stops = &course.stops;
        let Some(stop) = stops.get(at) else { return };
        let own = instrument.items.get(stop.item).and_then(|item| item.when.as_ref());
        let Some((from, question)) = own.and_then(|own| asker(instrument, course, at, own)) else { return };
        let Some(own) = own else { return };
        let asks = stops.get(from).is_some_and(|before| {
            let free = instrument.items.get(before.item).is_some_and(|item| item.when.is_none());
            before.parent == stop.parent && (free || self.covered.contains(&before.item))
        });
        let decided = asks && question.required == Required::Always && {
            let ways = ways(instrument, question);
            !ways.is_empty()
                && ways.into_iter().all(|way| {
                    let truths = possible(&known(instrument, question, way), &own.expr);
                    let passed =
                        stops.get(from).is_some_and(|before| self.leads_past(course, before.item, way, at));
                    truths.is_settled() && truths.may_be_true() != passed
                })
        };
        if decided {
            self.covered.insert(stop.item);
        }
    }

    fn leads_past(&self, course: &Course<'_>, from: ItemId, way: Way, at: usize) -> bool {
        let beyond = |place: Option<&usize>| place.is_some_and(|place| *place > at);
        match self.lead(from, way) {
            None => false,
            Some(Target::End) => true,
            Some(Target::Item(item)) => beyond(course.places.get(&item)),
            Some(Target::Section(section)) => beyond(course.opens.get(&section)),
        }
    }
}

fn gather<'a>(
    (instrument, numbers): (&'a Instrument, &Numbers),
    id: ItemId,
    above: &[&'a Formula],
    stops: &mut Vec<Stop<'a>>,
) {
    let Some(item) = instrument.items.get(id) else { return };
    let conditions: Vec<&Formula> = above.iter().copied().chain(&item.when).collect();
    match &item.kind {
        ItemKind::Section { children } => {
            children.iter().for_each(|child| gather((instrument, numbers), *child, &conditions, stops));
        }
        // What a choice opens is written behind it, and calculations are not asked.
        ItemKind::Question(_) if numbers.opened_by(id).is_some() => {}
        ItemKind::Calc(_) => {}
        ItemKind::Question(_) | ItemKind::Note | ItemKind::Grid { .. } | ItemKind::Roster(_) => {
            stops.push(Stop {
                item: id,
                numbered: !matches!(item.kind, ItemKind::Note),
                opens: None,
                conditions,
                parent: item.parent,
                vars: vars_of(instrument, item),
            })
        }
    }
}

fn vars_of(instrument: &Instrument, item: &Item) -> Vec<VarId> {
    match &item.kind {
        ItemKind::Question(question) => vec![question.var],
        ItemKind::Grid { .. } => {
            let rows = children_of(instrument, item).iter();
            rows.filter_map(|id| question_of(instrument, *id)).map(|question| question.var).collect()
        }
        ItemKind::Section { .. } | ItemKind::Note | ItemKind::Calc(_) | ItemKind::Roster(_) => Vec::new(),
    }
}

fn question_of(instrument: &Instrument, id: ItemId) -> Option<&Question> {
    match &instrument.items.get(id)?.kind {
        ItemKind::Question(question) => Some(question),
        ItemKind::Section { .. }
        | ItemKind::Note
        | ItemKind::Calc(_)
        | ItemKind::Grid { .. }
        | ItemKind::Roster(_) => None,
    }
}

/// The answers of a question that a printed form can lead on from.
fn ways(instrument: &Instrument, question: &Question) -> Vec<Way> {
    let reasons = [
        (question.allow.dont_know, Special::DontKnow),
        (question.allow.refused, Special::Refused),
        (question.allow.not_applicable, Special::NotApplicable),
    ];
    let reasons = reasons.into_iter().filter(|(is, _)| *is).map(|(_, reason)| Way::Special(reason));
    match &question.ty {
        QuestionType::SelectOne(list) => {
            let count = instrument.list(*list).map_or(0, |list| list.list.choices.len());
            let choices = (0..u32::try_from(count).unwrap_or_default()).map(Way::Choice);
            choices.chain(reasons).collect()
        }
        QuestionType::YesNo => [true, false].map(Way::Bool).into_iter().chain(reasons).collect(),
        QuestionType::Text
        | QuestionType::Integer
        | QuestionType::Decimal { .. }
        | QuestionType::Money
        | QuestionType::Percent { .. }
        | QuestionType::Date
        | QuestionType::Month
        | QuestionType::Time
        | QuestionType::DateTime
        | QuestionType::SelectMultiple(_)
        | QuestionType::Rank(_)
        | QuestionType::Geopoint
        | QuestionType::Photo
        | QuestionType::Audio
        | QuestionType::Video
        | QuestionType::File
        | QuestionType::Signature
        | QuestionType::Barcode => Vec::new(),
    }
}

fn known<'a>(instrument: &'a Instrument, question: &Question, way: Way) -> Known<'a> {
    let (value, state) = match way {
        Way::Bool(yes) => (Value::Bool(yes), State::Answered),
        Way::Special(reason) => (Value::Missing, state_of(reason)),
        Way::Choice(at) => {
            let list = question.ty.list().and_then(|list| instrument.list(list));
            match list.and_then(|list| list.list.choice(at)).and_then(|choice| choice.special) {
                Some(reason) => (Value::Missing, state_of(reason)),
                None => (Value::Choice(at), State::Answered),
            }
        }
    };
    let trial = Trial { instrument, answered: Some((question.var, value, state)), choice: None };
    Known { trial, hidden: BTreeSet::new() }
}

/// The first of the later stops that may be asked, unless it is the very next one or can't be named.
fn destination(mut known: Known<'_>, later: &[Stop<'_>], left: &mut u32) -> Option<Target> {
    for (passed, stop) in later.iter().enumerate() {
        *left = left.checked_sub(u32::try_from(stop.conditions.len()).unwrap_or(u32::MAX).max(1))?;
        let hidden = stop.conditions.iter().any(|condition| !possible(&known, &condition.expr).may_be_true());
        if hidden {
            known.hidden.extend(&stop.vars);
            continue;
        }
        return match (passed, stop.opens, stop.numbered) {
            (0, ..) => None,
            (_, Some(section), _) => Some(Target::Section(section)),
            (_, None, true) => Some(Target::Item(stop.item)),
            (_, None, false) => None,
        };
    }
    (!later.is_empty()).then_some(Target::End)
}

/// The only question that a condition reads, and its stop, if it stands before.
fn asker<'a>(
    instrument: &'a Instrument,
    course: &Course<'_>,
    at: usize,
    own: &Formula,
) -> Option<(usize, &'a Question)> {
    let read: BTreeSet<VarId> = own.expr.reads().map(|(var, _)| var).collect();
    let (Some(var), 1) = (read.first(), read.len()) else { return None };
    let Some(VarKind::Question(item)) = instrument.var(*var).map(|var| var.kind) else { return None };
    let from = course.places.get(&item).copied().filter(|from| *from < at)?;
    Some((from, question_of(instrument, item)?))
}

impl Truths {
    /// Whether it can only be true, or can't be true at all.
    fn is_settled(self) -> bool {
        !self.may_be_true() || self == Self::TRUE
    }
}
