//! Bars across a page and breadcrumb trails: where a product repeats what its pages offer as well.

use super::document::Page;
use super::words::letter;
use std::ops::Range;

/// Highest bar, CSS px.
pub(super) const BAR: f32 = 90.0;

/// The bar that a row lies in, and the page's topmost one: a product's own bars.
pub fn bars(page: &Page, ix: usize) -> Vec<Range<usize>> {
    let own = bar_around(page, ix);
    [Some(own), top_bar(page)]
        .into_iter()
        .flatten()
        .map(|at| page.below(at))
        .collect()
}

/// The page's topmost bar.
pub(super) fn top_bar(page: &Page) -> Option<usize> {
    let wide = page.digest().w;
    (0..page.len()).find(|&at| {
        let r = page.node(at).rect;
        let bar = r.y.abs() <= 4.0 && r.w >= 0.8 * wide && (30.0..=BAR).contains(&r.h);
        bar && page.visible(at) && page.below(at).len() > 4
    })
}

/// The bar that a row lies in: the outermost box around it that is no higher than bars are.
fn bar_around(page: &Page, ix: usize) -> usize {
    let low = |&at: &usize| page.node(at).rect.h <= BAR;
    page.ancestors(ix).take_while(low).last().unwrap_or(ix)
}

/// Whether a row says that it is a trail, or part of one.
fn says_trail(page: &Page, ix: usize) -> bool {
    let node = page.node(ix);
    let named = node.tag.contains("readcrumb");
    let said = ["class", "aria-label", "data-testid"]
        .into_iter()
        .any(|name| {
            node.attr(name)
                .is_some_and(|text| text.contains("readcrumb"))
        });
    named || said
}

/// What the trails in view end with: where one is.
pub fn trail_ends(page: &Page) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut at = 0;
    while at < page.len() {
        let worded = |&ix: &usize| page.node(ix).text.contains(letter) && page.visible(ix);
        if !says_trail(page, at) {
            at += 1;
            continue;
        }
        ends.extend(page.below(at).rev().find(worded));
        at = page.end(at).max(at + 1);
    }
    ends
}

/// Whether a row is an entry of a trail: its own sign or its list says so.
pub fn in_trail(page: &Page, ix: usize) -> bool {
    let said = |at: usize| says_trail(page, at);
    let sign = |at: usize| {
        let text = std::iter::once(at).chain(page.below(at).take(1)).last();
        let text = text.map_or("", |at| page.node(at).text.trim());
        page.below(at).len() <= 1 && matches!(text, ">" | "›" | "»" | "/" | "→")
    };
    let beside = |at: usize| {
        let both = [page.previous(at), page.next(at)];
        both.into_iter().flatten().any(sign)
    };
    beside(ix) || page.parent(ix).is_some_and(beside) || page.ancestors(ix).take(4).any(said)
}
