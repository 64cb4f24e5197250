//! Secret types can be neither printed nor copied nor serialised; checked by the compiler.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use handoff::{Credentials, Offer, Secret};
use std::fmt::{Debug, Display};

/// Fails to compile, as ambiguous, as soon as the type has the trait.
macro_rules! lacks {
    ($type:ty: $($trait:path),+) => {$({
        trait Ambiguous<A> { fn check() {} }
        impl<T: ?Sized> Ambiguous<()> for T {}
        struct Has;
        impl<T: ?Sized + $trait> Ambiguous<Has> for T {}
        <$type as Ambiguous<_>>::check();
    })+};
}

#[test]
fn secrets_have_no_way_out_but_expose() {
    lacks!(Secret: Debug, Display, Clone, serde::Serialize, PartialEq, AsRef<[u8]>);
    lacks!(Credentials: Debug, Display, Clone, serde::Serialize, PartialEq);
    lacks!(Offer: Debug, Display, Clone, serde::Serialize);
    lacks!(handoff::receive::NamedKey: Debug, Display, Clone, serde::Serialize);
    lacks!(handoff::receive::MadeOffer: Debug, Display, Clone, serde::Serialize);
}
