//! What the panel shows: a pure function of the session, sent when it changed.

use super::effect::Effect;
use super::refresh::{TabNow, doubt_text, look, number};
use super::session::Session;
use super::{acting, destination, policy, sending};
use crate::guide::format::{Branch, Step};
use crate::guide::progress::in_branch;
use crate::protocol::{
    Credentials, HoldState, PROTOCOL, PanelState, Phase, Problem, StepRow, StepState, StepView,
    Text,
};

/// Sends the state to an open panel if it changed.
pub fn publish(s: &mut Session, out: &mut Vec<Effect>) {
    if !s.panel_open {
        return;
    }
    let state = state(s);
    if s.panel_sent.as_ref() != Some(&state) {
        s.panel_sent = Some(state.clone());
        out.push(Effect::Panel(Box::new(state)));
    }
}

/// The state as it is now.
pub fn state(s: &Session) -> PanelState {
    let now = s
        .live
        .active
        .filter(|_| s.running())
        .and_then(|tab| look(s, tab));
    let branch = now
        .as_ref()
        .filter(|n| n.page.is_some())
        .map_or_else(|| said(s), |n| n.branch);
    let host = s
        .live
        .active
        .and_then(|tab| s.frames.iter().find(|((t, _), _)| *t == tab))
        .map(|(_, f)| f.origin.trim_start_matches("https://").to_owned())
        .unwrap_or_default();
    PanelState {
        v: PROTOCOL,
        phase: s.saved.phase,
        host,
        step: now
            .as_ref()
            .and_then(|n| step_view(s, n, branch))
            .or_else(|| adrift(s, now.as_ref())),
        steps: rows(s, now.as_ref(), branch),
        have_user: s.saved.have_user,
        changes: s.live.changes.iter().map(|c| c.change.clone()).collect(),
        can_undo: s.acting.is_none() && acting::undoable(s).is_some(),
        problem: s.live.problem.clone(),
        credentials: credentials(s),
        announces: announces(s),
        policy: s.policy.notes.clone(),
        checks: (s.guide.checks.iter())
            .filter_map(|r| s.live.checks.get(&r.id).cloned())
            .collect(),
        checking: s.live.checking,
    }
}

fn said(s: &Session) -> Branch {
    if s.saved.have_user {
        Branch::HaveUser
    } else {
        Branch::NewUser
    }
}

fn key(step: &Step) -> String {
    step.id.replace('-', "_")
}

fn step_view(s: &Session, now: &TabNow, branch: Branch) -> Option<StepView> {
    let step = s
        .guide
        .steps
        .iter()
        .find(|st| Some(&st.id) == now.step.as_ref())?;
    let (number, of) = number(s, step, branch);
    let warned = now.page.as_ref().and_then(|p| step.warn.get(p));
    let unsure = (now.ring.is_none() && !step.show.is_empty()).then(|| doubt_text(now.doubt, step));
    Some(StepView {
        id: step.id.clone(),
        number: u32::try_from(number).unwrap_or(0),
        of: u32::try_from(of).unwrap_or(0),
        title: Text::of(format!("step_{}_title", key(step))),
        todo: Text::of(format!("step_{}_todo", key(step))),
        why: warned.map_or_else(
            || Text::of(format!("step_{}_why", key(step))),
            |w| Text::of(w.clone()),
        ),
        unsure,
        offer: if s.acting.is_some() {
            None
        } else {
            acting::offer(s, now)
        },
    })
}

/// Nothing here belongs to the guide: say so, with the step that comes next in words.
fn adrift(s: &Session, now: Option<&TabNow>) -> Option<StepView> {
    let now = now.filter(|n| n.page.is_none())?;
    let branch = said(s);
    let next = s
        .guide
        .steps
        .iter()
        .find(|st| in_branch(st, branch) && !s.saved.done.contains(&st.id))?;
    let (number, of) = number(s, next, branch);
    debug_assert!(now.ring.is_none());
    Some(StepView {
        id: next.id.clone(),
        number: u32::try_from(number).unwrap_or(0),
        of: u32::try_from(of).unwrap_or(0),
        title: Text::of(format!("step_{}_title", key(next))),
        todo: Text::of(format!("step_{}_todo", key(next))),
        why: Text::of(format!("step_{}_why", key(next))),
        unsure: Some(Text::of("unsure_no_page")),
        offer: None,
    })
}

fn rows(s: &Session, now: Option<&TabNow>, branch: Branch) -> Vec<StepRow> {
    let current = now.and_then(|n| n.step.as_deref());
    s.guide
        .steps
        .iter()
        .map(|step| {
            let state = if !in_branch(step, branch) {
                StepState::Skipped
            } else if current == Some(step.id.as_str()) && s.running() {
                if s.live.problem.as_ref().is_some_and(|p| !warns(s, p)) {
                    StepState::Problem
                } else {
                    StepState::Now
                }
            } else if s.saved.done.contains(&step.id) {
                StepState::Done
            } else {
                StepState::Todo
            };
            StepRow {
                id: step.id.clone(),
                article: step.article.clone(),
                title: Text::of(format!("step_{}_title", key(step))),
                state,
            }
        })
        .collect()
}

/// Whether a problem only warns: nothing has gone wrong yet.
fn warns(s: &Session, problem: &Problem) -> bool {
    let mut list = s.guide.problems.iter();
    list.any(|t| t.warning && t.code == problem.code)
}

fn announces(s: &Session) -> Vec<String> {
    let names = |t: &String| {
        s.guide
            .targets
            .get(t)
            .and_then(|g| g.names.first())
            .map(|l| l.text().to_owned())
    };
    s.guide
        .steps
        .iter()
        .filter_map(|st| st.automatic.as_ref())
        .flat_map(|a| {
            let fills = a
                .fill
                .iter()
                .filter_map(|(t, v)| names(t).map(|n| format!("{n}: {v}")));
            a.tick
                .iter()
                .filter_map(names)
                .chain(fills)
                .chain(a.press.iter().filter_map(names))
                .collect::<Vec<_>>()
        })
        .collect()
}

fn credentials(s: &Session) -> Credentials {
    let h = &s.live.hold;
    let to = destination::destination(s);
    let open = destination::choices(s);
    let free = h.usable();
    let offered = s.desk.found.as_ref().filter(|_| free);
    let (offer, refused) = match offered {
        Some(Ok(offered)) => (Some(offered), None),
        Some(Err(error)) => (None, Some(Text::of(sending::offer_note(*error)))),
        None => (None, None),
    };
    Credentials {
        state: h.state,
        from: policy::host_of(&h.from).unwrap_or_default().to_owned(),
        client_id: h.client_id.clone(),
        secret_len: if h.holds_secret() { h.secret_len } else { 0 },
        expires_at: if h.holds_secret() { h.expires_at } else { 0.0 },
        pinned: to.is_some() && (s.saved.tenant.is_some() || s.policy.tenant.is_some()),
        can_fill: free && !s.policy.no_fill && to.as_ref().is_some_and(|t| open.contains(t)),
        can_send: offer.is_some(),
        can_copy: free && !s.policy.no_copy,
        code: offer.map(|o| o.offer.code().to_owned()),
        tenant: offer.map(|o| o.offer.tenant().name.clone()),
        confirm: offer.and_then(|o| sending::to_confirm(s, o)),
        zone: h.zone.clone(),
        delivered_at: if h.state == HoldState::Delivered {
            h.expires_at
        } else {
            0.0
        },
        note: h
            .note
            .clone()
            .or(refused)
            .or_else(|| missing(s, h.state, to.as_deref(), &open)),
        choices: if open.len() > 1
            || to
                .as_ref()
                .is_some_and(|t| !open.is_empty() && !open.contains(t))
        {
            open
        } else {
            Vec::new()
        },
        to,
    }
}

fn missing(s: &Session, state: HoldState, to: Option<&str>, open: &[String]) -> Option<Text> {
    if state != HoldState::Armed || s.saved.phase == Phase::Idle {
        return None;
    }
    match to {
        None if open.is_empty() => Some(Text::of("hold_no_proxuma_tab").with("Proxuma")),
        None => Some(Text::of("hold_choose_destination")),
        Some(t) if !open.iter().any(|o| o == t) => {
            Some(Text::of("hold_no_proxuma_tab").with(t.trim_start_matches("https://")))
        }
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::session::{pack, unpack};
    use crate::protocol::{Change, Check, Offer, Verdict};

    #[test]
    fn a_state_with_everything_in_it_survives_the_way_to_the_panel() {
        let text = Text::of("a").with("b");
        let step = |offer| StepView {
            id: "x".into(),
            number: 1,
            of: 2,
            title: text.clone(),
            todo: text.clone(),
            why: text.clone(),
            unsure: Some(text.clone()),
            offer: Some(offer),
        };
        for offer in [
            Offer::Fill { value: "v".into() },
            Offer::Do,
            Offer::NotNeeded,
        ] {
            let state = PanelState {
                v: PROTOCOL,
                phase: Phase::Guiding,
                step: Some(step(offer)),
                steps: vec![StepRow {
                    id: "x".into(),
                    article: "A1".into(),
                    title: text.clone(),
                    state: StepState::Problem,
                }],
                changes: vec![Change {
                    section: "s".into(),
                    label: "l".into(),
                    before: "off".into(),
                    after: "on".into(),
                    took: true,
                    reason: Some(text.clone()),
                    undone: false,
                }],
                problem: Some(Problem {
                    code: "c".into(),
                    what: text.clone(),
                    next: text.clone(),
                }),
                checks: vec![Check {
                    id: "k".into(),
                    what: text.clone(),
                    verdict: Verdict::Wrong,
                    detail: None,
                    can_fix: true,
                }],
                credentials: Credentials {
                    state: HoldState::Armed,
                    expires_at: 1.5,
                    to: Some("https://acme.proxuma.com".into()),
                    ..Credentials::default()
                },
                ..PanelState::default()
            };
            assert_eq!(unpack::<PanelState>(&pack(&state).unwrap()), Some(state));
        }
    }
}
