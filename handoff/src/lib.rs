//! Proxuma Connect hand-off.
