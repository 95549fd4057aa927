//! The catalogue of keys as JSON Schema, for editors: completion, hover and the first checks while typing.
//!
//! It says less than the engine does (an editor's YAML reads `010` as a number, so scalars are taken as they come), and
//! refuses nothing that the engine accepts but numbers and truth values in quotes (`"5"`, `"true"`): offering those to
//! an author who asks for completion would help nobody.

use serde_json::{Map, Value, json};

use super::keys::{BlockKind, Doc, Key, Relation, Row, Shape};

/// The JSON Schema (2020-12) of instrument, module, test and profile files, as `grammar/instrument.schema.json` holds it.
/// `types` are the names of the question types, each with whether the name of a list follows it.
pub fn schema(types: &[(&str, bool)]) -> Value {
    let blocks = BlockKind::ALL.iter().map(|kind| (kind.slug().to_owned(), block(*kind)));
    let mut defs: Map<String, Value> = blocks.collect();
    defs.insert("text".to_owned(), json!({"type": ["string", "number", "boolean"]}));
    defs.insert("label".to_owned(), label());
    defs.insert("expression".to_owned(), json!({"type": ["string", "number", "boolean"]}));
    defs.insert("question_type".to_owned(), question_type(types));
    defs.insert("item".to_owned(), item());
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:monev:instrument:1",
        "title": "monev",
        "description": both(Doc {
            id: "Instrumen, modul, berkas uji, atau profil contoh dalam bahasa instrumen monev, edisi 1.",
            en: "An instrument, a module, a file of tests or a sample profile in monev's instrument language, edition 1.",
        }),
        "if": {"type": "object", "required": ["tests"]},
        "then": {"$ref": "#/$defs/tests"},
        "else": {
            "if": {"type": "object", "required": ["sample"]},
            "then": {"$ref": "#/$defs/sample"},
            "else": {"$ref": "#/$defs/root"},
        },
        "$defs": defs,
    })
}

fn both(doc: Doc) -> String {
    format!("{}\n\n{}", doc.id, doc.en)
}

fn block(kind: BlockKind) -> Value {
    let properties: Map<String, Value> =
        kind.rows().iter().map(|row| (row.key.name().to_owned(), property(row))).collect();
    let required: Vec<&str> =
        kind.rows().iter().filter(|row| row.required).map(|row| row.key.name()).collect();
    let relations: Vec<Value> = kind.relations().iter().map(|relation| self::relation(*relation)).collect();
    let mut block = Map::new();
    block.insert("type".to_owned(), json!("object"));
    block.insert("title".to_owned(), json!(format!("{} · {}", kind.name().id, kind.name().en)));
    block.insert("properties".to_owned(), Value::Object(properties));
    if !required.is_empty() {
        block.insert("required".to_owned(), json!(required));
    }
    if !relations.is_empty() {
        block.insert("allOf".to_owned(), Value::Array(relations));
    }
    let others = if kind.is_open() { json!({"$ref": "#/$defs/text"}) } else { json!(false) };
    block.insert("additionalProperties".to_owned(), others);
    Value::Object(block)
}

/// A key's schema: what its value looks like, and what it means.
fn property(row: &Row) -> Value {
    let mut schema = Map::new();
    schema.insert("description".to_owned(), json!(both(row.doc)));
    match shape(&row.shape) {
        Value::Object(shape) => schema.extend(shape),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {}
    }
    Value::Object(schema)
}

fn shape(shape: &Shape) -> Value {
    let either = |shapes: &[Value]| json!({"anyOf": shapes});
    let reference = |name: &str| json!({"$ref": format!("#/$defs/{name}")});
    match shape {
        Shape::Text | Shape::Id | Shape::Scalar => reference("text"),
        Shape::Path => json!({"type": "string"}),
        Shape::Word(words) => json!({"enum": words}),
        Shape::Bool => json!({"type": "boolean"}),
        Shape::BoolOr(inner) => either(&[json!({"type": "boolean"}), self::shape(inner)]),
        Shape::Integer => json!({"type": "integer"}),
        Shape::Number => json!({"type": "number"}),
        Shape::NumberOr(word) => either(&[json!({"type": "number"}), json!({"const": word})]),
        Shape::Constant(words) => {
            let constant = json!({"type": "string", "pattern": r"^param\.[a-z][a-z0-9_]*$"});
            let words = words.iter().map(|word| json!({"const": word}));
            either(&[json!({"type": "number"}), constant].into_iter().chain(words).collect::<Vec<_>>())
        }
        Shape::Pair => {
            json!({"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2})
        }
        Shape::Date => json!({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}),
        Shape::Version => json!({"type": "string", "pattern": r"^\d+\.\d+\.\d+$"}),
        Shape::Edition => json!({"const": 1}),
        Shape::QuestionType => reference("question_type"),
        Shape::Expr => reference("expression"),
        Shape::Label => reference("label"),
        Shape::List(inner) => {
            let inner = self::shape(inner);
            either(&[inner.clone(), json!({"type": "array", "items": inner})])
        }
        Shape::Block(kind) => reference(kind.slug()),
        Shape::Blocks(kind) => json!({"type": "array", "items": reference(kind.slug())}),
        Shape::BlocksOrIds(kind) => {
            json!({"type": "array", "items": either(&[reference("text"), reference(kind.slug())])})
        }
        Shape::Items => json!({"type": "array", "items": reference("item")}),
        Shape::MapOf(inner) => json!({"type": "object", "additionalProperties": self::shape(inner)}),
        Shape::Records => json!({"type": "array", "items": {"type": "object"}}),
        Shape::Anything => json!({}),
    }
}

fn label() -> Value {
    json!({"anyOf": [
        {"$ref": "#/$defs/text"},
        {"type": "object", "additionalProperties": {"$ref": "#/$defs/text"}, "minProperties": 1},
    ]})
}

fn question_type(types: &[(&str, bool)]) -> Value {
    let named = |list: bool| types.iter().filter(move |(_, takes)| *takes == list).map(|(name, _)| *name);
    let alone: Vec<&str> = named(false).collect();
    let listed: Vec<&str> = named(true).collect();
    json!({"anyOf": [
        {"enum": alone},
        {"type": "string", "pattern": format!(r"^({})\s+\S+$", listed.join("|"))},
    ]})
}

fn item() -> Value {
    let kinds: Vec<Value> = BlockKind::ITEMS
        .iter()
        .map(|(key, kind)| {
            json!({
                "if": {"type": "object", "required": [key.name()]},
                "then": {"$ref": format!("#/$defs/{}", kind.slug())},
            })
        })
        .collect();
    let one: Vec<Value> = BlockKind::ITEMS.iter().map(|(key, _)| json!({"required": [key.name()]})).collect();
    json!({"type": "object", "oneOf": one, "allOf": kinds})
}

fn relation(relation: Relation) -> Value {
    let required =
        |keys: &[Key]| Value::Array(keys.iter().map(|key| json!({"required": [key.name()]})).collect());
    match relation {
        Relation::OneOf(keys) => json!({"oneOf": required(keys)}),
        Relation::Apart(one, other) => json!({"not": {"required": [one.name(), other.name()]}}),
        Relation::Beside(key, with) => {
            json!({"if": {"required": [key.name()]}, "then": {"anyOf": required(with)}})
        }
        Relation::When(key, of, words) => json!({
            "if": {"required": [key.name(), of.name()]},
            "then": {"properties": {of.name(): {"enum": words}}},
        }),
        Relation::Needed { of, words: [], keys } => {
            json!({"if": {"required": [of.name()]}, "then": {"anyOf": required(keys)}})
        }
        Relation::Needed { of, words, keys } => json!({
            "if": {"required": [of.name()], "properties": {of.name(): {"enum": words}}},
            "then": {"anyOf": required(keys)},
        }),
    }
}
