//! The head of an instrument: id, version, title, languages, status; and what each file says for its own items.

use std::sync::Arc;

use crate::base::{Diagnostic, FileId, Message, Span, codes};
use crate::model::{ModuleUse, Status, Version};
use crate::source::{Block, Key, Scalar, Written};

use super::Lowering;
use super::read::{scalars, text, texts, word};

const STATUSES: [(&str, Status); 3] =
    [("draft", Status::Draft), ("field", Status::Field), ("closed", Status::Closed)];

/// What a file says for the labels and questions in it.
#[derive(Debug, Clone, Default)]
pub(super) struct FileContext {
    /// Its own languages; the instrument's where it names none. A label that is only text is in the first.
    pub(super) languages: Vec<Arc<str>>,
    /// Whether its questions must be answered unless they say.
    pub(super) required: bool,
}

impl<'a> Lowering<'a> {
    /// Lowers the head of the instrument and of its modules, labels excepted.
    pub(super) fn header(&mut self) {
        let loaded = self.loaded;
        for (at, file) in loaded.iter().enumerate() {
            let root = file.root();
            let languages = self.languages(root);
            if at == 0 {
                self.head(root);
                self.world.instrument.languages =
                    if languages.is_empty() { vec!["id".into()] } else { languages.clone() };
            } else {
                self.module_head(root, &file.path);
            }
            let instrument = &self.world.instrument.languages;
            let languages = if languages.is_empty() { instrument.clone() } else { languages };
            let defaults = root.get(Key::Defaults).and_then(Written::block);
            let required = defaults.is_some_and(|defaults| self.is_set(defaults, Key::Required));
            self.set_context(file.document.file, FileContext { languages, required });
        }
    }

    fn set_context(&mut self, file: FileId, context: FileContext) {
        let at = file.0 as usize;
        if self.contexts.len() <= at {
            self.contexts.resize_with(at + 1, FileContext::default);
        }
        if let Some(slot) = self.contexts.get_mut(at) {
            *slot = context;
        }
    }

    /// What a file says for the labels and questions in it.
    pub(super) fn context(&self, file: FileId) -> &FileContext {
        self.contexts.get(file.0 as usize).unwrap_or(&self.no_context)
    }

    fn head(&mut self, root: &Block) {
        match (root.scalar(Key::Instrument), root.scalar(Key::Module)) {
            (Some(id), _) => {
                self.check_kebab(id);
                self.world.instrument.id = Arc::clone(&id.text);
            }
            (None, Some(module)) => self.sink.push(module_alone(module)),
            (None, None) => {}
        }
        let version = self.version(root);
        let instrument = &mut self.world.instrument;
        instrument.version = version;
        instrument.status = word(root, Key::Status, &STATUSES).unwrap_or_default();
        for key in [Key::Unit, Key::Source, Key::Licence, Key::Supersedes] {
            let entries = root.get(key).map(Written::entries).unwrap_or_default();
            let first = entries.first().and_then(|(_, text)| text.scalar()).map(|s| Arc::clone(&s.text));
            if let Some(text) = text(root, key).or(first) {
                instrument.about.insert(key.name(), text);
            }
        }
    }

    fn module_head(&mut self, root: &Block, path: &str) {
        let Some(id) = root.scalar(Key::Module) else {
            if let Some(instrument) = root.scalar(Key::Instrument) {
                self.sink.push(not_a_module(instrument, path));
            }
            return;
        };
        self.check_kebab(id);
        let version = self.version(root);
        if let Some(first) = self.module_spans.get(&id.text) {
            self.sink.push(same_module(id, *first));
        }
        self.module_spans.insert(Arc::clone(&id.text), id.span);
        let module = ModuleUse { id: Arc::clone(&id.text), version, path: path.into() };
        self.world.instrument.modules.push(module);
    }

    fn version(&mut self, root: &Block) -> Version {
        let parts = root.scalar(Key::Version).and_then(|version| version.as_version(&mut self.sink));
        let [major, minor, patch] = parts.unwrap_or_default();
        Version { major, minor, patch }
    }

    /// The languages a file names, without those that aren't language tags or are named twice.
    fn languages(&mut self, root: &Block) -> Vec<Arc<str>> {
        let mut languages: Vec<Arc<str>> = Vec::new();
        for written in scalars(root, Key::Languages) {
            if !is_language_tag(&written.text) {
                self.sink.push(bad_language(written));
            } else if languages.contains(&written.text) {
                self.sink.push(repeated_language(written));
            } else {
                languages.push(Arc::clone(&written.text));
            }
        }
        if let Some(field) = root.field(Key::Languages)
            && field.value.elements().is_empty()
        {
            self.sink.push(no_language(field.key_span));
        }
        languages
    }

    /// Checks an id of an instrument or module: kebab-case (or snake_case).
    fn check_kebab(&mut self, id: &Scalar) {
        let text = &id.text;
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_';
        let good = text.starts_with(|c: char| c.is_ascii_lowercase())
            && text.bytes().all(plain)
            && !text.ends_with('-')
            && text.len() <= 64;
        if !good {
            self.sink.push(bad_kebab(id));
        }
    }

    /// Lowers the labels of the head.
    pub(super) fn head_labels(&mut self) {
        let Some(file) = self.loaded.first() else { return };
        let title = self.label_of(file.root(), Key::Title, None).unwrap_or_default();
        let description = self.label_of(file.root(), Key::Description, None);
        self.world.instrument.title = title;
        self.world.instrument.description = description;
    }

    /// Collects what must not be used again.
    pub(super) fn retired(&mut self) {
        for file in self.loaded {
            let Some(block) = file.root().get(Key::Retired).and_then(Written::block) else { continue };
            for id in scalars(block, Key::Ids) {
                self.retired.insert(Arc::clone(&id.text), id.span);
            }
            self.world.instrument.retired.ids.extend(texts(block, Key::Ids));
            for (list, written) in block.get(Key::Codes).map(Written::entries).unwrap_or_default() {
                self.retired_lists.push((Arc::clone(&list.text), list.span));
                let spans = self.retired_codes.entry(Arc::clone(&list.text)).or_default();
                let codes = self.world.instrument.retired.codes.entry(Arc::clone(&list.text)).or_default();
                for code in written.elements().iter().filter_map(Written::scalar) {
                    spans.insert(Arc::clone(&code.text), code.span);
                    codes.push(Arc::clone(&code.text));
                }
            }
        }
    }
}

/// Whether a text has the form of a BCP 47 tag: a language of 2 to 8 letters, then subtags.
fn is_language_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    let subtag =
        |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
    (2..=8).contains(&language.len())
        && language.bytes().all(|b| b.is_ascii_alphabetic())
        && parts.all(subtag)
}

fn bad_language(written: &Scalar) -> Diagnostic {
    let text = &written.text;
    let message =
        Message::new(format!("`{text}` bukan tag bahasa"), format!("`{text}` isn't a language tag"));
    Diagnostic::new(codes::BAD_LITERAL, written.span, message).hint(Message::new(
        "tulis tag BCP 47 seperti `id`, `en` atau `jv`",
        "write a BCP 47 tag such as `id`, `en` or `jv`",
    ))
}

fn no_language(span: Span) -> Diagnostic {
    let message = Message::new(
        "`languages` harus menyebut sedikitnya satu bahasa",
        "`languages` must name at least one language",
    );
    Diagnostic::new(codes::WRONG_SHAPE, span, message)
        .hint(Message::new("tulis misalnya `[id, en]`", "write for example `[id, en]`"))
}

fn repeated_language(written: &Scalar) -> Diagnostic {
    let text = &written.text;
    let message = Message::new(
        format!("bahasa `{text}` disebut dua kali"),
        format!("the language `{text}` is named twice"),
    );
    Diagnostic::new(codes::BAD_LITERAL, written.span, message)
}

fn bad_kebab(id: &Scalar) -> Diagnostic {
    let text = &id.text;
    let message = Message::new(format!("`{text}` bukan id yang sah"), format!("`{text}` isn't an id"));
    Diagnostic::new(codes::BAD_ID, id.span, message).hint(Message::new(
        "huruf kecil a–z, angka dan `-`, diawali huruf, paling banyak 64 huruf, misalnya `kaltara-uep`",
        "lower-case a–z, digits and `-`, beginning with a letter, at most 64 characters, such as `kaltara-uep`",
    ))
}

fn module_alone(module: &Scalar) -> Diagnostic {
    let text = &module.text;
    let message = Message::new(
        format!("`{text}` adalah modul, bukan instrumen"),
        format!("`{text}` is a module, not an instrument"),
    );
    Diagnostic::new(codes::MISSING_KEY, module.span, message)
        .hint(Message::new("periksa instrumen yang memakainya", "check an instrument that uses it"))
}

fn not_a_module(instrument: &Scalar, path: &str) -> Diagnostic {
    let message = Message::new(
        format!("`{path}` adalah instrumen, bukan modul"),
        format!("`{path}` is an instrument, not a module"),
    );
    Diagnostic::new(codes::UNKNOWN_MODULE, instrument.span, message).hint(Message::new(
        "berkas yang disebut dalam `use` memuat `module:`, bukan `instrument:`",
        "a file named in `use` has `module:` in place of `instrument:`",
    ))
}

fn same_module(id: &Scalar, first: Span) -> Diagnostic {
    let text = &id.text;
    let message =
        Message::new(format!("modul `{text}` sudah ada"), format!("there already is a module `{text}`"));
    let note = Message::new("yang pertama di sini", "the first is here");
    Diagnostic::new(codes::DUPLICATE_ID, id.span, message).note(first, note)
}
