//! Boxes for texts whose pattern says exactly how many characters they have: a NIK, a case number.

use regex_syntax::hir::{Class, Hir, HirKind};

use super::view::Cell;
use crate::expr::funcs::Func;
use crate::expr::{Expr, Node, NodeId, VarId};
use crate::model::{CheckLevel, Question};
use crate::value::Value;

/// More boxes than this do not fit a line.
const MOST_CELLS: usize = 24;

/// The boxes of a text question that one of its checks gives a pattern of fixed length.
pub(super) fn boxes(question: &Question) -> Option<Vec<Cell>> {
    let hard = question.checks.iter().filter(|check| check.level == CheckLevel::Error);
    hard.filter_map(|check| required_pattern(&check.require.expr, question.var)).find_map(|text| cells(&text))
}

/// The pattern that a condition surely demands of a column.
fn required_pattern(expr: &Expr, var: VarId) -> Option<String> {
    let mut open = vec![expr.root];
    while let Some(id) = open.pop() {
        if let Node::Call { func, args } = expr.node(id) {
            match (func, args.as_slice()) {
                (Func::And, parts) => open.extend(parts),
                (Func::Matches, [of, pattern]) if reads(expr, *of, var) => return text_of(expr, *pattern),
                (_, _) => {}
            }
        }
    }
    None
}

fn reads(expr: &Expr, id: NodeId, wanted: VarId) -> bool {
    matches!(expr.node(id), Node::Read { var, .. } if *var == wanted)
}

fn text_of(expr: &Expr, id: NodeId) -> Option<String> {
    if let Node::Const(Value::Text(text)) = expr.node(id) { Some(text.to_string()) } else { None }
}

/// One box for each character that may vary; the others are printed.
fn cells(pattern: &str) -> Option<Vec<Cell>> {
    let parsed = regex_syntax::Parser::new().parse(pattern).ok()?;
    let mut cells = Vec::new();
    add(&parsed, &mut cells).filter(|()| cells.iter().any(|cell| cell.between.is_empty()))?;
    Some(cells)
}

fn add(part: &Hir, cells: &mut Vec<Cell>) -> Option<()> {
    if cells.len() > MOST_CELLS {
        return None;
    }
    match part.kind() {
        HirKind::Empty => Some(()),
        HirKind::Literal(literal) => {
            let text = std::str::from_utf8(&literal.0).ok()?;
            cells.push(Cell { between: text.to_owned(), under: String::new() });
            Some(())
        }
        HirKind::Class(Class::Unicode(_)) => {
            cells.push(Cell { between: String::new(), under: String::new() });
            Some(())
        }
        HirKind::Repetition(repeated) => {
            let count = repeated.max.filter(|max| *max == repeated.min && *max as usize <= MOST_CELLS)?;
            (0..count).try_for_each(|_| add(&repeated.sub, cells))
        }
        HirKind::Capture(group) => add(&group.sub, cells),
        HirKind::Concat(parts) => parts.iter().try_for_each(|part| add(part, cells)),
        HirKind::Class(Class::Bytes(_)) | HirKind::Look(_) | HirKind::Alternation(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::cells;

    fn drawn(pattern: &str) -> Option<String> {
        let cell =
            |cell: &super::Cell| if cell.between.is_empty() { "_".to_owned() } else { cell.between.clone() };
        cells(pattern).map(|cells| cells.iter().map(cell).collect())
    }

    #[test]
    fn fixed_patterns_become_boxes() {
        assert_eq!(drawn("[0-9]{16}").as_deref(), Some("________________"));
        assert_eq!(drawn("[A-Z]{3}-[0-9]{4}").as_deref(), Some("___-____"));
        assert_eq!(drawn("20[0-9]{2}-TW[1-4]").as_deref(), Some("20__-TW_"));
    }

    #[test]
    fn other_patterns_get_a_line() {
        assert_eq!(drawn("08[0-9]{8,11}"), None);
        assert_eq!(drawn("ab|cde"), None);
        assert_eq!(drawn("abc"), None);
        assert_eq!(drawn("[0-9]{400}"), None);
    }
}
