//! Seeded changes to pages: whatever is changed, what is found must be right.
//!
//! Every run changes the same pages in the same ways; a failure names the seed and the changes.

mod support;

use proxuma_connect::page::digest::{Box2, Digest, Node};
use proxuma_connect::page::target::{Label, Role, Target};
use proxuma_connect::page::{Page, Verdict, locate};
use support::html::digest;

/// Changed pages for each page.
const RUNS: u64 = 350;

/// Share of targets that must be found where the kit's class names were kept, and without them:
/// then a drawn check box or section is no longer there for anyone who can't see it, only inputs,
/// links and what takes the focus.
const RIGHT: f32 = 0.97;
const RIGHT_BARE: f32 = 0.30;

struct Rng(u64);

impl Rng {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() >> 11) as usize % n.max(1)
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }
}

fn labels(list: &[&str]) -> Vec<Label> {
    list.iter().map(|n| Label::En((*n).to_owned())).collect()
}

fn target(role: Role, names: &[&str], section: &[&str], not: &[&str]) -> Target {
    Target {
        role: vec![role],
        names: labels(names),
        section: labels(section),
        not: labels(not),
        ..Target::default()
    }
}

/// Targets of an editor page and the `data-t` of what each means.
fn editor_targets() -> Vec<(Target, &'static str)> {
    vec![
        (
            target(Role::Checkbox, &["Can create Webhooks"], &["Other"], &[]),
            "webhooks",
        ),
        (
            target(
                Role::Textbox,
                &["Maximum number of Webhooks"],
                &["Other"],
                &[],
            ),
            "maximum",
        ),
        (target(Role::Section, &["Other"], &[], &[]), "h-other"),
        (
            target(Role::Section, &["Web Services API"], &[], &[]),
            "h-ws",
        ),
        (
            target(
                Role::Button,
                &["Save & Close", "Save and Close"],
                &[],
                &["Save"],
            ),
            "save-close",
        ),
        (
            target(
                Role::Link,
                &["Full Permission"],
                &["Web Services API"],
                &["No Permission"],
            ),
            "ws-full",
        ),
    ]
}

/// Inserts an element around row `ix`.
fn wrap(rows: &mut Vec<Node>, ix: usize) {
    let mut around = Node {
        tag: "div".into(),
        id: 100_000 + rows.len() as u32,
        parent: rows[ix].parent,
        rect: rows[ix].rect,
        ..Node::default()
    };
    if rows[ix].is_text() {
        around.tag = "span".into();
        around.rect = Box2 {
            x: 1.0,
            y: 1.0,
            w: 50.0,
            h: 20.0,
        };
    }
    for row in rows.iter_mut() {
        if let Some(p) = &mut row.parent
            && *p as usize >= ix
        {
            *p += 1;
        }
    }
    rows[ix].parent = Some(ix as u32);
    rows.insert(ix, around);
}

/// Appends a button at the end of the page.
fn look_alike(rows: &mut Vec<Node>, tag: &str, text: &str) {
    let ix = rows.len() as u32;
    rows.push(Node {
        parent: Some(0),
        id: 200_000 + ix,
        tag: tag.into(),
        rect: Box2 {
            x: 10.0,
            y: 2000.0,
            w: 120.0,
            h: 22.0,
        },
        ..Node::default()
    });
    rows.push(Node {
        parent: Some(ix),
        text: text.into(),
        ..Node::default()
    });
}

const LOOK_ALIKES: [(&str, &str); 8] = [
    ("button", "Save"),
    ("button", "Save & New"),
    ("a", "No Permission"),
    ("button", "Other actions"),
    ("h3", "Other settings"),
    ("button", "Close"),
    ("label", "Can create Webhooks for contacts"),
    ("a", "Web Services API documentation"),
];

/// Changes a digest; says what was done.
fn mutate(digest: &mut Digest, rng: &mut Rng, keep_classes: bool) -> Vec<String> {
    let mut told = Vec::new();
    let rows = &mut digest.rows;
    for _ in 0..1 + rng.below(12) {
        let ix = 1 + rng.below(rows.len() - 1);
        match rng.below(6) {
            0 | 1 => {
                told.push(format!("wrap {ix}"));
                wrap(rows, ix);
            }
            2 => {
                let (tag, text) = LOOK_ALIKES[rng.below(LOOK_ALIKES.len())];
                told.push(format!("insert {tag} {text:?}"));
                look_alike(rows, tag, text);
            }
            3 => {
                let dx = rng.below(300) as f32;
                told.push(format!("move everything by {dx}"));
                for row in rows.iter_mut().filter(|r| !r.is_text()) {
                    row.rect.x += dx;
                    row.rect.w *= 1.0 + rng.below(30) as f32 / 100.0;
                }
            }
            4 => {
                told.push(format!("upper case {ix}"));
                rows[ix].text = rows[ix].text.to_uppercase();
            }
            _ => {
                told.push("other ids".into());
                for row in rows.iter_mut() {
                    row.attrs.retain(|(name, _)| name != "id");
                }
            }
        }
    }
    if rng.one_in(3) {
        told.push("«and» for «&»".into());
        for row in rows.iter_mut() {
            row.text = row.text.replace('&', "and");
        }
    }
    if keep_classes && rng.one_in(3) {
        told.push("the kit's next version".into());
        for row in rows.iter_mut() {
            for (_, value) in row.attrs.iter_mut().filter(|(name, _)| name == "class") {
                *value = value
                    .split(' ')
                    .map(|c| format!("{}3", c.trim_end_matches(char::is_numeric)))
                    .collect::<Vec<_>>()
                    .join(" ");
            }
        }
    }
    if !keep_classes {
        told.push("classes renamed".into());
        for row in rows.iter_mut() {
            for (name, value) in &mut row.attrs {
                if name == "class" {
                    *value = format!("c{}", rng.below(1000));
                }
            }
        }
    }
    told
}

/// Runs the changes over a page; returns right, all.
fn run(html: &str, targets: &[(Target, &str)], keep_classes: bool) -> (u32, u32) {
    let (mut right, mut all) = (0, 0);
    for seed in 1..=RUNS {
        let mut rng = Rng(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let mut d = digest(html);
        let told = mutate(&mut d, &mut rng, keep_classes);
        let page = Page::read(d).unwrap_or_else(|e| panic!("seed {seed}: {e}"));
        for (target, meant) in targets {
            all += 1;
            let Verdict::Found(found) = locate(&page, target, None) else {
                continue;
            };
            // The control itself or, without the kit's class names, the box around it.
            let is = |ix: usize| page.node(ix).attr("data-t") == Some(*meant);
            let good = is(found.node)
                || page.below(found.node).any(is) && page.below(found.node).len() < 30
                || page.ancestors(found.node).take(3).any(is);
            assert!(
                good,
                "seed {seed}: {:?} found {:?} {:?}\nafter {told:?}\nbecause {:?}",
                target.names,
                page.node(found.node),
                page.name(found.node),
                found.why
            );
            right += 1;
        }
    }
    (right, all)
}

fn share((right, all): (u32, u32)) -> f32 {
    right as f32 / all as f32
}

#[test]
fn what_is_found_in_changed_pages_is_right() {
    for html in [
        include_str!("fixtures/kits/editor-2026.html"),
        include_str!("fixtures/kits/editor-2017.html"),
    ] {
        let found = share(run(html, &editor_targets(), true));
        assert!(found >= RIGHT, "only {found} found");
    }
}

#[test]
fn without_any_class_name_nothing_wrong_is_found() {
    for html in [
        include_str!("fixtures/kits/editor-2026.html"),
        include_str!("fixtures/kits/editor-2017.html"),
    ] {
        let found = share(run(html, &editor_targets(), false));
        assert!(found >= RIGHT_BARE, "only {found} found");
    }
}

#[test]
fn the_right_row_is_found_in_changed_grids() {
    let row = target(
        Role::Row,
        &["API User (system) (API-only)", "API User (system)"],
        &[],
        &["API User (system) Can't Read Costs (API-only)"],
    );
    // The row is the one around the cell.
    let targets = [(row, "name1")];
    for keep in [true, false] {
        let found = share(run(
            include_str!("fixtures/kits/levels-2026.html"),
            &targets,
            keep,
        ));
        assert!(found >= RIGHT, "only {found} found");
    }
}
