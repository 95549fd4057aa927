//! The rules of a profile: what each draws from.

use super::ordinal::Axis;
use super::pattern::Maker;
use super::profile::{From, Rule, Stretch};
use super::rate::Rate;
use super::read::{About, Reading};
use crate::base::Message;
use crate::expr::Expected;
use crate::model::QuestionType;
use crate::model::answer::{Answer, Raw, Reader};
use crate::source::{Block, Key, Scalar, Written};
use crate::value::{Decimal, NumType, Pattern, Type, Value};

impl Reading<'_, '_> {
    /// The rules written for one thing.
    pub(super) fn rules(&mut self, written: &Written, about: &About) -> Vec<Rule> {
        written.elements().iter().filter_map(Written::block).map(|block| self.rule(block, about)).collect()
    }

    fn rule(&mut self, block: &Block, about: &About) -> Rule {
        let when = block.scalar(Key::When);
        Rule {
            when: when.and_then(|when| self.formula(when, about.home, Expected::Bool)),
            from: self.from(block, about),
            per_case: block.scalar(Key::Each).is_some_and(|each| &*each.text == "case"),
            missing: self.rate(block.scalar(Key::Missing)),
            dont_know: self.rate(block.scalar(Key::DontKnow)),
            refused: self.rate(block.scalar(Key::Refused)),
        }
    }

    fn from(&mut self, block: &Block, about: &About) -> From {
        if let Some(value) = block.scalar(Key::Value) {
            let formula = self.formula(value, about.home, Expected::Exactly(about.target.clone()));
            return formula.map_or(From::Anywhere, From::Formula);
        }
        if let Some(written) = block.get(Key::Weights) {
            return From::Weighted(self.weights(written, about));
        }
        if let Some(written) = block.get(Key::OneOf) {
            let scalars = written.elements().iter().filter_map(Written::scalar);
            let values = scalars.filter_map(|scalar| Some((self.value(scalar, about)?, 1)));
            return From::Weighted(values.collect());
        }
        if let Some(written) = block.get(Key::Ticked) {
            return self.ticked(written, about);
        }
        if let Some(scalar) = block.scalar(Key::Pattern) {
            return self.pattern(scalar, about);
        }
        self.stretch(block, about)
    }

    // --- values ---

    /// An answer as it is written in a profile.
    fn value(&mut self, scalar: &Scalar, about: &About) -> Option<Value> {
        let ty = about.ty.as_ref()?;
        let list = ty.list().and_then(|list| self.instrument.list(list));
        let mut reader = Reader { list, ..Reader::default() };
        match ty.read(&Raw::Untyped((*scalar.text).into()), &mut reader) {
            Answer::Value(value) => Some(value),
            Answer::Special(_) | Answer::Empty | Answer::Invalid => {
                let why = reader.remarks.into_iter().next().map(|remark| remark.message);
                let why = why.unwrap_or_else(|| Message::new("bukan jawaban", "it is no answer"));
                self.wrong(
                    scalar.span,
                    format!("`{}`: {}", scalar.text, why.id),
                    format!("`{}`: {}", scalar.text, why.en),
                );
                None
            }
        }
    }

    fn weights(&mut self, written: &Written, about: &About) -> Vec<(Value, u64)> {
        let mut all = Vec::new();
        for (key, weight) in written.entries() {
            let Some((value, scalar)) = self.value(key, about).zip(weight.scalar()) else { continue };
            // What isn't a number is reported by the reader of keys.
            let Some(number) = Decimal::parse(&scalar.text.replace('_', "")) else { continue };
            let millionths = number.rescale(6).and_then(|number| u64::try_from(number.units()).ok());
            match millionths.filter(|weight| *weight <= 1 << 50) {
                Some(weight) => all.push((value, weight)),
                None => self.wrong(
                    scalar.span,
                    "bobot tidak boleh negatif atau lebih dari satu miliar",
                    "a weight is neither negative nor above a billion",
                ),
            }
        }
        if !written.entries().is_empty() && all.iter().all(|(_, weight)| *weight == 0) {
            self.wrong(written.span(), "semua bobotnya nol", "all weights are zero");
        }
        all
    }

    fn ticked(&mut self, written: &Written, about: &About) -> From {
        if !matches!(about.ty, Some(QuestionType::SelectMultiple(_))) {
            self.wrong(
                written.span(),
                "`ticked` hanya untuk pertanyaan `select_multiple`",
                "`ticked` is only for `select_multiple` questions",
            );
            return From::Anywhere;
        }
        let mut all = Vec::new();
        for (key, rate) in written.entries() {
            if let Some(Value::Choices(codes)) = self.value(key, about)
                && let Some(rate) = self.rate(rate.scalar())
            {
                all.extend(codes.iter().map(|code| (*code, rate)));
            }
        }
        From::Ticked(all)
    }

    fn pattern(&mut self, scalar: &Scalar, about: &About) -> From {
        if !matches!(about.ty, Some(QuestionType::Text | QuestionType::Barcode)) {
            self.wrong(scalar.span, "`pattern` hanya untuk teks", "`pattern` is only for text");
            return From::Anywhere;
        }
        match Pattern::new(&scalar.text).ok().as_ref().and_then(Maker::new) {
            Some(maker) => From::Pattern(maker),
            None => {
                self.wrong(
                    scalar.span,
                    "pola ini tidak dapat dipakai; yang berlaku sama seperti `matches`",
                    "this pattern can't be used; what holds for `matches` holds here",
                );
                From::Anywhere
            }
        }
    }

    fn stretch(&mut self, block: &Block, about: &About) -> From {
        const KEYS: [Key; 5] = [Key::Min, Key::Max, Key::Mean, Key::Spread, Key::Step];
        let Some(first) = KEYS.iter().find_map(|key| block.field(*key)) else { return From::Anywhere };
        let Some(axis) = about.ty.as_ref().and_then(Axis::of) else {
            self.wrong(
                first.key_span,
                "ini hanya untuk angka, tanggal, bulan, dan jam",
                "this is only for numbers, dates, months and times",
            );
            return From::Anywhere;
        };
        let place = Expected::Exactly(about.target.as_num().map_or_else(
            || about.target.clone(),
            |number| Type::Num(NumType { min: -wide(number), max: wide(number), ..number.clone() }),
        ));
        let distance = if let Axis::Number { .. } = axis { place.clone() } else { Expected::Number };
        let mut read = |key: Key, expected: &Expected| {
            block.scalar(key).and_then(|scalar| self.formula(scalar, about.home, expected.clone()))
        };
        From::Stretch(Box::new(Stretch {
            min: read(Key::Min, &place),
            max: read(Key::Max, &place),
            mean: read(Key::Mean, &place),
            spread: read(Key::Spread, &distance),
            step: read(Key::Step, &distance),
        }))
    }

    fn rate(&mut self, scalar: Option<&Scalar>) -> Option<Rate> {
        let scalar = scalar?;
        let rate = Rate::parse(&scalar.text);
        if rate.is_none() {
            self.wrong(
                scalar.span,
                "tulislah seberapa sering sebagai persen, misalnya `5%`",
                "write how often as a percentage, such as `5%`",
            );
        }
        rate
    }
}

fn wide(number: &NumType) -> i128 {
    crate::model::Bounds::usual(number.scale)
}
