//! Sorting, in one place: each type that the standard sort is used with costs 4 KB of Wasm, so what is
//! sorted in the browser is pairs of numbers.

/// The positions of values, the highest value first, with the values; of equal ones the first first.
pub fn falling(values: impl Iterator<Item = f32>) -> Vec<(usize, f32)> {
    let values: Vec<f32> = values.collect();
    let mut keyed: Vec<(u32, u32)> = (0..)
        .zip(&values)
        .map(|(at, &value)| (!rising(value), at))
        .collect();
    keyed.sort_unstable();
    keyed
        .into_iter()
        .map(|(_, at)| (at as usize, values[at as usize]))
        .collect()
}

/// A number that is ordered as `f32::total_cmp` orders values.
fn rising(value: f32) -> u32 {
    let bits = value.to_bits();
    match bits >> 31 {
        0 => bits | 1 << 31,
        _ => !bits,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_fall_and_equal_ones_keep_their_order() {
        let values = [1.5, -2.0, 7.25, 0.0, -0.5, 7.25, f32::MAX, f32::MIN];
        let order: Vec<usize> = falling(values.into_iter()).iter().map(|v| v.0).collect();
        assert_eq!(order, [6, 2, 5, 0, 3, 4, 1, 7]);
        assert!(falling(std::iter::empty()).is_empty());
    }

    #[test]
    fn what_is_no_number_is_somewhere_and_loses_nothing() {
        let values = [f32::NAN, 1.0, f32::INFINITY, f32::NEG_INFINITY];
        assert_eq!(falling(values.into_iter()).len(), 4);
    }
}
