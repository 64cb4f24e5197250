//! Which origins count as the product's: a million look-alikes that must not, and true ones that must.
//! Each look-alike is wrong by the way it is made, so the test needs no second matcher.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use proxuma_connect::core::policy::{is_destination, is_product};
use proxuma_connect::guide::Guide;

const HOSTS: [&str; 6] = [
    "ww5.autotask.net",
    "autotask.net",
    "ww19.autotask.net",
    "lr.autotask.net",
    "webservices4.autotask.net",
    "a.b.autotask.net",
];

/// A small generator (SplitMix64); the same run every time.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }

    fn label(&mut self) -> String {
        let letters = b"abcdefghijklmnopqrstuvwxyz0123456789";
        (0..1 + self.below(8))
            .map(|_| char::from(letters[self.below(letters.len())]))
            .collect()
    }
}

/// An origin that looks like the product's and is not: one way of faking, chosen at random.
fn lookalike(r: &mut Random) -> String {
    let host = r.pick(&HOSTS);
    let label = r.label();
    let top = r.pick(&["com", "net", "example", "co.uk"]);
    match r.below(16) {
        0 => format!("https://{host}.{label}.{top}"),
        1 => format!("https://{label}autotask.net"),
        2 => format!("https://{host}@{label}.{top}"),
        3 => format!("https://{host}:{}", 1 + r.below(65_000)),
        4 => format!("https://{host}."),
        5 => format!(
            "{}://{host}",
            r.pick(&["http", "ftp", "ws", "wss", "file", "chrome-extension"])
        ),
        6 => format!("blob:https://{host}/{label}"),
        7 => format!(
            "https://{}",
            host.replacen('a', r.pick(&["à", "а", "á", "ɑ"]), 1)
        ),
        8 => format!("https://{}", host.to_uppercase()),
        9 => format!("https://{host}/{label}"),
        10 => {
            let dot = r.pick(&["-", "..", "。", "%2e", "_", " "]);
            format!(
                "https://{}",
                host.replace("task.net", &format!("task{dot}net"))
            )
        }
        11 => format!("https://{}.xn--{label}.{top}", host.replace('.', "-")),
        12 => format!("https://{label}-autotask.net"),
        13 => format!("https://-{label}.autotask.net"),
        14 => format!(
            "{}https://{host}",
            r.pick(&[" ", "\n", "\0", "x", "view-source:"])
        ),
        _ => format!(
            "https://{label}.{}",
            host.replacen("net", r.pick(&["ne", "nett", "com", "n3t"]), 1)
        ),
    }
}

#[test]
fn a_million_lookalike_origins_are_refused() {
    let guide = Guide::parse(include_str!("../extension/guides/autotask.json")).unwrap();
    let mut r = Random(0x0070_726f_7875_6d61);
    for n in 0..1_000_000 {
        let origin = lookalike(&mut r);
        assert!(!is_product(&guide, &origin), "{n}: {origin:?}");
    }
    for host in HOSTS {
        assert!(is_product(&guide, &format!("https://{host}")), "{host}");
    }
}

#[test]
fn a_destination_is_a_plain_https_origin() {
    let mut r = Random(7);
    for _ in 0..10_000 {
        let (a, b) = (r.label(), r.label());
        assert!(is_destination(&format!("https://{a}.{b}.com")));
        for bad in [
            format!("http://{a}.{b}.com"),
            format!("https://{a}.{b}.com:444"),
            format!("https://{a}@{b}.com"),
            format!("https://{a}.{b}.com/"),
            format!("https://{a}..com"),
            format!("https://{a}"),
        ] {
            assert!(!is_destination(&bad), "{bad}");
        }
    }
}
