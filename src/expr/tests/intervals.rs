//! Deduced intervals are true for numbers of any scale and bounds, and nothing overflows within them.

use std::ops::Range;
use std::sync::Arc;

use crate::base::Limits;
use crate::expr::funcs::Func;
use crate::expr::{Builder, Env, Expr, Frame, NodeId, VarId, eval};
use crate::value::{Decimal, List, ListId, NumType, RosterId, State, TableId, Type, Value};

/// The numbers read; everything else isn't there.
struct Numbers(Vec<Value>);

impl Env for Numbers {
    fn read(&self, var: VarId, _: u32) -> Value {
        self.0[var.0 as usize].clone()
    }

    fn state(&self, _: VarId, _: u32) -> State {
        State::Answered
    }

    fn rows(&self, _: RosterId, _: u32) -> Range<u32> {
        0..0
    }

    fn row_index(&self, _: RosterId, _: u32) -> u32 {
        0
    }

    fn list(&self, _: ListId) -> Option<&List> {
        None
    }

    fn label(&self, _: ListId, _: u32) -> Option<Arc<str>> {
        None
    }

    fn lookup(&self, _: TableId, _: &[Value], _: u32) -> Value {
        Value::Missing
    }

    fn current_choice(&self) -> Option<u32> {
        None
    }
}

/// Draws from a seed (splitmix64).
struct Draw(u64);

impl Draw {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }

    /// A number of up to so many digits, as likely small as large.
    fn units(&mut self, digits: u64) -> i128 {
        let size = 10_i128.pow(u32::try_from(self.below(digits + 1)).unwrap());
        let any = (i128::from(self.next()) << 62) ^ i128::from(self.next());
        let near = [0, 1, size / 2, size - 1, any.rem_euclid(size)];
        let n = near[self.below(near.len() as u64) as usize];
        if self.below(2) == 0 { n } else { -n }
    }

    fn num(&mut self) -> NumType {
        let digits = if self.below(3) == 0 { 36 } else { 12 };
        let (a, b) = (self.units(digits), self.units(digits));
        NumType::new(self.below(11) as u8, a, b)
    }

    /// A value of a type, often one of its ends or next to 0.
    fn value(&mut self, num: &NumType) -> Decimal {
        let inside = self.units(37).rem_euclid(num.max - num.min + 1) + num.min;
        let near = [num.min, num.max, 0, 1, -1, inside, inside];
        let n = near[self.below(near.len() as u64) as usize];
        Decimal::new(if (num.min..=num.max).contains(&n) { n } else { inside }, num.scale)
    }
}

/// A random expression over typed numbers, and their types.
struct Made {
    draw: Draw,
    builder: Builder,
    types: Vec<NumType>,
    /// Whether it may be missing although nothing read is: it divides, or takes a logarithm.
    partial: bool,
}

impl Made {
    fn number(&mut self, depth: u32) -> NodeId {
        if depth == 0 || self.draw.below(5) == 0 {
            let num = self.draw.num();
            if self.draw.below(5) == 0 {
                let value = self.draw.value(&num);
                return self.builder.number(value);
            }
            self.types.push(num.clone());
            let var = VarId(self.types.len() as u32 - 1);
            return self.builder.read(var, Type::Num(num), 0);
        }
        match self.draw.below(24) {
            0..=4 => self.several(depth),
            5..=7 => self.pair(Func::Sub, depth, None),
            8..=10 => self.partly(Func::Div, depth, None),
            11 => self.partly(Func::RoundedQuotient, depth, Some(10)),
            12 => self.whole_pair(depth),
            13 => self.with_literal(Func::Round, depth, 10),
            14 => self.with_literal(Func::Power, depth, 6),
            15 => self.with_literal(Func::Shift, depth, 18),
            16 => {
                let func = [Func::Floor, Func::Ceil, Func::Trunc, Func::Abs, Func::Neg];
                let x = self.number(depth - 1);
                self.builder.call(func[self.draw.below(5) as usize], &[x])
            }
            17 => {
                self.partial = true;
                let x = self.number(depth - 1);
                self.builder.call(Func::Ln, &[x])
            }
            18 => {
                let args: Vec<_> = (0..3).map(|_| self.number(depth - 1)).collect();
                self.builder.call(Func::Clamp, &args)
            }
            19 => {
                let (a, b, x, y) = (self.number(0), self.number(0), self.number(depth - 1), self.number(0));
                let condition = self.builder.call(Func::Less, &[a, b]);
                self.builder.call(Func::If, &[condition, x, y])
            }
            _ => self.scored(depth),
        }
    }

    fn several(&mut self, depth: u32) -> NodeId {
        let func = [Func::Add, Func::Mul, Func::Min, Func::Max][self.draw.below(4) as usize];
        let args: Vec<_> = (0..self.draw.below(3) + 2).map(|_| self.number(depth - 1)).collect();
        self.builder.call(func, &args)
    }

    fn pair(&mut self, func: Func, depth: u32, places: Option<u64>) -> NodeId {
        let mut args = vec![self.number(depth - 1), self.number(depth - 1)];
        if let Some(most) = places {
            args.push(self.literal(most));
        }
        self.builder.call(func, &args)
    }

    fn partly(&mut self, func: Func, depth: u32, places: Option<u64>) -> NodeId {
        self.partial = true;
        self.pair(func, depth, places)
    }

    fn whole_pair(&mut self, depth: u32) -> NodeId {
        self.partial = true;
        let (a, b) = (self.number(depth - 1), self.number(depth - 1));
        let (a, b) = (self.builder.call(Func::Trunc, &[a]), self.builder.call(Func::Floor, &[b]));
        self.builder.call([Func::Quotient, Func::Remainder][self.draw.below(2) as usize], &[a, b])
    }

    fn literal(&mut self, most: u64) -> NodeId {
        let n = i128::from(self.draw.below(most + 1));
        self.builder.number(Decimal::int(n))
    }

    fn with_literal(&mut self, func: Func, depth: u32, most: u64) -> NodeId {
        let args = [self.number(depth - 1), self.literal(most)];
        self.builder.call(func, &args)
    }

    /// `sum`, `mean` or `prorate` of a few or of many numbers of the same scale.
    fn scored(&mut self, depth: u32) -> NodeId {
        let many = self.draw.below(3) == 0;
        let n = if many { 40 } else { self.draw.below(4) + 1 };
        let one = self.number(if many { 0 } else { depth - 1 });
        let scale = self.builder.type_of(one).as_num().map_or(0, |num| num.scale);
        let places = self.builder.number(Decimal::int(i128::from(scale)));
        let mut args = vec![self.literal(n)];
        for _ in 0..n {
            let next = if many { one } else { self.number(0) };
            args.push(self.builder.call(Func::Rescale, &[next, places]));
        }
        let func = [Func::Sum, Func::Mean, Func::Prorate][self.draw.below(3) as usize];
        self.builder.call(func, &args)
    }
}

/// An expression that the type rules accept, the types of what it reads, and whether it may be missing.
fn made(seed: u64) -> Option<(Expr, Vec<NumType>, bool, Draw)> {
    let start = Draw(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    let mut made = Made { draw: start, builder: Builder::new(), types: Vec::new(), partial: false };
    let depth = 1 + made.draw.below(3) as u32;
    let root = made.number(depth);
    let sound = !matches!(made.builder.type_of(root), Type::Wrong);
    sound.then(|| (made.builder.finish(root), made.types, made.partial, made.draw))
}

#[test]
fn values_lie_within_deduced_intervals_and_nothing_overflows() {
    let mut accepted = 0;
    for seed in 0..20_000 {
        let Some((expr, types, partial, mut draw)) = made(seed) else { continue };
        let Type::Num(deduced) = expr.ty().clone() else { panic!("{seed}: not a number") };
        assert!(expr.cost < Limits::default().expression_cost);
        accepted += 1;
        for _ in 0..8 {
            let numbers: Vec<Value> = types.iter().map(|num| Value::Num(draw.value(num))).collect();
            let read = Numbers(numbers);
            let mut frame = Frame::from_slice(&[0]);
            let value = eval(&expr, &read, &mut frame);
            if let Value::Num(n) = value {
                assert!(deduced.contains(n), "{seed}: {n} in {deduced:?} for {:?}", read.0);
            } else {
                assert!(partial && value == Value::Missing, "{seed}: {value:?} for {:?}", read.0);
            }
        }
    }
    assert!(accepted > 8_000, "only {accepted} were accepted");
}
