//! Reading JSON text piece by piece: just what digests and policies need, in a few KB of Wasm, where
//! a general reader takes thirty. Builds no tree and never recurses, so that nothing in a text can
//! exhaust memory or stack. Knows nothing of what the texts mean.
//!
//! Lone surrogates (which JavaScript strings may hold and JSON may escape) become U+FFFD.

use std::borrow::Cow;

/// Why a text can't be read, and the byte where that was seen. Reading the same text again is futile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Flaw {
    /// What was missing or wrong.
    pub what: &'static str,
    /// Byte offset in the text.
    pub at: usize,
}

/// Result of reading a piece.
pub type Read<T> = Result<T, Flaw>;

/// A place in a JSON text.
pub struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Reader<'t> {
    /// Begins at the start of a text.
    pub fn new(text: &'t str) -> Self {
        Reader { text, at: 0 }
    }

    /// A flaw at this place.
    pub fn flaw<T>(&self, what: &'static str) -> Read<T> {
        Err(Flaw { what, at: self.at })
    }

    /// First byte of what comes next; 0 at the end.
    pub fn peek(&mut self) -> u8 {
        while matches!(self.byte(), b' ' | b'\n' | b'\r' | b'\t') {
            self.at += 1;
        }
        self.byte()
    }

    /// The text from `begin` to here; both stand at ASCII, so it is never empty by mistake.
    fn since(&self, begin: usize) -> &'t str {
        self.text.get(begin..self.at).unwrap_or_default()
    }

    fn byte(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    fn take(&mut self, byte: u8) -> bool {
        let here = self.peek() == byte;
        self.at += usize::from(here);
        here
    }

    /// Goes into an array or object: `open` is `[` or `{`.
    ///
    /// # Errors
    /// If something else stands here.
    pub fn enter(&mut self, open: u8) -> Read<()> {
        if self.take(open) {
            Ok(())
        } else {
            self.flaw(if open == b'[' {
                "a list expected"
            } else {
                "an object expected"
            })
        }
    }

    /// Whether there is another element before `close`; steps over the comma, or out.
    ///
    /// # Errors
    /// If neither a comma nor the end stands here.
    pub fn more(&mut self, first: bool, close: u8) -> Read<bool> {
        if self.take(close) {
            return Ok(false);
        }
        if first || self.take(b',') {
            return Ok(true);
        }
        self.flaw("a comma or the end of a list expected")
    }

    /// Name of a member, with its colon.
    ///
    /// # Errors
    /// If no name stands here.
    pub fn key(&mut self) -> Read<Cow<'t, str>> {
        let key = self.string()?;
        if self.take(b':') {
            Ok(key)
        } else {
            self.flaw("a colon expected")
        }
    }

    /// A string; borrowed if it has no escapes.
    ///
    /// # Errors
    /// If no string stands here or it does not end.
    pub fn string(&mut self) -> Read<Cow<'t, str>> {
        if !self.take(b'"') {
            return self.flaw("a text expected");
        }
        let begin = self.at;
        while !matches!(self.byte(), b'"' | b'\\' | 0..0x20) {
            self.at += 1;
        }
        let plain = self.since(begin);
        match self.byte() {
            b'"' => {
                self.at += 1;
                Ok(Cow::Borrowed(plain))
            }
            b'\\' => self.escaped(plain.to_owned()).map(Cow::Owned),
            _ => self.flaw("a text does not end"),
        }
    }

    fn escaped(&mut self, mut out: String) -> Read<String> {
        loop {
            match self.byte() {
                b'"' => {
                    self.at += 1;
                    return Ok(out);
                }
                b'\\' => {
                    self.at += 1;
                    let c = self.escape()?;
                    out.push(c);
                }
                0..0x20 => return self.flaw("a text does not end"),
                _ => {
                    let begin = self.at;
                    while !matches!(self.byte(), b'"' | b'\\' | 0..0x20) {
                        self.at += 1;
                    }
                    out.push_str(self.since(begin));
                }
            }
        }
    }

    /// What stands after a backslash.
    fn escape(&mut self) -> Read<char> {
        let byte = self.byte();
        let c = match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.unit_pair(),
            _ => return self.flaw("an unknown escape"),
        };
        self.at += 1;
        Ok(c)
    }

    /// A UTF-16 unit `uXXXX`, with the low one that belongs to it.
    fn unit_pair(&mut self) -> Read<char> {
        let Some(high) = self.unit(self.at) else {
            return self.flaw("four hexadecimal digits expected");
        };
        self.at += 5;
        if (0xd800..0xdc00).contains(&high)
            && self.byte() == b'\\'
            && let Some(low) = self
                .unit(self.at + 1)
                .filter(|u| (0xdc00..0xe000).contains(u))
        {
            self.at += 6;
            let code = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
            return Ok(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
        }
        Ok(char::from_u32(high).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn unit(&self, at: usize) -> Option<u32> {
        match self.text.as_bytes().get(at..at + 5)? {
            [b'u', hex @ ..] => hex
                .iter()
                .try_fold(0, |n, &b| Some(n << 4 | char::from(b).to_digit(16)?)),
            _ => None,
        }
    }

    /// A number. What is too large for exact arithmetic is near enough for telling that it is absurd.
    ///
    /// # Errors
    /// If no number stands here.
    pub fn number(&mut self) -> Read<f64> {
        let minus = self.take(b'-');
        let (mut n, mut digits, mut scale) = (0.0, 0, 0i32);
        let mut fraction = false;
        loop {
            match self.byte() {
                digit @ b'0'..=b'9' => {
                    n = n * 10.0 + f64::from(digit - b'0');
                    digits += 1;
                    scale -= i32::from(fraction);
                }
                b'.' if !fraction && digits > 0 => fraction = true,
                _ => break,
            }
            self.at += 1;
        }
        if digits == 0 {
            return self.flaw("a number expected");
        }
        if matches!(self.byte(), b'e' | b'E') {
            self.at += 1;
            let down = self.byte() == b'-';
            self.at += usize::from(down || self.byte() == b'+');
            let mut exponent = 0i32;
            while let digit @ b'0'..=b'9' = self.byte() {
                exponent = (exponent * 10 + i32::from(digit - b'0')).min(1_000);
                self.at += 1;
            }
            scale += if down { -exponent } else { exponent };
        }
        for _ in 0..scale.unsigned_abs().min(1_000) {
            n = if scale < 0 { n / 10.0 } else { n * 10.0 };
        }
        Ok(if minus { -n } else { n })
    }

    /// A whole number from 0 to `u32::MAX`.
    ///
    /// # Errors
    /// If something else stands here.
    pub fn whole(&mut self) -> Read<u32> {
        let n = self.number()?;
        if n.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&n) {
            Ok(n as u32)
        } else {
            self.flaw("a whole number expected")
        }
    }

    /// A number, or 0 for `null`, which is what JavaScript writes for a number that is none.
    ///
    /// # Errors
    /// If neither stands here.
    pub fn number_or_null(&mut self) -> Read<f64> {
        if self.peek() == b'n' {
            self.skip()?;
            return Ok(0.0);
        }
        self.number()
    }

    /// `true` or `false`.
    ///
    /// # Errors
    /// If neither stands here.
    pub fn yes(&mut self) -> Read<bool> {
        match self.skip()? {
            "true" => Ok(true),
            "false" => Ok(false),
            _ => self.flaw("true or false expected"),
        }
    }

    /// Steps over any value and gives its text. What is inside brackets is not checked.
    ///
    /// # Errors
    /// If no value stands here or it does not end.
    pub fn skip(&mut self) -> Read<&'t str> {
        self.peek();
        let begin = self.at;
        let mut depth = 0usize;
        loop {
            match self.peek() {
                b'"' => drop(self.string()?),
                b'[' | b'{' => {
                    depth += 1;
                    self.at += 1;
                    continue;
                }
                b']' | b'}' if depth > 0 => {
                    depth -= 1;
                    self.at += 1;
                }
                b',' | b':' if depth > 0 => {
                    self.at += 1;
                    continue;
                }
                _ => {
                    let word = self.at;
                    while matches!(self.byte(), b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'+' | b'-' | b'.')
                    {
                        self.at += 1;
                    }
                    if word == self.at {
                        return self.flaw("a value expected");
                    }
                }
            }
            if depth == 0 {
                return Ok(self.since(begin));
            }
        }
    }

    /// Nothing but white space may follow.
    ///
    /// # Errors
    /// If something does.
    pub fn end(&mut self) -> Read<()> {
        self.peek();
        if self.at == self.text.len() {
            Ok(())
        } else {
            self.flaw("more after the end")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(json: &str) -> String {
        Reader::new(json).string().unwrap().into_owned()
    }

    #[test]
    fn texts_are_read_with_their_escapes() {
        assert_eq!(text(r#" "plain""#), "plain");
        assert_eq!(text(r#""a\"\\\/\b\f\n\r\tz""#), "a\"\\/\u{8}\u{c}\n\r\tz");
        assert_eq!(text(r#""\u00e9\ud83d\ude00é😀""#), "é😀é😀");
        assert_eq!(
            text(r#""\ud83dx\udc00\ud83d\u0041""#),
            "\u{fffd}x\u{fffd}\u{fffd}A"
        );
        for broken in [
            r#"""#,
            r#""a"#,
            r#""\"#,
            r#""\x""#,
            r#""\u12g4""#,
            r#""\u12"#,
            "\"\n\"",
            "a",
        ] {
            assert!(Reader::new(broken).string().is_err(), "{broken}");
        }
    }

    #[test]
    fn numbers_are_read_like_the_standard_ones() {
        for json in [
            "0",
            "-0",
            "12",
            "-7",
            "1360.5",
            "-0.25",
            "1e3",
            "25E-1",
            "1.5e+2",
            "4294967295",
        ] {
            assert_eq!(
                Reader::new(json).number(),
                Ok(json.parse::<f64>().unwrap()),
                "{json}"
            );
        }
        assert!(Reader::new("1e999").number().unwrap().is_infinite());
        assert_eq!(Reader::new("1e-999").number(), Ok(0.0));
        for broken in ["", "-", ".5", "x", "null", "-e1"] {
            assert!(Reader::new(broken).number().is_err(), "{broken}");
        }
        assert!(Reader::new("-1").whole().is_err());
        assert!(Reader::new("1.5").whole().is_err());
        assert!(Reader::new("4294967296").whole().is_err());
    }

    #[test]
    fn any_value_can_be_stepped_over() {
        for json in [
            "null",
            "-1.5e3",
            r#""a]\"""#,
            r#"[1,[{"a":"]"},[]],{}]"#,
            "true",
        ] {
            let padded = format!(" {json} ,");
            assert_eq!(Reader::new(&padded).skip(), Ok(json));
        }
        for broken in ["", "[", "{\"a\"", "]", ",", "[1"] {
            assert!(Reader::new(broken).skip().is_err(), "{broken}");
        }
        let deep = "[".repeat(1_000_000);
        assert!(Reader::new(&deep).skip().is_err());
    }
}
