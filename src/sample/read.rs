//! From a profile's document to a [`Profile`], everything named resolved and every expression checked.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::course::order;
use super::profile::{Days, Profile, Rule, Target, WaveDays};
use super::scope::{Names, draw_type};
use crate::base::{Diagnostic, Limits, Message, Sink, Span, codes, nearest};
use crate::expr::{self, Attached, Expected, Expr, Place};
use crate::model::{Instrument, QuestionType};
use crate::rules::{Plan, Step};
use crate::source::{Block, Document, Key, Scalar, Written};
use crate::value::{NumType, RosterId, Type};

/// Reads a profile of an instrument. What is wrong with it goes into the sink; the rest is read all the same.
pub fn read_profile(
    document: &Document,
    instrument: &Instrument,
    limits: &Limits,
    sink: &mut Sink,
) -> Profile {
    let names = Names::new(instrument, limits);
    let mut reading = Reading { instrument, names, limits, sink };
    reading.of_instrument(&document.root);
    let mut profile = Profile {
        waves: reading.waves(&document.root),
        today: reading.days(&document.root),
        ..Profile::default()
    };
    for (id, written) in entries(&document.root, Key::Draws) {
        let about = About { ty: Some(QuestionType::Integer), target: draw_type(), home: None };
        profile.draws.push(reading.rules(written, &about));
        reading.names.declare(&id.text);
    }
    let case = document.root.scalar(Key::Case);
    profile.case = case.and_then(|case| reading.formula(case, None, Expected::Exactly(Type::Text)));
    reading.names.open();
    profile.rules = reading.answers(&document.root);
    reading.circles(&document.root, &profile);
    profile
}

fn entries(block: &Block, key: Key) -> &[(Scalar, Written)] {
    block.get(key).map(Written::entries).unwrap_or_default()
}

/// What a rule is about: how its answers are read and what type its expressions have.
pub(super) struct About {
    /// How answers are written; a number of rows and a random number are whole numbers.
    pub(super) ty: Option<QuestionType>,
    /// Their type in expressions.
    pub(super) target: Type,
    /// The roster in whose rows the rule is evaluated.
    pub(super) home: Option<RosterId>,
}

pub(super) struct Reading<'a, 's> {
    pub(super) instrument: &'a Instrument,
    names: Names<'a>,
    limits: &'a Limits,
    sink: &'s mut Sink,
}

impl Reading<'_, '_> {
    /// Reports what is wrong at a place.
    pub(super) fn wrong(&mut self, span: Span, id: impl Into<String>, en: impl Into<String>) {
        self.sink.push(Diagnostic::new(codes::BAD_SAMPLE, span, Message::new(id, en)));
    }

    fn of_instrument(&mut self, root: &Block) {
        let own = &self.instrument.id;
        if let Some(named) = root.scalar(Key::Sample).filter(|named| *named.text != **own) {
            let (id, en) = (
                format!("profil ini untuk instrumen `{}`, bukan `{own}`", named.text),
                format!("this is a profile of the instrument `{}`, not of `{own}`", named.text),
            );
            self.wrong(named.span, id, en);
        }
    }

    // --- days and waves ---

    fn waves(&mut self, root: &Block) -> Vec<WaveDays> {
        let mut waves: Vec<WaveDays> = Vec::new();
        for block in root.blocks(Key::Waves) {
            let Some(name) = block.scalar(Key::Wave) else { continue };
            if waves.iter().any(|known| known.wave == name.text) {
                self.wrong(name.span, "gelombang ini sudah ada", "this wave is there already");
                continue;
            }
            waves.push(WaveDays { wave: Arc::clone(&name.text), days: self.days(block) });
        }
        waves
    }

    fn days(&mut self, block: &Block) -> Option<Days> {
        let written = block.get(Key::Today)?;
        let mut dates = Vec::new();
        for scalar in written.elements().iter().filter_map(Written::scalar) {
            // What isn't a date is reported by the reader of keys.
            dates.push(scalar.as_date(&mut Sink::new())?);
        }
        match dates.as_slice() {
            [day] => Some((*day, *day)),
            [first, last] if first <= last => Some((*first, *last)),
            _ => {
                let id = "di sini perlu satu tanggal, atau yang pertama dan yang terakhir";
                self.wrong(written.span(), id, "one date is needed here, or the first and the last");
                None
            }
        }
    }

    // --- rules ---

    fn answers(&mut self, root: &Block) -> BTreeMap<Target, Vec<Rule>> {
        let mut all = BTreeMap::new();
        for (id, written) in entries(root, Key::Answers) {
            if let Some((target, about)) = self.about(id) {
                all.insert(target, self.rules(written, &about));
            }
        }
        all
    }

    fn about(&mut self, id: &Scalar) -> Option<(Target, About)> {
        if let Some(var) = self.names.fillable(&id.text) {
            let column = self.instrument.var(var)?;
            let about = About {
                ty: self.instrument.question_type(column.kind).cloned(),
                target: column.ty.clone(),
                home: column.home,
            };
            return Some((Target::Column(var), about));
        }
        if let Some(roster) = self.names.roster_named(&id.text) {
            let found = self.instrument.roster(roster)?;
            let target = Type::Num(NumType::whole(0, i128::from(found.max)));
            let about = About { ty: Some(QuestionType::Integer), target, home: found.parent };
            return Some((Target::Rows(roster), about));
        }
        let near = nearest(&id.text, self.names.targets()).map(str::to_owned);
        let message = Message::new(
            format!("instrumen tidak punya pertanyaan, data bawaan, atau roster `{}`", id.text),
            format!("the instrument has no question, given fact or roster `{}`", id.text),
        );
        self.sink.push(Diagnostic::new(codes::BAD_SAMPLE, id.span, message).suggest(near.as_deref()));
        None
    }

    /// Rules that derive answers from each other.
    fn circles(&mut self, root: &Block, profile: &Profile) {
        let plan = Plan::new(self.instrument);
        let (_, circles) = order(&plan, &profile.rules);
        for circle in circles {
            let mut places = Vec::new();
            for (id, _) in entries(root, Key::Answers) {
                let column = self.names.fillable(&id.text).map(Step::Cell);
                let step = column.or_else(|| self.names.roster_named(&id.text).map(Step::Rows));
                if step.is_some_and(|step| circle.contains(&step)) {
                    places.push(id);
                }
            }
            let Some(first) = places.first() else { continue };
            let ids: Vec<String> = places.iter().map(|id| format!("`{}`", id.text)).collect();
            let ids = ids.join(", ");
            let message = Message::new(
                format!("aturan ini membaca yang bergantung pada isiannya sendiri: {ids}"),
                format!("these rules read what depends on what they fill: {ids}"),
            );
            self.sink.push(Diagnostic::new(codes::BAD_SAMPLE, first.span, message));
        }
    }

    // --- expressions ---

    /// A checked expression.
    pub(super) fn formula(
        &mut self,
        scalar: &Scalar,
        home: Option<RosterId>,
        expected: Expected,
    ) -> Option<Expr> {
        let parsed = expr::parse(&scalar.text, self.limits);
        for mistake in &parsed.mistakes {
            self.sink.push(mistake.clone().at(&scalar.map));
        }
        let attached = Attached { home, ..Attached::default() };
        let place = Place { scope: &self.names, attached: &attached, limits: self.limits };
        expr::check(&parsed.ast, &scalar.map, place, &expected, self.sink)
    }
}
