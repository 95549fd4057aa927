//! `min` and `max`: constants narrow the type of a number; both become checks with the engine's own messages.

use std::sync::Arc;

use crate::base::{Aside, Diagnostic, Lang, Message, codes};
use crate::expr::{Attached, Expected, VarId};
use crate::model::Bounds;
use crate::model::{Check, CheckLevel, CheckOrigin, Formula, ItemId, ItemKind, Piece, QuestionType};
use crate::source::{Block, Field, Key, Scalar};
use crate::value::{Decimal, Type, ops};

use super::Lowering;
use super::compose::{Measure, Own};
use super::depends::names_of;

/// The two keys, in the order of [`Range`].
const KEYS: [Key; 2] = [Key::Min, Key::Max];

/// The constant `min` and `max` of a question.
pub(super) type Range = [Option<Formula>; 2];

/// What `min` and `max` of a question limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Limited {
    /// The number itself.
    Number,
    /// The day, time or moment itself.
    Moment,
    /// How long the text is.
    Length,
    /// How many choices are ticked.
    Selections,
}

fn limited(ty: &QuestionType) -> Option<Limited> {
    match ty {
        QuestionType::Integer
        | QuestionType::Decimal { .. }
        | QuestionType::Money
        | QuestionType::Percent { .. } => Some(Limited::Number),
        QuestionType::Date | QuestionType::Month | QuestionType::Time | QuestionType::DateTime => {
            Some(Limited::Moment)
        }
        QuestionType::Text | QuestionType::Barcode => Some(Limited::Length),
        QuestionType::SelectMultiple(_) => Some(Limited::Selections),
        QuestionType::YesNo
        | QuestionType::SelectOne(_)
        | QuestionType::Rank(_)
        | QuestionType::Geopoint
        | QuestionType::Photo
        | QuestionType::Audio
        | QuestionType::Video
        | QuestionType::File
        | QuestionType::Signature => None,
    }
}

fn measure(limited: Limited) -> Measure {
    match limited {
        Limited::Number | Limited::Moment => Measure::Itself,
        Limited::Length => Measure::Length,
        Limited::Selections => Measure::Selections,
    }
}

fn expected(limited: Limited, ty: &Type) -> Expected {
    match limited {
        Limited::Number | Limited::Moment => Expected::Exactly(ty.clone()),
        Limited::Length | Limited::Selections => Expected::Number,
    }
}

/// The number of a constant.
pub(super) fn number(formula: &Formula) -> Option<Decimal> {
    ops::as_number(formula.expr.as_constant()?)
}

impl<'a> Lowering<'a> {
    /// Lowers the `min` and `max` that are constants, and narrows the types of numbers by them.
    pub(super) fn constant_bounds(&mut self) {
        for id in self.world.instrument.items.ids() {
            let Some(item) = self.world.instrument.items.get(id) else { continue };
            let ItemKind::Question(question) = &item.kind else { continue };
            let (ty, var) = (question.ty.clone(), question.var);
            let bounds = KEYS.map(|key| self.constant_bound(id, key, &ty));
            if bounds.iter().all(Option::is_none) {
                continue;
            }
            self.check_range(id, &bounds);
            self.narrow(var, &ty, &bounds);
            self.ranges.insert(id, bounds);
        }
        self.given_bounds();
    }

    fn constant_bound(&mut self, id: ItemId, key: Key, ty: &QuestionType) -> Option<Formula> {
        let written = self.written.get(id.index())?;
        let scalar = written.scalar(key)?;
        let limited = limited(ty).filter(|_| !written.wrong)?;
        self.is_constant(scalar).then(|| self.bound(scalar, limited, id))?
    }

    /// Whether an expression names nothing but params.
    fn is_constant(&mut self, scalar: &Scalar) -> bool {
        let parsed = self.parse(&scalar.text);
        names_of(&parsed.ast).all(|name| name.path.first() == Some(&"param"))
    }

    fn bound(&mut self, scalar: &Scalar, limited: Limited, id: ItemId) -> Option<Formula> {
        let item = self.world.instrument.items.get(id)?;
        let ItemKind::Question(question) = &item.kind else { return None };
        let expected = expected(limited, self.world.type_of(question.var));
        let attached = Attached { home: item.home, ..Attached::default() };
        self.formula(scalar, &attached, &expected)
    }

    fn narrow(&mut self, var: VarId, ty: &QuestionType, bounds: &Range) {
        let Type::Num(usual) = self.world.type_of(var) else { return };
        let [min, max] = bounds.each_ref().map(|bound| bound.as_ref().and_then(number));
        let bounds = Bounds { min, max, unit: usual.unit.clone() };
        self.world.set_type(var, ty.ty(&bounds));
    }

    /// A range that nothing fits.
    fn check_range(&mut self, id: ItemId, bounds: &Range) {
        let [Some(min), Some(max)] = bounds else { return };
        let (Some(least), Some(most)) = (min.expr.as_constant(), max.expr.as_constant()) else { return };
        if least <= most {
            return;
        }
        let Some(written) = self.written.get(id.index()) else { return };
        let place = |key| written.scalar(key).map(|scalar| scalar.span).unwrap_or_default();
        let (first, second) = (&min.source.0, &max.source.0);
        let message = Message::new(
            format!("tidak ada jawaban yang muat: `min` {first} lebih besar dari `max` {second}"),
            format!("no answer fits: `min` {first} is greater than `max` {second}"),
        );
        let note = Message::new("`min` ditulis di sini", "`min` is written here");
        let found = Diagnostic::new(codes::EMPTY_RANGE, place(Key::Max), message);
        self.sink.push(found.note(place(Key::Min), note));
    }

    /// The checks of `min` and `max` of a question.
    pub(super) fn bound_checks(&mut self, id: ItemId) -> Vec<Check> {
        let mut checks = Vec::new();
        for (at, key) in KEYS.into_iter().enumerate() {
            let origin = if key == Key::Min { CheckOrigin::Min } else { CheckOrigin::Max };
            let formula = self.bound_formula(id, at, key);
            checks.extend(formula.and_then(|(limited, bound)| self.bound_check(id, limited, origin, bound)));
        }
        checks
    }

    fn bound_formula(&mut self, id: ItemId, at: usize, key: Key) -> Option<(Limited, Formula)> {
        let (_, question) = self.world.instrument.question(id)?;
        let ty = question.ty.clone();
        let written = self.written.get(id.index()).filter(|written| !written.wrong)?;
        let field = written.field(key)?;
        let Some(limited) = limited(&ty) else {
            self.not_for_type(field, &ty);
            return None;
        };
        if let Some(Some(known)) = self.ranges.get(&id).and_then(|range| range.get(at)) {
            return Some((limited, known.clone()));
        }
        let scalar = field.value.scalar()?;
        // A constant that isn't known was wrong, and reported.
        let fresh = !self.is_constant(scalar);
        fresh.then(|| self.bound(scalar, limited, id)).flatten().map(|bound| (limited, bound))
    }

    fn bound_check(
        &mut self,
        id: ItemId,
        limited: Limited,
        origin: CheckOrigin,
        bound: Formula,
    ) -> Option<Check> {
        let item = self.world.instrument.items.get(id)?;
        let ItemKind::Question(question) = &item.kind else { return None };
        let ty = self.world.type_of(question.var).clone();
        let own = Own { var: question.var, ty, home: item.home };
        let expr = self.bound_test(&own, origin, measure(limited), &bound.expr);
        let name = match measure(limited) {
            Measure::Itself => "self",
            Measure::Length => "length(self)",
            Measure::Selections => "count_selected(self)",
        };
        let sign = if origin == CheckOrigin::Min { ">=" } else { "<=" };
        let source: Arc<str> = format!("{name} {sign} {}", bound.source.0).into();
        let map = bound.map.clone();
        let unit = question.unit.clone();
        let message = self.bound_message(limited, origin, unit.as_deref(), bound);
        let require = Formula { expr, source: Aside(source), map };
        Some(Check { origin, require, message, level: CheckLevel::Error })
    }

    fn bound_message(
        &self,
        limited: Limited,
        origin: CheckOrigin,
        unit: Option<&str>,
        bound: Formula,
    ) -> crate::model::Label {
        let pipe = Piece::Pipe(Box::new(bound));
        self.own_words(|lang, _| {
            let (before, after) = wording(limited, origin, lang);
            let after = match (limited, unit) {
                (Limited::Number, Some(unit)) => format!(" {unit}"),
                (Limited::Number | Limited::Moment | Limited::Length | Limited::Selections, _) => {
                    after.to_owned()
                }
            };
            let tail = (!after.is_empty()).then(|| Piece::Text(after.into()));
            [Piece::Text(before.into()), pipe.clone()].into_iter().chain(tail).collect()
        })
    }

    fn given_bounds(&mut self) {
        for at in 0..self.written_given.len() {
            let Some(block) = self.written_given.get(at).copied() else { continue };
            let Some(given) = self.world.instrument.given.get(at) else { continue };
            let (ty, var) = (given.ty.clone(), given.var);
            if *self.world.type_of(var) == Type::Wrong {
                continue;
            }
            let bounds =
                KEYS.map(|key| block.field(key).and_then(|field| self.given_bound(field, &ty, var, block)));
            self.narrow(var, &ty, &bounds);
        }
    }

    /// Bounds of given facts are constants: the app that supplies them keeps to them.
    fn given_bound(
        &mut self,
        field: &Field,
        ty: &QuestionType,
        var: VarId,
        block: &Block,
    ) -> Option<Formula> {
        let scalar = field.value.scalar()?;
        if limited(ty) != Some(Limited::Number) {
            self.not_for_type(field, ty);
            return None;
        }
        if !self.is_constant(scalar) {
            let id = block.scalar(Key::Given).map(|id| Arc::clone(&id.text)).unwrap_or_default();
            self.sink.push(given_not_constant(scalar, &id));
            return None;
        }
        let expected = expected(Limited::Number, self.world.type_of(var));
        self.formula(scalar, &Attached::default(), &expected)
    }
}

/// What stands before and after the bound in the message of `min` or `max`.
fn wording(limited: Limited, origin: CheckOrigin, lang: Lang) -> (&'static str, &'static str) {
    let least = origin == CheckOrigin::Min;
    match (limited, lang, least) {
        (Limited::Number, Lang::Id, true) => ("paling sedikit ", ""),
        (Limited::Number, Lang::Id, false) => ("paling banyak ", ""),
        (Limited::Number, Lang::En, true) => ("must be at least ", ""),
        (Limited::Number, Lang::En, false) => ("must be at most ", ""),
        (Limited::Moment, Lang::Id, true) => ("tidak boleh sebelum ", ""),
        (Limited::Moment, Lang::Id, false) => ("tidak boleh sesudah ", ""),
        (Limited::Moment, Lang::En, true) => ("must not be before ", ""),
        (Limited::Moment, Lang::En, false) => ("must not be after ", ""),
        (Limited::Length, Lang::Id, true) => ("paling sedikit ", " huruf"),
        (Limited::Length, Lang::Id, false) => ("paling banyak ", " huruf"),
        (Limited::Length, Lang::En, true) => ("must have at least ", " characters"),
        (Limited::Length, Lang::En, false) => ("must have at most ", " characters"),
        (Limited::Selections, Lang::Id, true) => ("pilih paling sedikit ", ""),
        (Limited::Selections, Lang::Id, false) => ("pilih paling banyak ", ""),
        (Limited::Selections, Lang::En, true) => ("choose at least ", ""),
        (Limited::Selections, Lang::En, false) => ("choose at most ", ""),
    }
}

fn given_not_constant(scalar: &Scalar, id: &str) -> Diagnostic {
    let message = Message::new(
        format!("batas fakta `{id}` harus tetapan, bukan jawaban"),
        format!("a bound of the given fact `{id}` must be a constant, not an answer"),
    );
    Diagnostic::new(codes::TYPE, scalar.span, message)
}
