//! Calculations and scores, each after what it reads, because its type follows from theirs.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::{Diagnostic, Message, Span, TextMap, codes};
use crate::expr::{Attached, Expected, VarId};
use crate::model::{ItemId, ItemKind, ScoreId, VarKind};
use crate::source::{Block, Key, Scalar, Shape, Written};
use crate::value::{NumType, Type};

use super::Lowering;
use super::depends::{Read, Reading};
use super::graph::Graph;

/// Something whose type follows from an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Computed {
    Calc(ItemId),
    Score(ScoreId),
    /// Inlined where it is used; here it stands between its users and what it reads.
    Definition(u32),
}

/// One reading of a computed column.
#[derive(Debug, Clone, Copy)]
struct Edge {
    to: usize,
    place: Span,
    previous: bool,
}

/// Everything computed, and what reads what.
#[derive(Debug, Default)]
struct Computation {
    all: Vec<Computed>,
    /// What each reads, by its number.
    edges: Vec<Vec<Edge>>,
}

impl Computation {
    fn edges_of(&self, at: usize) -> &[Edge] {
        self.edges.get(at).map(Vec::as_slice).unwrap_or_default()
    }
}

impl<'a> Lowering<'a> {
    /// Lowers every calculation and score. Circles are reported once each, with the whole way.
    pub(super) fn calculations(&mut self) {
        let computation = self.computation();
        let n = computation.all.len();
        let (mut whole, mut present) = (Graph::new(n), Graph::new(n));
        for (from, edges) in computation.edges.iter().enumerate() {
            for edge in edges {
                whole.add(from, edge.to);
                if !edge.previous {
                    present.add(from, edge.to);
                }
            }
        }
        let mut rank = vec![0; n];
        for (at, group) in present.components().iter().enumerate() {
            self.report_cycle(&computation, &present, group);
            for member in group {
                if let Some(slot) = rank.get_mut(*member) {
                    *slot = at;
                }
            }
        }
        for mut group in whole.components() {
            group.sort_by_key(|member| rank.get(*member).copied());
            self.lower_group(&computation, &group);
        }
    }

    fn computation(&mut self) -> Computation {
        let mut all = Vec::new();
        let mut known: BTreeMap<Read, usize> = BTreeMap::new();
        for (id, item) in self.world.instrument.items.iter() {
            if let ItemKind::Calc(calc) = &item.kind {
                known.insert(Read::Column(calc.var), all.len());
                all.push(Computed::Calc(id));
            }
        }
        for (id, score) in self.world.instrument.scores.iter() {
            for var in [score.var, score.band_var].into_iter().flatten() {
                known.insert(Read::Column(var), all.len());
            }
            all.push(Computed::Score(id));
        }
        for number in (0..).take(self.world.definitions.len()) {
            known.insert(Read::Definition(number), all.len());
            all.push(Computed::Definition(number));
        }
        let mut edges = Vec::with_capacity(all.len());
        for computed in &all {
            edges.push(self.readings_of(*computed, &known));
        }
        Computation { all, edges }
    }

    fn readings_of(&mut self, computed: Computed, known: &BTreeMap<Read, usize>) -> Vec<Edge> {
        let mut edges = Vec::new();
        let mut read = |readings: Vec<Reading>, map: &TextMap| {
            edges.extend(readings.into_iter().filter_map(|reading| {
                let to = *known.get(&reading.what)?;
                Some(Edge { to, place: map.span(reading.range), previous: reading.previous })
            }));
        };
        if let Computed::Definition(number) = computed
            && let Some(definition) = self.world.definitions.get(number as usize)
        {
            read(self.world.readings(&definition.body, &definition.params), &definition.map);
        }
        for scalar in self.expressions_of(computed) {
            let parsed = self.parse(&scalar.text);
            read(self.world.readings(&parsed.ast, &[]), &scalar.map);
        }
        edges
    }

    /// The expressions a calculation or score is made of.
    fn expressions_of(&self, computed: Computed) -> Vec<&'a Scalar> {
        match computed {
            Computed::Calc(id) => {
                let written = self.written.get(id.index());
                written.and_then(|written| written.scalar(Key::Value)).into_iter().collect()
            }
            Computed::Score(id) => {
                let mut found = Vec::new();
                if let Some(block) = self.written_scores.get(id.index()) {
                    gather(block, &mut found);
                }
                found
            }
            Computed::Definition(_) => Vec::new(),
        }
    }

    fn report_cycle(&mut self, computation: &Computation, present: &Graph, group: &[usize]) {
        let Some(first) = group.first() else { return };
        if group.len() == 1 && !present.needs(*first).contains(first) {
            return;
        }
        let within = |node: usize| group.binary_search(&node).is_ok();
        let Some(cycle) = present.cycle(*first, within) else { return };
        let mut steps: Vec<(String, String, Span)> = Vec::new();
        for (from, to) in cycle.iter().zip(cycle.iter().cycle().skip(1)) {
            let edge = computation.edges_of(*from).iter().find(|edge| edge.to == *to && !edge.previous);
            let place = edge.map(|edge| edge.place).unwrap_or_default();
            steps.push((self.name_of(computation, *from), self.name_of(computation, *to), place));
        }
        self.sink.push(cycle_found(&steps));
        for member in group {
            for var in self.columns_of(computation, *member) {
                self.world.set_type(var, Type::Wrong);
            }
        }
    }

    fn columns_of(&self, computation: &Computation, at: usize) -> Vec<VarId> {
        let instrument = &self.world.instrument;
        let columns = match computation.all.get(at) {
            Some(Computed::Calc(id)) => match instrument.items.get(*id).map(|item| &item.kind) {
                Some(ItemKind::Calc(calc)) => [Some(calc.var), None],
                _ => [None, None],
            },
            Some(Computed::Score(id)) => {
                instrument.scores.get(*id).map_or([None, None], |score| [score.var, score.band_var])
            }
            Some(Computed::Definition(_)) | None => [None, None],
        };
        columns.into_iter().flatten().collect()
    }

    fn name_of(&self, computation: &Computation, at: usize) -> String {
        let instrument = &self.world.instrument;
        match computation.all.get(at) {
            Some(Computed::Calc(id)) => instrument.items.get(*id).map(|item| item.id.to_string()),
            Some(Computed::Score(id)) => {
                instrument.scores.get(*id).map(|score| format!("score.{}", score.id))
            }
            Some(Computed::Definition(number)) => {
                self.world.definitions.get(*number as usize).map(|definition| definition.name.to_string())
            }
            None => None,
        }
        .unwrap_or_default()
    }

    /// Lowers what reads each other through values of the previous wave. The type of such a value is that of the
    /// column itself, which isn't known yet: it is deduced first as if there were no previous wave, and then once
    /// more, and once more, with what that gave.
    fn lower_group(&mut self, computation: &Computation, group: &[usize]) {
        let members: BTreeSet<usize> = group.iter().copied().collect();
        let mut edges = group.iter().flat_map(|member| computation.edges_of(*member));
        if edges.any(|edge| edge.previous && members.contains(&edge.to)) {
            let outside = std::mem::take(&mut self.sink);
            for pass in 0..2 {
                self.lower_once(computation, group);
                self.fix_previous(computation, group, pass);
            }
            self.sink = outside;
        }
        self.lower_once(computation, group);
    }

    fn lower_once(&mut self, computation: &Computation, group: &[usize]) {
        for member in group {
            match computation.all.get(*member) {
                Some(Computed::Calc(id)) => self.lower_calc(*id),
                Some(Computed::Score(id)) => self.lower_score(*id),
                Some(Computed::Definition(_)) | None => {}
            }
        }
    }

    /// Says what the values of the previous wave are taken for in the next pass: any number of as many decimals, and
    /// in the last pass of as many as there can be if they keep growing.
    fn fix_previous(&mut self, computation: &Computation, group: &[usize], pass: u8) {
        for var in group.iter().flat_map(|member| self.columns_of(computation, *member)).collect::<Vec<_>>() {
            let now = self.world.type_of(var).clone();
            let before = self.world.previous_types.get(&var);
            let grew = pass > 0 && before.is_some_and(|before| scale_of(before) < scale_of(&now));
            self.world.previous_types.insert(var, as_input(now, grew));
        }
    }

    fn lower_calc(&mut self, id: ItemId) {
        let Some(item) = self.world.instrument.items.get(id) else { return };
        let (home, var) = match &item.kind {
            ItemKind::Calc(calc) => (item.home, calc.var),
            ItemKind::Section { .. }
            | ItemKind::Question(_)
            | ItemKind::Note
            | ItemKind::Grid { .. }
            | ItemKind::Roster(_) => return,
        };
        let Some(scalar) = self.written.get(id.index()).and_then(|written| written.scalar(Key::Value)) else {
            self.world.set_type(var, Type::Wrong);
            return;
        };
        let attached = Attached { home, ..Attached::default() };
        let formula = self.formula(scalar, &attached, &Expected::Value);
        let cyclic = *self.world.type_of(var) == Type::Wrong;
        let ty = match &formula {
            Some(formula) if !cyclic => formula.expr.ty().clone(),
            Some(_) | None => Type::Wrong,
        };
        self.world.set_type(var, ty);
        if let Some(item) = self.world.instrument.items.get_mut(id)
            && let ItemKind::Calc(calc) = &mut item.kind
        {
            calc.value = formula.filter(|_| !cyclic).unwrap_or_else(super::no_formula);
        }
    }

    /// Columns of the previous wave have the types their readers were checked with.
    pub(super) fn settle_previous(&mut self) {
        let types: Vec<(usize, Type)> = (0..)
            .zip(&self.world.instrument.vars)
            .filter_map(|(at, var)| match var.kind {
                VarKind::Prev(of) => {
                    let fixed = self.world.previous_types.get(&of);
                    Some((at, fixed.unwrap_or_else(|| self.world.type_of(of)).clone()))
                }
                VarKind::Today
                | VarKind::Given(_)
                | VarKind::Question(_)
                | VarKind::Calc(_)
                | VarKind::Score(_)
                | VarKind::Band(_)
                | VarKind::Part(..)
                | VarKind::RowChoice(_) => None,
            })
            .collect();
        for (at, ty) in types {
            if let Some(var) = self.world.instrument.vars.get_mut(at) {
                var.ty = ty;
            }
        }
    }
}

/// The scalars of a score's block that are expressions or name the questions it is made of.
fn gather<'a>(block: &'a Block, found: &mut Vec<&'a Scalar>) {
    for field in &block.fields {
        let shape = block.kind.rows().iter().find(|row| row.key == field.key).map(|row| row.shape);
        let expression = matches!(shape, Some(Shape::Expr | Shape::BoolOr(Shape::Expr)));
        let named = matches!(field.key, Key::Item | Key::Items);
        for written in field.value.elements() {
            match written {
                Written::Scalar(scalar) if expression || named => found.push(scalar),
                Written::Block(inner) => gather(inner, found),
                Written::Scalar(_) | Written::Map(..) | Written::Sequence(..) => {}
            }
        }
    }
}

fn scale_of(ty: &Type) -> u8 {
    if let Type::Num(number) = ty { number.scale } else { 0 }
}

/// The type of a number that comes from outside, with the usual bounds or its own where those are wider.
fn as_input(ty: Type, grew: bool) -> Type {
    let Type::Num(number) = ty else { return ty };
    let scale = if grew { crate::value::MAX_SCALE } else { number.scale };
    let most = 10_i128.pow(12 + u32::from(scale)) - 1;
    Type::Num(NumType { scale, min: -most, max: most, unit: number.unit })
}

/// `steps` holds who reads whom, and where, around the circle.
fn cycle_found(steps: &[(String, String, Span)]) -> Diagnostic {
    let way: String = steps.iter().map(|(from, ..)| format!("`{from}` → ")).collect();
    let (first, span) = steps.first().map(|(from, _, span)| (from.as_str(), *span)).unwrap_or_default();
    let message = match steps {
        [_] => Message::new(
            format!("`{first}` dihitung dari dirinya sendiri"),
            format!("`{first}` is calculated from itself"),
        ),
        _ => Message::new(
            format!("perhitungan berputar: {way}`{first}`"),
            format!("calculations go in a circle: {way}`{first}`"),
        ),
    };
    let diagnostic = Diagnostic::new(codes::CYCLE, span, message);
    steps.iter().skip(1).fold(diagnostic, |diagnostic, (from, to, place)| {
        let note = Message::new(
            format!("nilai `{from}` memakai `{to}`"),
            format!("the value of `{from}` uses `{to}`"),
        );
        diagnostic.note(*place, note)
    })
}
