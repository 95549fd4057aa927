//! What an operation changed, so that a front end draws only that again.

use crate::model::ScoreId;

use super::Place;

/// One thing that is different after an operation; what it is now is read from the session.
///
/// In a row that is new everything that isn't as in a row nobody was asked anything in is reported: what is asked,
/// required, valued, offered and wrong, and every label that shows a value. A row that is gone takes all it held with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// An item is asked now, or no longer.
    Asked(Place),
    /// A question must be answered now, or no longer.
    Required(Place),
    /// A question or calculation has another value, or another reason for having none.
    Value(Place),
    /// What decides which choices a question offers is different. The choices may be the same.
    Choices(Place),
    /// A label, hint or the label of a choice shows a value that is different.
    Label(Place),
    /// Something else is wrong with a question or roster, or the words for it show a value that is different.
    Problems(Place),
    /// A roster (in a row of the one around it) has other rows, or its rows in another order or under other names.
    Rows(Place),
    /// A score is computed now or no longer, or has another number, band or part.
    Score(ScoreId),
}

impl Change {
    /// Where it is; none for a score.
    pub fn place(self) -> Option<Place> {
        match self {
            Self::Asked(place)
            | Self::Required(place)
            | Self::Value(place)
            | Self::Choices(place)
            | Self::Label(place)
            | Self::Problems(place)
            | Self::Rows(place) => Some(place),
            Self::Score(_) => None,
        }
    }
}
