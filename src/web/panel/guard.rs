//! Buttons that hand a secret over are inert for 700 ms after they appear or move, so that a press
//! meant for something else never lands on them (browsers' own prompts wait about 500 ms).

use super::dom::Page;
use web_sys::Element;

/// How long, in milliseconds.
const INERT_MS: f64 = 700.0;

/// Left, top, width, height in whole CSS px.
type Place = (i32, i32, i32, i32);

/// Where each guarded button was last seen and since when it is there.
#[derive(Default)]
pub struct Guard {
    places: Vec<(String, Place, f64)>,
}

impl Guard {
    /// Looks where the guarded buttons are.
    pub fn seen(&mut self, page: &Page, now: f64) {
        let mut found = Vec::new();
        let Ok(list) = page.document().query_selector_all("[data-guarded]") else {
            return;
        };
        for at in 0..list.length() {
            let Some(el) = list
                .get(at)
                .and_then(|n| wasm_bindgen::JsCast::dyn_into::<Element>(n).ok())
            else {
                continue;
            };
            let r = el.get_bounding_client_rect();
            let place = (
                r.x() as i32,
                r.y() as i32,
                r.width() as i32,
                r.height() as i32,
            );
            let id = el.id();
            let since = match self
                .places
                .iter()
                .find(|(known, p, _)| *known == id && *p == place)
            {
                Some((_, _, since)) => *since,
                None => now,
            };
            let inert = now - since < INERT_MS;
            let _ = el.toggle_attribute_with_force("data-inert", inert);
            found.push((id, place, since));
        }
        self.places = found;
    }

    /// Whether a press on this control must be ignored.
    pub fn holds(&self, el: &Element, now: f64) -> bool {
        if el.get_attribute("data-guarded").is_none() {
            return false;
        }
        let r = el.get_bounding_client_rect();
        let place = (
            r.x() as i32,
            r.y() as i32,
            r.width() as i32,
            r.height() as i32,
        );
        let id = el.id();
        !self
            .places
            .iter()
            .any(|(known, p, since)| *known == id && *p == place && now - since >= INERT_MS)
    }
}
