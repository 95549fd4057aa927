//! Rows of CSV, unfolded into the same shape as JSON: the record's own fields, `given`, `prev`, `answers`, and rosters
//! as arrays. A column that can't be used is reported once, at the header.

use std::sync::Arc;

use super::meta::FIELDS;
use super::names::Target;
use super::{FindingCode, Reading};
use crate::base::Message;
use crate::batch::{Finding, FlatRow, Header};
use crate::model::answer::{Raw, RawField};
use crate::value::RosterId;

/// What the columns of the files are, worked out once per header.
#[derive(Debug, Default)]
pub(super) struct Columns {
    main: Option<(Arc<Header>, Arc<[Column]>)>,
    pub(super) rosters: Vec<(Arc<Header>, Arc<[Column]>)>,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    /// A field of the record itself.
    Meta(&'static str),
    /// An answer.
    Answer,
    /// A given fact; its name begins at this byte.
    Given(usize),
    /// A value of the previous wave; its name begins at this byte.
    Previous(usize),
    /// The number or choice of a roster's row.
    Row,
    /// The number or choice of the row of a roster around it.
    OuterRow(RosterId),
    /// Nothing that is read.
    Ignored,
}

/// What XLSForm calls metadata, beside `today`, which is the record's own.
const METADATA: [&str; 8] =
    ["start", "end", "deviceid", "subscriberid", "simserial", "phonenumber", "username", "audit"];

/// Columns of that kind that a finding names.
const MOST_NAMED: usize = 12;

/// Whether ODK or Kobo writes a column of this name about the submission itself. No id begins with `_`.
fn is_system(name: &str) -> bool {
    name.starts_with('_')
        || name.starts_with("meta/")
        || name.starts_with("formhub/")
        || METADATA.contains(&name)
}

impl Reading<'_, '_> {
    /// Says once which columns about the submission itself are not read.
    fn system_columns(&mut self, header: &Header) {
        let own = header.names.iter().filter(|name| is_system(name) && self.reader.names.get(name).is_none());
        let mut names: Vec<String> =
            own.map(|name| format!("`{}`", super::place::path(None, name))).take(MOST_NAMED + 1).collect();
        if names.is_empty() || self.reader.options.ignore_unknown {
            return;
        }
        if let Some(beyond) = names.get_mut(MOST_NAMED) {
            *beyond = "…".to_owned();
        }
        let names = names.join(", ");
        let message = Message::new(
            format!("kolom ODK atau Kobo tentang pengirimannya, tidak dibaca: {names}"),
            format!("columns of ODK or Kobo about the submission, not read: {names}"),
        );
        let finding = Finding::new(FindingCode::SystemColumn, (0, header.line), message);
        self.findings.push(Finding { file: header.file, ..finding });
    }

    /// The fields of a record as JSON would have them.
    pub(super) fn unfolded(&mut self, row: FlatRow) -> Vec<RawField> {
        let columns = self.main_columns(&row.header);
        let line = u32::try_from(self.at.line).unwrap_or(u32::MAX);
        let (mut fields, mut answers, mut given, mut previous) = (vec![], vec![], vec![], vec![]);
        for ((name, column), value) in row.header.names.iter().zip(columns.iter()).zip(row.cells) {
            if value == Raw::Null && !matches!(column, Column::Meta(_)) {
                continue;
            }
            let put = |into: &mut Vec<RawField>, from: usize| {
                into.push(RawField { name: name.get(from..).unwrap_or_default().into(), line, value });
            };
            match *column {
                Column::Meta(word) => put(&mut fields, name.len() - word.len()),
                Column::Answer => put(&mut answers, 0),
                Column::Given(from) => put(&mut given, from),
                Column::Previous(from) => put(&mut previous, from),
                Column::Row | Column::OuterRow(_) | Column::Ignored => {}
            }
        }
        answers.extend(self.rosters(row.rosters, &row.header, line));
        for (name, values) in [("given", given), ("prev", previous), ("answers", answers)] {
            fields.push(RawField { name: name.into(), line, value: Raw::Object(values) });
        }
        fields
    }

    fn main_columns(&mut self, header: &Arc<Header>) -> Arc<[Column]> {
        if let Some((known, columns)) = &self.reader.columns.main
            && Arc::ptr_eq(known, header)
        {
            return columns.clone();
        }
        let columns: Arc<[Column]> = header.names.iter().map(|name| self.main_column(name, header)).collect();
        self.system_columns(header);
        self.reader.columns.main = Some((header.clone(), columns.clone()));
        columns
    }

    fn main_column(&mut self, name: &str, header: &Header) -> Column {
        let word = name.strip_prefix("record.").unwrap_or(name);
        let meta = FIELDS.iter().take(6).find(|field| **field == word);
        let target = self.reader.names.get(name).map(|(_, named)| (named.target.clone(), named.home));
        match (meta, target) {
            _ if name.is_empty() => Column::Ignored,
            (Some(word), None) => Column::Meta(word),
            (_, Some((Target::Question(..), None))) => Column::Answer,
            (_, Some((Target::Given(..), None))) => Column::Given(0),
            (None, None) if is_system(name) => Column::Ignored,
            (None, None) => self.dotted_column(name, header),
            (_, Some((Target::Computed(..), _))) => self.useless(name, header, FindingCode::NotAnAnswer),
            (_, Some(_)) => self.useless(name, header, FindingCode::UnknownField),
        }
    }

    /// `given.x` and `prev.x`.
    fn dotted_column(&mut self, name: &str, header: &Header) -> Column {
        let of = |prefix: &str| name.strip_prefix(prefix).and_then(|rest| self.reader.names.get(rest));
        if of("given.").is_some_and(|(_, named)| matches!(named.target, Target::Given(..))) {
            return Column::Given("given.".len());
        }
        if of("prev.").is_some_and(|(_, named)| named.home.is_none()) {
            return Column::Previous("prev.".len());
        }
        self.foreign_column(name, header)
    }

    /// Columns as the exports of ODK and Kobo have them: a choice each, names of groups before a name, and their own.
    fn foreign_column(&mut self, name: &str, header: &Header) -> Column {
        if let Some(question) = self.choice_column(name) {
            // What the question's own column says is only repeated here.
            let repeated = header.names.iter().any(|other| **other == *question);
            let message = Message::new(
                format!(
                    "pilihan per kolom tidak dibaca; ekspor `{question}` sebagai satu kolom, kodenya dipisah spasi"
                ),
                format!(
                    "a column per choice is not read; export `{question}` as one column, its codes separated by spaces"
                ),
            );
            return if repeated {
                Column::Ignored
            } else {
                self.header_finding(name, header, FindingCode::UnknownField, message)
            };
        }
        if self.reader.names.in_group(name).is_some() {
            let message = self.reader.names.unknown(name, &mut self.suggestions);
            return self.header_finding(name, header, FindingCode::UnknownField, message);
        }
        self.useless(name, header, FindingCode::UnknownField)
    }

    /// The question of several choices whose choice a column stands for: `aset` of `aset/tv` or `usaha/aset/tv`.
    fn choice_column(&self, name: &str) -> Option<String> {
        let (question, code) = name.rsplit_once('/')?;
        let question = question.rsplit('/').next()?;
        let Target::Question(_, ty) = &self.reader.names.get(question)?.1.target else { return None };
        let list = self.reader.instrument.list(ty.list()?)?;
        list.list.position(code).map(|_| question.to_owned())
    }

    /// Reports a column that isn't read, once.
    pub(super) fn useless(&mut self, name: &str, header: &Header, code: FindingCode) -> Column {
        let in_roster = self.reader.names.get(name).is_some_and(|(_, named)| named.home.is_some());
        let message = if code == FindingCode::NotAnAnswer {
            code.summary()
        } else if in_roster {
            Message::new(
                "kolom roster ditulis di berkas roster sendiri (`data.<roster>.csv`)",
                "a roster's columns stand in a file of their own (`data.<roster>.csv`)",
            )
        } else if let Some(field) = FIELDS.iter().find(|field| field.eq_ignore_ascii_case(name)) {
            Message::new(
                format!("kolom rekaman ini ditulis `{field}`"),
                format!("this column of the record is written `{field}`"),
            )
        } else {
            self.reader.names.unknown(name, &mut self.suggestions)
        };
        if self.reader.options.ignore_unknown && code == FindingCode::UnknownField {
            return Column::Ignored;
        }
        self.header_finding(name, header, code, message)
    }

    pub(super) fn header_finding(
        &mut self,
        name: &str,
        header: &Header,
        code: FindingCode,
        message: Message,
    ) -> Column {
        let finding = Finding::new(code, (0, header.line), message).field(super::place::path(None, name));
        self.findings.push(Finding { file: header.file, ..finding });
        Column::Ignored
    }
}
