//! `include`: the items of a used module, at the place that names it.

use crate::base::{Diagnostic, Message, Span, codes, nearest};
use crate::model::ItemId;
use crate::source::{Block, Key, Scalar, Written};

use super::Lowering;
use super::items::Place;

impl<'a> Lowering<'a> {
    /// Declares the items of a module where it is included, once.
    pub(super) fn include(&mut self, block: &'a Block, place: &Place) -> Vec<ItemId> {
        let Some(id) = block.scalar(Key::Include) else { return Vec::new() };
        let named = |at: &usize| self.module_id(*at).is_some_and(|module| *module == *id.text);
        let Some(at) = (1..self.loaded.len()).find(named) else {
            if self.world.incomplete {
                return Vec::new();
            }
            let known = (1..self.loaded.len()).filter_map(|at| self.module_id(at));
            let diagnostic = unknown_module(id).suggest(nearest(&id.text, known));
            self.sink.push(diagnostic);
            return Vec::new();
        };
        if let Some(first) = self.included.get(&at) {
            self.sink.push(included_twice(id, *first));
            return Vec::new();
        }
        self.included.insert(at, id.span);
        let inside = place.of_module(&id.text);
        let loaded = self.loaded;
        let written = loaded.get(at).and_then(|file| file.root().get(Key::Items));
        self.declare_all(written.map(Written::elements).unwrap_or_default(), &inside)
    }

    fn module_id(&self, at: usize) -> Option<&'a str> {
        self.loaded.get(at).and_then(|file| file.root().scalar(Key::Module)).map(|id| &*id.text)
    }
}

fn unknown_module(id: &Scalar) -> Diagnostic {
    let text = &id.text;
    let message =
        Message::new(format!("tidak ada modul `{text}` yang dipakai"), format!("no module `{text}` is used"));
    Diagnostic::new(codes::UNKNOWN_MODULE, id.span, message).hint(Message::new(
        "berkas modul disebut lebih dulu dalam `use`, misalnya `use: [modules/kunjungan.yaml]`",
        "name the module's file in `use` first, for example `use: [modules/kunjungan.yaml]`",
    ))
}

fn included_twice(id: &Scalar, first: Span) -> Diagnostic {
    let text = &id.text;
    let message = Message::new(
        format!("isi modul `{text}` sudah ditempatkan"),
        format!("the items of module `{text}` already stand elsewhere"),
    );
    let note = Message::new("ditempatkan pertama kali di sini", "included first here");
    Diagnostic::new(codes::DUPLICATE_ID, id.span, message).note(first, note).hint(Message::new(
        "sebuah modul hanya dapat ditempatkan sekali, karena setiap id hanya ada satu",
        "a module can be included once only, because every id is unique",
    ))
}
