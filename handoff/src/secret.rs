//! Values that must not leak: wiped on drop, not printable, not copyable, not serialisable.
//!
//! How long they are held, and where, is not decided here.

use zeroize::Zeroizing;

/// Secret bytes. No `Debug`, `Display`, `Clone`, `Serialize` or `PartialEq`, on purpose; see the
/// assertions in `tests/secrecy.rs`.
pub struct Secret(Zeroizing<Vec<u8>>);

impl Secret {
    /// Takes the bytes over; they are wiped when the value is dropped.
    pub fn new(bytes: Vec<u8>) -> Secret {
        Secret(Zeroizing::new(bytes))
    }

    /// The bytes themselves. Named so that every use is easy to find.
    pub fn expose(&self) -> &[u8] {
        &self.0
    }

    /// Number of bytes; the panel shows a dot for each.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are no bytes.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Why a pair cannot be credentials.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CredentialsError {
    /// The Client ID or the Client Secret is empty.
    Empty,
    /// Not UTF-8, or a control character in it: it was not read from a one-line field.
    NotText,
}

impl CredentialsError {
    /// Stable name for messages and tests.
    pub fn code(self) -> &'static str {
        match self {
            CredentialsError::Empty => "credentials_empty",
            CredentialsError::NotText => "credentials_not_text",
        }
    }
}

/// Client ID and Client Secret of one API user, both UTF-8, non-empty, without control characters
/// (so that the NUL between them in `cred_mac` is unambiguous).
pub struct Credentials {
    client_id: Secret,
    client_secret: Secret,
}

impl Credentials {
    /// Checks and takes over both values.
    pub fn new(client_id: Secret, client_secret: Secret) -> Result<Credentials, CredentialsError> {
        for value in [&client_id, &client_secret] {
            let text =
                std::str::from_utf8(value.expose()).map_err(|_| CredentialsError::NotText)?;
            if text.is_empty() {
                return Err(CredentialsError::Empty);
            }
            if text.chars().any(char::is_control) {
                return Err(CredentialsError::NotText);
            }
        }
        Ok(Credentials {
            client_id,
            client_secret,
        })
    }

    /// The Client ID (Autotask: Username, Key).
    pub fn client_id(&self) -> &Secret {
        &self.client_id
    }

    /// The Client Secret (Autotask: Password, Secret).
    pub fn client_secret(&self) -> &Secret {
        &self.client_secret
    }

    /// `cred_mac`: shows that the receiver decrypted exactly these values.
    pub(crate) fn mac(&self, offer_secret: &[u8; 32]) -> [u8; 32] {
        let parts = [self.client_id.expose(), b"\0", self.client_secret.expose()];
        crate::wire::labelled_mac(offer_secret, "cred", &parts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(id: &[u8], secret: &[u8]) -> Option<CredentialsError> {
        Credentials::new(Secret::new(id.to_vec()), Secret::new(secret.to_vec())).err()
    }

    #[test]
    fn credentials_are_non_empty_lines_of_text() {
        assert_eq!(pair(b"id@acme.example", "gehe\u{ef}m".as_bytes()), None);
        assert_eq!(pair(b"", b"x"), Some(CredentialsError::Empty));
        assert_eq!(pair(b"x", b""), Some(CredentialsError::Empty));
        assert_eq!(pair(b"a\0b", b"c"), Some(CredentialsError::NotText));
        assert_eq!(pair(b"a", b"b\nc"), Some(CredentialsError::NotText));
        assert_eq!(pair(b"a", b"\xff"), Some(CredentialsError::NotText));
    }
}
