//! The whole state of an interview, for a front end that starts or has lost its own.

use serde_json::{Value as Json, json};

use super::entries::{Facts, entry, score};
use super::{Desk, Fields};
use crate::session::Session;

/// Every place with these facts, in document order, the rows of rosters one after another; then the scores.
pub(super) fn entries(session: &Session, facts: Facts) -> Json {
    let form = session.form();
    let mut all = Vec::new();
    for (id, item) in form.instrument.items.iter() {
        for row in 0..session.outcome().row_count(item.home) {
            all.extend(entry(session, session.place_of(id, row), facts));
        }
    }
    all.extend(form.instrument.scores.ids().filter_map(|id| score(session, id)));
    Json::Array(all)
}

impl Desk {
    /// What every answer about the interview ends with: how far it is, and what can be undone.
    pub(super) fn standing(&self, fields: &mut Fields) {
        let progress = self.session.progress();
        let standing = json!({
            "asked": progress.asked,
            "answered": progress.answered,
            "required_open": progress.required_open,
            "errors": progress.errors,
            "warnings": progress.warnings,
        });
        fields.insert("progress".to_owned(), standing);
        fields.insert("can_undo".to_owned(), Json::from(self.session.can_undo()));
        fields.insert("can_redo".to_owned(), Json::from(self.session.can_redo()));
    }

    /// Everything there is to know.
    pub(super) fn everything(&self) -> Fields {
        let instrument = &self.session.form().instrument;
        let mut fields = Fields::new();
        fields.insert("instrument".to_owned(), Json::from(&*instrument.id));
        fields.insert("version".to_owned(), Json::from(instrument.version.to_string()));
        let language = instrument.languages.get(self.session.outcome().language());
        fields.insert("language".to_owned(), language.map_or(Json::Null, |tag| Json::from(&**tag)));
        fields.insert("changes".to_owned(), entries(&self.session, Facts::ALL));
        self.standing(&mut fields);
        fields
    }
}
