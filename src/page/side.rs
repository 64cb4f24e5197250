//! Which of several that are called the same is meant, by what can be filled in around them: a form's own
//! button rather than that of a note beside it, and what can be changed rather than its picture in a
//! column that is only read. Knows nothing of names.

use super::digest::flag;
use super::document::Page;
use super::role::is_field;

/// A form has at least so many fields, and what stands beside it at most so many.
const FORM: usize = 3;
const NOTE: usize = 1;

/// Fields in view below a row: those that can be changed, and those that can't.
fn fields(page: &Page, ix: usize) -> (usize, usize) {
    let seen = |&at: &usize| is_field(page.role(at)) && page.visible(at);
    let fixed = |at: usize| page.node(at).has(flag::READONLY) || page.state(at).disabled;
    let all = page.below(ix).filter(seen);
    all.fold((0, 0), |(live, dead), at| match fixed(at) {
        true => (live, dead + 1),
        false => (live + 1, dead),
    })
}

/// Fields that can be changed in the smallest box around a row that has any.
fn form(page: &Page, ix: usize) -> usize {
    let mut around = page.ancestors(ix).map(|up| fields(page, up).0);
    around.find(|&live| live > 0).unwrap_or(0)
}

/// Without those that belong to a note, where another one belongs to a form.
pub(super) fn of_forms(page: &Page, rows: &[usize]) -> Vec<usize> {
    let forms: Vec<usize> = rows.iter().map(|&ix| form(page, ix)).collect();
    let any = forms.iter().any(|&count| count >= FORM);
    let note = |count: usize| any && (1..=NOTE).contains(&count);
    let kept = rows.iter().zip(forms).filter(|(_, count)| !note(*count));
    kept.map(|(&ix, _)| ix).collect()
}

/// Without those in whose part of the page nothing can be changed, where something can in another's.
pub(super) fn in_use(page: &Page, rows: &[usize]) -> Vec<usize> {
    let nested = |a: usize, b: usize| page.within(a, b) || page.within(b, a);
    let part = |ix: usize| {
        let other = |at: usize, up: usize| !nested(at, ix) && page.within(at, up);
        let apart = |&up: &usize| !rows.iter().any(|&at| other(at, up));
        let around = std::iter::once(ix).chain(page.ancestors(ix));
        around.take_while(apart).last()
    };
    let around = |&ix: &usize| part(ix).map_or((0, 0), |part| fields(page, part));
    let parts: Vec<(usize, usize)> = rows.iter().map(around).collect();
    let any = parts.iter().any(|&(live, _)| live > 0);
    let kept = rows.iter().zip(parts);
    kept.filter(|(_, (live, dead))| !any || *live > 0 || *dead == 0)
        .map(|(&ix, _)| ix)
        .collect()
}
