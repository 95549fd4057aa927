//! Names of a score's parts, bands and classes, taken from questions and lists once their labels are lowered.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{Label, LargestOver, Method, Piece, Score};
use crate::value::{ListId, Type};

use super::super::Lowering;

impl Lowering<'_> {
    /// What a score takes from the labels of questions and lists, once these are lowered.
    pub(in crate::lower) fn finish_scores(&mut self) {
        for id in self.world.instrument.scores.ids() {
            let Some(mut score) = self.world.instrument.scores.get(id).cloned() else { continue };
            for part in score.method.parts_mut().iter_mut().filter(|part| part.label.is_none()) {
                let item = part.item.and_then(|item| self.world.instrument.items.get(item));
                part.label = item.and_then(|item| item.label.clone());
            }
            self.name_classes(&score);
            if let Some(slot) = self.world.instrument.scores.get_mut(id) {
                *slot = score;
            }
        }
    }

    /// Puts the labels of bands and classes into the generated list.
    fn name_classes(&mut self, score: &Score) {
        let Some(list) = score.band_list else { return };
        let mut labels: Vec<(Arc<str>, Option<Label>)> =
            score.bands.iter().map(|band| (Arc::clone(&band.code), band.label.clone())).collect();
        if let Method::Largest { parts, over, classes, .. } = &score.method {
            if let Some(from) = over.as_ref().and_then(choices_of) {
                labels.extend(self.labels_of(from));
            }
            labels.extend(parts.iter().map(|part| (Arc::clone(&part.id), part.label.clone())));
            labels.extend(classes.iter().map(|class| (Arc::clone(&class.code), class.label.clone())));
        } else if let Method::Classify { classes, .. } = &score.method {
            labels.extend(classes.iter().map(|class| (Arc::clone(&class.code), class.label.clone())));
        }
        // Of several labels of one class, the last counts.
        let labels: BTreeMap<Arc<str>, Label> =
            labels.into_iter().filter_map(|(code, label)| label.map(|label| (code, label))).collect();
        let languages = self.world.instrument.languages.len();
        let Some(list) = self.world.instrument.lists.get_mut(list.0 as usize) else { return };
        for (code, text) in list.list.choices.keys().zip(&mut list.texts) {
            text.label = labels.get(code).cloned().unwrap_or_else(|| plain_label(code, languages));
        }
    }

    fn labels_of(&self, list: ListId) -> Vec<(Arc<str>, Option<Label>)> {
        let Some(list) = self.world.instrument.list(list) else { return Vec::new() };
        let codes = list.list.choices.keys().cloned();
        codes.zip(list.texts.iter().map(|text| Some(text.label.clone()))).collect()
    }
}

fn choices_of(over: &LargestOver) -> Option<ListId> {
    if let Type::Choice(list) = over.key.expr.ty() { Some(*list) } else { None }
}

/// A class nobody labelled is called by its code.
fn plain_label(code: &Arc<str>, languages: usize) -> Label {
    let words: Arc<str> = code.replace('_', " ").into();
    Label { texts: vec![vec![Piece::Text(words)]; languages] }
}
