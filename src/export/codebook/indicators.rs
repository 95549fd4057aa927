//! Indicators of the codebook.

use super::tell::Teller;
use super::view::{Indicator, Rule};
use crate::expr::VarId;
use crate::model::{self, Better, IndicatorKind};
use crate::rules::show_number;

pub(in crate::export) fn indicators(teller: &Teller<'_>) -> Vec<Indicator> {
    teller.instrument.indicators.iter().map(|indicator| one(teller, indicator)).collect()
}

fn one(teller: &Teller<'_>, indicator: &model::Indicator) -> Indicator {
    let (kind, mut rules) = kind(teller, &indicator.kind);
    rules.extend(teller.rule_if("di antara", "among", indicator.among.as_ref()));
    rules.extend(teller.rule_if("target", "target", indicator.target.as_ref()));
    rules.extend(teller.rule_if("angka pembanding", "reference", indicator.reference.as_ref()));
    rules.extend(teller.rule_if("dibandingkan dengan", "against", indicator.against.as_ref()));
    rules.extend(teller.rule_if("bobot", "weight", indicator.weight.as_ref()));
    let name = |var: &VarId| teller.instrument.var(*var).map(|var| &*var.name);
    let crossed = |vars: &Vec<VarId>| vars.iter().filter_map(name).collect::<Vec<_>>().join(" × ");
    let by: Vec<String> = indicator.by.iter().map(crossed).collect();
    let breakdown = (!by.is_empty()).then(|| teller.fact("menurut", "by", by.join(", ")));
    let per: Vec<&str> = indicator.per.iter().filter_map(name).collect();
    let per = (!per.is_empty()).then(|| teller.fact("rencana tiap", "a plan for each", per.join(" × ")));
    let column = |id, en, var: Option<VarId>| Some(teller.fact(id, en, name(&var?)?.to_owned()));
    let panel = column("unit panel", "panel unit", indicator.panel);
    let cluster = column("klaster", "cluster", indicator.cluster);
    let times =
        indicator.times.map(|times| teller.fact("dikalikan", "times", show_number(times, teller.lang())));
    let better = indicator.better.map(|better| match better {
        Better::High => teller.fact("yang baik", "good is", teller.say("tinggi", "high")),
        Better::Low => teller.fact("yang baik", "good is", teller.say("rendah", "low")),
    });
    let marks = teller.marks(indicator.trend, false);
    Indicator {
        id: indicator.id.to_string(),
        labels: teller.said(indicator.label.as_ref()),
        kind,
        rules,
        facts: breakdown
            .into_iter()
            .chain(per)
            .chain(panel)
            .chain(cluster)
            .chain(times)
            .chain(better)
            .collect(),
        tags: marks.into_iter().chain(teller.formerly(&indicator.formerly)).collect(),
    }
}

fn kind(teller: &Teller<'_>, kind: &IndicatorKind) -> (String, Vec<Rule>) {
    let of = |formula| vec![teller.rule(teller.say("dari", "of"), formula)];
    let (id, en, rules) = match kind {
        IndicatorKind::Share(when) => ("persentase", "share, in percent", of(when)),
        IndicatorKind::Count(when) => ("jumlah rekaman", "count of records", of(when)),
        IndicatorKind::Sum(value) => ("jumlah", "sum", of(value)),
        IndicatorKind::Mean(value) => ("rata-rata", "mean", of(value)),
        IndicatorKind::Median(value) => ("median", "median", of(value)),
        IndicatorKind::Distribution(value) => ("sebaran", "distribution", of(value)),
        IndicatorKind::Ratio(top, bottom) => {
            ("rasio Σ ÷ Σ", "ratio Σ ÷ Σ", vec![teller.rule("Σ", top), teller.rule("÷ Σ", bottom)])
        }
        IndicatorKind::DifferenceInDifferences { of: outcome, treated, after } => {
            let mut rules = of(outcome);
            rules.push(teller.rule(teller.say("penerima perlakuan", "treated"), treated));
            rules.push(teller.rule(teller.say("sesudah", "after"), after));
            ("selisih dari selisih", "difference in differences", rules)
        }
    };
    (teller.say(id, en), rules)
}
