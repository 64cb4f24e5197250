//! The adapters in a real browser's Wasm engine: values cross the border as plain objects.
#![cfg(target_arch = "wasm32")]

use js_sys::{Array, Object, Reflect};
use proxuma_connect::web::{Brain, inspect_secret};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// The English texts as background.js passes them.
fn texts() -> Vec<String> {
    let json = js_sys::JSON::parse(include_str!("../extension/_locales/en/messages.json")).unwrap();
    let entries = Object::entries(&Object::from(json));
    entries
        .iter()
        .flat_map(|pair| {
            let pair = Array::from(&pair);
            [
                pair.get(0).as_string().unwrap(),
                get(&pair.get(1), "message").as_string().unwrap(),
            ]
        })
        .collect()
}

fn get(value: &JsValue, key: &str) -> JsValue {
    Reflect::get(value, &key.into()).unwrap()
}

fn sender(origin: &str) -> JsValue {
    let from = Object::new();
    Reflect::set(&from, &"tab".into(), &7.into()).unwrap();
    Reflect::set(&from, &"frame".into(), &0.into()).unwrap();
    Reflect::set(&from, &"origin".into(), &origin.into()).unwrap();
    from.into()
}

fn message(t: &str) -> JsValue {
    let m = Object::new();
    Reflect::set(&m, &"t".into(), &t.into()).unwrap();
    m.into()
}

fn kinds(effects: &JsValue) -> Vec<String> {
    Array::from(effects)
        .iter()
        .map(|e| get(&e, "t").as_string().unwrap())
        .collect()
}

fn started() -> Brain {
    let mut brain = Brain::new(texts()).unwrap();
    brain.restored(0.0, None, None).unwrap();
    brain.panel(1.0, message("start")).unwrap();
    brain.panel(2.0, message("consent")).unwrap();
    brain
}

#[wasm_bindgen_test]
fn effects_are_plain_objects_and_persist_comes_first() {
    let mut brain = Brain::new(texts()).unwrap();
    brain.restored(0.0, None, None).unwrap();
    let effects = brain.panel(1.0, message("start")).unwrap();
    let list = kinds(&effects);
    assert_eq!(list.first().map(String::as_str), Some("persist"));
    assert!(Array::is_array(&get(
        &Array::from(&effects).get(0),
        "local"
    )));
}

#[wasm_bindgen_test]
fn a_hello_from_the_product_injects_and_one_from_elsewhere_does_nothing() {
    let mut brain = started();
    assert!(
        kinds(
            &brain
                .page(3.0, sender("https://ww5.autotask.net"), message("hello"))
                .unwrap()
        )
        .contains(&"inject".to_owned())
    );
    assert!(
        kinds(
            &brain
                .page(
                    4.0,
                    sender("https://autotask.net.evil.example"),
                    message("hello")
                )
                .unwrap()
        )
        .is_empty()
    );
}

#[wasm_bindgen_test]
fn a_message_that_is_not_understood_is_an_error_and_not_a_panic() {
    let mut brain = started();
    assert!(
        brain
            .page(
                3.0,
                sender("https://ww5.autotask.net"),
                message("open-sesame")
            )
            .is_err()
    );
    assert!(brain.page(3.0, JsValue::NULL, message("hello")).is_err());
    assert!(
        brain
            .digest(
                3.0,
                sender("https://ww5.autotask.net"),
                "d".into(),
                1,
                "{\"rows\":[["
            )
            .is_err()
    );
    assert!(
        kinds(
            &brain
                .page(4.0, sender("https://ww5.autotask.net"), message("hello"))
                .unwrap()
        )
        .contains(&"inject".to_owned())
    );
}

#[wasm_bindgen_test]
fn a_secret_is_described_without_being_returned() {
    let mut bytes = *b"7f#Kp2$mQ9@xL4!nR8*sT3&vW";
    let finding = inspect_secret(&mut bytes).unwrap();
    assert_eq!(get(&finding, "is").as_string().as_deref(), Some("secret"));
    assert_eq!(get(&finding, "len").as_f64(), Some(25.0));
    assert_eq!(Object::keys(&Object::from(finding)).length(), 2);
}

/// A secret that stands nowhere in the module's data: only what this test makes of it is found.
fn canary() -> Vec<u8> {
    (0u8..25).map(|n| b'a' + (n * 7 + 3) % 26).collect()
}

/// How often the bytes stand in the whole Wasm memory.
fn found(needle: &[u8]) -> usize {
    let memory: js_sys::WebAssembly::Memory = wasm_bindgen::memory().unchecked_into();
    let bytes = js_sys::Uint8Array::new(&memory.buffer());
    // Looked for in JavaScript: a copy in Wasm memory would double what is there.
    let find = js_sys::Function::new_with_args(
        "bytes, needle",
        "let n = 0; for (let i = bytes.indexOf(needle[0]); i >= 0; i = bytes.indexOf(needle[0], i + 1)) { if (needle.every((b, k) => bytes[i + k] === b)) n++; } return n;",
    );
    let list: Array = needle.iter().map(|b| JsValue::from(*b)).collect();
    find.call2(&JsValue::NULL, &bytes, &list)
        .unwrap()
        .as_f64()
        .unwrap() as usize
}

#[wasm_bindgen_test]
fn freed_memory_holds_no_secret_and_the_search_would_find_one() {
    let mut needle = canary();
    let kept = needle.clone();
    let mut copies: Vec<String> = (0..50)
        .map(|_| String::from_utf8(kept.clone()).unwrap())
        .collect();
    assert!(found(&needle) >= 52, "the search finds what is there");
    copies.iter_mut().for_each(|c| c.push_str(" and it grew"));
    drop(copies);
    drop(kept);
    assert_eq!(found(&needle), 1, "only the needle itself is left");
    let looked_at = inspect_secret(&mut needle).unwrap();
    assert_eq!(get(&looked_at, "is").as_string().unwrap(), "secret");
    let needle_again = needle.clone();
    drop(needle);
    assert_eq!(found(&needle_again), 1);
}

#[wasm_bindgen_test]
fn a_hold_opened_for_nobody_leaves_nothing_in_memory() {
    let needle = canary();
    let mut brain = started();
    brain.opened(3.0, needle.clone(), &[7; 32]).unwrap();
    assert!(brain.opened(4.0, needle.clone(), &[7; 31]).is_err());
    assert_eq!(found(&needle), 1, "only the needle itself");
}
