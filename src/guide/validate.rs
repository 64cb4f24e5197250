//! Reading a guide file, and refusing one that is wrong: the message names the step and the field.

use super::format::Guide;
#[cfg(not(target_arch = "wasm32"))]
use super::format::{Branch, Cond};
#[cfg(not(target_arch = "wasm32"))]
use std::collections::BTreeSet;
use std::fmt;

/// What is wrong with a guide file. A guide with an error is never used: the build fails.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuideError {
    /// Where: step, target or page and its field.
    pub at: String,
    /// What.
    pub what: String,
}

impl fmt::Display for GuideError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "guide: {}: {}", self.at, self.what)
    }
}

impl std::error::Error for GuideError {}

fn error<T>(at: impl Into<String>, what: impl Into<String>) -> Result<T, GuideError> {
    Err(GuideError {
        at: at.into(),
        what: what.into(),
    })
}

impl Guide {
    /// The guide as the build packed it, already checked.
    ///
    /// # Errors
    /// When the bytes are not a guide of this version.
    #[cfg(target_arch = "wasm32")]
    pub fn packed(bytes: &[u8]) -> Result<Guide, GuideError> {
        postcard::from_bytes(bytes).or_else(|_| error("packed guide", "is not of this version"))
    }

    /// Reads and checks a guide file.
    ///
    /// # Errors
    /// The first thing that is wrong, with its place.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn parse(json: &str) -> Result<Guide, GuideError> {
        let guide: Guide = serde_json::from_str(json)
            .or_else(|e| error(format!("line {}", e.line()), e.to_string()))?;
        guide.check()?;
        Ok(guide)
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl Guide {
    fn check(&self) -> Result<(), GuideError> {
        if self.hosts.is_empty()
            || self
                .hosts
                .iter()
                .any(|h| h.is_empty() || h.starts_with('.'))
        {
            return error(
                "hosts",
                "needs at least one host suffix without a leading dot",
            );
        }
        self.check_targets()?;
        self.check_pages()?;
        let mut seen = BTreeSet::new();
        for step in &self.steps {
            if !seen.insert((&step.id, step.branch.map(|b| b == Branch::NewUser))) {
                return error(
                    format!("step «{}»: id", step.id),
                    "used twice in the same branch",
                );
            }
            self.check_step(step)?;
        }
        if let Some(c) = &self.credentials {
            self.need_target("credentials: id", &c.id)?;
            self.need_target("credentials: secret", &c.secret)?;
            for page in &c.pages {
                self.need_page("credentials: pages", page)?;
            }
        }
        for t in &self.problems {
            for page in &t.pages {
                self.need_page(&format!("problem «{}»: pages", t.code), page)?;
            }
            if let Some(holds) = &t.holds {
                self.check_cond(&format!("problem «{}»: holds", t.code), holds)?;
            }
        }
        for r in &self.checks {
            self.need_page(&format!("check «{}»: page", r.id), &r.page)?;
            self.check_cond(&format!("check «{}»: holds", r.id), &r.holds)?;
        }
        Ok(())
    }

    fn check_targets(&self) -> Result<(), GuideError> {
        for (id, t) in self.targets.iter() {
            if t.role.is_empty() {
                return error(format!("target «{id}»: role"), "names no role");
            }
            if t.names.is_empty() && t.within.is_none() && t.class.is_empty() {
                return error(
                    format!("target «{id}»: names"),
                    "a target without a name needs «within» or «class»",
                );
            }
            if let Some(opener) = &t.opened_by {
                self.need_target(&format!("target «{id}»: opened_by"), opener)?;
            }
            if let Some(other) = &t.not_in_bar_of {
                let place = format!("target «{id}»: not_in_bar_of");
                self.need_target(&place, other)?;
                let theirs = self.targets.get(other);
                if theirs.is_some_and(|t| t.not_in_bar_of.is_some()) {
                    return error(place, "runs in a circle");
                }
            }
            let mut outer = t.within.as_deref();
            let mut depth = 0;
            while let Some(name) = outer {
                self.need_target(&format!("target «{id}»: within"), name)?;
                depth += 1;
                if depth > 8 {
                    return error(format!("target «{id}»: within"), "runs in a circle");
                }
                outer = self.targets.get(name).and_then(|s| s.within.as_deref());
            }
        }
        Ok(())
    }

    fn check_pages(&self) -> Result<(), GuideError> {
        for page in &self.pages {
            let reach: i32 = page.evidence.iter().map(|e| e.points.max(0)).sum();
            if reach < page.need || page.need <= 0 {
                return error(
                    format!("page «{}»: need", page.id),
                    format!("{} of at most {reach} points", page.need),
                );
            }
            for e in &page.evidence {
                if let Some(t) = &e.target {
                    self.need_target(&format!("page «{}»: evidence", page.id), t)?;
                }
            }
        }
        Ok(())
    }

    fn check_step(&self, step: &super::format::Step) -> Result<(), GuideError> {
        let at = |field: &str| format!("step «{}»: {field}", step.id);
        for page in &step.pages {
            self.need_page(&at("pages"), page)?;
        }
        for shown in &step.show {
            self.need_target(&at("show"), &shown.target)?;
            if let Some(until) = &shown.until {
                self.check_cond(&at("show"), until)?;
            }
        }
        self.check_cond(&at("done"), &step.done)?;
        if let Some(when) = &step.when {
            self.check_cond(&at("when"), when)?;
        }
        for target in step.suggest.keys() {
            self.need_target(&at("suggest"), target)?;
        }
        if let Some(auto) = &step.automatic {
            for target in auto.tick.iter().chain(&auto.press).chain(auto.fill.keys()) {
                self.need_target(&at("automatic"), target)?;
            }
        }
        if let Some(saves) = &step.saves {
            self.need_target(&at("saves"), &saves.button)?;
            if let Some(field) = &saves.names {
                self.need_target(&at("saves"), field)?;
            }
        }
        Ok(())
    }

    fn check_cond(&self, at: &str, cond: &Cond) -> Result<(), GuideError> {
        match cond {
            Cond::All(list) | Cond::Any(list) => {
                list.iter().try_for_each(|c| self.check_cond(at, c))
            }
            Cond::Not(inner) => self.check_cond(at, inner),
            Cond::Page(p) => self.need_page(at, p),
            Cond::Step(s) | Cond::Declared(s) => {
                if self.steps.iter().any(|step| &step.id == s) {
                    Ok(())
                } else {
                    error(at, format!("there is no step «{s}»"))
                }
            }
            other => other.target().map_or(Ok(()), |t| self.need_target(at, t)),
        }
    }

    fn need_target(&self, at: &str, id: &str) -> Result<(), GuideError> {
        if self.targets.contains_key(id) {
            Ok(())
        } else {
            error(at, format!("there is no target «{id}»"))
        }
    }

    fn need_page(&self, at: &str, id: &str) -> Result<(), GuideError> {
        if self.pages.iter().any(|p| p.id == id) {
            Ok(())
        } else {
            error(at, format!("there is no page «{id}»"))
        }
    }
}
