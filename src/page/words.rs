//! Text as it is compared: folded, split into words, matched against a label that may have `*`.
//!
//! Case, punctuation, diacritics, plural, «&» against «and», and additions in parentheses or behind
//! a dash are treated here and nowhere else. Knows nothing of pages.

/// The word that «&», «and», «und», «y», «et», … all become.
const AND: &str = "&";

/// Conjunctions of the languages that label sets exist for, and of their neighbours.
const ANDS: [&str; 9] = ["and", "und", "y", "et", "e", "en", "i", "och", "og"];

/// Articles of the languages that label sets exist for.
const ARTICLES: [&str; 13] = [
    "the", "a", "an", "der", "die", "das", "dem", "den", "des", "el", "la", "los", "las",
];

/// Words that turn a label into its opposite, or into that of a thing of the past; one more of them is
/// never «just a longer name».
const NOTS: [&str; 27] = [
    "legacy",
    "deprecated",
    "obsolete",
    "veraltet",
    "obsoleto",
    "previous",
    "former",
    "old",
    "archived",
    "alte",
    "vorherige",
    "anterior",
    "antiguo",
    "not",
    "no",
    "cant",
    "cannot",
    "dont",
    "without",
    "never",
    "non",
    "nicht",
    "kein",
    "keine",
    "ohne",
    "sin",
    "geen",
];

/// Parenthesised or trailing remarks that say something about the field, not its name.
const REMARKS: [&str; 8] = [
    "required",
    "optional",
    "mandatory",
    "erforderlich",
    "pflichtfeld",
    "obligatorio",
    "requerido",
    "opcional",
];

/// Keys that a shortcut begins with («Save Ctrl+S»).
const KEYS: [&str; 9] = [
    "ctrl", "strg", "control", "alt", "shift", "cmd", "umschalt", "mayus", "option",
];

/// Puts a word for what labels say in its place: one for all «and», «can» for «may», «log in» for
/// «login». Gives the first of two words.
fn plain(word: &mut String) -> Option<&'static str> {
    let (first, only) = match word.as_str() {
        "may" => (None, "can"),
        "darf" => (None, "kann"),
        "login" | "logon" => (Some("log"), "in"),
        "signin" => (Some("sign"), "in"),
        other if ANDS.contains(&other) => (None, AND),
        _ => return None,
    };
    only.clone_into(word);
    first
}

/// One word of a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Word {
    /// Folded text.
    pub text: Box<str>,
    /// Hash of the folded text.
    pub hash: u32,
    /// Hash of the stem: equal for singular and plural.
    pub stem: u32,
    /// Inside parentheses or behind a dash.
    pub aside: bool,
    /// Begins what follows a colon.
    pub begins: bool,
    /// A `*` of a pattern: any words, at least one.
    pub any: bool,
}

impl Word {
    /// Whether it is a conjunction or an article, which a label may have or not.
    pub(super) fn is_filler(&self) -> bool {
        &*self.text == AND || ARTICLES.contains(&&*self.text)
    }
}

/// A text as words.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Words {
    /// The words in order.
    pub list: Vec<Word>,
    /// Hash over all words; equal texts have equal hashes.
    pub hash: u32,
    /// The stems as a set of 64 buckets: what has no bucket in common has no word in common.
    pub mask: u64,
}

/// FNV-1a, 32 bit: small code, good enough for equality of words of one page.
pub fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |h, b| {
        (h ^ u32::from(b)).wrapping_mul(0x0100_0193)
    })
}

/// Whether a character is a letter or digit. Beyond ASCII all are that are not known to be signs,
/// spaces or private ones, as the icons of fonts are: Unicode's tables cost 7 KB of Wasm.
pub fn letter(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_alphanumeric(),
        'ª' | 'µ' | 'º' => true,
        '\u{80}'..='\u{bf}' | '×' | '÷' => false,
        '\u{300}'..='\u{36f}' | '\u{2000}'..='\u{206f}' | '\u{20a0}'..='\u{20ff}' => false,
        '\u{2190}'..='\u{2bff}' | '\u{2e00}'..='\u{2e7f}' | '\u{3000}'..='\u{3004}' => false,
        '\u{3008}'..='\u{3020}' | '\u{e000}'..='\u{f8ff}' | '\u{fe00}'..='\u{fe6f}' => false,
        '\u{feff}'
        | '\u{ff01}'..='\u{ff0f}'
        | '\u{ff1a}'..='\u{ff20}'
        | '\u{fff0}'..='\u{ffff}' => false,
        '\u{1f000}'..='\u{1faff}' | '\u{e0000}'.. => false,
        _ => true,
    }
}

/// Lower case of the Latin, Greek and Cyrillic letters that labels are written in.
pub fn lower(c: char) -> char {
    let plus = |by: u32| char::from_u32(c as u32 + by).unwrap_or(c);
    match c {
        'A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ' | 'Α'..='Ρ' | 'Σ'..='Ϋ' | 'А'..='Я' => plus(32),
        'Ѐ'..='Џ' => plus(80),
        'İ' => 'i',
        'Ÿ' => 'ÿ',
        'ẞ' => 'ß',
        'Ā'..='ķ' | 'Ŋ'..='ŷ' | 'Ș'..='ț' if c as u32 & 1 == 0 => plus(1),
        'Ĺ'..='ň' | 'Ź'..='ž' if c as u32 & 1 == 1 => plus(1),
        _ => c,
    }
}

/// A text in lower case.
pub fn lower_text(text: &str) -> String {
    text.chars().map(lower).collect()
}

/// Lower case without diacritics, appended to `out`; `false` if `c` is no part of a word.
fn fold(c: char, out: &mut String) -> bool {
    if c.is_ascii() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        }
        return c.is_ascii_alphanumeric();
    }
    if !letter(c) {
        // Combining marks belong to the letter before them.
        return ('\u{300}'..='\u{36f}').contains(&c);
    }
    match lower(c) {
        'à'..='å' | 'ā' | 'ă' | 'ą' => out.push('a'),
        'ç' | 'ć' | 'č' | 'ĉ' => out.push('c'),
        'ď' | 'đ' | 'ð' => out.push('d'),
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => out.push('e'),
        'ğ' | 'ģ' => out.push('g'),
        'ì'..='ï' | 'ī' | 'į' | 'ı' => out.push('i'),
        'ľ' | 'ļ' | 'ł' => out.push('l'),
        'ñ' | 'ń' | 'ň' | 'ņ' => out.push('n'),
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => out.push('o'),
        'ŕ' | 'ř' => out.push('r'),
        'ś' | 'š' | 'ş' | 'ș' => out.push('s'),
        'ţ' | 'ť' | 'ț' => out.push('t'),
        'ù'..='ü' | 'ū' | 'ů' | 'ű' | 'ų' => out.push('u'),
        'ý' | 'ÿ' => out.push('y'),
        'ź' | 'ż' | 'ž' => out.push('z'),
        'ß' => out.push_str("ss"),
        'æ' => out.push_str("ae"),
        'œ' => out.push_str("oe"),
        '\u{300}'..='\u{36f}' => {}
        c => out.push(c),
    }
    true
}

/// Stem that singular and plural share (English, Spanish, German endings; short words are kept).
pub(super) fn stem(word: &str) -> u32 {
    let mut w = word;
    // Not shorter: «news» is no plural of «new».
    if w.len() > 4 && !w.ends_with("ss") {
        w = w.strip_suffix('s').unwrap_or(w);
    }
    if w.len() > 4 && w.ends_with("en") {
        w = w.strip_suffix('n').unwrap_or(w);
    }
    if w.len() > 3 {
        w = w.strip_suffix('e').unwrap_or(w);
    }
    match w.strip_suffix('y') {
        Some(w) if w.len() > 2 => hash(w) ^ hash("i").rotate_left(7),
        _ => match w.strip_suffix('i') {
            Some(w) if w.len() > 2 => hash(w) ^ hash("i").rotate_left(7),
            _ => hash(w),
        },
    }
}

impl Words {
    /// Words of a page's text: required marks and remarks are dropped.
    pub fn of(text: &str) -> Words {
        Words::split(text, false)
    }

    /// Words of a label: a `*` that stands alone means any words.
    pub fn pattern(text: &str) -> Words {
        Words::split(text, true)
    }

    fn split(text: &str, pattern: bool) -> Words {
        let mut list = Vec::new();
        scan(text, pattern, &mut String::new(), &mut |word, place| {
            let any = word.is_empty();
            list.push(Word {
                text: if any { "*" } else { word }.into(),
                hash: if any { 0 } else { hash(word) },
                stem: if any { 0 } else { stem(word) },
                aside: place.aside,
                begins: place.begins,
                any,
            });
        });
        if !pattern {
            note(&mut list);
        }
        Words::from_list(list)
    }

    /// These words, in this order.
    pub(super) fn from_list(list: Vec<Word>) -> Words {
        let hash = list
            .iter()
            .fold(list.len() as u32, |h, w| h.rotate_left(5) ^ w.hash);
        let mask = list
            .iter()
            .filter(|w| !w.any)
            .fold(0, |mask, w| mask | bucket(w));
        Words { list, hash, mask }
    }

    /// Whether there is no word.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

fn bucket(word: &Word) -> u64 {
    1 << (word.stem.wrapping_mul(0x9e37_79b9) >> 26)
}

/// Tags that products put behind what is new.
const TAGS: [&str; 5] = ["new", "beta", "preview", "neu", "nuevo"];

/// Words between the two numbers of a count.
const PARTS: [&str; 3] = ["of", "von", "de"];

/// Marks what stands behind a name and is none: a count («3 of 14 allowed», «3 / 14») or a tag («beta»,
/// or the name's last word once more).
fn note(list: &mut [Word]) {
    let number = |w: &Word| w.text.bytes().all(|b| b.is_ascii_digit());
    let count =
        |three: &[Word]| number(&three[0]) && PARTS.contains(&&*three[1].text) && number(&three[2]);
    let counted = list.windows(3).skip(1).position(count).map(|at| at + 1);
    let pair = list
        .len()
        .checked_sub(2)
        .filter(|&at| at > 0 && list[at..].iter().all(number));
    let last = list.len().checked_sub(1).filter(|&at| at > 0);
    let again = |at: usize| list[at].hash == list[at - 1].hash && !number(&list[at]);
    let tagged = last.filter(|&at| TAGS.contains(&&*list[at].text) || again(at));
    if let Some(from) = counted.or(pair).or(tagged) {
        list[from..].iter_mut().for_each(|w| w.aside = true);
    }
}

/// Whether a character can be part of a word (or of what joins two halves of one).
pub(super) fn wordy(c: char) -> bool {
    !c.is_ascii() || c.is_ascii_alphanumeric() || c == '\''
}

/// Where a word stands in its text.
#[derive(Clone, Copy, Default)]
pub(super) struct Place {
    aside: bool,
    begins: bool,
}

/// What a text has said so far, for the words that follow.
#[derive(Default)]
struct Reading {
    depth: u32,
    /// Behind a dash between blanks: «Other — 3 of 14».
    noted: bool,
    after_comma: bool,
    after_colon: bool,
    /// In a shortcut, up to the next blank.
    keys: bool,
    words: bool,
}

impl Reading {
    fn place(&mut self) -> Place {
        self.words = true;
        Place {
            aside: self.depth > 0 || self.noted,
            begins: std::mem::take(&mut self.after_colon),
        }
    }

    /// Takes a word that is complete, and the sign behind it.
    fn word(
        &mut self,
        word: &mut String,
        pattern: bool,
        c: char,
        tell: &mut dyn FnMut(&str, Place),
    ) {
        self.keys |= c == '+' && !pattern && self.words && KEYS.contains(&word.as_str());
        let remark = self.depth > 0 || std::mem::take(&mut self.after_comma);
        if self.keys || !pattern && remark && REMARKS.contains(&word.as_str()) {
            return;
        }
        if let Some(first) = plain(word) {
            tell(first, self.place());
        }
        tell(word, self.place());
    }

    fn sign(&mut self, c: char, before: char) {
        match c {
            '(' | '[' => self.depth += 1,
            ')' | ']' => self.depth = self.depth.saturating_sub(1),
            '—' | '–' => self.noted |= self.words && before.is_whitespace(),
            ',' => self.after_comma = self.words,
            ':' => self.after_colon = self.words,
            _ => {}
        }
        self.keys &= !c.is_whitespace();
    }
}

/// Tells each word of a text, folded, and where it stands; a `*` of a pattern is told as an empty
/// word. `word` is scratch space.
pub(super) fn scan(
    text: &str,
    pattern: bool,
    word: &mut String,
    tell: &mut dyn FnMut(&str, Place),
) {
    word.clear();
    let mut reading = Reading::default();
    let mut before = ' ';
    for c in text.chars().chain(Some(' ')) {
        if matches!(c, '\'' | '’' | '\u{ad}' | '\u{200b}') || fold(c, word) {
            before = c;
            continue;
        }
        if !word.is_empty() {
            reading.word(word, pattern, c, tell);
            word.clear();
        }
        reading.sign(c, before);
        match c {
            '&' | '＆' | '﹠' => tell(AND, reading.place()),
            '*' if pattern => tell("", Place::default()),
            _ => {}
        }
        before = c;
    }
}

/// How well a label's pattern fits a text: 1 the same words, 0 nothing in common.
///
/// | value | meaning |
/// | --- | --- |
/// | 1.0 | the same words |
/// | 0.96 | the same but for plural, or a tenant's term where the pattern has `*` |
/// | 0.94 | the same with or without an «&» or «the» |
/// | 0.9 | the same without remarks in parentheses or behind a dash, or the same words in another order |
/// | 0.5 | the same but for a remark that it is a thing of the past |
/// | 0.7 | the same but for remarks, where each has one of its own: «API User (read only)» is not «API User (system)» |
/// | ≤ 0.8 | the label with words before or after it (the more, the less) |
/// | ≤ 0.6 | some words in common |
pub fn fit(label: &Words, text: &Words) -> f32 {
    if label.is_empty() || text.is_empty() {
        return 0.0;
    }
    if label.hash == text.hash && label.list.len() == text.list.len() {
        return 1.0;
    }
    if hopeless(label, text.mask) {
        return 0.0;
    }
    // A tenant's own term is none of these words.
    let open = label.list.iter().any(|w| w.any);
    let says = |t: &Word| NOTS.contains(&&*t.text);
    if open && text.list.iter().any(says) && !label.list.iter().any(says) {
        return partial(label, text);
    }
    if align(&label.list, &text.list) {
        return 0.96;
    }
    let filled = |words: &Words| words.list.iter().any(Word::is_filler);
    if (filled(label) || filled(text)) && align(&joined(label), &joined(text)) {
        return 0.94;
    }
    let (bare_label, bare_text) = (bare(label), bare(text));
    if !bare_label.is_empty() && same(&bare_label, &bare_text) {
        let past = text.list.iter().any(says) && !label.list.iter().any(says);
        return match (past, contradicts(label, text)) {
            (true, _) => 0.5,
            (_, true) => 0.7,
            _ => 0.9,
        };
    }
    partial(label, text)
}

/// Whether too few words can agree for a fit that anyone asks for; saves the real comparison for
/// nearly all texts of a page. One word may be mistyped, remarks may be missing.
fn hopeless(label: &Words, mask: u64) -> bool {
    let (mut all, mut may) = (0.0f32, 0.9f32);
    for word in label.list.iter().filter(|w| !w.any) {
        all += 1.0;
        may += match mask & bucket(word) != 0 {
            true => 1.0,
            false if word.aside => 0.6,
            false => 0.0,
        };
    }
    all > 0.0 && may < 0.8 * all
}

/// Without conjunctions and articles: «Resources & Users» for «Resources/Users».
fn joined(words: &Words) -> Vec<Word> {
    let list = words.list.iter().filter(|w| !w.is_filler());
    list.cloned().collect()
}

/// Words outside parentheses.
fn bare(words: &Words) -> Vec<&Word> {
    words.list.iter().filter(|w| !w.aside).collect()
}

/// Whether each has a remark that the other has not.
fn contradicts(label: &Words, text: &Words) -> bool {
    let lacks = |a: &Words, b: &Words| {
        let has = |w: &Word| b.list.iter().any(|other| other.stem == w.stem);
        a.list.iter().any(|w| w.aside && !has(w))
    };
    lacks(label, text) && lacks(text, label)
}

fn same(a: &[&Word], b: &[&Word]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| !a.any && a.stem == b.stem)
}

/// Stem equality with `*` standing for one to six words, of one half of a text that a colon divides.
fn align(label: &[Word], text: &[Word]) -> bool {
    match label.split_first() {
        None => text.is_empty(),
        Some((first, rest)) if first.any => {
            let one = text.iter().skip(1).take_while(|w| !w.begins).count();
            (1..=text.len().min(6).min(one + 1)).any(|n| {
                let whole = text.get(n).is_none_or(|w| !w.begins);
                whole && align(rest, &text[n..])
            })
        }
        Some((first, rest)) => text
            .split_first()
            .is_some_and(|(t, tail)| first.stem == t.stem && align(rest, tail)),
    }
}

fn partial(label: &Words, text: &Words) -> f32 {
    let want: Vec<&Word> = label.list.iter().filter(|w| !w.any).collect();
    if want.is_empty() {
        return 0.0;
    }
    let mut used = [false; 64];
    let (mut hits, mut matched) = (0.0f32, 0usize);
    let mut in_order = true;
    let mut last = 0usize;
    for w in &want {
        let found = text.list.iter().take(64).enumerate().find_map(|(i, t)| {
            let alike = if t.stem == w.stem {
                1.0
            } else if near(&w.text, &t.text) {
                0.9
            } else {
                return None;
            };
            (!used[i]).then_some((i, alike))
        });
        if let Some((i, alike)) = found {
            used[i] = true;
            hits += alike;
            matched += 1;
            in_order &= i >= last;
            last = i;
        }
    }
    let (n, m) = (want.len() as f32, text.list.len() as f32);
    let mut missing_aside = 0.0;
    if hits < n {
        // A label's own remark in parentheses may be missing from the page.
        let asides = want.iter().filter(|w| w.aside).count() as f32;
        missing_aside = (n - hits).min(asides);
    }
    let extra: f32 = text
        .list
        .iter()
        .enumerate()
        .filter(|(i, _)| *i >= 64 || !used[*i])
        .map(|(_, t)| if t.aside || &*t.text == AND { 0.4 } else { 1.0 })
        .sum();
    let opposite = text
        .list
        .iter()
        .take(64)
        .enumerate()
        .any(|(i, t)| !used[i] && NOTS.contains(&&*t.text));
    let recall = (hits + 0.6 * missing_aside) / n;
    let precision = (m - extra).max(0.0) / m;
    let complete = matched == want.len() || recall >= 0.999;
    let mut value = if complete && extra < 0.01 {
        // Without the tenant's term it may be another label.
        let open = label.list.len() > want.len();
        recall * if open { 0.8 } else { 0.9 }
    } else if complete {
        recall * (0.55 + 0.25 * precision)
    } else {
        0.6 * recall * recall * (0.5 + 0.5 * precision)
    };
    if !in_order {
        value *= 0.95;
    }
    if opposite {
        value *= 0.5;
    }
    value
}

/// Whether two words differ by one typing error (words of five letters and more).
pub(super) fn near(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() < 5 || b.len() < 5 || a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let head = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[head..], &b[head..]);
    let tail = a
        .iter()
        .rev()
        .zip(b.iter().rev())
        .take_while(|(x, y)| x == y)
        .count();
    let (a, b) = (&a[..a.len() - tail], &b[..b.len() - tail]);
    a.len().max(b.len()) <= 1 || (a.len() == 2 && b.len() == 2 && a[0] == b[1] && a[1] == b[0])
}

/// Whether a text reads like a pattern in which `*` stands for any number of words, none included.
/// Case, punctuation, diacritics and plural do not count.
pub fn like(pattern: &str, text: &str) -> bool {
    fn glob(pattern: &[Word], text: &[Word]) -> bool {
        match pattern.split_first() {
            None => text.is_empty(),
            Some((first, rest)) if first.any => (0..=text.len()).any(|n| glob(rest, &text[n..])),
            Some((first, rest)) => text
                .split_first()
                .is_some_and(|(word, tail)| first.stem == word.stem && glob(rest, tail)),
        }
    }
    let (pattern, text) = (Words::pattern(pattern), Words::of(text));
    let (pattern, text) = (joined(&pattern), joined(&text));
    !pattern.is_empty() && glob(&pattern, &text[..text.len().min(200)])
}

/// Whitespace made single and trimmed, appended to `out` (with a blank between if needed).
pub fn append(out: &mut String, text: &str) {
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn f(label: &str, text: &str) -> f32 {
        fit(&Words::pattern(label), &Words::of(text))
    }

    #[test]
    fn case_punctuation_and_conjunctions_do_not_matter() {
        assert_eq!(f("Save & Close", "save and close"), 1.0);
        assert_eq!(f("Save & Close", "Save and Close:"), 1.0);
        assert_eq!(f("Speichern & Schließen", "Speichern und Schliessen"), 1.0);
        assert_eq!(f("New", "+ New"), 1.0);
        assert_eq!(f("Name", "Name *"), 1.0);
        assert_eq!(f("Name", "Name (required)"), 1.0);
        assert_eq!(f("Cant read", "Can't Read"), 1.0);
    }

    #[test]
    fn a_star_stands_for_the_tenants_own_term() {
        for text in [
            "Company Settings & Users",
            "Client Company Settings and Users",
        ] {
            assert_eq!(f("* Settings & Users", text), 0.96, "{text}");
        }
        assert!(f("* Settings & Users", "Settings & Users") < 0.9);
        assert!(f("* Settings & Users", "Features & Settings") < 0.6);
    }

    #[test]
    fn letters_and_their_case_are_told_without_unicodes_tables() {
        let listed = ('\0'..'\u{180}')
            .chain('\u{370}'..'\u{460}')
            .chain('\u{1e00}'..'\u{2200}');
        for c in listed.filter(|c| c.is_alphanumeric()) {
            let known = letter(c) || ('\u{80}'..='\u{bf}').contains(&c) || c >= '\u{2000}';
            assert!(known, "{c:?}");
            let one = c.to_lowercase().next();
            if c < '\u{180}' || ('Α'..='Ϋ').contains(&c) || ('Ѐ'..='Я').contains(&c) {
                assert_eq!(Some(lower(c)), one, "{c:?}");
            }
        }
        for sign in [
            '☰', '✓', '→', '\u{e001}', '\u{f0c9}', '…', '«', '•', '️', '🔒', '€', '、', '＊',
        ] {
            assert!(!letter(sign) && !sign.is_alphanumeric(), "{sign:?}");
        }
    }

    #[test]
    fn plural_is_the_same_word() {
        assert_eq!(f("Security Level", "Security Levels"), 0.96);
        assert_eq!(f("Company", "Companies"), 0.96);
        assert_eq!(f("Sicherheitsstufe", "Sicherheitsstufen"), 0.96);
    }

    #[test]
    fn remarks_in_parentheses_are_optional() {
        let with = f("API User (system)", "API User (system) (API-only)");
        assert!(with > 0.85, "{with}");
        let other = f("API User (system)", "API User (read only)");
        assert_eq!(other, 0.7);
        assert_eq!(f("API User (system)", "API User (system) (legacy)"), 0.5);
        let alike = f(
            "API User (system) (API-only)",
            "API User (system) Can't Read Costs (API-only)",
        );
        assert!(alike < 0.5, "{alike}");
        assert_eq!(
            f(
                "API User (system) (API-only)",
                "API User (system) (API-only)"
            ),
            1.0
        );
    }

    #[test]
    fn a_note_behind_a_dash_a_comma_or_a_shortcut_is_no_part_of_the_name() {
        assert_eq!(f("Other", "Other — 3 of 14 permissions granted"), 0.9);
        assert_eq!(f("New", "New – choose the kind of user"), 0.9);
        assert_eq!(f("Other", "Other 3 of 13 allowed"), 0.9);
        assert_eq!(f("New API User", "New API User beta"), 0.9);
        assert!(f("Email Address", "Email Address 2") < 0.8);
        assert_eq!(f("Username (Key)", "Username (key), required"), 1.0);
        assert_eq!(f("Save & Close", "Save & close Ctrl+S"), 1.0);
        assert_eq!(f("Save & Close", "Save and close Ctrl+Shift+S"), 1.0);
        // A hyphen joins the parts of a name.
        assert!(f("Proxuma - Resource Planning", "Proxuma - Backup") < 0.8);
        assert_eq!(f("Shift", "Shift"), 1.0);
    }

    #[test]
    fn a_star_does_not_reach_across_a_colon() {
        assert!(f("* Settings & Users", "What's New: Company Settings & Users") < 0.8);
        assert!(f("* Settings & Users", "New: Settings & Users") < 0.8);
    }

    #[test]
    fn a_thing_of_the_past_is_another_thing() {
        assert!(f("* Settings & Users", "Company Settings & Users") > 0.95);
        assert!(f("* Settings & Users", "Previous Company Settings & Users") < 0.5);
        assert!(f("API User", "Old API User") < 0.5);
        assert!(f("API User", "Legacy API User") < 0.5);
    }

    #[test]
    fn a_part_of_the_label_is_not_the_label() {
        assert!(f("Save & Close", "Save") < 0.4);
        assert!(f("New API User", "New") < 0.4);
        assert!(f("New", "New API User") < 0.75);
    }

    #[test]
    fn one_typing_error_is_forgiven_but_noticed() {
        let v = f("Generate Secret", "Genarate Secret");
        assert!(v > 0.8 && v < 0.95, "{v}");
    }
}
