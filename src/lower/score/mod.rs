//! Scores: from the author's parts, weights and bands to ordinary expressions.
//!
//! [`Lowering::declare_score`] gives a score its columns and its list of bands or classes, so that conditions can be
//! checked against them; [`Lowering::lower_score`] does the rest once everything its parts read is typed.

mod bands;
mod check;
mod class;
mod classes;
mod exact;
mod messages;
mod names;
mod number;
mod parts;
mod range;
mod ratio;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::base::{Aside, Span};
use crate::expr::{Attached, Expected, Expr};
use crate::model::{ChoiceList, ChoiceText, Formula, Method, Need, Override, Score, ScoreId, VarKind};
use crate::source::{Block, Key, Scalar, Written};
use crate::value::{Choice, List, ListId, Type};

use super::Lowering;
use super::names::Meaning;
use super::read::texts;
use bands::cut_off;
use class::{Classes, Rule};

impl<'a> Lowering<'a> {
    /// Gives a score its name, its columns and the list of its bands or classes.
    pub(super) fn declare_score(&mut self, block: &'a Block) {
        let (Some(name), Some(method)) = (block.scalar(Key::Score), block.scalar(Key::Method)) else {
            return;
        };
        let id = self.world.instrument.scores.push(empty(name));
        self.declare(name, Meaning::Score(id));
        self.written_scores.push(block);
        let classify = &*method.text == "classify";
        let number = format!("score.{}", name.text);
        let var =
            (!classify).then(|| self.world.add_var(number.into(), VarKind::Score(id), Type::Wrong, None));
        let codes = self.declared_codes(block);
        let band_list = (!codes.is_empty()).then(|| self.declare_classes(name, codes, &method.text));
        let band = format!("band.{}", name.text);
        let ty = band_list.map(|list| self.class_type(block, list));
        let band_var = ty.map(|ty| self.world.add_var(band.into(), VarKind::Band(id), ty, None));
        let parts = block.get(Key::Items).map(Written::elements).unwrap_or_default().len();
        let hidden = if block.get(Key::Tiebreak).is_some() { 1 } else { parts };
        for at in 0..u32::try_from(hidden).unwrap_or_default() {
            let column = format!("score.{}.{}", name.text, at + 1);
            self.world.add_var(column.into(), VarKind::Part(id, at), Type::Wrong, None);
        }
        if let Some(score) = self.world.instrument.scores.get_mut(id) {
            (score.var, score.band_var, score.band_list) = (var, band_var, band_list);
        }
    }

    /// The codes of a score's bands or classes with their places: bands from the lowest up, classes as written.
    fn declared_codes(&self, block: &'a Block) -> Vec<(Arc<str>, Span)> {
        let mut bands: Vec<&Block> = block.blocks(Key::Bands).collect();
        bands.sort_by_key(|band| {
            let (cut_off, above) = cut_off(band)?;
            Some((self.plain_number(cut_off), above))
        });
        let of = |blocks: &mut dyn Iterator<Item = &'a Block>, key| -> Vec<&'a Scalar> {
            blocks.filter_map(|block| block.scalar(key)).collect()
        };
        let mut found = of(&mut bands.into_iter(), Key::Band);
        if let Some(list) = self.list_of_key(block) {
            let codes = self.world.instrument.list(list).map(|list| list.list.choices.keys());
            let span = block.span;
            let copied = codes.into_iter().flatten().map(|code| (Arc::clone(code), span)).collect();
            return self.with_edges(block, copied);
        }
        if block.scalar(Key::Method).is_some_and(|method| &*method.text == "largest") {
            found.extend(parts::named(block));
        }
        found.extend(of(&mut block.blocks(Key::Rules), Key::Class));
        let pairs = found.into_iter().map(|code| (Arc::clone(&code.text), code.span)).collect();
        self.with_edges(block, pairs)
    }

    /// The codes with those that only the edges (`below_floor`, `on_tie`) or the labels name.
    fn with_edges(&self, block: &'a Block, mut codes: Vec<(Arc<str>, Span)>) -> Vec<(Arc<str>, Span)> {
        let edges = [Key::BelowFloor, Key::OnTie].into_iter().filter_map(|key| block.scalar(key));
        let labelled = block.blocks(Key::Classes).filter_map(|class| class.scalar(Key::Class));
        let mut known: BTreeSet<Arc<str>> = codes.iter().map(|(code, _)| Arc::clone(code)).collect();
        for code in edges.chain(labelled) {
            if known.insert(Arc::clone(&code.text)) {
                codes.push((Arc::clone(&code.text), code.span));
            }
        }
        codes
    }

    fn declare_classes(&mut self, name: &Scalar, codes: Vec<(Arc<str>, Span)>, method: &str) -> ListId {
        let mut list = List { name: format!("band.{}", name.text).into(), ..List::default() };
        list.ordered = !matches!(method, "largest" | "classify");
        let mut texts = Vec::new();
        for (code, span) in codes {
            let repeats = method == "classify" && list.choices.contains_key(&code);
            if list.choices.contains_key(&code) && !repeats {
                self.sink.push(messages::duplicate_band(&code, span));
            }
            if !list.choices.contains_key(&code) {
                let choice =
                    Choice { code: Arc::clone(&code), special: None, score: None, attributes: Vec::new() };
                list.choices.insert(code, choice);
                texts.push(ChoiceText { span: Aside(span), ..ChoiceText::default() });
            }
        }
        let id = ListId(u32::try_from(self.world.instrument.lists.len()).unwrap_or(u32::MAX));
        let span = Aside(name.span);
        self.world.instrument.lists.push(ChoiceList {
            list,
            texts,
            formerly: Vec::new(),
            generated: true,
            span,
        });
        id
    }

    /// Lowers a score whose parts' readings are all typed.
    pub(super) fn lower_score(&mut self, id: ScoreId) {
        let Some(block) = self.written_scores.get(id.index()).copied() else { return };
        let Some(before) = self.world.instrument.scores.get(id).cloned() else { return };
        let mut score = before;
        score.label = self.label_of(block, Key::Label, None);
        score.when = self.condition(block);
        score.formerly = texts(block, Key::Formerly);
        score.trend = self.is_set(block, Key::Trend);
        score.locked = self.is_set(block, Key::Locked);
        score.overrides = self.overrides(block);
        let round = self.round(block);
        score.bands = self.bands(block, round);
        if let Some(method) = self.method(id, block, &score) {
            score.need = self.need(block, &method);
            score.method = method;
            self.finish_score(&mut score, block, round);
        } else if let Some(var) = score.var {
            self.world.set_type(var, Type::Wrong);
        }
        if let Some(slot) = self.world.instrument.scores.get_mut(id) {
            *slot = score;
        }
    }

    fn condition(&mut self, block: &'a Block) -> Option<Formula> {
        let when = block.scalar(Key::When)?;
        self.formula(when, &Attached::default(), &Expected::Bool)
    }

    fn number_formula(&mut self, scalar: &Scalar, attached: &Attached) -> Option<Formula> {
        self.formula(scalar, attached, &Expected::Number)
    }

    pub(super) fn round(&mut self, block: &'a Block) -> Option<u8> {
        let places = self.whole(block.get(Key::Round)?, 0, i128::from(crate::value::MAX_SCALE))?;
        u8::try_from(places).ok()
    }

    fn overrides(&mut self, block: &'a Block) -> Vec<Override> {
        let mut rules = Vec::new();
        for rule in block.blocks(Key::Override) {
            let when = self.condition(rule);
            let reason = self.label_of(rule, Key::Reason, None);
            let value = match rule.scalar(Key::Value) {
                Some(word) if &*word.text == "missing" => Some(None),
                Some(number) => self.number_or_param(number).map(Some),
                None => None,
            };
            if let (Some(when), Some(value)) = (when, value) {
                rules.push(Override { when, value, reason });
            }
        }
        rules
    }

    fn method(&mut self, id: ScoreId, block: &'a Block, score: &Score) -> Option<Method> {
        match &*block.scalar(Key::Method)?.text {
            "sum" => self.parts(id, block).map(Method::Sum),
            "mean" => {
                let parts = self.parts(id, block)?;
                let rescale = self.rescale(block, &parts)?;
                Some(Method::Mean(parts, rescale))
            }
            "weighted" => {
                let parts = self.parts(id, block)?;
                let rescale = self.rescale(block, &parts)?;
                Some(Method::Weighted(parts, rescale))
            }
            "largest" => self.largest(id, block),
            "classify" => self.classify(block),
            "formula" => {
                let value = block.scalar(Key::Value)?;
                self.number_formula(value, &Attached::default()).map(Method::Formula)
            }
            _ => None,
        }
        .filter(|_| !score.id.is_empty())
    }

    /// Expressions, type and checks of a score whose parts are known.
    fn finish_score(&mut self, score: &mut Score, block: &'a Block, round: Option<u8>) {
        if !self.check_units(block, score.method.parts()) {
            return;
        }
        exact::set_undivided(&mut score.method, round);
        let mut bounds = range::prove(&score.method, &score.need, &score.overrides, round);
        score.value = bounds.and_then(|bounds| number::of_score(score, round, bounds));
        // So many times a part may need more digits than there are: then the parts are added as they are.
        if score.value.as_ref().is_none_or(|value| *value.ty() == Type::Wrong)
            && score.method.times() != Some(1)
        {
            score.method.parts_mut().iter_mut().for_each(|part| part.exact = None);
            bounds = range::prove(&score.method, &score.need, &score.overrides, round);
            score.value = bounds.and_then(|bounds| number::of_score(score, round, bounds));
        }
        score.proven = bounds.map(|bounds| (bounds.min, bounds.max));
        if let (Some(var), Some(value)) = (score.var, &score.value) {
            self.world.set_type(var, value.ty().clone());
            score.round = if let Type::Num(number) = value.ty() { number.scale } else { 0 };
        }
        score.band = self.class_expression(score);
        if is_too_large(score) {
            self.sink.push(messages::too_large(score.span.0));
            return;
        }
        score.range = self.asserted(block, bounds);
        self.check_bands(score);
    }

    fn class_expression(&self, score: &Score) -> Option<Expr> {
        let list = score.band_list?;
        let codes = &self.world.instrument.list(list)?.list;
        let position = |code: &str| codes.position(code);
        let number = score.var.zip(score.value.as_ref().map(|value| value.ty().clone()));
        let classes = Classes { list, position: &position, number };
        match &score.method {
            Method::Classify { rules, .. } => Some(classes.rules(rules)),
            Method::Largest { over: Some(over), parts, .. } => {
                let best = parts.first().and_then(|part| part.var);
                classes.largest_row(over, best, &Rule::of(score)?)
            }
            Method::Largest { parts, .. } => classes.largest(parts, &Rule::of(score)?),
            Method::Sum(_) | Method::Mean(..) | Method::Weighted(..) | Method::Formula(_) => {
                classes.bands(&score.bands)
            }
        }
    }
}

/// Whether the number of a score, or the test of a band, could need more digits than there are.
fn is_too_large(score: &Score) -> bool {
    let wrong = |expr: &Expr| *expr.ty() == Type::Wrong;
    let number = score.value.as_ref();
    (score.var.is_some() && number.is_none_or(wrong)) || score.band.as_ref().is_some_and(wrong)
}

fn empty(name: &Scalar) -> Score {
    Score {
        id: Arc::clone(&name.text),
        label: None,
        when: None,
        method: Method::Sum(Vec::new()),
        range: None,
        proven: None,
        need: Need::All,
        overrides: Vec::new(),
        round: 0,
        bands: Vec::new(),
        var: None,
        value: None,
        band_var: None,
        band: None,
        band_list: None,
        formerly: Vec::new(),
        trend: false,
        locked: false,
        span: Aside(name.span),
    }
}
