//! A fixture as it is written.

use std::sync::Arc;

use indexmap::IndexMap;
use serde::Deserialize;
use serde_yaml::Value as Yaml;

use crate::base::{FileId, Limits, Span, TextMap};
use crate::expr::ast::Ast;
use crate::expr::{Definition, parse};

/// A fixture as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FixtureFile {
    #[serde(default)]
    pub(super) lists: IndexMap<String, ListFile>,
    #[serde(default)]
    pub(super) questions: IndexMap<String, QuestionFile>,
    #[serde(default)]
    pub(super) rosters: IndexMap<String, RosterFile>,
    #[serde(default)]
    pub(super) item_sets: IndexMap<String, Vec<String>>,
    #[serde(default)]
    pub(super) definitions: IndexMap<String, String>,
    #[serde(default)]
    pub(super) params: IndexMap<String, ParamFile>,
    #[serde(default)]
    pub(super) tables: IndexMap<String, TableFile>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ListFile {
    #[serde(default)]
    pub(super) ordered: bool,
    pub(super) choices: Vec<Yaml>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct QuestionFile {
    #[serde(rename = "type")]
    pub(super) kind: String,
    pub(super) list: Option<String>,
    pub(super) min: Option<Yaml>,
    pub(super) max: Option<Yaml>,
    pub(super) scale: Option<u8>,
    pub(super) unit: Option<String>,
    #[serde(default, rename = "required")]
    pub(super) _required: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RosterFile {
    pub(super) max: u32,
    pub(super) parent: Option<String>,
    pub(super) for_each: Option<String>,
    #[serde(default)]
    pub(super) fields: IndexMap<String, QuestionFile>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ParamFile {
    #[serde(rename = "type")]
    pub(super) kind: String,
    pub(super) unit: Option<String>,
    pub(super) value: Yaml,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TableFile {
    pub(super) keys: IndexMap<String, QuestionFile>,
    pub(super) values: IndexMap<String, QuestionFile>,
    pub(super) rows: Vec<Vec<Yaml>>,
}

/// A definition of this head, `name` or `name(a, b)`.
pub(super) fn define(head: &str, body: &str, file: FileId) -> Definition {
    let (name, params) = head.split_once('(').unwrap_or((head, ""));
    let params = params.trim_end_matches(')').split(',').map(str::trim).filter(|param| !param.is_empty());
    let ast: Ast = parse(body, &Limits::default()).ast;
    let span = Span::new(file, 0, u32::try_from(body.len()).unwrap_or(u32::MAX));
    Definition {
        name: name.into(),
        params: params.map(Into::into).collect(),
        body: Arc::new(ast),
        map: TextMap::verbatim(span),
    }
}
