//! What is wrong, item by item, as the language says it.

use monev::model::{Check, CheckLevel, CheckOrigin, ItemId, ItemKind, QuestionType, Rows};
use monev::rules::Recorded;
use monev::value::{RosterId, State, Value};

use super::Naive;

impl Naive<'_> {
    /// `name[path] check level` of everything wrong, in document order; confirmed and undecided checks likewise.
    pub(crate) fn problems(&self) -> Vec<String> {
        let mut found = Vec::new();
        self.list(&self.instrument.roots, 0, &mut found);
        found
    }

    fn list(&self, items: &[ItemId], row: u32, found: &mut Vec<String>) {
        for id in items {
            let item = self.item(*id);
            let at = format!("{}{:?}", item.id, self.path(item.home, row));
            match &item.kind {
                ItemKind::Section { children } | ItemKind::Grid { children } => {
                    self.list(children, row, found)
                }
                ItemKind::Note | ItemKind::Calc(_) => {}
                ItemKind::Question(_) => {
                    found.extend(self.of_question(*id, row).into_iter().map(|what| format!("{at} {what}")));
                }
                ItemKind::Roster(roster) => {
                    found.extend(self.of_roster(*roster, row).into_iter().map(|what| format!("{at} {what}")));
                    for inner in 0..self.rows(*roster).len() as u32 {
                        if self.rows(*roster)[inner as usize].parent == row {
                            self.list(&self.instrument.rosters[roster.0 as usize].children, inner, found);
                        }
                    }
                }
            }
        }
    }

    fn of_question(&self, id: ItemId, row: u32) -> Vec<String> {
        let (item, question) = (self.item(id), self.question(id).unwrap());
        let recorded = self.recorded(question.var, item.home, row);
        if !self.asked(id, row) {
            let given = matches!(recorded, Recorded::Value(_) | Recorded::Special(_));
            return if given { vec!["not_asked info".to_owned()] } else { Vec::new() };
        }
        let (state, value) = self.cell(question.var, row);
        let mut found: Vec<String> = Vec::new();
        let own = self.judged(id, row, &recorded).1.or_else(|| {
            let QuestionType::Rank(list) = question.ty else { return None };
            let list = &self.instrument.list(list)?.list;
            let Value::Choices(ranked) = &value else { return None };
            let proper = (0..).zip(list.choices.values()).filter(|(_, choice)| choice.special.is_none());
            let offered = proper.filter(|(at, _)| self.offers(id, row, *at)).count();
            (ranked.len() < offered).then_some("type")
        });
        found.extend(own.map(|check| format!("{check} error")));
        if state == State::Unanswered && self.required(id, row) {
            found.push("required error".to_owned());
        }
        found.extend(self.of_checks(id, &question.checks, row, state == State::Answered));
        if let Some(home) = item
            .home
            .filter(|home| self.instrument.rosters[home.0 as usize].key.iter().max() == Some(&question.var))
        {
            let rows = self.rows(home);
            let before = (0..row).filter(|other| rows[*other as usize].parent == rows[row as usize].parent);
            let key = &self.instrument.rosters[home.0 as usize].key;
            let values = |row: u32| key.iter().map(|var| self.cell(*var, row).1).collect::<Vec<_>>();
            if values(row).iter().all(|value| !value.is_missing())
                && before.into_iter().any(|other| values(other) == values(row))
            {
                found.push("key error".to_owned());
            }
        }
        found
    }

    fn of_checks(&self, id: ItemId, checks: &[Check], row: u32, answered: bool) -> Vec<String> {
        let item = self.item(id);
        let mut found = Vec::new();
        for check in checks {
            let name = match check.origin {
                CheckOrigin::Min => "min".to_owned(),
                CheckOrigin::Max => "max".to_owned(),
                CheckOrigin::Author(n) => n.to_string(),
            };
            let confirmed = self.record.confirmed.iter().any(|c| {
                c.item == id && c.check == check.origin && c.row.to_vec() == self.path(item.home, row)
            });
            match (self.truth(&check.require, item.home, row), check.level) {
                (Some(true), _) => {}
                (Some(false), CheckLevel::Warning) if confirmed => found.push(format!("{name} confirmed")),
                (Some(false), CheckLevel::Warning) => found.push(format!("{name} warning")),
                (Some(false), CheckLevel::Error) => found.push(format!("{name} error")),
                (None, _) if answered => found.push(format!("{name} undecided")),
                (None, _) => {}
            }
        }
        found
    }

    fn of_roster(&self, id: RosterId, parent: u32) -> Vec<String> {
        let roster = &self.instrument.rosters[id.0 as usize];
        let own = self.recorded_under(id, parent, false);
        let asked = self.asked(roster.item, parent);
        let all = if asked { self.rows_under(id, parent) } else { Vec::new() };
        let kept: Vec<_> = all.iter().take(roster.max as usize).filter_map(|row| row.recorded).collect();
        let mut found = Vec::new();
        let beyond = asked && matches!(roster.rows, Rows::Free | Rows::Previous(_));
        if !beyond && own.iter().any(|row| !kept.contains(row) && self.holds(id, *row)) {
            found.push("not_asked info".to_owned());
        }
        if let Rows::Count(formula) = &roster.rows
            && let Some(counted) = self.counted(formula, id, parent).filter(|_| asked)
            && counted.is_none_or(|rows| rows > roster.max as usize)
        {
            found.push("rows error".to_owned());
        }
        if all.len() > roster.max as usize {
            found.push("rows error".to_owned());
        }
        if beyond && all.len() < roster.min as usize {
            found.push("rows error".to_owned());
        }
        if !all.is_empty() && roster.max > 0 {
            found.extend(self.of_checks(roster.item, &roster.checks, parent, true));
        }
        found
    }

    /// Whether an answer stands in a recorded row or in the rows in it.
    fn holds(&self, id: RosterId, row: u32) -> bool {
        let own = (0..).zip(&self.instrument.vars).filter(|(_, var)| var.home == Some(id));
        let mut own = own.map(|(at, _)| self.record.answer(monev::expr::VarId(at), row));
        let inner =
            (0..).map(RosterId).zip(&self.instrument.rosters).filter(|(_, inner)| inner.parent == Some(id));
        own.any(|answer| matches!(answer, Recorded::Value(_) | Recorded::Special(_)))
            || inner.into_iter().any(|(inner, _)| {
                let rows =
                    (0..).zip(self.record.answers.rows(inner)).filter(|(_, under)| under.parent == row);
                rows.into_iter().any(|(at, _)| self.holds(inner, at))
            })
    }
}
