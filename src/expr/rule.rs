//! What the type rules of the catalogue share: what they know of arguments, what they ask of them, how they refuse.

use super::function::Text;
use crate::base::{Code, Message, codes};
use crate::value::{ListId, NumType, Type, Value};

/// What a type rule knows of an argument.
#[derive(Debug, Clone, Copy)]
pub struct Operand<'a> {
    /// Its type.
    pub ty: &'a Type,
    /// Its value, if it is a constant.
    pub constant: Option<&'a Value>,
}

/// Why arguments don't fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Which mistake.
    pub code: Code,
    /// Which argument; none for the whole call.
    pub at: Option<usize>,
    /// One sentence.
    pub message: Message,
    /// Advice.
    pub hint: Option<Box<Message>>,
    /// The lists of choices that don't go together: of what stands first, and of the argument.
    pub lists: Option<(ListId, ListId)>,
}

impl Fault {
    /// A fault of one argument.
    pub(super) fn at(at: usize, code: Code, id: impl Into<String>, en: impl Into<String>) -> Self {
        Self { code, at: Some(at), message: Message::new(id, en), hint: None, lists: None }
    }

    /// A fault of the whole call.
    pub(super) fn whole(code: Code, id: impl Into<String>, en: impl Into<String>) -> Self {
        Self { code, at: None, message: Message::new(id, en), hint: None, lists: None }
    }

    /// The result could need more digits than there are.
    pub(super) fn overflow() -> Self {
        let fault = Self::whole(
            codes::OVERFLOW,
            "hasilnya bisa terlalu besar untuk dihitung dengan tepat",
            "the result could become too large to be computed exactly",
        );
        fault.hint(
            "beri `min` dan `max` pada pertanyaan yang dipakai",
            "give the questions it uses a `min` and a `max`",
        )
    }

    /// Another type was wanted.
    pub(super) fn wanted(at: usize, wanted: Text, got: &Type) -> Self {
        let got_word = describe(got);
        let code = if matches!(got, Type::Label) { codes::LABEL_IN_LOGIC } else { codes::TYPE };
        let fault = Self::at(
            at,
            code,
            format!("di sini perlu {}, bukan {}", wanted.id, got_word.id),
            format!("{} is needed here, not {}", wanted.en, got_word.en),
        );
        if matches!(got, Type::Label) {
            return fault.hint(
                "label berbeda dalam tiap bahasa dan hanya untuk ditampilkan; bandingkan kodenya",
                "a label differs between languages and is only to be shown; compare the code",
            );
        }
        if matches!(got, Type::Missing) {
            return fault.hint(
                "untuk nilai yang kosong tulis `x is missing`",
                "for a value that isn't there write `x is missing`",
            );
        }
        match (wanted == A_NUMBER, got) {
            (true, Type::Choice(_)) => fault.hint(
                "kode bukan angka; angkanya dibaca dengan `score(q)` atau kolom daftar",
                "a code is not a number; its number is read with `score(q)` or a column of the list",
            ),
            (true, Type::Bool) => fault.hint(
                "yang benar dihitung dengan `count_true(a, b)`",
                "what is true is counted with `count_true(a, b)`",
            ),
            (_, _) => fault,
        }
    }

    /// A fault of a pair (or of its second) as one of the argument that the second is.
    pub(super) fn second_is(self, at: usize) -> Self {
        let at = if self.at == Some(0) { 0 } else { at };
        Self { at: Some(at), ..self }
    }

    /// A choice of another list than that of what stands first.
    pub(super) fn other_list(at: usize, first: ListId, other: ListId) -> Self {
        let (id, en) = ("pilihan ini dari daftar lain", "these choices are of different lists");
        Self { lists: Some((first, other)), ..Self::at(at, codes::TYPE, id, en) }
    }

    /// Adds advice.
    pub(super) fn hint(mut self, id: impl Into<String>, en: impl Into<String>) -> Self {
        self.hint = Some(Box::new(Message::new(id, en)));
        self
    }
}

/// What a value of a type is called.
pub(super) fn describe(ty: &Type) -> Text {
    let (id, en) = match ty {
        Type::Bool => ("syarat benar/salah", "a true/false value"),
        Type::Num(_) => ("angka", "a number"),
        Type::Text => ("teks", "text"),
        Type::Label => ("label", "a label"),
        Type::Date => ("tanggal", "a date"),
        Type::Time => ("jam", "a time of day"),
        Type::DateTime => ("tanggal dengan jam", "a date with a time"),
        Type::Days => ("lama waktu dalam hari", "a duration in days"),
        Type::Months => ("lama waktu dalam bulan", "a duration in months"),
        Type::Choice(_) => ("pilihan", "a choice"),
        Type::Choices(_) => ("pilihan ganda", "a set of choices"),
        Type::Geo => ("titik lokasi", "a place"),
        Type::File => ("berkas", "a file"),
        Type::Missing => ("`missing`", "`missing`"),
        Type::Wrong => ("nilai yang salah", "a wrong value"),
    };
    Text { id, en }
}

/// How a code becomes a choice of another list.
pub(super) const BY_CODE: Text = Text {
    id: "pilihan yang kodenya sama di daftar lain dibaca dengan `to_choice(x, daftar)`",
    en: "the choice of the same code in another list is read with `to_choice(x, list)`",
};
pub(super) const A_NUMBER: Text = Text { id: "angka", en: "a number" };
pub(super) const A_CONDITION: Text = Text { id: "syarat benar/salah", en: "a true/false value" };
pub(super) const A_TEXT: Text = Text { id: "teks", en: "text" };
pub(super) const A_DATE: Text = Text { id: "tanggal", en: "a date" };

/// What type rules ask of their arguments, by position.
pub(super) struct Args<'a, 'b>(pub(super) &'b [Operand<'a>]);

impl<'a> Args<'a, '_> {
    /// The type of an argument; one that isn't there fits nothing.
    pub(super) fn ty(&self, at: usize) -> &'a Type {
        self.0.get(at).map_or(&Type::Missing, |operand| operand.ty)
    }

    /// A number.
    pub(super) fn num(&self, at: usize) -> Result<&'a NumType, Fault> {
        self.ty(at).as_num().ok_or_else(|| Fault::wanted(at, A_NUMBER, self.ty(at)))
    }

    /// All arguments from `first` on, as numbers of one unit.
    pub(super) fn nums(&self, first: usize) -> Result<Vec<&'a NumType>, Fault> {
        let nums: Vec<_> = (first..self.0.len()).map(|at| self.num(at)).collect::<Result<_, _>>()?;
        let mut with_unit: Option<&NumType> = None;
        for (offset, num) in nums.iter().enumerate() {
            if let Some(other) = with_unit {
                same_unit(other, num).map_err(|fault| Fault { at: Some(first + offset), ..fault })?;
            }
            with_unit = with_unit.or(num.unit.is_some().then_some(num));
        }
        Ok(nums)
    }

    /// A number without decimals.
    pub(super) fn whole(&self, at: usize) -> Result<&'a NumType, Fault> {
        let num = self.num(at)?;
        if num.scale == 0 {
            return Ok(num);
        }
        let fault = Fault::at(
            at,
            codes::TYPE,
            "di sini perlu bilangan bulat, bukan angka dengan desimal",
            "a whole number is needed here, not one with decimals",
        );
        Err(fault.hint(
            "bulatkan dulu dengan `round`, `floor` atau `trunc`",
            "round it first with `round`, `floor` or `trunc`",
        ))
    }

    /// A condition.
    pub(super) fn condition(&self, at: usize) -> Result<(), Fault> {
        match matches!(self.ty(at), Type::Bool) {
            true => Ok(()),
            false => Err(Fault { code: codes::NOT_BOOL, ..Fault::wanted(at, A_CONDITION, self.ty(at)) }),
        }
    }

    /// Text; labels count where `labels` says so.
    pub(super) fn text(&self, at: usize, labels: bool) -> Result<&'a Type, Fault> {
        let ty = self.ty(at);
        let fits = matches!(ty, Type::Text) || (labels && matches!(ty, Type::Label));
        if fits { Ok(ty) } else { Err(Fault::wanted(at, A_TEXT, ty)) }
    }

    /// A day.
    pub(super) fn date(&self, at: usize) -> Result<(), Fault> {
        match matches!(self.ty(at), Type::Date) {
            true => Ok(()),
            false => Err(Fault::wanted(at, A_DATE, self.ty(at))),
        }
    }

    /// A literal whole number between two bounds.
    pub(super) fn literal(&self, at: usize, least: i64, most: i64) -> Result<u32, Fault> {
        let value = self.0.get(at).and_then(|operand| operand.constant);
        let n = value.and_then(crate::value::ops::as_whole).filter(|n| (least..=most).contains(n));
        n.and_then(|n| u32::try_from(n).ok()).ok_or_else(|| {
            Fault::at(
                at,
                codes::TYPE,
                format!("di sini perlu angka tetap dari {least} sampai {most}"),
                format!("a literal number from {least} to {most} is needed here"),
            )
        })
    }
}

/// Fails when two numbers have units and they differ.
pub(super) fn same_unit(a: &NumType, b: &NumType) -> Result<(), Fault> {
    match (&a.unit, &b.unit) {
        (Some(x), Some(y)) if x != y => Err(Fault::whole(
            codes::UNIT,
            format!("satuannya berbeda: `{x}` dan `{y}`"),
            format!("the units differ: `{x}` and `{y}`"),
        )),
        (Some(_) | None, Some(_) | None) => Ok(()),
    }
}

/// The type that holds the values of all of these: the larger scale of numbers, text and labels as label.
pub(super) fn unify(types: &[(usize, &Type)]) -> Result<Type, Fault> {
    let mut all = Type::Missing;
    for (at, ty) in types {
        all = match (&all, *ty) {
            (Type::Missing, other) => other.clone(),
            (same, Type::Missing) => same.clone(),
            (Type::Wrong, _) | (_, Type::Wrong) => Type::Wrong,
            (Type::Num(a), Type::Num(b)) => {
                same_unit(a, b).map_err(|fault| Fault { at: Some(*at), ..fault })?;
                Type::Num(a.union(b).ok_or_else(Fault::overflow)?)
            }
            (Type::Text | Type::Label, Type::Label) | (Type::Label, Type::Text) => Type::Label,
            (a, b) if a == b => a.clone(),
            (a, b) => return Err(differ(*at, a, b)),
        };
    }
    Ok(all)
}

/// Values of two kinds stand where they must be of one.
fn differ(at: usize, a: &Type, b: &Type) -> Fault {
    let (first, second) = (describe(a), describe(b));
    match a.list().zip(b.list()).filter(|_| first == second) {
        Some((first, other)) if a.as_choice().is_some() => {
            Fault::other_list(at, first, other).hint(BY_CODE.id, BY_CODE.en)
        }
        Some((first, other)) => Fault::other_list(at, first, other),
        None => Fault::at(
            at,
            codes::TYPE,
            format!("{} dan {} tidak bisa bersama di sini", first.id, second.id),
            format!("{} and {} don't go together here", first.en, second.en),
        ),
    }
}

/// A whole number between two bounds.
pub(super) fn whole_type(min: i64, max: i64) -> Type {
    Type::Num(NumType::whole(i128::from(min), i128::from(max)))
}

/// A number type, or the fault that it could become too large.
pub(super) fn num_type(num: Option<NumType>) -> Result<Type, Fault> {
    num.map(Type::Num).ok_or_else(Fault::overflow)
}

/// The rule of `min` and `max`: dates and times of one kind, or numbers of one unit with the largest scale, whose bounds
/// are the `pick` of the operands' bounds.
pub(super) fn extreme(
    args: &[Operand<'_>],
    pick: impl Fn(&mut dyn Iterator<Item = i128>) -> Option<i128>,
) -> Result<Type, Fault> {
    let args = Args(args);
    if let Type::Date | Type::Time | Type::DateTime = args.ty(0) {
        let types: Vec<_> = args.0.iter().enumerate().map(|(at, operand)| (at, operand.ty)).collect();
        return unify(&types);
    }
    let nums = args.nums(0)?;
    let scale = nums.iter().map(|num| num.scale).max().unwrap_or(0);
    let aligned: Option<Vec<_>> = nums.iter().map(|num| num.rescaled(scale)).collect();
    let aligned = aligned.ok_or_else(Fault::overflow)?;
    let unit = aligned.iter().find_map(|num| num.unit.clone());
    let ends = pick(&mut aligned.iter().map(|num| num.min)).zip(pick(&mut aligned.iter().map(|num| num.max)));
    num_type(ends.map(|(min, max)| NumType::new(scale, min, max).with_unit(unit)))
}
