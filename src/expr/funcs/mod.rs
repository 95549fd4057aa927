//! Catalogue 1: functions and operators, one file each. A new one needs a file and a line below; a test compares
//! the folder with the lines.

use super::function::{Function, Operation};

macro_rules! catalogue {
    (operations { $($variant:ident => $module:ident,)* } forms { $($form:ident => $form_module:ident,)* }) => {
        $(mod $module;)*
        $(mod $form_module;)*

        /// A function or operator that is called in a checked expression.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[cfg_attr(feature = "image", derive(serde::Serialize, serde::Deserialize))]
        pub enum Func {
            $(#[doc = concat!("The operation of `funcs/", stringify!($module), ".rs`.")] $variant,)*
        }

        /// What authors write like a function but the checker turns into something else (a read, an aggregate,
        /// a constant, other calls).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Form {
            $(#[doc = concat!("The form of `funcs/", stringify!($form_module), ".rs`.")] $form,)*
        }

        impl Func {
            const ALL: &[Self] = &[$(Self::$variant),*];

            /// Its entry of the catalogue.
            pub fn entry(self) -> &'static Function {
                match self {
                    $(Self::$variant => &$module::FUNCTION,)*
                }
            }

            /// Its stable name, one of its own (unlike `-`, which is written for two operations): `sub`, `neg`.
            pub fn id(self) -> &'static str {
                match self {
                    $(Self::$variant => stringify!($module),)*
                }
            }

            /// What it takes, gives and means.
            pub fn operation(self) -> &'static Operation {
                match self {
                    $(Self::$variant => &$module::OPERATION,)*
                }
            }
        }

        impl Form {
            const ALL: &[Self] = &[$(Self::$form),*];

            /// Its entry of the catalogue.
            pub fn entry(self) -> &'static Function {
                match self {
                    $(Self::$form => &$form_module::FUNCTION,)*
                }
            }
        }

        #[cfg(test)]
        const MODULES: &[&str] = &[$(stringify!($module),)* $(stringify!($form_module),)*];
    };
}

catalogue! {
    operations {
        And => and,
        Or => or,
        Not => not,
        If => if_then,
        Coalesce => coalesce,
        IsMissing => is_missing,
        IsTrue => is_true,
        IsFalse => is_false,
        Equal => equal,
        NotEqual => not_equal,
        Less => less,
        LessOrEqual => less_or_equal,
        Greater => greater,
        GreaterOrEqual => greater_or_equal,
        Between => between,
        In => in_list,
        HasAny => has_any,
        HasAll => has_all,
        HasOnly => has_only,
        CountSelected => count_selected,
        Add => add,
        Sub => sub,
        Mul => mul,
        Div => div,
        Shift => shift,
        Neg => neg,
        Rescale => rescale,
        RoundedQuotient => rounded_quotient,
        Round => round,
        Floor => floor,
        Ceil => ceil,
        Trunc => trunc,
        Abs => abs,
        Min => min,
        Max => max,
        Clamp => clamp,
        Quotient => quotient,
        Remainder => remainder,
        Power => power,
        Ln => ln,
        DaysBetween => days_between,
        MonthsBetween => months_between,
        AgeYears => age_years,
        AgeMonths => age_months,
        AddDays => add_days,
        AddMonths => add_months,
        Year => year,
        Month => month,
        Day => day,
        Weekday => weekday,
        MakeDate => make_date,
        Concat => concat,
        ToText => to_text,
        Length => length,
        Substring => substring,
        StartsWith => starts_with,
        EndsWith => ends_with,
        ContainsText => contains_text,
        Matches => matches,
        Lower => lower,
        Upper => upper,
        ToInt => to_int,
        ToDecimal => to_decimal,
        Sum => sum,
        Mean => mean,
        Prorate => prorate,
        CountAnswered => count_answered,
        CountMissing => count_missing,
        CountTrue => count_true,
    }
    forms {
        Has => has,
        HasNone => has_none,
        IsAnswered => is_answered,
        IsReason => is_reason,
        Date => date,
        Score => score,
        Reverse => reverse,
        Band => band,
        Label => label,
        Labels => labels,
        ToChoice => to_choice,
        Attribute => attribute,
        Lookup => lookup,
        RowsCount => rows_count,
        RowsSum => rows_sum,
        RowsMean => rows_mean,
        RowsMin => rows_min,
        RowsMax => rows_max,
        RowsAny => rows_any,
        RowsAll => rows_all,
        RowsFirst => rows_first,
        RowsLast => rows_last,
        RowsJoin => rows_join,
        RowIndex => row_index,
        This => this_row,
        Let => let_in,
        Today => today,
    }
}

impl Func {
    /// Every operation, in the order of the catalogue.
    pub fn all() -> &'static [Self] {
        Self::ALL
    }

    /// The operation that authors call by a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|func| func.entry().is_called(name))
    }
}

impl Form {
    /// Every form, in the order of the catalogue.
    pub fn all() -> &'static [Self] {
        Self::ALL
    }

    /// The form that authors call by a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|form| form.entry().is_called(name))
    }
}

/// Every entry of the catalogue that authors can write.
pub fn catalogue() -> impl Iterator<Item = &'static Function> {
    let operations = Func::ALL.iter().map(|func| func.entry());
    let forms = Form::ALL.iter().map(|form| form.entry());
    operations.chain(forms).filter(|entry| entry.category != super::function::Category::Internal)
}

#[cfg(test)]
mod tests;
