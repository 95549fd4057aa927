//! Where mistakes are made: every key of the instrument's files, by the shape of its value.

use super::codes::Codes;
use super::used::Used;
use super::{Edit, Kind, Mutant, expression, number};
use crate::base::{Limits, Span, TextRange};
use crate::source::{Block, BlockKind, Field, Key, Scalar, Shape, Written};
use crate::value::Decimal;

pub(super) struct Fields<'a> {
    pub(super) used: &'a Used,
    pub(super) codes: &'a Codes,
    pub(super) limits: &'a Limits,
    pub(super) found: &'a mut Vec<Mutant>,
    /// Within a list whose scores nothing counts.
    pub(super) unscored: bool,
}

impl Fields<'_> {
    /// The mutants of a block and the blocks in it. Blocks nest as items do, which the reader bounds.
    pub(super) fn block(&mut self, block: &Block) {
        if !self.counts(block) {
            return;
        }
        for field in &block.fields {
            let row = block.kind.rows().iter().find(|row| row.key == field.key);
            if let Some(row) = row
                && matters(block.kind, field.key)
                && !(self.unscored && field.key == Key::Score)
            {
                self.value(field, &field.value, row.shape);
            }
        }
        self.rules(block);
    }

    /// Whether a test could notice anything of a block.
    fn counts(&self, block: &Block) -> bool {
        let own = [Key::Ask, Key::Calc, Key::Roster, Key::Section, Key::Grid, Key::Note, Key::Given];
        let named = match block.kind {
            BlockKind::Score => block.scalar(Key::Score),
            BlockKind::Indicator => block.scalar(Key::Indicator),
            BlockKind::Retired | BlockKind::Sample | BlockKind::SampleWave | BlockKind::SampleRule => {
                return false;
            }
            BlockKind::Root
            | BlockKind::Defaults
            | BlockKind::Param
            | BlockKind::Table
            | BlockKind::List
            | BlockKind::Choice
            | BlockKind::Given
            | BlockKind::Section
            | BlockKind::Ask
            | BlockKind::Note
            | BlockKind::Calc
            | BlockKind::Grid
            | BlockKind::GridRow
            | BlockKind::Roster
            | BlockKind::Rows
            | BlockKind::Include
            | BlockKind::Check
            | BlockKind::Part
            | BlockKind::Missing
            | BlockKind::Override
            | BlockKind::Band
            | BlockKind::Rule
            | BlockKind::Class
            | BlockKind::Tests
            | BlockKind::Test
            | BlockKind::Expect
            | BlockKind::ExpectedProblem
            | BlockKind::Confirmed => own.iter().find_map(|key| block.scalar(*key)),
        };
        named.is_none_or(|name| self.used.has(&name.text))
    }

    fn value(&mut self, field: &Field, value: &Written, shape: Shape) {
        match (value, shape) {
            (Written::Scalar(scalar), shape) => self.scalar(field.key, scalar, shape),
            (Written::Block(block), _) => self.block(block),
            (Written::Sequence(items, _), Shape::List(of)) if field.key == Key::Allow => {
                self.allowed(items);
                items.iter().for_each(|item| self.value(field, item, *of));
            }
            (Written::Sequence(items, _), Shape::List(of)) => {
                items.iter().for_each(|item| self.value(field, item, *of));
            }
            (Written::Sequence(items, _), shape) if field.key == Key::Bands => {
                // The lowest band reaches down as far as the score does, whatever its own cut-off.
                let lowest = lowest(items);
                let above = items.iter().enumerate().filter(|(at, _)| Some(*at) != lowest);
                above.for_each(|(_, item)| self.value(field, item, shape));
            }
            (Written::Sequence(items, _), shape) => {
                items.iter().for_each(|item| self.value(field, item, shape));
            }
            (Written::Map(entries, _), Shape::MapOf(of)) => {
                let counted = entries.iter().filter(|(name, _)| self.is_read(field.key, name));
                let counted: Vec<&(Scalar, Written)> = counted.collect();
                for (name, value) in counted {
                    self.entry(field, (name, value), *of);
                }
            }
            (Written::Map(..), _) => {}
        }
    }

    /// Whether something reads a list, param or definition.
    fn is_read(&self, key: Key, name: &Scalar) -> bool {
        let id = name.text.split('(').next().unwrap_or_default().trim();
        if key == Key::Lists {
            self.used.has_list(id)
        } else {
            !matches!(key, Key::Params | Key::Define) || self.used.names(id)
        }
    }

    fn entry(&mut self, field: &Field, (name, value): (&Scalar, &Written), of: Shape) {
        let unscored = field.key == Key::Lists && !self.used.scores(&name.text);
        let around = std::mem::replace(&mut self.unscored, unscored);
        self.value(field, value, of);
        self.unscored = around;
    }

    fn scalar(&mut self, key: Key, scalar: &Scalar, shape: Shape) {
        match shape {
            Shape::Expr => self.expression(key, scalar),
            Shape::BoolOr(Shape::Expr) if !matches!(&*scalar.text, "true" | "false") => {
                self.expression(key, scalar);
            }
            Shape::Bool | Shape::BoolOr(_) => self.setting(scalar),
            Shape::Number | Shape::NumberOr(_) | Shape::Constant(_) | Shape::Integer | Shape::Pair => {
                self.number(scalar);
            }
            Shape::Scalar => self.scalar_number(key, scalar),
            Shape::Word(_) => self.word(key, scalar),
            Shape::Text
            | Shape::Id
            | Shape::Date
            | Shape::Version
            | Shape::Edition
            | Shape::Path
            | Shape::QuestionType
            | Shape::Label
            | Shape::List(_)
            | Shape::Block(_)
            | Shape::Blocks(_)
            | Shape::BlocksOrIds(_)
            | Shape::Items
            | Shape::MapOf(_)
            | Shape::Records
            | Shape::Anything => {}
        }
    }

    fn expression(&mut self, key: Key, scalar: &Scalar) {
        let whole = TextRange::new(0, u32::try_from(scalar.text.len()).unwrap_or(u32::MAX));
        let is_condition = matches!(key, Key::When | Key::Require | Key::ChoicesWhere | Key::Required);
        if is_condition && &*scalar.text != "true" {
            let edits = vec![(whole, "true".to_owned())];
            self.change(scalar, expression::Change { kind: Kind::Condition, at: whole, edits });
        }
        for change in expression::changes(&scalar.text, self.codes, self.limits) {
            self.change(scalar, change);
        }
    }

    fn change(&mut self, scalar: &Scalar, change: expression::Change) {
        let edit = |(range, text): (TextRange, String)| Edit { span: scalar.map.span(range), text };
        let edits = change.edits.into_iter().map(edit).collect();
        self.found.push(Mutant { kind: change.kind, place: scalar.map.span(change.at), edits });
    }

    fn replace(&mut self, kind: Kind, scalar: &Scalar, text: &str) {
        let whole = TextRange::new(0, u32::try_from(scalar.text.len()).unwrap_or(u32::MAX));
        self.change(scalar, expression::Change { kind, at: whole, edits: vec![(whole, text.to_owned())] });
    }

    fn number(&mut self, scalar: &Scalar) {
        for beside in number::beside(&scalar.text) {
            self.replace(Kind::Constant, scalar, &beside);
        }
    }

    /// A number that may have a sign of percent behind it, as in `need: 60%`.
    fn scalar_number(&mut self, key: Key, scalar: &Scalar) {
        let (digits, sign) =
            scalar.text.strip_suffix('%').map_or((&*scalar.text, ""), |digits| (digits, "%"));
        let kind = if key == Key::Need { Kind::Missing } else { Kind::Constant };
        for beside in number::beside(digits) {
            self.replace(kind, scalar, &format!("{beside}{sign}"));
        }
    }

    fn setting(&mut self, scalar: &Scalar) {
        match &*scalar.text {
            "true" => self.replace(Kind::Setting, scalar, "false"),
            "false" => self.replace(Kind::Setting, scalar, "true"),
            _ => {}
        }
    }

    fn word(&mut self, key: Key, scalar: &Scalar) {
        match (key, &*scalar.text) {
            (Key::Method, "sum") => self.replace(Kind::Function, scalar, "mean"),
            (Key::Method, "mean") => self.replace(Kind::Function, scalar, "sum"),
            (Key::Level, "error") => self.replace(Kind::Setting, scalar, "warning"),
            (Key::Level, "warning") => self.replace(Kind::Setting, scalar, "error"),
            (_, _) => {}
        }
    }

    /// A reason that may be recorded, left out.
    fn allowed(&mut self, reasons: &[Written]) {
        let scalars: Vec<&Scalar> = reasons.iter().filter_map(Written::scalar).collect();
        for (at, reason) in scalars.iter().enumerate() {
            let before = at.checked_sub(1).and_then(|before| scalars.get(before));
            let gone = match (before, scalars.get(at + 1)) {
                (Some(before), _) => Span::new(reason.span.file, before.span.end, reason.span.end),
                (None, Some(next)) => Span::new(reason.span.file, reason.span.start, next.span.start),
                (None, None) => reason.span,
            };
            let edits = vec![Edit { span: gone, text: String::new() }];
            self.found.push(Mutant { kind: Kind::Missing, place: reason.span, edits });
        }
    }

    /// Two rules of a `classify` that stand side by side, in the other order; the order of those that give the same
    /// class means nothing.
    fn rules(&mut self, block: &Block) {
        let rule =
            |rule: &'_ Block| Some((rule.scalar(Key::When)?.clone(), rule.scalar(Key::Class)?.text.clone()));
        let rules: Vec<(Scalar, std::sync::Arc<str>)> = block.blocks(Key::Rules).filter_map(rule).collect();
        for ((first, class), (second, other)) in rules.iter().zip(rules.iter().skip(1)) {
            if first.style != second.style || class == other {
                continue;
            }
            let edit = |at: &Scalar, by: &Scalar| Edit { span: at.map.whole(), text: by.text.to_string() };
            let edits = vec![edit(first, second), edit(second, first)];
            self.found.push(Mutant { kind: Kind::Condition, place: first.span, edits });
        }
    }
}

/// The band with the lowest cut-off; one that a param sets is not looked up, and then none is known to be.
fn lowest(bands: &[Written]) -> Option<usize> {
    let from = |band: &Written| {
        let block = band.block()?;
        let cut_off = block.scalar(Key::From).or_else(|| block.scalar(Key::Above))?;
        Decimal::parse(&cut_off.text.replace('_', ""))
    };
    let cut_offs: Option<Vec<_>> =
        bands.iter().enumerate().map(|(at, band)| Some((from(band)?, at))).collect();
    cut_offs?.into_iter().min().map(|(_, at)| at)
}

/// Whether a key has to do with what is asked, right or scored: not with words, looks or what is only declared.
fn matters(kind: BlockKind, key: Key) -> bool {
    let never = [
        Key::Monev,
        Key::Status,
        Key::Trend,
        Key::Locked,
        Key::Preload,
        Key::Show,
        Key::Range,
        Key::Target,
        Key::Better,
        Key::Reference,
        Key::Interval,
        Key::Against,
        Key::Per,
        Key::Ordered,
        Key::Personal,
        Key::Widget,
        Key::ItemSets,
        Key::Tables,
    ];
    let decimals = key == Key::Scale && kind != BlockKind::Score && kind != BlockKind::Part;
    !never.contains(&key) && !decimals
}
