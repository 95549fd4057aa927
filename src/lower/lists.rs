//! Choice lists: codes, scores, special meanings, typed attributes; inline or from a CSV file.

use std::collections::BTreeMap;
use std::sync::Arc;

use indexmap::IndexMap;
use indexmap::map::Entry;

use crate::base::{Aside, Diagnostic, Message, Span, codes};
use crate::model::{ChoiceList, ChoiceText, Label};
use crate::source::{Block, Key, Scalar, Written};
use crate::value::{Choice, List, ListId, Special};

use super::Lowering;
use super::names::Meaning;
use super::read::{texts, word};
use super::totals::limit;

const SPECIALS: [(&str, Special); 3] = [
    ("dont_know", Special::DontKnow),
    ("refused", Special::Refused),
    ("not_applicable", Special::NotApplicable),
];

/// The suffix of a generated "please specify".
const SPECIFY: &str = "lainnya";

/// A list as written, beside the list of the same number; generated lists come after all of these.
#[derive(Clone, Copy)]
pub(super) struct WrittenList<'a> {
    /// Its block.
    pub(super) block: &'a Block,
    /// The number of its file among those loaded.
    pub(super) file: usize,
}

impl<'a> Lowering<'a> {
    /// Declares all lists with their codes; then, as attributes may be codes of other lists, their attributes.
    pub(super) fn lists(&mut self) {
        let loaded = self.loaded;
        for (file, from) in loaded.iter().enumerate() {
            let entries = from.root().get(Key::Lists).map(Written::entries).unwrap_or_default();
            for (id, written) in entries {
                if let Some(block) = written.block() {
                    self.declare_list(id, WrittenList { block, file });
                }
            }
        }
        for at in 0..self.written_lists.len() {
            self.fill_list(at);
        }
        self.check_choices();
    }

    fn declare_list(&mut self, id: &Scalar, written: WrittenList<'a>) {
        let number = u32::try_from(self.written_lists.len()).unwrap_or(u32::MAX);
        self.declare(id, Meaning::List(ListId(number)));
        let ordered = self.is_set(written.block, Key::Ordered);
        self.world.instrument.lists.push(ChoiceList {
            list: List { name: Arc::clone(&id.text), ordered, ..List::default() },
            texts: Vec::new(),
            formerly: texts(written.block, Key::Formerly),
            generated: false,
            span: Aside(id.span),
        });
        self.written_lists.push(written);
        match written.block.get(Key::Choices) {
            Some(choices) => self.inline_choices(number as usize, choices),
            None => self.csv_choices(number as usize, written),
        }
        self.check_codes(number as usize, id);
    }

    fn inline_choices(&mut self, at: usize, written: &'a Written) {
        let mut seen: IndexMap<Arc<str>, Choice> = IndexMap::new();
        let mut written_texts = Vec::new();
        self.check_scores(at, written);
        for block in written.elements().iter().filter_map(Written::block) {
            let Some(code) = block.scalar(Key::Code) else { continue };
            let (choice, text) = (self.choice(block, code), self.choice_text(block, code));
            match seen.entry(Arc::clone(&code.text)) {
                Entry::Vacant(slot) => {
                    slot.insert(choice);
                    written_texts.push(text);
                }
                Entry::Occupied(first) => {
                    let first = written_texts.get(first.index()).map(|text| text.span.0).unwrap_or_default();
                    self.sink.push(duplicate_code(code, first));
                }
            }
        }
        self.set_choices(at, seen, written_texts);
    }

    pub(super) fn set_choices(
        &mut self,
        at: usize,
        choices: IndexMap<Arc<str>, Choice>,
        written: Vec<ChoiceText>,
    ) {
        if let Some(list) = self.world.instrument.lists.get_mut(at) {
            list.list.choices = choices;
            list.texts = written;
        }
    }

    fn choice(&mut self, block: &Block, code: &Scalar) -> Choice {
        Choice {
            code: Arc::clone(&code.text),
            special: word(block, Key::Special, &SPECIALS),
            score: block
                .scalar(Key::Score)
                .filter(|score| &*score.text != "missing")
                .and_then(|score| score.as_decimal(&mut self.sink)),
            attributes: Vec::new(),
        }
    }

    /// Where one choice has a score, every ordinary one has, if only to say that it counts for nothing.
    fn check_scores(&mut self, at: usize, written: &'a Written) {
        let choices = || written.elements().iter().filter_map(Written::block);
        if choices().all(|choice| choice.field(Key::Score).is_none()) {
            return;
        }
        let list = self.world.instrument.lists.get(at).map(|list| (Arc::clone(&list.list.name), list.span.0));
        let Some((name, span)) = list else { return };
        let ordinary = choices().filter(|choice| choice.field(Key::Special).is_none());
        for choice in ordinary.filter(|choice| choice.field(Key::Score).is_none()) {
            if let Some(code) = choice.scalar(Key::Code) {
                self.sink.push(no_score(code, &name, span));
            }
        }
    }

    /// Everything of a choice that people read, but its label: that may pipe values and comes later.
    fn choice_text(&mut self, block: &Block, code: &Scalar) -> ChoiceText {
        let specify = block.scalar(Key::Specify).and_then(|written| match &*written.text {
            "true" => Some(SPECIFY.into()),
            "false" => None,
            _ if written.is_like_bool() => None,
            suffix => {
                self.check_id(written);
                Some(suffix.into())
            }
        });
        ChoiceText {
            label: Label::default(),
            exclusive: self.is_set(block, Key::Exclusive),
            specify,
            formerly: texts(block, Key::Formerly),
            span: Aside(code.span),
        }
    }

    fn fill_list(&mut self, at: usize) {
        let Some(written) = self.written_lists.get(at).copied() else { return };
        match written.block.field(Key::Choices) {
            Some(_) => self.inline_attributes(at, written),
            None => self.csv_attributes(at, written.block),
        }
    }

    /// Lowers the labels of the choices of lists written inline.
    pub(super) fn list_labels(&mut self) {
        for at in 0..self.written_lists.len() {
            let Some(written) = self.written_lists.get(at).copied() else { continue };
            for block in written.block.blocks(Key::Choices) {
                let Some(code) = block.scalar(Key::Code) else { continue };
                let label = self.label_of(block, Key::Label, None).unwrap_or_default();
                let Some(list) = self.world.instrument.lists.get_mut(at) else { continue };
                // Of a repeated code, the first choice counts.
                let position = list.list.choices.get_index_of(&code.text);
                if let Some(text) = position.and_then(|position| list.texts.get_mut(position))
                    && text.span.0 == code.span
                {
                    text.label = label;
                }
            }
        }
    }

    /// Codes are written so that every file format can hold them, aren't retired, and differ by more than case.
    pub(super) fn check_codes(&mut self, at: usize, id: &Scalar) {
        let Some(list) = self.world.instrument.lists.get(at) else { return };
        if list.list.choices.is_empty() && !self.broken_lists.contains(&at) {
            self.sink.push(empty_list(id));
        }
        let mut folded: BTreeMap<String, (&Arc<str>, Span)> = BTreeMap::new();
        for (code, text) in list.list.choices.keys().zip(&list.texts) {
            let span = text.span.0;
            if let Some(message) = odd_code(code) {
                self.sink.push(Diagnostic::new(codes::BAD_ID, span, message));
            }
            if let Some((other, first)) = folded.get(&code.to_lowercase()) {
                self.sink.push(case_only(code, span, other, *first));
            } else {
                folded.insert(code.to_lowercase(), (code, span));
            }
            for old in &text.formerly {
                if let Some(now) = list.list.choices.get_index_of(old).and_then(|at| list.texts.get(at)) {
                    self.sink.push(still_a_code(old, span, now.span.0));
                }
            }
            if let Some(retired) = self.retired_codes.get(&id.text).and_then(|codes| codes.get(code)) {
                self.sink.push(retired_code(code, span, *retired));
            }
        }
        let (count, most) = (list.list.choices.len(), self.limits.choices_per_list);
        if count > most {
            self.sink.push(limit(id.span, "choices_per_list", &too_many(count, most)));
        }
    }

    /// Retired codes are of lists that exist, or that are retired themselves.
    pub(super) fn check_retired_lists(&mut self) {
        for (list, span) in std::mem::take(&mut self.retired_lists) {
            if !self.retired.contains_key(&list) {
                self.find_list(&list, span);
            }
        }
    }

    fn check_choices(&mut self) {
        let lists = &self.world.instrument.lists;
        let count: usize = lists.iter().map(|list| list.list.choices.len()).sum();
        let (most, last) = (self.limits.choices, lists.last().map(|list| list.span.0));
        if count > most {
            self.sink.push(limit(last.unwrap_or_default(), "choices", &too_many(count, most)));
        }
    }
}

fn odd_code(code: &str) -> Option<Message> {
    if code.is_empty() {
        return Some(Message::new("kode kosong", "the code is empty"));
    }
    code.contains(char::is_whitespace).then(|| {
        Message::new(
            format!("kode `{code}` memuat spasi; pemisah kode dalam berkas data adalah spasi"),
            format!("the code `{code}` holds a space; in data files spaces separate codes"),
        )
    })
}

/// Two choices of one code.
pub(super) fn duplicate_code(code: &Scalar, first: Span) -> Diagnostic {
    let text = &code.text;
    let message = Message::new(
        format!("kode `{text}` sudah ada dalam daftar ini"),
        format!("the code `{text}` is already in this list"),
    );
    let note = Message::new("pertama kali di sini", "first here");
    Diagnostic::new(codes::DUPLICATE_CODE, code.span, message).note(first, note)
}

fn no_score(code: &Scalar, list: &str, span: Span) -> Diagnostic {
    let text = &code.text;
    let message = Message::new(
        format!("pilihan `{text}` belum punya skor, padahal pilihan lain dalam `{list}` punya"),
        format!("the choice `{text}` has no score, yet others of `{list}` have one"),
    );
    let note = Message::new("daftarnya di sini", "the list is here");
    Diagnostic::new(codes::NO_SCORE, code.span, message).note(span, note).hint(Message::new(
        "beri `score:`; bila memang tidak ikut dihitung, tulis `score: missing`",
        "give it a `score:`; if it is not to be counted, write `score: missing`",
    ))
}

fn case_only(code: &str, span: Span, other: &str, first: Span) -> Diagnostic {
    let message = Message::new(
        format!("kode `{code}` dan `{other}` hanya berbeda huruf besar-kecil"),
        format!("the codes `{code}` and `{other}` differ only in letter case"),
    );
    let note = Message::new("yang lain di sini", "the other one is here");
    Diagnostic::new(codes::CASE_ONLY_CODES, span, message).note(first, note)
}

fn empty_list(id: &Scalar) -> Diagnostic {
    let message = Message::new(
        format!("daftar `{}` tidak punya pilihan", id.text),
        format!("the list `{}` has no choices", id.text),
    );
    Diagnostic::new(codes::EMPTY_LIST, id.span, message)
}

fn still_a_code(old: &str, span: Span, now: Span) -> Diagnostic {
    let message = Message::new(
        format!("`{old}` disebut kode lama, padahal masih dipakai"),
        format!("`{old}` is called a former code, yet a choice has it now"),
    );
    let note = Message::new("dipakai di sini", "it is used here");
    Diagnostic::new(codes::DUPLICATE_CODE, span, message).note(now, note)
}

fn retired_code(code: &str, span: Span, retired: Span) -> Diagnostic {
    let message = Message::new(
        format!("kode `{code}` sudah dipensiunkan dan tidak boleh dipakai lagi"),
        format!("the code `{code}` was retired and must not be used again"),
    );
    let note = Message::new("dipensiunkan di sini", "retired here");
    Diagnostic::new(codes::RETIRED_CODE, span, message).note(retired, note)
}

fn too_many(count: usize, most: usize) -> Message {
    Message::new(
        format!("ada {count} pilihan, paling banyak {most}"),
        format!("there are {count} choices, at most {most}"),
    )
}
