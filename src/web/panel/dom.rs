//! The panel's document: elements by id, texts, visibility, keyed lists. No HTML is ever parsed.

use crate::i18n::Catalogue;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element};

/// The document with short ways to its elements.
pub struct Page {
    document: Document,
}

impl Page {
    /// Wraps a document.
    pub fn new(document: Document) -> Self {
        Page { document }
    }

    /// The document.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// An element of the skeleton.
    pub fn get(&self, id: &str) -> Option<Element> {
        self.document.get_element_by_id(id)
    }

    /// Puts the fixed texts in: `data-msg` names the text of an element, `data-msg-label` its
    /// accessible name.
    pub fn fill_in(&self, texts: &Catalogue) {
        self.each("[data-msg]", |el| {
            if let Some(id) = el.get_attribute("data-msg") {
                el.set_text_content(Some(texts.plain(&id)));
            }
        });
        self.each("[data-msg-label]", |el| {
            if let Some(id) = el.get_attribute("data-msg-label") {
                let _ = el.set_attribute("aria-label", texts.plain(&id));
            }
        });
    }

    /// Runs over all elements that match.
    pub fn each(&self, selector: &str, f: impl Fn(&Element)) {
        let Ok(list) = self.document.query_selector_all(selector) else {
            return;
        };
        for at in 0..list.length() {
            if let Some(el) = list.get(at).and_then(|n| n.dyn_into::<Element>().ok()) {
                f(&el);
            }
        }
    }

    /// Sets a text if it differs: what stays the same is not announced again.
    pub fn text(&self, id: &str, text: &str) {
        if let Some(el) = self.get(id)
            && el.text_content().as_deref() != Some(text)
        {
            el.set_text_content(Some(text));
        }
    }

    /// Shows or hides.
    pub fn show(&self, id: &str, yes: bool) {
        if let Some(el) = self.get(id) {
            let _ = el.toggle_attribute_with_force("hidden", !yes);
        }
    }

    /// Sets an attribute if it differs.
    pub fn attr(&self, id: &str, name: &str, value: &str) {
        if let Some(el) = self.get(id)
            && el.get_attribute(name).as_deref() != Some(value)
        {
            let _ = el.set_attribute(name, value);
        }
    }

    /// Lets a control be pressed or not. It stays reachable by keyboard, so that focus is not lost.
    pub fn enable(&self, id: &str, yes: bool) {
        self.attr(id, "aria-disabled", if yes { "false" } else { "true" });
    }

    /// Makes an element with a class and a text.
    pub fn make(&self, tag: &str, class: &str, text: &str) -> Option<Element> {
        let el = self.document.create_element(tag).ok()?;
        if !class.is_empty() {
            el.set_class_name(class);
        }
        if !text.is_empty() {
            el.set_text_content(Some(text));
        }
        Some(el)
    }

    /// Brings a list to `keys`: items are kept by `data-key`, made by `make`, and brought up to
    /// date by `update`.
    pub fn list(
        &self,
        id: &str,
        keys: &[String],
        make: impl Fn(usize) -> Option<Element>,
        update: impl Fn(usize, &Element),
    ) {
        let Some(list) = self.get(id) else { return };
        while let Some(extra) = list.children().item(u32::try_from(keys.len()).unwrap_or(0)) {
            extra.remove();
        }
        for (at, key) in keys.iter().enumerate() {
            let index = u32::try_from(at).unwrap_or(u32::MAX);
            let old = list.children().item(index);
            let item = match old {
                Some(el) if el.get_attribute("data-key").as_deref() == Some(key) => el,
                old => {
                    let Some(new) = make(at) else { continue };
                    let _ = new.set_attribute("data-key", key);
                    let _ = match &old {
                        Some(el) => list.replace_child(&new, el),
                        None => list.append_child(&new),
                    };
                    new
                }
            };
            update(at, &item);
        }
    }
}

/// Sets the text of the first child with this class.
pub fn part(el: &Element, class: &str, text: &str) {
    if let Ok(list) = el.query_selector(&[".", class].concat())
        && let Some(part) = list
        && part.text_content().as_deref() != Some(text)
    {
        part.set_text_content(Some(text));
        let _ = part.toggle_attribute_with_force("hidden", text.is_empty());
    }
}
