//! Reading a page: from a digest (facts) to roles, accessible names, sections and located targets.
//!
//! Pure and deterministic; knows nothing of guides, tabs or browsers.

pub mod digest;
pub mod target;

pub mod bars;
mod bits;
mod called;
mod document;
mod face;
mod gist;
mod kit;
mod label;
mod layer;
mod level;
mod ligature;
pub mod locate;
pub mod model;
mod name;
pub mod opened;
pub mod portrait;
mod repeat;
mod role;
mod row;
pub mod same;
mod section;
mod sentence;
mod shown;
mod side;
mod state;
pub mod told;
pub mod weights;
pub mod words;

pub use document::{Page, PageError};
pub use locate::{Doubt, Match, Verdict, locate};
pub use model::Why;
pub use section::Section;
pub use state::{Checked, State};
