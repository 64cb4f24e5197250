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
const BAD: [&str; 34] = [
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
];

/// Whether a text only tells of a success, or of work that goes on.
pub(super) fn is_good(text: &str) -> bool {
    let folded = lower_text(text);
    let words = || {
        folded
            .split(|c: char| !letter(c))
            .filter(|word| !word.is_empty())
    };
    let has = |list: &[&str]| words().any(|word| list.contains(&word));
    has(&GOOD) && !has(&BAD)
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
