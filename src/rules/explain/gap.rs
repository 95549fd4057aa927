//! Why a formula gives nothing although everything it reads is there: a choice without a score, a row that a table
//! doesn't have, a division by zero.

use std::collections::BTreeSet;

use crate::base::{Lang, Message};
use crate::expr::funcs::Func;
use crate::expr::{AttributeRef, Expr, Node, NodeId};
use crate::value::{ListId, RosterId, Value};

use super::reads::Reader;
use super::tree::{Reading, Words};
use super::words::{both, pick, word};

/// Rows that are named where something is missing in many.
const MOST_ROWS: usize = 5;

/// A formula in the row in which it was evaluated.
pub(super) struct Gap<'a> {
    pub(super) reader: &'a Reader<'a>,
    pub(super) expr: &'a Expr,
    pub(super) home: Option<RosterId>,
    pub(super) row: u32,
}

impl Gap<'_> {
    /// The first reason, from the inside out; `None` where there is none to be seen.
    pub(super) fn why(&self) -> Option<Words> {
        let mut reached = BTreeSet::new();
        self.reach(self.expr.root, &mut reached);
        reached.into_iter().find_map(|id| self.of(id)).map(Words::from)
    }

    /// What was evaluated here: not the rows of aggregates, and of an `if` only what was chosen. The recursion is as deep
    /// as the expression.
    fn reach(&self, id: NodeId, reached: &mut BTreeSet<NodeId>) {
        let Some(node) = self.expr.nodes.get(id).filter(|_| reached.insert(id)) else { return };
        match node {
            Node::Aggregate(_) => {}
            Node::Call { func: Func::If, args } => {
                for arm in args.chunks(2) {
                    match arm {
                        [condition, value] => {
                            self.reach(*condition, reached);
                            match self.value(*condition).truth() {
                                Some(false) => {}
                                Some(true) => return self.reach(*value, reached),
                                None => return,
                            }
                        }
                        otherwise => otherwise.iter().for_each(|id| self.reach(*id, reached)),
                    }
                }
            }
            Node::Const(_)
            | Node::Read { .. }
            | Node::State { .. }
            | Node::RowIndex { .. }
            | Node::CurrentChoice
            | Node::Attribute { .. }
            | Node::ByCode { .. }
            | Node::Label { .. }
            | Node::Call { .. }
            | Node::Lookup { .. } => node.each_child(|child| self.reach(child, reached)),
        }
    }

    fn value(&self, id: NodeId) -> Value {
        self.reader.eval_node(self.expr, id, (self.home, self.row))
    }

    fn of(&self, id: NodeId) -> Option<Message> {
        let node = self.expr.nodes.get(id).filter(|_| self.value(id).is_missing())?;
        match node {
            Node::Attribute { of, list, attribute } => self.no_attribute(*of, *list, *attribute),
            Node::ByCode { of, list } => self.no_code(*of, *list),
            Node::Lookup { table, keys, .. } => {
                let there = keys.iter().all(|key| !self.value(*key).is_missing());
                let table = self.reader.instrument().table(*table).filter(|_| there)?;
                let name = &table.shape.name;
                Some(Message::new(
                    format!("tabel `{name}` tidak punya nilai untuk kunci ini"),
                    format!("the table `{name}` has no value for these keys"),
                ))
            }
            Node::Call { func: Func::Div | Func::Quotient | Func::Remainder, args } => {
                let by = args.get(1).map(|by| self.value(*by));
                let zero = matches!(by, Some(Value::Num(by)) if by.signum() == 0);
                zero.then(|| Message::new("pembagian dengan nol", "a division by zero"))
            }
            Node::Const(_)
            | Node::Read { .. }
            | Node::State { .. }
            | Node::RowIndex { .. }
            | Node::CurrentChoice
            | Node::Label { .. }
            | Node::Call { .. }
            | Node::Aggregate(_) => None,
        }
    }

    fn no_code(&self, of: NodeId, list: ListId) -> Option<Message> {
        let Value::Text(code) = self.value(of) else { return None };
        let name = &self.reader.instrument().list(list)?.list.name;
        Some(Message::new(
            format!("daftar `{name}` tidak punya kode `{code}`"),
            format!("the list `{name}` has no code `{code}`"),
        ))
    }

    fn no_attribute(&self, of: NodeId, list: ListId, attribute: AttributeRef) -> Option<Message> {
        let Value::Choice(at) = self.value(of) else { return None };
        let code = self.reader.code(list, at)?;
        let column = match attribute {
            AttributeRef::Score => "score",
            AttributeRef::Code => "code",
            AttributeRef::Column(column) => {
                let list = self.reader.instrument().list(list)?;
                &list.list.attributes.get(column as usize)?.name
            }
        };
        Some(Message::new(
            format!("pilihan `{code}` tidak punya `{column}`"),
            format!("the choice `{code}` has no `{column}`"),
        ))
    }
}

/// Why a formula has no value: what it read and found missing, or what gave nothing in it.
pub(super) fn why_missing(reads: &[Reading], gap: &Gap<'_>) -> Words {
    let seen = gap.why();
    both(|lang| {
        let mut reasons: Vec<String> = reads.iter().flat_map(|reading| missing(reading, lang)).collect();
        if reasons.is_empty() {
            let empty = reads.iter().filter(|reading| reading.cells.is_empty());
            reasons.extend(empty.map(|reading| {
                let why = pick(lang, "tidak ada baris", "no rows");
                format!("`{}`: {why}", reading.name)
            }));
        }
        if let (true, Some(seen)) = (reasons.is_empty(), &seen) {
            return word(seen, lang).to_owned();
        }
        if reasons.is_empty() {
            return pick(lang, "rumusnya tidak menghasilkan nilai", "its formula gives no value");
        }
        reasons.join("; ")
    })
}

/// Why a column has no value, and in which of its rows: `` `usia` [2, 3]: refused ``.
fn missing(reading: &Reading, lang: Lang) -> Vec<String> {
    let mut reasons: Vec<(&Words, Vec<String>)> = Vec::new();
    for cell in &reading.cells {
        let Some(why) = &cell.missing else { continue };
        let row = cell.row.iter().map(ToString::to_string).collect::<Vec<_>>().join(".");
        match reasons.iter_mut().find(|(known, _)| *known == why) {
            Some((_, rows)) => rows.push(row),
            None => reasons.push((why, vec![row])),
        }
    }
    let in_rows = reading.cells.len() > 1;
    let reason = |(why, mut rows): (&Words, Vec<String>)| {
        if rows.len() > MOST_ROWS {
            rows.truncate(MOST_ROWS);
            rows.push("…".to_owned());
        }
        let rows = if in_rows { format!(" [{}]", rows.join(", ")) } else { String::new() };
        format!("`{}`{rows}: {}", reading.name, word(why, lang))
    };
    reasons.into_iter().map(reason).collect()
}
