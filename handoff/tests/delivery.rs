//! What the delivery decides, event by event, under a fake clock. The whole of client and receiver
//! under faults is in `receiver/tests/faults.rs`.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use handoff::delivery::{ANSWER_MS, GRACE_MS};
use handoff::*;
use support::*;

const START: u64 = (NOW + 100) * 1000;
const EXP: u64 = (NOW + 600) * 1000;

struct Client {
    run: Run,
    delivery: Delivery,
    now: u64,
    actions: Vec<Action>,
}

fn client() -> Client {
    let run = run(1);
    let (delivery, actions) = Delivery::start(run.sealed.clone(), START);
    Client {
        run,
        delivery,
        now: START,
        actions,
    }
}

impl Client {
    fn answer(&mut self, status: u16, body: &str) -> &[Action] {
        self.answer_after(status, body, None)
    }

    fn answer_after(&mut self, status: u16, body: &str, retry_after: Option<u64>) -> &[Action] {
        let event = Event::Answer {
            request: self.delivery.requests(),
            status,
            body: body.as_bytes(),
            retry_after,
        };
        self.actions = self.delivery.on(event, self.now);
        &self.actions
    }

    fn problem(&mut self, problem: Problem) -> &[Action] {
        let body = format!(r#"{{"code":"{}"}}"#, problem.code());
        self.answer(problem.status(), &body)
    }

    fn lost(&mut self) -> &[Action] {
        let request = self.delivery.requests();
        self.actions = self.delivery.on(Event::NoAnswer { request }, self.now);
        &self.actions
    }

    /// Lets the clock run to the wished wake-up.
    fn wake(&mut self) -> &[Action] {
        let Some(Action::WakeAt(at)) = self.actions.last() else {
            panic!("no wake-up wished: {:?}", self.actions)
        };
        self.now = *at;
        self.actions = self.delivery.on(Event::Wake, self.now);
        &self.actions
    }

    fn failed(&self) -> Option<Failure> {
        match self.delivery.outcome() {
            Some(Outcome::Failed(why)) => Some(*why),
            _ => None,
        }
    }

    fn is_done(&self) -> bool {
        matches!(self.delivery.outcome(), Some(Outcome::Done { .. }))
    }

    fn receipt(&self) -> String {
        self.run.receipt.clone()
    }
}

fn is_get(actions: &[Action]) -> bool {
    matches!(actions.first(), Some(Action::Get { .. }))
}

#[test]
fn the_first_request_goes_out_at_once_to_the_offers_address() {
    let c = client();
    let url = format!("{ORIGIN}/api/handoff/v1/envelopes");
    let body = c.run.sealed.body.clone();
    let post = Action::Post {
        request: 1,
        url,
        body,
    };
    assert_eq!(c.actions, [post, Action::WakeAt(START + ANSWER_MS)]);
}

#[test]
fn only_a_receipt_that_holds_is_delivered() {
    let mut c = client();
    c.answer(200, "{}");
    assert!(!c.is_done());
    c.wake();
    let other = run(2).receipt;
    c.answer(201, &other);
    assert!(!c.is_done() && c.delivery.proof_wrong());
    c.wake();
    let receipt = c.receipt();
    c.answer(500, &receipt);
    assert!(
        !c.is_done(),
        "not even a true receipt under a failing status"
    );
    c.wake();
    c.answer(200, &receipt);
    assert!(c.is_done());
}

#[test]
fn every_attempt_sends_the_same_bytes_with_growing_waits() {
    let mut c = client();
    let (mut waits, mut bodies) = (Vec::new(), Vec::new());
    for _ in 0..10 {
        if let Action::Post { body, .. } = &c.actions[0] {
            bodies.push(body.clone());
        }
        let before = c.now;
        c.lost();
        c.wake();
        waits.push(c.now - before);
    }
    assert_eq!(bodies, vec![c.run.sealed.body.clone(); 10]);
    for (i, wait) in waits.iter().enumerate() {
        let most = [1000, 2000, 4000, 8000, 16_000, 32_000][i.min(5)];
        match i {
            0..6 => assert!(*wait <= most, "{i}: {wait}"),
            _ => assert_eq!(*wait, 30_000),
        }
    }
}

#[test]
fn a_polite_request_to_wait_is_honoured_within_a_minute() {
    let mut c = client();
    let slow = r#"{"code":"slow_down"}"#;
    c.answer_after(429, slow, Some(20));
    c.wake();
    assert_eq!(c.now, START + 20_000);
    c.answer_after(429, slow, Some(86_400));
    c.wake();
    assert_eq!(c.now, START + 80_000);
}

#[test]
fn a_clean_refusal_stops_at_once() {
    for problem in Problem::ALL {
        let mut c = client();
        c.problem(problem);
        match problem {
            Problem::SlowDown | Problem::Unavailable => assert_eq!(c.failed(), None),
            Problem::OfferUsed | Problem::OfferExpired | Problem::UnknownOffer => {
                assert!(is_get(&c.actions), "{problem:?}");
                c.problem(Problem::UnknownOffer);
                assert_eq!(c.failed(), Some(Failure::Refused(problem)));
            }
            _ => assert_eq!(c.failed(), Some(Failure::Refused(problem))),
        }
    }
}

#[test]
fn a_lost_receipt_is_asked_for_when_the_offer_was_used() {
    let mut c = client();
    c.lost();
    c.wake();
    assert!(is_get(c.problem(Problem::OfferUsed)));
    let receipt = c.receipt();
    c.answer(200, &receipt);
    assert!(c.is_done());
}

#[test]
fn a_refusal_after_something_unclear_is_not_believed_before_asking() {
    let mut c = client();
    c.lost();
    c.wake();
    assert!(is_get(c.problem(Problem::Malformed)));
    c.problem(Problem::UnknownOffer);
    assert_eq!(c.failed(), Some(Failure::Unclear));
    assert!(Failure::Unclear.maybe_stored());
}

#[test]
fn at_the_end_the_receiver_is_asked_and_the_admin_is_told() {
    let mut c = client();
    while !is_get(&c.actions) {
        c.lost();
        c.wake();
    }
    assert!(c.now >= EXP, "posting goes on until the end");

    let mut silent = client();
    while silent.failed().is_none() {
        silent.lost();
        silent.wake();
    }
    assert_eq!(silent.failed(), Some(Failure::Unclear));
    assert_eq!(silent.now, EXP + GRACE_MS);

    let (mut forged, other) = (client(), run(2).receipt);
    while forged.failed().is_none() {
        forged.answer(200, &other);
        forged.wake();
    }
    assert_eq!(forged.failed(), Some(Failure::ProofWrong));
}

#[test]
fn right_after_the_end_none_is_not_yet_believed() {
    let run = run(1);
    let (mut delivery, _) = Delivery::start(run.sealed, EXP - 1500);
    delivery.on(Event::NoAnswer { request: 1 }, EXP - 1000);
    let none = |request| Event::Answer {
        request,
        status: 404,
        body: br#"{"code":"unknown_offer"}"#,
        retry_after: None,
    };
    assert!(is_get(&delivery.on(Event::Wake, EXP + 1)));
    let actions = delivery.on(none(2), EXP + 100);
    assert_eq!(actions, [Action::WakeAt(EXP + 5000)]);
    assert!(is_get(&delivery.on(Event::Wake, EXP + 5000)));
    let actions = delivery.on(none(3), EXP + 5100);
    assert_eq!(
        actions,
        [Action::Finished(Outcome::Failed(Failure::Expired))]
    );
}

#[test]
fn an_unanswered_request_is_given_up_and_its_late_receipt_still_counts() {
    let mut c = client();
    assert!(matches!(c.wake(), [Action::WakeAt(_)]));
    c.wake();
    assert_eq!(c.delivery.requests(), 2);
    let event = |status, body| Event::Answer {
        request: 1,
        status,
        body,
        retry_after: None,
    };
    assert!(
        c.delivery
            .on(event(422, b"{\"code\":\"envelope_rejected\"}"), c.now)
            .is_empty()
    );
    let receipt = c.receipt();
    c.delivery.on(event(200, receipt.as_bytes()), c.now);
    assert!(c.is_done());
}

#[test]
fn a_killed_worker_goes_on_from_what_was_stored() {
    let mut c = client();
    for _ in 0..3 {
        let stored = serde_json::to_string(&c.delivery).unwrap();
        assert!(!stored.contains(CLIENT_ID));
        c.delivery = serde_json::from_str(&stored).unwrap();
        c.actions = c.delivery.resume(c.now);
        assert!(matches!(c.actions[..], [Action::WakeAt(_)]));
        c.wake();
        assert!(matches!(c.actions[0], Action::Post { .. }));
    }
    let receipt = c.receipt();
    c.answer(201, &receipt);
    let stored = serde_json::to_string(&c.delivery).unwrap();
    let mut again: Delivery = serde_json::from_str(&stored).unwrap();
    assert!(matches!(
        again.resume(c.now)[..],
        [Action::Finished(Outcome::Done { .. })]
    ));
    assert!(again.on(Event::Wake, c.now).is_empty());
}

#[test]
fn a_wrong_local_clock_changes_nothing() {
    let made = made(1);
    let (off, local) = (-7200i64, NOW - 7200);
    let pins = [Pin { nbf: 0, ..pin() }];
    let check = Check {
        pins: &pins,
        page_origin: ORIGIN,
        now: local,
        page_age: Some(0),
    };
    let offer =
        Offer::verify(made.page_text.as_bytes(), &check).unwrap_or_else(|e| panic!("{e:?}"));
    let source = Source {
        origin: "https://ww6.autotask.net",
        zone: "",
        ext: "1.0.0",
    };
    let to = offer.confirm(ORIGIN).unwrap_or_else(|e| panic!("{e:?}"));
    let pair = credentials("a", "b");
    let sealed = seal(to, &pair, source, local, &mut Seed::new([1; 32])).unwrap();
    assert_eq!(sealed.skew, -off);
    let (delivery, _) = Delivery::start(sealed, local * 1000);
    assert_eq!(delivery.seconds_left(local * 1000), 600);
}

#[test]
fn giving_up_says_that_it_may_have_been_stored() {
    let mut c = client();
    c.delivery.on(Event::Cancel, c.now);
    assert_eq!(c.failed(), Some(Failure::Cancelled));
    assert!(Failure::Cancelled.maybe_stored());
}
