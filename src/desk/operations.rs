//! The operations of the protocol, each on the session that does it.

use serde_json::{Value as Json, json};

use super::entries::{Facts, all_rows, changed};
use super::everything::entries;
use super::reply::Error;
use super::request::{Op, Request};
use super::{Desk, Fields, Kind, recorder, start};
use crate::batch::record_json;
use crate::model::CheckOrigin;
use crate::session::{Place, Refused, RowKey};

type Done = Result<(Fields, Kind), Error>;

impl Desk {
    pub(super) fn serve(&mut self, request: &Request) -> Done {
        match request.op {
            Op::Start => {
                (self.session, self.name) = start::begin(self.session.form(), request, &self.limits)?;
                self.known = all_rows(&self.session);
                Ok((self.everything(), Kind::Operation))
            }
            Op::Set => {
                let at = self.place(request.needed("at")?)?;
                self.session.set(at, request.answer()?)?;
                Ok(self.operation())
            }
            Op::Clear => {
                self.session.clear(self.place(request.needed("at")?)?)?;
                Ok(self.operation())
            }
            Op::AddRow => self.add_row(request),
            Op::RemoveRow => {
                self.session.remove_row(self.row(request.needed("at")?)?)?;
                Ok(self.operation())
            }
            Op::MoveRow => {
                self.session.move_row(self.row(request.needed("at")?)?, request.number("to")?)?;
                Ok(self.operation())
            }
            Op::Confirm | Op::Unconfirm => self.confirm(request),
            Op::Language => self.language(request),
            Op::Undo => {
                self.session.undo()?;
                Ok(self.operation_at())
            }
            Op::Redo => {
                self.session.redo()?;
                Ok(self.operation_at())
            }
            Op::Next | Op::Why | Op::State | Op::Draft | Op::Finish | Op::Test => {
                self.question(request).map(|fields| (fields, Kind::Question))
            }
        }
    }

    fn question(&self, request: &Request) -> Result<Fields, Error> {
        let mut fields = Fields::new();
        match request.op {
            Op::Next => {
                let after = request.text("after")?.map(|path| self.place(path)).transpose()?;
                let next = self.session.next_open(after).and_then(|place| self.session.path(place));
                fields.insert("at".to_owned(), next.map_or(Json::Null, Json::from));
            }
            Op::Why => self.why(request.needed("at")?, &mut fields)?,
            Op::State => fields = self.everything(),
            Op::Draft => {
                let record = record_json(&self.session.form().instrument, self.session.record(), &self.name);
                fields.insert("record".to_owned(), record);
            }
            Op::Finish => self.finish(&mut fields),
            Op::Test => {
                let name = request.text("name")?.unwrap_or("Wawancara yang direkam");
                fields.insert("yaml".to_owned(), Json::from(recorder::test(&self.session, name)));
            }
            Op::Start
            | Op::Set
            | Op::Clear
            | Op::AddRow
            | Op::RemoveRow
            | Op::MoveRow
            | Op::Confirm
            | Op::Unconfirm
            | Op::Language
            | Op::Undo
            | Op::Redo => {}
        }
        Ok(fields)
    }

    fn add_row(&mut self, request: &Request) -> Done {
        let at = self.place(request.needed("roster")?)?;
        let key = self.session.add_row(at)?;
        let (mut fields, kind) = self.operation();
        let path = self.session.row_path(key);
        fields.insert("at".to_owned(), path.map_or(Json::Null, Json::from));
        Ok((fields, kind))
    }

    fn confirm(&mut self, request: &Request) -> Done {
        let at = self.place(request.needed("at")?)?;
        let word = request.needed("check")?;
        let check = check_named(word).ok_or_else(|| Error::no_check(word))?;
        if request.op == Op::Confirm {
            self.session.confirm(at, check, request.needed("reason")?)?;
        } else {
            self.session.unconfirm(at, check)?;
        }
        Ok(self.operation())
    }

    /// Every text that is different in the other language; those of the form a front end has in all of them.
    fn language(&mut self, request: &Request) -> Done {
        let tag = request.needed("language")?;
        let languages = &self.session.form().instrument.languages;
        let found = languages.iter().position(|known| **known == *tag);
        self.session.set_language(found.ok_or_else(|| Error::no_language(tag))?)?;
        let mut fields = Fields::new();
        fields.insert("language".to_owned(), Json::from(tag));
        fields.insert("changes".to_owned(), entries(&self.session, Facts::WORDS));
        self.standing(&mut fields);
        Ok((fields, Kind::Operation))
    }

    fn why(&self, at: &str, fields: &mut Fields) -> Result<(), Error> {
        let instrument = &self.session.form().instrument;
        let score =
            at.strip_prefix("score.").and_then(|id| instrument.scores.iter().find(|(_, s)| *s.id == *id));
        let told = match score {
            Some((id, _)) => {
                let (depends_on, read_by) = self.session.links_of_score(id);
                fields.insert("depends_on".to_owned(), json!(depends_on));
                fields.insert("read_by".to_owned(), json!(read_by));
                json!(self.session.why_score(id))
            }
            None => json!(self.session.why(self.place(at)?)),
        };
        fields.insert("why".to_owned(), told);
        Ok(())
    }

    /// The finished record, or what stands in its way.
    fn finish(&self, fields: &mut Fields) {
        let instrument = &self.session.form().instrument;
        match self.session.finish() {
            Ok(record) => {
                fields.insert("record".to_owned(), record_json(instrument, &record, &self.name));
            }
            Err(problems) => {
                let view = self.session.view();
                let told = |problem: &crate::rules::Problem| {
                    let at = self.session.path(self.session.place_of(problem.item, problem.row));
                    json!({ "at": at, "check": problem.kind.check(), "level": problem.level.word(), "message": problem.text(&view) })
                };
                fields.insert("problems".to_owned(), problems.iter().map(told).collect());
            }
        }
    }

    fn place(&self, path: &str) -> Result<Place, Error> {
        Ok(self.session.place(path).ok_or(Refused::NoSuchPlace)?)
    }

    fn row(&self, path: &str) -> Result<RowKey, Error> {
        Ok(self.session.row(path).ok_or(Refused::NoSuchRow)?)
    }

    /// What the last operation changed.
    fn operation(&mut self) -> (Fields, Kind) {
        let mut fields = Fields::new();
        fields.insert("changes".to_owned(), changed(&self.session, &mut self.known));
        self.standing(&mut fields);
        (fields, Kind::Operation)
    }

    /// The same, and where it was.
    fn operation_at(&mut self) -> (Fields, Kind) {
        let (mut fields, kind) = self.operation();
        let at = self.session.at().and_then(|place| self.session.path(place));
        fields.insert("at".to_owned(), at.map_or(Json::Null, Json::from));
        (fields, kind)
    }
}

/// A check by its name in problems: `min`, `max`, or the author's number.
fn check_named(word: &str) -> Option<CheckOrigin> {
    match word {
        "min" => Some(CheckOrigin::Min),
        "max" => Some(CheckOrigin::Max),
        number => number.parse().ok().filter(|number| *number > 0).map(CheckOrigin::Author),
    }
}
