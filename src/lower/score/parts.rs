//! The parts of a score: scored questions and values, reversed and weighted.

use std::sync::Arc;

use crate::base::{Aside, TextMap};
use crate::expr::funcs::Func;
use crate::expr::{Attached, Builder, Expected, VarId};
use crate::model::{Formula, ItemId, ItemKind, Method, Need, Part, QuestionType, Rescale, ScoreId};
use crate::source::{Block, Key, Scalar, Written};
use crate::value::{Decimal, RosterId, Type};

use super::messages;
use super::range::{Bounds, of_type};
use crate::lower::Lowering;
use crate::lower::names::Meaning;

/// The codes of a score's parts: of a part its own, of a question its id.
pub(super) fn named<'a>(block: &'a Block) -> Vec<&'a Scalar> {
    let written = block.get(Key::Items).map(Written::elements).unwrap_or_default();
    let code = |part: &'a Written| match part {
        Written::Scalar(id) => Some(id),
        Written::Block(part) => part.scalar(Key::Part).or_else(|| part.scalar(Key::Item)),
        Written::Map(..) | Written::Sequence(..) => None,
    };
    written.iter().filter_map(code).collect()
}

/// The ends of a scale.
type Ends = (Decimal, Decimal);

impl<'a> Lowering<'a> {
    /// All parts of a score; `None` if one of them is wrong (and was reported).
    pub(super) fn parts(&mut self, id: ScoreId, block: &'a Block) -> Option<Vec<Part>> {
        let written = block.get(Key::Items).map(Written::elements).unwrap_or_default();
        let scale = block.get(Key::Scale).and_then(|pair| self.ends(pair));
        let first = self.part_var(id);
        let mut parts = Vec::with_capacity(written.len());
        for (at, written) in (0..).zip(written) {
            let part = match written {
                Written::Scalar(question) => self.question_part(question, None, scale),
                Written::Block(part) => self.part(part, scale),
                Written::Map(..) | Written::Sequence(..) => None,
            };
            let var = first.map(|first| VarId(first.0 + at));
            if let (Some(var), Some(part)) = (var, &part) {
                self.world.set_type(var, part.value.expr.ty().clone());
            }
            parts.push(part.map(|part| Part { var, ..part }));
        }
        self.check_repeats(block);
        self.check_weights(block);
        parts.into_iter().collect()
    }

    fn part(&mut self, block: &'a Block, scale: Option<Ends>) -> Option<Part> {
        let scale = block.get(Key::Scale).and_then(|pair| self.ends(pair)).or(scale);
        let part = match block.scalar(Key::Item) {
            Some(question) => self.question_part(question, Some(block), scale),
            None => self.value_part(block, scale),
        };
        let label = self.label_of(block, Key::Label, None);
        let weight = match block.scalar(Key::Weight) {
            Some(weight) => self.weight(weight)?,
            None => Decimal::int(1),
        };
        let mandatory = self.is_set(block, Key::Mandatory);
        let mut part = part?;
        part.label = label.or(part.label);
        if let Some(code) = block.scalar(Key::Part) {
            part.id = Arc::clone(&code.text);
        }
        Some(Part { weight, mandatory, ..part })
    }

    fn weight(&mut self, written: &Scalar) -> Option<Decimal> {
        let weight = self.number_or_param(written)?;
        let positive = weight.signum() > 0;
        if !positive {
            self.sink.push(messages::weight_not_positive(written));
        }
        positive.then_some(weight)
    }

    /// In a weighted mean every part has a weight; nowhere else would one mean anything.
    fn check_weights(&mut self, block: &'a Block) {
        let weighs = block.scalar(Key::Method).is_some_and(|method| &*method.text == "weighted");
        for written in block.get(Key::Items).map(Written::elements).unwrap_or_default() {
            let (code, weight) = match written {
                Written::Scalar(code) => (Some(code), None),
                Written::Block(part) => {
                    (part.scalar(Key::Part).or_else(|| part.scalar(Key::Item)), part.scalar(Key::Weight))
                }
                Written::Map(..) | Written::Sequence(..) => (None, None),
            };
            match (weighs, code, weight) {
                (true, Some(code), None) => self.sink.push(messages::no_weight(code)),
                (false, _, Some(weight)) => self.sink.push(messages::weight_of_no_use(weight)),
                (_, _, _) => {}
            }
        }
    }

    fn value_part(&mut self, block: &'a Block, scale: Option<Ends>) -> Option<Part> {
        let written = block.scalar(Key::Value)?;
        let code = block.scalar(Key::Part)?;
        let reverse = self.is_set(block, Key::Reverse);
        let value = self.number_formula(written, &Attached::default())?;
        let value = self.within(value, scale, written)?;
        let value = if reverse { self.reversed(value, scale, code)? } else { value };
        Some(plain(Arc::clone(&code.text), value, None, reverse))
    }

    /// A scored question: its choice's score, its number, or 1 and 0 for yes and no.
    fn question_part(
        &mut self,
        id: &'a Scalar,
        block: Option<&'a Block>,
        scale: Option<Ends>,
    ) -> Option<Part> {
        let reverse = block.is_some_and(|block| self.is_set(block, Key::Reverse));
        let name = id.text.trim();
        let var = self.column_named(id)?;
        let ty = self.world.type_of(var).clone();
        // The ends of a list's own scores, or of yes and no, are known.
        let (text, turned) = match (ty, reverse && scale.is_none()) {
            (Type::Choice(_), true) => (format!("reverse({name})"), true),
            (Type::Choice(_), false) => (format!("score({name})"), false),
            (Type::Bool, true) => (format!("if {name} then 0 else 1"), true),
            (Type::Bool, false) => (format!("if {name} then 1 else 0"), false),
            (_, _) => (name.to_owned(), false),
        };
        let value = self.written_for(&text, id)?;
        let value = self.within(value, scale, id)?;
        let value = if reverse && !turned { self.reversed(value, scale, id)? } else { value };
        let item = self.item_named(name);
        Some(plain(Arc::clone(&id.text), value, item, reverse))
    }

    /// A value of a scale that was stated stays within it.
    fn within(&mut self, value: Formula, scale: Option<Ends>, written: &Scalar) -> Option<Formula> {
        let (Some((min, max)), Some(bounds)) = (scale, of_type(value.expr.ty())) else { return Some(value) };
        let stated = Bounds { min, max };
        if stated.holds(bounds) {
            return Some(value);
        }
        self.sink.push(messages::outside_scale(written, stated, bounds));
        None
    }

    /// Least + greatest − value, by the ends of the scale.
    fn reversed(&mut self, value: Formula, scale: Option<Ends>, code: &Scalar) -> Option<Formula> {
        let Some((low, high)) = scale else {
            self.sink.push(messages::reverse_needs_scale(code));
            return None;
        };
        let mut builder = Builder::new();
        let ends = builder.number(low.checked_add(high)?);
        let own = builder.import(&value.expr);
        let root = builder.call(Func::Sub, &[ends, own]);
        let source = format!("reverse({}, {low}, {high})", value.source.0).into();
        Some(Formula { expr: builder.finish(root), source: Aside(source), map: value.map })
    }

    /// An expression that the engine writes for what an author wrote: its mistakes are shown there.
    fn written_for(&mut self, text: &str, written: &Scalar) -> Option<Formula> {
        let length = u32::try_from(text.len()).unwrap_or_default();
        let map =
            TextMap::from_runs(written.span.file, vec![(0, written.span.start)], length, written.span.end);
        self.formula_at(&text.into(), &map, &Attached::default(), &Expected::Number)
    }

    fn item_named(&self, name: &str) -> Option<ItemId> {
        if let Some(Meaning::Item(item)) = self.world.names.get(name) { Some(item) } else { None }
    }

    /// The roster of a name, at the top of the record.
    pub(super) fn roster_named(&mut self, name: &Scalar) -> Option<RosterId> {
        let item = self.item_named(name.text.trim()).and_then(|item| self.world.instrument.items.get(item));
        let roster = match item.map(|item| &item.kind) {
            Some(ItemKind::Roster(roster)) => Some(*roster),
            _ => None,
        };
        let outer = roster.filter(|roster| {
            self.world.instrument.roster_info.get(roster.0 as usize).is_some_and(|info| info.parent.is_none())
        });
        if outer.is_none() && !self.world.doubled.contains(name.text.trim()) {
            let near =
                self.near(&name.text, |meaning| matches!(meaning, Meaning::Item(_))).map(str::to_owned);
            let found = roster.is_some();
            self.sink.push(messages::no_roster(name, found, near.as_deref()));
        }
        outer
    }

    /// A pair of numbers, the first the smaller.
    pub(super) fn ends(&mut self, pair: &Written) -> Option<Ends> {
        let mut numbers = Vec::new();
        for written in pair.elements() {
            numbers.push(written.scalar().and_then(|scalar| scalar.as_decimal(&mut self.sink))?);
        }
        match numbers.as_slice() {
            [low, high] if low < high => Some((*low, *high)),
            [_, _] => {
                self.sink.push(messages::ends_not_rising(pair.span()));
                None
            }
            _ => None,
        }
    }

    /// From which scale to which a mean is carried; `Some(None)`: not at all.
    pub(super) fn rescale(&mut self, block: &'a Block, parts: &[Part]) -> Option<Option<Rescale>> {
        let Some(written) = block.get(Key::To) else { return Some(None) };
        let to = self.ends(written)?;
        let stated = block.get(Key::Scale).map(|pair| self.ends(pair));
        let from = match stated {
            Some(ends) => ends?,
            None => {
                let mut scales = parts.iter().map(|part| of_type(part.value.expr.ty()));
                let first = scales.next().flatten();
                let same = first.filter(|first| scales.all(|other| other == Some(*first)));
                let Some(ends) = same else {
                    self.sink.push(messages::scales_differ(written.span()));
                    return None;
                };
                (ends.min, ends.max)
            }
        };
        Some(Some(Rescale { from, to }))
    }

    /// How much must be present: all, so many parts, or so much of the weight.
    pub(super) fn need(&mut self, block: &'a Block, method: &Method) -> Need {
        let written =
            block.get(Key::Missing).and_then(Written::block).and_then(|missing| missing.scalar(Key::Need));
        let Some(written) = written else { return Need::All };
        let parts = match method {
            Method::Sum(parts) | Method::Mean(parts, _) | Method::Weighted(parts, _) => parts.len(),
            Method::Largest { .. } | Method::Classify { .. } | Method::Formula(_) => return Need::All,
        };
        let Some((number, is_percent)) = self.share_or_count(written) else { return Need::All };
        let hundred = Decimal::int(100);
        let need = if is_percent {
            number
                .filter(|percent| percent.signum() > 0 && *percent <= hundred)
                .map(|percent| if percent == hundred { Need::All } else { Need::Percent(percent) })
        } else {
            number
                .map(Decimal::normalized)
                .filter(|count| count.scale() == 0)
                .and_then(|count| u32::try_from(count.units()).ok())
                .filter(|count| (1..=parts).contains(&(*count as usize)))
                .map(|count| if count as usize == parts { Need::All } else { Need::Parts(count) })
        };
        need.unwrap_or_else(|| {
            self.sink.push(messages::bad_need(written, parts));
            Need::All
        })
    }

    /// The number of a `need`, if it reads as one, and whether it is in percent: written with its sign, or a param of
    /// type `percent`. `None` for what was reported.
    fn share_or_count(&mut self, written: &Scalar) -> Option<(Option<Decimal>, bool)> {
        if written.as_param().is_some() {
            let number = self.number_or_param(written)?;
            let kind = self.named_param(written)?.kind.as_ref();
            return Some((Some(number), matches!(kind, Some(QuestionType::Percent { .. }))));
        }
        let text = written.text.trim();
        match text.strip_suffix('%') {
            Some(percent) => Some((Decimal::parse(percent.trim()), true)),
            None => Some((Decimal::parse(text), false)),
        }
    }
}

fn plain(id: Arc<str>, value: Formula, item: Option<ItemId>, reverse: bool) -> Part {
    Part {
        id,
        label: None,
        item,
        value,
        var: None,
        reverse,
        weight: Decimal::int(1),
        mandatory: false,
        exact: None,
    }
}
