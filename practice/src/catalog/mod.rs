//! The permission form of a security level as data: sections, groups and controls, and what a
//! level's values are called. The wording of the sections is in `sections.rs`; how a kit draws
//! them is the kit's business.

mod sections;

use crate::labels::Label;
use crate::switches::Switches;
pub use sections::{SECTIONS, TWIN};
use serde_json::{Value, json};

/// One of the eleven sections of the General tab.
#[derive(Debug)]
pub struct Section {
    /// First part of the field names.
    pub key: &'static str,
    /// Heading.
    pub title: Label,
    /// Groups of controls, in order.
    pub groups: &'static [Group],
}

/// A titled group of controls.
#[derive(Debug)]
pub struct Group {
    /// Second part of the field names.
    pub key: &'static str,
    /// Title.
    pub title: Label,
    /// The controls.
    pub body: Body,
}

/// What a group holds.
#[derive(Debug)]
pub enum Body {
    /// Single controls with a label each.
    Items(&'static [Item]),
    /// A table: one row per entity, one column per action.
    Grid {
        /// The column headings.
        columns: &'static [(&'static str, Label)],
        /// The entities.
        rows: &'static [(&'static str, Label)],
        /// What a cell is.
        cell: Kind,
    },
}

/// A control with its own label.
#[derive(Debug)]
pub struct Item {
    /// Last part of the field name.
    pub key: &'static str,
    /// Label.
    pub label: Label,
    /// What kind of control it is.
    pub kind: Kind,
}

/// Kind of a control; it decides what «Full Permission» and «No Permission» mean for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A check box: `0` or `1`.
    Check,
    /// A whole number; neither link changes it.
    Number,
    /// A list: the value is the index of the option, the last one permits most.
    Select(&'static [Label]),
}

/// Target id of the control with this field name, where the guide needs it.
pub fn truth(field: &str) -> Option<&'static str> {
    Some(match field {
        "other.webhooks.create" => "can-create-webhooks",
        "other.webhooks.maximum" => "maximum-webhooks",
        "api.access.login" => "can-login-api",
        _ => return None,
    })
}

/// Target id of the section's heading, where the guide needs it.
pub fn section_truth(section: &Section) -> Option<&'static str> {
    match section.key {
        "other" => Some("section-other"),
        "api" => Some("section-web-services"),
        _ => None,
    }
}

/// Every field of the form: name and kind, in the order of the page.
pub fn fields() -> impl Iterator<Item = (String, Kind)> {
    SECTIONS.iter().flat_map(|section| {
        section
            .groups
            .iter()
            .flat_map(move |group| group_fields(section, group).into_iter())
    })
}

fn group_fields(section: &Section, group: &Group) -> Vec<(String, Kind)> {
    let prefix = format!("{}.{}", section.key, group.key);
    match &group.body {
        Body::Items(items) => items
            .iter()
            .map(|item| (format!("{prefix}.{}", item.key), item.kind))
            .collect(),
        Body::Grid {
            columns,
            rows,
            cell,
        } => rows
            .iter()
            .flat_map(|(row, _)| {
                let prefix = &prefix;
                columns
                    .iter()
                    .map(move |(column, _)| (format!("{prefix}.{row}.{column}"), *cell))
            })
            .collect(),
    }
}

/// The form as JSON for the pages: sections, groups, controls, with labels in the tenant's language.
pub fn describe(switches: &Switches) -> Value {
    let twin = switches.twins.then_some(&TWIN);
    let list: Vec<Value> = SECTIONS
        .iter()
        .chain(twin)
        .map(|section| describe_section(switches, section))
        .collect();
    Value::Array(list)
}

fn describe_section(sw: &Switches, section: &Section) -> Value {
    let groups: Vec<Value> = section
        .groups
        .iter()
        .map(|group| {
            let prefix = format!("{}.{}", section.key, group.key);
            let body = match &group.body {
                Body::Items(items) => json!({"items": items.iter().map(|i| control(sw, &format!("{prefix}.{}", i.key), sw.t(i.label), i.kind)).collect::<Vec<_>>()}),
                Body::Grid { columns, rows, cell } => json!({
                    "columns": columns.iter().map(|(_, l)| sw.t(*l)).collect::<Vec<_>>(),
                    "rows": rows.iter().map(|(row, label)| json!({
                        "label": sw.t(*label),
                        "cells": columns.iter().map(|(c, l)| control(sw, &format!("{prefix}.{row}.{c}"), sw.t(*l), *cell)).collect::<Vec<_>>(),
                    })).collect::<Vec<_>>(),
                }),
            };
            json!({"title": sw.t(group.title), "body": body})
        })
        .collect();
    json!({"key": section.key, "title": sw.t(section.title), "truth": section_truth(section), "groups": groups})
}

fn control(sw: &Switches, field: &str, label: &str, kind: Kind) -> Value {
    let (kind, options): (&str, Vec<&str>) = match kind {
        Kind::Check => ("check", Vec::new()),
        Kind::Number => ("number", Vec::new()),
        Kind::Select(options) => ("select", options.iter().map(|o| sw.t(*o)).collect()),
    };
    json!({"field": field, "label": label, "kind": kind, "options": options, "truth": truth(field)})
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_form_has_eleven_sections_and_a_realistic_number_of_controls() {
        assert_eq!(SECTIONS.len(), 11);
        let fields: Vec<_> = fields().collect();
        assert!((150..=260).contains(&fields.len()), "{}", fields.len());
        let unique: BTreeSet<_> = fields.iter().map(|(name, _)| name).collect();
        assert_eq!(unique.len(), fields.len());
    }

    #[test]
    fn the_fields_that_the_guide_needs_exist_once() {
        let marked = fields().filter(|(field, _)| truth(field).is_some()).count();
        assert_eq!(marked, 3);
    }
}
