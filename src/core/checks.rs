//! «Check my set-up»: a verdict per requirement of the guide, read from the pages the admin opens.
//!
//! Reads only; «fix it» runs the step that mends a requirement (`acting::fix`).

use super::effect::Effect;
use super::refresh::with_tab;
use super::session::Session;
use crate::guide::cond::holds;
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
        let page = kind.map(|k| k.id.as_str());
        guide
            .checks
            .iter()
            .map(|r| {
                let here = page == Some(r.page.as_str());
                let told = if here {
                    holds(&r.holds, guide, frames, facts)
                } else {
                    None
                };
                (r.id.clone(), here, told, here && r.fix.is_some())
            })
            .collect::<Vec<_>>()
    });
    for (id, here, told, fixable) in seen.unwrap_or_default() {
        let check = s.live.checks.or_default(id.clone());
        if check.id.is_empty() {
            *check = unseen(&id);
        }
        if let Some(right) = told {
            check.verdict = if right {
                Verdict::Right
            } else {
                Verdict::Wrong
            };
            check.detail = None;
        } else if here {
            check.verdict = Verdict::CantTell;
            check.detail = Some(Text::of("check_not_seen"));
        }
        check.can_fix = fixable && check.verdict == Verdict::Wrong;
    }
}
