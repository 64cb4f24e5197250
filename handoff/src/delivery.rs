//! Delivery: deciding what to do until a receipt holds or the admin must be told. No I/O.
//!
//! ```text
//!  start ─► Posting ───────── receipt holds ─────────► Done
//!            │ ▲  └ refused, and nothing unclear before ─► Failed(Refused)
//!    unclear │ │ wake (the very same bytes)
//!            ▼ │
//!          Waiting ── offer's time is up ──┐
//!            ▲ │                           ▼
//!            │ └──────── wake ─────────► Asking ── receipt holds ─► Done
//!            └───────── unclear ──────────┘ │ └ «none» ─► Failed(Refused | Expired)
//!                                            └ two minutes past the end ─► Failed(Unclear)
//!  Posting ── used, expired, or refused after something unclear ─► Asking
//! ```
//!
//! Store the delivery after every call and before carrying out the actions: a killed worker then
//! goes on from [`Delivery::resume`]. It holds ciphertext and public values only.

use crate::advice::Advice;
use crate::envelope::Sealed;
use crate::problem::Problem;
use crate::receipt::{Receipt, ReceiptError, Status};
use crate::wire::sha256;
use serde::{Deserialize, Serialize};

/// Milliseconds after which a request counts as unanswered.
pub const ANSWER_MS: u64 = 20_000;
/// Milliseconds after the offer's end during which the receipt is still asked for.
pub const GRACE_MS: u64 = 120_000;
/// Milliseconds after the offer's end before «there is none» is believed: a slow request of ours
/// may still have been on its way at the end.
const SETTLE_MS: u64 = 5_000;
/// Longest and, from the seventh attempt, usual wait.
const STEADY_MS: u64 = 30_000;

/// What happened.
#[derive(Debug, Clone, Copy)]
pub enum Event<'a> {
    /// A whole HTTP answer, whatever its status.
    Answer {
        /// Number of the request it answers.
        request: u32,
        /// HTTP status.
        status: u16,
        /// The body.
        body: &'a [u8],
        /// The header `Retry-After` in seconds.
        retry_after: Option<u64>,
    },
    /// No answer: the network, a redirect, or the request was given up.
    NoAnswer {
        /// Number of the request.
        request: u32,
    },
    /// A wake-up time came, or passed.
    Wake,
    /// The admin gave up.
    Cancel,
}

/// What to do, in this order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// `POST url` with this body, type [`crate::wire::ENVELOPE_TYPE`], no cookies, no redirects.
    Post {
        /// Number to give back with the answer.
        request: u32,
        /// Absolute address.
        url: String,
        /// The bytes, the same at every attempt.
        body: String,
    },
    /// `GET url` with the header [`crate::wire::PROOF_HEADER`], no cookies, no redirects.
    Get {
        /// Number to give back with the answer.
        request: u32,
        /// Absolute address.
        url: String,
        /// Value of the header.
        proof: String,
    },
    /// Send [`Event::Wake`] at this local time (Unix milliseconds), instead of any earlier wish.
    WakeAt(u64),
    /// Over; nothing more will be asked for.
    Finished(Outcome),
}

/// How it ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// A receipt holds: this is what «Delivered» means.
    Done {
        /// What the receiver did.
        status: Status,
        /// When, Unix seconds of the server's clock.
        at: u64,
    },
    /// No receipt holds; the admin is told why.
    Failed(Failure),
}

/// Why there is no receipt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Failure {
    /// The receiver refused, and has no receipt for us.
    Refused(Problem),
    /// The offer's time was up, and the receiver has no receipt for us.
    Expired,
    /// The offer's time was up, and the receiver did not say. It may have been stored: look there.
    Unclear,
    /// As `Unclear`, and the last answer was a receipt that does not hold.
    ProofWrong,
    /// The admin gave up; it may have been stored.
    Cancelled,
}

impl Failure {
    /// Stable name for messages and tests.
    pub fn code(self) -> &'static str {
        match self {
            Failure::Refused(problem) => problem.code(),
            Failure::Expired => "offer_expired",
            Failure::Unclear => "delivery_unclear",
            Failure::ProofWrong => "delivery_proof_wrong",
            Failure::Cancelled => "delivery_cancelled",
        }
    }

    /// What to do about it.
    pub fn advice(self) -> Advice {
        match self {
            Failure::Refused(problem) => problem.advice(),
            Failure::Expired | Failure::Unclear | Failure::Cancelled => Advice::NewOffer,
            Failure::ProofWrong => Advice::Warn,
        }
    }

    /// Whether the receiver may have stored the credentials all the same.
    pub fn maybe_stored(self) -> bool {
        matches!(
            self,
            Failure::Unclear | Failure::ProofWrong | Failure::Cancelled
        )
    }
}

/// One envelope on its way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    sealed: Sealed,
    phase: Phase,
    /// What the next request is.
    goal: Goal,
    /// Requests made so far; the number of the last one.
    requests: u32,
    /// Whether an earlier attempt may have been stored.
    unclear: bool,
    /// Whether the last answer was a receipt that does not hold.
    proof_wrong: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Phase {
    /// A request is out; given up at this local time (ms).
    Out(u64),
    /// Waiting to make the next one at this local time (ms).
    Waiting(u64),
    Over(Outcome),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Goal {
    Post,
    /// Ask for the receipt; `None`: because the offer's time is up.
    Ask(Option<Problem>),
}

impl Delivery {
    /// Begins: the first request goes out at once. `now` is local Unix milliseconds, as everywhere
    /// here.
    pub fn start(sealed: Sealed, now: u64) -> (Delivery, Vec<Action>) {
        let mut delivery = Delivery {
            sealed,
            phase: Phase::Waiting(now),
            goal: Goal::Post,
            requests: 0,
            unclear: false,
            proof_wrong: false,
        };
        let actions = delivery.send(now);
        (delivery, actions)
    }

    /// Goes on after the worker or the browser was killed: whatever was out is lost.
    pub fn resume(&mut self, now: u64) -> Vec<Action> {
        match self.phase {
            Phase::Out(_) => self.unclear(now),
            Phase::Waiting(_) => self.wake(now),
            Phase::Over(ref outcome) => vec![Action::Finished(outcome.clone())],
        }
    }

    /// Takes one event in.
    pub fn on(&mut self, event: Event<'_>, now: u64) -> Vec<Action> {
        if let Phase::Over(_) = self.phase {
            return Vec::new();
        }
        match event {
            Event::Wake => self.wake(now),
            Event::Cancel => self.finish(Outcome::Failed(Failure::Cancelled)),
            Event::NoAnswer { request } if self.is_current(request) => self.unclear(now),
            Event::NoAnswer { .. } => Vec::new(),
            Event::Answer {
                request,
                status,
                body,
                retry_after,
            } => {
                let success = matches!(status, 200 | 201);
                let receipt = success.then(|| Receipt::verify(body, &self.sealed.expected));
                match receipt {
                    // A receipt that holds does so whichever request it answers.
                    Some(Ok(Receipt { status, at })) => self.finish(Outcome::Done { status, at }),
                    _ if !self.is_current(request) => Vec::new(),
                    Some(Err(error)) => self.bad_receipt(error, now),
                    None => match Problem::from_answer(status, body) {
                        Some(problem) => self.refused(problem, retry_after, now),
                        None => self.unclear(now),
                    },
                }
            }
        }
    }

    /// How it ended, once it did.
    pub fn outcome(&self) -> Option<&Outcome> {
        match &self.phase {
            Phase::Over(outcome) => Some(outcome),
            _ => None,
        }
    }

    /// Seconds until the offer ends, for the panel.
    pub fn seconds_left(&self, now: u64) -> u64 {
        (self.exp_ms().saturating_sub(now)).div_ceil(1000)
    }

    /// Whether the last answer was a receipt that does not hold: the panel says so while it retries.
    pub fn proof_wrong(&self) -> bool {
        self.proof_wrong
    }

    /// Requests made so far.
    pub fn requests(&self) -> u32 {
        self.requests
    }

    /// The envelope.
    pub fn sealed(&self) -> &Sealed {
        &self.sealed
    }

    fn is_current(&self, request: u32) -> bool {
        matches!(self.phase, Phase::Out(_)) && request == self.requests
    }

    /// The offer's end by the local clock, ms.
    fn exp_ms(&self) -> u64 {
        let local = self.sealed.exp.saturating_add_signed(-self.sealed.skew);
        local.saturating_mul(1000)
    }

    fn wake(&mut self, now: u64) -> Vec<Action> {
        match self.phase {
            Phase::Out(until) if now >= until => self.unclear(now),
            Phase::Waiting(until) if now >= until => self.send(now),
            Phase::Out(until) | Phase::Waiting(until) => vec![Action::WakeAt(until)],
            Phase::Over(_) => Vec::new(),
        }
    }

    /// Makes the next request, or ends it.
    fn send(&mut self, now: u64) -> Vec<Action> {
        if self.goal == Goal::Post && now >= self.exp_ms() {
            if !self.unclear {
                return self.finish(Outcome::Failed(Failure::Expired));
            }
            self.goal = Goal::Ask(None);
        }
        if now >= self.exp_ms().saturating_add(GRACE_MS) {
            let why = match self.proof_wrong {
                true => Failure::ProofWrong,
                false => Failure::Unclear,
            };
            return self.finish(Outcome::Failed(why));
        }
        self.requests += 1;
        self.phase = Phase::Out(now + ANSWER_MS);
        vec![self.request(), Action::WakeAt(now + ANSWER_MS)]
    }

    fn request(&self) -> Action {
        let sealed = &self.sealed;
        let url = format!("{}{}", sealed.origin, sealed.submit);
        match self.goal {
            Goal::Post => Action::Post {
                request: self.requests,
                url,
                body: sealed.body.clone(),
            },
            Goal::Ask(_) => Action::Get {
                request: self.requests,
                url: format!("{url}/{}", sealed.idem),
                proof: sealed.proof.clone(),
            },
        }
    }

    /// Nothing is known of the last attempt, which may have been stored: the same again, later.
    fn unclear(&mut self, now: u64) -> Vec<Action> {
        self.unclear = true;
        self.try_later(now, None)
    }

    fn try_later(&mut self, now: u64, retry_after: Option<u64>) -> Vec<Action> {
        let asked = retry_after.unwrap_or(0).saturating_mul(1000);
        let wait = self.backoff().max(asked.min(2 * STEADY_MS));
        self.wait_until(now + wait, now)
    }

    /// Waits, but no longer than to the next moment at which something changes by itself.
    fn wait_until(&mut self, until: u64, now: u64) -> Vec<Action> {
        let exp = self.exp_ms();
        let edges = [exp + SETTLE_MS, exp + GRACE_MS];
        let edge = edges.into_iter().find(|edge| *edge > now);
        let until = edge.map_or(until, |edge| until.min(edge));
        self.phase = Phase::Waiting(until);
        vec![Action::WakeAt(until)]
    }

    /// 1, 2, 4, 8, 16, 32 s with full jitter, then 30 s. The jitter comes from the envelope's own
    /// random key, so that a resumed delivery needs no randomness.
    fn backoff(&self) -> u64 {
        match 1000u64.checked_shl(self.requests.saturating_sub(1)) {
            Some(most) if self.requests <= 6 => {
                let hash = sha256(format!("{}{}", self.sealed.idem, self.requests).as_bytes());
                let share = u64::from(u32::from_be_bytes([hash[0], hash[1], hash[2], hash[3]]));
                (most * share) >> 32
            }
            _ => STEADY_MS,
        }
    }

    fn bad_receipt(&mut self, error: ReceiptError, now: u64) -> Vec<Action> {
        self.proof_wrong = !matches!(error, ReceiptError::Malformed | ReceiptError::TooLarge);
        self.unclear(now)
    }

    fn refused(&mut self, problem: Problem, retry_after: Option<u64>, now: u64) -> Vec<Action> {
        self.proof_wrong = false;
        if problem.advice().can_retry() {
            return self.try_later(now, retry_after);
        }
        match self.goal {
            Goal::Ask(why) if problem == Problem::UnknownOffer => self.none(why, now),
            Goal::Ask(_) => self.try_later(now, None),
            Goal::Post if self.unclear || is_gone(problem) => {
                self.goal = Goal::Ask(Some(problem));
                self.send(now)
            }
            Goal::Post => self.finish(Outcome::Failed(Failure::Refused(problem))),
        }
    }

    /// The receiver says that it has no receipt for us.
    fn none(&mut self, why: Option<Problem>, now: u64) -> Vec<Action> {
        let settled = self.exp_ms() + SETTLE_MS;
        let failure = match why {
            Some(problem) if is_gone(problem) || !self.unclear || now >= settled => {
                Failure::Refused(problem)
            }
            // An unanswered attempt of ours may still be on its way to a receiver that takes it.
            Some(_) => Failure::Unclear,
            None if now < settled => return self.wait_until(settled, now),
            None => Failure::Expired,
        };
        self.finish(Outcome::Failed(failure))
    }

    fn finish(&mut self, outcome: Outcome) -> Vec<Action> {
        self.phase = Phase::Over(outcome.clone());
        vec![Action::Finished(outcome)]
    }
}

/// Whether an offer so refused can never be stored for any more.
fn is_gone(problem: Problem) -> bool {
    matches!(
        problem,
        Problem::OfferUsed | Problem::OfferExpired | Problem::UnknownOffer
    )
}
