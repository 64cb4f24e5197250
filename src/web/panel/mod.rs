//! The side panel: a view of one [`PanelState`]. Nothing is decided here; presses go to the
//! background, and the state that comes back is shown.
//!
//! `panel.html` holds the skeleton; this code fills in texts, shows and hides, and keeps the lists
//! in step by key, so that focus and scroll position survive every update.

mod dom;
mod guard;
mod render;

use crate::core::session::unpack;
use crate::i18n::Catalogue;
use crate::protocol::PanelState;
use dom::Page;
use gloo::events::EventListener;
use guard::Guard;
use js_sys::{Function, Object, Reflect};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, HtmlInputElement};

/// How often a destination page is asked for an offer while there is something to send: its own
/// «Connect» button makes one without loading the page anew. Milliseconds.
const LOOK_MS: f64 = 2000.0;

/// The panel of one document.
#[wasm_bindgen]
pub struct Panel {
    page: Page,
    texts: Catalogue,
    guard: Rc<RefCell<Guard>>,
    last: PanelState,
    send: Function,
    /// When it was last asked whether an offer has appeared, ms since the epoch.
    looked: f64,
    _listeners: Vec<EventListener>,
}

#[wasm_bindgen]
impl Panel {
    /// Takes over the skeleton in `document`; `send` gets each message for the background.
    ///
    /// # Errors
    /// When there is no document.
    #[wasm_bindgen(constructor)]
    pub fn new(messages: Vec<String>, send: Function) -> Result<Panel, JsError> {
        let document = web_sys::window()
            .and_then(|w| w.document())
            .ok_or_else(|| JsError::new("no document"))?;
        let page = Page::new(document);
        let texts = Catalogue::from_pairs(messages);
        page.fill_in(&texts);
        let guard = Rc::new(RefCell::new(Guard::default()));
        let _listeners = listeners(&page, &send, &guard);
        Ok(Panel {
            page,
            texts,
            guard,
            last: PanelState::default(),
            send,
            looked: 0.0,
            _listeners,
        })
    }

    /// Shows a state, as the background packed it. One of another version is refused.
    ///
    /// # Errors
    /// When the bytes are not a state of this version.
    pub fn render(&mut self, packed: &[u8]) -> Result<(), JsError> {
        let state: PanelState = unpack(packed).ok_or_else(|| JsError::new("another version"))?;
        render::render(&self.page, &self.texts, &state, &self.last);
        self.guard
            .borrow_mut()
            .seen(&self.page, js_sys::Date::now());
        self.last = state;
        Ok(())
    }

    /// Advances the countdown and frees guarded buttons; called four times a second while open.
    pub fn tick(&mut self, now: f64) {
        if render::may_be_offered(&self.last.credentials) && now - self.looked > LOOK_MS {
            self.looked = now;
            let body = Object::new();
            let _ = Reflect::set(&body, &"t".into(), &"look".into());
            let _ = self.send.call1(&JsValue::NULL, &body);
        }
        render::countdown(&self.page, &self.texts, &self.last, now);
        self.guard.borrow_mut().seen(&self.page, now);
    }
}

/// One listener for all presses: every control names its message in `data-act`.
fn listeners(page: &Page, send: &Function, guard: &Rc<RefCell<Guard>>) -> Vec<EventListener> {
    let (send, guard) = (send.clone(), guard.clone());
    let on = move |event: &Event| {
        let Some(control) = event
            .target()
            .and_then(|t| t.dyn_into::<Element>().ok())
            .and_then(|e| e.closest("[data-act]").ok().flatten())
        else {
            return;
        };
        if control.get_attribute("aria-disabled").as_deref() == Some("true")
            || guard.borrow().holds(&control, js_sys::Date::now())
        {
            event.prevent_default();
            return;
        }
        if let Some(message) = message(&control) {
            let _ = send.call1(&JsValue::NULL, &message);
        }
    };
    vec![EventListener::new(page.document(), "click", on)]
}

/// What stands in the field that confirms a first delivery.
fn typed(control: &Element) -> Option<String> {
    let field = control.owner_document()?.get_element_by_id("confirm")?;
    Some(field.dyn_ref::<HtmlInputElement>()?.value())
}

/// The message of a control: its kind, and what it carries.
fn message(control: &Element) -> Option<JsValue> {
    let act = control.get_attribute("data-act")?;
    let body = Object::new();
    let set = |name: &str, value: JsValue| Reflect::set(&body, &name.into(), &value).is_ok();
    set("t", act.as_str().into());
    match act.as_str() {
        "have-user" => set(
            "yes",
            control.dyn_ref::<HtmlInputElement>()?.checked().into(),
        ),
        "copy" => set(
            "secret",
            (control.get_attribute("data-arg").as_deref() == Some("secret")).into(),
        ),
        "send" => set("typed", typed(control).unwrap_or_default().into()),
        "pin" => set("origin", control.get_attribute("data-arg")?.into()),
        "fix" => set("id", control.get_attribute("data-arg")?.into()),
        _ => true,
    };
    Some(body.into())
}
