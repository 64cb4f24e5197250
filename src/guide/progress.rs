//! Progress: which page is in view, which step belongs to it, and what to highlight.

use super::cond::{Facts, Frames, holds};
use super::format::{Branch, Cond, Guide, PageKind, Step};
use super::view::{Sight, View};
use crate::page::locate::Doubt;
use crate::page::target::Role;
use crate::small::SmallSet;

/// The step that belongs to a page, and its highlight.
#[derive(Debug, Clone)]
pub struct Choice<'g> {
    /// The step.
    pub step: &'g Step,
    /// The page's kind.
    pub page: &'g str,
    /// What to ring: index of the view, node in it, and the target's id.
    pub ring: Option<(usize, usize, &'g str)>,
    /// Why nothing is ringed although the step has something to show.
    pub doubt: Option<Doubt>,
}

/// Sorts a tab's views so that the one with the page comes first, and names the kinds in view.
/// The guide lists its pages from the most to the least specific: the first kind that any frame
/// reaches is the tab's page.
pub fn frames<'a>(
    guide: &'a Guide,
    views: &[&'a View],
) -> (Frames<'a>, Option<&'a PageKind>, Vec<usize>) {
    let mut kinds = SmallSet::default();
    let mut main: Option<(&PageKind, usize)> = None;
    // A document is one kind of page: a list of levels with a row for Proxuma is none of users.
    let mut told = vec![false; views.len()];
    for kind in &guide.pages {
        let points = views.iter().map(|view| view.points(guide, kind));
        let reached = points
            .enumerate()
            .filter(|&(at, n)| n >= kind.need && !told[at]);
        let reached: Vec<(usize, i32)> = reached.collect();
        let best = reached
            .iter()
            .max_by_key(|(at, n)| (*n, std::cmp::Reverse(*at)));
        if let Some(&(at, _)) = best {
            kinds.insert(kind.id.as_str());
            main.get_or_insert((kind, at));
        }
        reached.iter().for_each(|&(at, _)| told[at] = true);
    }
    let first = main.map_or(0, |(_, at)| at);
    let mut order: Vec<usize> = (0..views.len()).collect();
    if first < order.len() {
        order[..=first].rotate_right(1);
    }
    let sorted = order.iter().map(|&at| views[at]).collect();
    (
        Frames {
            views: sorted,
            kinds,
        },
        main.map(|(kind, _)| kind),
        order,
    )
}

/// The branch a page belongs to: a page that only one branch knows decides, else the admin's word.
pub fn branch_of(guide: &Guide, page: &str, have_user: bool) -> Branch {
    let said = if have_user {
        Branch::HaveUser
    } else {
        Branch::NewUser
    };
    let on_page = |branch| {
        guide
            .steps
            .iter()
            .any(|s| s.branch == Some(branch) && s.pages.iter().any(|p| p == page))
    };
    match (on_page(Branch::NewUser), on_page(Branch::HaveUser)) {
        (true, false) => Branch::NewUser,
        (false, true) => Branch::HaveUser,
        _ => said,
    }
}

/// Whether a step belongs to a branch.
pub fn in_branch(step: &Step, branch: Branch) -> bool {
    step.branch.is_none_or(|b| b == branch)
}

/// Whether a step is done; what can't be told now is as it was last seen on this document.
pub fn is_done(step: &Step, guide: &Guide, frames: &Frames, facts: &dyn Facts) -> Option<bool> {
    holds(&step.done, guide, frames, facts).or_else(|| facts.step(&step.id))
}

/// The first step of this page that is not done.
pub fn choose<'g>(
    guide: &'g Guide,
    frames: &Frames,
    page: &'g PageKind,
    branch: Branch,
    facts: &dyn Facts,
) -> Option<Choice<'g>> {
    let step = guide
        .steps
        .iter()
        .filter(|s| s.pages.contains(&page.id) && in_branch(s, branch))
        .filter(|s| {
            s.when
                .as_ref()
                .is_none_or(|w| holds(w, guide, frames, facts) != Some(false))
        })
        .find(|s| is_done(s, guide, frames, facts) != Some(true))?;
    let (ring, doubt) = highlight(guide, frames, step, facts);
    Some(Choice {
        step,
        page: &page.id,
        ring,
        doubt,
    })
}

/// Whether a press on it does nothing or undoes: a locked control, an open section (where a section is
/// looked for in order to open it, and not as a part of the page), the chosen tab.
fn spent(guide: &Guide, view: &View, node: usize, target: &str) -> bool {
    let state = view.page().state(node);
    let opener = (guide.targets.get(target)).is_some_and(|t| t.role == [Role::Section]);
    let open = match view.page().role(node) {
        Role::Section => opener && state.expanded == Some(true),
        Role::Tab => view.page().chosen(node),
        _ => false,
    };
    state.disabled || open
}

/// The last of the step's candidates that is in view and of use. A doubt about a later candidate is
/// only reported when no earlier one can be shown instead.
fn highlight<'g>(
    guide: &'g Guide,
    frames: &Frames,
    step: &'g Step,
    facts: &dyn Facts,
) -> (Option<(usize, usize, &'g str)>, Option<Doubt>) {
    let mut doubt = None;
    let mut untold = None;
    let mut missing = false;
    for shown in step.show.iter().rev() {
        let until = shown.until.as_ref();
        let holds = until.and_then(|until| holds(until, guide, frames, facts));
        if holds == Some(true) {
            continue;
        }
        match frames.find(guide, &shown.target) {
            // Nothing tells whether it is chosen: what it opens may be in view already.
            (at, Sight::Here(found))
                if holds.is_none() && matches!(until, Some(Cond::Checked(_))) =>
            {
                untold = Some((at, found.node, shown.target.as_str()));
            }
            // What waits for the very thing that is missing can't be used yet, and what shows the
            // place of it already would be closed by a press.
            (at, Sight::Here(found))
                if missing && spent(guide, frames.views[at], found.node, &shown.target) =>
            {
                doubt.get_or_insert(Doubt::Weak);
            }
            (at, Sight::Here(found)) => return (Some((at, found.node, &shown.target)), None),
            (_, Sight::Unsure(why)) => {
                missing = true;
                doubt.get_or_insert(why);
            }
            (_, Sight::Absent) => missing = true,
        }
    }
    if untold.is_some() {
        return (untold, None);
    }
    (None, doubt)
}
