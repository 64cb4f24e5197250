//! The eight characters shown on both sides so that a person can see that they belong together.

use crate::wire::{labelled, sha256};

const CROCKFORD: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// First 40 bits of `SHA-256(L("code", SHA-256(OFFER)))` in Crockford's base 32, `XXXX-XXXX`.
pub fn code(offer: &[u8]) -> String {
    let hash = sha256(&labelled("code", &[&sha256(offer)]));
    let bits = hash[..5].iter().fold(0u64, |n, b| n << 8 | u64::from(*b));
    let mut out = String::with_capacity(9);
    for place in (0..8).rev() {
        out.push(char::from(CROCKFORD[(bits >> (5 * place)) as usize & 31]));
        if place == 4 {
            out.push('-');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_is_eight_crockford_characters_of_the_exact_bytes() {
        let one = code(b"{}");
        assert_eq!(one.len(), 9);
        assert_eq!(one.as_bytes()[4], b'-');
        assert!(one.bytes().all(|b| b == b'-' || CROCKFORD.contains(&b)));
        assert_ne!(one, code(b"{} "));
    }
}
