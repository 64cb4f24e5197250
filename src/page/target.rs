//! What is looked for: the description of a target as a guide gives it.
//!
//! A description speaks of meaning (role, names in any language, section, neighbours, what it must
//! not be) and, as weak hints only, of how the page was built. `locate` scores it.

use serde::{Deserialize, Serialize};

/// Roles the product tells apart. ARIA's, narrowed to what guides need, plus what kits draw
/// without ARIA (a section's heading that opens and closes it, a grid's row).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Push button, tool bar item, icon button.
    Button,
    /// Link.
    Link,
    /// Item of an open menu or of a navigation list.
    MenuItem,
    /// Tab of a tab bar.
    Tab,
    /// Check box, real or drawn.
    Checkbox,
    /// Radio, real or drawn.
    Radio,
    /// One-line or multi-line text field, numeric field.
    Textbox,
    /// `<select>`, combo box, drawn picker.
    Combobox,
    /// Option of an open list.
    Option,
    /// The heading (toggle) of a collapsible section. `State::expanded` is the section's.
    Section,
    /// Heading of anything else, title bar.
    Heading,
    /// A row of a grid or table.
    Row,
    /// A cell.
    Cell,
    /// A list with several selectable items (list box).
    Listbox,
    /// Modal or in-page dialog.
    Dialog,
    /// Alert, validation summary, message bar.
    Alert,
    /// Image.
    Image,
    /// Plain text.
    Text,
    /// Anything else.
    Generic,
}

impl Role {
    /// All roles, in the order of their numbers.
    pub const ALL: [Role; 19] = [
        Role::Button,
        Role::Link,
        Role::MenuItem,
        Role::Tab,
        Role::Checkbox,
        Role::Radio,
        Role::Textbox,
        Role::Combobox,
        Role::Option,
        Role::Section,
        Role::Heading,
        Role::Row,
        Role::Cell,
        Role::Listbox,
        Role::Dialog,
        Role::Alert,
        Role::Image,
        Role::Text,
        Role::Generic,
    ];
}

/// One way a label can read. `*` stands for any words (a tenant's own term), so
/// `* Settings & Users` matches «Company Settings & Users».
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), serde(from = "authored::Label"))]
pub enum Label {
    /// Text in English.
    En(String),
    /// Text with its language and how sure it is (`documented`, `vendor`, `guess`,
    /// `reworded`).
    In {
        /// The label.
        text: String,
        /// BCP 47 language.
        lang: String,
        /// How sure.
        sure: String,
    },
}

impl Label {
    /// The pattern.
    pub fn text(&self) -> &str {
        match self {
            Label::En(text) | Label::In { text, .. } => text,
        }
    }
}

/// How labels are written in a guide's file: a text, or a text with its language. What ships is
/// packed by the build and has no such choices.
#[cfg(not(target_arch = "wasm32"))]
mod authored {
    use serde::Deserialize;

    #[derive(Deserialize)]
    #[serde(untagged)]
    pub enum Label {
        En(String),
        In {
            text: String,
            lang: String,
            #[serde(default)]
            sure: String,
        },
    }

    impl From<Label> for super::Label {
        fn from(label: Label) -> Self {
            match label {
                Label::En(text) => super::Label::En(text),
                Label::In { text, lang, sure } => super::Label::In { text, lang, sure },
            }
        }
    }
}

/// Description of one target.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// Accepted roles, the likeliest first.
    #[serde(default)]
    pub role: Vec<Role>,
    /// Accepted names, the likeliest first. Empty: the target has no name (icon button).
    #[serde(default)]
    pub names: Vec<Label>,
    /// Name of a section it lies in (any of these). A page may have no such section
    /// (another layout): lowers confidence, does not exclude, unless another candidate has it.
    #[serde(default)]
    pub section: Vec<Label>,
    /// Each section has one like it: what lies in another section is not meant.
    #[serde(default)]
    pub section_only: bool,
    /// Texts expected close by: group label, unit, neighbour in the same row.
    #[serde(default)]
    pub near: Vec<Label>,
    /// Names that look alike and must lose.
    #[serde(default)]
    pub not: Vec<Label>,
    /// Class names seen on such elements or their close ancestors. Weak.
    #[serde(default)]
    pub class: Vec<String>,
    /// Attribute values seen on such elements (`name=value`). Weak.
    #[serde(default)]
    pub attr: Vec<String>,
    /// Only inside the element found for this other target of the guide (a row, a section).
    #[serde(default)]
    pub within: Option<String>,
    /// An item of the menu or list that this other target opens; what belongs to another row or field
    /// is none.
    #[serde(default)]
    pub opened_by: Option<String>,
    /// Not in the bar that this other target lies in: a product's own bar has a «New» of its own.
    #[serde(default)]
    pub not_in_bar_of: Option<String>,
    /// May be there twice, above and below a form: either will do.
    #[serde(default)]
    pub repeated: bool,
    /// Of several that are called the same, the one furthest to the left: shells have a panel on either
    /// side.
    #[serde(default)]
    pub leftmost: bool,
    /// Opens a menu: of a split button the arrow is meant.
    #[serde(default)]
    pub opens_menu: bool,
}
