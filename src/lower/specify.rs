//! "Please specify": the optional text that a choice with `specify` opens beside its question.

use std::collections::BTreeMap;
use std::sync::Arc;

use indexmap::IndexMap;

use crate::base::{Aside, Diagnostic, Lang, Message, TextMap, codes};
use crate::model::{Formula, Item, ItemId, ItemKind, Label, Piece, QuestionType, VarKind};
use crate::value::{ListId, Type};

use super::Lowering;
use super::compose::Own;
use super::items::{WrittenItem, new_question};
use super::names::{MAX_ID, Meaning};

/// A text to be generated: which question and which choices open it.
#[derive(Debug, Clone)]
pub(super) struct Specify {
    item: ItemId,
    question: ItemId,
    list: ListId,
    choices: Vec<u32>,
}

impl Lowering<'_> {
    /// Adds the generated texts, unless the author has an item of that id, each right after its question.
    pub(super) fn declare_specify(&mut self) {
        let mut after: BTreeMap<ItemId, Vec<ItemId>> = BTreeMap::new();
        for question in self.world.instrument.items.ids() {
            let Some(list) = self.choice_list(question) else { continue };
            for (suffix, choices) in self.openers(list) {
                let anchor = self.outside_grid(question);
                let Some(item) = self.add_specify(question, anchor, &suffix) else { continue };
                after.entry(anchor).or_default().push(item);
                self.specify.push(Specify { item, question, list, choices });
            }
        }
        if !after.is_empty() {
            self.place_after(&mut after);
        }
    }

    fn choice_list(&self, id: ItemId) -> Option<ListId> {
        let (_, question) = self.world.instrument.question(id)?;
        match question.ty {
            QuestionType::SelectOne(list) | QuestionType::SelectMultiple(list) => Some(list),
            QuestionType::Rank(_)
            | QuestionType::Text
            | QuestionType::Integer
            | QuestionType::Decimal { .. }
            | QuestionType::Money
            | QuestionType::Percent { .. }
            | QuestionType::Date
            | QuestionType::Month
            | QuestionType::Time
            | QuestionType::DateTime
            | QuestionType::YesNo
            | QuestionType::Geopoint
            | QuestionType::Photo
            | QuestionType::Audio
            | QuestionType::Video
            | QuestionType::File
            | QuestionType::Signature
            | QuestionType::Barcode => None,
        }
    }

    /// The suffixes of a list's choices with the choices that have them.
    fn openers(&self, list: ListId) -> IndexMap<Arc<str>, Vec<u32>> {
        let mut openers: IndexMap<Arc<str>, Vec<u32>> = IndexMap::new();
        let texts = self.world.instrument.list(list).map(|list| list.texts.as_slice()).unwrap_or_default();
        for (position, text) in (0..).zip(texts) {
            let Some(suffix) = &text.specify else { continue };
            openers.entry(Arc::clone(suffix)).or_default().push(position);
        }
        openers
    }

    fn add_specify(&mut self, question: ItemId, anchor: ItemId, suffix: &str) -> Option<ItemId> {
        let asked = self.world.instrument.items.get(question)?;
        let id: Arc<str> = format!("{}_{suffix}", asked.id).into();
        if let Some(Meaning::Item(_)) = self.world.names.get(&id) {
            return None;
        }
        let parent = self.world.instrument.items.get(anchor)?.parent;
        let (span, home, module, locked) = (asked.span, asked.home, asked.module.clone(), asked.locked);
        if id.len() > MAX_ID {
            self.sink.push(too_long(&id, span.0));
        }
        let item = self.world.instrument.items.next_id();
        let var = self.world.add_var(Arc::clone(&id), VarKind::Question(item), Type::Text, home);
        let mut text = new_question(var, QuestionType::Text);
        text.specifies = Some(question);
        self.world.instrument.items.push(Item {
            id: Arc::clone(&id),
            kind: ItemKind::Question(Box::new(text)),
            parent,
            home,
            label: None,
            hint: None,
            when: None,
            formerly: Vec::new(),
            trend: false,
            locked,
            module,
            span,
        });
        self.written.push(WrittenItem::default());
        self.declare_generated(&id, span.0, Meaning::Item(item));
        Some(item)
    }

    /// What a text stands after: its question, or the grid of which its question is a row.
    fn outside_grid(&self, question: ItemId) -> ItemId {
        let items = &self.world.instrument.items;
        let parent = items.get(question).and_then(|item| item.parent);
        let above = parent.and_then(|id| items.get(id)).map(|item| &item.kind);
        match (above, parent) {
            (Some(ItemKind::Grid { .. }), Some(grid)) => grid,
            (_, _) => question,
        }
    }

    /// Puts the texts after their anchors, each list of siblings rebuilt once.
    fn place_after(&mut self, after: &mut BTreeMap<ItemId, Vec<ItemId>>) {
        let mut insert = |siblings: &mut Vec<ItemId>| {
            let with_texts = |id: ItemId| std::iter::once(id).chain(after.remove(&id).unwrap_or_default());
            *siblings = std::mem::take(siblings).into_iter().flat_map(with_texts).collect();
        };
        let instrument = &mut self.world.instrument;
        insert(&mut instrument.roots);
        for roster in &mut instrument.rosters {
            insert(&mut roster.children);
        }
        for id in instrument.items.ids() {
            let kind = instrument.items.get_mut(id).map(|item| &mut item.kind);
            if let Some(ItemKind::Section { children }) = kind {
                insert(children);
            }
        }
    }

    /// Lowers the conditions and labels of the generated texts.
    pub(super) fn finish_specify(&mut self) {
        for specify in std::mem::take(&mut self.specify) {
            let label = self.specify_label(&specify);
            let when = self.specify_when(&specify);
            if let Some(item) = self.world.instrument.items.get_mut(specify.item) {
                item.label = label;
                item.when = when;
            }
        }
    }

    fn specify_when(&self, specify: &Specify) -> Option<Formula> {
        let item = self.world.instrument.items.get(specify.question)?;
        let ItemKind::Question(question) = &item.kind else { return None };
        let list = &self.world.instrument.list(specify.list)?.list;
        let ty = self.world.type_of(question.var).clone();
        let code = |at: &u32| list.choice(*at).map(|choice| format!("'{}'", choice.code)).unwrap_or_default();
        let codes: Vec<String> = specify.choices.iter().map(code).collect();
        let test = match (&ty, codes.as_slice()) {
            (Type::Choices(_), [code]) => format!("has {code}"),
            (Type::Choices(_), codes) => format!("has any of ({})", codes.join(", ")),
            (_, [code]) => format!("= {code}"),
            (_, codes) => format!("in ({})", codes.join(", ")),
        };
        let source: Arc<str> = format!("{} {test}", item.id).into();
        let own = Own { var: question.var, ty, home: item.home };
        let expr = self.any_choice(&own, specify.list, &specify.choices);
        Some(Formula { expr, source: Aside(source), map: Aside(TextMap::verbatim(item.span.0)) })
    }

    fn specify_label(&self, specify: &Specify) -> Option<Label> {
        let first = *specify.choices.first()?;
        let choice = &self.world.instrument.list(specify.list)?.texts.get(first as usize)?.label;
        Some(self.own_words(|lang, language| {
            let before = match lang {
                Lang::Id => "Sebutkan: ",
                Lang::En => "Specify: ",
            };
            let mut pieces = vec![Piece::Text(before.into())];
            pieces.extend_from_slice(choice.pieces(language));
            pieces
        }))
    }
}

fn too_long(id: &str, span: crate::base::Span) -> Diagnostic {
    let length = id.len();
    let message = Message::new(
        format!(
            "isian \"sebutkan\" pertanyaan ini akan bernama `{id}`: {length} huruf, paling banyak {MAX_ID}"
        ),
        format!(
            "this question's \"please specify\" would be named `{id}`: {length} characters, at most {MAX_ID}"
        ),
    );
    Diagnostic::new(codes::BAD_ID, span, message).hint(Message::new(
        "pendekkan id pertanyaan, atau akhiran pada pilihannya: `specify: lain`",
        "shorten the question's id, or the ending at its choice: `specify: lain`",
    ))
}
