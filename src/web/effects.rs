//! Effects as JavaScript gets them: the same, with texts in the admin's language.

use super::convert;
use crate::core::effect::{Command, Effect, FillForm, HttpRequest, Mark, Orders};
use crate::core::report::Report;
use crate::core::session;
use crate::i18n::Catalogue;
use serde::Serialize;
use wasm_bindgen::prelude::*;

#[derive(Serialize)]
#[serde(tag = "t", rename_all = "kebab-case")]
enum Wire {
    Persist {
        local: Vec<u8>,
        live: Vec<u8>,
    },
    Inject {
        tab: i64,
        frame: Option<i64>,
        to_fill: bool,
    },
    Send {
        tab: i64,
        frame: i64,
        doc: String,
        command: WireCommand,
    },
    Panel {
        state: Vec<u8>,
    },
    FindTabs,
    Alarm {
        name: &'static str,
        at: Option<f64>,
    },
    Fill(FillForm),
    Reveal {
        secret: bool,
        client_id: String,
    },
    Wipe,
    Focus {
        tab: i64,
    },
    ReadOffer {
        tab: i64,
    },
    Seal,
    Http(HttpRequest),
    AskZone {
        id: String,
        url: String,
    },
    Badge {
        text: &'static str,
    },
    Report {
        report: Box<Report>,
    },
}

#[derive(Serialize)]
#[serde(tag = "t", rename_all = "kebab-case")]
enum WireCommand {
    Look {
        orders: Orders,
    },
    Show {
        show: WireShow,
    },
    Hide,
    Press {
        call: u32,
        node: u32,
        seq: u32,
    },
    Set {
        call: u32,
        node: u32,
        value: String,
        seq: u32,
    },
    Seek {
        call: u32,
        node: u32,
        back: bool,
    },
    Measure {
        call: u32,
        nodes: Vec<u32>,
    },
    Leave,
}

#[derive(Serialize)]
struct WireShow {
    step: String,
    state: Mark,
    node: Option<u32>,
    still: bool,
    title: String,
    body: String,
    foot: String,
}

/// All effects of one step as a JavaScript array.
pub fn to_js(texts: &Catalogue, effects: Vec<Effect>) -> Result<JsValue, JsError> {
    let list: Vec<Wire> = effects.into_iter().map(|e| wire(texts, e)).collect();
    convert::to_js(&list)
}

fn wire(texts: &Catalogue, effect: Effect) -> Wire {
    match effect {
        Effect::Persist { local, live } => Wire::Persist { local, live },
        Effect::Inject {
            tab,
            frame,
            to_fill,
        } => Wire::Inject {
            tab,
            frame,
            to_fill,
        },
        Effect::Send {
            tab,
            frame,
            doc,
            command,
        } => Wire::Send {
            tab,
            frame,
            doc,
            command: command_of(texts, command),
        },
        Effect::Panel(state) => Wire::Panel {
            state: session::pack(&*state).unwrap_or_default(),
        },
        Effect::FindTabs => Wire::FindTabs,
        Effect::Alarm { name, at } => Wire::Alarm { name, at },
        Effect::Fill(form) => Wire::Fill(form),
        Effect::Reveal { secret, client_id } => Wire::Reveal { secret, client_id },
        Effect::Wipe => Wire::Wipe,
        Effect::Focus { tab } => Wire::Focus { tab },
        Effect::ReadOffer { tab } => Wire::ReadOffer { tab },
        Effect::Seal => Wire::Seal,
        Effect::Http(request) => Wire::Http(request),
        Effect::AskZone { id, url } => Wire::AskZone { id, url },
        Effect::Badge(text) => Wire::Badge { text },
        Effect::Report(report) => Wire::Report { report },
    }
}

fn command_of(texts: &Catalogue, command: Command) -> WireCommand {
    match command {
        Command::Look { orders } => WireCommand::Look { orders },
        Command::Show { show } => WireCommand::Show {
            show: WireShow {
                title: texts.text(&show.title),
                body: texts.text(&show.body),
                foot: texts.text(&show.foot),
                step: show.step,
                state: show.state,
                node: show.node,
                still: show.still,
            },
        },
        Command::Hide => WireCommand::Hide,
        Command::Press { call, node, seq } => WireCommand::Press { call, node, seq },
        Command::Set {
            call,
            node,
            value,
            seq,
        } => WireCommand::Set {
            call,
            node,
            value,
            seq,
        },
        Command::Seek { call, node, back } => WireCommand::Seek { call, node, back },
        Command::Measure { call, nodes } => WireCommand::Measure { call, nodes },
        Command::Leave => WireCommand::Leave,
    }
}
