//! Our own pages against the core: the welcome page names what will be ticked, and the fixture
//! states (used by the screenshots and accessibility checks) are states of this version.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use proxuma_connect::core::panel;
use proxuma_connect::core::session::{Session, pack, unpack};
use proxuma_connect::guide::Guide;
use proxuma_connect::protocol::{PROTOCOL, PanelState};
use std::collections::BTreeMap;

fn states() -> BTreeMap<String, PanelState> {
    serde_json::from_str(include_str!("fixtures/panel-states.json")).unwrap()
}

#[test]
fn the_welcome_page_names_exactly_what_the_guide_announces() {
    let guide = Guide::parse(include_str!("../extension/guides/autotask.json")).unwrap();
    let announced: Vec<String> = panel::state(&Session::new(guide)).announces;
    let list = format!("const ANNOUNCED = ['{}'];", announced.join("', '"));
    assert!(
        include_str!("../extension/welcome.js").contains(&list),
        "{list}"
    );
}

#[test]
fn every_fixture_state_reaches_the_panel_as_it_is() {
    for (name, state) in states() {
        assert_eq!(state.v, PROTOCOL, "{name}");
        assert_eq!(
            unpack::<PanelState>(&pack(&state).unwrap()).as_ref(),
            Some(&state),
            "{name}"
        );
    }
}
