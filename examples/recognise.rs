//! Recognition alone, as Wasm, for the benchmark: reads a digest and locates the guide's targets
//! exactly as the extension does (`guide::View`). Built by `scripts/bench/recognise.mjs` with the
//! flags of the shipped module; nothing of it is shipped. Empty on any other architecture.

#[cfg(target_arch = "wasm32")]
mod reader {
    use proxuma_connect::guide::Guide;
    use proxuma_connect::guide::view::{Sight, View};
    use proxuma_connect::page::Page;
    use wasm_bindgen::prelude::{JsError, wasm_bindgen};

    const GUIDE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/shipped.guide"));

    /// The guide and the page read last.
    #[wasm_bindgen]
    pub struct Reader {
        guide: Guide,
        view: Option<View>,
    }

    #[wasm_bindgen]
    impl Reader {
        /// Unpacks the guide; no page is read yet.
        #[wasm_bindgen(constructor)]
        pub fn new() -> Result<Reader, JsError> {
            let guide = Guide::packed(GUIDE).map_err(|e| JsError::new(&e.what))?;
            Ok(Reader { guide, view: None })
        }

        /// Reads a digest; what was read before is forgotten.
        pub fn read(&mut self, digest: &str) -> Result<(), JsError> {
            let page = Page::parse(digest).map_err(|e| JsError::new(&e.to_string()))?;
            self.view = Some(View::new(page));
            Ok(())
        }

        /// Element number of a target that is found with confidence; 0 when unsure, −1 when absent.
        pub fn find(&self, target: &str) -> i32 {
            let Some(view) = &self.view else { return -1 };
            match view.find(&self.guide, target) {
                Sight::Here(found) => {
                    i32::try_from(view.page().node(found.node).id).unwrap_or_default()
                }
                Sight::Unsure(_) => 0,
                Sight::Absent => -1,
            }
        }
    }
}
