//! Prints the fixture states of the panel as the background packs them: one JSON object, name →
//! bytes. For screenshots and accessibility checks, which play the background.

use proxuma_connect::core::session::pack;
use proxuma_connect::protocol::PanelState;
use std::collections::BTreeMap;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let json = std::fs::read_to_string("tests/fixtures/panel-states.json")?;
    let states: BTreeMap<String, PanelState> = serde_json::from_str(&json)?;
    let packed: BTreeMap<String, Option<Vec<u8>>> = states
        .iter()
        .map(|(name, s)| (name.clone(), pack(s)))
        .collect();
    println!("{}", serde_json::to_string(&packed)?);
    Ok(())
}
