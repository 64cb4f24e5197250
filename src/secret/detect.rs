//! Whether what stands in the secret field is a secret, and what the whole Client ID is.
//!
//! A key may be completed by `@` and the tenant's domain, inside or beside its box. Key and secret
//! are generated, or typed and shortened by the admin: no length is expected, only a shortest one.

use serde::Serialize;

/// What was found in the secret field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "is")]
pub enum Finding {
    /// Nothing.
    Empty,
    /// Only bullets or asterisks: a picture of a secret.
    Masked,
    /// Too short or with characters that a secret can't have.
    Odd,
    /// A secret of this many characters.
    Secret {
        /// Characters.
        len: u32,
    },
}

/// Fewer characters are no secret that a product would accept.
const SHORTEST: usize = 7;

/// Looks at the bytes (UTF-8) of the secret field without keeping them.
pub fn inspect(bytes: &[u8]) -> Finding {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Finding::Odd;
    };
    if text.is_empty() {
        return Finding::Empty;
    }
    let mask = |c: char| matches!(c, '•' | '●' | '*' | '∙' | '⬤' | '·');
    if text.chars().all(mask) {
        return Finding::Masked;
    }
    let len = text.chars().count();
    if len < SHORTEST || text.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Finding::Odd;
    }
    Finding::Secret {
        len: u32::try_from(len).unwrap_or(u32::MAX),
    }
}

/// The whole Client ID: what the field holds, completed by the `@domain` that stands beside it.
/// `None` while it is not a key (empty, spaces).
pub fn client_id(field: &str, suffix: &str) -> Option<String> {
    let key = field.trim();
    if key.is_empty() || key.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return None;
    }
    let suffix = suffix.trim();
    if key.contains('@') || !suffix.starts_with('@') {
        return Some(key.to_owned());
    }
    Some(format!("{key}{suffix}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_generated_secret_is_recognised_with_its_length() {
        assert_eq!(
            inspect(b"7f#Kp2$mQ9@xL4!nR8*sT3&vW"),
            Finding::Secret { len: 25 }
        );
    }

    #[test]
    fn bullets_are_a_picture_and_not_a_secret() {
        assert_eq!(
            inspect("•••••••••••••••••••••••••".as_bytes()),
            Finding::Masked
        );
        assert_eq!(inspect(b"*************"), Finding::Masked);
    }

    #[test]
    fn empty_short_spaced_and_broken_values_are_not_secrets() {
        assert_eq!(inspect(b""), Finding::Empty);
        assert_eq!(inspect(b"abc"), Finding::Odd);
        assert_eq!(inspect(b"two words here"), Finding::Odd);
        assert_eq!(inspect(&[0xff, 0xfe, 0x41]), Finding::Odd);
    }

    #[test]
    fn the_domain_beside_the_box_completes_the_key_once() {
        assert_eq!(
            client_id("k3jx8w2qpl5vz9a", "@acme.example").as_deref(),
            Some("k3jx8w2qpl5vz9a@acme.example")
        );
        assert_eq!(
            client_id("k3j@acme.example", "@acme.example").as_deref(),
            Some("k3j@acme.example")
        );
        assert_eq!(
            client_id("k3jx8w2qpl5vz9a", "Generate Key").as_deref(),
            Some("k3jx8w2qpl5vz9a")
        );
        assert_eq!(client_id("  ", "@acme.example"), None);
    }
}
