//! Digests as a broken or hostile page could send them, made from seeds: cut or refused with a
//! reason, never a panic, and what is accepted keeps to the bounds. A failure names its seed; run
//! that one alone by `SEED=n cargo test --test digest_hostile`.

use proxuma_connect::page::digest::{Digest, MAX_BYTES, MAX_ROWS, MAX_TEXT};
use proxuma_connect::page::target::{Label, Role, Target};
use proxuma_connect::page::{Page, PageError, locate};
use proxuma_connect::protocol::PROTOCOL;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::time::{Duration, Instant};

const CASES: u64 = 12_000;

/// xorshift64*: the same numbers for the same seed everywhere.
struct Dice(u64);

impl Dice {
    fn new(seed: u64) -> Self {
        Dice((seed + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) % n
    }

    fn one<'t>(&mut self, list: &[&'t str]) -> &'t str {
        list[self.below(list.len() as u64) as usize]
    }

    /// Once in `n` times.
    fn rarely(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }
}

/// JSON texts of strings: good, broken and misleading ones.
const TEXTS: [&str; 18] = [
    r#""Save & Close""#,
    r#""Can create Webhooks""#,
    r#""""#,
    r#"" ""#,
    r#""\ud83d\ude00""#,
    r#""\ud83d""#,
    r#""\udc00\ud83d Save""#,
    r#""\\ud800""#,
    r#""Sa\u0000ve""#,
    r#""\u202eevaS""#,
    r#""((((((((((((""#,
    r#""* * * * * * *""#,
    r#""ßſİıǅﷺ""#,
    r#""a\u0301\u0301\u0301\u0301""#,
    r#""x y x y x y""#,
    r#""\"]}\n""#,
    r#""true""#,
    r#""k1 k2 k3 k1 k9""#,
];

/// What stands where a number is expected.
const NUMBERS: [&str; 16] = [
    "0",
    "1",
    "-1",
    "20",
    "640.5",
    "-900",
    "1e30",
    "-1e30",
    "1e999",
    "null",
    "4294967295",
    "4294967296",
    "2e7",
    "-0.001",
    "5000001",
    "1e-400",
];

/// What stands where something else is expected.
const STRAY: [&str; 12] = [
    "null",
    "true",
    "[]",
    "{}",
    "\"\"",
    "1.5",
    "-",
    "[[[[]]]]",
    "{\"a\":{\"b\":[1,{}]}}",
    "nul",
    "\u{feff}",
    "NaN",
];

const TAGS: [&str; 20] = [
    "div", "span", "button", "input", "select", "option", "label", "table", "tr", "td", "h2", "a",
    "details", "summary", "fieldset", "legend", "x-y", "textarea", "svg", "li",
];

const NAMES: [&str; 18] = [
    "id",
    "class",
    "for",
    "role",
    "title",
    "alt",
    "type",
    "value",
    "tabindex",
    "aria-label",
    "aria-labelledby",
    "aria-owns",
    "aria-controls",
    "aria-expanded",
    "aria-checked",
    "href",
    "contenteditable",
    "constructor",
];

const VALUES: [&str; 18] = [
    r#""k1""#,
    r#""k2""#,
    r#""k1 k2 k3""#,
    r#""true""#,
    r#""false""#,
    r#""row""#,
    r#""button""#,
    r#""Heading Collapsible""#,
    r#""Checkbox2 Checked""#,
    r#""Button2""#,
    r#""SectionContainer""#,
    r#""checkbox""#,
    r#""submit""#,
    r#""0""#,
    r#""99999999999999999999""#,
    r#""menu""#,
    r#""ContextOverlay Menu""#,
    r#""ItemSelector2""#,
];

fn attrs(dice: &mut Dice, out: &mut String) {
    out.push_str(",{");
    let many = if dice.rarely(60) { 400 } else { dice.below(5) };
    for n in 0..many {
        let comma = if n > 0 { "," } else { "" };
        let value = match dice.below(12) {
            0 => dice.one(&TEXTS),
            1 if dice.rarely(20) => dice.one(&STRAY),
            _ => dice.one(&VALUES),
        };
        let _ = write!(out, r#"{comma}"{}":{value}"#, dice.one(&NAMES));
    }
    out.push('}');
}

/// A depth: mostly inside the row before or an ancestor of it, now and then anything.
fn depth(dice: &mut Dice, open: u64) -> String {
    match dice.below(400) {
        0 => (open + 1).to_string(),
        1 => "-7".into(),
        2 => dice.one(&NUMBERS).into(),
        3 => "0".into(),
        _ if dice.rarely(3) => (dice.below(open) + 1).to_string(),
        _ => open.to_string(),
    }
}

/// Writes a row; `open` is the number of elements that the next one may lie in.
fn row(dice: &mut Dice, open: &mut u64, ix: i64, out: &mut String) {
    let at = if ix == 0 {
        "0".into()
    } else {
        depth(dice, *open)
    };
    let deep = at.parse().unwrap_or(*open).min(*open);
    if ix > 0 && dice.rarely(3) {
        *open = deep.max(1);
        let _ = write!(out, "[{at},{}]", dice.one(&TEXTS));
        return;
    }
    *open = deep + 1;
    let side = |dice: &mut Dice| {
        if dice.rarely(9) {
            dice.one(&NUMBERS).into()
        } else {
            dice.below(900).to_string()
        }
    };
    let flags = if dice.rarely(4) {
        dice.below(1 << 14)
    } else {
        0
    };
    let id = if dice.rarely(80) {
        dice.one(&NUMBERS).to_owned()
    } else {
        dice.below(60).to_string()
    };
    let _ = write!(out, r#"[{at},{id},"{}",{flags}"#, dice.one(&TAGS));
    let sides = if dice.rarely(900) { dice.below(4) } else { 4 };
    for _ in 0..sides {
        let _ = write!(out, ",{}", side(dice));
    }
    if dice.below(4) > 0 {
        attrs(dice, out);
    }
    if dice.rarely(200) {
        let _ = write!(out, ",{}", dice.one(&STRAY));
    }
    out.push(']');
}

fn digest(dice: &mut Dice) -> String {
    let version = if dice.rarely(90) {
        dice.one(&NUMBERS).into()
    } else {
        PROTOCOL.to_string()
    };
    let mut out = format!(
        r#"{{"v":{version},"url":"https://ww5.autotask.net/","title":{},"w":1280,"h":"#,
        dice.one(&TEXTS)
    );
    out.push_str(if dice.rarely(50) {
        dice.one(&STRAY)
    } else {
        "720"
    });
    out.push_str(r#","rows":["#);
    let count = if dice.rarely(40) { 300 } else { dice.below(40) };
    let mut open = 0;
    for ix in 0..count as i64 {
        if ix > 0 {
            out.push(',');
        }
        row(dice, &mut open, ix, &mut out);
    }
    out.push_str(r#"],"future":{"a":[1]},"focused":true}"#);
    if dice.rarely(12) {
        damage(dice, &mut out);
    }
    out
}

/// Cuts the text off, or changes one of its characters.
fn damage(dice: &mut Dice, text: &mut String) {
    let mut at = dice.below(text.len() as u64) as usize;
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    if dice.rarely(3) {
        text.truncate(at);
    } else if let Some(old) = text[at..].chars().next() {
        text.replace_range(
            at..at + old.len_utf8(),
            dice.one(&["\"", "\\", "[", "]", "{", "}", ",", ":", "9", "é", "\u{0}"]),
        );
    }
}

fn targets() -> [Target; 3] {
    let label = |text: &str| Label::En(text.into());
    [
        Target {
            role: vec![
                Role::Button,
                Role::Checkbox,
                Role::Section,
                Role::Row,
                Role::Heading,
            ],
            names: [
                "Save & Close",
                "Can create Webhooks",
                "* x *",
                "API (a) (b)",
            ]
            .map(label)
            .to_vec(),
            section: vec![label("Other")],
            near: vec![label("x")],
            not: vec![label("Save")],
            class: vec!["Button2".into()],
            attr: vec!["id=k1".into(), "broken".into()],
            ..Target::default()
        },
        Target {
            role: vec![Role::Button],
            ..Target::default()
        },
        Target {
            names: vec![label("*"), label("")],
            ..Target::default()
        },
    ]
}

/// Asks everything there is to ask, and checks what every page that was read must keep to.
fn ask(page: &Page) {
    assert!(!page.is_empty() && page.len() <= MAX_ROWS);
    assert!(page.digest().title.chars().count() <= MAX_TEXT);
    for ix in 0..page.len() + 1 {
        let node = page.node(ix);
        assert!(page.parent(ix).is_none_or(|up| up < ix));
        assert!(page.ancestors(ix).count() < page.len());
        let r = node.rect;
        assert!(
            [r.x, r.y, r.w, r.h]
                .iter()
                .all(|v| v.is_finite() && v.abs() < 5.0e6),
            "{r:?}"
        );
        assert!(node.text.chars().count() <= MAX_TEXT);
        assert!(node.attrs.len() <= 64);
        let face = page.node(page.face(ix)).rect;
        assert!(!page.visible(ix) || node.is_text() || face.w > 0.0 && face.h > 0.0);
        page.name(ix);
        page.sections(ix);
        page.state(ix);
        page.row_of(ix);
    }
    for target in targets() {
        for scope in [None, Some(0), Some(page.len() / 2), Some(page.len() + 9)] {
            locate(page, &target, scope);
        }
    }
}

#[test]
fn any_digest_is_read_or_refused_with_a_reason() {
    let only: Option<u64> = std::env::var("SEED").ok().and_then(|s| s.parse().ok());
    let seeds = only.map_or(0..CASES, |seed| seed..seed + 1);
    let mut outcomes: BTreeMap<&str, u32> = BTreeMap::new();
    for seed in seeds {
        let json = digest(&mut Dice::new(seed));
        let run = std::panic::catch_unwind(|| match Page::parse(&json) {
            Ok(page) => {
                ask(&page);
                "read"
            }
            Err(error) => {
                assert!(error.to_string().len() > 8, "{error:?}");
                match error {
                    PageError::Malformed(_) => "malformed",
                    PageError::Version(_) => "version",
                    PageError::Empty => "empty",
                    PageError::TooMany => "too many",
                    PageError::Parent(_) => "parent",
                    PageError::TooDeep(_) => "too deep",
                }
            }
        });
        match run {
            Ok(outcome) => *outcomes.entry(outcome).or_default() += 1,
            Err(_) => panic!("seed {seed}: {}", &json[..json.len().min(2_000)]),
        }
    }
    if only.is_none() {
        // The generator must reach what it is for.
        for (outcome, least) in [
            ("read", 4_000),
            ("malformed", 500),
            ("parent", 200),
            ("version", 20),
            ("empty", 50),
        ] {
            assert!(
                outcomes.get(outcome).is_some_and(|&n| n >= least),
                "{outcomes:?}"
            );
        }
    }
}

#[test]
fn huge_digests_cost_little() {
    let million = |row: &str| {
        let mut json = format!(r#"{{"v":{PROTOCOL},"rows":[[0,1,"body",0,0,0,9,9]"#);
        for _ in 1..1_000_000 {
            json.push_str(row);
        }
        json.push_str("]}");
        json
    };
    let deep = format!(r#"{{"v":{PROTOCOL},"rows":{}"#, "[".repeat(2_000_000));
    let long = format!(r#"{{"v":{PROTOCOL},"title":"{}"}}"#, "x".repeat(MAX_BYTES));
    for (json, why) in [
        (million(r#",[1,"x"]"#), "too many rows"),
        (
            million(r#",[1,1,"p",0,0,0,0,0,{"id":"a"}]"#),
            "too many rows",
        ),
        (deep, "a number expected"),
        (long, "too long"),
    ] {
        let begin = Instant::now();
        let refused = Digest::parse(&json).err().unwrap_or_default();
        assert!(refused.starts_with(why), "{refused}");
        assert!(
            begin.elapsed() < Duration::from_secs(5),
            "{why}: {:?}",
            begin.elapsed()
        );
    }
}
