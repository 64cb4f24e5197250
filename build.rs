//! Checks every guide in `extension/guides/` and packs it for the core: a guide with an error
//! fails the build with the step and the field, and the Wasm needs no code to read JSON guides.

use std::path::Path;

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

fn main() {
    println!("cargo::rerun-if-changed=extension/guides");
    println!("cargo::rerun-if-changed=src/guide");
    println!("cargo::rerun-if-changed=src/page/target.rs");
    if let Err(problem) = pack() {
        println!("cargo::error={problem}");
    }
}

fn pack() -> Result<(), Box<dyn std::error::Error>> {
    let out = std::env::var("OUT_DIR")?;
    for entry in std::fs::read_dir("extension/guides")? {
        let path = entry?.path();
        if path.extension().is_none_or(|e| e != "json") || path.ends_with("schema.json") {
            continue;
        }
        let guide = guide::format::Guide::parse(&std::fs::read_to_string(&path)?)
            .map_err(|e| format!("{}: {e}", path.display()))?;
        let name = path.file_stem().and_then(|s| s.to_str()).unwrap_or("guide");
        std::fs::write(
            Path::new(&out).join(format!("{name}.guide")),
            postcard::to_allocvec(&guide)?,
        )?;
    }
    Ok(())
}
