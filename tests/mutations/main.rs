//! The mutation harness: recorded practice pages (`tests/fixtures/pages`, made by
//! `tests/e2e/record.mjs`), each changed thirty times and more in ways that a person would not even
//! notice; then every target of the guide is looked for exactly as the shipped core does it.
//!
//! A ring on the wrong thing is never allowed; not being sure is, and is counted. A failure names
//! the seed, the shortest list of changes that still fails, and the part of the page around it.
//! `MUTATIONS=n` runs n seeds a page instead of the usual number; `MUTATION_PAGE` and
//! `MUTATION_SEED` repeat one.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod changes;
mod kits;
#[path = "../support/nothing.rs"]
mod nothing;
mod texts;
mod tree;

use changes::{Kind, apply, change};
use nothing::Nothing;
use proxuma_connect::guide::Guide;
use proxuma_connect::guide::cond::holds;
use proxuma_connect::guide::progress;
use proxuma_connect::guide::view::{Sight, View};
use proxuma_connect::page::digest::Digest;
use proxuma_connect::page::target::Role;
use proxuma_connect::page::{Page, locate};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use tree::Tree;

/// Seeds for each recorded page: more than 1,000 pages in all.
const SEEDS: u64 = 10;

/// Seeds for each page of the tests beside the main one.
const FEW: u64 = 2;

/// Share of targets in view that must be found; the same where no class name is left.
const RIGHT: f64 = 0.99;
const RIGHT_BARE: f64 = 0.80;

const GUIDE: &str = include_str!("../../extension/guides/autotask.json");

/// Where being unsure is right: what a page shows twice on purpose, and items of a menu that stays
/// where it was drawn while a change moves the row that opened it.
const TWINS: [(&str, &str); 3] = [
    ("twins", "section-other"),
    ("levels-menu", "copy-item"),
    ("users-row", "edit-item"),
];

/// A recorded page.
struct Recorded {
    name: String,
    tree: Tree,
}

fn recorded(dir: &str) -> Vec<Recorded> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join(dir);
    let mut files: Vec<_> = std::fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let only = std::env::var("MUTATION_PAGE").unwrap_or_default();
    files
        .iter()
        .map(|path| {
            let text = std::fs::read_to_string(path).unwrap();
            let (truth, digest) = text
                .strip_prefix("{\"truth\":")
                .and_then(|rest| rest.split_once(",\n\"digest\":"))
                .unwrap();
            let truth: BTreeMap<String, u32> = serde_json::from_str(truth).unwrap();
            let digest = Digest::parse(digest.trim_end().strip_suffix('}').unwrap()).unwrap();
            Recorded {
                name: path.file_stem().unwrap().to_string_lossy().into_owned(),
                tree: Tree::new(digest, truth),
            }
        })
        .filter(|page| page.name.contains(&only))
        .collect()
}

/// How one target went.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Outcome {
    Right,
    Abstained,
    /// Row of the page that would be ringed.
    Wrong(usize),
}

/// Every target that matters on a page: those in view, and those that a step of the page's kind
/// could ring although they are not in view.
fn judge(guide: &Guide, tree: &Tree, twins: &[&str]) -> (View, Vec<(String, Outcome)>) {
    let view = View::new(Page::read(tree.digest()).unwrap());
    let (frames, kind, _) = progress::frames(guide, &[&view]);
    let ringed = |target: &str| {
        guide.steps.iter().any(|step| {
            kind.is_some_and(|kind| step.pages.contains(&kind.id))
                && step.show.iter().any(|shown| {
                    let over = |until| holds(until, guide, &frames, &Nothing) == Some(true);
                    shown.target == target && !shown.until.as_ref().is_some_and(over)
                })
        })
    };
    let mut list = Vec::new();
    for name in guide.targets.keys() {
        let sight = view.find(guide, name);
        let right = tree.truth.get(name).and_then(|&id| {
            let page = view.page();
            (0..page.len()).find(|&ix| page.node(ix).id == id && !page.node(ix).is_text())
        });
        let outcome = match (right, sight) {
            (Some(right), Sight::Here(found)) if same(view.page(), found.node, right) => {
                Outcome::Right
            }
            (Some(_), Sight::Here(found)) => Outcome::Wrong(found.node),
            (None, Sight::Here(found)) if ringed(name) => Outcome::Wrong(found.node),
            // A native list is drawn by the browser: nothing can point into it.
            (Some(right), _) if view.page().node(right).tag == "option" => continue,
            (Some(_), _) if !twins.contains(&name.as_str()) => Outcome::Abstained,
            _ => continue,
        };
        list.push((name.clone(), outcome));
    }
    drop(frames);
    (view, list)
}

/// Whether a ring around `found` shows a person the right thing: it itself, its text, or the box
/// around it that holds nothing else.
fn same(page: &Page, found: usize, right: usize) -> bool {
    let text = |ix: usize| page.text_of(ix);
    found == right
        || page.within(found, right)
            && (text(found) == text(right)
                || matches!(page.role(found), Role::Section | Role::Heading))
        || page.within(right, found)
            && page.below(found).len() < page.below(right).len() + 12
            && (text(found) == text(right) || page.row_of(right) == Some(found))
}

#[derive(Default)]
struct Tally {
    pages: usize,
    changes: usize,
    right: BTreeMap<String, usize>,
    missed: BTreeMap<String, usize>,
    wrong: Vec<String>,
    /// Why targets were not found, for the few that are printed.
    misses: Vec<String>,
    sureness: Vec<f32>,
}

impl Tally {
    fn share(&self) -> f64 {
        let right: usize = self.right.values().sum();
        let missed: usize = self.missed.values().sum();
        right as f64 / (right + missed + self.wrong.len()).max(1) as f64
    }

    fn add(&mut self, other: Tally) {
        self.pages += other.pages;
        self.changes += other.changes;
        for (name, n) in other.right {
            *self.right.entry(name).or_default() += n;
        }
        for (name, n) in other.missed {
            *self.missed.entry(name).or_default() += n;
        }
        self.wrong.extend(other.wrong);
        self.misses.extend(other.misses);
        self.sureness.extend(other.sureness);
    }

    fn report(&self) -> String {
        let missed: usize = self.missed.values().sum();
        let sure = self.sureness.iter().sum::<f32>() / self.sureness.len().max(1) as f32;
        format!(
            "{} pages, {} changes: right {:.4}, abstained {missed}, wrong {}; mean confidence {sure:.3}; abstained by target {:?}",
            self.pages,
            self.changes,
            self.share(),
            self.wrong.len(),
            self.missed
        )
    }
}

/// The page after a list of changes, and what was done.
fn changed(page: &Tree, list: &[(Kind, u64)]) -> (Tree, Vec<String>) {
    let mut tree = page.clone();
    let mut told = Vec::new();
    for &(kind, seed) in list {
        if let Some(what) = apply(&mut tree, kind, seed) {
            told.push(format!("{kind:?}: {what}"));
        }
    }
    (tree, told)
}

/// Leaves out changes as long as the target still fails in the same way.
fn shrink(
    guide: &Guide,
    page: &Recorded,
    list: &[(Kind, u64)],
    target: &str,
    outcome: Outcome,
) -> Vec<(Kind, u64)> {
    let fails = |list: &[(Kind, u64)]| {
        let (tree, _) = changed(&page.tree, list);
        let (_, outcomes) = judge(guide, &tree, &[]);
        outcomes.iter().any(|(name, got)| {
            name == target
                && matches!(
                    (got, outcome),
                    (Outcome::Wrong(_), Outcome::Wrong(_))
                        | (Outcome::Abstained, Outcome::Abstained)
                )
        })
    };
    let mut list = list.to_vec();
    let mut at = 0;
    while at < list.len() {
        let mut less = list.clone();
        less.remove(at);
        if fails(&less) {
            list = less;
        } else {
            at += 1;
        }
    }
    list
}

/// Seed, shortest list of changes, what was found instead, and the page around it.
fn story(
    guide: &Guide,
    page: &Recorded,
    seed: u64,
    list: &[(Kind, u64)],
    target: &str,
    outcome: Outcome,
) -> String {
    let list = shrink(guide, page, list, target, outcome);
    let (tree, told) = changed(&page.tree, &list);
    let (view, outcomes) = judge(guide, &tree, &[]);
    let mut text = format!(
        "\nMUTATION_PAGE={} MUTATION_SEED={seed}: {target}\n",
        page.name
    );
    for what in told {
        text += &format!("  {what}\n");
    }
    let now = outcomes.iter().find(|(name, _)| name == target);
    let mut shown = Vec::new();
    if let Some((_, Outcome::Wrong(row))) = now {
        let node = view.page().node(*row);
        text += &format!(
            "  found #{} {:?} «{}»\n",
            node.id,
            view.page().role(*row),
            view.page().name(*row)
        );
        shown.push(node.id);
    }
    text += &format!(
        "  {:?}\n",
        locate(view.page(), guide.targets.get(target).unwrap(), None)
    );
    if let Some(right) = tree.right(target) {
        let row = (0..view.page().len()).find(|&ix| view.page().node(ix).id == tree.node(right).id);
        if let Some(row) = row {
            text += &format!(
                "  right #{} {:?} «{}» in {:?}\n",
                tree.node(right).id,
                view.page().role(row),
                view.page().name(row),
                view.page().sections(row)
            );
        }
        shown.push(tree.node(right).id);
    }
    for id in shown {
        let Some(at) = tree.order().into_iter().find(|&at| tree.node(at).id == id) else {
            continue;
        };
        let mut top = at;
        for _ in 0..3 {
            top = tree.items[top].up.unwrap_or(top);
        }
        text += &format!("--- around #{id}\n{}", tree.outline(top, 30));
    }
    text
}

/// All pages with a number of seeds each, on all cores.
fn run(dir: &str, seeds: u64, bare: bool) -> Tally {
    let seeds = std::env::var("MUTATIONS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(seeds);
    let guide = Guide::parse(GUIDE).unwrap();
    let pages = Arc::new(recorded(dir));
    let one: Option<u64> = std::env::var("MUTATION_SEED")
        .ok()
        .and_then(|s| s.parse().ok());
    let seeds: Vec<u64> = one.map_or((1..=seeds).collect(), |seed| vec![seed]);
    let next = AtomicUsize::new(0);
    let all = Mutex::new(Tally::default());
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                let mut tally = Tally::default();
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(page) = pages.get(at / seeds.len()) else {
                        break;
                    };
                    let seed = seeds[at % seeds.len()];
                    one_page(&guide, page, seed, bare, &mut tally);
                }
                all.lock().unwrap().add(tally);
            });
        }
    });
    all.into_inner().unwrap()
}

fn one_page(guide: &Guide, page: &Recorded, seed: u64, bare: bool, tally: &mut Tally) {
    let name_seed = page
        .name
        .bytes()
        .fold(seed, |s, b| s.wrapping_mul(31).wrapping_add(u64::from(b)));
    let mut tree = page.tree.clone();
    let mut list = change(&mut tree, name_seed);
    if bare {
        list.push((Kind::HashClasses, name_seed));
        apply(&mut tree, Kind::HashClasses, name_seed);
    }
    tally.pages += 1;
    tally.changes += list.len();
    let twins: Vec<&str> = TWINS
        .iter()
        .filter(|(part, _)| page.name.contains(part))
        .map(|(_, target)| *target)
        .collect();
    let (view, outcomes) = judge(guide, &tree, &twins);
    for (target, outcome) in outcomes {
        match outcome {
            Outcome::Right => {
                *tally.right.entry(target.clone()).or_default() += 1;
                if let Sight::Here(found) = view.find(guide, &target) {
                    tally.sureness.push(found.confidence);
                }
            }
            Outcome::Abstained => {
                *tally.missed.entry(target.clone()).or_default() += 1;
                if tally.misses.len() < 40
                    && std::env::var("MUTATION_MISSES")
                        .is_ok_and(|m| m.split(',').any(|m| m == target))
                {
                    tally
                        .misses
                        .push(story(guide, page, seed, &list, &target, outcome));
                }
            }
            Outcome::Wrong(_) => {
                let told = match tally.wrong.len() {
                    0..6 => story(guide, page, seed, &list, &target, outcome),
                    _ => format!(
                        "\nMUTATION_PAGE={} MUTATION_SEED={seed}: {target}",
                        page.name
                    ),
                };
                tally.wrong.push(told);
            }
        }
    }
}

fn hold(tally: &Tally) {
    println!("{}", tally.report());
    for miss in &tally.misses {
        println!("{miss}");
    }
    assert!(
        tally.wrong.is_empty(),
        "{} wrong:{}",
        tally.wrong.len(),
        tally.wrong.concat()
    );
    assert!(tally.share() >= RIGHT, "{}", tally.report());
}

#[test]
fn recorded_pages_are_read_without_any_change() {
    let guide = Guide::parse(GUIDE).unwrap();
    let mut failed = Vec::new();
    for page in recorded("tests/fixtures/pages") {
        let twins: Vec<&str> = TWINS
            .iter()
            .filter(|(part, _)| page.name.contains(part))
            .map(|t| t.1)
            .collect();
        let (_, outcomes) = judge(&guide, &page.tree, &twins);
        for (target, outcome) in outcomes {
            if outcome != Outcome::Right {
                failed.push(format!("{} {target} {outcome:?}", page.name));
            }
        }
    }
    assert!(failed.is_empty(), "{failed:#?}");
}

#[test]
fn changed_pages_of_another_site_ring_the_right_element_or_none() {
    hold(&run("tests/fixtures/pages-second", FEW, false));
}

/// Without any class name a drawn box is a box only to those who see it; links, inputs, rows and
/// what takes the focus are still found, and nothing wrong is.
#[test]
fn changed_pages_without_class_names_ring_nothing_wrong() {
    let tally = run("tests/fixtures/pages", FEW, true);
    println!("{}", tally.report());
    assert!(tally.wrong.is_empty(), "{}", tally.wrong.concat());
    assert!(tally.share() >= RIGHT_BARE, "{}", tally.report());
}

#[test]
fn changed_pages_ring_the_right_element_or_none() {
    hold(&run("tests/fixtures/pages", SEEDS, false));
}
