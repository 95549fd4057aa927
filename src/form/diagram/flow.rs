//! The flow of the interview: a panel for each section, in which the questions that others hang on have a box of their
//! own and all others are gathered by their condition.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::conditions::{Conditions, Source, own};
use super::links::linked;
use super::texts::{Texts, questions_in};
use super::{Diagram, Frame, Line, LineStyle, LinkKind, Node, NodeKind, Panel};
use crate::form::{Numbers, children_of};
use crate::model::{Instrument, Item, ItemId, ItemKind};

/// A panel with more boxes is continued in another.
const MOST_BOXES: usize = 28;
/// Of more questions in a box, the first are named and the rest counted.
const MOST_ENTRIES: usize = 6;

/// The flow of an instrument in one of its languages (by its number).
///
/// Every question stands in a box by its name or is counted there. A line leads from what a condition reads to what it
/// opens; a condition over something of another section leads from a box that stands for it.
pub fn flow(instrument: &Instrument, language: usize) -> Diagram {
    let numbers = Numbers::new(instrument);
    let texts = Texts::new(instrument, &numbers, language);
    let conditions = Conditions::new(instrument, &numbers);
    let mut walk = Walk::new(texts, &conditions);
    walk.roots();
    walk.entries();
    let title = texts.label(Some(&instrument.title)).unwrap_or_else(|| instrument.id.to_string());
    let count = instrument.items.values().filter(|item| matches!(item.kind, ItemKind::Question(_))).count();
    let subtitle = format!("{} {} · {}", instrument.id, instrument.version, texts.questions(count));
    let panels = linked(walk);
    Diagram { title, subtitle, lang: texts.lang(), rightward: false, panels }
}

/// A box of a panel.
pub(super) type Place = (usize, usize);

/// What a box hangs on.
pub(super) struct Pending {
    pub(super) at: Place,
    pub(super) source: Source,
    pub(super) kind: LinkKind,
}

/// The box that takes more questions of the same condition.
struct Block {
    parent: Option<ItemId>,
    when: Option<Arc<str>>,
}

pub(super) struct Walk<'a> {
    pub(super) texts: Texts<'a>,
    conditions: &'a Conditions,
    pub(super) panels: Vec<Panel>,
    /// The section of each panel.
    pub(super) sections: Vec<Option<ItemId>>,
    home: BTreeMap<ItemId, Place>,
    pub(super) pending: Vec<Pending>,
    /// Where frames that are still open begin.
    open: Vec<usize>,
    block: Option<Block>,
    gathered: BTreeMap<Place, Vec<(ItemId, String)>>,
}

impl<'a> Walk<'a> {
    fn new(texts: Texts<'a>, conditions: &'a Conditions) -> Self {
        Self {
            texts,
            conditions,
            panels: Vec::new(),
            sections: Vec::new(),
            home: BTreeMap::new(),
            pending: Vec::new(),
            open: Vec::new(),
            block: None,
            gathered: BTreeMap::new(),
        }
    }

    fn roots(&mut self) {
        let instrument = self.texts.instrument;
        for id in &instrument.roots {
            let Some(item) = instrument.items.get(*id) else { continue };
            if let ItemKind::Section { children } = &item.kind {
                self.begin(Some(*id), self.texts.section(*id));
                if own(item).is_some() {
                    let line = Line::new(
                        LineStyle::Name,
                        self.texts.say("Seluruh bagian ini", "This whole section"),
                    );
                    self.node(*id, NodeKind::Section, vec![line]);
                }
                self.items(children);
            } else {
                if self.sections.last().is_none_or(Option::is_some) {
                    self.begin(None, self.texts.say("Di luar bagian", "Outside sections").to_owned());
                }
                self.item(*id);
            }
        }
    }

    fn begin(&mut self, section: Option<ItemId>, title: String) {
        self.block = None;
        self.panels.push(Panel { title, ..Panel::default() });
        self.sections.push(section);
    }

    fn items(&mut self, items: &[ItemId]) {
        for id in items {
            self.item(*id);
        }
    }

    fn item(&mut self, id: ItemId) {
        let instrument = self.texts.instrument;
        let Some(item) = instrument.items.get(id) else { return };
        match &item.kind {
            ItemKind::Question(_) => self.question(id, item),
            ItemKind::Note => {}
            ItemKind::Calc(calc) if self.conditions.decides(id) => {
                let value = format!("= {}", self.texts.formula(&calc.value));
                let lines =
                    vec![Line::new(LineStyle::Name, self.texts.name(id)), Line::new(LineStyle::Note, value)];
                self.node(id, NodeKind::Calc, lines);
            }
            ItemKind::Calc(_) => {}
            ItemKind::Grid { children } if children.iter().all(|row| self.is_plain(*row)) => {
                self.gather(id, item)
            }
            ItemKind::Grid { children } | ItemKind::Section { children } => {
                let lines = vec![Line::new(LineStyle::Name, self.texts.name(id))];
                self.framed(id, (NodeKind::Section, lines), children);
            }
            ItemKind::Roster(_) => {
                let mut lines = vec![Line::new(LineStyle::Name, self.texts.name(id))];
                lines.extend(self.texts.rows(item));
                self.framed(id, (NodeKind::Roster, lines), children_of(instrument, item));
            }
        }
    }

    /// Nothing hangs on it, and it hangs on nothing of its own.
    fn is_plain(&self, id: ItemId) -> bool {
        let when = self.texts.instrument.items.get(id).and_then(own);
        let reads = self.conditions.of(id).is_some_and(|hangs| !hangs.reads.is_empty());
        when.is_none() && !self.conditions.decides(id) && !reads
    }

    fn question(&mut self, id: ItemId, item: &'a Item) {
        if let Some(place) = self.texts.numbers.opened_by(id).and_then(|asker| self.home.get(&asker)).copied()
        {
            self.home.insert(id, place);
            if let Some(node) = self.panels.get_mut(place.0).and_then(|panel| panel.nodes.get_mut(place.1)) {
                node.questions.push(item.id.clone());
            }
            return;
        }
        let ItemKind::Question(question) = &item.kind else { return };
        if !self.conditions.decides(id) && question.choices_where.is_none() {
            return self.gather(id, item);
        }
        let mut lines = vec![Line::new(LineStyle::Name, self.texts.name(id))];
        if let Some(filter) = &question.choices_where {
            let shown = self.texts.say("pilihan yang ditawarkan:", "choices offered:");
            lines.push(Line::new(LineStyle::Note, format!("{shown} {}", self.texts.formula(filter))));
        }
        self.node(id, NodeKind::Question, lines);
    }

    /// A question (or a grid) that nothing hangs on, in a box with its neighbours of the same condition.
    fn gather(&mut self, id: ItemId, item: &'a Item) {
        let when = own(item).map(|when| when.source.0.clone());
        let fits = self.block.as_ref().is_some_and(|block| block.parent == item.parent && block.when == when);
        if !fits {
            self.node(id, NodeKind::Questions, Vec::new());
            self.block = Some(Block { parent: item.parent, when });
        }
        let Some(place) = self.last() else { return };
        self.home.insert(id, place);
        let mut inside = questions_in(self.texts.instrument, id);
        // What its choices open is announced by the choice.
        inside.retain(|question| *question == id || self.texts.numbers.opened_by(*question).is_none());
        let rows = inside.len();
        let name = self.texts.name(id);
        let name = if matches!(item.kind, ItemKind::Grid { .. }) {
            format!("{name} ({rows} {})", self.texts.say("baris", "rows"))
        } else {
            name
        };
        if !fits {
            // The box was begun with the question itself.
            self.forget(place);
        }
        for question in questions_in(self.texts.instrument, id) {
            self.home.insert(question, place);
            self.show(place, question);
        }
        self.gathered.entry(place).or_default().push((id, name));
    }

    fn forget(&mut self, place: Place) {
        if let Some(node) = self.panels.get_mut(place.0).and_then(|panel| panel.nodes.get_mut(place.1)) {
            node.questions.clear();
        }
    }

    fn show(&mut self, place: Place, question: ItemId) {
        let Some(item) = self.texts.instrument.items.get(question) else { return };
        if let Some(node) = self.panels.get_mut(place.0).and_then(|panel| panel.nodes.get_mut(place.1)) {
            node.questions.push(item.id.clone());
        }
    }

    fn framed(&mut self, id: ItemId, (kind, lines): (NodeKind, Vec<Line>), children: &[ItemId]) {
        self.node(id, kind, lines);
        self.block = None;
        let Some((_, first)) = self.last() else { return };
        self.open.push(first);
        self.items(children);
        self.block = None;
        if let (Some(first), Some((panel, last))) = (self.open.pop(), self.last()) {
            self.frame(panel, first, last);
        }
    }

    fn frame(&mut self, panel: usize, first: usize, last: usize) {
        if let Some(panel) = self.panels.get_mut(panel).filter(|_| last > first) {
            panel.frames.push(Frame { first, last });
        }
    }

    /// A box for an item, with its condition behind its name.
    fn node(&mut self, id: ItemId, kind: NodeKind, mut lines: Vec<Line>) {
        self.block = None;
        self.make_room();
        let Some(item) = self.texts.instrument.items.get(id) else { return };
        if let Some(when) = own(item) {
            lines.insert(lines.len().min(1), self.texts.condition(when));
        }
        let at = self.panels.len().saturating_sub(1);
        let Some(panel) = self.panels.last_mut() else { return };
        let place = (at, panel.nodes.len());
        let questions =
            if matches!(item.kind, ItemKind::Question(_)) { vec![item.id.clone()] } else { Vec::new() };
        panel.nodes.push(Node {
            id: format!("n{}_{}", at, place.1),
            kind,
            lines,
            questions,
            stands_for: None,
        });
        self.home.insert(id, place);
        let Some(hangs) = self.conditions.of(id) else { return };
        let opens = hangs.opens.iter().map(|source| (*source, LinkKind::Opens));
        let reads = hangs.reads.iter().map(|source| (*source, LinkKind::Reads));
        self.pending.extend(opens.chain(reads).map(|(source, kind)| Pending { at: place, source, kind }));
    }

    /// Goes on in another panel where this one is full.
    fn make_room(&mut self) {
        let full = self.panels.last().is_some_and(|panel| panel.nodes.len() >= MOST_BOXES);
        if !full {
            return;
        }
        let at = self.panels.len() - 1;
        for first in std::mem::take(&mut self.open) {
            self.frame(at, first, MOST_BOXES - 1);
            self.open.push(0);
        }
        let section = self.sections.last().copied().flatten();
        let title = match section {
            Some(section) => self.texts.section(section),
            None => self.texts.say("Di luar bagian", "Outside sections").to_owned(),
        };
        let on = self.texts.say("lanjutan", "continued");
        self.begin(section, format!("{title} ({on})"));
    }

    fn last(&self) -> Option<Place> {
        let at = self.panels.len().checked_sub(1)?;
        Some((at, self.panels.last()?.nodes.len().checked_sub(1)?))
    }

    /// Names the questions that were gathered.
    fn entries(&mut self) {
        for ((panel, node), entries) in std::mem::take(&mut self.gathered) {
            let shown = if entries.len() > MOST_ENTRIES { MOST_ENTRIES - 1 } else { entries.len() };
            let (named, more) = entries.split_at_checked(shown).unwrap_or((&entries, &[]));
            let mut lines: Vec<Line> =
                named.iter().map(|(_, name)| Line::new(LineStyle::Entry, name.clone())).collect();
            if let (Some((first, _)), Some((last, _))) = (more.first(), more.last()) {
                lines.push(Line::new(LineStyle::Entry, self.more(more.len(), (*first, *last))));
            }
            if let Some(node) = self.panels.get_mut(panel).and_then(|panel| panel.nodes.get_mut(node)) {
                node.lines.extend(lines);
            }
        }
    }

    /// `… 8 more questions (no. 9–16)`.
    fn more(&self, count: usize, (first, last): (ItemId, ItemId)) -> String {
        let questions = match self.texts.lang() {
            crate::base::Lang::Id => format!("… {count} pertanyaan lagi"),
            crate::base::Lang::En if count == 1 => "… 1 more question".to_owned(),
            crate::base::Lang::En => format!("… {count} more questions"),
        };
        match (self.texts.numbers.get(first), self.texts.numbers.get(last)) {
            (Some(first), Some(last)) if first == last => format!("{questions} (no. {first})"),
            (Some(first), Some(last)) => format!("{questions} (no. {first}–{last})"),
            (Some(_) | None, _) => questions,
        }
    }

    /// Where something is drawn.
    pub(super) fn place(&self, source: Source) -> Option<Place> {
        match source {
            Source::Item(item) => self.home.get(&item).copied(),
            Source::Score(_) | Source::Given(_) | Source::Before(_) => None,
        }
    }
}
