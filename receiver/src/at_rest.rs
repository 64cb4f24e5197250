//! Encryption of what lies in the database: XChaCha20-Poly1305, bound to the row it belongs to.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use handoff::Secret;
use handoff::wire::{labelled, sha256};
use zeroize::Zeroizing;

const NAME: usize = 4;
const NONCE: usize = 24;

/// A key that encrypts rows. No `Debug`; wiped when dropped.
pub struct StorageKey {
    key: Zeroizing<[u8; 32]>,
    name: [u8; NAME],
}

impl StorageKey {
    /// From 32 random bytes.
    pub fn new(key: [u8; 32]) -> StorageKey {
        let hash = sha256(&labelled("storage-key", &[&key]));
        StorageKey {
            key: Zeroizing::new(key),
            name: [hash[0], hash[1], hash[2], hash[3]],
        }
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new((&*self.key).into())
    }
}

/// The current key and those that older rows may still need.
pub(crate) struct AtRest {
    keys: Vec<StorageKey>,
}

impl AtRest {
    /// The first key encrypts; all of them decrypt.
    pub(crate) fn new(current: StorageKey, older: Vec<StorageKey>) -> AtRest {
        let mut keys = vec![current];
        keys.extend(older);
        AtRest { keys }
    }

    /// Key name, nonce and ciphertext. `kind` and `id` say which row it may be read in. `None` if
    /// the operating system gives no randomness.
    pub(crate) fn seal(&self, kind: &str, id: &str, plaintext: &[u8]) -> Option<Vec<u8>> {
        let key = self.keys.first()?;
        let mut nonce = [0; NONCE];
        getrandom::fill(&mut nonce).ok()?;
        let payload = Payload {
            msg: plaintext,
            aad: &labelled(kind, &[id.as_bytes()]),
        };
        let ciphertext = key.cipher().encrypt(&XNonce::from(nonce), payload).ok()?;
        Some([&key.name[..], &nonce, &ciphertext].concat())
    }

    /// `None` for another row, a changed byte or a key that is not among ours.
    pub(crate) fn open(&self, kind: &str, id: &str, sealed: &[u8]) -> Option<Secret> {
        let (name, rest) = sealed.split_at_checked(NAME)?;
        let (nonce, ciphertext) = rest.split_at_checked(NONCE)?;
        let nonce: [u8; NONCE] = nonce.try_into().ok()?;
        let aad = labelled(kind, &[id.as_bytes()]);
        let key = self.keys.iter().find(|key| key.name == name)?;
        let payload = Payload {
            msg: ciphertext,
            aad: &aad,
        };
        let plaintext = key.cipher().decrypt(&XNonce::from(nonce), payload).ok()?;
        Some(Secret::new(plaintext))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_opens_in_its_own_place_with_its_own_key_only() {
        let old = || StorageKey::new([1; 32]);
        let one = AtRest::new(old(), vec![]);
        let sealed = one.seal("credential", "a", b"secret").unwrap();
        let open = |store: &AtRest, kind, id, bytes: &[u8]| {
            store
                .open(kind, id, bytes)
                .map(|secret| secret.expose().to_vec())
        };
        let good = Some(b"secret".to_vec());
        assert_eq!(open(&one, "credential", "a", &sealed), good);
        assert_eq!(open(&one, "credential", "b", &sealed), None);
        assert_eq!(open(&one, "offer", "a", &sealed), None);
        for i in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[i] ^= 1;
            assert_eq!(open(&one, "credential", "a", &changed), None, "{i}");
        }
        let rotated = AtRest::new(StorageKey::new([2; 32]), vec![old()]);
        assert_eq!(open(&rotated, "credential", "a", &sealed), good);
        let other = AtRest::new(StorageKey::new([2; 32]), vec![]);
        assert_eq!(open(&other, "credential", "a", &sealed), None);
        assert_ne!(one.seal("credential", "a", b"secret").unwrap(), sealed);
    }
}
