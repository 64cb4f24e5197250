//! The wire's common ground: protocol label, base64url, hashes, limits, origins.
//!
//! Everything signed or hashed is the exact bytes sent; nothing is canonicalised here.

use base64ct::{Base64UrlUnpadded, Encoding};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// Name and major version of the protocol; the first part of every label.
pub const PROTOCOL: &str = "proxuma-connect-handoff/1";
/// The `v` member of every message.
pub const VERSION: u64 = 1;
/// The one suite: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20-Poly1305 (RFC 9180 ids).
pub const SUITE: &str = "0020-0001-0003";
/// Most bytes of any message, as sent.
pub const MAX_MESSAGE: usize = 8 * 1024;
/// Longest life of an offer, in seconds.
pub const MAX_LIFETIME: u64 = 900;
/// Bytes of the padded plaintext.
pub const PLAINTEXT: usize = 1024;
/// Bytes of `sealed`: encapsulated key, ciphertext, tag.
pub const SEALED: usize = 32 + PLAINTEXT + 16;
/// `Content-Type` of an envelope.
pub const ENVELOPE_TYPE: &str = "application/vnd.proxuma-connect.envelope+json";
/// `type` of the script element that holds an offer.
pub const OFFER_TYPE: &str = "application/vnd.proxuma-connect.offer+json";
/// `id` of the script element that holds an offer.
pub const OFFER_ELEMENT: &str = "proxuma-connect-offer";
/// `Content-Type` of a receipt.
pub const RECEIPT_TYPE: &str = "application/vnd.proxuma-connect.receipt+json";
/// Request header that proves, when asking for a receipt again, that the offer was read.
pub const PROOF_HEADER: &str = "Proxuma-Connect-Proof";

/// `L(label, parts…)`: protocol, NUL, label, NUL, parts joined.
pub fn labelled(label: &str, parts: &[&[u8]]) -> Vec<u8> {
    let length = PROTOCOL.len() + label.len() + 2 + parts.iter().map(|p| p.len()).sum::<usize>();
    let mut out = Vec::with_capacity(length);
    out.extend_from_slice(PROTOCOL.as_bytes());
    out.push(0);
    out.extend_from_slice(label.as_bytes());
    out.push(0);
    parts.iter().for_each(|part| out.extend_from_slice(part));
    out
}

/// SHA-256.
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// SHA-256 of the envelope as sent: `protected`, a full stop, `sealed`, both still base64url.
pub fn envelope_hash(protected: &str, sealed: &str) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(protected.as_bytes());
    hash.update(b".");
    hash.update(sealed.as_bytes());
    hash.finalize().into()
}

/// HMAC-SHA256 over `L(label, parts…)`, taking the parts one by one so that no joined copy of a
/// secret part is left behind.
pub fn labelled_mac(key: &[u8; 32], label: &str, parts: &[&[u8]]) -> [u8; 32] {
    // HMAC fills a short key up with zeros to its block of 64 bytes; given whole, nothing can fail.
    let mut block = Zeroizing::new([0; 64]);
    block[..32].copy_from_slice(key);
    let mut mac = Hmac::<Sha256>::new((&*block).into());
    mac.update(&labelled(label, &[]));
    parts.iter().for_each(|part| mac.update(part));
    mac.finalize().into_bytes().into()
}

/// Value of the header [`PROOF_HEADER`] for the receipt of `idem` (base64url, as sent).
pub fn recovery_proof(offer_secret: &[u8; 32], idem: &str) -> String {
    encode(&labelled_mac(offer_secret, "get", &[idem.as_bytes()]))
}

/// Base64url without padding, in constant time.
pub fn encode(bytes: &[u8]) -> String {
    Base64UrlUnpadded::encode_string(bytes)
}

/// Decodes base64url without padding; `None` for padding, other alphabets or spare bits set.
pub fn decode(text: &str) -> Option<Vec<u8>> {
    Base64UrlUnpadded::decode_vec(text).ok()
}

/// Decodes exactly `N` bytes of base64url; `None` as in [`decode`] or for another length.
pub fn decode_array<const N: usize>(text: &str) -> Option<[u8; N]> {
    let mut out = [0; N];
    match Base64UrlUnpadded::decode(text, &mut out) {
        Ok(bytes) if bytes.len() == N => Some(out),
        _ => None,
    }
}

/// Whether a text is a serialized https origin as a browser writes it: `https://`, a lower-case
/// ASCII host, perhaps a port, nothing after it.
pub fn is_https_origin(text: &str) -> bool {
    let Some(authority) = text.strip_prefix("https://") else {
        return false;
    };
    let (host, port) = match authority.split_once(':') {
        Some((host, port)) => (host, Some(port)),
        None => (authority, None),
    };
    let label = |l: &str| {
        !l.is_empty()
            && l.bytes()
                .all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_'))
    };
    let canonical = |p: &str| {
        p.parse::<u16>()
            .is_ok_and(|n| n != 443 && n.to_string() == p)
    };
    host.split('.').all(label) && port.is_none_or(canonical)
}

/// Whether a text is an absolute path that stays on its origin: no host, query, fragment, dot
/// segment, escape or space.
pub fn is_plain_path(text: &str) -> bool {
    text.len() <= 256
        && text.strip_prefix('/').is_some_and(|rest| {
            rest.split('/')
                .all(|s| !s.is_empty() && !s.bytes().all(|b| b == b'.'))
        })
        && text.bytes().all(
            |b| matches!(b, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'_' | b'-'),
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_separates_protocol_name_and_parts() {
        assert_eq!(
            labelled("code", &[b"a", b"b"]),
            b"proxuma-connect-handoff/1\0code\0ab"
        );
    }

    #[test]
    fn base64url_has_one_spelling() {
        assert_eq!(decode("-_8"), Some(vec![0xfb, 0xff]));
        for other in ["+/8", "-_8=", "-_9", "-_8\n", " -_8", "-", "-_8-_"] {
            assert_eq!(decode(other), None, "{other}");
        }
        assert_eq!(decode_array::<2>("-_8"), Some([0xfb, 0xff]));
        assert_eq!(decode_array::<3>("-_8"), None);
        assert_eq!(decode_array::<1>("-_8"), None);
    }

    #[test]
    fn an_origin_is_exactly_what_a_browser_reports() {
        for good in [
            "https://acme.proxuma.com",
            "https://a",
            "https://127.0.0.1:8443",
            "https://xn--bcher-kva.example:1",
        ] {
            assert!(is_https_origin(good), "{good}");
        }
        for bad in [
            "http://acme.proxuma.com",
            "https://acme.proxuma.com/",
            "https://Acme.proxuma.com",
            "https://acme.proxuma.com:443",
            "https://acme.proxuma.com:0443",
            "https://acme.proxuma.com:99999",
            "https://u@acme.proxuma.com",
            "https://acme.proxuma.com:8443:1",
            "https://acme..com",
            "https://",
            "https://bücher.example",
            "https://acme.proxuma.com?x",
            "null",
            "",
        ] {
            assert!(!is_https_origin(bad), "{bad}");
        }
    }

    #[test]
    fn a_path_cannot_leave_its_origin() {
        assert!(is_plain_path("/api/handoff/v1/envelopes"));
        for bad in [
            "",
            "/",
            "//evil.example/x",
            "api",
            "https://evil.example",
            "/a/../b",
            "/a/./b",
            "/a?b",
            "/a#b",
            "/a\\b",
            "/a%2fb",
            "/a b",
            "/a/",
            "/é",
        ] {
            assert!(!is_plain_path(bad), "{bad}");
        }
    }
}
