//! Indicators over many records: resolved and typed here, computed in `batch/`.

use std::sync::Arc;

use crate::base::{Aside, Diagnostic, Message, codes};
use crate::expr::{Attached, Expected, VarId};
use crate::model::{Formula, Indicator, IndicatorKind};
use crate::source::{Block, Key, Scalar};

use super::Lowering;
use super::names::Meaning;
use super::read::{scalars, texts};

impl<'a> Lowering<'a> {
    /// Gives an indicator its name.
    pub(super) fn declare_indicator(&mut self, block: &'a Block) {
        let Some(name) = block.scalar(Key::Indicator) else { return };
        self.declare(name, Meaning::Indicator);
        self.written_indicators.push(block);
    }

    /// Lowers every indicator, once everything they read is typed.
    pub(super) fn indicators(&mut self) {
        for block in self.written_indicators.clone() {
            let indicator = self.indicator(block);
            self.world.instrument.indicators.extend(indicator);
        }
    }

    fn indicator(&mut self, block: &'a Block) -> Option<Indicator> {
        let name = block.scalar(Key::Indicator)?;
        let label = self.label_of(block, Key::Label, None);
        let kind = self.indicator_kind(block);
        let among = self.outside(block, Key::Among, &Expected::Bool);
        let target = self.outside(block, Key::Target, &Expected::Number);
        let against = self.outside(block, Key::Against, &Expected::Number);
        let weight = self.outside(block, Key::Weight, &Expected::Number);
        let times = block.scalar(Key::Times).and_then(|times| times.as_decimal(&mut self.sink));
        let by = self.broken_down(block);
        Some(Indicator {
            id: Arc::clone(&name.text),
            label,
            kind: kind?,
            among,
            by,
            target,
            against,
            weight,
            times,
            formerly: texts(block, Key::Formerly),
            trend: self.is_set(block, Key::Trend),
            span: Aside(name.span),
        })
    }

    /// An expression over the whole record.
    fn outside(&mut self, block: &Block, key: Key, expected: &Expected) -> Option<Formula> {
        let scalar = block.scalar(key)?;
        self.formula(scalar, &Attached::default(), expected)
    }

    fn indicator_kind(&mut self, block: &Block) -> Option<IndicatorKind> {
        type Make = fn(Formula) -> IndicatorKind;
        let single: [(Key, Expected, Make); 6] = [
            (Key::Share, Expected::Bool, IndicatorKind::Share),
            (Key::Count, Expected::Bool, IndicatorKind::Count),
            (Key::Sum, Expected::Number, IndicatorKind::Sum),
            (Key::Mean, Expected::Number, IndicatorKind::Mean),
            (Key::Median, Expected::Number, IndicatorKind::Median),
            (Key::Distribution, Expected::Value, IndicatorKind::Distribution),
        ];
        for (key, expected, make) in single {
            if block.get(key).is_some() {
                return self.outside(block, key, &expected).map(make);
            }
        }
        if block.get(Key::Ratio).is_some() {
            let of = self.outside(block, Key::Ratio, &Expected::Number);
            let over = self.outside(block, Key::Over, &Expected::Number);
            return Some(IndicatorKind::Ratio(of?, over?));
        }
        let of = self.outside(block, Key::DifferenceInDifferences, &Expected::Number);
        let treated = self.outside(block, Key::Treated, &Expected::Bool);
        let after = self.outside(block, Key::After, &Expected::Bool);
        Some(IndicatorKind::DifferenceInDifferences { of: of?, treated: treated?, after: after? })
    }

    /// The columns an indicator is broken down by: questions, calculations, given facts and bands of the record
    /// itself.
    fn broken_down(&mut self, block: &'a Block) -> Vec<VarId> {
        let mut by = Vec::new();
        for name in scalars(block, Key::By) {
            let path: Vec<&str> = name.text.trim().split('.').collect();
            match self.world.column(&path) {
                Some(var) if self.world.instrument.var(var).is_some_and(|var| var.home.is_none()) => {
                    by.push(var)
                }
                Some(_) => self.sink.push(in_a_roster(name)),
                None => {
                    let near = self
                        .near(&name.text, |meaning| matches!(meaning, Meaning::Item(_) | Meaning::Given(_)));
                    let near = near.map(str::to_owned);
                    self.sink.push(unknown_column(name).suggest(near.as_deref()));
                }
            }
        }
        by
    }
}

fn unknown_column(name: &Scalar) -> Diagnostic {
    let text = &name.text;
    let message = Message::new(
        format!("tidak ada pertanyaan, perhitungan atau kategori bernama `{text}`"),
        format!("there is no question, calculation or band called `{text}`"),
    );
    Diagnostic::new(codes::UNKNOWN_NAME, name.span, message)
}

fn in_a_roster(name: &Scalar) -> Diagnostic {
    let text = &name.text;
    let message = Message::new(
        format!("`{text}` ditanyakan per baris roster; indikator dirinci menurut jawaban seluruh rekaman"),
        format!(
            "`{text}` is asked per roster row; an indicator is broken down by answers of the whole record"
        ),
    );
    Diagnostic::new(codes::BAD_INDICATOR, name.span, message)
}
