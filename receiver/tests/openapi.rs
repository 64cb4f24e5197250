//! The OpenAPI description says what the router does, no more and no less.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use axum::body::Body;
use axum::http::Request;
use handoff::{Problem, wire};
use serde_json::Value;
use std::collections::BTreeSet;
use support::*;

const METHODS: [&str; 7] = ["get", "post", "put", "delete", "patch", "head", "options"];

fn description() -> Value {
    let text = include_str!("../openapi.yaml");
    serde_norway::from_str(text).unwrap()
}

#[tokio::test]
async fn every_described_call_is_routed_and_no_other_method_is() {
    let world = World::new().await;
    let description = description();
    let paths = description["paths"].as_object().unwrap();
    let named: BTreeSet<_> = paths.keys().map(String::as_str).collect();
    let recover = format!("{}/{{idem}}", receiver::ENVELOPES);
    let routes = BTreeSet::from([receiver::OFFERS, receiver::ENVELOPES, recover.as_str()]);
    assert_eq!(named, routes);
    for (path, calls) in paths {
        for method in METHODS {
            let request = Request::builder()
                .method(method.to_uppercase().as_str())
                .uri(path.replace("{idem}", "x"))
                .body(Body::empty())
                .unwrap();
            let routed = world.call(request).await.status != 405;
            let described = calls.get(method).is_some();
            // A GET route answers HEAD too.
            let head = method == "head" && calls.get("get").is_some();
            assert_eq!(routed, described || head, "{method} {path}");
        }
    }
}

#[test]
fn every_problem_and_its_status_are_described() {
    let description = description();
    let codes = &description["components"]["schemas"]["Problem"]["properties"]["code"]["enum"];
    let codes: BTreeSet<_> = codes
        .as_array()
        .unwrap()
        .iter()
        .map(|c| c.as_str().unwrap())
        .collect();
    let mut ours: BTreeSet<_> = Problem::ALL.iter().map(|row| row.code()).collect();
    ours.extend(["not_logged_in", "forbidden"]);
    assert_eq!(codes, ours);
    let responses = &description["paths"][receiver::ENVELOPES]["post"]["responses"];
    let described: BTreeSet<_> = responses.as_object().unwrap().keys().cloned().collect();
    let mut statuses: BTreeSet<_> = Problem::ALL
        .iter()
        .map(|r| r.status().to_string())
        .collect();
    statuses.extend(["200".into(), "201".into()]);
    assert_eq!(described, statuses);
}

#[test]
fn the_described_types_and_sizes_are_the_protocols() {
    let description = description();
    let post = &description["paths"][receiver::ENVELOPES]["post"];
    assert!(
        post["requestBody"]["content"]
            .get(wire::ENVELOPE_TYPE)
            .is_some()
    );
    let receipt = &description["components"]["responses"]["Receipt"]["content"];
    assert!(receipt.get(wire::RECEIPT_TYPE).is_some());
    let sealed = &description["components"]["schemas"]["Envelope"]["properties"]["sealed"];
    let length = wire::encode(&[0; wire::SEALED]).len() as u64;
    assert_eq!(sealed["minLength"].as_u64(), Some(length));
    assert_eq!(sealed["maxLength"].as_u64(), Some(length));
    let recover = format!("{}/{{idem}}", receiver::ENVELOPES);
    let parameters = description["paths"][&recover]["get"]["parameters"]
        .as_array()
        .unwrap();
    assert!(parameters.iter().any(|p| p["name"] == wire::PROOF_HEADER));
}
