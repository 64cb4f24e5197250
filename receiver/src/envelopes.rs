//! Accepting envelopes and giving receipts again.

use crate::answer::{Refusal, receipt};
use crate::receiver::{Receiver, pack, proof_hash};
use crate::store::{Accepted, OfferRow, StoreError};
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Path, Request, State};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Response};
use handoff::receive::{Received, proof_of, read_offer, sign_receipt};
use handoff::wire::{ENVELOPE_TYPE, MAX_MESSAGE, PROOF_HEADER};
use handoff::{Credentials, Offer, Problem, Receipt, Secret, Status};
use subtle::ConstantTimeEq;

/// Seconds after which to try again once an offer had too many envelopes that do not open.
const TOO_MANY_PAUSE: u64 = 60;

/// `POST /api/handoff/v1/envelopes`
pub(crate) async fn accept(
    State(receiver): State<Receiver>,
    request: Request,
) -> Result<Response<Body>, Refusal> {
    let (parts, body) = request.into_parts();
    let body = read_body(&parts, body).await?;
    let received = Received::parse(&body)?;
    if let Some(answer) = replay(&receiver, &received).await? {
        return Ok(answer);
    }
    let row = receiver.0.store.offer(&received.offer_id).await?;
    let row = row.ok_or(Problem::UnknownOffer)?;
    if receiver.0.guard.tenant_id(&parts).as_ref() != Some(&row.tenant_id) {
        return Err(Problem::WrongTenant.into());
    }
    if row.used {
        // Perhaps by this very envelope, between the two questions.
        let answer = replay(&receiver, &received).await?;
        return answer.ok_or(Problem::OfferUsed.into());
    }
    check_offer(&receiver, &row)?;
    let (offer, kem_sk) = unpack(&receiver, &received, &row)?;
    let credentials = match received.open(&offer, &kem_sk) {
        Ok(credentials) => credentials,
        Err(problem) => {
            receiver.0.store.count_rejected(&received.offer_id).await?;
            return Err(problem.into());
        }
    };
    store(&receiver, &row.tenant_id, &received, &offer, &credentials).await
}

/// `GET /api/handoff/v1/envelopes/{idem}`. Anyone without the proof hears that there is nothing.
pub(crate) async fn recover(
    State(receiver): State<Receiver>,
    Path(idem): Path<String>,
    headers: HeaderMap,
) -> Result<Response<Body>, Refusal> {
    let proof = headers.get(PROOF_HEADER);
    let proof = proof
        .and_then(|value| value.to_str().ok())
        .ok_or(Problem::UnknownOffer)?;
    let row = receiver.0.store.receipt(&idem).await?;
    let row = row.ok_or(Problem::UnknownOffer)?;
    match bool::from(row.proof_hash.ct_eq(&proof_hash(proof))) {
        true => Ok(receipt(false, row.body)),
        false => Err(Problem::UnknownOffer.into()),
    }
}

async fn read_body(parts: &Parts, body: Body) -> Result<Bytes, Refusal> {
    let kind = parts.headers.get(CONTENT_TYPE);
    let kind = kind.and_then(|value| value.to_str().ok()).unwrap_or("");
    let essence = kind.split(';').next().unwrap_or("").trim();
    if !essence.eq_ignore_ascii_case(ENVELOPE_TYPE) {
        return Err(Problem::BadType.into());
    }
    let announced = parts.headers.get(CONTENT_LENGTH);
    let announced = announced.and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    if announced.is_some_and(|length| length > MAX_MESSAGE as u64) {
        return Err(Problem::TooLarge.into());
    }
    // Over the limit and broken off look alike here; broken off has nobody left to answer to.
    let read = to_bytes(body, MAX_MESSAGE).await;
    read.map_err(|_| Problem::TooLarge.into())
}

/// The receipt of an envelope that was accepted before.
async fn replay(
    receiver: &Receiver,
    received: &Received,
) -> Result<Option<Response<Body>>, Refusal> {
    match receiver.0.store.receipt(&received.idem).await? {
        None => Ok(None),
        Some(row) if row.env_hash == received.env_hash => Ok(Some(receipt(false, row.body))),
        Some(_) => Err(Problem::IdemConflict.into()),
    }
}

fn check_offer(receiver: &Receiver, row: &OfferRow) -> Result<(), Refusal> {
    if row.exp <= receiver.now() {
        return Err(Problem::OfferExpired.into());
    }
    if row.rejected >= u64::from(receiver.0.limits.rejected_per_offer) {
        return Err(Refusal::SlowDown(TOO_MANY_PAUSE));
    }
    Ok(())
}

/// The offer and its private key, decrypted.
fn unpack(
    receiver: &Receiver,
    received: &Received,
    row: &OfferRow,
) -> Result<(Offer, Secret), Refusal> {
    let keys = row.keys.as_deref().ok_or(Problem::OfferUsed)?;
    let packed = receiver.0.at_rest.open("offer", &received.offer_id, keys);
    let packed = packed.ok_or(StoreError::Unreadable)?;
    let halves = packed.expose().split_at_checked(32);
    let (kem_sk, bytes) = halves.ok_or(StoreError::Unreadable)?;
    let offer = read_offer(bytes).map_err(|_| StoreError::Unreadable)?;
    Ok((offer, Secret::new(kem_sk.to_vec())))
}

async fn store(
    receiver: &Receiver,
    tenant_id: &str,
    received: &Received,
    offer: &Offer,
    credentials: &Credentials,
) -> Result<Response<Body>, Refusal> {
    let (inner, now) = (&receiver.0, receiver.now());
    let done = Receipt {
        status: Status::Stored,
        at: now,
    };
    let body = sign_receipt(&inner.receipt_key, offer, received, credentials, &done);
    let packed = pack(credentials);
    let sealed = inner
        .at_rest
        .seal("credential", &received.offer_id, packed.expose())
        .ok_or(StoreError::NoRandomness)?;
    let new = Accepted {
        offer_id: &received.offer_id,
        tenant_id,
        idem: &received.idem,
        env_hash: &received.env_hash,
        proof_hash: &proof_hash(&proof_of(offer, &received.idem)),
        receipt: &body,
        source_origin: &received.source_origin,
        source_zone: &received.source_zone,
        sealed: &sealed,
    };
    match inner.store.accept(&new, now).await {
        Ok(true) => Ok(receipt(true, body)),
        // Another request was quicker: perhaps with this very envelope.
        Ok(false) => match replay(receiver, received).await? {
            Some(answer) => Ok(answer),
            None if inner
                .store
                .offer(&received.offer_id)
                .await?
                .is_some_and(|o| o.used) =>
            {
                Err(Problem::OfferUsed.into())
            }
            None => Err(Problem::OfferExpired.into()),
        },
        Err(error) => match replay(receiver, received).await? {
            Some(answer) => Ok(answer),
            None => Err(error.into()),
        },
    }
}
