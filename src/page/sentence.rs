//! Whether a link only speaks of a thing: it stands in the sentence of a help text or a notice («Open
//! Admin, then …»), or a remark behind it says that it leads to a text about it.

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
    let before = page.previous(at).and_then(|row| run(page, row));
    let text = |row: usize| run(page, row).filter(|_| page.node(row).is_text());
    let own = page.previous(at).and_then(text);
    let joined = before.is_some_and(leads_on) || own.is_some_and(|text| text.ends_with(','));
    joined
        || sentence_around(page, at)
        || page.next(at).and_then(text).is_some_and(|after| {
            let words = |text: &str| text.contains(letter);
            let dot = after.starts_with('.') && !after.starts_with("..");
            let stops = dot || after.starts_with([',', ';']);
            stops && (own.is_some() || after.len() > 1) || own.is_some_and(words) && words(after)
        })
}

/// Text of a row that runs on in the line: a text, or a few words in an element of their own.
fn run(page: &Page, row: usize) -> Option<&str> {
    let node = page.node(row);
    let inline = name::inline(&node.tag) && !is_control(page.role(row));
    let mut below = page
        .below(row)
        .filter(|_| inline && page.below(row).len() < 4);
    let text = match node.is_text() {
        true => Some(row),
        false => below.find(|&at| page.node(at).is_text()),
    };
    text.map(|at| page.node(at).text.trim())
}

/// Whether the texts beside a link are as long as a sentence.
fn sentence_around(page: &Page, at: usize) -> bool {
    let link = page.role(at) == Role::Link && page.row_of(at).is_none();
    let beside = page.parent(at).filter(|_| link);
    beside.is_some_and(|up| {
        let texts = page.children(up).map(|row| page.node(row));
        let words = texts
            .filter(|node| node.is_text())
            .flat_map(|node| node.text.split_ascii_whitespace());
        words.filter(|word| word.contains(letter)).count() >= WORDS
    })
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
