//! One tenant: security levels, users, and the log of what happened. Each visitor (cookie) has one
//! of its own, so that tests can run side by side.

use crate::catalog;
use crate::random::{KEY_ALPHABET, Random, SECRET_ALPHABET};
use crate::switches::Switches;
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A security level.
#[derive(Debug, Clone, Serialize)]
pub struct Level {
    /// Number.
    pub id: u32,
    /// Name as listed.
    pub name: String,
    /// One of Autotask's own: can't be changed.
    pub system: bool,
    /// For API users only.
    pub api_only: bool,
    /// Active.
    pub active: bool,
    /// Values by field name of the catalog; a field that is missing is off.
    pub values: BTreeMap<String, String>,
}

/// A resource.
#[derive(Debug, Clone, Serialize)]
pub struct User {
    /// Number.
    pub id: u32,
    /// First name.
    pub first: String,
    /// Last name.
    pub last: String,
    /// E-mail address.
    pub email: String,
    /// API user.
    pub api: bool,
    /// Active.
    pub active: bool,
    /// Locked after repeated wrong sign-ins.
    pub locked: bool,
    /// Number of its security level.
    pub level: u32,
    /// Username (Key).
    pub key: String,
    /// Password (Secret): kept here so that a test can compare; no page shows it again.
    pub secret: String,
    /// Integration vendor.
    pub vendor: String,
    /// Associated lines of business.
    pub lines: Vec<String>,
}

/// A ticket category, as pages and tests see it.
#[derive(Debug, Clone, Serialize)]
pub struct Category {
    /// Shown name.
    pub name: String,
    /// Visible in the client portal.
    pub portal: bool,
}

/// Everything of one visitor.
pub struct Tenant {
    /// Switches.
    pub switches: Switches,
    /// Levels.
    pub levels: Vec<Level>,
    /// Users.
    pub users: Vec<User>,
    /// Ticket categories.
    pub categories: Vec<Category>,
    /// What happened, oldest first.
    pub events: Vec<Value>,
    random: Random,
    next: u32,
}

/// Domain of the tenant, behind the `@` of every key.
pub const DOMAIN: &str = "acme.example";
/// The entry of the vendor list.
pub const VENDOR: &str = "Proxuma - Resource Planning & Project Management";

const SYSTEM_LEVELS: &[&str] = &[
    "API User (system) Can't Read Costs (API-only)",
    "API User (system) (API-only)",
    "Accounting (system)",
    "Contractor (system)",
    "CRM Manager (system)",
    "CRM User (system)",
    "Dashboard User (system)",
    "Full Access (system)",
    "Inventory Manager (system)",
    "Limited Access (system)",
    "Manager (system)",
    "Project Manager (system)",
    "Project User (system)",
    "Sales Manager (system)",
    "Service Desk User (system)",
    "Service Desk Manager (system)",
    "System Administrator (system)",
    "Team Member (system)",
    "Time and Attendance (system)",
];

impl Tenant {
    /// A new tenant.
    pub fn new(switches: Switches, seed: u64) -> Self {
        let mut t = Tenant {
            switches,
            levels: Vec::new(),
            users: Vec::new(),
            categories: ["Standard", "RMM Alert"]
                .map(|name| Category {
                    name: name.into(),
                    portal: false,
                })
                .to_vec(),
            events: Vec::new(),
            random: Random::seeded(seed),
            next: 100,
        };
        for name in SYSTEM_LEVELS {
            let api = name.starts_with("API User");
            t.add_level(name, true, api);
        }
        t.add_level("Service Desk - reads invoices", false, false);
        t.add_level("Backup monitoring API", false, true);
        if t.switches.level == "exists" {
            t.add_level("Proxuma API Connection", false, true);
        }
        if t.switches.levels == "many" {
            for n in 1..=50 {
                t.add_level(&format!("Integration {n:02}"), false, true);
            }
        }
        for n in 1..=8 {
            t.add_user(&format!("Service Desk {n}"), "Agent", false);
        }
        t.add_user("Backup", "Monitoring", true);
        if t.switches.user == "exists" {
            t.add_user("Proxuma", "Integration", true);
        }
        match t.switches.setup.as_str() {
            "right" => t.set_up(true),
            "wrong" => t.set_up(false),
            _ => {}
        }
        for n in 0..t.switches.rows {
            t.add_user(&format!("Field {n:05}"), "Engineer", false);
        }
        t
    }

    fn number(&mut self) -> u32 {
        self.next += 1;
        self.next
    }

    fn add_level(&mut self, name: &str, system: bool, api_only: bool) {
        let id = self.number();
        let mut values = BTreeMap::new();
        if api_only {
            values.insert("other.misc.noexpiry".into(), "1".into());
        }
        values.insert(
            "other.webhooks.maximum".into(),
            self.switches.webhooks.to_string(),
        );
        self.levels.push(Level {
            id,
            name: name.into(),
            system,
            api_only,
            active: true,
            values,
        });
    }

    fn add_user(&mut self, first: &str, last: &str, api: bool) {
        let id = self.number();
        let level = self
            .levels
            .iter()
            .find(|l| l.api_only == api)
            .map_or(0, |l| l.id);
        let key = if api { self.key() } else { String::new() };
        let email = format!("{}@{DOMAIN}", first.to_lowercase().replace(' ', "."));
        self.users.push(User {
            id,
            first: first.into(),
            last: last.into(),
            email,
            api,
            active: true,
            locked: false,
            level,
            key,
            secret: String::new(),
            vendor: String::new(),
            lines: Vec::new(),
        });
    }

    /// The level and the user for Proxuma, as the article wants them or with everything wrong.
    fn set_up(&mut self, right: bool) {
        self.add_level("Proxuma API Connection", false, true);
        if let Some(level) = self.levels.last_mut() {
            level.active = right;
            let state = if right { "1" } else { "0" };
            let wanted = ["other.webhooks.create", "other.misc.noexpiry"];
            for (field, kind) in catalog::fields() {
                let box_of_api = field.starts_with("api.") && kind == catalog::Kind::Check;
                if box_of_api || wanted.contains(&field.as_str()) {
                    level.values.insert(field, state.into());
                }
            }
            let most = if right { "50" } else { "10" };
            level
                .values
                .insert("other.webhooks.maximum".into(), most.into());
        }
        let mine = self.levels.last().map_or(0, |l| l.id);
        self.add_user("Proxuma", "Integration", true);
        let other = self.levels.first().map_or(0, |l| l.id);
        if let Some(user) = self.users.last_mut() {
            user.active = right;
            user.locked = !right;
            user.level = if right { mine } else { other };
            user.vendor = if right { VENDOR } else { "Rewst - Automation" }.into();
            user.lines = if right {
                vec!["Managed Services".into()]
            } else {
                Vec::new()
            };
        }
    }

    /// A generated key: 15 characters, `@` and the tenant's domain.
    pub fn key(&mut self) -> String {
        format!("{}@{DOMAIN}", self.random.text(KEY_ALPHABET, 15))
    }

    /// A generated secret: 25 characters.
    pub fn secret(&mut self) -> String {
        self.random.text(SECRET_ALPHABET, 25)
    }

    /// What a page may know: no secret is ever in it.
    pub fn session(&self) -> Value {
        let users: Vec<Value> = self
            .users
            .iter()
            .map(|u| json!({"id": u.id, "first": u.first, "last": u.last, "email": u.email, "api": u.api, "active": u.active, "locked": u.locked, "level": u.level, "key": u.key, "vendor": u.vendor, "lines": u.lines}))
            .collect();
        json!({"switches": self.switches, "levels": self.levels, "users": users, "categories": self.categories, "sections": catalog::describe(&self.switches), "domain": DOMAIN, "vendors": self.vendors(), "copy": self.switches.copy_label(), "settings": self.switches.settings_and_users(), "words": crate::labels::words(&self.switches)})
    }

    fn vendors(&self) -> Vec<&'static str> {
        let all = [
            "Backup Radar - Monitoring",
            "Hudu - Documentation",
            "ITG - Documentation Management",
            "Project Hub - Planning",
            VENDOR,
            "Rewst - Automation",
            "TimeZest - scheduling",
        ];
        all.into_iter()
            .filter(|v| self.switches.vendor != "missing" || *v != VENDOR)
            .collect()
    }

    /// Saves a security level. Errors are texts as the page shows them.
    pub fn save_level(&mut self, body: &Value) -> Result<u32, Vec<String>> {
        let name = text(body, "name").trim().to_owned();
        let id = body["id"].as_u64().and_then(|n| u32::try_from(n).ok());
        let mut errors = self.forced(&["name-taken", "server-error", "session"]);
        if name.is_empty() || self.switches.validation == "required" {
            errors.push("Name: Required".into());
        }
        if self
            .levels
            .iter()
            .any(|l| l.name == name && Some(l.id) != id)
        {
            errors.push("A security level with this name already exists.".into());
        }
        if id.is_some_and(|id| self.levels.iter().any(|l| l.id == id && l.system)) {
            errors.push("System security levels cannot be saved.".into());
        }
        if id.is_none()
            && self
                .levels
                .iter()
                .filter(|l| l.api_only && !l.system)
                .count()
                >= 50
        {
            errors.push("The maximum number of API-only security levels has been reached.".into());
        }
        self.events
            .push(json!({"what": "save-level", "body": body, "errors": errors}));
        if !errors.is_empty() {
            return Err(errors);
        }
        let values: BTreeMap<String, String> = body["values"]
            .as_object()
            .map(|m| {
                m.iter()
                    .map(|(k, v)| (k.clone(), v.as_str().unwrap_or_default().to_owned()))
                    .collect()
            })
            .unwrap_or_default();
        let saved = Level {
            id: id.unwrap_or_else(|| self.number()),
            name,
            system: false,
            api_only: true,
            active: body["active"] == json!(true),
            values,
        };
        let number = saved.id;
        self.levels.retain(|l| l.id != number);
        self.levels.push(saved);
        Ok(number)
    }

    /// Saves a new ticket category.
    pub fn save_category(&mut self, body: &Value) -> Result<u32, Vec<String>> {
        let name = text(body, "name").trim().to_owned();
        let mut errors = self.forced(&["server-error"]);
        if name.is_empty() {
            errors.push("Name: Required".into());
        }
        self.events
            .push(json!({"what": "save-category", "body": body, "errors": errors}));
        if !errors.is_empty() {
            return Err(errors);
        }
        let portal = body["portal"].as_bool().unwrap_or_default();
        self.categories.push(Category { name, portal });
        Ok(self.number())
    }

    /// Saves an API user.
    pub fn save_user(&mut self, body: &Value) -> Result<u32, Vec<String>> {
        let id = body["id"].as_u64().and_then(|n| u32::try_from(n).ok());
        let mut errors = self.forced(&["email", "username-taken", "server-error", "session"]);
        for (field, label) in [
            ("first", "First Name"),
            ("last", "Last Name"),
            ("email", "Email Address"),
            ("key", "Username (Key)"),
        ] {
            if text(body, field).trim().is_empty()
                || (self.switches.validation == "required" && field == "last")
            {
                errors.push(format!("{label}: Required"));
            }
        }
        if id.is_none() && text(body, "secret").is_empty() {
            errors.push("Password (Secret): Required".into());
        }
        if !text(body, "email").contains('@') {
            errors.push("Email Address: Please enter a valid email address.".into());
        }
        if body["level"].as_u64().is_none() {
            errors.push("Security Level: Required".into());
        }
        if self
            .users
            .iter()
            .any(|u| u.api && u.key == text(body, "key") && Some(u.id) != id)
        {
            errors.push("This user name is already in use.".into());
        }
        self.events
            .push(json!({"what": "save-user", "body": body, "errors": errors}));
        if !errors.is_empty() {
            return Err(errors);
        }
        let old = id
            .and_then(|id| self.users.iter().find(|u| u.id == id))
            .map(|u| u.secret.clone())
            .unwrap_or_default();
        let secret = Some(text(body, "secret").to_owned())
            .filter(|s| !s.is_empty())
            .unwrap_or(old);
        let saved = User {
            id: id.unwrap_or_else(|| self.number()),
            first: text(body, "first").into(),
            last: text(body, "last").into(),
            email: text(body, "email").into(),
            api: true,
            active: body["active"] != json!(false),
            locked: body["locked"] == json!(true),
            level: body["level"]
                .as_u64()
                .and_then(|n| u32::try_from(n).ok())
                .unwrap_or(0),
            key: text(body, "key").into(),
            secret,
            vendor: text(body, "vendor").into(),
            lines: body["lines"]
                .as_array()
                .map(|l| {
                    l.iter()
                        .filter_map(Value::as_str)
                        .map(str::to_owned)
                        .collect()
                })
                .unwrap_or_default(),
        };
        let number = saved.id;
        self.users.retain(|u| u.id != number);
        self.users.push(saved);
        Ok(number)
    }

    /// Errors that a switch forces.
    fn forced(&self, which: &[&str]) -> Vec<String> {
        let text = match self.switches.validation.as_str() {
            v if !which.contains(&v) => return Vec::new(),
            "name-taken" => "A security level with this name already exists.",
            "email" => "Email Address: Please enter a valid email address.",
            "username-taken" => {
                "This user name is already in use, perhaps by an inactive resource."
            }
            "session" => "Your session has expired. Please sign in again.",
            _ => "An unexpected error has occurred on the server.",
        };
        vec![text.into()]
    }
}

fn text<'v>(body: &'v Value, name: &str) -> &'v str {
    body[name].as_str().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tenant(query: &str) -> Tenant {
        Tenant::new(Switches::from_query(query), 1)
    }

    #[test]
    fn a_level_is_saved_once_and_its_name_is_then_taken() {
        let mut t = tenant("");
        let body = json!({"name": "Proxuma API Connection", "active": true, "values": {"other.webhooks.create": "1"}});
        let id = t.save_level(&body).unwrap();
        assert_eq!(
            t.levels.iter().find(|l| l.id == id).unwrap().values["other.webhooks.create"],
            "1"
        );
        assert_eq!(
            t.save_level(&body).unwrap_err(),
            ["A security level with this name already exists."]
        );
        assert_eq!(
            t.save_level(&json!({"name": " "})).unwrap_err(),
            ["Name: Required"]
        );
    }

    #[test]
    fn a_user_needs_everything_and_its_secret_is_in_no_session() {
        let mut t = tenant("");
        assert_eq!(
            t.save_user(&json!({})).unwrap_err().len(),
            7,
            "{:?}",
            t.events
        );
        let (key, secret) = (t.key(), t.secret());
        assert_eq!((key.find('@'), secret.len()), (Some(15), 25));
        t.save_user(&json!({"first": "Proxuma", "last": "API", "email": "api@acme.example", "level": 102, "key": key, "secret": secret})).unwrap();
        assert!(!t.session().to_string().contains(&secret));
        assert_eq!(t.users.last().unwrap().secret, secret);
    }

    #[test]
    fn switches_change_what_there_is() {
        assert!(
            tenant("level=exists")
                .levels
                .iter()
                .any(|l| l.name == "Proxuma API Connection")
        );
        assert!(
            tenant("levels=many")
                .save_level(&json!({"name": "x"}))
                .unwrap_err()[0]
                .contains("maximum number")
        );
        assert!(
            tenant("vendor=missing").session()["vendors"]
                .as_array()
                .unwrap()
                .iter()
                .all(|v| v != VENDOR)
        );
        assert_eq!(tenant("rows=5000").users.len(), 5009);
        assert!(
            tenant("validation=email")
                .save_user(&json!({}))
                .unwrap_err()[0]
                .contains("valid email")
        );
    }
}
