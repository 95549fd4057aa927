//! Indicators over many records: resolved and typed here, computed in `batch/`.

use std::sync::Arc;

use crate::base::{Aside, Diagnostic, Message, Span, codes};
use crate::expr::{Attached, Expected, VarId};
use crate::model::{Better, Formula, Indicator, IndicatorKind};
use crate::source::{Block, Key, Scalar, Written};
use crate::value::Type;

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
        let reference = self.outside(block, Key::Reference, &Expected::Number);
        let against = self.outside(block, Key::Against, &Expected::Number);
        let weight = self.outside(block, Key::Weight, &Expected::Number);
        let times = block.scalar(Key::Times).and_then(|times| times.as_decimal(&mut self.sink));
        let by = self.broken_down(block);
        let per = self.planned_per(block);
        let panel = self.named_column(block, Key::Panel);
        let cluster = self.named_column(block, Key::Cluster);
        Some(Indicator {
            id: Arc::clone(&name.text),
            label,
            kind: kind?,
            among,
            by,
            panel,
            cluster,
            target,
            better: better(block),
            reference,
            interval: self.is_set(block, Key::Interval),
            against,
            per,
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

    /// What an indicator is broken down by: each a column, or several crossed.
    fn broken_down(&mut self, block: &'a Block) -> Vec<Vec<VarId>> {
        let mut by: Vec<Vec<VarId>> = Vec::new();
        for written in block.get(Key::By).map(Written::elements).unwrap_or_default() {
            let names = written.elements().iter().filter_map(Written::scalar);
            let columns: Vec<Option<VarId>> = names.map(|name| self.column(name)).collect();
            let Some(columns) = columns.into_iter().collect::<Option<Vec<VarId>>>() else { continue };
            let twice = (1..columns.len())
                .any(|at| columns.get(..at).zip(columns.get(at)).is_some_and(|(b, c)| b.contains(c)));
            if columns.is_empty() || twice || by.contains(&columns) {
                self.sink.push(twice_or_nothing(written.span(), columns.is_empty()));
                continue;
            }
            by.push(columns);
        }
        by
    }

    /// The columns by whose groups a plan is made, each once.
    fn planned_per(&mut self, block: &'a Block) -> Vec<VarId> {
        let mut per: Vec<VarId> = Vec::new();
        for name in scalars(block, Key::Per) {
            let Some(column) = self.column(name) else { continue };
            if per.contains(&column) {
                self.sink.push(column_twice(name));
                continue;
            }
            per.push(column);
        }
        per
    }

    /// The column a key names, if it is there.
    fn named_column(&mut self, block: &Block, key: Key) -> Option<VarId> {
        self.column(block.scalar(key)?)
    }

    /// A column that puts each record into one group: a question, calculation, given fact or band of the record itself.
    fn column(&mut self, name: &Scalar) -> Option<VarId> {
        let path: Vec<&str> = name.text.trim().split('.').collect();
        let Some(id) = self.world.column(&path) else {
            let near =
                self.near(&name.text, |meaning| matches!(meaning, Meaning::Item(_) | Meaning::Given(_)));
            let near = near.map(str::to_owned);
            self.sink.push(unknown_column(name).suggest(near.as_deref()));
            return None;
        };
        let var = self.world.instrument.var(id)?;
        let complaint = match (&var.ty, var.home) {
            (_, Some(_)) => in_a_roster(name),
            (Type::Choices(_) | Type::Geo | Type::File, None) => no_one_group(name),
            (_, None) => return Some(id),
        };
        self.sink.push(complaint);
        None
    }
}

/// Which way is good; another word is reported where it is read.
fn better(block: &Block) -> Option<Better> {
    match &*block.scalar(Key::Better)?.text {
        "high" => Some(Better::High),
        "low" => Some(Better::Low),
        _ => None,
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

/// Several codes, a place or a file put a record into no one group, and groups would no longer add up to the total.
fn no_one_group(name: &Scalar) -> Diagnostic {
    let text = &name.text;
    let message = Message::new(
        format!("jawaban `{text}` tidak menempatkan rekaman dalam tepat satu kelompok"),
        format!("the answers of `{text}` don't put a record into exactly one group"),
    );
    Diagnostic::new(codes::BAD_INDICATOR, name.span, message)
}

fn twice_or_nothing(span: Span, nothing: bool) -> Diagnostic {
    let message = match nothing {
        true => Message::new("rincian ini tidak menyebut kolom", "this breakdown names no column"),
        false => Message::new("rincian ini ditulis dua kali", "this breakdown is written twice"),
    };
    Diagnostic::new(codes::BAD_INDICATOR, span, message)
}

fn column_twice(name: &Scalar) -> Diagnostic {
    let text = &name.text;
    let message = Message::new(format!("`{text}` disebut dua kali"), format!("`{text}` is named twice"));
    Diagnostic::new(codes::BAD_INDICATOR, name.span, message)
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
