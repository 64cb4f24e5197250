//! What is known of a generated secret without keeping it. The secret itself lives only in the
//! adapter's hold (ciphertext) and, while sealing, in a zeroized buffer.

mod detect;
pub use detect::{Finding, client_id, inspect};
