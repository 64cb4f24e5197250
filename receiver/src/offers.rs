//! Making offers, over HTTP or in the host's own page handler.

use crate::ENVELOPES;
use crate::answer::{Refusal, answer};
use crate::guard::Admin;
use crate::receiver::Receiver;
use crate::store::{NewOffer, StoreError};
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{Response, StatusCode};
use handoff::receive::{MadeOffer, OfferSpec, make_offer};
use handoff::wire::{OFFER_ELEMENT, OFFER_TYPE};
use handoff::{Problem, Seed};

/// An offer to put into a page.
pub struct PageOffer {
    /// Its id.
    pub offer_id: String,
    /// The code to show beside it, `XXXX-XXXX`; the extension shows the same.
    pub code: String,
    /// When it ends, Unix seconds.
    pub exp: u64,
    /// The JSON of the script element.
    pub page_text: String,
}

/// The element that the extension looks for; goes into the page as it is. Its content is base64url
/// and plain names, so nothing in it can end the element or needs an escape.
pub fn offer_script_tag(offer: &PageOffer) -> String {
    format!(
        r#"<script type="{OFFER_TYPE}" id="{OFFER_ELEMENT}">{}</script>"#,
        offer.page_text
    )
}

impl Receiver {
    /// Makes an offer for an admin whom the host has checked. Fails with [`Problem::SlowDown`],
    /// [`Problem::Malformed`] (a tenant whose name or origin no extension would accept) or
    /// [`Problem::Unavailable`].
    pub async fn offer_for(&self, admin: &Admin) -> Result<PageOffer, Problem> {
        self.make(admin).await.map_err(|refusal| match refusal {
            Refusal::Problem(problem) => problem,
            Refusal::SlowDown(_) => Problem::SlowDown,
            Refusal::Guard(_) => Problem::Unavailable,
        })
    }

    async fn make(&self, admin: &Admin) -> Result<PageOffer, Refusal> {
        let (inner, now) = (&self.0, self.now());
        let spec = OfferSpec {
            tenant: &admin.tenant,
            submit: ENVELOPES,
            now,
            lifetime: inner.limits.offer_lifetime,
        };
        let mut seed = [0; 32];
        getrandom::fill(&mut seed).map_err(|_| StoreError::NoRandomness)?;
        let (by, receipts) = (&inner.offer_key, &inner.receipt_key);
        let made = make_offer(&spec, by, receipts, &mut Seed::new(seed))
            .map_err(|_| Problem::Malformed)?;
        let keys = inner
            .at_rest
            .seal("offer", &made.offer_id, pack(&made).expose())
            .ok_or(StoreError::NoRandomness)?;
        inner.store.sweep(now).await?;
        let row = NewOffer {
            offer_id: &made.offer_id,
            tenant_id: &admin.tenant.id,
            admin: &admin.id,
            exp: made.exp,
            keys: &keys,
        };
        let most = inner.limits.offers_per_hour;
        match inner.store.add_offer(&row, most, now).await? {
            Some(wait) => Err(Refusal::SlowDown(wait)),
            None => Ok(PageOffer {
                offer_id: made.offer_id,
                code: made.code,
                exp: made.exp,
                page_text: made.page_text,
            }),
        }
    }
}

/// Private key (32 bytes), then the offer's bytes.
fn pack(made: &MadeOffer) -> handoff::Secret {
    handoff::Secret::new([made.kem_sk.expose(), made.bytes.expose()].concat())
}

/// `POST /api/handoff/v1/offers`
pub(crate) async fn create(
    State(receiver): State<Receiver>,
    request: Request,
) -> Result<Response<Body>, Refusal> {
    let (parts, _) = request.into_parts();
    let admin = receiver.0.guard.admin(&parts)?;
    let offer = receiver.make(&admin).await?;
    let body = serde_json::json!({
        "v": 1,
        "offer_id": offer.offer_id,
        "code": offer.code,
        "exp": offer.exp,
        "script": offer_script_tag(&offer),
    });
    let kind = "application/json";
    Ok(answer(StatusCode::CREATED, kind, body.to_string()))
}
