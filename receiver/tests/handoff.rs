//! The three calls as an extension and a Proxuma page make them, and what the receiver keeps.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use axum::body::Body;
use axum::http::Request;
use handoff::*;
use receiver::{ENVELOPES, OFFERS, offer_script_tag};
use support::*;

fn in_receipt(reply: &Reply, sealed: &Sealed) -> Result<Receipt, ReceiptError> {
    Receipt::verify(reply.body.as_bytes(), &sealed.expected)
}

#[tokio::test]
async fn sealed_credentials_arrive_and_the_receipt_holds() {
    let world = World::new().await;
    let offer = world.offer().await;
    let sealed = world.seal(&offer);
    let reply = world.post(&sealed.body).await;
    assert_eq!(
        (reply.status, reply.kind.as_str()),
        (201, wire::RECEIPT_TYPE)
    );
    let receipt = in_receipt(&reply, &sealed).unwrap();
    assert_eq!((receipt.status, receipt.at), (Status::Stored, START));
    let received = world.receiver.received("t_123").await;
    let received = received.unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(received.len(), 1);
    assert_eq!(
        received[0].credentials.client_id().expose(),
        CLIENT_ID.as_bytes()
    );
    assert_eq!(received[0].source_origin, "https://ww6.autotask.net");
    let zone = "EU1 (webservices19.autotask.net)";
    assert_eq!(received[0].source_zone, zone);
    assert_eq!(world.stored().await, [CLIENT_SECRET]);
}

#[tokio::test]
async fn an_offer_is_made_over_http_for_whoever_holds_the_token() {
    let world = World::new().await;
    let reply = world.call(ask_offer(TOKEN, "anna")).await;
    assert_eq!(reply.status, 201);
    let made: serde_json::Value = serde_json::from_str(&reply.body).unwrap();
    let script = made["script"].as_str().unwrap();
    let text = script
        .split_once('>')
        .unwrap()
        .1
        .strip_suffix("</script>")
        .unwrap();
    assert!(!text.contains('<'));
    assert_eq!(world.read(text.as_bytes()).code(), made["code"]);
    for token in ["", "wrong", &TOKEN[1..]] {
        let refused = world.call(ask_offer(token, "anna")).await;
        assert_eq!(
            (refused.status, refused.code().as_str()),
            (401, "not_logged_in")
        );
    }
    let bare = Request::post(OFFERS).body(Body::empty()).unwrap();
    assert_eq!(world.call(bare).await.status, 401);
}

#[tokio::test]
async fn the_script_tag_is_the_one_the_extension_looks_for() {
    let world = World::new().await;
    let page = world.receiver.offer_for(&admin("anna")).await;
    let page = page.unwrap_or_else(|e| panic!("{e:?}"));
    let start = r#"<script type="application/vnd.proxuma-connect.offer+json" id="proxuma-connect-offer">{"v":1,"#;
    assert!(offer_script_tag(&page).starts_with(start));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_envelope_a_hundred_times_is_stored_once_with_one_receipt() {
    let world = World::new().await;
    let sealed = world.seal(&world.offer().await);
    let mut calls = Vec::new();
    for _ in 0..100 {
        let (router, request) = (world.router.clone(), post(&sealed.body));
        calls.push(tokio::spawn(async move { call(&router, request).await }));
    }
    let mut first = 0;
    let mut bodies = Vec::new();
    for reply in calls {
        let reply = reply.await.unwrap();
        assert!(matches!(reply.status, 200 | 201), "{}", reply.status);
        first += usize::from(reply.status == 201);
        bodies.push(reply.body);
    }
    bodies.dedup();
    assert_eq!((first, bodies.len()), (1, 1));
    assert_eq!(world.stored().await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_envelopes_for_one_offer_one_is_stored() {
    let world = World::new().await;
    let offer = world.offer().await;
    let mut calls = Vec::new();
    for i in 0..20 {
        let sealed = world.seal_pair(&offer, "id", &format!("secret {i}"));
        let (router, request) = (world.router.clone(), post(&sealed.body));
        calls.push(tokio::spawn(async move { call(&router, request).await }));
    }
    let mut first = 0;
    for reply in calls {
        let reply = reply.await.unwrap();
        match reply.status {
            201 => first += 1,
            _ => assert_eq!((reply.status, reply.code().as_str()), (410, "offer_used")),
        }
    }
    assert_eq!((first, world.stored().await.len()), (1, 1));
}

#[tokio::test]
async fn another_body_under_a_known_key_is_a_conflict() {
    let world = World::new().await;
    let sealed = world.seal(&world.offer().await);
    assert_eq!(world.post(&sealed.body).await.status, 201);
    let reply = world.post(&damaged(&sealed.body)).await;
    assert_eq!(
        (reply.status, reply.code().as_str()),
        (409, "idem_conflict")
    );
    assert_eq!(world.stored().await, [CLIENT_SECRET]);
}

#[tokio::test]
async fn used_expired_and_unknown_offers_are_told_apart() {
    let world = World::new().await;
    let (used, late) = (world.offer().await, world.offer().await);
    world.post(&world.seal(&used).body).await;
    let again = world.post(&world.seal(&used).body).await;
    assert_eq!((again.status, again.code().as_str()), (410, "offer_used"));
    let sealed = world.seal(&late);
    world.pass(600);
    let expired = world.post(&sealed.body).await;
    assert_eq!(
        (expired.status, expired.code().as_str()),
        (410, "offer_expired")
    );
    world.receiver.sweep().await.unwrap();
    assert_eq!(world.post(&sealed.body).await.code(), "offer_expired");
    world.pass(86_400);
    world.receiver.sweep().await.unwrap();
    let unknown = world.post(&sealed.body).await;
    assert_eq!(
        (unknown.status, unknown.code().as_str()),
        (404, "unknown_offer")
    );
    assert_eq!(world.stored().await.len(), 1);
}

#[tokio::test]
async fn a_receipt_is_given_again_to_whoever_read_the_offer() {
    let world = World::new().await;
    let (offer, other) = (world.offer().await, world.offer().await);
    let (sealed, stranger) = (world.seal(&offer), world.seal(&other));
    let before = world.recover(&sealed.idem, &sealed.proof).await;
    assert_eq!(
        (before.status, before.code().as_str()),
        (404, "unknown_offer")
    );
    let first = world.post(&sealed.body).await;
    world.pass(86_400);
    let again = world.recover(&sealed.idem, &sealed.proof).await;
    assert_eq!((again.status, &again.body), (200, &first.body));
    assert!(in_receipt(&again, &sealed).is_ok());
    for proof in ["", "x", stranger.proof.as_str(), &sealed.proof[1..]] {
        let refused = world.recover(&sealed.idem, proof).await;
        assert_eq!((refused.status, refused.code()), (404, before.code()));
    }
    let bare = Request::get(format!("{ENVELOPES}/{}", sealed.idem));
    let bare = world.call(bare.body(Body::empty()).unwrap()).await;
    assert_eq!((bare.status, bare.code()), (404, before.code()));
}

#[tokio::test]
async fn offers_are_limited_for_each_admin() {
    let world = World::new().await;
    for _ in 0..5 {
        assert_eq!(world.call(ask_offer(TOKEN, "anna")).await.status, 201);
        world.pass(60);
    }
    let sixth = world.call(ask_offer(TOKEN, "anna")).await;
    assert_eq!((sixth.status, sixth.code().as_str()), (429, "slow_down"));
    assert_eq!(sixth.retry_after, Some(3600 - 300));
    assert_eq!(world.call(ask_offer(TOKEN, "bert")).await.status, 201);
    world.pass(3600 - 300);
    assert_eq!(world.call(ask_offer(TOKEN, "anna")).await.status, 201);
    assert_eq!(world.call(ask_offer(TOKEN, "anna")).await.status, 429);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_limit_of_offers_holds_when_all_come_at_once() {
    let world = World::new().await;
    let mut calls = Vec::new();
    for _ in 0..20 {
        let (router, request) = (world.router.clone(), ask_offer(TOKEN, "anna"));
        calls.push(tokio::spawn(
            async move { call(&router, request).await.status },
        ));
    }
    let mut made = 0;
    for status in calls {
        made += usize::from(status.await.unwrap() == 201);
    }
    assert_eq!(made, 5);
}

#[tokio::test]
async fn too_many_bad_envelopes_close_an_offer() {
    let world = World::new().await;
    let offer = world.offer().await;
    let good = world.seal(&offer);
    for _ in 0..20 {
        let sealed = world.seal(&offer);
        let reply = world.post(&damaged(&sealed.body)).await;
        assert_eq!(
            (reply.status, reply.code().as_str()),
            (422, "envelope_rejected")
        );
    }
    let reply = world.post(&good.body).await;
    assert_eq!((reply.status, reply.code().as_str()), (429, "slow_down"));
    assert!(reply.retry_after.is_some());
    assert!(world.stored().await.is_empty());
}

#[tokio::test]
async fn what_cannot_be_read_is_refused_by_name() {
    let world = World::new().await;
    let sealed = world.seal(&world.offer().await);
    let v2 = sealed.body.replacen(r#""v":1"#, r#""v":2"#, 1);
    let big = format!("{:<8193}", sealed.body);
    let twice = sealed.body.replacen(r#""v":1"#, r#""v":1,"v":1"#, 1);
    let table = [
        ("{}", 400, "malformed"),
        ("", 400, "malformed"),
        (twice.as_str(), 400, "malformed"),
        (v2.as_str(), 400, "unsupported_version"),
        (big.as_str(), 413, "too_large"),
    ];
    for (body, status, code) in table {
        let reply = world.post(body).await;
        assert_eq!((reply.status, reply.code().as_str()), (status, code));
        assert_eq!(reply.kind, "application/problem+json");
    }
    assert!(world.post(&v2).await.body.contains(r#""supported":[1]"#));
    for kind in ["application/json", "text/plain", ""] {
        let mut request = post(&sealed.body);
        let headers = request.headers_mut();
        headers.insert("content-type", kind.parse().unwrap());
        let reply = world.call(request).await;
        assert_eq!((reply.status, reply.code().as_str()), (415, "bad_type"));
    }
    let mut request = post(&sealed.body);
    let kind = format!("{}; charset=utf-8", wire::ENVELOPE_TYPE);
    request
        .headers_mut()
        .insert("content-type", kind.parse().unwrap());
    assert_eq!(world.call(request).await.status, 201);
}

#[tokio::test]
async fn an_envelope_sent_to_another_tenants_origin_is_misdirected() {
    let world = World::new().await;
    let sealed = world.seal(&world.offer().await);
    for host in ["other.proxuma.example", "acme.proxuma.example:8443", ""] {
        let mut request = post(&sealed.body);
        request.headers_mut().insert("host", host.parse().unwrap());
        let reply = world.call(request).await;
        assert_eq!((reply.status, reply.code().as_str()), (421, "wrong_tenant"));
    }
    assert_eq!(world.post(&sealed.body).await.status, 201);
}

#[tokio::test]
async fn no_answer_may_be_cached() {
    use tower::ServiceExt;
    let world = World::new().await;
    let sealed = world.seal(&world.offer().await);
    for request in [
        post(&sealed.body),
        post("x"),
        get("x", "y"),
        ask_offer(TOKEN, "a"),
    ] {
        let response = world.router.clone().oneshot(request).await.unwrap();
        assert_eq!(response.headers()["cache-control"], "no-store");
        assert_eq!(response.headers()["x-content-type-options"], "nosniff");
    }
}
