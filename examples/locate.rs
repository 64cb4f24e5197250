//! Measures how well elements are found again on changed pages.
//!
//! `cargo run --release --example locate -- DIR` reads element-drift files and prints one JSON
//! line: `pairs`, `top1` (strict), `tolerant` (a parent or child counts), `top3` (tolerant),
//! `confident` (share answered with confidence), `wrong_when_confident` (share of those that is
//! wrong, tolerant) and `ms_per_target` (mean time to locate one target among a page's candidates;
//! preparing the page is not in it).

#[path = "drift/mod.rs"]
mod drift;

use proxuma_connect::page::weights::SURE;
use std::process::ExitCode;
use std::time::Instant;

fn main() -> ExitCode {
    let Some(dir) = std::env::args().nth(1) else {
        eprintln!("usage: locate DIR");
        return ExitCode::FAILURE;
    };
    let sites = match drift::read(&dir) {
        Ok(sites) => sites,
        Err(why) => {
            eprintln!("{why}");
            return ExitCode::FAILURE;
        }
    };
    let (mut pairs, mut top1, mut tolerant, mut top3) = (0u32, 0u32, 0u32, 0u32);
    let (mut confident, mut wrong) = (0u32, 0u32);
    let mut values = Vec::new();
    let mut seconds = 0.0;
    for site in &sites {
        for pair in &site.pairs {
            let start = Instant::now();
            let found = site.scene.find(&pair.old, &mut values);
            seconds += start.elapsed().as_secs_f64();
            pairs += 1;
            let Some(found) = found else { continue };
            let good = |i: usize| i == pair.answer || pair.near.contains(&i);
            let right = good(found.top[0]);
            top1 += u32::from(found.top[0] == pair.answer);
            tolerant += u32::from(right);
            top3 += u32::from(found.top.iter().any(|&i| good(i)));
            if found.confidence >= SURE {
                confident += 1;
                wrong += u32::from(!right);
            }
        }
    }
    let share = |n: u32, of: u32| f64::from(n) / f64::from(of.max(1));
    println!(
        "{}",
        serde_json::json!({
            "pairs": pairs,
            "top1": share(top1, pairs),
            "tolerant": share(tolerant, pairs),
            "top3": share(top3, pairs),
            "confident": share(confident, pairs),
            "wrong_when_confident": share(wrong, confident),
            "ms_per_target": seconds * 1000.0 / f64::from(pairs.max(1)),
        })
    );
    ExitCode::SUCCESS
}
