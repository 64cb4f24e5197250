//! A set of rows as bits: small, ordered, and quick to combine. Knows nothing of pages.

/// A set of row numbers.
#[derive(Debug, Clone, Default)]
pub(super) struct Bits(Vec<u64>);

impl Bits {
    /// No rows, of `rows` that can be.
    pub(super) fn new(rows: usize) -> Self {
        Bits(vec![0; rows.div_ceil(64)])
    }

    /// Puts a row in; one beyond the end is left out.
    pub(super) fn set(&mut self, ix: usize) {
        if let Some(block) = self.0.get_mut(ix / 64) {
            *block |= 1 << (ix % 64);
        }
    }

    /// Whether a row is in.
    pub(super) fn has(&self, ix: usize) -> bool {
        self.0
            .get(ix / 64)
            .is_some_and(|block| block >> (ix % 64) & 1 != 0)
    }

    /// Puts all rows in.
    pub(super) fn fill(&mut self) {
        self.0.fill(u64::MAX);
    }

    /// Puts in what is in another set.
    pub(super) fn add(&mut self, other: &Bits) {
        self.0
            .iter_mut()
            .zip(&other.0)
            .for_each(|(all, more)| *all |= more);
    }

    /// Keeps what is in another set too, or (`without`) what is not.
    pub(super) fn keep(&mut self, other: &Bits, without: bool) {
        let flip = if without { u64::MAX } else { 0 };
        self.0
            .iter_mut()
            .zip(&other.0)
            .for_each(|(all, more)| *all &= more ^ flip);
    }

    /// The rows in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        let mut at = 0;
        let mut left = self.0.first().copied().unwrap_or(0);
        std::iter::from_fn(move || {
            while left == 0 {
                at += 1;
                left = *self.0.get(at)?;
            }
            let bit = left.trailing_zeros() as usize;
            left &= left - 1;
            Some(at * 64 + bit)
        })
    }
}
