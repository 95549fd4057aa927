//! From a file of tests to records and expectations, everything named resolved.

use super::complaints;
use super::earlier::Earlier;
use super::expectation::{Expectation, ExpectedProblem, Scene, Test, Wanted};
use super::fields::Places;
use super::indicators::ExpectedIndicator;
use super::like;
use super::subject::{Names, Subject};
use crate::base::{Message, Sink};
use crate::batch::{Body, Finding, FindingCode, RawRecord, ReadOptions, RecordReader};
use crate::expr::VarId;
use crate::model::answer::{Answer, Raw, RawField, Reader};
use crate::model::{CheckOrigin, Instrument, ItemId, QuestionType};
use crate::rules::{Level, ProblemKind, Record};
use crate::source::{Block, Document, Key, Scalar, Style, Written};
use crate::value::{Decimal, Value};

/// Checks of the engine's own that a test may expect, each once.
fn own_checks() -> Vec<String> {
    let own = ProblemKind::ALL.iter().filter(|kind| !matches!(kind, ProblemKind::Check(_)));
    let mut names: Vec<String> = Vec::new();
    for name in own.map(|kind| kind.check()) {
        if !names.iter().any(|known| **known == *name) {
            names.push(name.into_owned());
        }
    }
    names
}

/// Reads a file of tests. A test with a mistake is reported and left out.
pub fn read_tests(document: &Document, instrument: &Instrument, sink: &mut Sink) -> Vec<Test> {
    let names = Names::new(instrument);
    let mut earlier = Earlier::default();
    let mut tests = Vec::new();
    for block in document.root.blocks(Key::Tests) {
        let mut reading = Reading { instrument, names: &names, sink, places: Places::default() };
        let setting = reading.setting(block, &earlier);
        let test = reading.test(block, setting.as_ref(), &earlier);
        earlier.add(block, setting, test.as_ref());
        tests.extend(test);
    }
    tests
}

struct Reading<'r, 'a> {
    instrument: &'a Instrument,
    names: &'r Names<'a>,
    sink: &'r mut Sink,
    places: Places,
}

impl Reading<'_, '_> {
    /// The test with what it takes over from another; none where the other one is wrong.
    fn setting(&mut self, block: &Block, earlier: &Earlier) -> Option<Block> {
        match block.scalar(Key::Like) {
            Some(name) => Some(like::changed(earlier.like(name, self.sink)?, block, self.sink)),
            None => Some(like::alone(block, self.sink)),
        }
    }

    fn test(mut self, block: &Block, setting: Option<&Block>, earlier: &Earlier) -> Option<Test> {
        let title = block.scalar(Key::Test)?;
        let over = block.get(Key::Over).map(|over| earlier.covered(over, self.sink));
        let mut expected = Vec::new();
        if let Some(expect) = block.get(Key::Expect).and_then(Written::block) {
            self.asked(expect, Key::Asked, &mut expected);
            self.asked(expect, Key::NotAsked, &mut expected);
            self.problems(expect, &mut expected);
            self.values(expect, &mut expected);
            self.indicators(expect, over.is_some(), &mut expected);
        }
        let scene = match over {
            Some(covered) => covered.map(Scene::Over),
            None => setting.map(|setting| Scene::One(Box::new(self.record(setting, &expected)))),
        };
        // A test with a mistake would only fail for it, or pass for it.
        if self.sink.has_errors_in(block.span) {
            return None;
        }
        Some(Test { name: title.text.clone(), span: title.span, scene: scene?, expected })
    }

    fn indicators(&mut self, expect: &Block, over: bool, expected: &mut Vec<Expectation>) {
        if over && expect.field(Key::Indicators).is_none() && !expect.fields.is_empty() {
            self.sink.push(complaints::only_indicators(expect.span));
        }
        let Some(field) = expect.field(Key::Indicators) else { return };
        if !over {
            self.sink.push(complaints::indicators_of_one(field.key_span));
            return;
        }
        for (key, written) in field.value.entries() {
            let read = ExpectedIndicator::read(self.instrument, key, written, self.sink);
            expected.extend(read.map(Expectation::Indicator));
        }
    }

    fn record(&mut self, block: &Block, expected: &[Expectation]) -> Record {
        let today = block.scalar(Key::Today).and_then(|today| today.as_date(self.sink));
        let mut fields = Vec::new();
        for key in [Key::Given, Key::Prev, Key::Answers] {
            if let Some(field) = block.field(key) {
                let raw = self.places.raw(&field.value);
                fields.push(self.places.field(key.name(), raw, (field.key_span, field.value.span())));
            }
        }
        fields.extend(self.confirmed(block));
        let raw = RawRecord { row: 1, line: 0, body: Some(Body::Tree(fields)), findings: Vec::new() };
        let options = ReadOptions { today, find_duplicates: false, ..ReadOptions::default() };
        let read = RecordReader::new(self.instrument, options).read(raw);
        for finding in &read.findings {
            self.finding(finding, block, expected);
        }
        // The interview of a test is still going on: defaults fill what the test leaves open.
        Record { finished: false, ..read.record.unwrap_or_default() }
    }

    fn confirmed(&mut self, block: &Block) -> Option<RawField> {
        let field = block.field(Key::Confirmed)?;
        let mut list = Vec::new();
        for confirmed in field.value.elements().iter().filter_map(Written::block) {
            let mut parts = Vec::new();
            for key in [Key::Item, Key::Check, Key::Reason] {
                if let Some(scalar) = confirmed.scalar(key) {
                    let path = if key == Key::Item { self.with_row(confirmed, scalar) } else { None };
                    let raw = Raw::Untyped(path.as_deref().unwrap_or(&scalar.text).into());
                    parts.push(self.places.field(key.name(), raw, (scalar.span, scalar.span)));
                }
            }
            list.push(Raw::Object(parts));
        }
        Some(self.places.field("confirmed", Raw::List(list), (field.key_span, field.value.span())))
    }

    /// `{item: brg_nilai, row: 2}` as `barang[2].brg_nilai`.
    fn with_row(&mut self, block: &Block, item: &Scalar) -> Option<String> {
        let row = block.scalar(Key::Row)?;
        let Some(number) = row.text.parse::<u32>().ok().filter(|number| *number > 0) else {
            self.sink.push(complaints::bad_row(row.span));
            return None;
        };
        Some(self.names.in_row(&item.text, number))
    }

    fn finding(&mut self, finding: &Finding, block: &Block, expected: &[Expectation]) {
        let about_answer = matches!(finding.code, FindingCode::Answer(_));
        let field = finding.field.as_deref().unwrap_or_default();
        let meant =
            about_answer && (!finding.is_error() || expects_problem(expected, self.instrument, field));
        if meant || finding.code == FindingCode::MissingToday {
            return;
        }
        let written = self.places.of(finding).unwrap_or(block.span);
        let complaint = match block.scalar(Key::Like).filter(|_| !block.span.holds(written)) {
            Some(like) => complaints::answer_of(like.span, field, &like.text, &finding.message),
            None => complaints::answer(written, field, &finding.message),
        };
        self.sink.push(if let FindingCode::Answer(fault) = finding.code {
            complaint.hint(complaints::on_purpose(field, &ProblemKind::Unreadable(fault).check()))
        } else {
            complaint
        });
    }

    fn asked(&mut self, expect: &Block, key: Key, expected: &mut Vec<Expectation>) {
        let listed = expect.get(key).map(Written::elements).unwrap_or_default();
        for scalar in listed.iter().filter_map(Written::scalar) {
            let found = self.names.subject(&scalar.text, scalar.span, self.sink);
            expected.extend(found.map(|(subject, rows)| Expectation::Asked {
                subject,
                rows,
                name: scalar.text.clone(),
                asked: key == Key::Asked,
                span: scalar.span,
            }));
        }
    }

    fn problems(&mut self, expect: &Block, expected: &mut Vec<Expectation>) {
        let Some(field) = expect.field(Key::Problems) else { return };
        let blocks = field.value.elements().iter().filter_map(Written::block);
        let problems = blocks.filter_map(|block| self.problem(block)).collect();
        expected.push(Expectation::Problems { problems, span: field.key_span });
    }

    fn problem(&mut self, block: &Block) -> Option<ExpectedProblem> {
        let item = block.scalar(Key::Item)?;
        let path = self.with_row(block, item);
        let path = path.as_deref().unwrap_or(&item.text);
        let (subject, rows) = self.names.subject(path, item.span, self.sink)?;
        let Subject::Item(id) = subject else {
            self.sink.push(complaints::unknown(item.span, &item.text));
            return None;
        };
        let check = block.scalar(Key::Check);
        if let Some(check) = check {
            self.known_check(check, id)?;
        }
        let level = block.scalar(Key::Level).and_then(|level| Level::of_word(&level.text));
        let check = check.map(|check| check.text.clone());
        Some(ExpectedProblem { item: id, rows, name: path.into(), check, level, span: block.span })
    }

    fn known_check(&mut self, check: &Scalar, item: ItemId) -> Option<()> {
        let found = self.instrument.items.get(item)?;
        let own = own_checks();
        let checks = self.instrument.checks(found).iter();
        let author: Vec<String> = checks.map(|check| origin_word(check.origin)).collect();
        if own.iter().chain(&author).any(|word| **word == *check.text) {
            return Some(());
        }
        let known: Vec<String> = author.into_iter().chain(own).collect();
        self.sink.push(complaints::unknown_check(check.span, &found.id, &known));
        None
    }

    fn values(&mut self, expect: &Block, expected: &mut Vec<Expectation>) {
        let entries = expect.get(Key::Values).map(Written::entries).unwrap_or_default();
        for (key, written) in entries {
            let Some((var, rows)) = self.names.value(&key.text, key.span, self.sink) else { continue };
            let Some(wanted) = self.wanted(var, key, written) else { continue };
            let (name, span) = (key.text.clone(), written.span());
            let written = as_written(written).into();
            expected.push(Expectation::Value { var, rows, name, wanted, written, span });
        }
    }

    fn wanted(&mut self, var: VarId, key: &Scalar, written: &Written) -> Option<Wanted> {
        if let Written::Scalar(scalar) = written
            && scalar.style == Style::Plain
            && &*scalar.text == "missing"
        {
            return Some(Wanted::Missing);
        }
        let named = self.instrument.var(var)?;
        let ty = QuestionType::of_type(&named.ty)?;
        // A number may be compared with any other, whatever decimals either has.
        if let (QuestionType::Decimal { .. }, Written::Scalar(scalar)) = (&ty, written)
            && let Some(number) = Decimal::parse(&scalar.text)
        {
            return Some(Wanted::Value(Value::Num(number)));
        }
        let raw = self.places.raw(written);
        let mut reader =
            Reader { list: ty.list().and_then(|list| self.instrument.list(list)), ..Reader::default() };
        match month_or(&ty, &raw).unwrap_or_else(|| ty.read(&raw, &mut reader)) {
            Answer::Value(value) => Some(Wanted::Value(value)),
            Answer::Special(special) => Some(Wanted::Special(special)),
            Answer::Empty => {
                let message =
                    Message::new("tulislah `missing` bila tidak ada nilai", "write `missing` for no value");
                self.sink.push(complaints::bad_value(written.span(), &key.text, &message));
                None
            }
            Answer::Invalid => {
                let message =
                    reader.remarks.into_iter().next().map(|remark| remark.message).unwrap_or_default();
                self.sink.push(complaints::bad_value(written.span(), &key.text, &message));
                None
            }
        }
    }
}

/// A month for a date: `2025-07` is its first day.
fn month_or(ty: &QuestionType, raw: &Raw) -> Option<Answer> {
    let month = QuestionType::Month;
    let answer = (*ty == QuestionType::Date).then(|| month.read(raw, &mut Reader::default()))?;
    matches!(answer, Answer::Value(_)).then_some(answer)
}

fn origin_word(origin: CheckOrigin) -> String {
    match origin {
        CheckOrigin::Min => "min".to_owned(),
        CheckOrigin::Max => "max".to_owned(),
        CheckOrigin::Author(number) => number.to_string(),
    }
}

/// Whether a problem is expected of the item a field path ends with, so that a wrong answer is meant to be wrong.
fn expects_problem(expected: &[Expectation], instrument: &Instrument, field: &str) -> bool {
    let name = field.rsplit('.').next().unwrap_or(field);
    expected.iter().any(|expectation| match expectation {
        Expectation::Problems { problems, .. } => problems
            .iter()
            .any(|problem| instrument.items.get(problem.item).is_some_and(|item| *item.id == *name)),
        Expectation::Asked { .. } | Expectation::Value { .. } | Expectation::Indicator(_) => false,
    })
}

fn as_written(written: &Written) -> String {
    match written {
        Written::Scalar(scalar) => scalar.text.to_string(),
        Written::Sequence(items, _) => {
            format!("[{}]", items.iter().map(as_written).collect::<Vec<_>>().join(", "))
        }
        Written::Map(entries, _) => {
            let entry = |(key, value): &(Scalar, Written)| format!("{}: {}", key.text, as_written(value));
            format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(", "))
        }
        Written::Block(_) => String::new(),
    }
}
