//! Filling the open form, as the core drives it: a page that moves under the hands is measured anew,
//! and one that never rests is left alone with the credentials kept. What a form may look like is
//! tested in `destination.rs`, and in browsers by `breaks.test.mjs`.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

#[path = "support/hold.rs"]
mod hold;
mod support;

use hold::armed;
use proxuma_connect::core::event::Tab;
use proxuma_connect::protocol::{HoldState, PanelMsg};
use support::world::World;

const ACME: &str = "https://acme.proxuma.com";
const FORM: &str = r#"<body><h2>Autotask PSA</h2>
  <label for="a">Client ID</label><input id="a" type="text">
  <label for="b">Client Secret</label><input id="b" type="password"><button>Save</button></body>"#;

/// Credentials ready, and the form open in a tab of its own.
fn ready() -> World {
    let mut w = World::guiding();
    w.open((9, 0), ACME, FORM);
    w.destination_tabs = vec![Tab {
        tab: 9,
        origin: ACME.into(),
        active: true,
    }];
    w.session.live.hold = armed(w.now);
    w.panel(PanelMsg::Open);
    w
}

fn note(w: &World) -> String {
    let note = w.panel.as_ref().unwrap().credentials.note.clone();
    note.map(|n| n.id).unwrap_or_default()
}

#[test]
fn a_form_that_is_drawn_anew_between_measuring_and_filling_is_measured_again() {
    let mut w = ready();
    w.refuses = 3;
    w.panel(PanelMsg::Fill);
    assert_eq!(w.filled, [(9, "x7kq2mfzr4tnbw3@acme.example".to_owned())]);
    assert_eq!(w.session.live.hold.state, HoldState::Filled);
    assert_eq!(note(&w), "hold_filled");
}

#[test]
fn a_form_that_never_rests_is_not_filled_and_the_next_press_tries_anew() {
    let mut w = ready();
    w.refuses = 4;
    w.panel(PanelMsg::Fill);
    assert!(w.filled.is_empty());
    assert_eq!(w.session.live.hold.state, HoldState::Armed);
    assert_eq!(note(&w), "hold_form_moved");
    w.panel(PanelMsg::Fill);
    assert_eq!(w.filled.len(), 1);
}
