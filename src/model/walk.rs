//! Every place of an instrument where an expression can sit, in one function.
//!
//! What needs all expressions (their order, their cost, what they read, what changed in them) calls [`expressions`] and
//! does not look for them itself, so that a new place is added here and nowhere else.

use crate::base::Message;
use crate::expr::Expr;
use crate::value::ListId;

use super::{
    Check, CheckOrigin, Formula, Indicator, IndicatorKind, Instrument, Item, ItemId, ItemKind, Label, Method,
    Part, Question, Required, Rows, Score, ScoreId,
};

/// Whose an expression is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Owner {
    /// The instrument's own: title, description.
    Instrument,
    /// The n-th param's.
    Param(u32),
    /// A choice list's.
    List(ListId),
    /// The n-th given fact's.
    Given(u32),
    /// An item's.
    Item(ItemId),
    /// A score's.
    Score(ScoreId),
    /// The n-th indicator's.
    Indicator(u32),
}

/// What an expression decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Whether it is asked.
    When,
    /// Whether it must be answered.
    Required,
    /// Whether an answer is right.
    Check(CheckOrigin),
    /// Which choices are offered.
    ChoicesWhere,
    /// What an item is filled with.
    Default,
    /// What is calculated, or a score of `method: formula`.
    Value,
    /// How many rows a roster has.
    Rows,
    /// A value shown in a label, hint or message.
    Pipe,
    /// The value of a score's n-th part, from 0.
    Part(u32),
    /// The n-th condition (from 0) that overrides a score.
    Override(u32),
    /// The n-th condition (from 0) of `classify`.
    Rule(u32),
    /// The class of a row, its value or its tiebreak, of a `largest` over a roster.
    Row,
    /// The number of a score, put together from its parts.
    Number,
    /// The band or class of a score.
    Band,
    /// What an indicator counts, sums or compares.
    Measure,
    /// Which records an indicator is about.
    Among,
    /// What an indicator is compared with.
    Target,
    /// Another figure an indicator is shown beside.
    Reference,
    /// What a record weighs in an indicator.
    Weight,
}

impl Role {
    /// What it is called in the language: `when`, `checks`, `value`.
    pub fn key(self) -> &'static str {
        match self {
            Self::When => "when",
            Self::Required => "required",
            Self::Check(CheckOrigin::Min) => "min",
            Self::Check(CheckOrigin::Max) => "max",
            Self::Check(CheckOrigin::Author(_)) => "checks",
            Self::ChoicesWhere => "choices_where",
            Self::Default => "default",
            Self::Value => "value",
            Self::Rows => "rows",
            Self::Pipe => "label",
            Self::Part(_) => "items",
            Self::Override(_) => "override",
            Self::Rule(_) => "rules",
            Self::Row => "over",
            Self::Number => "score",
            Self::Band => "bands",
            Self::Measure => "indicator",
            Self::Among => "among",
            Self::Target => "target",
            Self::Reference => "reference",
            Self::Weight => "weight",
        }
    }

    /// What it decides, for people: "whether it is asked".
    pub fn decides(self) -> Message {
        let (id, en) = match self {
            Self::When => ("apakah ditanyakan", "whether it is asked"),
            Self::Required => ("apakah wajib dijawab", "whether it must be answered"),
            Self::Check(_) => ("apakah jawabannya benar", "whether its answer is right"),
            Self::ChoicesWhere => ("pilihan yang ditawarkan", "which choices are offered"),
            Self::Default => ("isian awalnya", "what it is filled with"),
            Self::Value => ("nilainya", "its value"),
            Self::Rows => ("banyaknya baris", "how many rows it has"),
            Self::Pipe => ("nilai dalam labelnya", "a value in its label"),
            Self::Part(_) => ("nilai bagiannya", "the value of its part"),
            Self::Override(_) => ("aturan penggantinya", "the rule that overrides it"),
            Self::Rule(_) => ("aturan kelasnya", "the rule of its class"),
            Self::Row => ("nilai barisnya", "the value of its row"),
            Self::Number => ("angkanya", "its number"),
            Self::Band => ("kategorinya", "its band"),
            Self::Measure => ("yang diukurnya", "what it measures"),
            Self::Among => ("rekaman yang dihitung", "which records count"),
            Self::Target => ("targetnya", "its target"),
            Self::Reference => ("angka pembandingnya", "the figure it is compared with"),
            Self::Weight => ("bobotnya", "its weight"),
        };
        Message::new(id, en)
    }
}

/// An expression and where it sits.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'a> {
    /// Whose it is.
    pub owner: Owner,
    /// What it decides.
    pub role: Role,
    /// The expression.
    pub expr: &'a Expr,
    /// The same with its text; none for those the engine puts together (a score's number and band).
    pub formula: Option<&'a Formula>,
}

/// Calls `visit` with every expression of an instrument: lists, items in the order of the arena, scores, indicators.
pub fn expressions<'a>(instrument: &'a Instrument, visit: &mut dyn FnMut(Seen<'a>)) {
    labels(Owner::Instrument, [Some(&instrument.title), instrument.description.as_ref()], visit);
    for (at, param) in (0_u32..).zip(instrument.params.values()) {
        labels(Owner::Param(at), [param.label.as_ref()], visit);
    }
    for (at, list) in (0_u32..).zip(&instrument.lists) {
        labels(Owner::List(ListId(at)), list.texts.iter().map(|text| Some(&text.label)), visit);
    }
    for (at, given) in (0_u32..).zip(&instrument.given) {
        labels(Owner::Given(at), [given.label.as_ref()], visit);
    }
    for (id, item) in instrument.items.iter() {
        of_item(instrument, id, item, visit);
    }
    for (id, score) in instrument.scores.iter() {
        of_score(Owner::Score(id), score, visit);
    }
    for (at, indicator) in (0_u32..).zip(&instrument.indicators) {
        of_indicator(Owner::Indicator(at), indicator, visit);
    }
}

/// Calls `visit` with the expressions of one item: its own, not those of the items in it.
pub fn of_item<'a>(instrument: &'a Instrument, id: ItemId, item: &'a Item, visit: &mut dyn FnMut(Seen<'a>)) {
    let owner = Owner::Item(id);
    one(owner, Role::When, item.when.as_ref(), visit);
    labels(owner, [item.label.as_ref(), item.hint.as_ref()], visit);
    match &item.kind {
        ItemKind::Section { .. } | ItemKind::Note | ItemKind::Grid { .. } => {}
        ItemKind::Question(question) => of_question(owner, question, visit),
        ItemKind::Calc(calc) => one(owner, Role::Value, Some(&calc.value), visit),
        ItemKind::Roster(roster) => {
            let Some(roster) = instrument.roster(*roster) else { return };
            match &roster.rows {
                Rows::Count(count) => one(owner, Role::Rows, Some(count), visit),
                Rows::Free | Rows::ForEachTicked(_) | Rows::ForEachChoice(_) | Rows::Previous(_) => {}
            }
            labels(owner, [roster.row_label.as_ref()], visit);
            of_checks(owner, &roster.checks, visit);
        }
    }
}

fn of_question<'a>(owner: Owner, question: &'a Question, visit: &mut dyn FnMut(Seen<'a>)) {
    match &question.required {
        Required::When(formula) => one(owner, Role::Required, Some(formula), visit),
        Required::Always | Required::Never => {}
    }
    of_checks(owner, &question.checks, visit);
    one(owner, Role::ChoicesWhere, question.choices_where.as_ref(), visit);
    one(owner, Role::Default, question.default.as_ref(), visit);
}

fn of_checks<'a>(owner: Owner, checks: &'a [Check], visit: &mut dyn FnMut(Seen<'a>)) {
    for Check { origin, require, message, level: _ } in checks {
        one(owner, Role::Check(*origin), Some(require), visit);
        labels(owner, [Some(message)], visit);
    }
}

/// Calls `visit` with the expressions of one score.
pub fn of_score<'a>(owner: Owner, score: &'a Score, visit: &mut dyn FnMut(Seen<'a>)) {
    one(owner, Role::When, score.when.as_ref(), visit);
    labels(owner, [score.label.as_ref()], visit);
    for (at, rule) in (0_u32..).zip(&score.overrides) {
        one(owner, Role::Override(at), Some(&rule.when), visit);
        labels(owner, [rule.reason.as_ref()], visit);
    }
    of_method(owner, &score.method, visit);
    labels(owner, score.bands.iter().map(|band| band.label.as_ref()), visit);
    whole(owner, Role::Number, score.value.as_ref(), visit);
    whole(owner, Role::Band, score.band.as_ref(), visit);
}

fn of_method<'a>(owner: Owner, method: &'a Method, visit: &mut dyn FnMut(Seen<'a>)) {
    match method {
        Method::Sum(parts) | Method::Mean(parts, _) | Method::Weighted(parts, _) => {
            of_parts(owner, parts, visit)
        }
        Method::Largest { parts, over, floor: _, below_floor: _, on_tie: _, classes } => {
            of_parts(owner, parts, visit);
            if let Some(over) = over {
                one(owner, Role::Row, Some(&over.key), visit);
                one(owner, Role::Row, Some(&over.value), visit);
                one(owner, Role::Row, over.tiebreak.as_ref(), visit);
            }
            labels(owner, classes.iter().map(|class| class.label.as_ref()), visit);
        }
        Method::Classify { rules, classes } => {
            for (at, (_, formula)) in (0_u32..).zip(rules) {
                one(owner, Role::Rule(at), Some(formula), visit);
            }
            labels(owner, classes.iter().map(|class| class.label.as_ref()), visit);
        }
        Method::Formula(formula) => one(owner, Role::Value, Some(formula), visit),
    }
}

fn of_parts<'a>(owner: Owner, parts: &'a [Part], visit: &mut dyn FnMut(Seen<'a>)) {
    for (at, part) in (0_u32..).zip(parts) {
        one(owner, Role::Part(at), Some(&part.value), visit);
        labels(owner, [part.label.as_ref()], visit);
    }
}

/// Calls `visit` with the expressions of one indicator.
pub fn of_indicator<'a>(owner: Owner, indicator: &'a Indicator, visit: &mut dyn FnMut(Seen<'a>)) {
    labels(owner, [indicator.label.as_ref()], visit);
    match &indicator.kind {
        IndicatorKind::Share(formula)
        | IndicatorKind::Count(formula)
        | IndicatorKind::Sum(formula)
        | IndicatorKind::Mean(formula)
        | IndicatorKind::Median(formula)
        | IndicatorKind::Distribution(formula) => one(owner, Role::Measure, Some(formula), visit),
        IndicatorKind::Ratio(above, below) => {
            one(owner, Role::Measure, Some(above), visit);
            one(owner, Role::Measure, Some(below), visit);
        }
        IndicatorKind::DifferenceInDifferences { of, treated, after } => {
            for formula in [of, treated, after] {
                one(owner, Role::Measure, Some(formula), visit);
            }
        }
    }
    one(owner, Role::Among, indicator.among.as_ref(), visit);
    one(owner, Role::Target, indicator.target.as_ref(), visit);
    one(owner, Role::Reference, indicator.reference.as_ref(), visit);
    one(owner, Role::Target, indicator.against.as_ref(), visit);
    one(owner, Role::Weight, indicator.weight.as_ref(), visit);
}

fn one<'a>(owner: Owner, role: Role, formula: Option<&'a Formula>, visit: &mut dyn FnMut(Seen<'a>)) {
    if let Some(formula) = formula {
        visit(Seen { owner, role, expr: &formula.expr, formula: Some(formula) });
    }
}

fn whole<'a>(owner: Owner, role: Role, expr: Option<&'a Expr>, visit: &mut dyn FnMut(Seen<'a>)) {
    if let Some(expr) = expr {
        visit(Seen { owner, role, expr, formula: None });
    }
}

fn labels<'a>(
    owner: Owner,
    labels: impl IntoIterator<Item = Option<&'a Label>>,
    visit: &mut dyn FnMut(Seen<'a>),
) {
    for label in labels.into_iter().flatten() {
        for formula in label.pipes() {
            one(owner, Role::Pipe, Some(formula), visit);
        }
    }
}
