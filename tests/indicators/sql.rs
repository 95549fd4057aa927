//! The indicators of shipped instruments, computed a second time in SQL (`NAME.sql`, written from what the indicators
//! are said to be, not from their formulas), over records as `monev sample` makes them, some with mistakes. `.ci/run` takes
//! 10,000 records of each instrument, and has DuckDB compute them a third time, from the tables this test leaves in the
//! folder `MONEV_INDICATOR_TABLES`.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use monev::batch::indicators::{Estimate, Figure, IndicatorResult, Tallies, category_text, key_text};
use monev::batch::{Batch, ReadOptions, Standing};
use monev::expr::VarId;
use monev::model::{Indicator, Instrument, VarKind};
use monev::rules::{Outcome, Plan};
use monev::value::{Decimal, RosterId, Type, Value};

use crate::sampled::sampled;
use crate::support::{raw, shipped};

/// Records per instrument; `.ci/run` takes more.
const RECORDS: usize = 1000;

/// What a figure is of: indicator, breakdown, group, value of a distribution.
type Place = (String, String, String, String);

macro_rules! compared {
    ($($test:ident = $name:literal;)*) => {
        $(#[test] fn $test() { sql_says_the_same_of($name); })*

        #[test]
        fn every_instrument_with_indicators_has_a_script() {
            assert_eq!(scripts(), [$($name),*]);
        }
    };
}

compared! {
    jatim_dampak = "jatim-dampak";
    kaltara_uep = "kaltara-uep";
    kaltim_asesmen = "kaltim-asesmen";
    kaltim_monitoring = "kaltim-monitoring";
    probolinggo_atensi_usaha = "probolinggo-atensi-usaha";
    prokus_monev = "prokus-monev";
}

fn sql_says_the_same_of(name: &str) {
    let instrument = shipped(name);
    let count = std::env::var("MONEV_INDICATOR_RECORDS").map_or(RECORDS, |count| count.parse().unwrap());
    let (tables, results) = tabulated(&instrument, &sampled(&instrument, count));
    let ours = figures(&instrument, &results);
    if let Some(folder) = std::env::var_os("MONEV_INDICATOR_TABLES") {
        tables.leave(&Path::new(&folder).join(name), &ours);
    }
    let theirs = tables.ask(name);
    for indicator in &instrument.indicators {
        let total = |(id, by, ..): &&Place| *id == *indicator.id && by.is_empty();
        assert!(ours.keys().any(|place| total(&place)), "{name}: nobody counts for {}", indicator.id);
    }
    compare(name, &ours, &theirs);
}

/// The instruments that have a script.
fn scripts() -> Vec<String> {
    let files = fs::read_dir("tests/indicators").unwrap().map(|file| file.unwrap().file_name());
    let names = files.filter_map(|name| Some(name.to_str()?.strip_suffix(".sql")?.to_owned()));
    let mut names: Vec<String> = names.filter(|name| name != "figures").collect();
    names.sort();
    names
}

/// Two figures are the same to one part in a million: SQL computes in binary floats.
fn compare(name: &str, ours: &BTreeMap<Place, (f64, u64)>, theirs: &BTreeMap<Place, (f64, u64)>) {
    let mut wrong = String::new();
    for place in ours.keys().chain(theirs.keys().filter(|place| !ours.contains_key(*place))) {
        let same = ours
            .get(place)
            .zip(theirs.get(place))
            .is_some_and(|((a, n), (b, m))| (a - b).abs() <= 1e-6 * (1.0 + a.abs().max(b.abs())) && n == m);
        if !same {
            let _ = writeln!(wrong, "{place:?}: {:?}, SQL {:?}", ours.get(place), theirs.get(place));
        }
    }
    assert!(wrong.is_empty(), "{name}:\n{wrong}");
    assert!(ours.len() > 30, "{name} compares only {} figures", ours.len());
}

/// Every figure that some record counts for.
fn figures(instrument: &Instrument, results: &[IndicatorResult]) -> BTreeMap<Place, (f64, u64)> {
    let mut all = BTreeMap::new();
    for (indicator, result) in instrument.indicators.iter().zip(results) {
        let mut add = |by: &str, group: &str, estimate: &Estimate| {
            for (category, value) in values(instrument, indicator, &estimate.figure) {
                let place = (result.id.to_string(), by.to_owned(), group.to_owned(), category);
                let value = value.filter(|_| estimate.n > 0);
                all.extend(value.map(|value| (place, (float(value), estimate.n))));
            }
        };
        add("", "", &result.total);
        for breakdown in &result.by {
            let name = |column: &VarId| instrument.var(*column).unwrap().name.to_string();
            let by = breakdown.columns.iter().map(name).collect::<Vec<_>>().join(" × ");
            for group in &breakdown.groups {
                let text = |(column, value): (&VarId, &Value)| {
                    key_text(instrument, *column, value).unwrap_or_default()
                };
                let keys =
                    breakdown.columns.iter().zip(&group.keys).map(text).collect::<Vec<_>>().join(" × ");
                add(&by, &keys, &group.estimate);
            }
        }
    }
    all
}

fn values(instrument: &Instrument, indicator: &Indicator, figure: &Figure) -> Vec<(String, Option<Decimal>)> {
    match figure {
        Figure::Distribution(counts) => {
            let text = |value| category_text(instrument, indicator, value).unwrap();
            counts.iter().map(|(value, n)| (text(value), Some(Decimal::int(i128::from(*n))))).collect()
        }
        Figure::Difference(found) => {
            let means = [
                ("treated_before", found.treated.before),
                ("treated_after", found.treated.after),
                ("comparison_before", found.comparison.before),
                ("comparison_after", found.comparison.after),
                ("effect", found.effect),
            ];
            means.map(|(name, value)| (name.to_owned(), value)).to_vec()
        }
        Figure::Share(share) => [("", share.value), ("low", share.low), ("high", share.high)]
            .map(|(name, value)| (name.to_owned(), value))
            .to_vec(),
        figure => vec![(String::new(), figure.value())],
    }
}

fn float(number: Decimal) -> f64 {
    number.to_string().parse().unwrap()
}

/// How the name of a column ends that says whether a question was answered.
const GIVEN: &str = "__given";

/// A table of values as a database holds them.
struct Table {
    name: String,
    /// Name, SQL type and where the values are. `x__given` of a question `x` says whether anything was answered.
    columns: Vec<(String, &'static str, VarId)>,
    home: Option<RosterId>,
    rows: Vec<Vec<Option<String>>>,
}

/// `rec`, a row a record, and a table per roster with the record's number.
struct Tables(Vec<Table>);

/// Evaluates records into tables and indicators.
fn tabulated(instrument: &Instrument, ndjson: &str) -> (Tables, Vec<IndicatorResult>) {
    let plan = Plan::new(instrument);
    let mut batch = Batch::new(instrument, &plan, ReadOptions::default());
    let mut tallies = Tallies::new(instrument);
    let mut tables = Tables::new(instrument);
    for (number, raw) in raw(ndjson).into_iter().enumerate() {
        let checked = batch.tally(raw, &mut tallies);
        if checked.standing() == Standing::Counts {
            tables.add(instrument, number, batch.outcome());
        }
    }
    (tables, tallies.finish())
}

impl Tables {
    fn new(instrument: &Instrument) -> Self {
        let rosters = (0..).map(RosterId).zip(&instrument.rosters);
        let named = rosters.map(|(id, roster)| (instrument.items[roster.item].id.to_string(), Some(id)));
        let all = std::iter::once(("rec".to_owned(), None)).chain(named);
        Self(all.map(|(name, home)| Table::new(instrument, name, home)).collect())
    }

    fn add(&mut self, instrument: &Instrument, number: usize, outcome: &Outcome) {
        for table in &mut self.0 {
            for row in 0..outcome.row_count(table.home) {
                let cells = table.columns.iter().map(|(name, _, var)| match name.ends_with(GIVEN) {
                    true => Some(u8::from(outcome.cell(*var, row).state.is_answered()).to_string()),
                    false => cell(instrument, *var, outcome, row),
                });
                let all = std::iter::once(Some(number.to_string())).chain(cells).collect();
                table.rows.push(all);
            }
        }
    }

    /// What the script of an instrument says.
    fn ask(&self, name: &str) -> BTreeMap<Place, (f64, u64)> {
        let mut database = rusqlite::Connection::open_in_memory().unwrap();
        database.execute_batch(&self.schema()).unwrap();
        let all = database.transaction().unwrap();
        for table in &self.0 {
            let places = vec!["?"; table.columns.len() + 1].join(", ");
            let mut insert = all.prepare(&format!("INSERT INTO {} VALUES ({places})", table.name)).unwrap();
            for row in &table.rows {
                insert.execute(rusqlite::params_from_iter(row)).unwrap();
            }
        }
        all.commit().unwrap();
        let script = |name: &str| fs::read_to_string(format!("tests/indicators/{name}.sql")).unwrap();
        database.execute_batch(&script(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        let mut query = database.prepare(&script("figures")).unwrap();
        let rows = query.query_map([], |row| {
            let place = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
            Ok((place, (row.get(4)?, row.get(5)?)))
        });
        rows.unwrap().map(Result::unwrap).collect()
    }

    fn schema(&self) -> String {
        let table = |table: &Table| {
            let columns = table.columns.iter().map(|(name, ty, _)| format!(", {name} {ty}"));
            format!("CREATE TABLE {} (rec BIGINT{});\n", table.name, columns.collect::<String>())
        };
        self.0.iter().map(table).collect()
    }

    /// Leaves the tables and our figures for other databases.
    fn leave(&self, folder: &Path, ours: &BTreeMap<Place, (f64, u64)>) {
        fs::create_dir_all(folder).unwrap();
        fs::write(folder.join("schema.sql"), self.schema()).unwrap();
        let quoted = |cell: &Option<String>| match cell {
            None => String::new(),
            Some(text) => format!("\"{}\"", text.replace('"', "\"\"")),
        };
        for table in &self.0 {
            let rows =
                table.rows.iter().map(|row| row.iter().map(quoted).collect::<Vec<_>>().join(",") + "\n");
            fs::write(folder.join(format!("{}.csv", table.name)), rows.collect::<String>()).unwrap();
        }
        let lines = ours.iter().map(|((indicator, by, group, category), (value, n))| {
            let words = [indicator, by, group, category].map(|text| quoted(&Some(text.clone())));
            format!("{},{value},{n}\n", words.join(","))
        });
        fs::write(folder.join("figures.csv"), lines.collect::<String>()).unwrap();
    }
}

impl Table {
    fn new(instrument: &Instrument, name: String, home: Option<RosterId>) -> Self {
        let vars = (0..).map(VarId).zip(&instrument.vars);
        let own = vars.filter(|(_, var)| {
            let kept = !matches!(var.kind, VarKind::Part(..) | VarKind::Prev(_) | VarKind::RowChoice(_));
            kept && var.home == home
        });
        let columns = own.filter_map(|(id, var)| {
            let ty = match &var.ty {
                Type::Num(_) => "DOUBLE",
                Type::Bool => "INTEGER",
                Type::Text | Type::Date | Type::Choice(_) | Type::Choices(_) => "VARCHAR",
                _ => return None,
            };
            let name = var.name.replace('.', "_");
            let given =
                matches!(var.kind, VarKind::Question(_)).then(|| (format!("{name}{GIVEN}"), "INTEGER", id));
            Some([Some((name, ty, id)), given])
        });
        let columns = columns.flatten().flatten();
        Self { name, columns: columns.collect(), home, rows: Vec::new() }
    }
}

/// A value as it stands in a table: codes, digits, 1 and 0, several codes between spaces.
fn cell(instrument: &Instrument, var: VarId, outcome: &Outcome, row: u32) -> Option<String> {
    let value = &outcome.cell(var, row).value;
    match value {
        Value::Bool(truth) => Some(u8::from(*truth).to_string()),
        Value::Choices(_) => key_text(instrument, var, value).map(|codes| format!(" {codes} ")),
        value => key_text(instrument, var, value),
    }
}
