//! What to do about an error: the one question every error of this crate answers.

/// What the person, or the program on their behalf, does next. The held credentials stay held
/// until their time is up, whichever it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Advice {
    /// Try again later by itself, with the very same bytes.
    Retry,
    /// Press Connect in Proxuma again: a fresh offer helps.
    NewOffer,
    /// Correct what was entered or generated, then try again.
    FixInput,
    /// Update the extension (or Proxuma): the two speak different versions.
    Update,
    /// Stop and report; trying again gives the same.
    Report,
    /// Stop and warn: this is what an attack looks like.
    Warn,
}

impl Advice {
    /// Whether trying again, without a person doing anything, can help.
    pub fn can_retry(self) -> bool {
        self == Advice::Retry
    }
}
