//! An answer, as anybody between us and the receiver may write it.
#![no_main]

use handoff::wire::encode;
use handoff::{Expected, Problem, Receipt};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|body: &[u8]| {
    let expected = Expected {
        rcpt_kid: "r1".into(),
        rcpt_pk: encode(&[0x22; 32]),
        offer_id: encode(&[1; 16]),
        idem: encode(&[2; 16]),
        tenant_id: "t_123".into(),
        env_hash: encode(&[3; 32]),
        cred_mac: encode(&[4; 32]),
    };
    // Nobody has the key: nothing may pass.
    assert!(Receipt::verify(body, &expected).is_err());
    for status in [400, 404, 409, 410, 422, 500] {
        if let Some(problem) = Problem::from_answer(status, body) {
            assert_eq!(problem.status(), status);
        }
    }
});
