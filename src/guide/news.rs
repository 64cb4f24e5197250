//! Whether an alert says that all is well: «… was saved», «Saving…». Products tell so in the same place and
//! with the same marks as their errors.

use crate::page::words::{letter, lower_text};

/// Words, folded, that say that something was or is being done.
const GOOD: [&str; 30] = [
    "saved",
    "saving",
    "success",
    "successful",
    "successfully",
    "created",
    "updated",
    "copied",
    "added",
    "loading",
    "wait",
    "complete",
    "completed",
    "done",
    "gespeichert",
    "erfolgreich",
    "angelegt",
    "erstellt",
    "aktualisiert",
    "kopiert",
    "geladen",
    "guardado",
    "guardada",
    "guardando",
    "creado",
    "creada",
    "correctamente",
    "exito",
    "copiado",
    "cargando",
];

/// Words, folded, with which it is not so, or not yet.
const BAD: [&str; 38] = [
    "not",
    "no",
    "cannot",
    "can",
    "cant",
    "couldn",
    "could",
    "unable",
    "failed",
    "failure",
    "error",
    "errors",
    "required",
    "must",
    "invalid",
    "already",
    "before",
    "unless",
    "until",
    "nicht",
    "kein",
    "keine",
    "fehler",
    "fehlgeschlagen",
    "muss",
    "bereits",
    "bevor",
    "sin",
    "debe",
    "obligatorio",
    "ya",
    "antes",
    "fallo",
    "erforderlich",
    "wrong",
    "schief",
    "problem",
    "again",
];

/// Whether a text only tells of a success, or of work that goes on.
pub(super) fn is_good(text: &str) -> bool {
    has(text, &GOOD) && !is_bad(text)
}

/// Whether a text has a word with which all is not well.
pub fn is_bad(text: &str) -> bool {
    has(text, &BAD)
}

/// What an alert says that was not said before, unless it is that all is well. Messages often stand in one
/// box, the latest above what an earlier press was refused for.
pub fn since(text: &str, before: &[String]) -> Option<String> {
    if before.iter().any(|known| known.contains(text)) {
        return None;
    }
    let mut new = text.to_owned();
    for known in before.iter().filter(|known| known.contains(letter)) {
        new = new.replace(known.as_str(), " ");
    }
    (new.contains(letter) && !is_good(&new)).then_some(new)
}

fn has(text: &str, list: &[&str]) -> bool {
    lower_text(text)
        .split(|c: char| !letter(c))
        .any(|word| list.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::is_good;

    #[test]
    fn a_success_is_told_from_a_refusal_that_uses_the_same_words() {
        for text in [
            "API-only user “Proxuma API” was saved.",
            "Saving, please wait…",
            "El nivel de seguridad se ha guardado correctamente.",
            "Die Sicherheitsstufe wurde gespeichert.",
            "Copied to clipboard",
        ] {
            assert!(is_good(text), "{text}");
        }
        for text in [
            "The level was not saved.",
            "A level with this name was already created.",
            "Error: user could not be added",
            "Der Benutzer konnte nicht gespeichert werden.",
            "No se ha guardado: falta el nombre",
            "Copy the secret now. It can't be shown again after this page is saved.",
            "Last Name is required",
        ] {
            assert!(!is_good(text), "{text}");
        }
    }
}
