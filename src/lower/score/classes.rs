//! `classify` and `largest`: scores that give a class.

use std::sync::Arc;

use indexmap::IndexMap;

use crate::expr::{Attached, Expected, VarId};
use crate::model::{Class, Formula, ItemKind, Label, LargestOver, Method, Part, ScoreId, VarKind};
use crate::source::{Block, Key};
use crate::value::{Decimal, ListId, Type};

use super::{class, messages};
use crate::lower::Lowering;
use crate::lower::names::Meaning;

impl<'a> Lowering<'a> {
    pub(super) fn classify(&mut self, block: &'a Block) -> Option<Method> {
        let mut rules = Vec::new();
        let mut classes: IndexMap<Arc<str>, Option<Label>> =
            self.classes(block).into_iter().map(|class| (class.code, class.label)).collect();
        let mut whole = true;
        for rule in block.blocks(Key::Rules) {
            let label = self.label_of(rule, Key::Label, None);
            let (Some(code), Some(when)) = (rule.scalar(Key::Class), self.condition(rule)) else {
                whole = false;
                continue;
            };
            let known = classes.entry(Arc::clone(&code.text)).or_default();
            *known = known.take().or(label);
            rules.push((Arc::clone(&code.text), when));
        }
        let classes = classes.into_iter().map(|(code, label)| Class { code, label }).collect();
        whole.then_some(Method::Classify { rules, classes })
    }

    /// For `largest` over a roster: the list of what names a row's class.
    pub(super) fn list_of_key(&self, block: &Block) -> Option<ListId> {
        let column = self.key_column(block)?;
        if let Type::Choice(list) = self.world.type_of(column) { Some(*list) } else { None }
    }

    /// The column that names a row's class: a question, or the choice that a `for_each` row stands for.
    pub(super) fn key_column(&self, block: &Block) -> Option<VarId> {
        let key = block.scalar(Key::KeyOf)?.text.trim();
        if key != "row_choice" {
            return self.world.readable(key);
        }
        let Meaning::Item(item) = self.world.names.get(&block.scalar(Key::Over)?.text)? else { return None };
        let ItemKind::Roster(roster) = self.world.instrument.items.get(item)?.kind else { return None };
        Some(self.world.instrument.roster(roster)?.row_choice?.0)
    }

    /// The type of a score's class. Of a roster whose key is no choice the classes aren't known, which is said once, at
    /// the key.
    pub(super) fn class_type(&self, block: &Block, list: ListId) -> Type {
        let known = block.scalar(Key::KeyOf).is_none() || self.list_of_key(block).is_some();
        if known { Type::Choice(list) } else { Type::Wrong }
    }

    fn classes(&mut self, block: &'a Block) -> Vec<Class> {
        let mut classes = Vec::new();
        for class in block.blocks(Key::Classes) {
            let label = self.label_of(class, Key::Label, None);
            if let Some(code) = class.scalar(Key::Class) {
                classes.push(Class { code: Arc::clone(&code.text), label });
            }
        }
        classes
    }

    pub(super) fn largest(&mut self, id: ScoreId, block: &'a Block) -> Option<Method> {
        let floor = block.scalar(Key::Floor).and_then(|floor| self.number_or_param(floor));
        let code = |key| block.scalar(key).map(|code| Arc::clone(&code.text));
        let (below_floor, on_tie) = (code(Key::BelowFloor), code(Key::OnTie));
        let classes = self.classes(block);
        if block.get(Key::Over).is_none() {
            let parts = self.parts(id, block)?;
            return Some(Method::Largest { parts, over: None, floor, below_floor, on_tie, classes });
        }
        let over = self.largest_over(block)?;
        let round = self.round(block);
        let parts = self.tiebreak_part(id, &over, round).into_iter().collect();
        Some(Method::Largest { parts, over: Some(over), floor, below_floor, on_tie, classes })
    }

    fn largest_over(&mut self, block: &'a Block) -> Option<LargestOver> {
        let name = block.scalar(Key::Over)?;
        let roster = self.roster_named(name)?;
        let attached = Attached { home: Some(roster), ..Attached::default() };
        let value = self.number_formula(block.scalar(Key::Value)?, &attached);
        let tiebreak = block.scalar(Key::Tiebreak).map(|scalar| self.number_formula(scalar, &attached));
        let key = block.scalar(Key::KeyOf)?;
        let named = self.formula(key, &attached, &Expected::Value)?;
        let own = self.key_column(block).and_then(|var| self.world.instrument.var(var));
        if self.list_of_key(block).is_none() || own.is_none_or(|var| var.home != Some(roster)) {
            self.sink.push(messages::key_is_no_choice(key));
            return None;
        }
        let tiebreak = match tiebreak {
            Some(None) => return None,
            Some(some) => some,
            None => None,
        };
        Some(LargestOver { roster, key: named, value: value?, tiebreak })
    }

    /// The column of a score's first part; those of the others follow it.
    pub(super) fn part_var(&self, id: ScoreId) -> Option<VarId> {
        let vars = &self.world.instrument.vars;
        let place = vars.iter().position(|var| var.kind == VarKind::Part(id, 0))?;
        u32::try_from(place).ok().map(VarId)
    }

    /// A hidden part that holds the best tiebreak among the greatest rows.
    fn tiebreak_part(&mut self, id: ScoreId, over: &LargestOver, round: Option<u8>) -> Option<Part> {
        let number = self.world.instrument.scores.get(id)?.var?;
        let ty = class::greatest_row(over, round).ty().clone();
        let best = class::best_tiebreak(over, (number, ty))?;
        let tiebreak = over.tiebreak.as_ref()?;
        let var = self.part_var(id)?;
        self.world.set_type(var, best.ty().clone());
        let value = Formula { expr: best, source: tiebreak.source.clone(), map: tiebreak.map.clone() };
        Some(Part {
            id: "tiebreak".into(),
            label: None,
            item: None,
            value,
            var: Some(var),
            reverse: false,
            weight: Decimal::int(1),
            mandatory: false,
            exact: None,
        })
    }
}
