//! Answers, given facts and the previous wave: objects of fields, with rosters as arrays of such objects.

use super::names::{Named, Target};
use super::place::Place;
use super::{FindingCode, Reading};
use crate::base::Message;
use crate::model::answer::{Answer, Raw, RawField, Reader};
use crate::model::{ChoiceList, Instrument, QuestionType};
use crate::rules::Sheet;
use crate::value::{ListId, RosterId, Value};

/// Which of a record's objects is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Answers,
    Given,
    Previous,
}

impl Part {
    /// What stands before the names of its fields.
    pub(super) fn prefix(self) -> &'static str {
        match self {
            Self::Answers => "",
            Self::Given => "given.",
            Self::Previous => "prev.",
        }
    }
}

/// A row of a roster while its fields are read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row<'p> {
    pub(super) place: &'p Place<'p>,
    pub(super) roster: RosterId,
    /// Its number in the sheet.
    pub(super) number: u32,
}

impl Reading<'_, '_> {
    /// Reads the fields of an object: of the record itself, or of a row.
    pub(super) fn object(&mut self, fields: &[RawField], part: Part, row: Option<Row<'_>>) {
        let object = self.reader.marks.object();
        let place = row.map(|row| row.place);
        for field in fields {
            let Some((at, named)) = self.reader.names.get(&field.name) else {
                if !(row.is_some() && &*field.name == "row") {
                    self.unknown(field, part, place);
                }
                continue;
            };
            let named = named.clone();
            if self.reader.marks.again(at, object) {
                let message = FindingCode::DuplicateField.summary();
                self.found(FindingCode::DuplicateField, field.line, (place, &field.name), message);
                continue;
            }
            if named.home != row.map(|row| row.roster) {
                self.elsewhere(field, &named, place);
                continue;
            }
            self.field(field, &named, part, row);
        }
    }

    fn unknown(&mut self, field: &RawField, part: Part, place: Option<&Place<'_>>) {
        if self.reader.options.ignore_unknown {
            return;
        }
        // Another version's answers may name what this one no longer has: that is worth a word, not an error.
        let code =
            if part == Part::Previous { FindingCode::UnknownPrevious } else { FindingCode::UnknownField };
        let message = self.reader.names.unknown(&field.name, &mut self.suggestions);
        self.found(code, field.line, (place, &field.name), message);
    }

    /// A name that stands in another roster's rows, or outside them.
    fn elsewhere(&mut self, field: &RawField, named: &Named, place: Option<&Place<'_>>) {
        let message = match named.home.and_then(|home| roster_name(self.reader.instrument, home)) {
            Some(roster) => Message::new(
                format!("kolom ini ada di dalam roster `{roster}`"),
                format!("this field stands in the rows of roster `{roster}`"),
            ),
            None => Message::new("kolom ini ada di luar roster", "this field stands outside rosters"),
        };
        self.found(FindingCode::UnknownField, field.line, (place, &field.name), message);
    }

    fn field(&mut self, field: &RawField, named: &Named, part: Part, row: Option<Row<'_>>) {
        let place = row.map(|row| row.place);
        match (&named.target, part) {
            (Target::Question(var, ty), Part::Answers | Part::Previous)
            | (Target::Given(var, ty), Part::Given)
            | (Target::Computed(var, ty), Part::Previous) => {
                let recorded = self.value(field, (*var, ty), named.item, place);
                self.sheet(part).set(*var, row.map_or(0, |row| row.number), recorded);
            }
            (Target::Roster(roster), Part::Answers | Part::Previous) => {
                self.roster(field, *roster, part, row)
            }
            (Target::Computed(..), Part::Answers | Part::Given) => {
                if !field.value.is_blank() {
                    let message = FindingCode::NotAnAnswer.summary();
                    self.found(FindingCode::NotAnAnswer, field.line, (place, &field.name), message);
                }
            }
            (Target::Silent, _) => {
                let message = Message::new("bagian ini tidak punya jawaban", "this part has no answer");
                self.found(FindingCode::UnknownField, field.line, (place, &field.name), message);
            }
            (Target::Given(..), Part::Answers | Part::Previous)
            | (Target::Question(..) | Target::Roster(_), Part::Given) => {
                let message = other_part(part);
                self.found(FindingCode::UnknownField, field.line, (place, &field.name), message);
            }
        }
    }

    fn sheet(&mut self, part: Part) -> &mut Sheet {
        match part {
            Part::Answers | Part::Given => &mut self.record.answers,
            Part::Previous => &mut self.record.previous,
        }
    }

    fn roster(&mut self, field: &RawField, roster: RosterId, part: Part, outer: Option<Row<'_>>) {
        let place = outer.map(|row| row.place);
        let rows = match &field.value {
            Raw::List(rows) => rows.as_slice(),
            value if value.is_blank() => &[],
            Raw::Null
            | Raw::Bool(_)
            | Raw::Number(_)
            | Raw::Text(_)
            | Raw::Untyped(_)
            | Raw::Object(_)
            | Raw::Broken(_) => {
                let message = Message::new(
                    "isi roster ditulis sebagai larik baris",
                    "a roster is written as an array of rows",
                );
                self.found(FindingCode::BadRow, field.line, (place, &field.name), message);
                return;
            }
        };
        let most = self.reader.options.limits.roster_rows as usize;
        if rows.len() > most {
            let message = too_many_rows(rows.len(), most);
            self.found(FindingCode::TooManyRows, field.line, (place, &field.name), message);
        }
        let mut taken = Vec::new();
        for (at, value) in rows.iter().take(most).enumerate() {
            let place = Place { outer: place, roster: &field.name, row: at + 1 };
            self.row(value, (roster, &place), (part, field.line, outer), &mut taken);
        }
    }

    fn row(
        &mut self,
        value: &Raw,
        (roster, place): (RosterId, &Place<'_>),
        (part, line, outer): (Part, u32, Option<Row<'_>>),
        taken: &mut Vec<u32>,
    ) {
        let fields = match value {
            Raw::Object(fields) => fields.as_slice(),
            // An empty row keeps the place of those after it.
            Raw::Null => &[],
            Raw::Bool(_)
            | Raw::Number(_)
            | Raw::Text(_)
            | Raw::Untyped(_)
            | Raw::List(_)
            | Raw::Broken(_) => {
                self.found(FindingCode::BadRow, line, (Some(place), ""), super::must_be_object());
                &[]
            }
        };
        let choice = match fields.iter().find(|field| &*field.name == "row") {
            Some(field) => match self.row_choice(field, roster, place, taken) {
                Ok(choice) => choice,
                Err(()) => return,
            },
            None => None,
        };
        let parent = outer.map_or(0, |row| row.number);
        let number = self.sheet(part).add_row(roster, parent, choice);
        self.object(fields, part, Some(Row { place, roster, number }));
    }

    /// The choice a row says it is for. A row for a choice that isn't there, or that another row is for, is left out.
    fn row_choice(
        &mut self,
        field: &RawField,
        roster: RosterId,
        place: &Place<'_>,
        taken: &mut Vec<u32>,
    ) -> Result<Option<u32>, ()> {
        if self.reader.names.get("row").is_some_and(|(_, named)| named.home == Some(roster)) {
            return Ok(None);
        }
        let Some(list) = row_list(self.reader.instrument, roster) else {
            let message = Message::new(
                "baris roster ini tidak mewakili pilihan, jadi `row` tidak dipakai",
                "the rows of this roster stand for no choice, so `row` is not used",
            );
            self.found(FindingCode::UnknownField, field.line, (Some(place), "row"), message);
            return Ok(None);
        };
        let mut reader = Reader { list: Some(list), ..Reader::default() };
        let answer = QuestionType::SelectOne(ListId(0)).read(&field.value, &mut reader);
        for remark in reader.remarks {
            self.found(FindingCode::BadRowNumber, field.line, (Some(place), "row"), remark.message);
        }
        let choice = match answer {
            Answer::Value(Value::Choice(choice)) => choice,
            Answer::Empty => return Ok(None),
            Answer::Value(_) | Answer::Special(_) | Answer::Invalid => return Err(()),
        };
        if taken.contains(&choice) {
            let message = FindingCode::RepeatedRow.summary();
            self.found(FindingCode::RepeatedRow, field.line, (Some(place), "row"), message);
            return Err(());
        }
        taken.push(choice);
        Ok(Some(choice))
    }
}

fn roster_name(instrument: &Instrument, roster: RosterId) -> Option<&str> {
    let item = instrument.roster(roster)?.item;
    instrument.items.get(item).map(|item| &*item.id)
}

fn row_list(instrument: &Instrument, roster: RosterId) -> Option<&ChoiceList> {
    let (_, list) = instrument.roster(roster)?.row_choice?;
    instrument.list(list)
}

fn other_part(part: Part) -> Message {
    match part {
        Part::Answers => Message::new(
            "ini data bawaan; tempatnya di `given`",
            "this is a given fact; it belongs in `given`",
        ),
        Part::Previous => Message::new(
            "data bawaan tidak dibaca dari gelombang sebelumnya",
            "given facts are not read from the previous wave",
        ),
        Part::Given => Message::new(
            "ini jawaban pertanyaan; tempatnya di `answers`",
            "this is an answer; it belongs in `answers`",
        ),
    }
}

fn too_many_rows(found: usize, most: usize) -> Message {
    Message::new(
        format!("{found} baris, paling banyak {most} (`--limit-roster-rows`); sisanya dilewati"),
        format!("{found} rows, at most {most} (`--limit-roster-rows`); the rest are left out"),
    )
}
