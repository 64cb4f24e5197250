//! One document as the guide sees it: a read page, and where the guide's targets are on it.
//!
//! Each target is located at most once per digest. Decides nothing about steps (see `progress`).

use super::format::{Guide, PageKind};
use super::news;
use crate::page::bars;
use crate::page::digest::flag;
use crate::page::locate::{Doubt, Match, Verdict, locate_outside};
use crate::page::opened::{arrow_of, may_be_opened_by};
use crate::page::target::{Label, Target};
use crate::page::told::told;
use crate::page::words;
use crate::page::{Page, target::Role};
use crate::small::SmallMap;
use std::cell::{OnceCell, RefCell};
use std::ops::Range;

/// Where a target is.
#[derive(Debug, Clone, PartialEq)]
pub enum Sight {
    /// At this node, with enough confidence.
    Here(Match),
    /// Something is there, but it could be the wrong thing.
    Unsure(Doubt),
    /// Not in view.
    Absent,
}

/// Lowest line of a title that is written large, and how far down it may begin, CSS px.
const LARGE: f32 = 24.0;
const LARGE_Y: f32 = 260.0;

/// Most rows of a heading that are looked at.
const HEADING: usize = 40;

/// Lowest place and greatest height of a title's bar, CSS px.
const TITLE_Y: f32 = 200.0;
const TITLE_H: f32 = 90.0;

/// Columns and rows that a list has at least; what is laid out by a table has fewer.
const COLUMNS: usize = 4;
const ROWS: usize = 5;

/// A page with what was found on it.
pub struct View {
    page: Page,
    seen: RefCell<SmallMap<String, Sight>>,
    kind: RefCell<SmallMap<String, i32>>,
    /// What the trails in view end with.
    trails: OnceCell<Vec<usize>>,
    /// Parts that only tell of things.
    told: OnceCell<Vec<Range<usize>>>,
    /// Lists of data.
    lists: OnceCell<Vec<Range<usize>>>,
}

impl View {
    /// Wraps a page; nothing is looked for yet.
    pub fn new(page: Page) -> Self {
        View {
            page,
            seen: RefCell::default(),
            kind: RefCell::default(),
            trails: OnceCell::new(),
            told: OnceCell::new(),
            lists: OnceCell::new(),
        }
    }

    /// The page.
    pub fn page(&self) -> &Page {
        &self.page
    }

    /// Locates a target of the guide.
    pub fn find(&self, guide: &Guide, target: &str) -> Sight {
        if let Some(known) = self.seen.borrow().get(target) {
            return known.clone();
        }
        let sight = self.look(guide, target);
        self.seen
            .borrow_mut()
            .insert(target.to_owned(), sight.clone());
        sight
    }

    /// What speaks for and against a target's candidates. Fails with where the target is that it
    /// lies in, if that is not found.
    pub fn verdict(&self, guide: &Guide, target: &Target) -> Result<Verdict, Sight> {
        let scope = match &target.within {
            None => None,
            Some(outer) => match self.find(guide, outer) {
                Sight::Here(found) => Some(found.node),
                other => return Err(other),
            },
        };
        let bar = (target.not_in_bar_of.as_ref()).and_then(|other| self.node(guide, other));
        let bar = bar.filter(|&at| !self.in_page_bar(guide, at));
        let barred = [self.told(), self.lists(target)].concat();
        Ok(locate_outside(&self.page, target, scope, bar, &barred))
    }

    fn told(&self) -> &[Range<usize>] {
        self.told.get_or_init(|| told(&self.page))
    }

    /// Whether a row stands in a part of the page that only tells of things.
    pub fn only_tells(&self, ix: usize) -> bool {
        self.told().iter().any(|part| part.contains(&ix))
    }

    /// The headings in view that may title the page.
    fn headings(&self) -> impl Iterator<Item = usize> {
        let rows = self.page.seen_as(Role::Heading).into_iter();
        rows.filter(move |&ix| !self.only_tells(ix) && !self.titles_column(ix))
    }

    /// Whether a bar has a page's own title, as in apps for small screens: what stands in it is the
    /// page's, not the product's.
    fn in_page_bar(&self, guide: &Guide, ix: usize) -> bool {
        let page = &self.page;
        let kinds = guide.pages.iter().flat_map(|kind| &kind.evidence);
        let titles: Vec<&Label> = kinds
            .filter(|e| e.points > 0)
            .flat_map(|e| &e.title)
            .collect();
        let title = |at: usize| {
            let pressed = || page.ancestors(at).take(3).any(|up| self.takes_presses(up));
            let like = |label: &&Label| words::like(label.text(), &page.node(at).text);
            page.node(at).is_text() && titles.iter().any(like) && !pressed()
        };
        bars::bars(page, ix).into_iter().flatten().any(title)
    }

    fn look(&self, guide: &Guide, target: &str) -> Sight {
        let Some(target) = guide.targets.get(target) else {
            return Sight::Absent;
        };
        let verdict = match self.verdict(guide, target) {
            Ok(verdict) => verdict,
            Err(outer) => return outer,
        };
        match verdict {
            // A native list is drawn by the browser: nothing can point into it, only at the field.
            Verdict::Found(found) if self.page.node(found.node).tag == "option" => Sight::Absent,
            Verdict::Found(found) if self.of_another(guide, target, found.node) => Sight::Absent,
            // «Add ›» moves something to the other list.
            Verdict::Found(found)
                if target.opens_menu
                    && self.page.name(found.node).ends_with(['›', '>', '»', '→']) =>
            {
                Sight::Absent
            }
            // The way to where the admin is already leads back to it.
            Verdict::Found(found) if bars::in_trail(&self.page, found.node) => Sight::Absent,
            Verdict::Found(mut found) => {
                if target.opens_menu {
                    found.node = arrow_of(&self.page, found.node).unwrap_or(found.node);
                }
                Sight::Here(found)
            }
            // In a closed menu or section: the thing that opens it is shown instead.
            Verdict::Unsure {
                doubt: Doubt::Hidden,
                ..
            } => Sight::Absent,
            Verdict::Unsure { doubt, .. } => Sight::Unsure(doubt),
            Verdict::Absent => Sight::Absent,
        }
    }

    /// Lists of data, where an entry of the product's menu or what opens that is looked for: «Admin (system)»
    /// among the security levels is none, nor is the icon of a row.
    fn lists(&self, target: &Target) -> &[Range<usize>] {
        let entry = matches!(target.role.first(), Some(Role::MenuItem | Role::Tab));
        match entry && target.opened_by.is_none() || target.leftmost {
            true => self.lists.get_or_init(|| lists(&self.page)),
            false => &[],
        }
    }

    /// Whether an item stands in another menu or list than the one meant.
    fn of_another(&self, guide: &Guide, target: &Target, item: usize) -> bool {
        target.opened_by.as_ref().is_some_and(|opener| {
            let seen = self.node(guide, opener);
            let opener = seen.or_else(|| self.open_in(guide, guide.targets.get(opener)?));
            !opener.is_some_and(|at| may_be_opened_by(&self.page, item, at))
        })
    }

    /// What is open in the row that a target lies in, though it can't be seen: many rows show their
    /// icon only while the pointer is over them, and now it is over the menu.
    fn open_in(&self, guide: &Guide, target: &Target) -> Option<usize> {
        let row = self.node(guide, target.within.as_ref()?)?;
        let open = |&at: &usize| self.page.node(at).attr("aria-expanded") == Some("true");
        self.page.below(row).find(open)
    }

    /// Node of a target that was found with confidence.
    pub fn node(&self, guide: &Guide, target: &str) -> Option<usize> {
        match self.find(guide, target) {
            Sight::Here(found) => Some(found.node),
            _ => None,
        }
    }

    /// Points for a kind of page; compare with [`PageKind::need`].
    pub fn points(&self, guide: &Guide, kind: &PageKind) -> i32 {
        if let Some(known) = self.kind.borrow().get(&kind.id) {
            return *known;
        }
        let address = self.page.digest().url.to_ascii_lowercase();
        let points = kind
            .evidence
            .iter()
            .filter(|e| {
                e.target
                    .as_ref()
                    .is_some_and(|t| self.node(guide, t).is_some())
                    || (!e.title.is_empty()
                        && match e.points < 0 {
                            true => self.headed(&e.title),
                            false => self.titled(&e.title),
                        })
                    || e.address.iter().any(|part| address.contains(part.as_str()))
            })
            .map(|e| e.points)
            .sum();
        self.kind.borrow_mut().insert(kind.id.clone(), points);
        points
    }

    /// Whether the document's title, a title bar or a heading in view reads like one of these.
    pub fn titled(&self, labels: &[Label]) -> bool {
        let like = |name: &str| labels.iter().any(|l| words::like(l.text(), name));
        if like(&self.page.digest().title) {
            return true;
        }
        self.headings()
            .any(|ix| like(self.page.name(ix)) || self.first_text(ix).is_some_and(like))
            || self
                .open_documents()
                .any(|ix| self.first_text(ix).is_some_and(like))
            || self
                .trails
                .get_or_init(|| bars::trail_ends(&self.page))
                .iter()
                .any(|&ix| like(&self.page.node(ix).text))
            || self.bar_titles().any(|ix| like(&self.page.node(ix).text))
    }

    /// Whether the document's title or a heading in view reads like one of these. What only stands in a
    /// bar may be the trail to the page: it speaks for a page, but not against one.
    fn headed(&self, labels: &[Label]) -> bool {
        let like = |name: &str| labels.iter().any(|l| words::like(l.text(), name));
        like(&self.page.digest().title)
            || self
                .headings()
                .any(|ix| like(self.page.name(ix)) || self.first_text(ix).is_some_and(like))
    }

    /// The chosen tabs that can be closed: of an application that opens each page in one.
    fn open_documents(&self) -> impl Iterator<Item = usize> {
        let page = &self.page;
        let closes = |at: usize| {
            let class = page.node(at).attr("class").unwrap_or("");
            class.to_ascii_lowercase().contains("close")
        };
        let open = move |&ix: &usize| {
            let top = page.node(ix).rect.y <= TITLE_Y;
            top && page.chosen(ix) && page.below(ix).any(closes)
        };
        page.seen_as(Role::Tab).into_iter().filter(open)
    }

    /// What a heading begins with: «Resources/Users <span>35 in total</span>», or with an icon that has a
    /// tooltip.
    fn first_text(&self, heading: usize) -> Option<&str> {
        let rows = self.page.below(heading).take(HEADING);
        let mut texts = rows.map(|at| self.page.node(at).text.as_str());
        texts.find(|text| text.contains(words::letter))
    }

    /// Texts that stand alone in a bar across the page near its top, or are written large there: titles
    /// that nothing marks as such.
    fn bar_titles(&self) -> impl Iterator<Item = usize> {
        let page = &self.page;
        let wide = page.digest().w;
        (0..page.len()).filter(move |&ix| {
            let Some(bar) = page.parent(ix).filter(|_| page.node(ix).is_text()) else {
                return false;
            };
            let r = page.node(bar).rect;
            let place = r.y >= 0.0 && r.y <= TITLE_Y && r.w >= 0.6 * wide && r.h <= TITLE_H;
            let large = (LARGE..=TITLE_H).contains(&r.h) && (0.0..=LARGE_Y).contains(&r.y);
            let pressed = || {
                let mut around = page.ancestors(ix).take(4);
                // Applications title their pages by the tab that is chosen.
                around.any(|up| self.takes_presses(up) && !page.chosen(up))
            };
            let titles =
                place || large && page.end(bar) == bar + 2 && !pressed() && !self.heads_column(bar);
            titles && page.visible(ix) && page.role(bar) == Role::Generic
        })
    }

    /// Whether a title is only that of a list's column.
    fn titles_column(&self, ix: usize) -> bool {
        let mut around = std::iter::once(ix).chain(self.page.ancestors(ix)).take(5);
        around.any(|at| {
            let node = self.page.node(at);
            node.tag == "th" || node.attr("role") == Some("columnheader")
        })
    }

    /// Whether texts of the same kind stand beside a box, as the headings of a list's columns do.
    fn heads_column(&self, ix: usize) -> bool {
        let page = &self.page;
        let r = page.node(ix).rect;
        let alike = |at: usize| {
            let other = page.node(at).rect;
            let level = (other.y - r.y).abs() <= 3.0 && (other.h - r.h).abs() <= 3.0;
            level && page.worded(at)
        };
        let up = page.parent(ix);
        let beside = up.map_or(0, |up| {
            page.children(up)
                .filter(|&at| at != ix && alike(at))
                .count()
        });
        beside > 1
    }

    fn takes_presses(&self, ix: usize) -> bool {
        let role = self.page.role(ix);
        matches!(role, Role::Button | Role::Link | Role::MenuItem | Role::Tab)
            || self.page.node(ix).has(flag::POINTER)
    }

    /// Texts of the alerts in view: validation summaries, message bars, alert dialogs. What only tells of
    /// a success is none.
    pub fn alerts(&self) -> Vec<String> {
        let seen = self.page.seen_as(Role::Alert).into_iter();
        let texts = seen.map(|ix| self.texts(ix, |at| self.page.visible(at)));
        texts
            .filter(|t| t.chars().filter(|&c| words::letter(c)).count() >= 3)
            .filter(|text| !news::is_good(text))
            .collect()
    }

    /// Texts of all alerts, those too that can't be seen now, as under a drawer.
    pub fn all_alerts(&self) -> Vec<String> {
        let all = (0..self.page.len()).filter(|&ix| self.page.role(ix) == Role::Alert);
        all.map(|ix| self.texts(ix, |_| true)).collect()
    }

    fn texts(&self, ix: usize, wanted: impl Fn(usize) -> bool) -> String {
        let rows = self.page.below(ix).filter(|&at| wanted(at));
        let texts = rows.map(|at| self.page.node(at).text.trim());
        let texts: Vec<&str> = texts.filter(|text| !text.is_empty()).collect();
        texts.join(" ")
    }
}

/// What holds the rows of a list, for each list of data in view.
fn lists(page: &Page) -> Vec<Range<usize>> {
    // Cells that take presses are links.
    let cell = |&at: &usize| !page.node(at).is_text();
    let mut lists: Vec<(usize, usize)> = Vec::new();
    for row in page.seen_as(Role::Row) {
        let Some(up) = page.parent(row) else { continue };
        if page.children(row).filter(cell).nth(COLUMNS - 1).is_none() {
            continue;
        }
        match lists.last_mut() {
            Some((around, rows)) if *around == up => *rows += 1,
            _ => lists.push((up, 1)),
        }
    }
    let long = lists.into_iter().filter(|&(_, rows)| rows >= ROWS);
    long.map(|(around, _)| page.below(around)).collect()
}
