//! Coverage: what is called impossible never happens, however random instruments and records are.

use monev::rules::{Plan, Record};
use monev::scenario::coverage::Coverage;
use proptest::prelude::*;

use crate::{draw, laws, support};

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_called_impossible_never_happens(
        text in prop::collection::vec(any::<u8>(), 150..400),
        records in prop::collection::vec(prop::collection::vec(any::<u8>(), 100..300), 8),
    ) {
        let text = draw::instrument(&text);
        let (Some(instrument), _) = support::try_compile(&text) else { return Ok(()) };
        let plan = Plan::new(&instrument);
        let mut coverage = Coverage::new(&instrument, &plan);
        coverage.add(&Record::new(&instrument));
        for bytes in records {
            coverage.add(&laws::random(&instrument, &bytes));
        }
        for point in coverage.points() {
            for branch in &point.branches {
                prop_assert!(
                    branch.impossible.is_none() || branch.count == 0,
                    "{:?} of {} is called impossible but happens {} times: {point:?}\n{text}",
                    branch.way,
                    point.of,
                    branch.count
                );
            }
        }
        let total = coverage.total();
        prop_assert!(total.seen <= total.all);
    }
}
