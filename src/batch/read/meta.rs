//! What a record says of itself: instrument, version, case, wave, day, language, confirmed warnings.

use std::sync::Arc;

use super::place::FieldPath;
use super::{FindingCode, Reading};
use crate::base::{Message, nearest};
use crate::model::answer::{Raw, RawField};
use crate::model::{Check, CheckOrigin, ItemId, ItemKind, Version};
use crate::rules::{Confirmation, RowPath};
use crate::value::Date;

/// The fields a record has beside its answers.
pub(super) const FIELDS: [&str; 11] = [
    "instrument",
    "version",
    "case",
    "wave",
    "today",
    "language",
    "given",
    "prev",
    "answers",
    "confirmed",
    "log",
];

impl Reading<'_, '_> {
    /// Reads the record's own fields; false when it is another instrument's.
    pub(super) fn metadata(&mut self, fields: &[RawField]) -> bool {
        let mut seen: Vec<&str> = Vec::new();
        let mut ours = true;
        for field in fields {
            let Some(name) = FIELDS.iter().find(|name| **name == &*field.name) else {
                self.unknown_field(field);
                continue;
            };
            if seen.contains(name) {
                let message = FindingCode::DuplicateField.summary();
                self.found(FindingCode::DuplicateField, field.line, (None, name), message);
                continue;
            }
            seen.push(name);
            match *name {
                "instrument" => ours = self.instrument(field),
                "version" => self.version(field),
                "case" => self.case(field),
                "wave" => self.wave = self.word(field),
                "today" => self.today(field),
                "language" => self.language(field),
                "confirmed" => self.confirmed(field),
                _ => {}
            }
        }
        if ours && self.record.today.is_none() {
            self.record.today = self.reader.options.today;
            if self.record.today.is_none() && !seen.contains(&"today") {
                let message = Message::new(
                    "tanggal wawancara tidak ada; isilah `today` atau berikan lewat `--today`",
                    "the day of the interview is not given; fill in `today` or pass `--today`",
                );
                self.found(FindingCode::MissingToday, 0, (None, "today"), message);
            }
        }
        ours
    }

    fn unknown_field(&mut self, field: &RawField) {
        if self.reader.options.ignore_unknown {
            return;
        }
        let message = match self.reader.names.get(&field.name) {
            Some(_) => {
                Message::new("jawaban ditulis di dalam `answers`", "answers are written inside `answers`")
            }
            None => match nearest(&field.name, FIELDS) {
                Some(near) => Message::new(
                    format!("rekaman tidak punya isian ini; maksudnya `{near}`?"),
                    format!("a record has no such field; did you mean `{near}`?"),
                ),
                None => Message::new("rekaman tidak punya isian ini", "a record has no such field"),
            },
        };
        self.found(FindingCode::UnknownField, field.line, (None, &field.name), message);
    }

    fn bad(&mut self, field: &RawField, id: &str, en: &str) {
        self.found(FindingCode::BadMetadata, field.line, (None, &field.name), Message::new(id, en));
    }

    /// Text that isn't blank; anything but text and nothing is a finding.
    fn word(&mut self, field: &RawField) -> Option<Arc<str>> {
        if field.value.is_blank() {
            return None;
        }
        let word = field.value.as_text().map(|text| Arc::from(text.trim()));
        if word.is_none() {
            self.bad(field, "harus berupa teks", "must be text");
        }
        word
    }

    fn instrument(&mut self, field: &RawField) -> bool {
        let Some(word) = self.word(field) else { return true };
        let ours = word == self.reader.instrument.id;
        if !ours {
            let id = &self.reader.instrument.id;
            let message = Message::new(
                format!("rekaman ini milik instrumen lain, bukan `{id}`"),
                format!("this record is of another instrument, not of `{id}`"),
            );
            self.found(FindingCode::WrongInstrument, field.line, (None, "instrument"), message);
        }
        ours
    }

    fn version(&mut self, field: &RawField) {
        let Some(word) = self.word(field) else { return };
        let Some(version) = Version::parse(&word) else {
            return self.bad(field, "bukan nomor versi seperti `1.0.0`", "not a version such as `1.0.0`");
        };
        let own = self.reader.instrument.version;
        if version == own {
            return;
        }
        let code = match version.major == own.major {
            true => FindingCode::OtherVersion,
            false => FindingCode::WrongVersion,
        };
        let message = Message::new(
            format!("dikumpulkan dengan versi {version}, dibaca dengan versi {own}"),
            format!("collected with version {version}, read with version {own}"),
        );
        self.found(code, field.line, (None, "version"), message);
    }

    fn case(&mut self, field: &RawField) {
        self.case = self.word(field);
        if field.value.is_blank() {
            let message = FindingCode::MissingCase.summary();
            self.found(FindingCode::MissingCase, field.line, (None, "case"), message);
        }
    }

    fn today(&mut self, field: &RawField) {
        if field.value.is_blank() {
            return self.found(
                FindingCode::MissingToday,
                field.line,
                (None, "today"),
                FindingCode::MissingToday.summary(),
            );
        }
        self.record.today = field.value.as_text().and_then(|text| Date::parse(text.trim()));
        if self.record.today.is_none() {
            self.bad(field, "bukan tanggal seperti `2025-10-06`", "not a date such as `2025-10-06`");
        }
    }

    fn language(&mut self, field: &RawField) {
        let Some(tag) = self.word(field) else { return };
        match self.reader.instrument.language(&tag) {
            Some(language) => self.record.language = language,
            None => self.bad(field, "bukan bahasa instrumen ini", "not a language of this instrument"),
        }
    }

    fn confirmed(&mut self, field: &RawField) {
        let items = match &field.value {
            Raw::List(items) => items.as_slice(),
            Raw::Null => &[],
            Raw::Bool(_)
            | Raw::Number(_)
            | Raw::Text(_)
            | Raw::Untyped(_)
            | Raw::Object(_)
            | Raw::Broken(_) => {
                return self.bad(
                    field,
                    "harus berupa larik berisi `item`, `check` dan `reason`",
                    "must be an array of `item`, `check` and `reason`",
                );
            }
        };
        for (at, item) in items.iter().enumerate() {
            let part = |name: &str| {
                let fields = item.as_object().unwrap_or_default();
                fields.iter().find(|field| &*field.name == name).map(|field| &field.value)
            };
            let made = self.confirmation(part("item"), part("check"), part("reason"));
            match made {
                Ok(confirmation) => self.record.confirmed.push(confirmation),
                Err(message) => {
                    let name = format!("confirmed[{}]", at + 1);
                    let line =
                        item.as_object().and_then(<[RawField]>::first).map_or(field.line, |first| first.line);
                    self.found(FindingCode::BadMetadata, line, (None, &name), message);
                }
            }
        }
    }

    /// A confirmed warning from its parts as written, or what doesn't read.
    fn confirmation(
        &self,
        item: Option<&Raw>,
        check: Option<&Raw>,
        reason: Option<&Raw>,
    ) -> Result<Confirmation, Message> {
        let Some((item, checks, row)) = item.and_then(Raw::as_text).and_then(|path| self.checked(path))
        else {
            return Err(Message::new(
                "`item` harus menyebut sebuah pertanyaan atau roster (di roster: `barang[2].brg_nilai`)",
                "`item` must name a question or a roster (in a roster: `barang[2].brg_nilai`)",
            ));
        };
        let origin = check.and_then(check_origin);
        let Some(check) = origin.filter(|origin| checks.iter().any(|check| check.origin == *origin)) else {
            return Err(Message::new(
                "`check` harus nomor pemeriksaan pertanyaan atau roster itu, `min` atau `max`",
                "`check` must be the number of a check of that question or roster, `min` or `max`",
            ));
        };
        match reason.and_then(Raw::as_text).map(str::trim) {
            Some(reason) if !reason.is_empty() => {
                Ok(Confirmation { item, row, check, reason: reason.into() })
            }
            Some(_) | None => {
                Err(Message::new("`reason` harus diisi dengan alasannya", "`reason` must give the reason"))
            }
        }
    }

    /// The question or roster of a path with its checks, and the rows the path names.
    fn checked(&self, path: &str) -> Option<(ItemId, &[Check], RowPath)> {
        let path = FieldPath::parse(path.trim())?;
        let (_, named) = self.reader.names.get(path.name)?;
        let instrument = self.reader.instrument;
        let item = instrument.items.get(named.item?)?;
        match &item.kind {
            ItemKind::Question(_) | ItemKind::Roster(_) => {}
            ItemKind::Section { .. } | ItemKind::Note | ItemKind::Calc(_) | ItemKind::Grid { .. } => {
                return None;
            }
        }
        Some((named.item?, instrument.checks(item), path.rows_in(instrument, item.home)?))
    }
}

fn check_origin(raw: &Raw) -> Option<CheckOrigin> {
    let text = match raw {
        Raw::Number(text) | Raw::Text(text) | Raw::Untyped(text) => text.trim(),
        Raw::Null | Raw::Bool(_) | Raw::List(_) | Raw::Object(_) | Raw::Broken(_) => return None,
    };
    match text {
        "min" => Some(CheckOrigin::Min),
        "max" => Some(CheckOrigin::Max),
        number => number.parse().ok().map(CheckOrigin::Author),
    }
}
