//! Bounds of the number types.

use std::sync::Arc;

use crate::value::{Decimal, MAX_SCALE, NumType, Type};

/// Decimals of `decimal` and `percent` where `scale` isn't given.
pub(in crate::model) const USUAL_SCALE: u8 = 2;

/// Constant bounds and the unit of a number question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bounds {
    /// Least value, if `min` is a constant.
    pub min: Option<Decimal>,
    /// Greatest value, if `max` is a constant.
    pub max: Option<Decimal>,
    /// Its unit.
    pub unit: Option<Arc<str>>,
}

impl Bounds {
    /// The greatest number, in units of its last decimal, where nothing wider is given: 12 digits before the point.
    pub fn usual(scale: u8) -> i128 {
        10_i128.pow(12 + u32::from(scale.min(MAX_SCALE))) - 1
    }

    /// The number type of a scale (at most 10): ±(10¹² − ulp) where nothing narrower or wider is given. A minimum
    /// above the maximum leaves the usual bounds; whoever lowers the question reports that.
    pub fn ty(&self, scale: u8) -> Type {
        let scale = scale.min(MAX_SCALE);
        let most = Self::usual(scale);
        let units = |bound: Option<Decimal>| bound.and_then(|b| b.rescale(scale)).map(Decimal::units);
        let (min, max) = (units(self.min).unwrap_or(-most), units(self.max).unwrap_or(most));
        let (min, max) = if min <= max { (min, max) } else { (-most, most) };
        Type::Num(NumType { scale, min, max, unit: self.unit.clone() })
    }
}
