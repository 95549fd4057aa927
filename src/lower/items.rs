//! The tree of items: ids, columns, rosters and the items of included modules. What an item says besides is lowered
//! later, when every name is known.

use std::sync::Arc;

use crate::base::{Aside, Diagnostic, Message, Span, codes};
use crate::expr::{RosterInfo, VarId};
use crate::model::{
    Allow, Calc, Item, ItemId, ItemKind, Question, QuestionType, Required, Roster, Rows, VarKind,
};
use crate::source::{Block, BlockKind, Field, Key, Scalar, Written};
use crate::value::{RosterId, Type};

use super::Lowering;
use super::names::Meaning;

/// Rosters within rosters: this many levels.
const MAX_ROSTER_DEPTH: usize = 3;
/// Most rows of a roster that doesn't say.
const DEFAULT_ROWS: u32 = 50;

/// An item as written, beside the item of the same number; generated items have none of it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct WrittenItem<'a> {
    /// Its own block.
    pub(super) block: Option<&'a Block>,
    /// For a row of a grid: the grid's block, whose keys hold for all its rows.
    pub(super) grid: Option<&'a Block>,
    /// The type of a question was wrong.
    pub(super) wrong: bool,
}

impl<'a> WrittenItem<'a> {
    fn of(block: &'a Block) -> Self {
        Self { block: Some(block), ..Self::default() }
    }

    /// A key of the item itself.
    pub(super) fn own(&self, key: Key) -> Option<&'a Field> {
        self.block.and_then(|block| block.field(key))
    }

    /// A key of the item, or of its grid.
    pub(super) fn field(&self, key: Key) -> Option<&'a Field> {
        self.own(key).or_else(|| self.grid.and_then(|grid| grid.field(key)))
    }

    /// The scalar of a key of the item, or of its grid.
    pub(super) fn scalar(&self, key: Key) -> Option<&'a Scalar> {
        self.field(key).and_then(|field| field.value.scalar())
    }
}

/// Where items stand.
#[derive(Debug, Clone, Default)]
pub(super) struct Place {
    parent: Option<ItemId>,
    home: Option<RosterId>,
    /// Levels of rosters.
    rosters: usize,
    /// Levels of items and includes.
    depth: usize,
    module: Option<Arc<str>>,
    trend: bool,
    locked: bool,
}

impl Place {
    /// The same place, for the items of a module.
    pub(super) fn of_module(&self, module: &Arc<str>) -> Self {
        Self { module: Some(Arc::clone(module)), depth: self.depth + 1, ..self.clone() }
    }
}

impl<'a> Lowering<'a> {
    /// Declares the items of the instrument, those of included modules in their places.
    pub(super) fn declare_items(&mut self) {
        let Some(root) = self.loaded.first() else { return };
        let written = root.root().get(Key::Items).map(Written::elements).unwrap_or_default();
        self.world.instrument.roots = self.declare_all(written, &Place::default());
        self.check_questions(root.root().span);
    }

    pub(super) fn declare_all(&mut self, written: &'a [Written], place: &Place) -> Vec<ItemId> {
        let mut children = Vec::with_capacity(written.len());
        for block in written.iter().filter_map(Written::block) {
            if place.depth > self.limits.yaml_depth {
                self.sink.push(too_deep(block.span, self.limits.yaml_depth));
                break;
            }
            match block.kind {
                BlockKind::Section => children.extend(self.section(block, place)),
                BlockKind::Ask => children.extend(self.question(block, None, place)),
                BlockKind::Note => children.extend(self.note(block, place)),
                BlockKind::Calc => children.extend(self.calc(block, place)),
                BlockKind::Grid => children.extend(self.grid(block, place)),
                BlockKind::Roster => children.extend(self.roster(block, place)),
                BlockKind::Include => children.extend(self.include(block, place)),
                BlockKind::Root
                | BlockKind::Defaults
                | BlockKind::Param
                | BlockKind::Table
                | BlockKind::List
                | BlockKind::Choice
                | BlockKind::Given
                | BlockKind::GridRow
                | BlockKind::Rows
                | BlockKind::Check
                | BlockKind::Score
                | BlockKind::Part
                | BlockKind::Missing
                | BlockKind::Override
                | BlockKind::Band
                | BlockKind::Rule
                | BlockKind::Class
                | BlockKind::Indicator
                | BlockKind::Retired
                | BlockKind::Tests
                | BlockKind::Test
                | BlockKind::Expect
                | BlockKind::ExpectedProblem
                | BlockKind::Confirmed
                | BlockKind::Sample
                | BlockKind::SampleWave
                | BlockKind::SampleRule => {}
            }
        }
        children
    }

    /// Adds an item; without an id (which was reported) there is none.
    fn add(&mut self, written: WrittenItem<'a>, id: Key, kind: ItemKind, place: &Place) -> Option<ItemId> {
        let scalar = written.block.and_then(|block| block.scalar(id))?;
        let item = Item {
            id: Arc::clone(&scalar.text),
            kind,
            parent: place.parent,
            home: place.home,
            label: None,
            hint: None,
            when: None,
            formerly: Vec::new(),
            trend: place.trend,
            locked: place.locked,
            module: place.module.clone(),
            span: Aside(scalar.span),
        };
        let id = self.world.instrument.items.push(item);
        self.written.push(written);
        self.declare(scalar, Meaning::Item(id));
        Some(id)
    }

    /// The place of the children of an item.
    fn inside(&mut self, block: &Block, place: &Place, parent: ItemId) -> Place {
        Place {
            parent: Some(parent),
            depth: place.depth + 1,
            trend: place.trend || self.is_set(block, Key::Trend),
            locked: place.locked || self.is_set(block, Key::Locked),
            ..place.clone()
        }
    }

    fn section(&mut self, block: &'a Block, place: &Place) -> Option<ItemId> {
        let kind = ItemKind::Section { children: Vec::new() };
        let id = self.add(WrittenItem::of(block), Key::Section, kind, place)?;
        let inside = self.inside(block, place, id);
        let written = block.get(Key::Items).map(Written::elements).unwrap_or_default();
        let children = self.declare_all(written, &inside);
        self.set_kind(id, ItemKind::Section { children });
        Some(id)
    }

    fn set_kind(&mut self, id: ItemId, kind: ItemKind) {
        if let Some(item) = self.world.instrument.items.get_mut(id) {
            item.kind = kind;
        }
    }

    fn note(&mut self, block: &'a Block, place: &Place) -> Option<ItemId> {
        self.add(WrittenItem::of(block), Key::Note, ItemKind::Note, place)
    }

    /// A question, or (with the grid's block) a row of a grid.
    fn question(&mut self, block: &'a Block, grid: Option<&'a Block>, place: &Place) -> Option<ItemId> {
        let name = Arc::clone(&block.scalar(Key::Ask)?.text);
        let typed = grid.unwrap_or(block);
        let ty = self.question_type(typed);
        let value_type = self.value_type(ty.as_ref(), typed);
        let next = self.world.instrument.items.next_id();
        let var = self.world.add_var(name, VarKind::Question(next), value_type, place.home);
        let wrong = ty.is_none();
        let question = new_question(var, ty.unwrap_or(QuestionType::Text));
        let written = WrittenItem { block: Some(block), grid, wrong };
        self.add(written, Key::Ask, ItemKind::Question(Box::new(question)), place)
    }

    fn calc(&mut self, block: &'a Block, place: &Place) -> Option<ItemId> {
        let name = Arc::clone(&block.scalar(Key::Calc)?.text);
        let next = self.world.instrument.items.next_id();
        let var = self.world.add_var(name, VarKind::Calc(next), Type::Missing, place.home);
        let calc = Calc { var, value: super::no_formula(), show: false, personal: None };
        self.add(WrittenItem::of(block), Key::Calc, ItemKind::Calc(Box::new(calc)), place)
    }

    fn grid(&mut self, block: &'a Block, place: &Place) -> Option<ItemId> {
        let kind = ItemKind::Grid { children: Vec::new() };
        let id = self.add(WrittenItem::of(block), Key::Grid, kind, place)?;
        let inside = self.inside(block, place, id);
        let children =
            block.blocks(Key::Rows).filter_map(|row| self.question(row, Some(block), &inside)).collect();
        self.set_kind(id, ItemKind::Grid { children });
        Some(id)
    }

    fn roster(&mut self, block: &'a Block, place: &Place) -> Option<ItemId> {
        let roster = RosterId(u32::try_from(self.world.instrument.rosters.len()).unwrap_or(u32::MAX));
        let id = self.add(WrittenItem::of(block), Key::Roster, ItemKind::Roster(roster), place)?;
        let name = block.scalar(Key::Roster)?;
        if place.rosters == MAX_ROSTER_DEPTH {
            self.sink.push(nested_too_deep(name));
        }
        let (min, max) = self.row_limits(block);
        let parent = place.home;
        let info = RosterInfo { name: Arc::clone(&name.text), parent, max, row_choice: None };
        self.world.instrument.roster_info.push(info);
        self.world.instrument.rosters.push(Roster {
            item: id,
            parent,
            children: Vec::new(),
            rows: Rows::Free,
            min,
            max,
            key: Vec::new(),
            row_label: None,
            row_choice: None,
            checks: Vec::new(),
        });
        let mut inside = self.inside(block, place, id);
        inside.home = Some(roster);
        inside.rosters += 1;
        let written = block.get(Key::Items).map(Written::elements).unwrap_or_default();
        let children = self.declare_all(written, &inside);
        if let Some(lowered) = self.world.instrument.rosters.get_mut(roster.0 as usize) {
            lowered.children = children;
        }
        Some(id)
    }

    /// `min` and `max` of a roster's rows.
    fn row_limits(&mut self, block: &Block) -> (u32, u32) {
        let rows = block.get(Key::Rows).and_then(Written::block);
        let cap = i128::from(self.limits.roster_rows);
        let mut limit = |key: Key, least: i128| {
            let written = rows.and_then(|rows| rows.get(key))?;
            self.whole(written, least, cap).and_then(|n| u32::try_from(n).ok())
        };
        let (min, max) = (limit(Key::Min, 0), limit(Key::Max, 1));
        let most = max.unwrap_or_else(|| DEFAULT_ROWS.max(min.unwrap_or(0)));
        if let (Some(min), Some(max), Some(rows)) = (min, max, rows)
            && min > max
            && let Some(field) = rows.field(Key::Max)
        {
            self.sink.push(rows_reversed(field, min, max));
        }
        (min.unwrap_or(0), most)
    }

    fn check_questions(&mut self, span: Span) {
        let is_question = |item: &&Item| matches!(item.kind, ItemKind::Question(_));
        let count = self.world.instrument.items.values().filter(is_question).count();
        let most = self.limits.questions;
        if count > most {
            let start = Span::new(span.file, span.start, span.start);
            self.sink.push(super::totals::limit(
                start,
                "questions",
                &Message::new(
                    format!("instrumen ini memuat {count} pertanyaan, paling banyak {most}"),
                    format!("this instrument has {count} questions, at most {most}"),
                ),
            ));
        }
    }
}

/// A question that says nothing but its type.
pub(super) fn new_question(var: VarId, ty: QuestionType) -> Question {
    Question {
        var,
        ty,
        required: Required::Never,
        checks: Vec::new(),
        choices_where: None,
        allow: Allow::default(),
        default: None,
        preload: false,
        personal: None,
        widget: None,
        unit: None,
        specifies: None,
    }
}

fn too_deep(span: Span, most: usize) -> Diagnostic {
    let message = Message::new(
        format!("butir bersarang lebih dari {most} tingkat"),
        format!("items are nested more than {most} levels deep"),
    );
    super::totals::limit(span, "yaml_depth", &message)
}

fn nested_too_deep(roster: &Scalar) -> Diagnostic {
    let message = Message::new(
        format!("roster `{}` bersarang lebih dari {MAX_ROSTER_DEPTH} tingkat", roster.text),
        format!("the roster `{}` is nested more than {MAX_ROSTER_DEPTH} levels deep", roster.text),
    );
    Diagnostic::new(codes::BAD_ROSTER, roster.span, message)
}

fn rows_reversed(field: &Field, min: u32, max: u32) -> Diagnostic {
    let message = Message::new(
        format!("baris paling banyak {max}, padahal paling sedikit {min}"),
        format!("at most {max} rows, yet at least {min}"),
    );
    Diagnostic::new(codes::BAD_ROSTER, field.value.span(), message)
}
