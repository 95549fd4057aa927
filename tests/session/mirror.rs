//! A front end as the law wants it: it draws everything once, then only what it is told has changed.

use std::collections::{BTreeMap, BTreeSet};

use monev::model::{Item, ItemId, ItemKind};
use monev::rules::Cell;
use monev::session::{Change, Place, RowKey, Session};
use monev::value::State;

/// What is drawn of an item.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Drawn {
    asked: bool,
    required: bool,
    cell: Option<Cell>,
    /// Its label and the labels of its choices, where they show values.
    labels: Vec<String>,
    offered: Vec<u32>,
    problems: Vec<String>,
    rows: Vec<(RowKey, Option<String>)>,
}

/// What is drawn of an interview.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Mirror {
    items: BTreeMap<Place, Drawn>,
    scores: Vec<String>,
}

fn item(session: &Session, at: Place) -> &Item {
    &session.form().instrument.items[at.item]
}

fn labels(session: &Session, at: Place) -> Vec<String> {
    let instrument = &session.form().instrument;
    let (item, row) = (item(session, at), session.row_number(at).unwrap());
    let view = session.view();
    let own = [&item.label, &item.hint].into_iter().flatten().filter(|label| label.has_pipes());
    let mut labels: Vec<String> = own.map(|label| view.label(label, item.home, row)).collect();
    if let Some(list) = instrument.question(at.item).and_then(|(_, question)| question.ty.list()) {
        let texts = (0..).zip(&instrument.list(list).unwrap().texts);
        let piped = texts.filter(|(_, text)| text.label.has_pipes());
        labels.extend(
            piped.filter_map(|(choice, _)| view.choice_label(list, choice)).map(|text| text.to_string()),
        );
    }
    labels
}

fn problems(session: &Session, at: Place) -> Vec<String> {
    let row = session.row_number(at).unwrap();
    let open = session.problems_at(at);
    let mut all: Vec<String> =
        open.iter().map(|p| format!("{:?} {:?} {}", p.kind, p.level, p.text(&session.view()))).collect();
    let confirmed = session.confirmed_at(at);
    all.extend(confirmed.iter().map(|c| {
        assert_eq!((c.problem.item, c.problem.row), (at.item, row));
        format!("{:?} confirmed: {}", c.problem.kind, c.reason)
    }));
    all
}

fn filtered(session: &Session, at: Place) -> bool {
    let question = session.form().instrument.question(at.item);
    question.is_some_and(|(_, question)| question.choices_where.is_some())
}

fn offered(session: &Session, at: Place) -> Vec<u32> {
    if filtered(session, at) { session.offered(at) } else { Vec::new() }
}

fn rows(session: &Session, at: Place) -> Vec<(RowKey, Option<String>)> {
    session.rows(at).into_iter().map(|key| (key, session.row_label(key))).collect()
}

fn score(session: &Session, id: monev::model::ScoreId) -> String {
    let (instrument, outcome) = (&session.form().instrument, session.outcome());
    let score = &instrument.scores[id];
    let parts = score.method.parts().iter().filter_map(|part| part.var);
    let cells: Vec<&Cell> =
        parts.chain(score.var).chain(score.band_var).map(|var| outcome.cell(var, 0)).collect();
    let label = score.label.as_ref().map(|label| session.view().label(label, None, 0));
    format!("{} {cells:?} {label:?}", outcome.score_asked(id))
}

fn has_cell(item: &Item) -> bool {
    matches!(item.kind, ItemKind::Question(_) | ItemKind::Calc(_))
}

/// Every place there is now.
pub(crate) fn places(session: &Session) -> Vec<Place> {
    let items = session.form().instrument.items.iter();
    let rows = |(id, item): (ItemId, &Item)| {
        let rows = 0..session.outcome().row_count(item.home);
        rows.map(|row| session.place_of(id, row)).collect::<Vec<_>>()
    };
    items.flat_map(rows).collect()
}

impl Mirror {
    pub(crate) fn whole(session: &Session) -> Self {
        let draw = |at: Place| {
            let item = item(session, at);
            Drawn {
                asked: session.is_asked(at),
                required: session.is_required(at),
                cell: session.cell(at).cloned(),
                labels: labels(session, at),
                offered: offered(session, at),
                problems: problems(session, at),
                rows: if matches!(item.kind, ItemKind::Roster(_)) { rows(session, at) } else { Vec::new() },
            }
        };
        let all = places(session);
        let items: BTreeMap<Place, Drawn> = all.iter().map(|at| (*at, draw(*at))).collect();
        assert_eq!(all.len(), items.len(), "two rows have the same key");
        let scores = session.form().instrument.scores.ids().map(|id| score(session, id)).collect();
        Self { items, scores }
    }

    /// Draws again what changed, and nothing else.
    pub(crate) fn apply(&mut self, session: &Session) {
        let mut seen = BTreeSet::new();
        for change in session.changes() {
            assert!(seen.insert(*change), "{change:?} stands twice");
            if let Change::Rows(at) = change {
                let rows = rows(session, *at);
                for (key, _) in &rows {
                    self.begin_row(session, *key);
                }
                if let Some(drawn) = self.items.get_mut(at) {
                    drawn.rows = rows;
                }
            }
        }
        let live: BTreeSet<RowKey> =
            self.items.values().flat_map(|drawn| &drawn.rows).map(|(key, _)| *key).collect();
        self.drop_rows(live);
        for change in session.changes() {
            self.draw(session, *change);
        }
    }

    fn draw(&mut self, session: &Session, change: Change) {
        if let Change::Score(id) = change {
            self.scores[id.index()] = score(session, id);
            return;
        }
        let at = change.place().unwrap();
        let drawn =
            self.items.get_mut(&at).unwrap_or_else(|| panic!("{change:?} is at no place that is drawn"));
        let before = drawn.clone();
        match change {
            Change::Asked(_) => drawn.asked = session.is_asked(at),
            Change::Required(_) => drawn.required = session.is_required(at),
            Change::Value(_) => drawn.cell = session.cell(at).cloned(),
            Change::Choices(_) => drawn.offered = offered(session, at),
            Change::Label(_) => drawn.labels = labels(session, at),
            Change::Problems(_) => drawn.problems = problems(session, at),
            Change::Rows(_) => drawn.rows = rows(session, at),
            Change::Score(_) => {}
        }
        if let Change::Asked(_) | Change::Required(_) | Change::Value(_) = change {
            assert_ne!(before, *drawn, "{change:?} is no change");
        }
    }

    /// A new row: nobody was asked anything in it.
    fn begin_row(&mut self, session: &Session, key: RowKey) {
        let (roster, _) = session.find(key).unwrap();
        for (id, item) in session.form().instrument.items.iter().filter(|(_, item)| item.home == Some(roster))
        {
            let at = Place { item: id, row: key };
            self.items.entry(at).or_insert_with(|| Drawn {
                asked: false,
                required: false,
                cell: has_cell(item).then_some(Cell::without(State::NotAsked)),
                labels: Vec::new(),
                offered: Vec::new(),
                problems: Vec::new(),
                rows: Vec::new(),
            });
        }
    }

    /// Rows that are gone go with what is in them, and so on.
    fn drop_rows(&mut self, mut live: BTreeSet<RowKey>) {
        loop {
            self.items.retain(|at, _| at.row == RowKey::RECORD || live.contains(&at.row));
            let now: BTreeSet<RowKey> =
                self.items.values().flat_map(|drawn| &drawn.rows).map(|(key, _)| *key).collect();
            if now == live {
                return;
            }
            live = now;
        }
    }

    /// Where two differ.
    pub(crate) fn differences(&self, other: &Self) -> Vec<String> {
        let all: BTreeSet<&Place> = self.items.keys().chain(other.items.keys()).collect();
        let differ = |at: &&Place| self.items.get(*at) != other.items.get(*at);
        let mut said: Vec<String> = all
            .into_iter()
            .filter(differ)
            .map(|at| format!("{at:?}: {:?} and {:?}", self.items.get(at), other.items.get(at)))
            .collect();
        said.extend(
            (self.scores != other.scores).then(|| format!("{:?} and {:?}", self.scores, other.scores)),
        );
        said
    }
}
