//! Why something is asked or not, required, wrong, or worth what it is: as data, and in words.

use serde::Serialize;

use crate::base::Message;
use crate::model::walk::Role as Written;
use crate::model::{Formula, Instrument, ItemId, ItemKind, Question, Required, Rows, ScoreId, VarKind};
use crate::rules::{
    Condition, Explanation, Plan, Reading, Role, Step, Truth, Words, decide, explain, readings,
};
use crate::value::{RosterId, State};

use super::{Place, Session};

/// Why an item is as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Why {
    /// Its path: `barang[2].brg_nilai`.
    pub at: String,
    /// Whether it is asked.
    pub asked: bool,
    /// What has a condition: what is around it, from the outermost in, then itself.
    pub gates: Vec<Gate>,
    /// Whether it must be answered; none for what isn't a question.
    pub required: Option<bool>,
    /// The condition of that, if it has one.
    pub required_when: Option<Condition>,
    /// Its checks.
    pub checks: Vec<CheckWhy>,
    /// Which choices are offered: the filter as the author wrote it.
    pub choices_where: Option<String>,
    /// The formula of its value: a calculation's, or a question's default while nothing was answered.
    pub formula: Option<String>,
    /// Its value as people read it.
    pub value: Option<String>,
    /// What its formula, its filter or the number of its rows read.
    pub reads: Vec<Reading>,
    /// What it depends on directly.
    pub depends_on: Vec<Link>,
    /// What depends on it directly.
    pub read_by: Vec<Link>,
    /// The same for people, a sentence each.
    pub words: Vec<Words>,
}

/// A condition under which an item and all that stands in it is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Gate {
    /// Whose it is: the path of the item or of what is around it.
    pub at: String,
    /// The condition, whether it holds, and what it read.
    pub condition: Condition,
}

/// A check and whether it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CheckWhy {
    /// Its name in problems: `min`, `max`, the author's number.
    pub check: String,
    /// What must hold, whether it does, and what it read.
    pub condition: Condition,
    /// What is said when it doesn't, in the language of the interview.
    pub message: String,
}

/// Something that depends on something.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Link {
    /// What: the id of an item, a given fact, `score.ID`.
    pub name: String,
    /// Which key of the dependent one reads it: `when`, `value`, `checks`.
    pub key: &'static str,
}

impl Session {
    /// Why a score is what it is; none for a score the instrument doesn't have.
    pub fn why_score(&self, score: ScoreId) -> Option<Explanation> {
        explain(&self.form.instrument, &self.outcome, score)
    }

    /// What a score depends on, and what depends on it.
    pub fn links_of_score(&self, id: ScoreId) -> (Vec<Link>, Vec<Link>) {
        let Some(score) = self.form.instrument.scores.get(id) else { return Default::default() };
        let parts = score.method.parts().iter().filter_map(|part| part.var);
        let columns = parts.chain(score.var).chain(score.band_var).map(Step::Cell);
        let steps: Vec<Step> = std::iter::once(Step::ScoreAsked(id)).chain(columns).collect();
        links(&self.form.instrument, &self.form.plan, &steps)
    }

    /// Why an item is asked or not, required, wrong, worth what it is. None if there is no such item or its row is gone.
    pub fn why(&self, at: Place) -> Option<Why> {
        let row = self.row_number(at)?;
        let instrument = &self.form.instrument;
        let item = instrument.items.get(at.item)?;
        let (home, outcome) = (item.home, &self.outcome);
        let decide = |formula: &Formula| decide(instrument, outcome, formula, (home, row));
        let question = instrument.question(at.item).map(|(_, question)| question);
        let formula = self.formula(at.item, question, row);
        let filter = question.and_then(|question| question.choices_where.as_ref());
        let read = |formula: &Formula| readings(instrument, outcome, &formula.expr, (home, row));
        let check = |check: &crate::model::Check| CheckWhy {
            check: crate::rules::ProblemKind::Check(check.origin).check().into_owned(),
            condition: decide(&check.require),
            message: self.view().label(&check.message, home, row),
        };
        let mut why = Why {
            at: self.path(at)?,
            asked: outcome.asked(at.item, row),
            gates: self.gates(at.item, row),
            required: question.map(|_| outcome.required(at.item, row)),
            required_when: match question.map(|question| &question.required) {
                Some(Required::When(formula)) => Some(decide(formula)),
                Some(Required::Always | Required::Never) | None => None,
            },
            checks: instrument.checks(item).iter().map(check).collect(),
            choices_where: filter.map(|filter| filter.source.0.to_string()),
            formula: formula.map(|formula| formula.source.0.to_string()),
            value: self.shown(at),
            reads: formula.into_iter().chain(filter).flat_map(read).collect(),
            depends_on: Vec::new(),
            read_by: Vec::new(),
            words: Vec::new(),
        };
        (why.depends_on, why.read_by) = links(instrument, &self.form.plan, &self.steps(at.item));
        why.words = self.words(&why, at);
        Some(why)
    }

    /// The formula that an item's value or rows come from now.
    fn formula<'f>(&'f self, id: ItemId, question: Option<&'f Question>, row: u32) -> Option<&'f Formula> {
        let instrument = &self.form.instrument;
        match &instrument.items.get(id)?.kind {
            ItemKind::Calc(calc) => Some(&calc.value),
            ItemKind::Roster(roster) => match &instrument.roster(*roster)?.rows {
                Rows::Count(count) => Some(count),
                Rows::Free | Rows::ForEachTicked(_) | Rows::ForEachChoice(_) | Rows::Previous(_) => None,
            },
            ItemKind::Question(_) => {
                let at = self.place_of(id, row);
                question?.default.as_ref().filter(|_| *self.recorded(at) == crate::rules::Recorded::Nothing)
            }
            ItemKind::Section { .. } | ItemKind::Note | ItemKind::Grid { .. } => None,
        }
    }

    /// The conditions around an item and its own, from the outermost in.
    fn gates(&self, item: ItemId, row: u32) -> Vec<Gate> {
        let instrument = &self.form.instrument;
        let mut gates = Vec::new();
        let (mut at, mut row) = (Some(item), row);
        while let Some((id, found)) = at.and_then(|id| Some((id, instrument.items.get(id)?))) {
            if let Some(when) = &found.when {
                let condition = decide(instrument, &self.outcome, when, (found.home, row));
                gates.push(Gate { at: self.path(self.place_of(id, row)).unwrap_or_default(), condition });
            }
            let outer = found.parent.and_then(|parent| instrument.items.get(parent)).map(|item| item.home);
            if let Some(home) = found.home.filter(|home| outer != Some(Some(*home))) {
                row = self.outcome.row(home, row).map_or(0, |row| row.parent);
            }
            at = found.parent;
        }
        gates.reverse();
        gates
    }

    /// The steps that compute an item.
    fn steps(&self, id: ItemId) -> Vec<Step> {
        let mut steps = vec![Step::Asked(id), Step::Required(id), Step::Choices(id), Step::Problems(id)];
        steps.extend(self.form.column(id).map(Step::Cell));
        steps.extend(self.form.instrument.roster_of(id).map(Step::Rows));
        steps
    }

    fn words(&self, why: &Why, at: Place) -> Vec<Words> {
        let mut words = vec![asked_words(why)];
        if let (Some(required), true) = (why.required, why.asked) {
            words.push(required_words(required, why.required_when.as_ref()));
        }
        for check in why.checks.iter().filter(|check| check.condition.result == Truth::False && why.asked) {
            let formula = &check.condition.formula;
            words.push(said(
                format!("pemeriksaan `{formula}` tidak terpenuhi: {}", check.message),
                format!("the check `{formula}` is not met: {}", check.message),
            ));
        }
        let state = self.cell(at).map(|cell| cell.state);
        match (&why.formula, &why.value) {
            (Some(formula), Some(value)) if self.form.column(at.item).is_some() => words.push(said(
                format!("nilainya {value}, dari `{formula}`"),
                format!("its value is {value}, from `{formula}`"),
            )),
            (Some(formula), None) if state == Some(State::Unanswered) => words.push(said(
                format!("`{formula}` tidak memberi nilai, karena ada yang belum terisi"),
                format!("`{formula}` gives no value, because something it reads is missing"),
            )),
            (Some(_) | None, _) => {}
        }
        words
    }
}

fn said(id: String, en: String) -> Words {
    Words::from(Message::new(id, en))
}

fn asked_words(why: &Why) -> Words {
    let conditions = |gates: &[Gate]| {
        let all: Vec<String> = gates.iter().map(|gate| format!("`{}`", gate.condition.formula)).collect();
        all.join(", ")
    };
    if why.asked {
        return match why.gates.is_empty() {
            true => said("selalu ditanyakan".to_owned(), "it is always asked".to_owned()),
            false => {
                let all = conditions(&why.gates);
                said(
                    format!("ditanyakan, karena terpenuhi: {all}"),
                    format!("it is asked, because these hold: {all}"),
                )
            }
        };
    }
    match why.gates.iter().find(|gate| gate.condition.result != Truth::True) {
        Some(gate) => {
            let (at, formula) = (&gate.at, &gate.condition.formula);
            let (id, en) = match gate.condition.result {
                Truth::Unknown => ("belum dapat dipastikan", "is not known yet"),
                Truth::True | Truth::False => ("tidak terpenuhi", "does not hold"),
            };
            said(
                format!("tidak ditanyakan, karena syarat `{formula}` milik `{at}` {id}"),
                format!("it is not asked, because the condition `{formula}` of `{at}` {en}"),
            )
        }
        None => said("tidak ditanyakan".to_owned(), "it is not asked".to_owned()),
    }
}

fn required_words(required: bool, when: Option<&Condition>) -> Words {
    match (required, when) {
        (true, None) => said("wajib dijawab".to_owned(), "it must be answered".to_owned()),
        (false, None) => said("boleh dikosongkan".to_owned(), "it may stay empty".to_owned()),
        (true, Some(when)) => said(
            format!("wajib dijawab, karena `{}` terpenuhi", when.formula),
            format!("it must be answered, because `{}` holds", when.formula),
        ),
        (false, Some(when)) => said(
            format!("boleh dikosongkan, karena `{}` tidak terpenuhi", when.formula),
            format!("it may stay empty, because `{}` does not hold", when.formula),
        ),
    }
}

/// What the steps of one thing read, and who reads them; nothing of itself.
fn links(instrument: &Instrument, plan: &Plan, steps: &[Step]) -> (Vec<Link>, Vec<Link>) {
    let own: Vec<String> = steps.iter().map(|step| name(instrument, *step)).collect();
    let (mut reads, mut read_by) = (Vec::new(), Vec::new());
    let add = |links: &mut Vec<Link>, step: Option<Step>, role: Role| {
        let Some((step, key)) = step.zip(key(role)) else { return };
        let link = Link { name: name(instrument, step), key };
        if !links.contains(&link) && !own.contains(&link.name) {
            links.push(link);
        }
    };
    for id in steps.iter().filter_map(|step| plan.find(*step)) {
        for edge in plan.edges(id) {
            add(&mut reads, plan.step(edge.to), edge.role);
        }
        for reader in plan.readers(id) {
            for edge in plan.edges(*reader).iter().filter(|edge| edge.to == id) {
                add(&mut read_by, plan.step(*reader), edge.role);
            }
        }
    }
    (reads, read_by)
}

/// What is written of a dependency; none for what follows from where things stand.
fn key(role: Role) -> Option<&'static str> {
    match role {
        // What the engine puts together of a score's parts.
        Role::Written(Written::Number | Written::Band) => None,
        Role::Written(role) => Some(Written::key(role)),
        Role::RowsFrom => Some("rows"),
        Role::Inside | Role::Asked | Role::Offered => None,
    }
}

/// What a step is about, as an author names it.
fn name(instrument: &Instrument, step: Step) -> String {
    let item = |id: ItemId| instrument.items.get(id).map_or("", |item| &*item.id).to_owned();
    let score = |id: ScoreId| {
        instrument.scores.get(id).map_or_else(String::new, |score| format!("score.{}", score.id))
    };
    let roster = |id: RosterId| instrument.roster(id).map_or_else(String::new, |roster| item(roster.item));
    match step {
        Step::Asked(id) | Step::Choices(id) | Step::Required(id) | Step::Problems(id) => item(id),
        Step::Rows(id) => roster(id),
        Step::ScoreAsked(id) => score(id),
        Step::Cell(var) => match instrument.var(var).map(|var| (var.kind, &var.name)) {
            Some((VarKind::Part(id, _) | VarKind::Score(id) | VarKind::Band(id), _)) => score(id),
            Some((VarKind::RowChoice(id), _)) => roster(id),
            Some((
                VarKind::Today
                | VarKind::Given(_)
                | VarKind::Question(_)
                | VarKind::Calc(_)
                | VarKind::Prev(_),
                name,
            )) => name.to_string(),
            None => String::new(),
        },
    }
}
