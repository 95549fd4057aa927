//! Random records: those of an instrument, their answers exchanged, dropped and refused. From a fixed seed, so that every
//! run sees the same.

use monev::model::Instrument;
use serde_json::{Map, Value, json};

/// Xorshift64*: small, and the same everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let drawn = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(drawn).unwrap() % n
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }
}

/// As many records as asked for, as NDJSON.
pub(crate) fn variations(instrument: &Instrument, examples: &str, count: usize) -> String {
    let examples: Vec<Value> = examples.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let mut out = String::new();
    for number in 0..count {
        let mut record = examples[random.below(examples.len())].clone();
        let mut answers = Map::new();
        for (name, own) in record["answers"].as_object().unwrap() {
            // From another record, where that has the question too.
            let other = &examples[random.below(examples.len())]["answers"][name];
            let taken = if other.is_null() || !random.one_in(4) { own } else { other };
            match random.below(40) {
                0 => {}
                1 => drop(answers.insert(name.clone(), json!({"special": "refused"}))),
                _ => drop(answers.insert(name.clone(), varied(taken, &mut random))),
            }
        }
        if answers.contains_key("id_panel") {
            paired(&mut answers, number, &mut random);
        }
        record["answers"] = Value::Object(answers);
        record["case"] = json!(format!("{}-{number}", instrument.id));
        out.push_str(&format!("{record}\n"));
    }
    out
}

/// Makes most records two by two the waves of one household, in one arm.
fn paired(answers: &mut Map<String, Value>, number: usize, random: &mut Random) {
    let unit = number / 2;
    let wave = if number.is_multiple_of(2) { "baseline" } else { "endline" };
    let arm = if unit.is_multiple_of(3) { "perlakuan" } else { "pembanding" };
    let weight = ["0.5", "1", "1.25"][(unit + random.below(6) / 5) % 3];
    let cluster = format!("K{}", unit % 7);
    let own = [
        ("id_panel", format!("JTM-{unit:06}")),
        ("gelombang", wave.to_owned()),
        ("perlakuan", arm.to_owned()),
        ("bobot", weight.to_owned()),
        ("klaster", cluster),
    ];
    for (name, value) in own {
        if !random.one_in(25) {
            answers.insert(name.to_owned(), json!(value));
        }
    }
}

/// Another amount in place of a large number, now and then, so that not all sums are of the same few; the rest as it is.
fn varied(value: &Value, random: &mut Random) -> Value {
    match value {
        Value::Number(number) => match number.as_u64().filter(|number| *number >= 1000) {
            Some(number) if random.one_in(2) => json!(number / 100 * (60 + random.below(80) as u64)),
            Some(_) | None => value.clone(),
        },
        Value::Array(items) => Value::Array(items.iter().map(|item| varied(item, random)).collect()),
        Value::Object(fields) => {
            let field = |(name, value): (&String, &Value)| (name.clone(), varied(value, random));
            Value::Object(fields.iter().map(field).collect())
        }
        Value::Null | Value::Bool(_) | Value::String(_) => value.clone(),
    }
}
