//! «Check my set-up»: a verdict per requirement of the guide, read from the pages the admin opens.
//!
//! Reads only; «fix it» runs the step that mends a requirement (`acting::fix`).

use super::effect::Effect;
use super::refresh::with_tab;
use super::session::Session;
use crate::guide::Guide;
use crate::guide::cond::{Frames, about, holds};
use crate::guide::format::Requirement;
use crate::guide::view::Sight;
use crate::page::Checked;
use crate::protocol::{Check, Phase, Text, Verdict};

/// Starts with everything unseen, or ends. Starting needs the consent that a guide needs.
pub fn toggle(s: &mut Session, out: &mut Vec<Effect>) {
    s.live.checking = !s.live.checking;
    s.live.checks.clear();
    if !s.live.checking {
        return;
    }
    if !s.saved.consented {
        s.saved.phase = Phase::Consent;
    } else if s.saved.phase == Phase::Idle {
        s.saved.phase = Phase::Guiding;
    }
    for requirement in &s.guide.checks {
        s.live
            .checks
            .insert(requirement.id.clone(), unseen(&requirement.id));
    }
    out.push(Effect::FindTabs);
}

fn unseen(id: &str) -> Check {
    Check {
        id: id.to_owned(),
        what: Text::of(format!("check_{}", id.replace('-', "_"))),
        verdict: Verdict::CantTell,
        detail: Some(Text::of("check_not_seen")),
        can_fix: false,
    }
}

/// Reads the requirements of the page in view; what other pages showed stays.
pub fn read(s: &mut Session, tab: i64) {
    let seen = with_tab(s, tab, |guide, frames, kind, _, facts| {
        let here = |r: &&Requirement| kind.is_some_and(|k| k.id == r.page);
        let verdict = |r: &Requirement| match holds(&r.holds, guide, frames, facts) {
            Some(true) => (Verdict::Right, None),
            Some(false) => (Verdict::Wrong, found(r, guide, frames)),
            None => (Verdict::CantTell, Some(Text::of(unknown(r, guide, frames)))),
        };
        (guide.checks.iter().filter(here))
            .map(|r| (r.id.clone(), verdict(r), r.fix.is_some()))
            .collect::<Vec<_>>()
    });
    for (id, (verdict, detail), fixable) in seen.unwrap_or_default() {
        let check = Check {
            verdict,
            detail,
            can_fix: fixable && verdict == Verdict::Wrong,
            ..unseen(&id)
        };
        s.live.checks.insert(id, check);
    }
}

/// What stands there instead.
fn found(r: &Requirement, guide: &Guide, frames: &Frames) -> Option<Text> {
    let state = frames.state(guide, about(&r.holds)?)?;
    let shown = state.selected.or(state.value).filter(|v| !v.is_empty());
    Some(match (state.checked, shown) {
        (Some(Checked::On), _) => Text::of("check_on"),
        (Some(_), _) => Text::of("check_off"),
        (None, Some(value)) => Text::of("check_found").with(value),
        (None, None) => return None,
    })
}

/// Why it can't be told on its own page.
fn unknown(r: &Requirement, guide: &Guide, frames: &Frames) -> &'static str {
    match about(&r.holds).map(|t| frames.find(guide, t).1) {
        Some(Sight::Unsure(_)) => "check_unsure",
        _ => "check_closed",
    }
}
