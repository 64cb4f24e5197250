//! Changes of words: synonyms, case, punctuation, marks, pieces, other languages. Some wordings are
//! in no guide; a person understands them all the same.

use super::tree::{Rng, Tree};
use proxuma_connect::page::digest::Box2;

/// Wordings for the same thing.
const SAME: [(&str, &[&str]); 27] = [
    (
        "Save & Close",
        &[
            "Save and Close",
            "Save and close",
            "SAVE & CLOSE",
            "Save & close",
            "Save & Exit",
        ],
    ),
    ("New", &["+ New", "New…", "Add"]),
    (
        "New API User",
        &["Add API User", "New API user…", "New API-User"],
    ),
    ("Copy", &["Copy Security Level", "Copy level", "Copy…"]),
    ("Copy Security Level", &["Copy", "Copy security level…"]),
    ("Edit", &["Edit API User", "Edit…"]),
    (
        "Security Levels",
        &["Security levels", "Security Level Setup"],
    ),
    (
        "Resources/Users (HR)",
        &[
            "Resources / Users (HR)",
            "Resources/Users (HR & Security)",
            "Resources & Users (HR)",
        ],
    ),
    ("Resources/Users", &["Resources / Users", "Resources/users"]),
    ("Other", &["OTHER", "Other:"]),
    (
        "Can create Webhooks",
        &[
            "Create Company Webhooks",
            "Can create WebHooks",
            "Can create webhooks",
            "Can create company Webhooks",
        ],
    ),
    (
        "Maximum number of Webhooks",
        &[
            "Maximum number of webhooks:",
            "Max number of Webhooks",
            "Maximum Webhooks",
            "Max. number of Webhooks",
        ],
    ),
    (
        "Can login to Web Services API",
        &[
            "Can log in to Web Services API",
            "Can log into Web Services API",
            "Can login to the Web Services API",
        ],
    ),
    (
        "Web Services API",
        &["Web Services", "Web Service API", "Web services API"],
    ),
    (
        "Full Permission",
        &["Full Permissions", "Full permission", "FULL PERMISSION"],
    ),
    ("Name", &["Security Level Name", "Level Name", "Name:"]),
    ("First Name", &["First name", "First Name *", "First name:"]),
    ("Last Name", &["Surname", "Last name"]),
    (
        "Email Address",
        &[
            "E-mail Address",
            "Email",
            "E-Mail address",
            "Email address (required)",
        ],
    ),
    ("Security Level", &["Security level", "Security Level:"]),
    ("Generate Key", &["Generate key", "Generate Key…"]),
    ("Generate Secret", &["Generate secret", "GENERATE SECRET"]),
    ("Username (Key)", &["User Name (Key)", "Username (key)"]),
    (
        "Password (Secret)",
        &["Password (secret)", "Password (Secret):"],
    ),
    (
        "Integration Vendor",
        &["Integration vendor", "Integration Vendor:"],
    ),
    (
        "Line of Business",
        &["Lines of Business", "Line of business"],
    ),
    (
        "Associated",
        &["Associated Lines of Business", "Associated:"],
    ),
];

fn texts(tree: &Tree, test: impl Fn(&str) -> bool) -> Vec<usize> {
    tree.order()
        .into_iter()
        .filter(|&at| tree.node(at).is_text() && test(tree.node(at).text.trim()))
        .collect()
}

pub fn synonym(tree: &mut Tree, rng: &mut Rng) -> Option<String> {
    let known: Vec<_> = SAME
        .iter()
        .filter(|(text, _)| !texts(tree, |t| t == *text).is_empty())
        .collect();
    let (text, others) = rng.pick(&known)?;
    let new = *rng.pick(others)?;
    // «Name» on a user's page is not the level's; «Copy» beside a key is not the menu's.
    let level_only = matches!(*text, "Name" | "Copy" | "Edit" | "New");
    let wanted = match *text {
        "Name" => "level-name",
        "Copy" => "copy-item",
        "Edit" => "edit-item",
        _ => "new-button",
    };
    if level_only && tree.right(wanted).is_none() {
        return None;
    }
    for at in texts(tree, |t| t == *text) {
        tree.edit(at).text = new.into();
    }
    Some(format!("{text:?} reads {new:?}"))
}

/// A text that belongs to a target half of the time.
fn some_text(tree: &Tree, rng: &mut Rng) -> Option<usize> {
    let all = texts(tree, |t| t.contains(char::is_alphabetic) && t.len() < 60);
    let outside = |at: &&usize| {
        tree.items[**at]
            .up
            .is_some_and(|up| !matches!(tree.tag(up), "option" | "p"))
    };
    let all: Vec<usize> = all.iter().filter(outside).copied().collect();
    if rng.one_in(2) {
        return rng.pick(&all).copied();
    }
    let right = *rng.pick(&tree.rights())?;
    let near: Vec<usize> = all
        .iter()
        .copied()
        .filter(|&at| tree.within(at, right))
        .collect();
    match super::changes::unit(tree, right) {
        Some((first, count)) if near.is_empty() => {
            let (up, place) = tree.place(first)?;
            let parts = tree.items[up].kids[place..place + count].to_vec();
            let near: Vec<usize> = all
                .iter()
                .copied()
                .filter(|&at| parts.iter().any(|&p| tree.within(at, p)))
                .collect();
            rng.pick(&near).copied()
        }
        _ => rng.pick(&near).copied(),
    }
}

pub fn case(tree: &mut Tree, rng: &mut Rng) -> Option<String> {
    let at = some_text(tree, rng)?;
    let text = tree.node(at).text.clone();
    let new = match rng.below(6) {
        0 => text.to_uppercase(),
        1 => text.to_lowercase(),
        2 => format!("{text}:"),
        3 => text.replace('&', "and"),
        4 => text.replace(' ', "\u{a0}"),
        _ => text.replace('\'', "’"),
    };
    if new == text {
        return None;
    }
    tree.edit(at).text.clone_from(&new);
    Some(format!("{text:?} written {new:?}"))
}

pub fn split(tree: &mut Tree, rng: &mut Rng) -> Option<String> {
    let at = some_text(tree, rng)?;
    let text = tree.node(at).text.clone();
    let cut = text.trim_end().rfind(' ').filter(|&cut| cut > 0)?;
    let (up, place) = tree.place(at)?;
    if tree.tag(up) == "p" {
        return None;
    }
    tree.pieces = true;
    tree.edit(at).text = text[..=cut].to_owned();
    let rect = tree.node(up).rect;
    let half = Box2 {
        x: rect.x + rect.w / 2.0,
        w: rect.w / 2.0,
        ..rect
    };
    let tag = *rng.pick(&["b", "span", "mark"])?;
    let piece = tree.element(tag, "", half);
    let words = tree.words(&text[cut + 1..]);
    tree.append(words, piece);
    tree.put(piece, up, place + 1);
    Some(format!("{text:?} in two pieces"))
}

pub fn mark(tree: &mut Tree, rng: &mut Rng) -> Option<String> {
    let at = some_text(tree, rng)?;
    let (up, place) = tree.place(at)?;
    if matches!(tree.tag(up), "p" | "option" | "tr" | "table") {
        return None;
    }
    let told = format!("{:?}", tree.node(at).text);
    let rect = tree.node(up).rect;
    let spot = Box2 {
        x: rect.x + rect.w,
        w: 10.0,
        ..rect
    };
    match rng.below(5) {
        0 => {
            let star = tree.element("span", "required", spot);
            let words = tree.words("*");
            tree.append(words, star);
            tree.put(star, up, place + 1);
            Some(format!("{told} with a required mark"))
        }
        1 => {
            let icon = tree.element("i", "fa-regular fa-circle", spot);
            tree.set(icon, "aria-hidden", "true");
            tree.put(icon, up, place);
            Some(format!("{told} with an icon"))
        }
        2 => {
            let icon = tree.element("svg", "icon", spot);
            tree.put(icon, up, place + 1);
            Some(format!("{told} with a picture"))
        }
        3 => {
            let info = tree.element("span", "info", spot);
            tree.set(info, "title", "More about this");
            let words = tree.words("ⓘ");
            tree.append(words, info);
            tree.put(info, up, place + 1);
            Some(format!("{told} with a remark"))
        }
        _ => {
            let text = tree.node(at).text.clone();
            tree.edit(at).text = format!("{text} *");
            Some(format!("{told} with a star"))
        }
    }
}

pub fn tooltip(tree: &mut Tree, rng: &mut Rng) -> Option<String> {
    let right = *rng.pick(&tree.rights())?;
    let text = tree.text(right);
    // Nobody gives a tooltip to a heading with links or to a row.
    let links = tree
        .below(right)
        .iter()
        .any(|&at| at != right && tree.tag(at) == "a");
    let field = tree.tag(right) == "input";
    if text.is_empty() && !field || links || tree.tag(right) == "tr" {
        return None;
    }
    // What a field holds is not what it is called.
    let field = field || tree.tag(right) == "select" || tree.class(right, "SingleItemSelector2");
    if tree
        .node(right)
        .attr("title")
        .or(tree.node(right).attr("aria-label"))
        .is_some()
    {
        return None;
    }
    let told = match rng.below(3) {
        _ if field => ("title", "Press to go on"),
        0 => ("title", text.as_str()),
        1 => ("title", "Press to go on"),
        _ if text.len() < 40 => ("aria-label", text.as_str()),
        _ => return None,
    };
    tree.set(right, told.0, told.1);
    Some(format!(
        "{} {:?} on #{}",
        told.0,
        told.1,
        tree.node(right).id
    ))
}

/// Words of Spanish and German instances for what the pages say in English: what vendors print and
/// what a translator would write.
const WORDS: [(&str, &str, &str); 40] = [
    ("Save & Close", "Guardar y cerrar", "Speichern & Schließen"),
    ("Save", "Guardar", "Speichern"),
    ("Cancel", "Cancelar", "Abbrechen"),
    ("Close", "Cerrar", "Schließen"),
    ("New", "Nuevo", "Neu"),
    ("New API User", "Nuevo usuario de API", "Neuer API-Benutzer"),
    ("New Resource", "Nuevo recurso", "Neue Ressource"),
    ("Copy", "Copiar", "Kopieren"),
    ("Edit", "Editar", "Bearbeiten"),
    ("Delete", "Eliminar", "Löschen"),
    (
        "Security Levels",
        "Niveles de seguridad",
        "Sicherheitsstufen",
    ),
    (
        "Resources/Users (HR)",
        "Recursos/Usuarios (RR. HH.)",
        "Ressourcen/Benutzer (HR)",
    ),
    (
        "Resources/Users",
        "Recursos/Usuarios",
        "Ressourcen/Benutzer",
    ),
    ("Other", "Otros", "Sonstiges"),
    (
        "Can create Webhooks",
        "Puede crear webhooks",
        "Kann Webhooks erstellen",
    ),
    (
        "Maximum number of Webhooks",
        "Número máximo de webhooks",
        "Maximale Anzahl von Webhooks",
    ),
    (
        "Can login to Web Services API",
        "Puede iniciar sesión en la API de servicios web",
        "Kann sich bei der Webservices-API anmelden",
    ),
    (
        "Web Services API",
        "API de servicios web",
        "Webservices-API",
    ),
    ("Full Permission", "Permiso total", "Volle Berechtigung"),
    ("No Permission", "Sin permiso", "Keine Berechtigung"),
    ("First Name", "Nombre", "Vorname"),
    ("Middle Name", "Segundo nombre", "Zweiter Vorname"),
    ("Last Name", "Apellidos", "Nachname"),
    ("Email Address", "Correo electrónico", "E-Mail-Adresse"),
    ("Security Level", "Nivel de seguridad", "Sicherheitsstufe"),
    ("General", "General", "Allgemein"),
    ("Credentials", "Credenciales", "Zugangsdaten"),
    ("Generate Key", "Generar clave", "Schlüssel generieren"),
    (
        "Generate Secret",
        "Generar secreto",
        "Geheimen Schlüssel generieren",
    ),
    (
        "Username (Key)",
        "Nombre de usuario (clave)",
        "Benutzername (Schlüssel)",
    ),
    (
        "Password (Secret)",
        "Contraseña (secreto)",
        "Passwort (Geheimer Schlüssel)",
    ),
    (
        "Integration Vendor",
        "Proveedor de integración",
        "Integrationsanbieter",
    ),
    ("Line of Business", "Línea de negocio", "Geschäftsbereich"),
    ("Associated", "Asociado", "Verknüpft"),
    ("Not Associated", "No asociado", "Nicht verknüpft"),
    (
        "API Tracking Identifier",
        "Identificador de seguimiento de API",
        "API-Tracking-Identifikator",
    ),
    ("Active", "Activo", "Aktiv"),
    ("Description", "Descripción", "Beschreibung"),
    ("Contracts", "Contratos", "Verträge"),
    ("Reports", "Informes", "Berichte"),
];

pub fn translate(tree: &mut Tree, rng: &mut Rng) -> Option<String> {
    if tree.lang() != "en" || tree.pieces {
        return None;
    }
    let spanish = rng.one_in(2);
    let (lang, mut any) = (if spanish { "es" } else { "de" }, false);
    let of = |text: &str| {
        WORDS
            .iter()
            .find(|(en, ..)| *en == text)
            .map(|(_, es, de)| if spanish { *es } else { *de })
    };
    // The name of a level has its own field label on its page.
    let level = tree.right("level-name").is_some();
    for at in texts(tree, |_| true) {
        let text = tree.node(at).text.trim().to_owned();
        let new = match text.as_str() {
            "Name" if level => Some(if spanish { "Nombre" } else { "Bezeichnung" }),
            text => of(text),
        };
        if let Some(new) = new {
            tree.edit(at).text = new.into();
            any = true;
        }
    }
    if !any {
        return None;
    }
    let title = of(tree.title()).map(str::to_owned);
    tree.set_lang(lang, title);
    Some(format!("in {lang}"))
}
