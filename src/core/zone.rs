//! The zone check: which of the product's zones a new key belongs to, asked of the product itself.
//! Only the key travels, no secret and no cookie; a policy can forbid it.

use super::effect::Effect;
use super::policy;
use super::session::Session;
use crate::json::{Read, Reader};

/// Longest zone shown and handed over, in bytes.
const LONGEST: usize = 160;

/// Asks for the zone of the credentials that were just saved.
pub fn ask(s: &Session, out: &mut Vec<Effect>) {
    let lookup = s.guide.credentials.as_ref().and_then(|c| c.zone.as_ref());
    let Some(lookup) = lookup.filter(|_| !s.policy.no_zone) else {
        return;
    };
    let id = s.live.hold.client_id.clone();
    let url = [lookup, encoded(&id).as_str()].concat();
    out.push(Effect::AskZone { id, url });
}

/// The answer. One that is not about the credentials held, names no zone, or names a host that is
/// not the product's, says nothing.
pub fn told(s: &mut Session, id: &str, status: u16, body: &str) {
    if status != 200 || !s.live.hold.holds_secret() || s.live.hold.client_id != id {
        return;
    }
    let Ok((name, url)) = read(&mut Reader::new(body)) else {
        return;
    };
    let origin = url.splitn(4, '/').take(3).collect::<Vec<_>>().join("/");
    let origin = origin.to_ascii_lowercase();
    if let Some(host) = policy::host_of(&origin)
        && policy::is_product(&s.guide, &origin)
    {
        let name: String = name.chars().filter(|c| !c.is_control()).take(60).collect();
        let zone = [name.trim(), " (", host, ")"].concat();
        s.live.hold.zone = (zone.len() <= LONGEST).then_some(zone);
    }
}

/// `zoneName` and `url`.
fn read(json: &mut Reader) -> Read<(String, String)> {
    let (mut name, mut url) = (String::new(), String::new());
    json.enter(b'{')?;
    let mut first = true;
    while json.more(first, b'}')? {
        first = false;
        match &*json.key()? {
            "zoneName" => name = json.string()?.into_owned(),
            "url" => url = json.string()?.into_owned(),
            _ => {
                json.skip()?;
            }
        }
    }
    json.end()?;
    Ok((name, url))
}

/// Percent-encoding of a query value.
fn encoded(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let digit = |n: u8| char::from(b"0123456789ABCDEF"[usize::from(n)]);
            out.extend(['%', digit(byte >> 4), digit(byte & 15)]);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guide::Guide;
    use crate::handoff::Hold;
    use crate::protocol::HoldState;

    const KEY: &str = "x7kq2mfzr4tnbw3@acme.example";

    fn held() -> Session {
        let guide = r#"{"id":"x","hosts":["product.example"],"targets":{},"pages":[],"steps":[]}"#;
        let mut s = Session::new(Guide::parse(guide).unwrap());
        s.live.hold = Hold {
            state: HoldState::Armed,
            client_id: KEY.into(),
            secret_len: 25,
            ..Hold::default()
        };
        s
    }

    #[test]
    fn a_named_zone_of_the_product_is_shown() {
        let mut s = held();
        let body = r#"{"zoneName":"EU1","url":"https://Webservices19.product.example/ATServicesRest/","webUrl":"https://ww19.product.example/","ci":1}"#;
        told(&mut s, KEY, 200, body);
        let zone = s.live.hold.zone.as_deref();
        assert_eq!(zone, Some("EU1 (webservices19.product.example)"));
    }

    #[test]
    fn another_host_key_or_answer_says_nothing() {
        let good = r#"{"zoneName":"EU1","url":"https://webservices19.product.example/x"}"#;
        for (id, status, body) in [
            ("another@acme.example", 200, good),
            (KEY, 500, good),
            (
                KEY,
                200,
                r#"{"errors":["Zone information could not be determined"]}"#,
            ),
            (
                KEY,
                200,
                r#"{"zoneName":"EU1","url":"https://evil.example/product.example"}"#,
            ),
            (
                KEY,
                200,
                r#"{"zoneName":"EU1","url":"http://a.product.example/"}"#,
            ),
            (KEY, 200, "<html>"),
            (KEY, 200, ""),
        ] {
            let mut s = held();
            told(&mut s, id, status, body);
            assert_eq!(s.live.hold.zone, None, "{body}");
        }
    }

    #[test]
    fn the_key_is_encoded_as_a_query_value() {
        assert_eq!(encoded("a b@c.é&x=1"), "a%20b%40c.%C3%A9%26x%3D1");
    }
}
