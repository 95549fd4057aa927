//! What may be printed without giving a small cell away: linear algebra over the counts of a report.
//!
//! Every count is a linear form over unknown counts. What is printed, and what everybody knows (groups add up to the
//! whole), spans a space of forms: whatever lies in it can be derived by a reader. A count is let out only if no secret
//! comes to lie in that space. This is the classic test for the audit of exact disclosure in tables, see L. H. Cox,
//! "Suppression methodology and statistical disclosure control", JASA 75 (1980), and Hundepool et al., "Statistical
//! Disclosure Control" (2012), chapter 4.
//!
//! The arithmetic is modulo a large prime. What is derivable over the rationals is derivable modulo the prime, so that
//! the answer errs on the side of silence.

use std::collections::BTreeMap;

/// The Mersenne prime 2⁶¹ − 1.
const PRIME: u64 = (1 << 61) - 1;

/// A linear form: coefficients by unknown, in the order of unknowns, none of them zero.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Form(Vec<(u32, u64)>);

impl Form {
    /// The form of these terms; several terms of one unknown are added up.
    pub(super) fn new(terms: impl IntoIterator<Item = (u32, i64)>) -> Self {
        let mut sums: BTreeMap<u32, u64> = BTreeMap::new();
        for (unknown, coefficient) in terms {
            let size = coefficient.unsigned_abs() % PRIME;
            let residue = if coefficient < 0 { (PRIME - size) % PRIME } else { size };
            let sum = sums.entry(unknown).or_default();
            *sum = add(*sum, residue);
        }
        Self(sums.into_iter().filter(|(_, coefficient)| *coefficient != 0).collect())
    }

    /// The first unknown and its coefficient.
    pub(super) fn lead(&self) -> Option<(u32, u64)> {
        self.0.first().copied()
    }

    fn is_zero(&self) -> bool {
        self.0.is_empty()
    }

    /// `self + factor · other`.
    pub(super) fn plus(&self, factor: u64, other: &Self) -> Self {
        let mut out = Vec::with_capacity(self.0.len() + other.0.len());
        let (mut left, mut right) = (self.0.iter().peekable(), other.0.iter().peekable());
        loop {
            let term = match (left.peek(), right.peek()) {
                (None, None) => break,
                (Some(a), Some(b)) if a.0 == b.0 => {
                    let term = (a.0, add(a.1, multiply(factor, b.1)));
                    left.next();
                    right.next();
                    term
                }
                (Some(a), Some(b)) if a.0 > b.0 => {
                    let term = (b.0, multiply(factor, b.1));
                    right.next();
                    term
                }
                (Some(a), _) => {
                    let term = **a;
                    left.next();
                    term
                }
                (None, Some(b)) => {
                    let term = (b.0, multiply(factor, b.1));
                    right.next();
                    term
                }
            };
            if term.1 != 0 {
                out.push(term);
            }
        }
        Self(out)
    }

    /// The form without the leading unknowns that are known, down to the first that is not; zero if it is a combination
    /// of what is known.
    pub(super) fn reduced(mut self, known: &BTreeMap<u32, Self>) -> Self {
        while let Some((lead, coefficient)) = self.lead() {
            let Some(known) = known.get(&lead) else { break };
            self = self.plus(PRIME - coefficient, known);
        }
        self
    }

    /// The same up to a factor, beginning with 1.
    pub(super) fn monic(self) -> Self {
        let Some((_, lead)) = self.lead() else { return self };
        let factor = inverse(lead);
        Self(self.0.into_iter().map(|(unknown, c)| (unknown, multiply(c, factor))).collect())
    }
}

fn add(a: u64, b: u64) -> u64 {
    let sum = a + b;
    if sum >= PRIME { sum - PRIME } else { sum }
}

fn multiply(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b) % u128::from(PRIME);
    u64::try_from(product).unwrap_or_default()
}

/// By Fermat: a^(p−2).
fn inverse(a: u64) -> u64 {
    let (mut base, mut power, mut out) = (a, PRIME - 2, 1);
    while power > 0 {
        if power & 1 == 1 {
            out = multiply(out, base);
        }
        base = multiply(base, base);
        power >>= 1;
    }
    out
}

/// What readers know, and what they must not learn.
#[derive(Debug, Clone, Default)]
pub(super) struct Vault {
    /// What is known, in echelon form, by leading unknown.
    known: BTreeMap<u32, Form>,
    /// The secrets, reduced by what is known as far as their leading unknown.
    secrets: Vec<Form>,
}

impl Vault {
    /// Keeps these forms secret. One that is always zero is no secret.
    pub(super) fn new(secrets: impl IntoIterator<Item = Form>) -> Self {
        let secrets = secrets.into_iter().filter(|form| !form.is_zero()).collect();
        Self { known: BTreeMap::new(), secrets }
    }

    /// Takes a relation that everybody knows: the form is zero, or a number known anyhow.
    pub(super) fn know(&mut self, relation: &Form) {
        let rest = relation.clone().reduced(&self.known);
        let Some((lead, _)) = rest.lead() else { return };
        self.known.insert(lead, rest.monic());
        let secrets = std::mem::take(&mut self.secrets);
        self.secrets = secrets.into_iter().map(|secret| secret.reduced(&self.known)).collect();
    }

    /// Lets a form out unless a secret could then be derived; whether it did.
    pub(super) fn publish(&mut self, form: &Form) -> bool {
        let rest = form.clone().reduced(&self.known);
        // What is derivable already may as well be said: no secret is.
        let Some((lead, _)) = rest.lead() else { return true };
        self.known.insert(lead, rest.monic());
        let touched = self.secrets.iter().enumerate().filter(|(_, s)| s.lead().map(|(u, _)| u) == Some(lead));
        let after: Vec<(usize, Form)> =
            touched.map(|(at, secret)| (at, secret.clone().reduced(&self.known))).collect();
        if after.iter().any(|(_, secret)| secret.is_zero()) {
            self.known.remove(&lead);
            return false;
        }
        for (at, secret) in after {
            if let Some(slot) = self.secrets.get_mut(at) {
                *slot = secret;
            }
        }
        true
    }
}
