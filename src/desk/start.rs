//! How an interview begins: with nothing, with what the app knows, or where a draft was left.

use std::sync::Arc;

use super::reply::Error;
use super::request::Request;
use crate::base::{Limits, Message};
use crate::batch::{Body, Finding, RawRecord, ReadOptions, ReadRecord, RecordName, RecordReader};
use crate::expr::VarId;
use crate::model::VarKind;
use crate::model::answer::{Raw, RawField};
use crate::session::{Form, Inputs, Session};
use crate::value::Date;

/// Begins an interview as a `start` request says.
pub(super) fn begin(
    form: &Arc<Form>,
    request: &Request,
    limits: &Limits,
) -> Result<(Session, RecordName), Error> {
    let draft = match request.field("record") {
        Some(Raw::Object(fields)) => read(form, fields.clone(), limits)?,
        Some(_) => return Err(Error::bad_record(&Message::new("bukan objek JSON", "not a JSON object"))),
        None => ReadRecord { row: 1, line: 0, case: None, wave: None, record: None, findings: Vec::new() },
    };
    let known: Vec<RawField> = ["given", "prev"]
        .into_iter()
        .filter_map(|key| Some(RawField { name: key.into(), line: 0, value: request.field(key)?.clone() }))
        .collect();
    let mut inputs = Inputs {
        today: date(request)?,
        language: language(form, request)?,
        draft: draft.record,
        ..Inputs::default()
    };
    if !known.is_empty() {
        add_known(&mut inputs, read(form, known, limits)?, form, request);
    }
    let text = |name, drafted: Option<Arc<str>>| -> Result<Option<Arc<str>>, Error> {
        Ok(request.text(name)?.map(Arc::from).or(drafted))
    };
    let name = RecordName { case: text("case", draft.case)?, wave: text("wave", draft.wave)? };
    Ok((Session::start(Arc::clone(form), inputs), name))
}

/// Reads a record; what can't be read of it is refused, because it would be lost.
fn read(form: &Form, fields: Vec<RawField>, limits: &Limits) -> Result<ReadRecord, Error> {
    let raw = RawRecord { row: 1, line: 0, body: Some(Body::Tree(fields)), findings: Vec::new() };
    let options = ReadOptions { find_duplicates: false, limits: limits.clone(), ..ReadOptions::default() };
    let read = RecordReader::new(&form.instrument, options).read(raw);
    let lost = |finding: &&Finding| {
        finding.is_error() && !matches!(finding.code, crate::batch::FindingCode::Answer(_))
    };
    match (read.findings.iter().find(lost), &read.record) {
        (Some(finding), _) => Err(Error::bad_record(&told(finding))),
        (None, None) => Err(Error::bad_record(&Message::new("tidak terbaca", "it can't be read"))),
        (None, Some(_)) => Ok(read),
    }
}

fn told(finding: &Finding) -> Message {
    let at = finding.field.as_deref().map(|field| format!("`{field}`: ")).unwrap_or_default();
    Message::new(format!("{at}{}", finding.message.id), format!("{at}{}", finding.message.en))
}

/// What the app knows beforehand: given facts, and the previous wave.
fn add_known(inputs: &mut Inputs, known: ReadRecord, form: &Form, request: &Request) {
    let Some(record) = known.record else { return };
    for (id, var) in (0..).map(VarId).zip(&form.instrument.vars) {
        if matches!(var.kind, VarKind::Given(_)) && record.answer(id, 0).is_given() {
            inputs.given.push((id, record.answer(id, 0).clone()));
        }
    }
    if request.field("prev").is_some() {
        inputs.previous = Some(record.previous);
    }
}

fn date(request: &Request) -> Result<Option<Date>, Error> {
    let Some(text) = request.text("today")? else { return Ok(None) };
    Date::parse(text).map(Some).ok_or_else(|| {
        Error::bad_record(&Message::new(
            format!("`today` bukan tanggal: `{text}`; tulislah 2025-10-06"),
            format!("`today` is no date: `{text}`; write 2025-10-06"),
        ))
    })
}

fn language(form: &Form, request: &Request) -> Result<Option<usize>, Error> {
    let Some(tag) = request.text("language")? else { return Ok(None) };
    let found = form.instrument.languages.iter().position(|known| **known == *tag);
    found.map(Some).ok_or_else(|| Error::no_language(tag))
}
