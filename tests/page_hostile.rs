//! Hostile and broken digests: refused with a reason or read, never a panic, never unbounded work.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use proptest::prelude::*;
use proxuma_connect::guide::Guide;
use proxuma_connect::page::digest::{Box2, Digest, MAX_ROWS, MAX_TEXT, Node, flag};
use proxuma_connect::page::target::{Label, Role, Target};
use proxuma_connect::page::{Page, PageError, Verdict, locate};
use proxuma_connect::protocol::PROTOCOL;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

/// What the product looks for.
static GUIDE: LazyLock<Guide> =
    LazyLock::new(|| Guide::parse(include_str!("../extension/guides/autotask.json")).unwrap());

fn element(parent: Option<u32>, id: u32, tag: &str) -> Node {
    Node {
        parent,
        id,
        tag: tag.into(),
        rect: Box2 {
            x: 0.0,
            y: 0.0,
            w: 100.0,
            h: 20.0,
        },
        ..Node::default()
    }
}

fn text(parent: u32, text: &str) -> Node {
    Node {
        parent: Some(parent),
        text: text.into(),
        ..Node::default()
    }
}

fn digest(rows: Vec<Node>) -> Digest {
    Digest {
        v: PROTOCOL,
        rows,
        ..Digest::default()
    }
}

fn save() -> Target {
    Target {
        role: vec![Role::Button, Role::Section, Role::Row, Role::Textbox],
        names: vec![
            Label::En("Save & Close".into()),
            Label::En("* Settings & Users".into()),
        ],
        section: vec![Label::En("Other".into())],
        near: vec![Label::En("Webhooks".into())],
        not: vec![Label::En("Cancel".into())],
        class: vec!["Button2".into()],
        attr: vec!["name=x".into()],
        ..Target::default()
    }
}

/// Asks everything there is to ask of a page.
fn ask(page: &Page) {
    for ix in 0..page.len() + 2 {
        page.name(ix);
        page.sections(ix);
        page.state(ix);
        page.visible(ix);
        page.row_of(ix);
        page.section_of(ix);
        assert!(page.ancestors(ix).count() <= page.len());
    }
    let unnamed = Target {
        role: vec![Role::Button],
        ..Target::default()
    };
    sound(page, locate(page, &save(), None));
    sound(page, locate(page, &unnamed, Some(0)));
    sound(page, locate(page, &Target::default(), Some(page.len() + 7)));
    for id in GUIDE.targets.keys() {
        sound(page, locate(page, GUIDE.targets.get(id).unwrap(), None));
    }
}

/// Whatever the page is, an answer is one that can be acted on.
fn sound(page: &Page, verdict: Verdict) {
    let (list, found) = match verdict {
        Verdict::Found(m) => (vec![m], true),
        Verdict::Unsure { best, .. } => (best, false),
        Verdict::Absent => return,
    };
    assert!(!list.is_empty());
    for m in list {
        assert!(m.node < page.len() && !page.node(m.node).is_text());
        assert!((0.0..=1.0).contains(&m.confidence), "{}", m.confidence);
        assert!(m.margin.is_finite() && m.margin >= 0.0, "{}", m.margin);
        assert!(!found || page.visible(m.node) && m.confidence > 0.5);
    }
}

#[test]
fn an_empty_digest_says_so() {
    assert_eq!(Page::read(digest(Vec::new())).err(), Some(PageError::Empty));
}

#[test]
fn another_version_is_refused() {
    let mut d = digest(vec![element(None, 1, "body")]);
    d.v = PROTOCOL + 1;
    assert_eq!(Page::read(d).err(), Some(PageError::Version(PROTOCOL + 1)));
}

#[test]
fn a_million_rows_are_refused_without_being_held() {
    let mut json = format!(r#"{{"v":{PROTOCOL},"rows":[[0,1,"body",0,0,0,1,1]"#);
    for id in 2..1_000_000u32 {
        json.push_str(&format!(r#",[1,{id},"p",0,0,0,1,1]"#));
    }
    json.push_str("]}");
    match Page::parse(&json) {
        Err(PageError::Malformed(why)) => assert!(why.contains("too many rows"), "{why}"),
        other => panic!("{:?}", other.map(|p| p.len())),
    }
    let rows = (0..=MAX_ROWS as u32)
        .map(|i| element(None, i, "p"))
        .collect();
    assert_eq!(Page::read(digest(rows)).err(), Some(PageError::TooMany));
}

#[test]
fn cycles_forward_references_and_texts_as_parents_are_refused() {
    let itself = vec![element(Some(0), 1, "body")];
    assert_eq!(Page::read(digest(itself)).err(), Some(PageError::Parent(0)));
    let forward = vec![
        element(None, 1, "body"),
        element(Some(2), 2, "p"),
        element(Some(1), 3, "p"),
    ];
    assert_eq!(
        Page::read(digest(forward)).err(),
        Some(PageError::Parent(1))
    );
    let missing = vec![element(None, 1, "body"), element(Some(99), 2, "p")];
    assert_eq!(
        Page::read(digest(missing)).err(),
        Some(PageError::Parent(1))
    );
    let under_text = vec![
        element(None, 1, "body"),
        text(0, "a"),
        element(Some(1), 2, "p"),
    ];
    assert_eq!(
        Page::read(digest(under_text)).err(),
        Some(PageError::Parent(2))
    );
    let closed = vec![
        element(None, 1, "body"),
        element(Some(0), 2, "p"),
        element(Some(0), 3, "p"),
        element(Some(1), 4, "b"),
    ];
    assert_eq!(Page::read(digest(closed)).err(), Some(PageError::Parent(3)));
}

#[test]
fn absurd_nesting_is_refused() {
    let rows = (0..10_000u32)
        .map(|i| element(i.checked_sub(1), i + 1, "div"))
        .collect();
    assert!(matches!(
        Page::read(digest(rows)).err(),
        Some(PageError::TooDeep(_))
    ));
}

#[test]
fn absurd_boxes_are_no_boxes() {
    for rect in [
        Box2 {
            x: f32::NAN,
            y: 0.0,
            w: 10.0,
            h: 10.0,
        },
        Box2 {
            x: 0.0,
            y: f32::INFINITY,
            w: 10.0,
            h: 10.0,
        },
        Box2 {
            x: 0.0,
            y: 0.0,
            w: 1e30,
            h: 10.0,
        },
        Box2 {
            x: 0.0,
            y: 0.0,
            w: 10.0,
            h: -5.0,
        },
        Box2 {
            x: -1e30,
            y: 0.0,
            w: 10.0,
            h: 10.0,
        },
    ] {
        let mut button = element(Some(0), 2, "button");
        button.rect = rect;
        let page = Page::read(digest(vec![
            element(None, 1, "body"),
            button,
            text(1, "Save & Close"),
        ]))
        .unwrap_or_else(|e| panic!("{rect:?}: {e}"));
        assert!(!page.visible(1), "{rect:?}");
        ask(&page);
    }
}

#[test]
fn a_lone_surrogate_costs_one_character() {
    let json = format!(
        r#"{{"v":{PROTOCOL},"rows":[[0,1,"body",0,0,0,9,9],[1,2,"button",0,0,0,9,9,{{"title":"\uDC00"}}],[2,"Sa\uD800ve \uD83D\uDE00 \\uD800"]]}}"#
    );
    let page = Page::parse(&json).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(page.name(1), "Sa\u{fffd}ve 😀 \\uD800");
}

#[test]
fn long_texts_are_cut() {
    let long = "ä".repeat(MAX_TEXT * 4);
    let page = Page::read(digest(vec![element(None, 1, "body"), text(0, &long)]))
        .unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(page.node(1).text.chars().count(), MAX_TEXT);
}

#[test]
fn what_is_not_json_or_no_digest_is_refused() {
    for json in [
        "",
        "null",
        "[]",
        "{",
        r#"{"v":1,"rows":[[]]}"#,
        r#"{"v":1,"rows":[[0]]}"#,
        r#"{"v":1,"rows":[[0,1,"a",0,0]]}"#,
        r#"{"v":1,"rows":[[0,-5,"a",0,0,0,0,0]]"#,
        r#"{"v":1,"rows":[[-1,5,"a",0,0,0,0,0]]}"#,
        r#"{"v":1,"rows":"x"}"#,
    ] {
        assert!(
            matches!(Page::parse(json), Err(PageError::Malformed(_))),
            "{json}"
        );
    }
}

/// Pages made so that careless code takes quadratic or exponential time.
#[test]
fn the_largest_pages_are_read_in_bounded_time() {
    let n = MAX_ROWS as u32;
    let mut headings = vec![element(None, 1, "body")];
    headings.extend((1..n).map(|i| element(Some(0), i + 1, "h2")));
    let mut deep = vec![element(None, 1, "body")];
    for i in 1..n {
        let up = if i % 1_900 == 0 { 0 } else { i - 1 };
        let mut node = element(Some(up), i + 1, "div");
        node.attrs = vec![("class".into(), "Section Heading Collapsible Button".into())];
        deep.push(node);
    }
    let mut labels = vec![element(None, 1, "body")];
    for i in 1..n {
        let mut node = element(Some(0), i + 1, if i % 2 == 0 { "input" } else { "label" });
        node.attrs = vec![
            ("for".into(), "a".into()),
            ("id".into(), "a".into()),
            ("aria-labelledby".into(), "a a a a a a a a".into()),
        ];
        labels.push(node);
    }
    let mut toggles = vec![element(None, 1, "body")];
    for i in 1..n {
        let mut node = element(Some(0), i + 1, "div");
        node.attrs = vec![
            ("aria-expanded".into(), "true".into()),
            ("tabindex".into(), "0".into()),
        ];
        toggles.push(node);
    }
    for (name, rows) in [
        ("headings", headings),
        ("deep", deep),
        ("labels", labels),
        ("toggles", toggles),
    ] {
        let start = Instant::now();
        let page = Page::read(digest(rows)).unwrap_or_else(|e| panic!("{name}: {e}"));
        locate(&page, &save(), None);
        let took = start.elapsed();
        assert!(took < Duration::from_secs(20), "{name}: {took:?}");
    }
}

const TAGS: [&str; 24] = [
    "div", "span", "button", "a", "input", "select", "option", "label", "table", "tr", "td", "h2",
    "details", "summary", "fieldset", "legend", "svg", "title", "li", "ul", "dialog", "img",
    "textarea", "x-y",
];
const CLASSES: [&str; 18] = [
    "Checkbox2",
    "TabIndexHack Checked",
    "Button2",
    "HeadingContainer",
    "ContentContainer",
    "Section Collapsed",
    "Toggle Expand",
    "LabelContainer1",
    "ContextOverlay",
    "TabBar",
    "SingleItemSelector2",
    "ValidationSummary",
    "RightClickMenu",
    "RightClickMenuItem",
    "MultiList",
    "Caption",
    "Section",
    "Radio Unchecked",
];
const TEXTS: [&str; 8] = [
    "Save & Close",
    "Other",
    "Company Settings & Users",
    "*",
    "",
    "(((",
    "a\u{301}\u{200b}",
    "Webhooks",
];
const ATTRS: [&str; 16] = [
    "role",
    "aria-label",
    "aria-labelledby",
    "aria-expanded",
    "aria-controls",
    "aria-owns",
    "for",
    "title",
    "type",
    "tabindex",
    "aria-checked",
    "value",
    "placeholder",
    "aria-valuenow",
    "aria-hidden",
    "aria-level",
];
const VALUES: [&str; 18] = [
    "i1",
    "i2",
    "i3",
    "i1 i2 i3",
    "true",
    "false",
    "button",
    "checkbox",
    "menu",
    "row",
    "0",
    "combobox",
    "spinbutton",
    "listbox",
    "heading",
    "-9999999999999999999",
    "region",
    "i4 i4 i4 i0",
];

/// Mostly well-formed rows: parents are drawn from the open ones, now and then from anywhere.
fn rows() -> impl Strategy<Value = Vec<Node>> {
    let row = (
        any::<u16>(),
        any::<u16>(),
        any::<u32>(),
        prop::collection::vec(-50.0f32..2000.0, 4),
        any::<[u8; 6]>(),
    );
    prop::collection::vec(row, 1..90).prop_map(|seeds| {
        let mut rows: Vec<Node> = Vec::new();
        for (n, (up, kind, flags, rect, pick)) in seeds.into_iter().enumerate() {
            let open: Vec<u32> = std::iter::successors(n.checked_sub(1).map(|i| i as u32), |&i| {
                rows.get(i as usize)?.parent
            })
            .filter(|&i| rows.get(i as usize).is_some_and(|row| !row.is_text()))
            .collect();
            let parent = match (n, up) {
                (0, _) => None,
                (_, 65_000..) => Some(u32::from(up)),
                _ => open.get(usize::from(up) % open.len().max(1)).copied(),
            };
            let choose = |list: &[&str], by: u8| list[usize::from(by) % list.len()].to_owned();
            if n > 0 && kind % 3 == 0 {
                rows.push(Node {
                    parent,
                    text: choose(&TEXTS, pick[0]),
                    ..Node::default()
                });
                continue;
            }
            let mut node = element(parent, n as u32 + 1, &choose(&TAGS, pick[0]));
            node.flags = flags
                & 0x1fff
                & if kind % 5 == 0 {
                    u32::MAX
                } else {
                    !flag::HIDDEN
                };
            node.rect = Box2 {
                // Now and then a box that no page has.
                x: match kind % 41 {
                    0 => f32::NAN,
                    1 => f32::INFINITY,
                    2 => -1.0e30,
                    _ => rect[0],
                },
                y: rect[1],
                w: rect[2],
                h: rect[3],
            };
            node.attrs = vec![
                ("id".into(), format!("i{}", pick[1] % 5)),
                ("class".into(), choose(&CLASSES, pick[2])),
                (choose(&ATTRS, pick[3]), choose(&VALUES, pick[4])),
                (choose(&ATTRS, pick[5]), choose(&TEXTS, pick[4])),
            ];
            rows.push(node);
        }
        rows
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_rows_are_read_or_refused(rows in rows()) {
        if let Ok(page) = Page::read(digest(rows)) {
            ask(&page);
        }
    }

    #[test]
    fn any_text_is_parsed_or_refused(json in ".{0,200}") {
        let _ = Page::parse(&json);
    }

    #[test]
    fn damaged_digests_are_parsed_or_refused(at in 0usize..200, byte in any::<u8>()) {
        let good = format!(
            r#"{{"v":{PROTOCOL},"url":"https://ww5.autotask.net/","w":1280,"h":720,"rows":[[0,1,"body",0,0,0,9,9,{{"class":"A"}}],[1,2,"button",0,0,0,9,9,{{"title":"\u00e9"}}],[2,"Save"]]}}"#
        );
        let mut bytes = good.into_bytes();
        let n = bytes.len();
        bytes[at % n] = byte;
        if let Ok(page) = Page::parse(&String::from_utf8_lossy(&bytes)) {
            ask(&page);
        }
    }
}
