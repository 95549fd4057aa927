//! The random instruments of the tests of record schemas: questions of every type, filters, checks and conditions.

#[path = "../record_schema/draw.rs"]
mod draw;
#[path = "../record_schema/instruments.rs"]
#[expect(dead_code, reason = "only what has rules of every kind is of use here")]
mod instruments;

pub(crate) use draw::Draw;
pub(crate) use instruments::any;
