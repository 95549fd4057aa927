//! Sums and products: chains become one call each, dates take durations, divisions by powers of ten are exact.

use super::super::ast::{AstId, ProductOp, SumOp};
use super::super::build::Builder;
use super::super::funcs::Func;
use super::super::ir::NodeId;
use super::super::rule::{A_NUMBER, Fault};
use super::{Meant, Pass};
use crate::base::{Diagnostic, Message, codes};
use crate::value::{Decimal, Type, Value};

impl Pass<'_, '_, '_> {
    pub(super) fn sum(&mut self, id: AstId, parts: &[(SumOp, AstId)]) -> Meant {
        let places: Vec<AstId> = parts.iter().map(|(_, part)| *part).collect();
        let Some(values) = self.values(&places) else { return Meant::Wrong };
        let types: Vec<Type> = values.iter().map(|value| self.state.graph.type_of(*value).clone()).collect();
        if matches!(types.first(), Some(Type::Date)) {
            return self.date_sum(id, parts, &values, &types);
        }
        if let Some(at) = types.iter().position(|ty| matches!(ty, Type::Date | Type::Days | Type::Months)) {
            return self.misplaced_duration(places.get(at).copied().unwrap_or(id), types.get(at));
        }
        // The first that is no number is reported, and not what would follow from it.
        let odd = places.iter().zip(&types).find(|(_, ty)| ty.as_num().is_none());
        if let Some((place, ty)) = odd {
            let fault = Fault::wanted(0, A_NUMBER, ty);
            let joined = fault
                .clone()
                .hint("teks disambung dengan `concat(a, b)`", "texts are put together with `concat(a, b)`");
            return self.fault(*place, if matches!(ty, Type::Text) { joined } else { fault });
        }
        if let ([_, (SumOp::Minus, _)], [a, b]) = (parts, values.as_slice()) {
            return self.call_with(Func::Sub, id, &[*a, *b], &places);
        }
        let term = |graph: &mut Builder, op: SumOp, value: NodeId| match op {
            SumOp::Minus => graph.call(Func::Neg, &[value]),
            SumOp::Plus => value,
        };
        let signed = parts.iter().zip(values);
        let terms: Vec<NodeId> =
            signed.map(|((op, _), value)| term(&mut self.state.graph, *op, value)).collect();
        self.call_with(Func::Add, id, &terms, &places)
    }

    /// A date and durations after it.
    fn date_sum(&mut self, id: AstId, parts: &[(SumOp, AstId)], values: &[NodeId], types: &[Type]) -> Meant {
        let Some(mut date) = values.first().copied() else { return Meant::Wrong };
        for (((op, place), value), ty) in parts.iter().zip(values).zip(types).skip(1) {
            let func = match ty {
                Type::Days => Func::AddDays,
                Type::Months => Func::AddMonths,
                Type::Bool
                | Type::Num(_)
                | Type::Text
                | Type::Label
                | Type::Date
                | Type::Time
                | Type::DateTime
                | Type::Choice(_)
                | Type::Choices(_)
                | Type::Geo
                | Type::File
                | Type::Missing
                | Type::Wrong => return self.not_a_duration(*place, ty, *value),
            };
            let amount = match op {
                SumOp::Plus => *value,
                SumOp::Minus => self.state.graph.call(Func::Neg, &[*value]),
            };
            let Meant::Node(later) = self.call_with(func, id, &[date, amount], &[*place, *place]) else {
                return Meant::Wrong;
            };
            date = later;
        }
        Meant::Node(date)
    }

    /// `tgl + 5`, `tgl - tgl2`.
    fn not_a_duration(&mut self, place: AstId, ty: &Type, value: NodeId) -> Meant {
        let fault = Fault::wanted(0, super::super::function::Text { id: "lama waktu", en: "a duration" }, ty);
        let mut diagnostic = Diagnostic::new(codes::TYPE, self.span(place), fault.message);
        if matches!(ty, Type::Num(_)) {
            let whole = self.state.graph.value_of(value).and_then(crate::value::ops::as_whole);
            let count = whole.unwrap_or(5);
            let s = if count == 1 { "" } else { "s" };
            diagnostic = diagnostic.hint(Message::new(
                format!("tulis satuannya: `{count} day{s}`, `{count} month{s}` …"),
                format!("write the unit: `{count} day{s}`, `{count} month{s}` …"),
            ));
        }
        if matches!(ty, Type::Date) {
            diagnostic = diagnostic.hint(Message::new(
                "selisih dua tanggal: `days_between(a, b)`, `months_between(a, b)`, `age_years(a, b)`",
                "the difference of two dates: `days_between(a, b)`, `months_between(a, b)`, `age_years(a, b)`",
            ));
        }
        self.report(diagnostic)
    }

    fn misplaced_duration(&mut self, place: AstId, ty: Option<&Type>) -> Meant {
        let (id, en) = match ty {
            Some(Type::Date) => {
                ("tanggal tidak bisa dijumlahkan dengan ini", "a date can't be added to this")
            }
            _ => ("lama waktu hanya bisa ditambahkan pada tanggal", "a duration can only be added to a date"),
        };
        let hint =
            Message::new("tulis tanggalnya dulu: `tgl + 5 days`", "write the date first: `d + 5 days`");
        self.report(Diagnostic::new(codes::TYPE, self.span(place), Message::new(id, en)).hint(hint))
    }

    pub(super) fn product(&mut self, id: AstId, parts: &[(ProductOp, AstId)]) -> Meant {
        let places: Vec<AstId> = parts.iter().map(|(_, part)| *part).collect();
        let Some(values) = self.values(&places) else { return Meant::Wrong };
        let mut factors: Vec<(NodeId, AstId)> = Vec::new();
        for ((op, place), value) in parts.iter().zip(values) {
            match op {
                ProductOp::Times => factors.push((value, *place)),
                ProductOp::Over => {
                    let Meant::Node(node) = self.quotient(id, &factors, (value, *place)) else {
                        return Meant::Wrong;
                    };
                    factors = vec![(node, id)];
                }
            }
        }
        self.times(id, &factors)
    }

    /// The product of factors gathered so far.
    fn times(&mut self, id: AstId, factors: &[(NodeId, AstId)]) -> Meant {
        if let [(only, _)] = factors {
            return Meant::Node(*only);
        }
        let (values, places): (Vec<NodeId>, Vec<AstId>) = factors.iter().copied().unzip();
        self.call_with(Func::Mul, id, &values, &places)
    }

    fn quotient(&mut self, id: AstId, factors: &[(NodeId, AstId)], divisor: (NodeId, AstId)) -> Meant {
        let first = factors.first().map_or(id, |(_, place)| *place);
        let Meant::Node(dividend) = self.times(id, factors) else { return Meant::Wrong };
        match self.state.graph.value_of(divisor.0).and_then(power_of_ten) {
            Some(k) if matches!(self.state.graph.type_of(dividend), Type::Num(_)) => {
                let places = self.state.graph.number(Decimal::int(k));
                self.call_with(Func::Shift, id, &[dividend, places], &[first, divisor.1])
            }
            Some(_) | None => self.call_with(Func::Div, id, &[dividend, divisor.0], &[first, divisor.1]),
        }
    }
}

/// k, if the value is 10^k for a whole k ≥ 0.
fn power_of_ten(value: &Value) -> Option<i128> {
    let n = crate::value::ops::as_whole(value).filter(|n| *n > 0)?;
    let k = n.ilog10();
    (10_i64.checked_pow(k)? == n).then_some(i128::from(k))
}
