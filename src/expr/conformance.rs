//! Runs conformance vectors: expressions with answers and the exact value, or the error and its place, that they give.
//!
//! The format is that of `tests/conformance/expressions.yaml`; the book says what a vector may hold.

mod answers;
mod fixture;
mod format;
mod record;

use std::fmt;

use indexmap::{IndexMap, IndexSet};
use serde::Deserialize;
use serde_yaml::Value as Yaml;

use self::fixture::Fixture;
use self::format::FixtureFile;
use self::record::Record;
use super::ir::Expr;
use super::scope::{Attached, Expected};
use super::{Place, check, eval, parse};
use crate::base::{Diagnostic, FileId, Limits, Sink, Span, TextMap};
use crate::value::{Type, Value};

/// What running a file of vectors gave.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// How many gave what they should.
    pub passed: usize,
    /// Those that didn't.
    pub failed: Vec<Failure>,
}

/// A vector that gave something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Its id.
    pub id: String,
    /// Its expression.
    pub expr: String,
    /// What it should give.
    pub expected: String,
    /// What it gave.
    pub got: String,
}

/// Why a file of vectors can't be run.
#[derive(Debug, thiserror::Error)]
pub enum VectorError {
    /// It isn't YAML of this format.
    #[error("the file is not a file of conformance vectors: {0}")]
    Format(#[from] serde_yaml::Error),
    /// Its fixture or a vector names something it doesn't have.
    #[error("{0}")]
    Content(String),
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for failure in &self.failed {
            writeln!(f, "{}: {}", failure.id, failure.expr)?;
            writeln!(f, "  expected {}", failure.expected)?;
            writeln!(f, "  got      {}", failure.got)?;
        }
        write!(f, "{} passed, {} failed", self.passed, self.failed.len())
    }
}

#[derive(Debug, Deserialize)]
struct VectorFile {
    fixture: FixtureFile,
    #[serde(default)]
    vectors: Vec<Vector>,
}

/// A vector as written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Vector {
    id: String,
    #[serde(default)]
    #[expect(dead_code, reason = "for people")]
    group: String,
    expr: String,
    #[serde(default)]
    with: IndexMap<String, Yaml>,
    #[serde(default)]
    row: Vec<Yaml>,
    #[serde(default)]
    irrelevant: Vec<String>,
    /// The question whose check this is.
    #[serde(default, rename = "self")]
    self_id: Option<String>,
    /// A list and the code that `choices_where` is being decided for.
    #[serde(default)]
    choice: Option<(String, String)>,
    /// What the place wants: `bool`, `number`, `value` or (without this) anything that can be shown.
    #[serde(default)]
    wants: Option<String>,
    expect: Option<Yaml>,
    error: Option<String>,
    at: Option<(usize, usize)>,
    #[serde(default)]
    #[expect(dead_code, reason = "for people")]
    note: String,
}

/// Runs every vector of a file.
///
/// # Errors
/// When the file isn't one of conformance vectors, or a vector names what its fixture doesn't have. A vector that
/// gives something else is in the report.
pub fn run(text: &str) -> Result<Report, VectorError> {
    let file: VectorFile = serde_yaml::from_str(text)?;
    let fixture = Fixture::new(&file.fixture)?;
    let mut report = Report::default();
    let mut ids = IndexSet::new();
    for vector in &file.vectors {
        if !ids.insert(&vector.id) {
            return Err(VectorError::Content(format!("there are two vectors {}", vector.id)));
        }
        let in_vector = |error: VectorError| VectorError::Content(format!("vector {}: {error}", vector.id));
        let (expected, got) = (vector.expected(), outcome(&fixture, vector).map_err(in_vector)?);
        match got.fits(&expected, vector) {
            true => report.passed += 1,
            false => report.failed.push(Failure {
                id: vector.id.clone(),
                expr: vector.expr.clone(),
                expected,
                got: got.to_string(),
            }),
        }
    }
    Ok(report)
}

/// The instrument against which examples are run: that of a file of vectors.
pub struct Examples {
    fixture: Fixture,
}

impl Examples {
    /// The fixture of a file of vectors.
    ///
    /// # Errors
    /// When the file isn't one of conformance vectors.
    pub fn new(text: &str) -> Result<Self, VectorError> {
        let file: VectorFile = serde_yaml::from_str(text)?;
        Ok(Self { fixture: Fixture::new(&file.fixture)? })
    }

    /// What an expression gives for answers written as a YAML flow mapping (empty for none): its value, or the codes
    /// and messages of its diagnostics.
    ///
    /// # Errors
    /// When the answers don't read, or name what the fixture doesn't have.
    pub fn show(&self, expr: &str, given: &str) -> Result<String, VectorError> {
        let with = if given.is_empty() { IndexMap::new() } else { serde_yaml::from_str(given)? };
        let vector = Vector { expr: expr.to_owned(), with, ..Vector::default() };
        outcome(&self.fixture, &vector).map(|outcome| outcome.to_string())
    }

    /// What is wrong with an expression that stands alone in the file `file`.
    pub fn diagnose(&self, expr: &str, file: FileId) -> Vec<Diagnostic> {
        self.compile(expr, file).err().unwrap_or_default()
    }

    /// Checks an expression as if it stood alone in the file `file`.
    ///
    /// # Errors
    /// The diagnostics, when there are any.
    pub fn compile(&self, expr: &str, file: FileId) -> Result<Expr, Vec<Diagnostic>> {
        let mut sink = Sink::new();
        let compiled =
            compile(&self.fixture, expr, &Attached::default(), &Expected::Shown, (&mut sink, file));
        compiled.ok_or_else(|| sink.into_sorted(&crate::base::Sources::new()))
    }
}

/// What a vector gave.
enum Outcome {
    Value(String),
    Errors(Vec<(String, (usize, usize), String)>),
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Value(value) => f.write_str(value),
            Self::Errors(errors) => {
                let shown = errors
                    .iter()
                    .map(|(code, (start, end), message)| format!("{code} at [{start}, {end}] ({message})"));
                f.write_str(&shown.collect::<Vec<_>>().join(" and "))
            }
        }
    }
}

impl Outcome {
    /// Whether this is what the vector says: the exact value, or exactly this one error, at this place if it says so.
    fn fits(&self, expected: &str, vector: &Vector) -> bool {
        match (self, &vector.error) {
            (Self::Value(value), None) => value == expected,
            (Self::Errors(errors), Some(wanted)) => match errors.as_slice() {
                [(code, at, _)] => *code == code_id(wanted) && vector.at.is_none_or(|wanted| wanted == *at),
                _ => false,
            },
            (Self::Value(_), Some(_)) | (Self::Errors(_), None) => false,
        }
    }
}

/// `E-UNKNOWN-CODE` → `unknown-code`.
fn code_id(code: &str) -> String {
    code.strip_prefix("E-").unwrap_or(code).to_ascii_lowercase()
}

impl Vector {
    fn expected(&self) -> String {
        match (&self.error, &self.expect) {
            (Some(code), _) => match self.at {
                Some((start, end)) => format!("{} at [{start}, {end}]", code_id(code)),
                None => code_id(code),
            },
            (None, Some(value)) => expected_value(value),
            (None, None) => "nothing (the vector has neither `expect` nor `error`)".to_owned(),
        }
    }
}

fn expected_value(value: &Yaml) -> String {
    let inner = |key: &str| value.get(key).map(plain);
    match inner("text") {
        Some(text) => format!("'{text}'"),
        None => inner("date").or_else(|| inner("choice")).unwrap_or_else(|| plain(value)),
    }
}

/// A scalar of YAML as text; a list of codes as they are shown.
fn plain(value: &Yaml) -> String {
    match value {
        Yaml::String(text) => text.clone(),
        Yaml::Bool(value) => value.to_string(),
        Yaml::Number(number) => number.to_string(),
        Yaml::Sequence(codes) => codes.iter().map(plain).collect::<Vec<_>>().join(" "),
        Yaml::Null | Yaml::Mapping(_) | Yaml::Tagged(_) => String::new(),
    }
}

fn outcome(fixture: &Fixture, vector: &Vector) -> Result<Outcome, VectorError> {
    let place = fixture.place(vector)?;
    let expected = match vector.wants.as_deref() {
        Some("bool") => Expected::Bool,
        Some("number") => Expected::Number,
        Some("value") => Expected::Value,
        None => Expected::Shown,
        Some(other) => return Err(fixture::content(format!("no place wants `{other}`"))),
    };
    let mut sink = Sink::new();
    let expr = compile(fixture, &vector.expr, &place.attached, &expected, (&mut sink, FileId(0)));
    let Some(expr) = expr else {
        let sorted = sink.into_sorted(&crate::base::Sources::new());
        return Ok(Outcome::Errors(sorted.iter().map(|d| error_of(d, &vector.expr)).collect()));
    };
    let record = Record::new(fixture, vector)?;
    let mut frame = place.frame(&record)?;
    let value = eval(&expr, &record, &mut frame);
    Ok(Outcome::Value(match fits_type(&value, expr.ty()) {
        true => shown(fixture, &value, expr.ty()),
        false => format!("{} of another type than {:?}", shown(fixture, &value, expr.ty()), expr.ty()),
    }))
}

fn compile(
    fixture: &Fixture,
    text: &str,
    attached: &Attached,
    expected: &Expected,
    (sink, file): (&mut Sink, FileId),
) -> Option<Expr> {
    let limits = Limits::default();
    let map = TextMap::verbatim(Span::new(file, 0, u32::try_from(text.len()).unwrap_or(u32::MAX)));
    let parsed = parse(text, &limits);
    for mistake in parsed.mistakes {
        sink.push(mistake.at(&map));
    }
    let place = Place { scope: fixture, attached, limits: &limits };
    check(&parsed.ast, &map, place, expected, sink)
}

/// Code, place in characters and message of a diagnostic; one in a definition has its own text's place.
fn error_of(diagnostic: &Diagnostic, text: &str) -> (String, (usize, usize), String) {
    let characters = |at: u32| text.get(..at as usize).unwrap_or(text).chars().count();
    let at = (characters(diagnostic.span.start), characters(diagnostic.span.end));
    (diagnostic.code.id().to_owned(), at, diagnostic.message.en.clone())
}

/// Law: each value belongs to its deduced type.
fn fits_type(value: &Value, ty: &Type) -> bool {
    match (value, ty) {
        (Value::Missing, _) | (Value::Bool(_), Type::Bool) => true,
        (Value::Num(n), Type::Num(num)) => num.contains(*n),
        (Value::Text(_), Type::Text | Type::Label) => true,
        (Value::Date(_), Type::Date)
        | (Value::Time(_), Type::Time)
        | (Value::DateTime(_), Type::DateTime) => true,
        (Value::Choice(_), Type::Choice(_)) | (Value::Choices(_), Type::Choices(_)) => true,
        (Value::Geo(_), Type::Geo) | (Value::File(_), Type::File) => true,
        (_, _) => false,
    }
}

fn shown(fixture: &Fixture, value: &Value, ty: &Type) -> String {
    let list = ty.as_choice().or_else(|| ty.as_choices());
    let code = |position: &u32| list.map(|list| fixture.code(list, *position)).unwrap_or_default();
    match value {
        Value::Missing => "missing".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Num(n) => n.to_string(),
        Value::Text(text) => format!("'{text}'"),
        Value::Date(date) => date.to_string(),
        Value::Time(time) => time.to_string(),
        Value::DateTime(time) => time.to_string(),
        Value::Choice(position) => code(position),
        Value::Choices(ticks) => ticks.iter().map(code).collect::<Vec<_>>().join(" "),
        Value::Geo(place) => format!("{} {}", place.latitude, place.longitude),
        Value::File(name) => name.to_string(),
    }
}

#[cfg(test)]
mod tests;
