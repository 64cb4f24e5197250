//! From a state to what stands in the document.

use super::dom::{Page, part};
use crate::i18n::Catalogue;
use crate::protocol::{
    Change, Check, Credentials, HoldState, Offer, PanelState, Phase, StepState, StepView, Text,
    Verdict,
};

/// Shows a state. `last` is what was shown before: a new step is announced once.
pub fn render(page: &Page, texts: &Catalogue, s: &PanelState, last: &PanelState) {
    let idle = s.phase == Phase::Idle;
    let consent = s.phase == Phase::Consent;
    page.attr("panel", "data-phase", phase(s.phase));
    page.show("welcome", idle);
    page.show("consent-card", consent);
    page.show("guide", !idle && !consent);
    page.show("stop", !idle && !consent);
    page.text("host", &s.host);
    announces(page, s);
    now(page, texts, s);
    problem(page, texts, s);
    credentials(page, texts, &s.credentials);
    changes(page, texts, s);
    steps(page, texts, s);
    checks(page, texts, s);
    policy(page, texts, s);
    if let Some(input) = page
        .get("have-user")
        .and_then(|e| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlInputElement>(e).ok())
    {
        input.set_checked(s.have_user);
    }
    announce(page, texts, s, last);
}

fn phase(p: Phase) -> &'static str {
    match p {
        Phase::Idle => "idle",
        Phase::Consent => "consent",
        Phase::Guiding => "guiding",
        Phase::Paused => "paused",
        Phase::Finished => "finished",
    }
}

/// One sentence in the live region when the step, the problem or the hand-over changed.
fn announce(page: &Page, texts: &Catalogue, s: &PanelState, last: &PanelState) {
    let step = |st: &PanelState| st.step.as_ref().map(|v| (v.id.clone(), v.unsure.is_some()));
    let code = |st: &PanelState| st.problem.as_ref().map(|p| p.code.clone());
    let line = if code(s) != code(last) && s.problem.is_some() {
        s.problem.as_ref().map(|p| texts.text(&p.what))
    } else if s.credentials.state != last.credentials.state {
        s.credentials
            .note
            .as_ref()
            .map(|n| texts.text(n))
            .or_else(|| Some(texts.plain(hold_id(s.credentials.state)).to_owned()))
    } else if s.credentials.code.is_some() && s.credentials.code != last.credentials.code {
        let code = s.credentials.code.clone().unwrap_or_default();
        Some(texts.text(&Text::of("ui_offer_there").with(code)))
    } else if step(s) != step(last) {
        s.step.as_ref().map(|v| {
            [
                &texts.text(&eyebrow(v)),
                ". ",
                &texts.text(v.unsure.as_ref().unwrap_or(&v.todo)),
            ]
            .concat()
        })
    } else {
        None
    };
    if let Some(line) = line {
        page.text("live", &line);
    }
}

fn eyebrow(v: &StepView) -> Text {
    Text::of("ui_step_of")
        .with(v.number.to_string())
        .with(v.of.to_string())
}

fn announces(page: &Page, s: &PanelState) {
    page.list(
        "announces",
        &s.announces,
        |_| page.make("li", "", ""),
        |at, el| el.set_text_content(Some(&s.announces[at])),
    );
}

fn now(page: &Page, texts: &Catalogue, s: &PanelState) {
    let finished = s.phase == Phase::Finished;
    page.show("finished", finished);
    page.show("now", !finished && s.step.is_some());
    page.show("waiting", !finished && s.step.is_none());
    let Some(v) = &s.step else { return };
    page.text("now-count", &texts.text(&eyebrow(v)));
    page.text("now-title", &texts.text(&v.title));
    page.text("now-todo", &texts.text(&v.todo));
    page.text("now-why", &texts.text(&v.why));
    page.attr("now", "data-step", &v.id);
    page.attr(
        "now",
        "data-unsure",
        if v.unsure.is_some() { "true" } else { "false" },
    );
    page.show("unsure", v.unsure.is_some());
    page.text(
        "unsure",
        &v.unsure.as_ref().map(|u| texts.text(u)).unwrap_or_default(),
    );
    let label = v.offer.as_ref().map(|o| match o {
        Offer::Fill { value } => texts.text(&Text::of("ui_offer_fill").with(value.clone())),
        Offer::Do => texts.plain("ui_offer_do").to_owned(),
        Offer::NotNeeded => texts.plain("ui_offer_not_needed").to_owned(),
    });
    page.show("offer", label.is_some());
    page.text("offer", &label.unwrap_or_default());
    let number = s
        .steps
        .iter()
        .filter(|r| matches!(r.state, StepState::Done))
        .count();
    let of = s
        .steps
        .iter()
        .filter(|r| !matches!(r.state, StepState::Skipped))
        .count();
    page.attr("progress", "max", &of.to_string());
    page.attr("progress", "value", &number.to_string());
}

fn problem(page: &Page, texts: &Catalogue, s: &PanelState) {
    page.show("problem", s.problem.is_some());
    if let Some(p) = &s.problem {
        page.attr("problem", "data-code", &p.code);
        page.text("problem-what", &texts.text(&p.what));
        page.text("problem-next", &texts.text(&p.next));
    }
}

/// Name of the text for a state of the hand-over.
fn hold_id(state: HoldState) -> &'static str {
    match state {
        HoldState::None => "hold_none",
        HoldState::Captured => "hold_not_saved",
        HoldState::Armed => "hold_ready",
        HoldState::Filled => "hold_filled",
        HoldState::Sending => "hold_sending",
        HoldState::Delivered => "hold_delivered",
        HoldState::Copied => "hold_copied",
        HoldState::Wiped => "hold_wiped",
    }
}

fn state_name(state: HoldState) -> &'static str {
    match state {
        HoldState::None => "none",
        HoldState::Captured => "captured",
        HoldState::Armed => "armed",
        HoldState::Filled => "filled",
        HoldState::Sending => "sending",
        HoldState::Delivered => "delivered",
        HoldState::Copied => "copied",
        HoldState::Wiped => "wiped",
    }
}

fn host(origin: &str) -> &str {
    origin.strip_prefix("https://").unwrap_or(origin)
}

fn credentials(page: &Page, texts: &Catalogue, c: &Credentials) {
    page.show("credentials", c.state != HoldState::None);
    page.attr("credentials", "data-state", state_name(c.state));
    page.text("hold-state", texts.plain(hold_id(c.state)));
    page.text("from", &c.from);
    let to = c.to.as_deref().map_or_else(
        || texts.plain("ui_no_destination").to_owned(),
        |t| host(t).to_owned(),
    );
    page.text("to", &to);
    page.text("client-id", &c.client_id);
    let bullets: String = "•".repeat(c.secret_len.min(40) as usize);
    page.text("secret-dots", &bullets);
    page.show("secret-row", c.secret_len > 0);
    page.text(
        "secret-len",
        &if c.secret_len > 0 {
            texts.text(&Text::of("ui_characters").with(c.secret_len.to_string()))
        } else {
            String::new()
        },
    );
    // A note that only repeats the state is not said twice.
    let note = c.note.as_ref().filter(|n| n.id != hold_id(c.state));
    let note = note.map(|n| match c.delivered_at > 0.0 && n.args.is_empty() {
        true => texts.text(&n.clone().with(clock(c.delivered_at))),
        false => texts.text(n),
    });
    page.show("hold-note", note.is_some());
    page.text("hold-note", &note.unwrap_or_default());
    let live = c.secret_len > 0;
    for (id, yes) in [
        ("fill", c.can_fill),
        ("send", c.can_send),
        ("copy-id", c.can_copy),
        ("copy-secret", c.can_copy),
    ] {
        page.enable(id, yes);
    }
    page.show("fill", live);
    page.show("send", c.can_send);
    page.show("copy-row", live);
    page.show("discard", live || c.state == HoldState::Sending);
    // One primary button at a time: after filling it is the one that confirms and wipes.
    let handed = matches!(c.state, HoldState::Filled | HoldState::Copied);
    page.show("worked", handed);
    page.attr("worked", "class", "primary");
    for id in ["fill", "send"] {
        let primary = !handed && (id == "send") == c.can_send;
        page.attr(id, "class", if primary { "primary" } else { "quiet" });
    }
    page.text(
        "fill",
        &texts.text(
            &Text::of("ui_fill").with(
                c.to.as_deref()
                    .map_or_else(|| "Proxuma".into(), |t| host(t).to_owned()),
            ),
        ),
    );
    page.show("zone-row", c.zone.is_some());
    page.text("zone", c.zone.as_deref().unwrap_or_default());
    page.text("tenant", c.tenant.as_deref().unwrap_or_default());
    page.show("confirm-row", c.confirm.is_some());
    page.text(
        "confirm-label",
        &texts.text(&Text::of("ui_confirm_tenant").with(c.confirm.clone().unwrap_or_default())),
    );
    page.show("code-row", c.code.is_some());
    page.text("code", c.code.as_deref().unwrap_or_default());
    page.show("choices-row", !c.choices.is_empty());
    page.list(
        "choices",
        &c.choices,
        |at| {
            let item = page.make("li", "", "")?;
            let button = page.make("button", "quiet", "")?;
            for (name, value) in [
                ("type", "button"),
                ("data-act", "pin"),
                ("data-testid", "pin"),
                ("data-arg", c.choices[at].as_str()),
            ] {
                button.set_attribute(name, value).ok()?;
            }
            item.append_child(&button).ok()?;
            Some(item)
        },
        |at, el| {
            if let Some(button) = el.first_element_child() {
                button.set_text_content(Some(host(&c.choices[at])));
                let _ = button.set_attribute(
                    "aria-pressed",
                    if c.to.as_ref() == Some(&c.choices[at]) {
                        "true"
                    } else {
                        "false"
                    },
                );
            }
        },
    );
}

/// Hours and minutes of a moment, as the admin writes them.
fn clock(at: f64) -> String {
    let time = js_sys::Date::new(&at.into());
    let two = |n: u32| [if n < 10 { "0" } else { "" }, &n.to_string()].concat();
    [two(time.get_hours()), two(time.get_minutes())].join(":")
}

/// Whether an offer may still appear in the destination page: something is ready to go, and none
/// is shown.
pub fn may_be_offered(c: &Credentials) -> bool {
    let ready = matches!(
        c.state,
        HoldState::Armed | HoldState::Filled | HoldState::Copied
    );
    ready && !c.can_send && c.to.is_some()
}

/// Time left before the secret is wiped.
pub fn countdown(page: &Page, texts: &Catalogue, s: &PanelState, now: f64) {
    let left = ((s.credentials.expires_at - now) / 1000.0).max(0.0) as u32;
    let live = s.credentials.expires_at > 0.0;
    page.show("countdown", live);
    if live {
        let seconds = left % 60;
        let padded = [if seconds < 10 { ":0" } else { ":" }, &seconds.to_string()].concat();
        let clock = [(left / 60).to_string(), padded].concat();
        page.text(
            "countdown",
            &texts.text(&Text::of("ui_wiped_in").with(clock)),
        );
    }
}

fn changes(page: &Page, texts: &Catalogue, s: &PanelState) {
    page.show("changes-card", !s.changes.is_empty());
    page.show("undo", s.can_undo);
    let keys: Vec<String> = (0..s.changes.len()).map(|at| at.to_string()).collect();
    page.list(
        "changes",
        &keys,
        |_| {
            let item = page.make("li", "change", "")?;
            for class in ["what", "where", "how", "why"] {
                let span = page.make("span", class, "")?;
                item.append_child(&span).ok()?;
            }
            Some(item)
        },
        |at, el| {
            let c = &s.changes[at];
            let _ = el.set_attribute(
                "data-took",
                if c.undone {
                    "undone"
                } else if c.took {
                    "yes"
                } else {
                    "no"
                },
            );
            part(el, "what", &c.label);
            part(el, "where", &c.section);
            part(el, "how", &how(texts, c));
            part(
                el,
                "why",
                &c.reason.as_ref().map(|r| texts.text(r)).unwrap_or_default(),
            );
        },
    );
}

fn how(texts: &Catalogue, c: &Change) -> String {
    let word = |v: &str| match v {
        "on" => texts.plain("ui_on").to_owned(),
        "off" => texts.plain("ui_off").to_owned(),
        "" => texts.plain("ui_empty").to_owned(),
        other => other.to_owned(),
    };
    let arrow = [word(&c.before), " → ".into(), word(&c.after)].concat();
    if c.undone {
        texts.text(&Text::of("ui_undone").with(arrow))
    } else {
        arrow
    }
}

fn steps(page: &Page, texts: &Catalogue, s: &PanelState) {
    let keys: Vec<String> = s.steps.iter().map(|r| r.id.clone()).collect();
    page.list(
        "steps",
        &keys,
        |_| {
            let item = page.make("li", "step", "")?;
            for class in ["mark", "name", "says", "article"] {
                let span = page.make("span", class, "")?;
                item.append_child(&span).ok()?;
            }
            Some(item)
        },
        |at, el| {
            let row = &s.steps[at];
            let (state, word) = match row.state {
                StepState::Todo => ("todo", "ui_state_todo"),
                StepState::Now => ("now", "ui_state_now"),
                StepState::Done => ("done", "ui_state_done"),
                StepState::Skipped => ("skipped", "ui_state_skipped"),
                StepState::Problem => ("problem", "ui_state_problem"),
            };
            let _ = el.set_attribute("data-step", &row.id);
            let _ = el.set_attribute("data-state", state);
            let _ = if matches!(row.state, StepState::Now | StepState::Problem) {
                el.set_attribute("aria-current", "step")
            } else {
                el.remove_attribute("aria-current")
            };
            part(el, "name", &texts.text(&row.title));
            part(el, "says", texts.plain(word));
            part(el, "article", &row.article);
        },
    );
}

fn checks(page: &Page, texts: &Catalogue, s: &PanelState) {
    page.show("checks-card", s.checking || !s.checks.is_empty());
    page.attr(
        "check-setup",
        "aria-pressed",
        if s.checking { "true" } else { "false" },
    );
    let keys: Vec<String> = s.checks.iter().map(|c| c.id.clone()).collect();
    page.list(
        "checks",
        &keys,
        |at| {
            let item = page.make("li", "check", "")?;
            for class in ["what", "says", "why"] {
                let span = page.make("span", class, "")?;
                item.append_child(&span).ok()?;
            }
            let fix = page.make("button", "quiet fix", texts.plain("ui_fix"))?;
            for (name, value) in [
                ("type", "button"),
                ("data-act", "fix"),
                ("data-arg", s.checks[at].id.as_str()),
            ] {
                fix.set_attribute(name, value).ok()?;
            }
            item.append_child(&fix).ok()?;
            Some(item)
        },
        |at, el| check(texts, &s.checks[at], el),
    );
}

fn check(texts: &Catalogue, c: &Check, el: &web_sys::Element) {
    let (verdict, word) = match c.verdict {
        Verdict::Right => ("right", "ui_check_right"),
        Verdict::Wrong => ("wrong", "ui_check_wrong"),
        Verdict::CantTell => ("cant-tell", "ui_check_cant_tell"),
    };
    let _ = el.set_attribute("data-check", &c.id);
    let _ = el.set_attribute("data-verdict", verdict);
    part(el, "what", &texts.text(&c.what));
    part(el, "says", texts.plain(word));
    part(
        el,
        "why",
        &c.detail.as_ref().map(|d| texts.text(d)).unwrap_or_default(),
    );
    if let Ok(Some(fix)) = el.query_selector(".fix") {
        let _ = fix.toggle_attribute_with_force("hidden", !c.can_fix);
    }
}

fn policy(page: &Page, texts: &Catalogue, s: &PanelState) {
    page.show("policy-card", !s.policy.is_empty());
    let lines: Vec<String> = s.policy.iter().map(|t| texts.text(t)).collect();
    page.list(
        "policy",
        &lines,
        |_| page.make("li", "", ""),
        |at, el| match (s.policy[at].id.as_str(), s.policy[at].args.first()) {
            ("policy_help", Some(to)) => link(page, el, to, &lines[at]),
            _ => el.set_text_content(Some(&lines[at])),
        },
    );
}

/// The organisation's own help, in a tab of its own.
fn link(page: &Page, el: &web_sys::Element, to: &str, text: &str) {
    // Lines are kept by their text: a link that is there is this one, and may have the focus.
    if el.first_element_child().is_some() {
        return;
    }
    if let Some(a) = page.make("a", "", text) {
        for (name, value) in [
            ("href", to),
            ("target", "_blank"),
            ("rel", "noreferrer noopener"),
        ] {
            let _ = a.set_attribute(name, value);
        }
        let _ = el.append_child(&a);
    }
}
