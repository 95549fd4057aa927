//! The one namespace: what each id of the instrument stands for, and how ids are written.

use std::sync::Arc;

use indexmap::IndexMap;

use crate::base::{Diagnostic, Message, Span, codes, nearest};
use crate::expr::Scope;
use crate::expr::ast::{PREDEFINED, RESERVED};
use crate::model::{ItemId, ScoreId};
use crate::source::{Key, Scalar};
use crate::value::{ListId, TableId};

use super::Lowering;
use super::read::scalars;

/// Most characters of an id: what statistics packages take as a column name.
pub(super) const MAX_ID: usize = 32;

/// What an id stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// An item: section, question, note, calc, grid or roster.
    Item(ItemId),
    /// A choice list.
    List(ListId),
    /// A lookup table.
    Table(TableId),
    /// A score.
    Score(ScoreId),
    /// An indicator.
    Indicator,
    /// A given fact, by its place among them.
    Given(u32),
    /// A definition, by its place among them.
    Definition(u32),
    /// A set of items, by its place among them.
    ItemSet(u32),
}

/// The ids of an instrument with what they stand for and where they stand.
#[derive(Debug, Default)]
pub struct Names {
    entries: IndexMap<Arc<str>, (Meaning, Span)>,
}

impl Names {
    /// What an id stands for.
    pub fn get(&self, id: &str) -> Option<Meaning> {
        self.entries.get(id).map(|entry| entry.0)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Where an id was given.
    pub fn span(&self, id: &str) -> Option<Span> {
        self.entries.get(id).map(|entry| entry.1)
    }

    /// All ids with what they stand for, in the order they were given.
    pub fn iter(&self) -> impl Iterator<Item = (&Arc<str>, Meaning)> {
        self.entries.iter().map(|(id, entry)| (id, entry.0))
    }
}

impl Lowering<'_> {
    /// Gives an id to something. The id is checked (how it is written, reserved words, retired ids) and the first
    /// of two equal ids keeps the name.
    pub(super) fn declare(&mut self, id: &Scalar, meaning: Meaning) {
        self.check_id(id);
        if let Some(first) = self.world.names.span(&id.text) {
            self.sink.push(duplicate_id(&id.text, id.span, first));
            self.world.doubled.insert(Arc::clone(&id.text));
            return;
        }
        if let Some(retired) = self.retired.get(&id.text) {
            self.sink.push(retired_id(id, *retired));
        }
        self.world.names.entries.insert(Arc::clone(&id.text), (meaning, id.span));
    }

    /// Gives an id to something that the engine makes; `span` is the place it is made for.
    pub(super) fn declare_generated(&mut self, id: &Arc<str>, span: Span, meaning: Meaning) {
        match self.world.names.span(id) {
            Some(first) => self.sink.push(duplicate_id(id, span, first)),
            None => drop(self.world.names.entries.insert(Arc::clone(id), (meaning, span))),
        }
    }

    /// A former id is one that nothing has any more.
    pub(super) fn check_former_ids(&mut self) {
        let items = self.written.iter().filter_map(|written| written.block);
        let lists = self.written_lists.iter().map(|written| written.block);
        let scores = self.written_scores.iter().chain(&self.written_indicators).copied();
        let blocks = items.chain(lists).chain(scores);
        let former: Vec<&Scalar> = blocks.flat_map(|block| scalars(block, Key::Formerly)).collect();
        for id in former {
            if let Some(now) = self.world.names.span(&id.text) {
                self.sink.push(still_in_use(id, now));
            }
        }
    }

    /// Checks how a snake_case id is written, without giving it to anything.
    pub(super) fn check_id(&mut self, id: &Scalar) {
        match fault(&id.text) {
            Some(fault) => self.sink.push(bad_id(id, &fault)),
            None if is_reserved(&id.text) => self.sink.push(reserved_word(id)),
            None => {}
        }
    }

    /// The name nearest to `wanted` among all ids of a kind, until the run's budget of suggestions is spent.
    pub(super) fn near(&self, wanted: &str, fits: impl Fn(Meaning) -> bool) -> Option<&str> {
        let fitting = self.world.names.iter().filter(|(_, meaning)| fits(*meaning)).map(|(id, _)| &**id);
        self.world.may_suggest(self.world.names.len()).then(|| nearest(wanted, fitting))?
    }

    /// A word for what an id stands for, for messages.
    pub(super) fn noun(&self, meaning: Meaning) -> Message {
        use crate::model::ItemKind;
        let (id, en) = match meaning {
            Meaning::Item(item) => match self.world.instrument.items.get(item).map(|item| &item.kind) {
                Some(ItemKind::Section { .. }) => ("bagian", "a section"),
                Some(ItemKind::Question(_)) => ("pertanyaan", "a question"),
                Some(ItemKind::Note) => ("catatan", "a note"),
                Some(ItemKind::Calc(_)) => ("perhitungan", "a calculation"),
                Some(ItemKind::Grid { .. }) => ("tabel pertanyaan", "a grid"),
                Some(ItemKind::Roster(_)) => ("daftar berulang (roster)", "a roster"),
                None => ("butir", "an item"),
            },
            Meaning::List(_) => ("daftar pilihan", "a choice list"),
            Meaning::Table(_) => ("tabel rujukan", "a lookup table"),
            Meaning::Score(_) => ("skor", "a score"),
            Meaning::Indicator => ("indikator", "an indicator"),
            Meaning::Given(_) => ("fakta yang diberikan", "a given fact"),
            Meaning::Definition(_) => ("definisi", "a definition"),
            Meaning::ItemSet(_) => ("kumpulan butir", "an item set"),
        };
        Message::new(id, en)
    }
}

/// Whether a word means something of its own in expressions.
fn is_reserved(word: &str) -> bool {
    RESERVED.contains(&word) || PREDEFINED.contains(&word)
}

/// What is wrong with an id, and how it could be written.
struct Fault {
    why: Message,
    instead: Option<String>,
}

fn fault(id: &str) -> Option<Fault> {
    let why = if id.is_empty() {
        Message::new("id kosong", "the id is empty")
    } else if let Some(odd) = id.chars().find(|c| !c.is_ascii_alphanumeric() && *c != '_') {
        let odd = shown(odd);
        Message::new(format!("{odd} tidak boleh dipakai"), format!("{odd} isn't allowed"))
    } else if id.bytes().any(|b| b.is_ascii_uppercase()) {
        Message::new("huruf besar tidak boleh dipakai", "capital letters aren't allowed")
    } else if !id.starts_with(|c: char| c.is_ascii_lowercase()) {
        Message::new("harus diawali huruf", "it must begin with a letter")
    } else if id.len() > MAX_ID {
        let length = id.len();
        Message::new(
            format!("panjangnya {length} huruf, paling banyak {MAX_ID}"),
            format!("it has {length} characters, at most {MAX_ID}"),
        )
    } else {
        return None;
    };
    Some(Fault { why, instead: snake_case(id).filter(|better| better != id) })
}

/// A character for people; one that may look like a plain letter with its number.
fn shown(c: char) -> String {
    if c.is_ascii() { format!("`{c}`") } else { format!("`{c}` (U+{:04X})", c as u32) }
}

/// The id in snake_case, if that alone makes it good.
fn snake_case(id: &str) -> Option<String> {
    let plain = |c: char| if c == '-' || c == ' ' || c == '.' { '_' } else { c.to_ascii_lowercase() };
    let better: String = id.chars().map(plain).collect();
    let good = better.len() <= MAX_ID
        && better.starts_with(|c: char| c.is_ascii_lowercase())
        && better.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    good.then_some(better)
}

fn bad_id(id: &Scalar, fault: &Fault) -> Diagnostic {
    let text = &id.text;
    let message = Message::new(
        format!("`{text}` bukan id yang sah: {}", fault.why.id),
        format!("`{text}` isn't an id: {}", fault.why.en),
    );
    let diagnostic = Diagnostic::new(codes::BAD_ID, id.span, message);
    match &fault.instead {
        // Not a fix: whatever names the id must change with it.
        Some(better) => {
            diagnostic.hint(Message::new(format!("tulis `{better}`"), format!("write `{better}`")))
        }
        None => diagnostic.hint(Message::new(
            format!("huruf kecil a–z, angka dan `_`, paling banyak {MAX_ID} huruf, misalnya `luas_lahan`"),
            format!("lower-case a–z, digits and `_`, at most {MAX_ID} characters, such as `luas_lahan`"),
        )),
    }
}

fn reserved_word(id: &Scalar) -> Diagnostic {
    let text = &id.text;
    let message = Message::new(
        format!("`{text}` adalah kata bahasa ekspresi, tidak dapat menjadi id"),
        format!("`{text}` is a word of the expression language and can't be an id"),
    );
    Diagnostic::new(codes::RESERVED_WORD, id.span, message)
}

fn duplicate_id(text: &str, span: Span, first: Span) -> Diagnostic {
    let message =
        Message::new(format!("id `{text}` sudah dipakai"), format!("the id `{text}` is already taken"));
    let note = Message::new("dipakai pertama kali di sini", "first given here");
    Diagnostic::new(codes::DUPLICATE_ID, span, message).note(first, note).hint(Message::new(
        "semua butir, skor, indikator, daftar pilihan, tabel dan definisi berbagi satu ruang nama",
        "items, scores, indicators, lists, tables and definitions share one namespace",
    ))
}

fn still_in_use(id: &Scalar, now: Span) -> Diagnostic {
    let text = &id.text;
    let message = Message::new(
        format!("`{text}` disebut id lama, padahal masih dipakai"),
        format!("`{text}` is called a former id, yet something has it now"),
    );
    let note = Message::new("dipakai di sini", "it is used here");
    Diagnostic::new(codes::DUPLICATE_ID, id.span, message).note(now, note)
}

fn retired_id(id: &Scalar, retired: Span) -> Diagnostic {
    let text = &id.text;
    let message = Message::new(
        format!("id `{text}` sudah dipensiunkan dan tidak boleh dipakai lagi"),
        format!("the id `{text}` was retired and must not be used again"),
    );
    let note = Message::new("dipensiunkan di sini", "retired here");
    Diagnostic::new(codes::RETIRED_ID, id.span, message).note(retired, note).hint(Message::new(
        "data lama dengan id ini berarti lain; pilih id baru",
        "old data under this id meant something else; choose a new id",
    ))
}
