//! The tables of a profile: weights, and what it says of single indicators and groups.

use std::collections::BTreeMap;

use crate::problem::{Fault, Problem};
use crate::stage::Weighing;
use crate::study::{Limit, MentionOf, Override, Profile};

use super::aggregation;
use super::choices;
use super::outline::{direction, factor, weight_of};
use super::profile::{contradiction, mention};
use super::section::{Entry, Section, unknown_key};
use super::weighing;

/// Reads `[weights]`, `[within.…]`, `[indicator.…]`, `[group.…]` and `[limits]`.
pub(super) fn tables(profile: &mut Profile, root: &mut Section<'_>) {
    for (name, section) in each(root, "group") {
        group(profile, name, section);
    }
    if let Some(entry) = root.entry("weights") {
        weights(profile, &entry, "index", "`[weights]`");
    }
    for entry in tables_below(root, "within") {
        profile.mentions.push(mention(MentionOf::Group, entry.key, entry.key_place()));
        weights(profile, &entry, entry.key, &format!("`[within.{}]`", entry.key));
    }
    for (name, section) in each(root, "indicator") {
        indicator(profile, name, section);
    }
    if let Some(entry) = root.entry("limits")
        && let Some(section) = entry.section("`[limits]`")
    {
        for entry in section.entries() {
            limit(profile, &entry);
        }
    }
}

/// The entries below `[key.…]`.
fn tables_below<'a>(root: &mut Section<'a>, key: &'static str) -> Vec<Entry<'a>> {
    let entry = root.entry(key);
    let section = entry.and_then(|entry| entry.section(format!("`[{key}]`")));
    section.map_or_else(Vec::new, |section| section.entries())
}

/// The tables `[key.name]`, each with the entry that names it.
fn each<'a>(root: &mut Section<'a>, key: &'static str) -> Vec<(Entry<'a>, Section<'a>)> {
    let section = |entry: Entry<'a>| {
        let section = entry.section(format!("`[{key}.{}]`", entry.key))?;
        Some((entry, section))
    };
    tables_below(root, key).into_iter().filter_map(section).collect()
}

/// The weights of the children of `node`, in the table that messages call `name`.
fn weights(profile: &mut Profile, entry: &Entry<'_>, node: &str, name: &str) {
    let path = if node == "index" { "weights".to_owned() } else { format!("within.{node}") };
    profile.places.insert(path, entry.key_place());
    let Some(section) = entry.section(name) else {
        return;
    };
    let mut stated = BTreeMap::new();
    let mut is_whole = true;
    for child in section.entries() {
        if child.is_text() {
            let as_key = unknown_key(&child, name, &[]);
            if as_key.hint.is_some() {
                child.document.push(as_key);
                is_whole = false;
                continue;
            }
        }
        let role = MentionOf::ChildOf(node.to_owned());
        profile.mentions.push(mention(role, child.key, child.key_place()));
        let weight = weight_of(&child, child.key);
        is_whole &= weight.is_some();
        stated.insert(child.key.to_owned(), weight.unwrap_or(0.0));
    }
    if is_whole && !stated.is_empty() && stated.values().sum::<f64>() <= 0.0 {
        let within = format!("in {name}");
        let problem = Problem::new(entry.key_place(), Fault::ZeroWeights { within });
        entry.document.push(problem.hint("give at least one a weight above zero"));
    }
    check_weighing(profile, entry, node, name);
    profile.weighting.stated.insert(node.to_owned(), stated);
}

/// Refuses weights beside a `weighting` at the same place that has no use for them; a group's own weights go before
/// the usual.
fn check_weighing(profile: &mut Profile, entry: &Entry<'_>, node: &str, name: &str) {
    let own = profile.weighting.of.get(node);
    let is_index = node == "index";
    let weighing = own.unwrap_or(&profile.weighting.usual);
    if weighing.uses_stated() {
        return;
    }
    if own.is_some() || is_index {
        let path =
            if is_index { "weighting".to_owned() } else { format!("group.{node}.weighting") };
        let place = profile.place_of(&[&path]);
        entry.document.push(contradiction(place, weighing.name(), name));
    } else {
        profile.weighting.of.insert(node.to_owned(), Weighing::Stated);
    }
}

fn group(profile: &mut Profile, entry: Entry<'_>, mut section: Section<'_>) {
    let id = entry.key;
    profile.mentions.push(mention(MentionOf::Group, id, entry.key_place()));
    if let Some(entry) = section.entry("aggregation") {
        profile.places.insert(format!("group.{id}.aggregation"), entry.place());
        aggregation::read_group(profile, id, &entry);
    }
    if let Some(entry) = section.entry("weighting") {
        profile.places.insert(format!("group.{id}.weighting"), entry.place());
        if let Some((weighing, mentions)) = weighing::weighing(&entry, id) {
            profile.mentions.extend(mentions);
            profile.weighting.of.insert(id.to_owned(), weighing);
        }
    }
    section.finish();
}

fn indicator(profile: &mut Profile, entry: Entry<'_>, mut section: Section<'_>) {
    let id = entry.key;
    let role = MentionOf::Indicator;
    profile.mentions.push(mention(role, id, entry.key_place()));
    let per = section.entry("per");
    let per = per.and_then(|entry| Some((entry.text()?, entry.place())));
    let said = Override {
        direction: section.entry("direction").and_then(|one| direction(&one)),
        per: per.as_ref().map(|(per, _)| (*per).to_owned()),
        scale: section.entry("scale").and_then(|entry| factor(&entry)),
        scored_unit: section.text("scored_unit"),
    };
    let column = per.map(|(per, place)| mention(MentionOf::Column, per, place));
    profile.mentions.extend(column);
    if said != Override::default() {
        profile.overrides.insert(id.to_owned(), said);
    }
    choices_of(profile, id, &mut section);
    section.finish();
}

/// What a profile chooses at the stages for one indicator.
fn choices_of(profile: &mut Profile, id: &str, section: &mut Section<'_>) {
    let mut noted = |key: &'static str| {
        let entry = section.entry(key)?;
        let path = format!("indicator.{id}.{key}");
        profile.places.insert(path, entry.place());
        Some(entry)
    };
    let treatment = noted("treatment").and_then(|entry| choices::treatment(&entry));
    let normalisation = noted("normalisation").and_then(|entry| choices::normalisation(&entry));
    let missing = noted("missing").and_then(|entry| choices::missing(&entry, false));
    let preference = noted("preference");
    let own = || id.to_owned();
    profile.treatment.of.extend(treatment.map(|one| (own(), one)));
    let normalisation = normalisation.map(|one| (own(), one));
    profile.normalisation.of.extend(normalisation);
    if let Some((missing, by)) = missing {
        profile.missing.of.insert(own(), missing);
        profile.mentions.extend(by);
    }
    if let Some(entry) = preference {
        aggregation::read_preference(&mut profile.aggregation, id, &entry);
    }
}

/// `{ at-least = …, at-most = … }`, at least one of them.
fn limit(profile: &mut Profile, entry: &Entry<'_>) {
    if entry.is_text() {
        let as_key = unknown_key(entry, "`[limits]`", &[]);
        if as_key.hint.is_some() {
            entry.document.push(as_key);
            return;
        }
    }
    profile.mentions.push(mention(MentionOf::Indicator, entry.key, entry.key_place()));
    if !entry.is_table() {
        entry.wrong("`{ at-least = … }`, `{ at-most = … }` or both");
        return;
    }
    let Some(mut section) = entry.section(format!("the limits of `{}`", entry.key)) else {
        return;
    };
    let bounds = (section.entry("at-least"), section.entry("at-most"));
    let is_empty = section.entries().is_empty();
    section.finish();
    let number = |entry: &Option<Entry<'_>>| entry.as_ref().and_then(Entry::number);
    let (at_least, at_most) = (number(&bounds.0), number(&bounds.1));
    let crosses = at_least.zip(at_most).is_some_and(|(least, most)| least > most);
    if is_empty {
        entry.bad("`{ at-least = … }`, `{ at-most = … }` or both");
    } else if crosses {
        entry.bad("`at-least` to be no more than `at-most`: else no hub is left");
    }
    profile.limits.push(Limit { indicator: entry.key.to_owned(), at_least, at_most });
}
