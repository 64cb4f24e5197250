//! Numbers that look random in a page: ids, keys, secrets. Seeded, so that a page can be drawn
//! twice alike; nothing here is fit for cryptography, and nothing real is protected by it.

/// A SplitMix64 generator.
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    /// A generator that always gives the same sequence for the same seed.
    pub fn seeded(seed: u64) -> Self {
        Random(seed)
    }

    /// The next number.
    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// `len` characters of `alphabet` (ASCII, not empty).
    pub fn text(&mut self, alphabet: &[u8], len: usize) -> String {
        (0..len)
            .map(|_| {
                let at = self.number() % alphabet.len() as u64;
                char::from(alphabet[usize::try_from(at).unwrap_or(0)])
            })
            .collect()
    }

    /// An id as the MVC kit makes them: `z` and 32 hexadecimal digits, new on every load.
    pub fn id(&mut self) -> String {
        format!("z{:016x}{:016x}", self.number(), self.number())
    }
}

/// Letters and digits of a generated user name: 15 of them stand before the `@`.
pub const KEY_ALPHABET: &[u8] = b"abcdefghijklmnopqrstuvwxyz0123456789";
/// Characters of a generated secret, which has 25; specials included, as some products trip on them.
pub const SECRET_ALPHABET: &[u8] =
    b"ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789#$@*~!%";
