//! Names of the model's small enumerations, as `form.json` and other outputs write them.

use crate::model::{CheckLevel, Personal, Status};
use crate::value::Special;

/// The name of a kind of personal data, as authors write it.
pub fn personal_name(personal: Personal) -> &'static str {
    match personal {
        Personal::Identity => "identity",
        Personal::Contact => "contact",
        Personal::Location => "location",
        Personal::Health => "health",
        Personal::Disability => "disability",
        Personal::Finance => "finance",
        Personal::Child => "child",
        Personal::Belief => "belief",
    }
}

/// The name of a level.
pub fn level_name(level: CheckLevel) -> &'static str {
    match level {
        CheckLevel::Error => "error",
        CheckLevel::Warning => "warning",
    }
}

/// The name of a status, as authors write it.
pub fn status_name(status: Status) -> &'static str {
    match status {
        Status::Draft => "draft",
        Status::Field => "field",
        Status::Closed => "closed",
    }
}

/// The name of a special meaning, as in records.
pub fn special_name(special: Special) -> &'static str {
    match special {
        Special::DontKnow => "dont_know",
        Special::Refused => "refused",
        Special::NotApplicable => "not_applicable",
    }
}
