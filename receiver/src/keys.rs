//! The server's long-lived keys, as one small text from a file or the environment.
//!
//! ```text
//! storage_key = <base64url, 32 bytes>     encrypts the database
//! older_storage_key = <the same>          decrypts older rows (any number of lines)
//! offer_kid = o1
//! offer_key = <base64url, 32 bytes>       Ed25519, signs offers; its public half is pinned
//! receipt_kid = r1
//! receipt_key = <base64url, 32 bytes>     Ed25519, signs receipts
//! ```

use crate::at_rest::StorageKey;
use handoff::receive::NamedKey;
use handoff::wire;
use zeroize::Zeroizing;

/// Keys of one receiver. No `Debug`.
pub struct Keys {
    /// Encrypts rows.
    pub storage: StorageKey,
    /// Decrypt rows written before a rotation.
    pub older_storage: Vec<StorageKey>,
    /// Signs offers.
    pub offer: NamedKey,
    /// Signs receipts.
    pub receipt: NamedKey,
}

/// What is wrong with a text of keys. Never says any part of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeysError {
    /// A line is not `name = value`; its number from 1.
    Line(usize),
    /// A name is not known; the line's number.
    Unknown(usize),
    /// A name is given twice; the line's number.
    Twice(usize),
    /// A value is not 32 bytes of base64url, or a key's name is not plain; the member.
    Value(&'static str),
    /// A member is missing.
    Missing(&'static str),
    /// The operating system gives no randomness.
    NoRandomness,
}

impl std::fmt::Display for KeysError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            KeysError::Line(n) => write!(f, "line {n} of the keys is not «name = value»"),
            KeysError::Unknown(n) => write!(f, "line {n} of the keys has an unknown name"),
            KeysError::Twice(n) => write!(f, "line {n} of the keys repeats a name"),
            KeysError::Value(name) => write!(f, "the key «{name}» has no usable value"),
            KeysError::Missing(name) => write!(f, "the key «{name}» is missing"),
            KeysError::NoRandomness => f.write_str("the system gives no random bytes"),
        }
    }
}

impl std::error::Error for KeysError {}

const NAMES: [&str; 6] = [
    "storage_key",
    "older_storage_key",
    "offer_kid",
    "offer_key",
    "receipt_kid",
    "receipt_key",
];

impl Keys {
    /// Reads the text described at the top of this file; `#` begins a comment line.
    pub fn parse(text: &str) -> Result<Keys, KeysError> {
        let mut found: Vec<(&str, &str)> = Vec::new();
        for (i, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (name, value) = line.split_once('=').ok_or(KeysError::Line(i + 1))?;
            let (name, value) = (name.trim(), value.trim());
            if !NAMES.contains(&name) {
                return Err(KeysError::Unknown(i + 1));
            }
            if name != "older_storage_key" && found.iter().any(|(n, _)| *n == name) {
                return Err(KeysError::Twice(i + 1));
            }
            found.push((name, value));
        }
        let one = |name: &'static str| {
            let value = found.iter().find(|(n, _)| *n == name).map(|(_, v)| *v);
            value.ok_or(KeysError::Missing(name))
        };
        let named = |kid: &'static str, key: &'static str| {
            let private = key_bytes(one(key)?, key)?;
            NamedKey::new(one(kid)?, &private).ok_or(KeysError::Value(kid))
        };
        let older = found.iter().filter(|(n, _)| *n == "older_storage_key");
        Ok(Keys {
            storage: storage(one("storage_key")?, "storage_key")?,
            older_storage: older
                .map(|(_, v)| storage(v, "older_storage_key"))
                .collect::<Result<_, _>>()?,
            offer: named("offer_kid", "offer_key")?,
            receipt: named("receipt_kid", "receipt_key")?,
        })
    }

    /// A fresh text of keys with the given names.
    pub fn generate(offer_kid: &str, receipt_kid: &str) -> Result<Zeroizing<String>, KeysError> {
        let fresh = || {
            let mut key = Zeroizing::new([0; 32]);
            getrandom::fill(&mut key[..]).map_err(|_| KeysError::NoRandomness)?;
            Ok(Zeroizing::new(wire::encode(&key[..])))
        };
        let (storage, offer, receipt) = (fresh()?, fresh()?, fresh()?);
        let text = Zeroizing::new(format!(
            "storage_key = {}\noffer_kid = {offer_kid}\noffer_key = {}\nreceipt_kid = {receipt_kid}\nreceipt_key = {}\n",
            *storage, *offer, *receipt,
        ));
        Keys::parse(&text)?;
        Ok(text)
    }
}

fn key_bytes(value: &str, name: &'static str) -> Result<Zeroizing<[u8; 32]>, KeysError> {
    let bytes = wire::decode_array(value).ok_or(KeysError::Value(name))?;
    Ok(Zeroizing::new(bytes))
}

fn storage(value: &str, name: &'static str) -> Result<StorageKey, KeysError> {
    Ok(StorageKey::new(*key_bytes(value, name)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn generated_keys_read_back_and_differ() {
        let (one, two) = (
            Keys::generate("o1", "r1").unwrap(),
            Keys::generate("o1", "r1").unwrap(),
        );
        let read = |text: &str| Keys::parse(text).unwrap_or_else(|e| panic!("{e}"));
        assert_ne!(read(&one).offer.public(), read(&two).offer.public());
        assert_eq!(read(&one).receipt.kid(), "r1");
        let older = format!(
            "# rotated\n{}older_storage_key = {}\n",
            &**one,
            "A".repeat(43)
        );
        assert_eq!(read(&older).older_storage.len(), 1);
    }

    #[test]
    fn a_wrong_text_is_refused_without_repeating_it() {
        let good = Keys::generate("o1", "r1").unwrap();
        let refused = |text: &str| Keys::parse(text).err();
        assert_eq!(refused(""), Some(KeysError::Missing("storage_key")));
        assert_eq!(refused("nonsense"), Some(KeysError::Line(1)));
        assert_eq!(refused("password = x"), Some(KeysError::Unknown(1)));
        let twice = format!("{}offer_kid = o2", &**good);
        assert_eq!(refused(&twice), Some(KeysError::Twice(6)));
        let short = good.replacen("storage_key = ", "storage_key = A", 1);
        assert_eq!(refused(&short), Some(KeysError::Value("storage_key")));
        assert!(Keys::generate("o 1", "r1").is_err());
    }
}
