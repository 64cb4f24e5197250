//! A random generator grown from 32 random bytes, for callers whose randomness is a call that may
//! fail (`crypto.getRandomValues`): they fail before anything begins, and this does not.

use crate::wire::labelled_mac;
use rand_core::{Infallible, TryCryptoRng, TryRng};
use zeroize::Zeroizing;

/// HMAC-SHA256 of a counter under the seed. Used once, for one envelope or one offer.
pub struct Seed {
    key: Zeroizing<[u8; 32]>,
    block: Zeroizing<[u8; 32]>,
    left: usize,
    counter: u64,
}

impl Seed {
    /// Takes 32 fresh bytes of a cryptographic source.
    pub fn new(bytes: [u8; 32]) -> Seed {
        Seed {
            key: Zeroizing::new(bytes),
            block: Zeroizing::new([0; 32]),
            left: 0,
            counter: 0,
        }
    }

    fn byte(&mut self) -> u8 {
        if self.left == 0 {
            let counter = self.counter.to_be_bytes();
            self.block = Zeroizing::new(labelled_mac(&self.key, "seed", &[&counter]));
            self.counter += 1;
            self.left = 32;
        }
        self.left -= 1;
        self.block[31 - self.left]
    }
}

impl TryRng for Seed {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok(u32::from_le_bytes(std::array::from_fn(|_| self.byte())))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(u64::from_le_bytes(std::array::from_fn(|_| self.byte())))
    }

    fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<(), Infallible> {
        out.iter_mut().for_each(|byte| *byte = self.byte());
        Ok(())
    }
}

impl TryCryptoRng for Seed {}

#[cfg(test)]
mod tests {
    use super::*;
    use rand_core::Rng;

    #[test]
    fn a_seed_gives_one_stream_however_it_is_cut() {
        let (mut one, mut two) = (Seed::new([7; 32]), Seed::new([7; 32]));
        let mut whole = [0; 100];
        one.fill_bytes(&mut whole);
        let mut parts = [0; 100];
        parts.chunks_mut(9).for_each(|part| two.fill_bytes(part));
        assert_eq!(whole, parts);
        let mut other = [0; 100];
        Seed::new([8; 32]).fill_bytes(&mut other);
        assert_ne!(whole, other);
        assert_ne!(whole[..32], whole[32..64]);
    }
}
