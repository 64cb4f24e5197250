//! Messages from JavaScript, read field by field. A message that lacks a field, has one of another
//! kind, or is not known is refused as a whole.
//!
//! Written by hand: derived readers for these few small messages cost 60 KB of Wasm.

use crate::core::event::{Measured, Outcome, Sender, Tab, What};
use crate::protocol::PanelMsg;
use crate::secret::Finding;
use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::*;

fn field(object: &JsValue, name: &str) -> Result<JsValue, JsError> {
    Reflect::get(object, &JsValue::from_str(name)).map_err(|_| refused(name))
}

fn refused(what: &str) -> JsError {
    JsError::new(&["message refused: ", what].concat())
}

fn text(object: &JsValue, name: &str) -> Result<String, JsError> {
    field(object, name)?
        .as_string()
        .ok_or_else(|| refused(name))
}

fn number(object: &JsValue, name: &str) -> Result<f64, JsError> {
    field(object, name)?
        .as_f64()
        .filter(|n| n.is_finite())
        .ok_or_else(|| refused(name))
}

fn whole(object: &JsValue, name: &str) -> Result<u32, JsError> {
    let n = number(object, name)?;
    if n.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&n) {
        Ok(n as u32)
    } else {
        Err(refused(name))
    }
}

fn yes(object: &JsValue, name: &str) -> Result<bool, JsError> {
    field(object, name)?.as_bool().ok_or_else(|| refused(name))
}

/// Who sent it, as the background script took it from the browser.
pub fn sender(from: &JsValue) -> Result<Sender, JsError> {
    Ok(Sender {
        tab: number(from, "tab")? as i64,
        frame: number(from, "frame")? as i64,
        origin: text(from, "origin")?,
    })
}

/// A message of a page frame, beside digests and credentials.
pub fn page(from: Sender, body: &JsValue) -> Result<What, JsError> {
    let doc = || text(body, "doc");
    Ok(match text(body, "t")?.as_str() {
        "hello" => What::Hello { from },
        "done" => What::Done {
            from,
            doc: doc()?,
            call: whole(body, "call")?,
            outcome: outcome(&text(body, "outcome")?)?,
        },
        "measured" => What::Measured {
            from,
            doc: doc()?,
            call: whole(body, "call")?,
            fields: fields(&field(body, "fields")?)?,
        },
        "pressed" => What::Pressed {
            from,
            doc: doc()?,
            node: whole(body, "node")?,
        },
        "bye" => What::Bye { from, doc: doc()? },
        other => return Err(refused(other)),
    })
}

fn outcome(word: &str) -> Result<Outcome, JsError> {
    Ok(match word {
        "ok" => Outcome::Ok,
        "stale" => Outcome::Stale,
        "gone" => Outcome::Gone,
        "refused" => Outcome::Refused,
        "reverted" => Outcome::Reverted,
        other => return Err(refused(other)),
    })
}

fn fields(list: &JsValue) -> Result<Vec<Measured>, JsError> {
    let one = |m: JsValue| {
        Ok(Measured {
            opacity: number(&m, "opacity")? as f32,
            hits: whole(&m, "hits")?,
            w: number(&m, "w")? as f32,
            h: number(&m, "h")? as f32,
            locked: yes(&m, "locked")?,
            action: text(&m, "action")?,
            distorted: yes(&m, "distorted")?,
        })
    };
    Array::from(list).iter().map(one).collect()
}

/// What `inspect_secret` said.
pub fn finding(value: &JsValue) -> Result<Finding, JsError> {
    Ok(match text(value, "is")?.as_str() {
        "empty" => Finding::Empty,
        "masked" => Finding::Masked,
        "odd" => Finding::Odd,
        "secret" => Finding::Secret {
            len: whole(value, "len")?,
        },
        other => return Err(refused(other)),
    })
}

/// A list of tabs.
pub fn tabs(list: &JsValue) -> Result<Vec<Tab>, JsError> {
    let one = |t: JsValue| {
        Ok(Tab {
            tab: number(&t, "tab")? as i64,
            origin: text(&t, "origin")?,
            active: yes(&t, "active")?,
        })
    };
    Array::from(list).iter().map(one).collect()
}

/// What the admin did in the panel.
pub fn panel(body: &JsValue) -> Result<PanelMsg, JsError> {
    Ok(match text(body, "t")?.as_str() {
        "open" => PanelMsg::Open,
        "start" => PanelMsg::Start,
        "consent" => PanelMsg::Consent,
        "refuse" => PanelMsg::Refuse,
        "have-user" => PanelMsg::HaveUser {
            yes: yes(body, "yes")?,
        },
        "accept" => PanelMsg::Accept,
        "undo" => PanelMsg::Undo,
        "stop" => PanelMsg::Stop,
        "pin" => PanelMsg::Pin {
            origin: text(body, "origin")?,
        },
        "fill" => PanelMsg::Fill,
        "send" => PanelMsg::Send {
            typed: text(body, "typed")?,
        },
        "look" => PanelMsg::Look,
        "copy" => PanelMsg::Copy {
            secret: yes(body, "secret")?,
        },
        "worked" => PanelMsg::Worked,
        "discard" => PanelMsg::Discard,
        "check-setup" => PanelMsg::CheckSetup,
        "fix" => PanelMsg::Fix {
            id: text(body, "id")?,
        },
        "page-report" => PanelMsg::PageReport,
        "online" => PanelMsg::Online {
            yes: yes(body, "yes")?,
        },
        other => return Err(refused(other)),
    })
}
