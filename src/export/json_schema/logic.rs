//! Small building blocks of JSON Schema, simplified where a part is simply true or false.

use serde_json::{Map, Value as Json, json};

/// Every one of these.
pub(super) fn all(parts: impl IntoIterator<Item = Json>) -> Json {
    let mut kept: Vec<Json> = Vec::new();
    for part in parts {
        if part == Json::Bool(false) {
            return part;
        }
        if part != Json::Bool(true) && !kept.contains(&part) {
            kept.push(part);
        }
    }
    match kept.len() {
        0 => Json::Bool(true),
        1 => kept.swap_remove(0),
        _ => json!({ "allOf": kept }),
    }
}

/// At least one of these.
pub(super) fn any(parts: impl IntoIterator<Item = Json>) -> Json {
    let mut kept: Vec<Json> = Vec::new();
    for part in parts {
        if part == Json::Bool(true) {
            return part;
        }
        if part != Json::Bool(false) && !kept.contains(&part) {
            kept.push(part);
        }
    }
    match kept.len() {
        0 => Json::Bool(false),
        1 => kept.swap_remove(0),
        _ => json!({ "anyOf": kept }),
    }
}

/// Not this.
pub(super) fn not(part: Json) -> Json {
    if let Json::Bool(truth) = part {
        return Json::Bool(!truth);
    }
    let alone = part.as_object().is_some_and(|fields| fields.len() == 1);
    match part.get("not").filter(|_| alone) {
        Some(inner) => inner.clone(),
        None => json!({ "not": part }),
    }
}

/// If this, then that, else the other.
pub(super) fn when(condition: Json, then: Json, otherwise: Json) -> Json {
    match (condition, then, otherwise) {
        (Json::Bool(true), then, _) => then,
        (Json::Bool(false), _, otherwise) => otherwise,
        (_, Json::Bool(true), Json::Bool(true)) => Json::Bool(true),
        (condition, then, Json::Bool(true)) => json!({ "if": condition, "then": then }),
        (condition, Json::Bool(true), otherwise) => json!({ "if": condition, "else": otherwise }),
        (condition, then, otherwise) => json!({ "if": condition, "then": then, "else": otherwise }),
    }
}

/// A field that is there and is like this.
pub(super) fn has(name: &str, like: Json) -> Json {
    match like.as_bool() {
        Some(false) => like,
        Some(true) => json!({ "required": [name] }),
        None => json!({ "required": [name], "properties": single(name, like) }),
    }
}

/// A schema of texts.
pub(super) fn text(like: Json) -> Json {
    let mut like = like;
    if let Some(fields) = like.as_object_mut() {
        fields.insert("type".to_owned(), json!("string"));
    }
    like
}

/// A field that is like this if it is there.
pub(super) fn field(name: &str, like: Json) -> Json {
    if like == Json::Bool(true) { like } else { json!({ "properties": single(name, like) }) }
}

fn single(name: &str, like: Json) -> Json {
    Json::Object(Map::from_iter([(name.to_owned(), like)]))
}

/// A named part of the schema.
pub(super) fn part(name: &str) -> Json {
    json!({ "$ref": format!("#/$defs/{name}") })
}

/// One of these texts.
pub(super) fn one_of(texts: &[&str]) -> Json {
    match texts {
        [] => Json::Bool(false),
        [only] => json!({ "const": only }),
        several => json!({ "enum": several }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn truths_fold_away() {
        let x = json!({ "type": "string" });
        assert_eq!(all([json!(true), x.clone()]), x);
        assert_eq!(all([json!(false), x.clone()]), json!(false));
        assert_eq!(any([json!(false), x.clone()]), x);
        assert_eq!(not(not(x.clone())), x);
        assert_eq!(when(json!(true), x.clone(), json!(false)), x);
        assert_eq!(has("a", json!(false)), json!(false));
    }
}
