//! Calls of functions and operators in words.

// BUDGET: one phrase an operation, side by side.

use super::aggregate::none;
use super::compare::{Comparison, Quantity, between, compare, has, nouns, one_of};
use super::operation::{noun, state, truth, unfolded};
use super::{Bind, Phrase, Teller};
use crate::expr::funcs::Func;
use crate::expr::{Node, NodeId};
use crate::rules::show_number;
use crate::value::{Decimal, Type, Value};

/// A call as a sentence or a noun.
#[expect(clippy::too_many_lines, reason = "one arm per function")]
pub(super) fn call(teller: &mut Teller<'_>, func: Func, args: &[NodeId]) -> Option<Phrase> {
    match func {
        Func::And => match range(teller, args) {
            Some(phrase) => Some(phrase),
            None => joined(teller, args, Bind::And, ("dan", "and")),
        },
        Func::Or => joined(teller, args, Bind::Or, ("atau", "or")),
        Func::Not => negated_or_not(teller, *args.first()?),
        Func::If => match either(teller, args) {
            Some(phrase) => Some(phrase),
            None => choose(teller, args),
        },
        Func::Coalesce => instead(teller, args),
        Func::IsMissing => Some(missing(teller, *args.first()?, true)?),
        Func::IsTrue => teller.tell(*args.first()?),
        Func::IsFalse => negated_or_not(teller, *args.first()?),
        Func::Equal => compare(teller, Comparison::Equal, args),
        Func::NotEqual => compare(teller, Comparison::NotEqual, args),
        Func::Less => compare(teller, Comparison::Less, args),
        Func::LessOrEqual => compare(teller, Comparison::LessOrEqual, args),
        Func::Greater => compare(teller, Comparison::Greater, args),
        Func::GreaterOrEqual => compare(teller, Comparison::GreaterOrEqual, args),
        Func::Between => between(teller, args, true),
        Func::In => one_of(teller, args, true),
        Func::HasAny => has(teller, Quantity::Any, args, true),
        Func::HasAll => has(teller, Quantity::All, args, true),
        Func::HasOnly => has(teller, Quantity::Only, args, true),
        Func::CountSelected => of(teller, args, ("banyaknya pilihan pada", "the number of choices in")),
        Func::Add => infix(teller, args, "+", Bind::Sum),
        Func::Sub => infix(teller, args, "−", Bind::Sum),
        Func::Mul => infix(teller, args, "×", Bind::Product),
        Func::Div => infix(teller, args, "÷", Bind::Product),
        Func::Shift => shifted(teller, args),
        Func::Neg => Some(Phrase::new(format!("−{}", noun(teller, *args.first()?)?), Bind::Product)),
        Func::Rescale => teller.tell(*args.first()?),
        Func::RoundedQuotient => {
            let (terms, places) = args.split_at_checked(2)?;
            let quotient = infix(teller, terms, "÷", Bind::Product)?.text;
            rounded(teller, quotient, places.first().copied())
        }
        Func::Round => {
            let number = noun(teller, *args.first()?)?;
            rounded(teller, number, args.get(1).copied())
        }
        Func::Floor => after(teller, args, ("dibulatkan ke bawah", "rounded down")),
        Func::Ceil => after(teller, args, ("dibulatkan ke atas", "rounded up")),
        Func::Trunc => of(teller, args, ("bagian bulat", "the whole part of")),
        Func::Abs => of(teller, args, ("nilai mutlak", "the absolute value of")),
        Func::Min => among(teller, args, ("yang terkecil dari", "the least of")),
        Func::Max => among(teller, args, ("yang terbesar dari", "the greatest of")),
        Func::Clamp => clamped(teller, args),
        Func::Quotient => {
            infix(teller, args, teller.say("dibagi bulat", "divided in whole by"), Bind::Product)
        }
        Func::Remainder => {
            let terms = infix(teller, args, "÷", Bind::Product)?.within(Bind::Thing);
            Some(Phrase::thing(format!("{} {terms}", teller.say("sisa", "the remainder of"))))
        }
        Func::Power => infix(teller, args, teller.say("pangkat", "to the power of"), Bind::Product),
        Func::Ln => of(teller, args, ("logaritma alami", "the natural logarithm of")),
        Func::DaysBetween => span(teller, args, ("hari", "days")),
        Func::MonthsBetween | Func::AgeMonths => span(teller, args, ("bulan penuh", "full months")),
        Func::AgeYears => span(teller, args, ("tahun penuh", "full years")),
        Func::AddDays | Func::AddMonths => moved(teller, args),
        Func::Year => of(teller, args, ("tahun dari", "the year of")),
        Func::Month => of(teller, args, ("bulan dari", "the month of")),
        Func::Day => of(teller, args, ("tanggal dari", "the day of")),
        Func::Weekday => of(teller, args, ("hari dalam minggu dari", "the weekday of")),
        Func::MakeDate => {
            among(teller, args, ("tanggal dari tahun, bulan, hari", "the date of year, month, day"))
        }
        Func::Concat => infix(teller, args, "&", Bind::Sum),
        Func::ToText => teller.tell(*args.first()?),
        Func::Length => of(teller, args, ("panjang", "the length of")),
        Func::Substring => part_of_text(teller, args),
        Func::StartsWith => sentence(teller, args, ("diawali", "starts with")),
        Func::EndsWith => sentence(teller, args, ("diakhiri", "ends with")),
        Func::ContainsText => sentence(teller, args, ("memuat", "contains")),
        Func::Matches => sentence(teller, args, ("sesuai pola", "fits the pattern")),
        Func::Lower => after(teller, args, ("dengan huruf kecil", "in lower case")),
        Func::Upper => after(teller, args, ("dengan huruf besar", "in upper case")),
        Func::ToInt | Func::ToDecimal => of(teller, args, ("angka pada", "the number in")),
        Func::Sum => scored(teller, args, ("jumlah", "the sum of")),
        Func::Mean => scored(teller, args, ("rata-rata", "the mean of")),
        Func::Prorate => scored(teller, args, ("jumlah setara", "the prorated sum of")),
        Func::CountAnswered => {
            among(teller, args, ("banyaknya yang dijawab di antara", "the number answered of"))
        }
        Func::CountMissing => {
            among(teller, args, ("banyaknya yang kosong di antara", "the number missing of"))
        }
        Func::CountTrue => among(teller, args, ("banyaknya yang benar di antara", "the number true of")),
    }
}

/// Conditions joined by one word; others inside them stand in parentheses.
fn joined(teller: &mut Teller<'_>, args: &[NodeId], bind: Bind, word: (&str, &str)) -> Option<Phrase> {
    let mut told = Vec::new();
    for arg in args {
        let phrase = teller.tell(*arg)?;
        told.push(if phrase.bind == bind { phrase.text } else { phrase.within(Bind::Sentence) });
    }
    Some(Phrase::new(told.join(&format!(" {} ", teller.say(word.0, word.1))), bind))
}

/// `x >= a and x <= b` as a range.
fn range(teller: &mut Teller<'_>, args: &[NodeId]) -> Option<Phrase> {
    let [from, to] = args else { return None };
    let (of, low) = compared(teller, *from, Func::GreaterOrEqual)?;
    let (same, high) = compared(teller, *to, Func::LessOrEqual)?;
    let read =
        |id| if let Node::Read { var, slot } = teller.expr.node(id) { Some((*var, *slot)) } else { None };
    (read(of).is_some() && read(of) == read(same)).then_some(())?;
    between(teller, &[of, low, high], true)
}

/// The two sides of a comparison of this kind.
fn compared(teller: &Teller<'_>, id: NodeId, wanted: Func) -> Option<(NodeId, NodeId)> {
    if let Node::Call { func, args } = teller.expr.node(id)
        && let ([left, right], true) = (args.as_slice(), *func == wanted)
    {
        return Some((*left, *right));
    }
    None
}

/// The opposite of a condition, where it has words of its own.
fn negated(teller: &mut Teller<'_>, id: NodeId) -> Option<Phrase> {
    let expr = teller.expr;
    match expr.node(id) {
        Node::Read { var, .. } => match unfolded(teller, id) {
            Some(formula) => teller.inside(formula, |teller| negated_or_not(teller, formula.root)),
            None => Some(truth(teller, *var, false)),
        },
        Node::State { var, test, .. } => Some(state(teller, *var, *test, false)),
        Node::Call { func, args } => func_negated(teller, *func, args),
        Node::Aggregate(rows) => none(teller, rows),
        Node::Const(_)
        | Node::RowIndex { .. }
        | Node::CurrentChoice
        | Node::Attribute { .. }
        | Node::ByCode { .. }
        | Node::Label { .. }
        | Node::Lookup { .. } => None,
    }
}

/// The opposite of a condition, if need be by saying that it is not so.
fn negated_or_not(teller: &mut Teller<'_>, id: NodeId) -> Option<Phrase> {
    match negated(teller, id) {
        Some(phrase) => Some(phrase),
        None => not_so(teller, id),
    }
}

/// The opposite of "definitely so" (or, with `turned`, of "definitely not so"): nothing known is enough.
fn or_unknown(teller: &mut Teller<'_>, id: NodeId, turned: bool) -> Option<Phrase> {
    let short = if turned { teller.tell(id) } else { negated(teller, id) };
    if let Some(phrase) = short {
        let unknown = teller.say("atau belum diketahui", "or it is not known");
        return Some(Phrase::new(format!("{} {unknown}", phrase.within(Bind::Sentence)), Bind::Or));
    }
    let inner = teller.tell(id)?.text;
    let words = teller.say("tidak benar atau belum diketahui bahwa", "it is not so or not known that");
    Some(Phrase::new(format!("{words} ({inner})"), Bind::Sentence))
}

fn not_so(teller: &mut Teller<'_>, id: NodeId) -> Option<Phrase> {
    let inner = teller.tell(id)?.text;
    Some(Phrase::new(
        format!("{} ({inner})", teller.say("tidak benar bahwa", "it is not so that")),
        Bind::Sentence,
    ))
}

#[expect(clippy::wildcard_enum_match_arm, reason = "most functions have no shorter opposite")]
fn func_negated(teller: &mut Teller<'_>, func: Func, args: &[NodeId]) -> Option<Phrase> {
    let comparison = match func {
        Func::Equal => Comparison::Equal,
        Func::NotEqual => Comparison::NotEqual,
        Func::Less => Comparison::Less,
        Func::LessOrEqual => Comparison::LessOrEqual,
        Func::Greater => Comparison::Greater,
        Func::GreaterOrEqual => Comparison::GreaterOrEqual,
        Func::Between => return between(teller, args, false),
        Func::In => return one_of(teller, args, false),
        Func::HasAny => return has(teller, Quantity::Any, args, false),
        Func::HasAll => return has(teller, Quantity::All, args, false),
        Func::HasOnly => return has(teller, Quantity::Only, args, false),
        Func::IsMissing => return missing(teller, *args.first()?, false),
        Func::IsTrue => return or_unknown(teller, *args.first()?, false),
        Func::IsFalse => return or_unknown(teller, *args.first()?, true),
        Func::StartsWith => return sentence(teller, args, ("tidak diawali", "does not start with")),
        Func::EndsWith => return sentence(teller, args, ("tidak diakhiri", "does not end with")),
        Func::ContainsText => return sentence(teller, args, ("tidak memuat", "does not contain")),
        Func::Matches => return sentence(teller, args, ("tidak sesuai pola", "does not fit the pattern")),
        Func::Not => return teller.tell(*args.first()?),
        _ => return None,
    };
    compare(teller, comparison.opposite(), args)
}

fn missing(teller: &mut Teller<'_>, id: NodeId, is: bool) -> Option<Phrase> {
    let unfolds = unfolded(teller, id).is_some();
    if *teller.expr.type_of(id) == Type::Bool && (unfolds || teller.expr.node(id).read().is_none()) {
        let words = match is {
            true => teller.say("belum diketahui apakah", "it is not known whether"),
            false => teller.say("sudah diketahui apakah", "it is known whether"),
        };
        return Some(Phrase::new(
            format!("{words} {}", teller.tell(id)?.within(Bind::Sentence)),
            Bind::Sentence,
        ));
    }
    let name = noun(teller, id)?;
    let words = if is { teller.say("kosong", "is missing") } else { teller.say("ada isinya", "has a value") };
    Some(Phrase::new(format!("{name} {words}"), Bind::Sentence))
}

/// A choice between two conditions: the one holds and the second too, or it does not and the third does.
fn either(teller: &mut Teller<'_>, args: &[NodeId]) -> Option<Phrase> {
    let [condition, then, otherwise] = args else { return None };
    (*teller.expr.type_of(*then) == Type::Bool).then_some(())?;
    let not = negated_or_not(teller, *condition)?.within(Bind::Sentence);
    let condition = teller.tell(*condition)?.within(Bind::Sentence);
    let then = teller.tell(*then)?.within(Bind::Sentence);
    let otherwise = teller.tell(*otherwise)?.within(Bind::Sentence);
    let (and, or) = (teller.say("dan", "and"), teller.say("atau", "or"));
    Some(Phrase::new(format!("({condition} {and} {then}) {or} ({not} {and} {otherwise})"), Bind::Or))
}

/// Conditions with their values in turn, and what holds otherwise.
fn choose(teller: &mut Teller<'_>, args: &[NodeId]) -> Option<Phrase> {
    let (otherwise, pairs) = args.split_last()?;
    let mut told = String::new();
    for pair in pairs.chunks_exact(2) {
        let [condition, then] = pair else { return None };
        let condition = teller.tell(*condition)?.within(Bind::Or);
        let then = teller.tell(*then)?.within(Bind::Or);
        told.push_str(&format!("{} {condition}: {then}; ", teller.say("jika", "if")));
    }
    let otherwise = match choice_in(teller, *otherwise) {
        Some(inner) => teller.tell(inner)?.text,
        None => format!(
            "{} {}",
            teller.say("selain itu:", "otherwise:"),
            teller.tell(*otherwise)?.within(Bind::Or)
        ),
    };
    Some(Phrase::new(format!("{told}{otherwise}"), Bind::Choice))
}

/// The node itself, if it goes on choosing.
fn choice_in(teller: &Teller<'_>, id: NodeId) -> Option<NodeId> {
    let goes_on = matches!(teller.expr.node(id), Node::Call { func: Func::If, .. });
    goes_on.then_some(id)
}

fn instead(teller: &mut Teller<'_>, args: &[NodeId]) -> Option<Phrase> {
    let (or, missing) = (teller.say(", atau", ", or"), teller.say("bila kosong", "if missing"));
    let told = nouns(teller, args)?;
    let (first, rest) = told.split_first()?;
    let rest: String = rest.iter().map(|other| format!("{or} {other} {missing}")).collect();
    Some(Phrase::new(format!("{first}{rest}"), Bind::Choice))
}

fn infix(teller: &mut Teller<'_>, args: &[NodeId], sign: &str, bind: Bind) -> Option<Phrase> {
    let mut told = String::new();
    for (at, arg) in args.iter().enumerate() {
        // A sum of negatives is a difference.
        let negative = if sign == "+" && at > 0 { negated_term(teller, *arg) } else { None };
        let sign = if negative.is_some() { "−" } else { sign };
        let phrase = teller.tell(negative.unwrap_or(*arg))?;
        // `a − (b − c)` and `a ÷ (b ÷ c)` keep their parentheses.
        let least = if at == 0 || sign == "+" || sign == "×" { bind } else { tighter(bind) };
        if at > 0 {
            told.push_str(&format!(" {sign} "));
        }
        told.push_str(&phrase.within(least));
    }
    Some(Phrase::new(told, bind))
}

fn negated_term(teller: &Teller<'_>, id: NodeId) -> Option<NodeId> {
    match teller.expr.node(id) {
        Node::Call { func: Func::Neg, args } => args.first().copied(),
        Node::Call { .. }
        | Node::Const(_)
        | Node::Read { .. }
        | Node::State { .. }
        | Node::RowIndex { .. }
        | Node::CurrentChoice
        | Node::Attribute { .. }
        | Node::ByCode { .. }
        | Node::Label { .. }
        | Node::Aggregate(_)
        | Node::Lookup { .. } => None,
    }
}

fn tighter(bind: Bind) -> Bind {
    if bind == Bind::Sum { Bind::Product } else { Bind::Thing }
}

fn shifted(teller: &mut Teller<'_>, args: &[NodeId]) -> Option<Phrase> {
    let [of, places] = args else { return None };
    let places = whole(teller, *places)?;
    let power = Decimal::int(10_i128.checked_pow(u32::try_from(places).ok()?)?);
    let of = teller.tell(*of)?.within(Bind::Product);
    Some(Phrase::new(format!("{of} ÷ {}", show_number(power, teller.speech.lang)), Bind::Product))
}

fn whole(teller: &Teller<'_>, id: NodeId) -> Option<i128> {
    if let Node::Const(Value::Num(number)) = teller.expr.node(id) { Some(number.units()) } else { None }
}

fn rounded(teller: &Teller<'_>, number: String, places: Option<NodeId>) -> Option<Phrase> {
    let places = places.map_or(Some(0), |id| whole(teller, id))?;
    let text = match (teller.speech.lang, places) {
        (crate::base::Lang::Id, 0) => format!("{number} dibulatkan"),
        (crate::base::Lang::Id, _) => format!("{number} dibulatkan {places} desimal"),
        (crate::base::Lang::En, 0) => format!("{number} rounded"),
        (crate::base::Lang::En, _) => format!("{number} rounded to {places} decimals"),
    };
    Some(Phrase::new(text, Bind::Sum))
}

/// `the length of x`.
fn of(teller: &mut Teller<'_>, args: &[NodeId], words: (&str, &str)) -> Option<Phrase> {
    let name = noun(teller, *args.first()?)?;
    Some(Phrase::thing(format!("{} {name}", teller.say(words.0, words.1))))
}

/// `x rounded down`.
fn after(teller: &mut Teller<'_>, args: &[NodeId], words: (&str, &str)) -> Option<Phrase> {
    let name = noun(teller, *args.first()?)?;
    Some(Phrase::new(format!("{name} {}", teller.say(words.0, words.1)), Bind::Sum))
}

/// `the least of a, b and c`; sentences stand one after another.
fn among(teller: &mut Teller<'_>, args: &[NodeId], words: (&str, &str)) -> Option<Phrase> {
    let words = teller.say(words.0, words.1);
    let sentences = args.iter().any(|arg| matches!(teller.expr.node(*arg), Node::Call { .. }));
    if !sentences {
        let told = nouns(teller, args)?;
        return Some(Phrase::new(format!("{words} {}", teller.listed(&told, "dan", "and")), Bind::Choice));
    }
    let mut told = Vec::new();
    for arg in args {
        told.push(teller.tell(*arg)?.text);
    }
    Some(Phrase::new(format!("{words}: {}", told.join("; ")), Bind::Choice))
}

/// `the sum of a, b and c`; the first operand says how many must be answered.
fn scored(teller: &mut Teller<'_>, args: &[NodeId], words: (&str, &str)) -> Option<Phrase> {
    let (need, terms) = args.split_first()?;
    let need = whole(teller, *need)?;
    let phrase = among(teller, terms, words)?;
    if usize::try_from(need).is_ok_and(|need| need >= terms.len()) {
        return Some(phrase);
    }
    let enough = match teller.speech.lang {
        crate::base::Lang::Id => format!("sedikitnya {need} terjawab"),
        crate::base::Lang::En => format!("at least {need} answered"),
    };
    Some(Phrase::new(format!("{} ({enough})", phrase.text), phrase.bind))
}

fn clamped(teller: &mut Teller<'_>, args: &[NodeId]) -> Option<Phrase> {
    let [of, low, high] = args else { return None };
    let (of, low, high) = (noun(teller, *of)?, noun(teller, *low)?, noun(teller, *high)?);
    let text = match teller.speech.lang {
        crate::base::Lang::Id => format!("{of} dibatasi {low} sampai {high}"),
        crate::base::Lang::En => format!("{of} kept within {low} to {high}"),
    };
    Some(Phrase::new(text, Bind::Sum))
}

/// `full years from a to b`.
fn span(teller: &mut Teller<'_>, args: &[NodeId], words: (&str, &str)) -> Option<Phrase> {
    let [from, to] = args else { return None };
    let (from, to) = (noun(teller, *from)?, noun(teller, *to)?);
    let (word, since, until) =
        (teller.say(words.0, words.1), teller.say("dari", "from"), teller.say("sampai", "to"));
    Some(Phrase::new(format!("{word} {since} {from} {until} {to}"), Bind::Product))
}

/// `3 months after d`, `14 days before d`.
fn moved(teller: &mut Teller<'_>, args: &[NodeId]) -> Option<Phrase> {
    let [date, by] = args else { return None };
    let back = whole(teller, *by).is_some_and(|n| n < 0);
    let by = noun(teller, *by)?;
    let by = by.trim_start_matches('-');
    let words = if back { teller.say("sebelum", "before") } else { teller.say("sesudah", "after") };
    let date = noun(teller, *date)?;
    Some(Phrase::new(format!("{by} {words} {date}"), Bind::Product))
}

fn part_of_text(teller: &mut Teller<'_>, args: &[NodeId]) -> Option<Phrase> {
    let [of, from, length] = args else { return None };
    let (of, from, length) = (noun(teller, *of)?, noun(teller, *from)?, noun(teller, *length)?);
    let text = match teller.speech.lang {
        crate::base::Lang::Id => format!("{length} karakter {of} mulai karakter ke-{from}"),
        crate::base::Lang::En => format!("{length} characters of {of} from character {from}"),
    };
    Some(Phrase::new(text, Bind::Product))
}

fn sentence(teller: &mut Teller<'_>, args: &[NodeId], words: (&str, &str)) -> Option<Phrase> {
    let [of, what] = args else { return None };
    let (of, what) = (noun(teller, *of)?, noun(teller, *what)?);
    Some(Phrase::new(format!("{of} {} {what}", teller.say(words.0, words.1)), Bind::Sentence))
}
