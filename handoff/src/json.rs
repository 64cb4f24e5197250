//! Strict reading of small JSON objects: duplicate keys refused at every depth, size bounded,
//! unknown members kept out of the way, every text wiped when dropped.
//!
//! One reader for all messages: each message takes its members by name and ignores the rest.

use crate::wire::{self, MAX_MESSAGE, VERSION};
use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use std::fmt;
use zeroize::Zeroizing;

/// Why a text is not a message of this protocol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JsonError {
    /// Longer than [`MAX_MESSAGE`].
    TooLarge,
    /// Not JSON, a key given twice, a member missing or of another type.
    Malformed,
    /// The member `v` is a number other than 1.
    UnsupportedVersion,
}

/// Any JSON value. Numbers other than whole ones from 0 to 2⁶⁴−1 are only known to be there.
pub(crate) enum Json {
    Other,
    Whole(u64),
    Text(Zeroizing<String>),
    List(Vec<Json>),
    Object(Object),
}

/// A JSON object whose keys are all different.
pub(crate) struct Object(Vec<(String, Json)>);

impl Object {
    /// Reads one object and nothing after it but white space.
    pub(crate) fn parse(bytes: &[u8]) -> Result<Object, JsonError> {
        if bytes.len() > MAX_MESSAGE {
            return Err(JsonError::TooLarge);
        }
        match serde_json::from_slice(bytes) {
            Ok(Json::Object(object)) => Ok(object),
            _ => Err(JsonError::Malformed),
        }
    }

    /// Reads one object of protocol version 1.
    pub(crate) fn parse_message(bytes: &[u8]) -> Result<Object, JsonError> {
        let object = Object::parse(bytes)?;
        match object.whole("v")? {
            VERSION => Ok(object),
            _ => Err(JsonError::UnsupportedVersion),
        }
    }

    /// Reads one object of protocol version 1 whose `typ` is the given one.
    pub(crate) fn parse_typed(bytes: &[u8], typ: &str) -> Result<Object, JsonError> {
        let object = Object::parse_message(bytes)?;
        match object.text("typ")? == typ {
            true => Ok(object),
            false => Err(JsonError::Malformed),
        }
    }

    fn get(&self, key: &str) -> Result<&Json, JsonError> {
        let found = self.0.iter().find(|(k, _)| k == key);
        found.map(|(_, v)| v).ok_or(JsonError::Malformed)
    }

    pub(crate) fn whole(&self, key: &str) -> Result<u64, JsonError> {
        match self.get(key)? {
            Json::Whole(number) => Ok(*number),
            _ => Err(JsonError::Malformed),
        }
    }

    pub(crate) fn text(&self, key: &str) -> Result<&str, JsonError> {
        match self.get(key)? {
            Json::Text(text) => Ok(text),
            _ => Err(JsonError::Malformed),
        }
    }

    /// A text of 1 to `most` bytes without control characters, as an owned copy.
    pub(crate) fn line(&self, key: &str, most: usize) -> Result<String, JsonError> {
        let text = self.text(key)?;
        match text.is_empty() || text.len() > most || text.chars().any(char::is_control) {
            false => Ok(text.to_owned()),
            true => Err(JsonError::Malformed),
        }
    }

    /// [`Object::line`], or an empty text where the member is missing.
    #[cfg(feature = "receive")]
    pub(crate) fn line_if_any(&self, key: &str, most: usize) -> Result<String, JsonError> {
        match self.0.iter().any(|(k, _)| k == key) {
            true => self.line(key, most),
            false => Ok(String::new()),
        }
    }

    pub(crate) fn object(&self, key: &str) -> Result<&Object, JsonError> {
        match self.get(key)? {
            Json::Object(object) => Ok(object),
            _ => Err(JsonError::Malformed),
        }
    }

    /// A list of texts.
    pub(crate) fn texts(&self, key: &str) -> Result<Vec<&str>, JsonError> {
        let Json::List(list) = self.get(key)? else {
            return Err(JsonError::Malformed);
        };
        list.iter()
            .map(|item| match item {
                Json::Text(text) => Ok(text.as_str()),
                _ => Err(JsonError::Malformed),
            })
            .collect()
    }

    pub(crate) fn bytes(&self, key: &str) -> Result<Vec<u8>, JsonError> {
        wire::decode(self.text(key)?).ok_or(JsonError::Malformed)
    }

    pub(crate) fn array<const N: usize>(&self, key: &str) -> Result<[u8; N], JsonError> {
        wire::decode_array(self.text(key)?).ok_or(JsonError::Malformed)
    }
}

/// Appends a JSON string literal.
pub(crate) fn push_text(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if (c as u32) < 0x20 => {
                out.push_str("\\u00");
                out.extend([hex(c as u32 >> 4), hex(c as u32 & 15)]);
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

fn hex(nibble: u32) -> char {
    char::from_digit(nibble, 16).unwrap_or('0')
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Json, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("JSON without duplicate keys")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Other)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Json, E> {
        Ok(Json::Other)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Json, E> {
        Ok(Json::Other)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Json, E> {
        Ok(Json::Other)
    }

    fn visit_u64<E>(self, number: u64) -> Result<Json, E> {
        Ok(Json::Whole(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Json, E> {
        Ok(Json::Text(Zeroizing::new(text.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = seq.next_element()? {
            list.push(item);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json, A::Error> {
        let mut members: Vec<(String, Json)> = Vec::new();
        while let Some(key) = map.next_key::<String>()? {
            if members.iter().any(|(k, _)| *k == key) {
                return Err(de::Error::custom("duplicate key"));
            }
            members.push((key, map.next_value()?));
        }
        Ok(Json::Object(Object(members)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> Option<JsonError> {
        Object::parse_message(text.as_bytes()).err()
    }

    #[test]
    fn a_key_given_twice_is_refused_at_every_depth() {
        assert_eq!(refused(r#"{"v":1,"x":{"a":1,"b":2}}"#), None);
        for twice in [
            r#"{"v":1,"v":1}"#,
            r#"{"v":1,"unknown":1,"unknown":2}"#,
            r#"{"v":1,"x":{"a":1,"a":1}}"#,
            r#"{"v":1,"x":[{"a":1,"a":1}]}"#,
            r#"{"v":1,"\u0076":1}"#,
        ] {
            assert_eq!(refused(twice), Some(JsonError::Malformed), "{twice}");
        }
    }

    #[test]
    fn only_version_one_is_read() {
        assert_eq!(
            refused(r#"{"v":2,"new":{}}"#),
            Some(JsonError::UnsupportedVersion)
        );
        for odd in [
            r#"{}"#,
            r#"{"v":"1"}"#,
            r#"{"v":1.0}"#,
            r#"{"v":-1}"#,
            r#"[1]"#,
            "",
            r#"{"v":1}x"#,
        ] {
            assert_eq!(refused(odd), Some(JsonError::Malformed), "{odd}");
        }
        assert_eq!(refused("{\"v\":1}  \n"), None);
    }

    #[test]
    fn a_message_over_eight_kibibytes_is_refused() {
        let fill = |n: usize| format!("{:<n$}", r#"{"v":1}"#);
        assert_eq!(refused(&fill(MAX_MESSAGE)), None);
        assert_eq!(refused(&fill(MAX_MESSAGE + 1)), Some(JsonError::TooLarge));
    }

    #[test]
    fn deep_nesting_is_refused_and_does_not_overflow() {
        let deep = format!(r#"{{"v":1,"x":{}1{}}}"#, "[".repeat(3000), "]".repeat(3000));
        assert_eq!(refused(&deep), Some(JsonError::Malformed));
    }

    #[test]
    fn written_texts_read_back() {
        for text in ["", "a\"b\\c", "\u{0}\u{1f}\u{7f}", "é🔑\u{2028}"] {
            let mut out = String::new();
            push_text(&mut out, text);
            assert_eq!(serde_json::from_str::<String>(&out).unwrap(), text);
        }
    }
}
