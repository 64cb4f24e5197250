//! Whether a link stands in a sentence: a help text or a notice speaks of things («Open Admin, then …»),
//! and pressing its words is not what it speaks of.

use super::document::Page;
use super::name;
use super::role::is_control;
use super::target::Role;
use super::words::letter;

/// How many elements may lie around a link alone, as for bold letters.
const AROUND: usize = 2;

/// Words beside a link that make a sentence, whatever comes before and after it. Beside a button they may
/// be a note in its bar («35 of 50 licences in use»).
const WORDS: usize = 5;

/// Whether a sentence goes on before and after a row, or a comma or full stop follows it, or a whole
/// sentence stands around it (in the row of a list that may be its name).
pub(super) fn in_sentence(page: &Page, ix: usize) -> bool {
    if !matches!(page.role(ix), Role::Link | Role::Button) || page.node(ix).is_text() {
        return false;
    }
    let alone = |&at: &usize| {
        page.parent(at)
            .is_some_and(|up| page.children(up).count() == 1)
    };
    let up = |&at: &usize| Some(at).filter(alone).and_then(|at| page.parent(at));
    let around = std::iter::successors(Some(ix), up).take(AROUND + 1);
    around.into_iter().any(|at| goes_on_around(page, at))
}

/// Words, folded, for what only tells of a thing.
const ABOUT: [&str; 14] = [
    "help",
    "topic",
    "article",
    "report",
    "knowledge",
    "ticket",
    "folder",
    "note",
    "checklist",
    "video",
    "hilfe",
    "artikel",
    "bericht",
    "ayuda",
];

/// Whether a remark after a link says that it leads to a text or a report («Security Levels · Report»), as
/// in lists of what was visited last.
pub(super) fn about(page: &Page, ix: usize) -> bool {
    let remark = |at: usize| {
        let near = page.node(at).is_text() || name::inline(&page.node(at).tag);
        near && !is_control(page.role(at)) && page.below(at).len() < 4
    };
    let after = page
        .next(ix)
        .filter(|&at| page.role(ix) == Role::Link && remark(at));
    after.is_some_and(|at| {
        let words = page.words(at);
        words.list.iter().any(|word| ABOUT.contains(&&*word.text))
    })
}

fn goes_on_around(page: &Page, at: usize) -> bool {
    let Some(up) = page.parent(at) else {
        return false;
    };
    let said = |row: usize| {
        let text = Some(page.node(row)).filter(|node| node.is_text());
        let words = text.map(|node| node.text.split_ascii_whitespace());
        words.map_or(0, |words| {
            words.filter(|word| word.contains(letter)).count()
        })
    };
    let link = page.role(at) == Role::Link && page.row_of(at).is_none();
    if link && page.children(up).map(said).sum::<usize>() >= WORDS {
        return true;
    }
    let text = |at: usize| {
        let node = page.node(at);
        let run = name::inline(&node.tag) && !is_control(page.role(at)) && page.below(at).len() < 4;
        let words = page.below(at).map(|at| page.node(at)).find(|n| n.is_text());
        let words = Some(node).filter(|n| n.is_text()).or(words.filter(|_| run));
        words.map(|n| n.text.trim())
    };
    let before = page.previous(at).and_then(text);
    if before.is_some_and(leads_on) {
        return true;
    }
    let own = |row: usize| text(row).filter(|_| page.node(row).is_text());
    if page
        .previous(at)
        .and_then(own)
        .is_some_and(|text| text.ends_with(','))
    {
        return true;
    }
    let Some(after) = page.next(at).and_then(own) else {
        return false;
    };
    let before = page.previous(at).and_then(own);
    let stops = after.starts_with([',', ';']) || after.starts_with('.') && !after.starts_with("..");
    let words = |text: &str| text.contains(letter);
    stops && (before.is_some() || after.len() > 1) || before.is_some_and(words) && words(after)
}

/// Words after which a sentence goes on.
const LEAD: [&str; 30] = [
    "a", "an", "and", "at", "by", "for", "from", "in", "into", "of", "on", "or", "the", "then",
    "to", "under", "use", "with", "auf", "dann", "der", "die", "im", "und", "unter", "de", "el",
    "en", "la", "y",
];

/// Whether a text ends in a word that wants another.
fn leads_on(text: &str) -> bool {
    let last = text.rsplit(' ').next().unwrap_or_default();
    text.contains(' ') && LEAD.contains(&last)
}
