//! Which choices are offered, as an instruction to whoever holds the printed form.

use super::text::Teller;
use crate::expr::{Expr, Node, NodeId};
use crate::model::{Formula, Question, VarKind};
use crate::value::Type;

impl Teller<'_> {
    /// Which choices of a question may be ticked; empty if all of them may.
    pub(super) fn offered(&self, question: Option<&Question>) -> String {
        let Some(filter) = question.and_then(|question| question.choices_where.as_ref()) else {
            return String::new();
        };
        self.by_answer(filter).unwrap_or_else(|| {
            let only = self.say("Hanya pilihan yang memenuhi:", "Only choices for which this holds:");
            format!("{only} {}", self.condition(Some(filter)))
        })
    }

    /// The usual filters, which compare the choice with one answer: its region above, what was ticked, its row.
    fn by_answer(&self, filter: &Formula) -> Option<String> {
        let expr = &filter.expr;
        let Node::Call { args, .. } = expr.node(expr.root) else { return None };
        let [one, other] = args.as_slice() else { return None };
        let (choice, answer) = if of_choice(expr, *one) { (*one, *other) } else { (*other, *one) };
        let read = read_in(expr, answer).filter(|_| of_choice(expr, choice) && !of_choice(expr, answer))?;
        let VarKind::Question(item) = self.instrument.var(read)?.kind else {
            let row = matches!(self.instrument.var(read)?.kind, VarKind::RowChoice(_));
            let same = self.say("Hanya pilihan yang sama dengan barisnya.", "Only the choice of its row.");
            return row.then(|| same.to_owned());
        };
        let number = self.numbers.get(item)?;
        let ticked = matches!(expr.type_of(answer), Type::Choices(_));
        let belongs = matches!(expr.node(choice), Node::Attribute { .. });
        let text = match (ticked, belongs) {
            (true, false) => self.say("Hanya pilihan yang dicentang pada no.", "Only choices ticked at no."),
            (false, true) => self.say(
                "Hanya pilihan yang termasuk jawaban no.",
                "Only choices that belong to the answer to no.",
            ),
            (true, true) | (false, false) => return None,
        };
        Some(format!("{text} {number}."))
    }
}

/// Whether a node is the choice that is being decided for, or an attribute of it.
fn of_choice(expr: &Expr, id: NodeId) -> bool {
    let node = expr.node(id);
    let node = if let Node::Attribute { of, .. } = node { expr.node(*of) } else { node };
    matches!(node, Node::CurrentChoice)
}

/// The column that a node reads, also by its code.
fn read_in(expr: &Expr, id: NodeId) -> Option<crate::expr::VarId> {
    let node = expr.node(id);
    if let Node::Attribute { of, .. } = node { expr.node(*of).read() } else { node.read() }
}
