//! What stands behind a difference in differences.

use super::shown::{Number, Of};
use super::tell::Teller;
use super::view::{Cell, Row, Table};
use crate::batch::indicators::{Arm, Difference};
use crate::value::Decimal;

/// The means behind a difference in differences.
pub(super) fn panel(teller: &Teller<'_>, of: Of<'_>, difference: &Difference) -> Table {
    let unit = teller.unit(of.indicator);
    let open = of.total(teller).value != Number::Withheld;
    let cell = |value: Option<Decimal>| match (open, value) {
        (false, _) => Cell::withheld(),
        (true, Some(value)) => Cell::of(teller.measured(value, unit)),
        (true, None) => Cell::of("–"),
    };
    let change = |arm: &Arm| arm.after.zip(arm.before).and_then(|(after, before)| after.checked_sub(before));
    let row = |label: String, arm: &Arm| Row {
        label,
        cells: vec![
            if open { Cell::of(teller.count(arm.units)) } else { Cell::withheld() },
            cell(arm.before),
            cell(arm.after),
            cell(change(arm)),
        ],
        total: false,
    };
    let empty = Cell::default;
    let effect = |label: String, value| Row {
        label,
        cells: vec![empty(), empty(), empty(), cell(value)],
        total: true,
    };
    let mut rows = vec![
        row(teller.say("Perlakuan", "Treated"), &difference.treated),
        row(teller.say("Pembanding", "Comparison"), &difference.comparison),
        effect(
            teller.say("Dampak (selisih dari selisih)", "Effect (difference in differences)"),
            difference.effect,
        ),
        effect(teller.say("Galat baku", "Standard error"), difference.standard_error),
    ];
    if open {
        let ends = difference.low.zip(difference.high);
        let text = ends.map_or_else(|| "–".to_owned(), |ends| teller.interval(ends, unit));
        let cells = vec![empty(), empty(), empty(), Cell::of(text)];
        let label = teller.say("Selang kepercayaan 95%", "95% confidence interval");
        rows.push(Row { label, cells, total: true });
    }
    let say = |id: &str, en: &str| teller.say(id, en);
    Table {
        title: say("Sebelum dan sesudah", "Before and after"),
        columns: vec![
            say("Kelompok", "Group"),
            say("Unit panel", "Panel units"),
            say("Sebelum", "Before"),
            say("Sesudah", "After"),
            say("Perubahan", "Change"),
        ],
        prose: None,
        rows,
    }
}
