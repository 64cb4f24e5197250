//! Checks the guide in `extension/guides/` and packs it for the core: a guide with an error fails
//! the build with the step and the field, and the Wasm needs no code to read JSON guides.
//! `PROXUMA_GUIDE=FILE` packs another one instead, to try it in a browser.

use std::path::PathBuf;

#[path = "src/small.rs"]
#[allow(dead_code)]
mod small;
#[path = "src/page"]
#[allow(dead_code)]
mod page {
    pub mod target;
}
#[path = "src/guide"]
#[allow(dead_code)]
mod guide {
    pub mod format;
    pub mod validate;
}

const OWN: &str = "extension/guides";

fn main() {
    println!("cargo::rerun-if-env-changed=PROXUMA_GUIDE");
    println!("cargo::rerun-if-changed={OWN}");
    println!("cargo::rerun-if-changed=src/guide");
    println!("cargo::rerun-if-changed=src/page/target.rs");
    if let Err(problem) = pack() {
        println!("cargo::error={problem}");
    }
}

fn pack() -> Result<(), Box<dyn std::error::Error>> {
    let path = match std::env::var_os("PROXUMA_GUIDE") {
        Some(other) => PathBuf::from(other),
        None => only_guide()?,
    };
    println!("cargo::rerun-if-changed={}", path.display());
    let json = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    let guide =
        guide::format::Guide::parse(&json).map_err(|e| format!("{}: {e}", path.display()))?;
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    std::fs::write(out.join("shipped.guide"), postcard::to_allocvec(&guide)?)?;
    Ok(())
}

/// The extension runs one guide: a second one beside it would be packed for nobody.
fn only_guide() -> Result<PathBuf, Box<dyn std::error::Error>> {
    let mut guides = Vec::new();
    for entry in std::fs::read_dir(OWN)? {
        let path = entry?.path();
        if path.extension().is_some_and(|e| e == "json") && !path.ends_with("schema.json") {
            guides.push(path);
        }
    }
    match guides.pop() {
        Some(path) if guides.is_empty() => Ok(path),
        _ => Err(format!("{OWN} must hold exactly one guide beside its schema").into()),
    }
}
