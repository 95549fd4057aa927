//! Records validated and scored, one after another: what was found while reading, what is wrong, and the values.

use std::borrow::Cow;
use std::io;
use std::sync::Arc;

use super::indicators::Tallies;
use super::named::{field_of, file_field};
use super::table::{Table, TableRow};
use super::{Finding, FindingCode, RawRecord, ReadOptions, ReadRecord, RecordReader};
use crate::base::{Lang, Message};
use crate::model::answer::Fault;
use crate::model::{CheckOrigin, Instrument, Label, Piece};
use crate::rules::{
    ELLIPSIS, Level, Outcome, Plan, Problem, ProblemKind, Record, Undecided, View, evaluate_into,
};

/// A problem of a record, ready to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProblemLine {
    /// The question or roster: `barang[2].brg_nilai`.
    pub field: Arc<str>,
    /// The check: an author's number, `min`, `max`, or one of the engine's own (`required`, `choice`…).
    pub check: Cow<'static, str>,
    /// How much it weighs.
    pub level: Level,
    /// What is said, in Indonesian and English: the author's own words for a check.
    pub message: Message,
}

/// A check that passed only because something it reads is missing, though its own question has an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UndecidedLine {
    /// The question: `barang[2].brg_nilai`.
    pub field: Arc<str>,
    /// The check: an author's number, `min` or `max`.
    pub check: Cow<'static, str>,
}

/// What became of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Nothing to say.
    Valid,
    /// Only warnings.
    Warnings,
    /// At least one error.
    Errors,
    /// It couldn't be read or belongs to another instrument.
    Unreadable,
}

impl Verdict {
    /// `valid`, `warnings`, `errors` or `unreadable`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::Warnings => "warnings",
            Self::Errors => "errors",
            Self::Unreadable => "unreadable",
        }
    }
}

/// A record, validated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// Its number in the file, from 1; 0 for findings about a file as a whole, which is no record.
    pub row: u64,
    /// The physical line it begins at.
    pub line: u64,
    /// Its case.
    pub case: Option<Arc<str>>,
    /// Its wave.
    pub wave: Option<Arc<str>>,
    /// What was found while it was read.
    pub findings: Vec<Finding>,
    /// What is wrong with it, in document order; what a finding says already isn't repeated.
    pub problems: Vec<ProblemLine>,
    /// Checks that couldn't be evaluated, in document order. They pass.
    pub undecided: Vec<UndecidedLine>,
    /// What became of it; findings about a file as a whole, such as its header, don't count.
    pub verdict: Verdict,
}

/// What a record is to figures over many records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It counts, with errors too: an answer that isn't valid is missing to every formula.
    Counts,
    /// It is of a case and wave that an earlier record of the file is of. The first counts, whatever either says, so that
    /// a household is counted once a wave. Records without a wave are all of one; those without a case repeat none.
    Repeats,
    /// It couldn't be read or belongs to another instrument.
    Unreadable,
}

impl Checked {
    /// What the record is to figures over many: the one rule for `monev indicators`, `monev report` and whoever else
    /// counts people. It needs [`ReadOptions::find_duplicates`].
    pub fn standing(&self) -> Standing {
        let repeats = |finding: &Finding| finding.code == FindingCode::DuplicateRecord;
        match self.verdict {
            Verdict::Unreadable => Standing::Unreadable,
            Verdict::Valid | Verdict::Warnings | Verdict::Errors if self.findings.iter().any(repeats) => {
                Standing::Repeats
            }
            Verdict::Valid | Verdict::Warnings | Verdict::Errors => Standing::Counts,
        }
    }

    /// What was found about the files as a whole, apart, as if it were record 0; and the rest.
    pub fn apart(mut self) -> (Option<Self>, Self) {
        let about_file = |finding: &Finding| finding.row == 0;
        if self.row == 0 || !self.findings.iter().any(about_file) {
            return (None, self);
        }
        let (files, own): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.findings).into_iter().partition(about_file);
        let about = Self {
            row: 0,
            line: files.first().map_or(0, |finding| finding.line),
            case: None,
            wave: None,
            findings: files,
            problems: Vec::new(),
            undecided: Vec::new(),
            verdict: Verdict::Unreadable,
        };
        (Some(about), Self { findings: own, ..self })
    }
}

/// A record, validated and scored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scored {
    /// What is wrong with it.
    pub checked: Checked,
    /// Its calculations, scores and bands, by the columns of [`Batch::table`]; none when it wasn't readable.
    pub values: Option<TableRow>,
}

/// Validates and scores the records of one instrument. Memory is used again from record to record.
#[derive(Debug)]
pub struct Batch<'a> {
    instrument: &'a Instrument,
    plan: &'a Plan,
    reader: RecordReader<'a>,
    table: Table,
    outcome: Outcome,
    show_answers: bool,
}

impl<'a> Batch<'a> {
    /// Begins a batch.
    pub fn new(instrument: &'a Instrument, plan: &'a Plan, options: ReadOptions) -> Self {
        let reader = RecordReader::new(instrument, options);
        let (table, outcome) = (Table::new(instrument), Outcome::new());
        Self { instrument, plan, reader, table, outcome, show_answers: false }
    }

    /// Lets the author's messages show the answers they pipe; otherwise `…` stands in their place.
    #[must_use]
    pub fn showing_answers(self, show_answers: bool) -> Self {
        Self { show_answers, ..self }
    }

    /// The columns of scored records.
    pub fn table(&self) -> &Table {
        &self.table
    }

    /// Validates a record.
    pub fn check(&mut self, raw: RawRecord) -> Checked {
        let read = self.reader.read(raw);
        self.judge(read).0
    }

    /// Validates and scores a record.
    pub fn score(&mut self, raw: RawRecord) -> Scored {
        let read = self.reader.read(raw);
        let (checked, evaluated) = self.judge(read);
        let values = evaluated.then(|| self.table.row(&self.outcome, &checked));
        Scored { checked, values }
    }

    /// Validates a record and adds it to indicators, if it [counts](Checked::standing).
    pub fn tally(&mut self, raw: RawRecord, tallies: &mut Tallies<'_>) -> Checked {
        let read = self.reader.read(raw);
        let (checked, _) = self.judge(read);
        if checked.standing() == Standing::Counts {
            tallies.add(&self.outcome, checked.case.as_ref());
        }
        checked
    }

    /// What the instrument says about the record that was checked or scored last; of one that couldn't be read, nothing
    /// true.
    pub fn outcome(&self) -> &Outcome {
        &self.outcome
    }

    /// Evaluates a record; the outcome is good until the next one.
    pub fn evaluate(&mut self, record: &Record) -> &Outcome {
        evaluate_into(self.instrument, self.plan, record, &mut self.outcome);
        &self.outcome
    }

    fn judge(&mut self, read: ReadRecord) -> (Checked, bool) {
        let ReadRecord { row, line, case, wave, record, mut findings } = read;
        let problems = match &record {
            Some(record) => {
                self.evaluate(record);
                findings.extend(self.not_asked(record, (row, line)));
                self.problems(record, &findings)
            }
            None => Vec::new(),
        };
        let verdict = verdict(record.is_some(), &findings, &problems);
        let evaluated = record.is_some();
        let undecided = if evaluated { self.undecided() } else { Vec::new() };
        self.reader.recycle(record);
        (Checked { row, line, case, wave, findings, problems, undecided, verdict }, evaluated)
    }

    /// Answers to what isn't asked: nothing was lost, but the record isn't what the instrument would have made.
    fn not_asked(&self, record: &Record, at: (u64, u64)) -> Vec<Finding> {
        let problems = self.outcome.problems.iter().filter(|problem| problem.kind == ProblemKind::NotAsked);
        let finding = |problem: &Problem| {
            let place = (record, &self.outcome);
            let field = file_field(self.instrument, place, problem.item, problem.row)?;
            Some(Finding::new(FindingCode::NotAsked, at, FindingCode::NotAsked.summary()).field(field))
        };
        problems.filter_map(finding).collect()
    }

    fn problems(&self, record: &Record, findings: &[Finding]) -> Vec<ProblemLine> {
        let lines = self.outcome.problems.iter().filter_map(|problem| {
            let said = found_as(problem.kind).is_some_and(|codes| {
                let place = (record, &self.outcome);
                let field = file_field(self.instrument, place, problem.item, problem.row);
                let same = |finding: &Finding| finding.field.as_deref() == field.as_deref();
                findings.iter().any(|finding| codes.contains(&finding.code) && same(finding))
            });
            (!said).then(|| self.line(problem))
        });
        lines.collect()
    }

    fn undecided(&self) -> Vec<UndecidedLine> {
        let line = |undecided: &Undecided| UndecidedLine {
            field: field_of(self.instrument, &self.outcome, undecided.item, undecided.row).into(),
            check: ProblemKind::Check(undecided.check).check(),
        };
        self.outcome.undecided.iter().map(line).collect()
    }

    /// A check's message with `…` for every answer it pipes, unless answers may be shown. Constants stay.
    fn masked(&self, problem: &Problem, view: &View<'_>) -> Option<String> {
        let ProblemKind::Check(origin) = problem.kind else { return None };
        let label = check_label(self.instrument, problem, origin)?;
        if self.show_answers || !label.has_pipes() {
            return None;
        }
        let piece = |piece: &Piece| match piece {
            Piece::Text(text) => text.to_string(),
            Piece::Pipe(formula) if formula.expr.as_constant().is_some() => view.shown(formula, None, 0),
            Piece::Pipe(_) => ELLIPSIS.to_owned(),
        };
        Some(label.pieces(view.language).iter().map(piece).collect())
    }

    fn line(&self, problem: &Problem) -> ProblemLine {
        let view = self.outcome.view(self.instrument);
        let text = |lang| {
            let view = view.in_lang(lang);
            self.masked(problem, &view).unwrap_or_else(|| problem.text(&view))
        };
        ProblemLine {
            field: field_of(self.instrument, &self.outcome, problem.item, problem.row).into(),
            check: problem.kind.check(),
            level: problem.level,
            message: Message::new(text(Lang::Id), text(Lang::En)),
        }
    }
}

/// The label of an author's check.
fn check_label<'i>(instrument: &'i Instrument, problem: &Problem, origin: CheckOrigin) -> Option<&'i Label> {
    let item = instrument.items.get(problem.item)?;
    instrument.checks(item).iter().find(|check| check.origin == origin).map(|check| &check.message)
}

/// The findings that say already, and know more, what a problem would.
fn found_as(kind: ProblemKind) -> Option<[FindingCode; 2]> {
    match kind {
        ProblemKind::Unreadable(fault) => Some([FindingCode::Answer(fault), FindingCode::BadEncoding]),
        ProblemKind::Repeated => Some([FindingCode::Answer(Fault::RepeatedCode); 2]),
        ProblemKind::SpecialNotAllowed => Some([FindingCode::Answer(Fault::SpecialNotAllowed); 2]),
        ProblemKind::NotAsked => Some([FindingCode::NotAsked; 2]),
        ProblemKind::Required
        | ProblemKind::NotOffered
        | ProblemKind::Exclusive
        | ProblemKind::RankIncomplete
        | ProblemKind::TooFewRows
        | ProblemKind::TooManyRows
        | ProblemKind::BadCount
        | ProblemKind::RepeatedKey
        | ProblemKind::Check(_) => None,
    }
}

fn verdict(read: bool, findings: &[Finding], problems: &[ProblemLine]) -> Verdict {
    if !read {
        return Verdict::Unreadable;
    }
    let mut findings = findings.iter().filter(|finding| finding.row > 0).peekable();
    let warned = findings.peek().is_some();
    if findings.any(Finding::is_error) || problems.iter().any(|problem| problem.level == Level::Error) {
        return Verdict::Errors;
    }
    let warns = warned || problems.iter().any(|problem| problem.level == Level::Warning);
    if warns { Verdict::Warnings } else { Verdict::Valid }
}

/// Validates records as they come, in their order. An error of the reader passes through.
pub fn validate<R>(batch: &mut Batch<'_>, records: R) -> impl Iterator<Item = io::Result<Checked>>
where
    R: Iterator<Item = io::Result<RawRecord>>,
{
    records.map(|raw| raw.map(|raw| batch.check(raw)))
}

/// Validates and scores records as they come, in their order. An error of the reader passes through.
pub fn score<R>(batch: &mut Batch<'_>, records: R) -> impl Iterator<Item = io::Result<Scored>>
where
    R: Iterator<Item = io::Result<RawRecord>>,
{
    records.map(|raw| raw.map(|raw| batch.score(raw)))
}
