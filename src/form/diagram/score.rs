//! What a score is made of: the questions it reads, calculations, parts with their weights, overrides and bands.

use std::collections::BTreeMap;

use super::conditions::{Source, sources};
use super::texts::Texts;
use super::{Diagram, Line, LineStyle, Link, LinkKind, Node, NodeKind, Panel};
use crate::expr::Expr;
use crate::form::{Numbers, parts_of};
use crate::model::{self, Instrument, ItemId, ItemKind, Method, Part, ScoreId, band_range};
use crate::rules::{choice_label, show_number};
use crate::value::Decimal;

/// Of what reads more at once, the first are drawn and the rest counted.
const MOST_SOURCES: usize = 12;
/// Calculations are followed until so many boxes are drawn.
const MOST_BOXES: usize = 150;

/// What a score depends on, in one of the instrument's languages (by its number).
pub fn score(instrument: &Instrument, id: ScoreId, language: usize) -> Option<Diagram> {
    let score = instrument.scores.get(id)?;
    let numbers = Numbers::new(instrument);
    let texts = Texts::new(instrument, &numbers, language);
    let title = texts.label(score.label.as_ref()).unwrap_or_else(|| score.id.to_string());
    let subtitle = format!("score.{} · {} {}", score.id, instrument.id, instrument.version);
    let mut walk = Walk { texts, score: id, known: BTreeMap::new(), panel: Panel::default() };
    walk.whole(score);
    walk.panel.links.sort();
    walk.panel.links.dedup();
    Some(Diagram { title, subtitle, lang: texts.lang(), rightward: true, panels: vec![walk.panel] })
}

struct Walk<'a> {
    texts: Texts<'a>,
    score: ScoreId,
    known: BTreeMap<Source, usize>,
    panel: Panel,
}

impl<'a> Walk<'a> {
    fn whole(&mut self, score: &'a model::Score) {
        let own = self.node(NodeKind::Score, self.score_lines(score));
        for part in parts_of(&score.method) {
            self.part(own, score, part);
        }
        self.method(own, score);
        if let Some(when) = &score.when {
            self.reads(own, &when.expr, LinkKind::Opens);
        }
        for (number, rule) in (1..).zip(&score.overrides) {
            let then = match rule.value {
                Some(value) => {
                    format!("{} {}", self.say("nilai menjadi", "the score becomes"), self.shown(value))
                }
                None => self.say("tidak dinilai", "not assessed").to_owned(),
            };
            let name = format!("{number}. {then}");
            let when = format!("{} {}", self.say("jika", "if"), self.texts.formula(&rule.when));
            let mut lines = vec![Line::new(LineStyle::Name, name), Line::new(LineStyle::Condition, when)];
            let reason = self.texts.label(rule.reason.as_ref());
            lines.extend(reason.map(|reason| Line::new(LineStyle::Note, reason)));
            let node = self.node(NodeKind::Override, lines);
            self.link(node, own, LinkKind::Opens);
            self.reads(node, &rule.when.expr, LinkKind::Opens);
        }
        let bands = self.bands(score);
        if !bands.is_empty() {
            let node = self.node(NodeKind::Bands, bands);
            self.link(own, node, LinkKind::Next);
        }
    }

    fn score_lines(&self, score: &model::Score) -> Vec<Line> {
        let name = self.texts.label(score.label.as_ref()).unwrap_or_else(|| score.id.to_string());
        let method = match &score.method {
            Method::Sum(_) => self.say("jumlah bagian-bagiannya", "the sum of its parts"),
            Method::Mean(..) => self.say("rata-rata bagian-bagiannya", "the mean of its parts"),
            Method::Weighted(..) => self.say("rata-rata berbobot", "the weighted mean of its parts"),
            Method::Largest { .. } => {
                self.say("bagian dengan nilai terbesar", "the part with the greatest value")
            }
            Method::Classify { .. } => {
                self.say("aturan pertama yang terpenuhi", "the first rule that is true")
            }
            Method::Formula(_) => self.say("rumus", "a formula"),
        };
        let mut lines = vec![Line::new(LineStyle::Name, name), Line::new(LineStyle::Note, method)];
        if let Method::Formula(formula) = &score.method {
            lines.push(Line::new(LineStyle::Note, format!("= {}", self.texts.formula(formula))));
        }
        lines.extend(score.when.as_ref().map(|when| self.texts.condition(when)));
        if let Some((low, high)) = score.range.or(score.proven).filter(|_| score.var.is_some()) {
            lines.push(Line::new(LineStyle::Note, format!("{} … {}", self.shown(low), self.shown(high))));
        }
        lines
    }

    fn part(&mut self, own: usize, score: &model::Score, part: &'a Part) {
        let question = part.item.map(|item| self.texts.name(item));
        let name =
            question.or_else(|| self.texts.label(part.label.as_ref())).unwrap_or_else(|| part.id.to_string());
        let mut lines = vec![Line::new(LineStyle::Name, name)];
        let mut notes = Vec::new();
        if matches!(score.method, Method::Weighted(..)) {
            notes.push(format!("{} {}", self.say("bobot", "weight"), self.shown(part.weight)));
        }
        if part.reverse {
            notes.push(self.say("dibalik", "reversed").to_owned());
        }
        if part.mandatory {
            notes.push(self.say("wajib ada", "mandatory").to_owned());
        }
        if !notes.is_empty() {
            lines.push(Line::new(LineStyle::Condition, notes.join(" · ")));
        }
        if part.item.is_none() {
            lines.push(Line::new(LineStyle::Note, format!("= {}", self.texts.formula(&part.value))));
        }
        let node = self.node(NodeKind::Part, lines);
        self.link(node, own, LinkKind::Reads);
        match part.item {
            Some(item) => self.questions(node, &[item]),
            None => self.reads(node, &part.value.expr, LinkKind::Reads),
        }
    }

    fn method(&mut self, own: usize, score: &'a model::Score) {
        match &score.method {
            Method::Formula(formula) => self.reads(own, &formula.expr, LinkKind::Reads),
            Method::Classify { rules, classes } => {
                for (code, when) in rules {
                    let class = classes.iter().find(|class| class.code == *code);
                    let label = class.and_then(|class| self.texts.label(class.label.as_ref()));
                    let words = format!("{} {}", self.say("jika", "if"), self.texts.formula(when));
                    let lines = vec![
                        Line::new(LineStyle::Name, label.unwrap_or_else(|| code.to_string())),
                        Line::new(LineStyle::Condition, words),
                    ];
                    let node = self.node(NodeKind::Part, lines);
                    self.link(node, own, LinkKind::Opens);
                    self.reads(node, &when.expr, LinkKind::Reads);
                }
            }
            Method::Largest { over: Some(over), .. } => {
                for formula in
                    [Some(&over.key), Some(&over.value), over.tiebreak.as_ref()].into_iter().flatten()
                {
                    self.reads(own, &formula.expr, LinkKind::Reads);
                }
            }
            Method::Sum(_) | Method::Mean(..) | Method::Weighted(..) | Method::Largest { over: None, .. } => {
            }
        }
    }

    fn bands(&self, score: &model::Score) -> Vec<Line> {
        let mut higher = None;
        let mut lines = Vec::new();
        for band in &score.bands {
            let low = band.cut_off();
            let range = band_range(low, higher.replace(low), |number| self.shown(number));
            let name = self.texts.label(band.label.as_ref()).unwrap_or_else(|| band.code.to_string());
            lines.push(Line::new(LineStyle::Entry, format!("{range}   {name}")));
        }
        // The classes of `largest`; those of `classify` stand in the boxes of its rules.
        let classes =
            score.band_list.filter(|_| lines.is_empty() && !matches!(score.method, Method::Classify { .. }));
        if let Some(list) = classes {
            let count = self.texts.instrument.list(list).map_or(0, |list| list.list.choices.len());
            let label = |at| choice_label(self.texts.instrument, list, at, self.texts.language);
            let labels = (0..count).filter_map(|at| label(u32::try_from(at).ok()?));
            lines.extend(labels.map(|label| Line::new(LineStyle::Entry, &*label)));
        }
        lines
    }

    /// Lines from all that an expression reads.
    fn reads(&mut self, to: usize, expr: &'a Expr, kind: LinkKind) {
        let mut found: Vec<Source> = sources(self.texts.instrument, expr).into_iter().collect();
        // A score's own number is no thing that it reads.
        found.retain(|source| *source != Source::Score(self.score));
        let more = found.split_off(found.len().min(MOST_SOURCES));
        for source in found {
            let from = self.source(source);
            self.link(from, to, kind);
        }
        if !more.is_empty() {
            let text = format!("… {} {}", more.len(), self.say("lagi", "more"));
            let named = more.iter().map(|source| self.texts.elsewhere(*source));
            let mut lines = vec![Line::new(LineStyle::Name, text)];
            lines.extend(named.map(|name| Line::new(LineStyle::Entry, name)));
            lines.truncate(MOST_SOURCES);
            let from = self.node(NodeKind::Questions, lines);
            let ids: Vec<ItemId> = more.iter().filter_map(|source| item(*source)).collect();
            self.questions(from, &ids);
            self.link(from, to, kind);
        }
    }

    /// The box of something that is read; what a calculation reads stands before it.
    fn source(&mut self, source: Source) -> usize {
        if let Some(known) = self.known.get(&source) {
            return *known;
        }
        let mut lines = vec![Line::new(LineStyle::Name, self.texts.elsewhere(source))];
        let found = item(source).and_then(|item| self.texts.instrument.items.get(item));
        let calc =
            found.and_then(|item| if let ItemKind::Calc(calc) = &item.kind { Some(&**calc) } else { None });
        lines.extend(
            calc.map(|calc| Line::new(LineStyle::Note, format!("= {}", self.texts.formula(&calc.value)))),
        );
        if let Source::Score(other) = source {
            let other = self.texts.instrument.scores.get(other);
            lines.extend(other.map(|other| {
                let see = self.say("lihat", "see");
                Line::new(LineStyle::Note, format!("{see} --score {}", other.id))
            }));
        }
        let kind = match (source, calc) {
            (_, Some(_)) => NodeKind::Calc,
            (Source::Item(_), None) => NodeKind::Question,
            (Source::Score(_) | Source::Given(_) | Source::Before(_), None) => NodeKind::Elsewhere,
        };
        let node = self.node(kind, lines);
        self.known.insert(source, node);
        if let Some(item) = item(source) {
            self.questions(node, &[item]);
        }
        if let Some(calc) = calc.filter(|_| self.panel.nodes.len() < MOST_BOXES) {
            self.reads(node, &calc.value.expr, LinkKind::Reads);
        }
        node
    }

    fn questions(&mut self, node: usize, items: &[ItemId]) {
        let instrument = self.texts.instrument;
        let ids = items.iter().filter_map(|id| instrument.items.get(*id));
        let ids: Vec<_> = ids
            .filter(|item| matches!(item.kind, ItemKind::Question(_)))
            .map(|item| item.id.clone())
            .collect();
        if let Some(node) = self.panel.nodes.get_mut(node) {
            node.questions.extend(ids);
        }
    }

    fn node(&mut self, kind: NodeKind, lines: Vec<Line>) -> usize {
        let at = self.panel.nodes.len();
        let id = format!("n{at}");
        self.panel.nodes.push(Node { id, kind, lines, questions: Vec::new(), stands_for: None });
        at
    }

    fn link(&mut self, from: usize, to: usize, kind: LinkKind) {
        self.panel.links.push(Link { from, to, kind });
    }

    fn say<'t>(&self, id: &'t str, en: &'t str) -> &'t str {
        self.texts.say(id, en)
    }

    fn shown(&self, value: Decimal) -> String {
        show_number(value, self.texts.lang())
    }
}

fn item(source: Source) -> Option<ItemId> {
    match source {
        Source::Item(item) => Some(item),
        Source::Score(_) | Source::Given(_) | Source::Before(_) => None,
    }
}
