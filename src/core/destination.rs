//! Route (a): filling the form that is open in the pinned Proxuma tab.
//!
//! ```text
//!  fill ─► Inject ─► Digest ─► both fields found? ─► Measure ─► no veto? ─► Fill ─► Done(ok) ─► Filled
//!   ▲                                                       │ stale: measured anew, a few times
//!   └───────────────────────────────────────────────────────┘
//!            any refusal on the way: a note that says what to do; the credentials stay held
//! ```
//! Only the top frame of a tab whose browser-reported origin equals the pinned one is ever filled.
//! Nothing is submitted: the admin presses the page's own button.

use super::effect::{Command, Effect, FillForm};
use super::event::{Measured, Outcome, Sender};
use super::policy;
use super::session::Session;
use crate::guide::view::{Sight, View};
use crate::page::Page;
use crate::page::digest::Digest;
use crate::page::locate::Doubt;
use crate::protocol::{HoldState, Text};
use crate::small::SmallSet;

/// Least opacity, from the field up to the root, at which a form counts as visible.
const MIN_OPACITY: f32 = 0.7;
/// Least of the five probe points that must hit the field itself.
const MIN_HITS: u32 = 4;
/// Smallest field, CSS px.
const MIN_SIZE: (f32, f32) = (20.0, 10.0);

/// How often a form that changed between measuring and filling is measured again. Coming to the front
/// alone can make a page draw itself anew once or twice.
const TRIES: u8 = 4;

/// A fill under way.
pub struct Filling {
    /// Tab.
    pub tab: i64,
    /// Origin it must have.
    pub origin: String,
    /// Document, once it answered.
    pub doc: String,
    /// Number of the call under way.
    pub call: u32,
    /// Fields found: Client ID, Client Secret, and the digest they were found in.
    pub fields: Option<(u32, u32, u32)>,
    /// How often the form has been measured for this press.
    pub tries: u8,
}

/// Origins of the open destination tabs, each once.
pub fn choices(s: &Session) -> Vec<String> {
    let known = s.destinations.iter().map(|t| t.origin.clone());
    let each: SmallSet<String> = known.filter(|o| policy::is_destination(o)).collect();
    each.into_vec()
}

/// The origin credentials would go to: policy's, else the pinned one, else the only one open.
pub fn destination(s: &Session) -> Option<String> {
    if let Some(fixed) = s.policy.tenant.clone().or_else(|| s.saved.tenant.clone()) {
        return Some(fixed);
    }
    let open = choices(s);
    if open.len() == 1 {
        open.into_iter().next()
    } else {
        None
    }
}

/// The admin pins an origin; policy may have fixed it.
pub fn pin(s: &mut Session, origin: &str) {
    if s.policy.tenant.is_none()
        && policy::is_destination(origin)
        && choices(s).iter().any(|o| o == origin)
    {
        s.saved.tenant = Some(origin.to_owned());
        s.live.hold.note = None;
    }
}

fn note(s: &mut Session, id: &str) {
    let host = destination(s)
        .map(|o| o.trim_start_matches("https://").to_owned())
        .unwrap_or_default();
    s.live.hold.note = Some(Text::of(id).with(host));
}

/// The admin pressed «Fill»: the press names the origin and thereby pins it.
pub fn fill(s: &mut Session, out: &mut Vec<Effect>) {
    if s.policy.no_fill || !s.live.hold.usable() {
        return;
    }
    let Some(origin) = destination(s) else {
        let id = if choices(s).is_empty() {
            "hold_no_proxuma_tab"
        } else {
            "hold_choose_destination"
        };
        return note(s, id);
    };
    let Some(tab) = tab_of(s, &origin) else {
        note(s, "hold_no_proxuma_tab");
        return out.push(Effect::FindTabs);
    };
    if s.policy.tenant.is_none() {
        s.saved.tenant = Some(origin.clone());
    }
    abandon(s, out);
    s.live.hold.note = None;
    s.filling = Some(Filling {
        tab,
        origin,
        doc: String::new(),
        call: 0,
        fields: None,
        tries: 0,
    });
    out.push(Effect::Focus { tab });
    look_at(tab, out);
}

/// Asks for the form as it is now.
fn look_at(tab: i64, out: &mut Vec<Effect>) {
    out.push(Effect::Inject {
        tab,
        frame: Some(0),
        to_fill: true,
    });
}

/// The tab of an origin: the active one, else the first.
pub fn tab_of(s: &Session, origin: &str) -> Option<i64> {
    let mut tabs = s.destinations.iter().filter(|t| t.origin == origin);
    let first = tabs.clone().next();
    tabs.find(|t| t.active).or(first).map(|t| t.tab)
}

/// The list of tabs is new: a pinned tab that has gone ends a fill under way.
pub fn tabs_known(s: &mut Session, out: &mut Vec<Effect>) {
    if s.filling
        .as_ref()
        .is_some_and(|f| !s.destinations.iter().any(|t| t.tab == f.tab))
    {
        abandon(s, out);
    }
    super::sending::look(s, out);
}

fn abandon(s: &mut Session, out: &mut Vec<Effect>) {
    if let Some(f) = s.filling.take()
        && !f.doc.is_empty()
    {
        out.push(Effect::Send {
            tab: f.tab,
            frame: 0,
            doc: f.doc,
            command: Command::Leave,
        });
    }
}

fn refuse(s: &mut Session, id: &str, out: &mut Vec<Effect>) {
    note(s, id);
    abandon(s, out);
}

/// Takes the digest of the destination page. Returns whether the digest was one.
pub fn digest(
    s: &mut Session,
    from: &Sender,
    doc: &str,
    seq: u32,
    digest: &Digest,
    out: &mut Vec<Effect>,
) -> bool {
    let Some(f) = s.filling.as_mut().filter(|f| f.tab == from.tab) else {
        return false;
    };
    if from.frame != 0 || from.origin != f.origin {
        refuse(s, "hold_wrong_tenant", out);
        return true;
    }
    if f.call != 0 && f.doc == doc {
        return true;
    }
    f.doc = doc.to_owned();
    let Some(fields) = &s.guide.destination else {
        return true;
    };
    let (id, secret) = (fields.id.clone(), fields.secret.clone());
    let Ok(page) = Page::read(digest.clone()) else {
        refuse(s, "hold_form_not_found", out);
        return true;
    };
    let view = View::new(page);
    match (view.find(&s.guide, &id), view.find(&s.guide, &secret)) {
        (Sight::Here(a), Sight::Here(b)) if a.node != b.node => {
            let nodes = (view.page().node(a.node).id, view.page().node(b.node).id);
            let call = s.call();
            if let Some(f) = s.filling.as_mut() {
                f.call = call;
                f.fields = Some((nodes.0, nodes.1, seq));
                f.tries += 1;
            }
            let command = Command::Measure {
                call,
                nodes: vec![nodes.0, nodes.1],
            };
            out.push(Effect::Send {
                tab: from.tab,
                frame: 0,
                doc: doc.to_owned(),
                command,
            });
        }
        (a, b) => {
            let ambiguous = [&a, &b]
                .iter()
                .any(|x| matches!(x, Sight::Unsure(Doubt::Ambiguous)));
            let framed = (0..view.page().len())
                .any(|ix| view.page().node(ix).tag == "iframe" && view.page().visible(ix));
            let id = match (ambiguous, framed) {
                (true, _) => "hold_form_ambiguous",
                (_, true) => "hold_form_iframe",
                _ => "hold_form_not_found",
            };
            refuse(s, id, out);
        }
    }
    true
}

/// The destination's document went away in the middle: nothing is known of it any more.
pub fn bye(s: &mut Session, doc: &str) {
    if s.filling.as_ref().is_some_and(|f| f.doc == doc) {
        s.filling = None;
        note(s, "hold_form_moved");
    }
}

/// Why a field must not be filled.
fn veto(origin: &str, field: &Measured) -> Option<&'static str> {
    if !field.action.is_empty() && field.action != origin {
        Some("hold_form_other_origin")
    } else if field.locked {
        Some("hold_form_readonly")
    } else if field.w < MIN_SIZE.0
        || field.h < MIN_SIZE.1
        || field.opacity.is_nan()
        || field.opacity < MIN_OPACITY
        || field.distorted
    {
        Some("hold_form_hidden")
    } else if field.hits < MIN_HITS {
        Some("hold_form_covered")
    } else {
        None
    }
}

/// The hands measured the fields: fill, or say why not.
pub fn measured(
    s: &mut Session,
    from: &Sender,
    doc: &str,
    call: u32,
    fields: &[Measured],
    out: &mut Vec<Effect>,
) {
    let Some(f) = s
        .filling
        .as_ref()
        .filter(|f| f.tab == from.tab && f.doc == doc && f.call == call)
    else {
        return;
    };
    let Some((id, secret, seq)) = f.fields else {
        return;
    };
    let (tab, origin) = (f.tab, f.origin.clone());
    if fields.len() != 2 {
        return refuse(s, "hold_form_not_found", out);
    }
    if let Some(reason) = fields.iter().find_map(|m| veto(&origin, m)) {
        return refuse(s, reason, out);
    }
    let call = s.call();
    if let Some(f) = s.filling.as_mut() {
        f.call = call;
    }
    let client_id = s.live.hold.client_id.clone();
    out.push(Effect::Fill(FillForm {
        tab,
        doc: doc.to_owned(),
        call,
        id,
        secret,
        seq,
        client_id,
    }));
}

/// The form was filled, or not. Returns whether the call was ours.
pub fn done(
    s: &mut Session,
    from: &Sender,
    doc: &str,
    call: u32,
    outcome: Outcome,
    out: &mut Vec<Effect>,
) -> bool {
    let Some(f) = s
        .filling
        .as_mut()
        .filter(|f| f.tab == from.tab && f.doc == doc && f.call == call)
    else {
        return false;
    };
    match outcome {
        Outcome::Stale | Outcome::Gone if f.tries < TRIES => {
            f.call = 0;
            f.fields = None;
            look_at(f.tab, out);
        }
        Outcome::Ok => {
            s.live.hold.state = HoldState::Filled;
            refuse(s, "hold_filled", out);
        }
        Outcome::Reverted => refuse(s, "hold_value_reverted", out),
        Outcome::Stale | Outcome::Gone => refuse(s, "hold_form_moved", out),
        Outcome::Refused => refuse(s, "hold_form_hidden", out),
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn good() -> Measured {
        Measured {
            opacity: 1.0,
            hits: 5,
            w: 300.0,
            h: 36.0,
            locked: false,
            action: String::new(),
            distorted: false,
        }
    }

    #[test]
    fn each_veto_has_its_own_reason_and_a_good_form_has_none() {
        let at = "https://acme.proxuma.com";
        assert_eq!(veto(at, &good()), None);
        assert_eq!(
            veto(
                at,
                &Measured {
                    action: at.into(),
                    ..good()
                }
            ),
            None
        );
        let cases = [
            (
                Measured {
                    action: "https://evil.example".into(),
                    ..good()
                },
                "hold_form_other_origin",
            ),
            (
                Measured {
                    locked: true,
                    ..good()
                },
                "hold_form_readonly",
            ),
            (
                Measured {
                    opacity: 0.2,
                    ..good()
                },
                "hold_form_hidden",
            ),
            (
                Measured {
                    opacity: f32::NAN,
                    ..good()
                },
                "hold_form_hidden",
            ),
            (Measured { w: 1.0, ..good() }, "hold_form_hidden"),
            (
                Measured {
                    distorted: true,
                    ..good()
                },
                "hold_form_hidden",
            ),
            (Measured { hits: 2, ..good() }, "hold_form_covered"),
        ];
        for (field, reason) in cases {
            assert_eq!(veto(at, &field), Some(reason), "{field:?}");
        }
    }
}
