//! The browser side: what JavaScript calls, and values across the border. wasm32 only.
//!
//! Converts and forwards; decides nothing.

mod convert;
mod effects;
mod message;
pub mod panel;

use crate::core::effect::HttpAnswer;
use crate::core::event::{Event, What};
use crate::core::session::Session;
use crate::guide::Guide;
use crate::i18n::Catalogue;
use crate::page::digest::Digest;
use crate::secret;
use wasm_bindgen::prelude::*;

/// Memory is overwritten when it is freed: what was ever a secret, or a copy that some library made
/// of it, does not stay behind in the Wasm memory.
#[global_allocator]
static WIPING: zeroizing_alloc::ZeroAlloc<std::alloc::System> =
    zeroizing_alloc::ZeroAlloc(std::alloc::System);

/// The guide that ships, as `build.rs` packed it.
const GUIDE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/shipped.guide"));

/// The core with its session, as JavaScript holds it.
#[wasm_bindgen]
pub struct Brain {
    session: Session,
    catalogue: Catalogue,
}

#[wasm_bindgen]
impl Brain {
    /// Starts with the texts of one language: id, text, id, text, …
    ///
    /// # Errors
    /// When the packed guide can't be read.
    #[wasm_bindgen(constructor)]
    pub fn new(messages: Vec<String>) -> Result<Brain, JsError> {
        let guide = Guide::packed(GUIDE).map_err(|e| JsError::new(&e.what))?;
        Ok(Brain {
            session: Session::new(guide),
            catalogue: Catalogue::from_pairs(messages),
        })
    }

    fn step(&mut self, at: f64, what: What) -> Result<JsValue, JsError> {
        let effects = crate::core::step(&mut self.session, Event { at, what });
        effects::to_js(&self.catalogue, effects)
    }

    /// The worker started; what was stored.
    pub fn restored(
        &mut self,
        at: f64,
        local: Option<Vec<u8>>,
        live: Option<Vec<u8>>,
    ) -> Result<JsValue, JsError> {
        self.step(at, What::Restored { local, live })
    }

    /// A digest, as the JSON text that the eyes made.
    pub fn digest(
        &mut self,
        at: f64,
        from: JsValue,
        doc: String,
        seq: u32,
        json: &str,
    ) -> Result<JsValue, JsError> {
        let from = message::sender(&from)?;
        let digest = Digest::parse(json).map_err(|why| JsError::new(&why))?;
        self.step(
            at,
            What::Digest {
                from,
                doc,
                seq,
                digest: Box::new(digest),
            },
        )
    }

    /// Any other message of a page frame. One that is not understood is refused.
    pub fn page(&mut self, at: f64, from: JsValue, body: JsValue) -> Result<JsValue, JsError> {
        let what = message::page(message::sender(&from)?, &body)?;
        self.step(at, what)
    }

    /// The credentials fields changed; `finding` is what [`inspect_secret`] said.
    pub fn noticed(
        &mut self,
        at: f64,
        from: JsValue,
        doc: String,
        id: String,
        finding: JsValue,
    ) -> Result<JsValue, JsError> {
        let from = message::sender(&from)?;
        let secret = message::finding(&finding)?;
        self.step(
            at,
            What::Noticed {
                from,
                doc,
                id,
                secret,
            },
        )
    }

    /// The admin did something in the panel.
    pub fn panel(&mut self, at: f64, body: JsValue) -> Result<JsValue, JsError> {
        let message = message::panel(&body)?;
        self.step(at, What::Panel(message))
    }

    /// The open tabs.
    pub fn tabs(
        &mut self,
        at: f64,
        product: JsValue,
        destination: JsValue,
    ) -> Result<JsValue, JsError> {
        let (product, destination) = (message::tabs(&product)?, message::tabs(&destination)?);
        self.step(
            at,
            What::Tabs {
                product,
                destination,
            },
        )
    }

    /// A tab came to the front.
    pub fn active(&mut self, at: f64, tab: f64) -> Result<JsValue, JsError> {
        self.step(at, What::Active { tab: tab as i64 })
    }

    /// A tab was closed.
    pub fn closed(&mut self, at: f64, tab: f64) -> Result<JsValue, JsError> {
        self.step(at, What::Closed { tab: tab as i64 })
    }

    /// A frame did not take a command.
    pub fn lost(&mut self, at: f64, tab: f64, frame: f64) -> Result<JsValue, JsError> {
        self.step(
            at,
            What::Lost {
                tab: tab as i64,
                frame: frame as i64,
            },
        )
    }

    /// An alarm went off.
    pub fn alarm(&mut self, at: f64, name: String) -> Result<JsValue, JsError> {
        self.step(at, What::Alarm { name })
    }

    /// The hold can't be opened.
    pub fn hold_lost(&mut self, at: f64) -> Result<JsValue, JsError> {
        self.step(at, What::HoldLost)
    }

    /// The destination page was read: the browser's word for its origin, and the offer's text.
    pub fn offer(
        &mut self,
        at: f64,
        tab: f64,
        origin: String,
        json: Option<String>,
    ) -> Result<JsValue, JsError> {
        let tab = tab as i64;
        self.step(at, What::Offer { tab, origin, json })
    }

    /// The hold was opened for sealing; the copy in Wasm memory is wiped.
    pub fn opened(&mut self, at: f64, secret: Vec<u8>, random: &[u8]) -> Result<JsValue, JsError> {
        let secret = handoff::Secret::new(secret);
        let seed = random.try_into().map_err(|_| JsError::new("32 bytes"))?;
        self.step(at, What::Opened { secret, seed })
    }

    /// The product's answer about a key's zone; `status` 0 when there was none.
    pub fn zone(
        &mut self,
        at: f64,
        id: String,
        status: u16,
        body: String,
    ) -> Result<JsValue, JsError> {
        self.step(at, What::Zone { id, status, body })
    }

    /// An HTTP answer; `status` 0 when there was none.
    pub fn answer(
        &mut self,
        at: f64,
        idem: String,
        request: u32,
        status: u16,
        retry_after: Option<u32>,
        body: String,
    ) -> Result<JsValue, JsError> {
        let answer = HttpAnswer {
            idem,
            request,
            status,
            retry_after,
            body,
        };
        self.step(at, What::Answer(answer))
    }

    /// The managed storage.
    pub fn policy(&mut self, at: f64, json: String) -> Result<JsValue, JsError> {
        self.step(at, What::Policy { json })
    }
}

/// What the secret field holds, without keeping it. The copy in Wasm memory is overwritten.
#[wasm_bindgen]
pub fn inspect_secret(bytes: &mut [u8]) -> Result<JsValue, JsError> {
    let finding = secret::inspect(bytes);
    convert::to_js(&finding)
}
