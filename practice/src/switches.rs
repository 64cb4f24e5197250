//! The switches that vary the practice pages: what each may be, and reading and writing them as a
//! query string. What a switch *does* is in the pages and the tenant; README.md lists them all.

use serde::Serialize;

/// Which generation of Autotask's pages is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub enum Kit {
    /// The shell with the left panel and the MVC kit in a content frame.
    #[default]
    #[serde(rename = "2026")]
    Y2026,
    /// The classic landing page, real inputs, popup windows.
    #[serde(rename = "2017")]
    Y2017,
}

/// Language of an instance; it belongs to the zone, not to the user.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// German.
    De,
}

/// All switches of one visit. Text switches are empty when off.
///
/// One field per switch, named as in the query; a value that is not one of those listed in
/// README.md is ignored, so that an Autotask parameter of the same name does no harm.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Switches {
    /// Generation of the pages.
    pub kit: Kit,
    /// The tenant's word in «… Settings & Users».
    pub term: String,
    /// Language of the labels.
    pub lang: Lang,
    /// `open`, `closed` or `mixed`.
    pub sections: String,
    /// Delay of every Ajax answer, in milliseconds.
    pub slow: u64,
    /// Which validation fails: `name-taken`, `email`, `username-taken`, `required`, `server-error`,
    /// `session`.
    pub validation: String,
    /// `strict` for a Content-Security-Policy with Trusted Types.
    pub csp: String,
    /// Cross-origin isolation headers.
    pub coep: bool,
    /// `above` (an announcement over the page), `editor` (the form is a modal dialog), or `1`: both.
    pub dialog: String,
    /// `inside` or `beside`: where the key's `@domain` is drawn.
    pub domain: String,
    /// The secret is masked.
    pub masked: bool,
    /// New windows open as frames in the shell, as with the extension AES.
    pub aes: bool,
    /// `exists`: a level «Proxuma API Connection» is there already; `many`: too many levels.
    pub level: String,
    /// `exists`: an API user «Proxuma Integration» is there already.
    pub user: String,
    /// `many`: 50 custom API-only levels.
    pub levels: String,
    /// `none`, `title`, `partial` or `no-admin`: rights the administrator lacks.
    pub rights: String,
    /// Number of filler rows in the lists.
    pub rows: usize,
    /// Maximum number of Webhooks that a copied level starts with.
    pub webhooks: u32,
    /// Text of the row menu's item: `Copy` or `Copy Security Level`; empty for the kit's own.
    pub copy: String,
    /// `left` or `right`: side of the row's options icon.
    pub icon: String,
    /// `blocked`: new windows are blocked and the page says so; `silent`: nothing says so.
    pub popup: String,
    /// `missing`: the vendor list has no Proxuma.
    pub vendor: String,
    /// `hangs`: what is generated or saved gets no answer.
    pub ajax: String,
    /// The webhook check box unticks itself 300 ms after it was ticked.
    pub flip: bool,
    /// There are two sections named Other.
    pub twins: bool,
    /// DOM changes per second in an unrelated corner.
    pub churn: u32,
    /// `dark` or `light`.
    pub theme: String,
    /// `on`: the copied level may log in to the API already.
    pub login: String,
    /// Kit 2017 only: «Can login to Web Services API» is in the section Other, as it was then.
    pub login_in_other: bool,
    /// `expired`: the session has ended; every page leads to the sign-in.
    pub session: String,
    /// `right` or `wrong`: the level and the API user for Proxuma exist, set up well or badly.
    pub setup: String,
    /// `other`: the level editor has no section Other.
    pub without: String,
    /// `full`: check boxes, too, need the whole pointer and mouse sequence.
    pub press: String,
    /// The practice Proxuma's form: `plain`, `react`, `hidden`, `covered`, `iframe`, `twins`, `readonly`, `swapped`.
    pub form: String,
}

impl Default for Switches {
    fn default() -> Self {
        let text = String::new;
        Switches {
            kit: Kit::Y2026,
            term: "Company".into(),
            lang: Lang::En,
            sections: "mixed".into(),
            slow: 0,
            validation: text(),
            csp: text(),
            coep: false,
            dialog: text(),
            domain: "inside".into(),
            masked: false,
            aes: false,
            level: text(),
            user: text(),
            levels: text(),
            rights: text(),
            rows: 0,
            webhooks: 0,
            copy: text(),
            icon: "left".into(),
            popup: text(),
            vendor: text(),
            ajax: text(),
            flip: false,
            twins: false,
            churn: 0,
            theme: "light".into(),
            login: text(),
            login_in_other: false,
            session: text(),
            setup: text(),
            without: text(),
            press: text(),
            form: "plain".into(),
        }
    }
}

/// The switches whose values are words of a closed list; the empty word turns one off.
const WORDS: &[(&str, &[&str])] = &[
    ("sections", &["open", "closed", "mixed"]),
    (
        "validation",
        &[
            "name-taken",
            "email",
            "username-taken",
            "required",
            "server-error",
            "session",
        ],
    ),
    ("csp", &["strict"]),
    ("dialog", &["1", "above", "editor"]),
    ("domain", &["inside", "beside"]),
    ("level", &["exists"]),
    ("user", &["exists"]),
    ("levels", &["many"]),
    ("rights", &["none", "title", "partial", "no-admin"]),
    ("copy", &["Copy", "Copy Security Level"]),
    ("icon", &["left", "right"]),
    ("popup", &["blocked", "silent"]),
    ("vendor", &["missing"]),
    ("ajax", &["hangs"]),
    ("theme", &["dark", "light"]),
    ("login", &["on"]),
    ("session", &["expired"]),
    ("setup", &["right", "wrong"]),
    ("without", &["other"]),
    ("press", &["full"]),
    (
        "form",
        &[
            "plain", "react", "hidden", "covered", "iframe", "twins", "readonly", "swapped",
        ],
    ),
];

/// More rows than this would only test the machine's memory.
const MOST_ROWS: usize = 20_000;
/// A page that changes more often than this no longer answers.
const MOST_CHURN: u32 = 2_000;
/// Longest delay in milliseconds, so that no test waits for ever.
const MOST_DELAY: u64 = 30_000;

impl Switches {
    /// The defaults with the switches of `query` (`a=b&c=d`, percent-encoded) set.
    pub fn from_query(query: &str) -> Self {
        let mut switches = Switches::default();
        switches.apply(query);
        switches
    }

    /// Sets the switches that `query` names and leaves the others. Returns whether any was set.
    pub fn apply(&mut self, query: &str) -> bool {
        let mut any = false;
        for (name, value) in pairs(query) {
            any |= self.set(&name, &value);
        }
        any
    }

    /// Sets one switch; `false` when there is no such switch or it cannot have that value.
    pub fn set(&mut self, name: &str, value: &str) -> bool {
        let on = value == "1";
        match name {
            "kit" => match value {
                "2026" => self.kit = Kit::Y2026,
                "2017" => self.kit = Kit::Y2017,
                _ => return false,
            },
            "lang" => match value {
                "en" => self.lang = Lang::En,
                "de" => self.lang = Lang::De,
                _ => return false,
            },
            "term" if !value.is_empty() && value.len() <= 40 => self.term = value.into(),
            "coep" => self.coep = on,
            "masked" => self.masked = on,
            "aes" => self.aes = on,
            "flip" => self.flip = on,
            "twins" => self.twins = on,
            "login-in-other" => self.login_in_other = on,
            "slow" => return number(value, MOST_DELAY, &mut self.slow),
            "rows" => return number(value, MOST_ROWS, &mut self.rows),
            "churn" => return number(value, MOST_CHURN, &mut self.churn),
            "webhooks" => return number(value, 9_999, &mut self.webhooks),
            _ => return self.set_word(name, value),
        }
        true
    }

    fn set_word(&mut self, name: &str, value: &str) -> bool {
        let known = WORDS
            .iter()
            .any(|(n, words)| *n == name && (value.is_empty() || words.contains(&value)));
        if !known {
            return false;
        }
        if let Some(slot) = self.word_mut(name) {
            *slot = value.into();
        }
        true
    }

    fn word_mut(&mut self, name: &str) -> Option<&mut String> {
        Some(match name {
            "sections" => &mut self.sections,
            "validation" => &mut self.validation,
            "csp" => &mut self.csp,
            "dialog" => &mut self.dialog,
            "domain" => &mut self.domain,
            "level" => &mut self.level,
            "user" => &mut self.user,
            "levels" => &mut self.levels,
            "rights" => &mut self.rights,
            "copy" => &mut self.copy,
            "icon" => &mut self.icon,
            "popup" => &mut self.popup,
            "vendor" => &mut self.vendor,
            "ajax" => &mut self.ajax,
            "theme" => &mut self.theme,
            "login" => &mut self.login,
            "session" => &mut self.session,
            "setup" => &mut self.setup,
            "without" => &mut self.without,
            "press" => &mut self.press,
            "form" => &mut self.form,
            _ => return None,
        })
    }

    /// The switches that differ from the defaults, as a query string that [`Switches::from_query`]
    /// reads back.
    pub fn to_query(&self) -> String {
        let mut out: Vec<String> = Vec::new();
        let base = Switches::default();
        let mut put = |name: &str, value: String, usual: String| {
            if value != usual {
                out.push(format!("{name}={}", encode(&value)));
            }
        };
        if self.kit == Kit::Y2017 {
            put("kit", "2017".into(), String::new());
        }
        if self.lang == Lang::De {
            put("lang", "de".into(), String::new());
        }
        put("term", self.term.clone(), base.term.clone());
        for (name, value) in [
            ("coep", self.coep),
            ("masked", self.masked),
            ("aes", self.aes),
            ("flip", self.flip),
            ("twins", self.twins),
            ("login-in-other", self.login_in_other),
        ] {
            put(name, u8::from(value).to_string(), "0".into());
        }
        put("slow", self.slow.to_string(), "0".into());
        put("rows", self.rows.to_string(), "0".into());
        put("churn", self.churn.to_string(), "0".into());
        put("webhooks", self.webhooks.to_string(), "0".into());
        let (mut mine, mut usual) = (self.clone(), base);
        for (name, _) in WORDS {
            if let (Some(a), Some(b)) = (mine.word_mut(name), usual.word_mut(name)) {
                put(name, a.clone(), b.clone());
            }
        }
        out.join("&")
    }

    /// Whether an announcement lies over the page.
    pub fn dialog_above(&self) -> bool {
        matches!(self.dialog.as_str(), "1" | "above")
    }

    /// Whether the forms are modal dialogs.
    pub fn dialog_editor(&self) -> bool {
        matches!(self.dialog.as_str(), "1" | "editor")
    }

    /// Text of the row menu's item that copies a security level.
    pub fn copy_label(&self) -> &'static str {
        match (self.lang, self.copy.as_str(), self.kit) {
            (Lang::De, "Copy Security Level", _) | (Lang::De, "", Kit::Y2017) => {
                "Sicherheitsstufe kopieren"
            }
            (Lang::De, ..) => "Kopieren",
            (_, "Copy Security Level", _) | (_, "", Kit::Y2017) => "Copy Security Level",
            _ => "Copy",
        }
    }
}

fn number<T: std::str::FromStr + PartialOrd>(value: &str, most: T, slot: &mut T) -> bool {
    match value.parse::<T>() {
        Ok(n) if n <= most => {
            *slot = n;
            true
        }
        _ => false,
    }
}

/// The decoded name-value pairs of a query string or a posted form.
pub fn pairs(query: &str) -> Vec<(String, String)> {
    query
        .split('&')
        .filter(|p| !p.is_empty())
        .map(|p| {
            let (name, value) = p.split_once('=').unwrap_or((p, ""));
            (decode(name), decode(value))
        })
        .collect()
}

/// The first value named `name` in a query string.
pub fn value(query: &str, name: &str) -> Option<String> {
    pairs(query)
        .into_iter()
        .find(|(n, _)| n == name)
        .map(|(_, v)| v)
}

/// Percent-decodes, with `+` as a space; bytes that are not UTF-8 become U+FFFD.
fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut i = 0;
    while i < bytes.len() {
        let hex = |at: usize| {
            bytes
                .get(at)
                .and_then(|b| char::from(*b).to_digit(16))
                .and_then(|d| u8::try_from(d).ok())
        };
        match (bytes[i], hex(i + 1), hex(i + 2)) {
            (b'%', Some(high), Some(low)) => {
                out.push(high << 4 | low);
                i += 2;
            }
            (b'+', ..) => out.push(b' '),
            (other, ..) => out.push(other),
        }
        i += 1;
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Percent-encodes everything but unreserved characters (RFC 3986, 2.3).
pub fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_read_back_as_it_was_written() {
        let query = "kit=2017&lang=de&term=Business+Unit&sections=closed&slow=250&validation=email\
                     &csp=strict&coep=1&dialog=1&domain=beside&masked=1&aes=1&level=exists&user=exists\
                     &levels=many&rights=partial&rows=5000&webhooks=10&copy=Copy%20Security%20Level\
                     &icon=right&popup=blocked&vendor=missing&ajax=hangs&flip=1&session=expired&without=other&setup=wrong&twins=1&churn=60\
                     &theme=dark&login=on&login-in-other=1&press=full&form=react";
        let switches = Switches::from_query(query);
        assert_eq!(switches.term, "Business Unit");
        assert_eq!(Switches::from_query(&switches.to_query()), switches);
        assert_eq!(switches.to_query().split('&').count(), 34);
    }

    #[test]
    fn what_is_no_switch_changes_nothing() {
        let mut switches = Switches::default();
        assert!(!switches.apply("view=admin&level=42&rows=many&slow=99999999&kit=1999"));
        assert_eq!(switches, Switches::default());
    }
}
