//! The session itself: how it starts, how answers are given, and what can be read of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::expr::VarId;
use crate::model::answer::{Answer, Raw, Reader};
use crate::model::{Question, VarKind};
use crate::rules::{Cell, Outcome, Record, Recorded, Sheet, View};
use crate::value::{Date, Special};

use super::confirm::Kept;
use super::edit::Edit;
use super::history::History;
use super::keys::Keys;
use super::settle::Settled;
use super::{Change, Form, Place, Refused};

/// What an interview starts with.
#[derive(Debug, Clone, Default)]
pub struct Inputs {
    /// The day of the interview; without it `today` is missing.
    pub today: Option<Date>,
    /// The language of the interview, by its number in the instrument; none: the draft's, or the first.
    pub language: Option<usize>,
    /// Facts the app knows beforehand (and answers of questions it may fill in), by column; they are written over the
    /// draft's.
    pub given: Vec<(VarId, Recorded)>,
    /// The previous wave, by this wave's own columns; none: the draft's, if it has one.
    pub previous: Option<Sheet>,
    /// An unfinished record to go on with.
    pub draft: Option<Record>,
}

impl Inputs {
    /// Adds a given fact, or the answer of a question that stands outside rosters, by its name and as it stands in a
    /// file. `false` if the instrument has no such column.
    pub fn give(&mut self, form: &Form, name: &str, raw: &Raw) -> bool {
        let vars = (0..).map(VarId).zip(&form.instrument.vars);
        let mut named = vars.filter(|(_, var)| &*var.name == name && var.home.is_none());
        let answered = named.find(|(_, var)| form.instrument.question_type(var.kind).is_some());
        let Some((id, kind)) = answered.map(|(id, var)| (id, var.kind)) else { return false };
        let Some(recorded) = read(form, id, kind, raw) else { return false };
        self.given.push((id, recorded));
        true
    }
}

/// An answer as the type of its column reads it.
fn read(form: &Form, id: VarId, kind: VarKind, raw: &Raw) -> Option<Recorded> {
    let instrument = &form.instrument;
    let ty = instrument.question_type(kind)?;
    let list = ty.list().and_then(|list| instrument.list(list));
    let bounds = instrument.var(id).and_then(|var| var.ty.as_num());
    let mut reader = Reader { list, bounds, near: false, ..Reader::default() };
    let answer = ty.read(raw, &mut reader);
    Some(Recorded::read(answer, &reader.remarks))
}

/// One interview.
///
/// ```
/// use std::sync::Arc;
/// use monev::base::{Limits, MemoryFiles};
/// use monev::model::answer::Raw;
/// use monev::session::{Change, Form, Inputs, Session};
///
/// let yaml = "
/// monev: 1
/// instrument: warung
/// version: 1.0.0
/// title: Warung
/// languages: [id]
/// items:
///   - {ask: buka, type: yes_no, label: Buka?, required: true}
///   - {ask: omzet, type: money, label: Omzet, when: buka, max: 5_000_000}
///   - {calc: setahun, value: omzet * 12}
/// ";
/// let files = MemoryFiles::new().with("warung.yaml", yaml);
/// let compiled = monev::compile(&files, "warung.yaml", &Limits::default());
/// let form = Arc::new(Form::new(compiled.instrument.ok_or("errors")?));
/// let mut session = Session::start(form, Inputs::default());
///
/// let [buka, omzet, setahun] =
///     ["buka", "omzet", "setahun"].map(|path| session.place(path).expect("an item"));
/// assert_eq!(session.next_open(None), Some(buka));
/// let changes = session.set(buka, &Raw::Bool(true))?;
/// assert!(changes.contains(&Change::Asked(omzet)));
/// session.set(omzet, &Raw::Number("250000".into()))?;
/// assert_eq!(session.shown(setahun).as_deref(), Some("3.000.000"));
///
/// // What was typed stays, hidden or not.
/// session.set(buka, &Raw::Bool(false))?;
/// assert!(!session.is_asked(omzet));
/// session.undo()?;
/// assert_eq!(session.shown(omzet).as_deref(), Some("Rp250.000"));
/// let record = session.finish().map_err(|problems| format!("{problems:?}"))?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Session {
    pub(super) form: Arc<Form>,
    pub(super) record: Record,
    pub(super) outcome: Outcome,
    pub(super) keys: Keys,
    /// Confirmations by place; the record has those whose row is there.
    pub(super) kept: Vec<Kept>,
    /// What was typed where it couldn't be read.
    pub(super) typed: BTreeMap<Place, Raw>,
    pub(super) history: History,
    pub(super) changes: Vec<Change>,
    pub(super) at: Option<Place>,
    pub(super) settled: Settled,
}

impl Session {
    /// Starts an interview: empty, or where a draft was left.
    pub fn start(form: Arc<Form>, inputs: Inputs) -> Self {
        let mut record = inputs.draft.unwrap_or_else(|| Record::new(&form.instrument));
        record.finished = false;
        record.today = inputs.today.or(record.today);
        record.language = inputs.language.unwrap_or(record.language);
        if record.language >= form.instrument.languages.len() {
            record.language = 0;
        }
        for (id, given) in inputs.given {
            record.set(id, 0, given);
        }
        if let Some(previous) = inputs.previous {
            record.previous = previous;
        }
        let mut session = Self {
            keys: Keys::new(&record),
            outcome: Outcome::new(),
            kept: Vec::new(),
            typed: BTreeMap::new(),
            history: History::default(),
            changes: Vec::new(),
            at: None,
            settled: Settled::default(),
            record,
            form,
        };
        session.begin();
        session
    }

    /// Records an answer as it stands in a record or as it was typed. One that can't be read as an answer is recorded as
    /// such, is a [problem](Session::problems), and can be read back from [`Session::typed`]; nothing typed is lost.
    /// A blank answer takes the answer back, like [`Session::clear`]. The answer of a question that isn't asked now is
    /// kept for when it is.
    ///
    /// # Errors
    /// [`Refused`] when the place is no question or its row is gone; nothing changed then.
    pub fn set(&mut self, at: Place, answer: &Raw) -> Result<&[Change], Refused> {
        let form = self.form.clone();
        let question = self.question(&form, at)?;
        let recorded = read(&form, question.var, VarKind::Question(at.item), answer);
        let typed = match recorded {
            Some(Recorded::Unreadable(_)) => Some(answer.clone()),
            Some(
                Recorded::Nothing
                | Recorded::Cleared
                | Recorded::Value(_)
                | Recorded::Special(_)
                | Recorded::NotInVersion,
            )
            | None => None,
        };
        match recorded {
            Some(Recorded::Nothing) | None => self.answer(at, question, taken_back(question), None),
            Some(recorded) => self.answer(at, question, recorded, typed),
        }
    }

    /// Records a value that the app has read itself.
    ///
    /// # Errors
    /// As [`Session::set`].
    pub fn set_value(&mut self, at: Place, value: Answer) -> Result<&[Change], Refused> {
        let form = self.form.clone();
        let question = self.question(&form, at)?;
        let recorded = match Recorded::read(value, &[]) {
            Recorded::Nothing => taken_back(question),
            recorded @ (Recorded::Cleared
            | Recorded::Value(_)
            | Recorded::Special(_)
            | Recorded::Unreadable(_)
            | Recorded::NotInVersion) => recorded,
        };
        self.answer(at, question, recorded, None)
    }

    /// Records a reason instead of a value. Where the question doesn't allow it, that is a problem.
    ///
    /// # Errors
    /// As [`Session::set`].
    pub fn set_special(&mut self, at: Place, special: Special) -> Result<&[Change], Refused> {
        let form = self.form.clone();
        let question = self.question(&form, at)?;
        self.answer(at, question, Recorded::Special(special), None)
    }

    /// Takes an answer back. A default doesn't fill it again.
    ///
    /// # Errors
    /// As [`Session::set`].
    pub fn clear(&mut self, at: Place) -> Result<&[Change], Refused> {
        let form = self.form.clone();
        let question = self.question(&form, at)?;
        self.answer(at, question, taken_back(question), None)
    }

    fn answer(
        &mut self,
        at: Place,
        question: &Question,
        answer: Recorded,
        typed: Option<Raw>,
    ) -> Result<&[Change], Refused> {
        let home = self.form.instrument.items.get(at.item).and_then(|item| item.home);
        let row = self.row_number(at).ok_or(Refused::NoSuchPlace)?;
        self.set_out(at);
        let recorded = self.outcome.recorded_row(home, row);
        let now = recorded.map_or(&Recorded::Nothing, |row| self.record.answer(question.var, row));
        if *now == answer && self.typed.get(&at) == typed.as_ref() {
            return Ok(self.unchanged());
        }
        let recorded = self.recorded_row(home, row);
        self.forget_confirmations(at);
        self.edit(Edit::Answer { at, var: question.var, row: recorded, answer, typed });
        Ok(self.settle())
    }

    fn question<'f>(&self, form: &'f Form, at: Place) -> Result<&'f Question, Refused> {
        if form.instrument.items.get(at.item).is_none() {
            return Err(Refused::NoSuchPlace);
        }
        let (_, question) = form.instrument.question(at.item).ok_or(Refused::NotAQuestion)?;
        self.row_number(at).map(|_| question).ok_or(Refused::NoSuchPlace)
    }

    /// Switches the language of labels and messages. It can't be undone, only switched again. Reported are the labels
    /// and messages that show values; front ends know all others in every language.
    ///
    /// # Errors
    /// [`Refused::NoSuchLanguage`].
    pub fn set_language(&mut self, language: usize) -> Result<&[Change], Refused> {
        if language >= self.form.instrument.languages.len() {
            return Err(Refused::NoSuchLanguage);
        }
        self.changes.clear();
        self.at = None;
        if self.record.language == language {
            return Ok(self.unchanged());
        }
        self.record.language = language;
        self.speak();
        Ok(self.settle())
    }

    /// What the last operation changed: the same that it returned.
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// Where the last operation was; none before the first, and for what is at no place.
    pub fn at(&self) -> Option<Place> {
        self.at
    }

    /// The instrument with its order of computation.
    pub fn form(&self) -> &Arc<Form> {
        &self.form
    }

    /// The unfinished record: all that was answered, hidden or not. To be stored and given back as
    /// [`Inputs::draft`].
    pub fn record(&self) -> &Record {
        &self.record
    }

    /// What the instrument says of the record. Its lists of problems are empty here: see [`Session::problems`] and
    /// [`Session::whole`].
    pub fn outcome(&self) -> &Outcome {
        &self.outcome
    }

    /// The outcome as labels and messages see it, in the language of the interview.
    pub fn view(&self) -> View<'_> {
        self.outcome.view(&self.form.instrument)
    }

    /// What a question or calculation is worth; none for other items and rows that are gone.
    pub fn cell(&self, at: Place) -> Option<&Cell> {
        let var = self.column(at)?;
        Some(self.outcome.cell(var, self.row_number(at)?))
    }

    /// The column of a question or calculation.
    pub fn column(&self, at: Place) -> Option<VarId> {
        self.form.column(at.item)
    }

    /// The value of a question or calculation as people read it; none where there is no value.
    pub fn shown(&self, at: Place) -> Option<String> {
        let var = self.column(at)?;
        let cell = self.cell(at).filter(|cell| !cell.value.is_missing())?;
        let ty = &self.form.instrument.var(var)?.ty;
        Some(self.view().value(&cell.value, ty, crate::rules::meaning(&self.form.instrument, var)))
    }

    /// What was recorded for a question, whether it is asked or not.
    pub fn recorded(&self, at: Place) -> &Recorded {
        const NOTHING: &Recorded = &Recorded::Nothing;
        let home = self.form.instrument.items.get(at.item).and_then(|item| item.home);
        let row = self.row_number(at).and_then(|row| self.outcome.recorded_row(home, row));
        row.zip(self.column(at)).map_or(NOTHING, |(row, var)| self.record.answer(var, row))
    }

    /// What was typed as an answer that can't be read, as it was typed in this session.
    pub fn typed(&self, at: Place) -> Option<&Raw> {
        self.typed.get(&at)
    }

    /// Whether an item is asked.
    pub fn is_asked(&self, at: Place) -> bool {
        self.row_number(at).is_some_and(|row| self.outcome.asked(at.item, row))
    }

    /// Whether a question must be answered.
    pub fn is_required(&self, at: Place) -> bool {
        self.row_number(at).is_some_and(|row| self.outcome.required(at.item, row))
    }

    /// The choices a question offers, as positions in its list.
    pub fn offered(&self, at: Place) -> Vec<u32> {
        self.row_number(at).map(|row| self.view().offered(at.item, row)).unwrap_or_default()
    }

    /// The label of an item with the values it shows.
    pub fn label(&self, at: Place) -> Option<String> {
        let item = self.form.instrument.items.get(at.item)?;
        Some(self.view().label(item.label.as_ref()?, item.home, self.row_number(at)?))
    }

    /// The name of a roster's row: its label with the values it shows, else the choice it stands for.
    pub fn row_label(&self, key: super::RowKey) -> Option<String> {
        let (id, row) = self.find(key)?;
        let roster = self.form.instrument.roster(id)?;
        if let Some(label) = &roster.row_label {
            return Some(self.view().label(label, Some(id), row));
        }
        let (_, list) = roster.row_choice?;
        let choice = self.outcome.row(id, row)?.choice?;
        self.view().choice_label(list, choice).map(|label| label.to_string())
    }

    /// Whether an item is a roster.
    pub fn is_roster(&self, item: crate::model::ItemId) -> bool {
        self.form.instrument.roster_of(item).is_some()
    }
}

/// What is recorded when an answer is taken back: a default must not fill it again.
fn taken_back(question: &Question) -> Recorded {
    if question.default.is_some() { Recorded::Cleared } else { Recorded::Nothing }
}
