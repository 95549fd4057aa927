//! Texts of the codebook: labels in every language, rules in words and as written.

use super::view::{Fact, Rule, Said};
use crate::base::Lang;
use crate::form::words::{Speech, formula, piped};
use crate::form::{Numbers, names, spoken};
use crate::model::{Formula, Instrument, Label, ModuleUse, Piece};

/// Everything a text of the codebook needs. Headings and words are in one language, as far as the engine speaks
/// it; labels in all.
pub(in crate::export) struct Teller<'a> {
    pub(super) instrument: &'a Instrument,
    pub(super) numbers: &'a Numbers,
    pub(super) speech: Speech<'a>,
    language: usize,
}

impl<'a> Teller<'a> {
    /// A teller in the instrument's first language.
    pub(super) fn new(instrument: &'a Instrument, numbers: &'a Numbers) -> Self {
        Self::in_language(instrument, numbers, 0)
    }

    /// A teller in a language of the instrument, by its number.
    pub(in crate::export) fn in_language(
        instrument: &'a Instrument,
        numbers: &'a Numbers,
        language: usize,
    ) -> Self {
        Self { instrument, numbers, speech: Speech::new(instrument, numbers, language), language }
    }

    pub(super) fn lang(&self) -> Lang {
        spoken(self.instrument, self.language)
    }

    /// The Indonesian or the English wording.
    pub(super) fn say(&self, id: &str, en: &str) -> String {
        match self.lang() {
            Lang::Id => id.to_owned(),
            Lang::En => en.to_owned(),
        }
    }

    /// A label in every language; languages with the same words only once.
    pub(super) fn said(&self, label: Option<&Label>) -> Vec<Said> {
        let Some(label) = label else { return Vec::new() };
        let mut out: Vec<Said> = Vec::new();
        for (at, tag) in self.instrument.languages.iter().enumerate() {
            let text = self.shown(label, at);
            if !text.is_empty() && out.iter().all(|before| before.text != text) {
                out.push(Said { lang: tag.to_string(), text });
            }
        }
        out
    }

    /// A label in a language, each pipe as its source, or as its value where that is constant.
    fn shown(&self, label: &Label, language: usize) -> String {
        let speech = Speech::new(self.instrument, self.numbers, language);
        let mut text = String::new();
        for piece in label.pieces(language) {
            match piece {
                Piece::Text(part) => text.push_str(part),
                Piece::Pipe(formula) => {
                    let shown = piped(&speech, formula, &text);
                    text.push_str(&shown.unwrap_or_else(|| format!("{{{}}}", formula.source.0)));
                }
            }
        }
        text
    }

    pub(super) fn rule(&self, name: impl Into<String>, when: &Formula) -> Rule {
        let source = when.source.0.to_string();
        let words = Some(formula(&self.speech, when)).filter(|words| *words != source).unwrap_or_default();
        Rule { name: name.into(), words, source, messages: Vec::new() }
    }

    /// The rule of a key that may be absent.
    pub(super) fn rule_if(&self, id: &str, en: &str, when: Option<&Formula>) -> Option<Rule> {
        when.map(|when| self.rule(self.say(id, en), when))
    }

    pub(super) fn fact(&self, id: &str, en: &str, text: impl Into<String>) -> Fact {
        Fact { name: self.say(id, en), text: text.into() }
    }

    /// `trend` and `locked` in words.
    pub(super) fn marks(&self, trend: bool, locked: bool) -> Vec<String> {
        let compared = trend.then(|| self.say("dibandingkan antar-gelombang", "compared across waves"));
        let fixed = locked.then(|| self.say("skala baku, terkunci", "validated scale, locked"));
        compared.into_iter().chain(fixed).collect()
    }

    /// Earlier names in words.
    pub(super) fn formerly(&self, before: &[std::sync::Arc<str>]) -> Option<String> {
        let names: Vec<&str> = before.iter().map(|name| &**name).collect();
        (!names.is_empty()).then(|| format!("{} {}", self.say("dahulu", "formerly"), names.join(", ")))
    }

    pub(super) fn head_facts(&self) -> Vec<Fact> {
        let instrument = self.instrument;
        let languages: Vec<&str> = instrument.languages.iter().map(|tag| &**tag).collect();
        let mut facts = vec![
            self.fact("Instrumen", "Instrument", instrument.id.to_string()),
            self.fact("Versi", "Version", instrument.version.to_string()),
            self.fact("Status", "Status", names::status_name(instrument.status)),
            self.fact("Bahasa", "Languages", languages.join(", ")),
        ];
        if !instrument.modules.is_empty() {
            let named = |module: &ModuleUse| format!("{} {}", module.id, module.version);
            let modules: Vec<String> = instrument.modules.iter().map(named).collect();
            facts.push(self.fact("Modul", "Modules", modules.join(", ")));
        }
        facts.extend(instrument.about.iter().map(|(key, text)| self.about(key, text)));
        facts
    }

    fn about(&self, key: &str, text: &str) -> Fact {
        let known = [
            ("unit", "Satuan pendataan", "Unit"),
            ("source", "Sumber", "Source"),
            ("licence", "Lisensi", "Licence"),
            ("supersedes", "Menggantikan", "Supersedes"),
            ("changes", "Perubahan", "Changes"),
        ];
        let (id, en) =
            known.into_iter().find(|(name, ..)| *name == key).map_or((key, key), |(_, id, en)| (id, en));
        self.fact(id, en, text)
    }
}
