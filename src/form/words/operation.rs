//! One node in words.

use super::aggregate::aggregate;
use super::call::call;
use super::{Bind, Phrase, Teller, value};
use crate::expr::{AttributeRef, Expr, Node, NodeId, StateTest, VarId};
use crate::model::{ItemKind, QuestionType, VarKind};
use crate::value::{ListId, TableId, Type, Value};

/// A node as a sentence if it is a condition, as a noun otherwise.
pub(super) fn operation(teller: &mut Teller<'_>, id: NodeId) -> Option<Phrase> {
    let expr = teller.expr;
    if let Some(formula) = unfolded(teller, id) {
        return teller.inside(formula, |teller| teller.tell(formula.root));
    }
    Some(match expr.node(id) {
        Node::Const(constant) => {
            let told = value(teller.speech, constant, expr.type_of(id));
            let answer = matches!(constant, Value::Choice(_)) && teller.quoting;
            Phrase::thing(if answer { format!("“{told}”") } else { told })
        }
        Node::Read { var, .. } if *expr.type_of(id) == Type::Bool => truth(teller, *var, true),
        Node::Read { var, .. } => Phrase::thing(teller.speech.variable(*var)),
        Node::State { var, test, .. } => state(teller, *var, *test, true),
        Node::RowIndex { roster, .. } => {
            let name = teller.speech.roster(*roster);
            Phrase::thing(format!("{} {name}", teller.say("nomor baris", "the row number of")))
        }
        Node::CurrentChoice => Phrase::thing(teller.say("pilihan itu", "the choice")),
        Node::Attribute { of, list, attribute } => attribute_of(teller, *of, *list, *attribute)?,
        Node::ByCode { of, .. } => Phrase::thing(noun(teller, coded(expr, *of))?),
        Node::Label { of, .. } => Phrase::thing(noun(teller, *of)?),
        Node::Call { func, args } => call(teller, *func, args)?,
        Node::Aggregate(rows) => aggregate(teller, rows)?,
        Node::Lookup { table, column, keys } => lookup(teller, *table, *column, keys)?,
    })
}

/// The formula to tell in place of a node that only reads a calculation.
pub(super) fn unfolded<'a>(teller: &Teller<'a>, id: NodeId) -> Option<&'a Expr> {
    teller.expr.node(id).read().and_then(|var| teller.speech.unfolded(var))
}

/// A node as a noun: a column by its name even where it is a truth value.
pub(super) fn noun(teller: &mut Teller<'_>, id: NodeId) -> Option<String> {
    if let (Node::Read { var, .. }, None) = (teller.expr.node(id), unfolded(teller, id)) {
        return Some(teller.speech.variable(*var));
    }
    Some(teller.tell(id)?.within(Bind::Thing))
}

/// A column of truth values as a sentence: "x is Yes", "x is true".
pub(super) fn truth(teller: &Teller<'_>, var: VarId, holds: bool) -> Phrase {
    let name = teller.speech.variable(var);
    let (id, en) = match (asks_yes_no(teller, var), holds, teller.quoting) {
        (true, true, false) => ("adalah Ya", "is Yes"),
        (true, true, true) => ("adalah “Ya”", "is “Yes”"),
        (true, false, false) => ("adalah Tidak", "is No"),
        (true, false, true) => ("adalah “Tidak”", "is “No”"),
        (false, true, _) => ("benar", "is true"),
        (false, false, _) => ("tidak benar", "is false"),
    };
    Phrase::new(format!("{name} {}", teller.say(id, en)), Bind::Sentence)
}

fn asks_yes_no(teller: &Teller<'_>, var: VarId) -> bool {
    let kind = teller.speech.instrument.var(var).map(|column| column.kind);
    let Some(VarKind::Question(item)) = kind else { return false };
    match teller.speech.instrument.items.get(item).map(|item| &item.kind) {
        Some(ItemKind::Question(question)) => question.ty == QuestionType::YesNo,
        Some(
            ItemKind::Section { .. }
            | ItemKind::Note
            | ItemKind::Calc(_)
            | ItemKind::Grid { .. }
            | ItemKind::Roster(_),
        )
        | None => false,
    }
}

/// A fact about an answer as a sentence.
pub(super) fn state(teller: &Teller<'_>, var: VarId, test: StateTest, holds: bool) -> Phrase {
    let (id, en) = match (test, holds) {
        (StateTest::Answered, true) | (StateTest::Unanswered, false) => ("dijawab", "is answered"),
        (StateTest::Answered, false) | (StateTest::Unanswered, true) => ("tidak dijawab", "is not answered"),
        (StateTest::DontKnow, true) => ("dijawab Tidak tahu", "is answered Don't know"),
        (StateTest::DontKnow, false) => ("tidak dijawab Tidak tahu", "is not answered Don't know"),
        (StateTest::Refused, true) => ("ditolak dijawab", "is refused"),
        (StateTest::Refused, false) => ("tidak ditolak dijawab", "is not refused"),
        (StateTest::NotApplicable, true) => ("tidak berlaku", "does not apply"),
        (StateTest::NotApplicable, false) => ("berlaku", "applies"),
        (StateTest::NotInVersion, true) => ("tidak ada dalam versi itu", "is not in that version"),
        (StateTest::NotInVersion, false) => ("ada dalam versi itu", "is in that version"),
    };
    Phrase::new(format!("{} {}", teller.speech.variable(var), teller.say(id, en)), Bind::Sentence)
}

fn attribute_of(
    teller: &mut Teller<'_>,
    of: NodeId,
    list: ListId,
    attribute: AttributeRef,
) -> Option<Phrase> {
    let column = match attribute {
        AttributeRef::Score => teller.say("skor", "score").to_owned(),
        AttributeRef::Code => teller.say("kode", "code").to_owned(),
        AttributeRef::Column(at) => {
            let list = teller.speech.instrument.list(list)?;
            list.list.attributes.get(at as usize)?.name.to_string()
        }
    };
    let of = noun(teller, of)?;
    Some(Phrase::thing(match teller.speech.lang {
        crate::base::Lang::Id => format!("{column} {of}"),
        crate::base::Lang::En => format!("the {column} of {of}"),
    }))
}

/// The choice whose code is looked up in another list: for people it is the same choice.
fn coded(expr: &Expr, code: NodeId) -> NodeId {
    match expr.node(code) {
        Node::Attribute { of, attribute: AttributeRef::Code, .. } => *of,
        Node::Attribute { .. }
        | Node::ByCode { .. }
        | Node::Const(_)
        | Node::Read { .. }
        | Node::State { .. }
        | Node::RowIndex { .. }
        | Node::CurrentChoice
        | Node::Label { .. }
        | Node::Call { .. }
        | Node::Aggregate(_)
        | Node::Lookup { .. } => code,
    }
}

fn lookup(teller: &mut Teller<'_>, table: TableId, column: u32, keys: &[NodeId]) -> Option<Phrase> {
    let shape = &teller.speech.instrument.table(table)?.shape;
    let column = &shape.values.get(column as usize)?.name;
    let mut told = Vec::new();
    for (key, id) in shape.keys.iter().zip(keys) {
        told.push(format!("{} = {}", key.name, noun(teller, *id)?));
    }
    let from = teller.say("dari tabel", "from the table");
    let at = teller.say("untuk", "for");
    Some(Phrase::thing(format!("{column} {from} {} {at} {}", shape.name, told.join(", "))))
}
