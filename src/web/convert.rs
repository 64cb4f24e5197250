//! Values between Rust and JavaScript: the only place where the serializer is chosen.
//! The default serializer makes `Map`s, which become `{}` in messages; this one makes plain objects.

use serde::Serialize;
use wasm_bindgen::prelude::*;

/// A plain JavaScript value.
pub fn to_js<T: Serialize + ?Sized>(value: &T) -> Result<JsValue, JsError> {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    value
        .serialize(&serializer)
        .map_err(|e| JsError::new(&e.to_string()))
}
