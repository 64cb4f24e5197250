//! Who may speak and what the fleet's policy sets.
//!
//! Origins are compared exactly; a host counts as the product's only by https, the default port,
//! and a whole-label suffix, so that look-alikes never match.

use super::session::{Automatic, Policy};
use crate::guide::Guide;
use crate::json::{Read, Reader};
use crate::protocol::Text;

/// Whether an origin is one of the product's.
pub fn is_product(guide: &Guide, origin: &str) -> bool {
    host_of(origin).is_some_and(|host| guide.hosts.iter().any(|suffix| under(host, suffix)))
}

/// Whether an origin can be a destination: https, default port, a plain host name.
pub fn is_destination(origin: &str) -> bool {
    host_of(origin).is_some()
}

/// Host of an https origin on the default port, lower-case ASCII letters, digits, `-` and `.` only.
/// Browsers report origins that way; anything else is not an origin a browser made.
pub fn host_of(origin: &str) -> Option<&str> {
    let host = origin.strip_prefix("https://")?;
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'.';
    let labels = !host.is_empty()
        && host
            .split('.')
            .all(|l| !l.is_empty() && !l.starts_with('-') && !l.ends_with('-'));
    (host.bytes().all(plain) && labels && host.contains('.')).then_some(host)
}

fn under(host: &str, suffix: &str) -> bool {
    host == suffix
        || host
            .strip_suffix(suffix)
            .is_some_and(|rest| rest.ends_with('.') && rest.len() > 1)
}

/// Reads the managed storage. A value of the wrong kind is ignored with a note.
pub fn parse(json: &str) -> Policy {
    let mut policy = Policy::default();
    match members(&mut Reader::new(json), &mut policy) {
        Ok(()) => policy,
        Err(_) => Policy::default(),
    }
}

fn members(json: &mut Reader, policy: &mut Policy) -> Read<()> {
    json.enter(b'{')?;
    let mut first = true;
    while json.more(first, b'}')? {
        first = false;
        let key = json.key()?;
        let value = json.skip()?;
        let text = Reader::new(value).string().ok();
        let known = match (&*key, &text) {
            ("automaticActions", Some(v)) => automatic(policy, v),
            ("tenantOrigin", Some(v)) => tenant(policy, v),
            // The language of the texts that were handed in: chosen before the core exists.
            ("language", Some(v)) => LANGUAGES.contains(&&**v),
            ("helpLink", Some(v)) => help(policy, v),
            ("zoneCheck", None) if value == "true" || value == "false" => {
                policy.no_zone = value == "false";
                true
            }
            ("routes", None) => {
                names(&mut Reader::new(value)).is_ok_and(|list| routes(policy, &list))
            }
            _ => false,
        };
        let id = if known && key == "helpLink" {
            continue;
        } else if known {
            "policy_set"
        } else {
            "policy_ignored"
        };
        let shown: String = text.as_deref().unwrap_or(value).chars().take(60).collect();
        policy
            .notes
            .push(Text::of(id).with(key.into_owned()).with(shown));
    }
    json.end()
}

/// A list of texts.
fn names(json: &mut Reader) -> Read<Vec<String>> {
    let mut list = Vec::new();
    json.enter(b'[')?;
    while json.more(list.is_empty(), b']')? {
        list.push(json.string()?.into_owned());
    }
    Ok(list)
}

/// Languages that the extension speaks, as `extension/locale.js` has them.
const LANGUAGES: [&str; 6] = ["en", "nl", "de", "es", "fr", "pt"];

/// A page of the organisation's own; the panel makes the note a link to its argument.
fn help(policy: &mut Policy, value: &str) -> bool {
    let Some((host, _)) = value
        .strip_prefix("https://")
        .map(|rest| rest.split_once('/').unwrap_or((rest, "")))
    else {
        return false;
    };
    let ok = is_destination(&["https://", host].concat());
    if ok {
        policy
            .notes
            .push(Text::of("policy_help").with(value.to_owned()));
    }
    ok
}

fn automatic(policy: &mut Policy, value: &str) -> bool {
    policy.automatic = match value {
        "on" => Automatic::On,
        "ask" => Automatic::Ask,
        "off" => Automatic::Off,
        _ => return false,
    };
    true
}

fn tenant(policy: &mut Policy, value: &str) -> bool {
    let ok = is_destination(value);
    if ok {
        policy.tenant = Some(value.to_owned());
    }
    ok
}

fn routes(policy: &mut Policy, names: &[String]) -> bool {
    let has = |route: &str| names.iter().any(|n| n == route);
    if names
        .iter()
        .any(|n| !["fill", "send", "copy"].contains(&n.as_str()))
    {
        return false;
    }
    policy.no_fill = !has("fill");
    policy.no_send = !has("send");
    policy.no_copy = !has("copy");
    true
}

// The guide's JSON is only read natively.
#[cfg(not(target_arch = "wasm32"))]
#[cfg(test)]
mod tests {
    use super::*;

    fn guide() -> Guide {
        Guide::parse(r#"{"id":"x","hosts":["product.example"],"targets":{},"pages":[],"steps":[]}"#)
            .unwrap()
    }

    #[test]
    fn only_https_hosts_under_the_suffix_are_the_product() {
        let g = guide();
        for good in [
            "https://app.product.example",
            "https://product.example",
            "https://lr.product.example",
            "https://a.b.product.example",
        ] {
            assert!(is_product(&g, good), "{good}");
        }
        for bad in [
            "http://app.product.example",
            "https://app.product.example:8443",
            "https://product.example.evil.com",
            "https://evilproduct.example",
            "https://app.product.example@evil.com",
            "https://app.product.example.",
            "https://.product.example",
            "https://APP.PRODUCT.EXAMPLE",
            "https://pròduct.example",
            "https://-x.product.example",
            "null",
            "",
            "about:srcdoc",
            "blob:https://app.product.example/x",
        ] {
            assert!(!is_product(&g, bad), "{bad}");
        }
    }

    #[test]
    fn a_broken_policy_value_is_ignored_with_a_note() {
        let p = parse(
            r#"{"automaticActions":"sometimes","tenantOrigin":"http://acme.example","routes":["fill","fax"]}"#,
        );
        assert_eq!(
            (p.automatic, p.tenant, p.no_copy),
            (Automatic::On, None, false)
        );
        assert_eq!(
            p.notes.iter().filter(|n| n.id == "policy_ignored").count(),
            3
        );
        let p = parse(
            r#"{"automaticActions":"off","tenantOrigin":"https://acme.proxuma.com","routes":["fill"]}"#,
        );
        assert_eq!(
            (p.automatic, p.tenant.as_deref(), p.no_fill, p.no_copy),
            (
                Automatic::Off,
                Some("https://acme.proxuma.com"),
                false,
                true
            )
        );
        assert!(parse("not json").notes.is_empty());
    }

    #[test]
    fn language_and_help_are_taken_or_ignored_with_a_note() {
        let ids =
            |json: &str| -> Vec<String> { parse(json).notes.into_iter().map(|n| n.id).collect() };
        let good = r#"{"language":"de","helpLink":"https://help.acme.example/connect?x=1"}"#;
        assert_eq!(ids(good), ["policy_set", "policy_help"]);
        for bad in [
            r#"{"language":"tlh"}"#,
            r#"{"language":5}"#,
            r#"{"helpLink":"http://help.acme.example"}"#,
            r#"{"helpLink":"javascript:alert(1)"}"#,
            r#"{"helpLink":"https://help.acme.example@evil.example/"}"#,
        ] {
            assert_eq!(ids(bad), ["policy_ignored"], "{bad}");
        }
    }
}
