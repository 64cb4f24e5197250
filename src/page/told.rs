//! Parts of a page that only tell of things: help, news, tips, what was visited last, pinned or deleted.
//! What they offer by the right name is a link to a text, a sample or another way, never what a step means.
//! Single links in sentences are `sentence`'s.

use super::document::Page;
use super::role::is_control;
use super::target::Role;
use super::words::{letter, like};
use std::ops::Range;

/// Titles of such parts.
const TITLES: [&str; 42] = [
    "help",
    "help & *",
    "what's new*",
    "what is new*",
    "release notes*",
    "tips",
    "* tips",
    "tips & *",
    "getting started",
    "recent",
    "recent *",
    "recently *",
    "recents",
    "pinned",
    "pinned *",
    "favorites",
    "favourites",
    "bookmarks",
    "hilfe",
    "neuigkeiten*",
    "zuletzt *",
    "favoriten",
    "ayuda",
    "novedades*",
    "recientes",
    "favoritos",
    "vistos recientemente",
    "recycle bin*",
    "trash",
    "deleted *",
    "papierkorb*",
    "papelera*",
    "preview",
    "preview *",
    "vorschau",
    "vorschau *",
    "vista previa*",
    "approval *",
    "approvals",
    "pending approval*",
    "archived *",
    "audit *",
];

/// Longest title, bytes.
const TITLE: usize = 40;

/// Widest such part beside a page, and the largest of one within it, as shares of the page.
const WIDE: f32 = 0.6;
const CARD: f32 = 0.35;

/// The parts in view, as ranges of rows.
pub fn told(page: &Page) -> Vec<Range<usize>> {
    let mut parts: Vec<Range<usize>> = Vec::new();
    for ix in 0..page.len() {
        let within = parts.last().is_some_and(|part| part.contains(&ix));
        if !within && is_title(page, ix) {
            parts.extend(part_of(page, ix));
        }
    }
    parts
}

/// Whether a text begins (or ends, where anything may come before) as a title does: nearly all texts of a
/// long list are done with here.
fn may_be(title: &str, text: &str) -> bool {
    let same = |part: Option<&str>, word: &str| part.is_some_and(|p| p.eq_ignore_ascii_case(word));
    match title.strip_prefix("* ") {
        Some(end) => same(
            text.len()
                .checked_sub(end.len())
                .and_then(|at| text.get(at..)),
            end,
        ),
        None => same(text.get(..4), &title[..4]),
    }
}

fn is_title(page: &Page, ix: usize) -> bool {
    let node = page.node(ix);
    let text = node.text.trim();
    let short = node.is_text() && text.len() <= TITLE;
    let pressed = || {
        let mut around = page.ancestors(ix).take(3);
        around.any(|up| is_control(page.role(up)) || page.role(up) == Role::Tab)
    };
    let titles = |title: &str| may_be(title, text) && like(title, text);
    short && TITLES.iter().any(|title| titles(title)) && page.visible(ix) && !pressed()
}

/// What a title stands over: up to the next one of its kind, or all of what begins with it.
fn part_of(page: &Page, title: usize) -> Option<Range<usize>> {
    let (wide, high) = (page.digest().w, page.digest().h);
    let large = |ix: usize| {
        let r = page.node(ix).rect;
        r.w > WIDE * wide && r.w * r.h > CARD * wide * high
    };
    let mut at = title;
    while let Some(up) = page.parent(at) {
        let ends = |ix: usize| page.end(ix).max(ix + 1);
        let twin = |other: usize| {
            let (a, b) = (page.node(at), page.node(other));
            let class = a.attr("class");
            let drawn = class.is_some() || a.tag.starts_with('h');
            other > at && drawn && a.tag == b.tag && class == b.attr("class")
        };
        let alone = !page
            .below(at)
            .any(|ix| ix != title && page.node(ix).text.contains(letter));
        let next = page
            .children(up)
            .filter(|_| alone && at != title)
            .find(|&other| twin(other));
        if let Some(next) = next {
            return Some(title..next);
        }
        let first = page
            .below(up)
            .find(|&ix| page.node(ix).text.contains(letter));
        if first != Some(title) || large(up) {
            return (!alone).then(|| title..ends(at));
        }
        at = up;
    }
    None
}
