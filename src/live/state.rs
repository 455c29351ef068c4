//! What the controls of the page say, as data and a profile.

use std::sync::Arc;

use serde::Deserialize;
use serde_json::{Map, Value};
use toml::Table;

use crate::model::{INDEX, Tree};
use crate::problem::{Fault, Place, Problem, Problems};
use crate::report;
use crate::stage::{Method, Weighing};
use crate::study::Profile;

use super::library::{Library, Set};

/// What messages call the profile that the controls make.
const FILE: &str = "this-view.toml";

/// A view, as a request describes it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct State {
    /// The key of a data set.
    pub data: Option<String>,
    /// The name of a profile.
    pub profile: Option<String>,
    /// The name of a second profile, to compare with.
    pub versus: Option<String>,
    /// What goes before the profile: anything that may stand in one, in the same words.
    pub changes: Map<String, Value>,
    /// The hub whose rank is explained, by id or name.
    pub hub: Option<String>,
    /// The hub that it might swap with.
    pub rival: Option<String>,
    /// How many draws the ranges rest on.
    pub draws: Option<usize>,
    /// Whether the ranking alone is wanted: the answer while a slider moves.
    pub brief: bool,
}

/// A view with everything that it names.
pub struct Chosen {
    /// The data set.
    pub set: Arc<Set>,
    /// The profile with its changes.
    pub profile: Profile,
    /// What it is compared with.
    pub versus: Option<Profile>,
}

impl State {
    /// Looks up what is named and makes the changes.
    ///
    /// # Errors
    /// A name that is not known, or changes that make no profile.
    pub fn chosen(&self, library: &Library) -> Result<Chosen, Problems> {
        let set = library.set(self.data.as_deref())?;
        let profile = set.profile(self.profile.as_deref())?;
        let profile = changed(profile, &set.dataset.tree, &self.changes)?;
        let versus = self.versus.as_deref();
        let versus = versus.map(|name| set.profile(Some(name)).cloned());
        Ok(Chosen { versus: versus.transpose()?, profile, set })
    }
}

/// The profile with changes: what they say goes before what it says. Its hash is that of the file that it is saved as.
fn changed(base: &Profile, tree: &Tree, changes: &Map<String, Value>) -> Result<Profile, Problems> {
    if changes.is_empty() {
        return Ok(base.clone());
    }
    let mut own = base.clone();
    own.name = format!("{}-adjusted", base.name);
    own.title = format!("{}, adjusted", base.title);
    // Shares go before a way of weighing that is said beside them: it holds where no shares are said.
    let says_shares = changes.contains_key("weights") || changes.contains_key("within");
    let is_first = |key: &str| says_shares && ["weighting", "group"].contains(&key);
    let (first, rest): (Map<_, _>, Map<_, _>) =
        changes.clone().into_iter().partition(|(key, _)| is_first(key));
    if !first.is_empty() {
        own = laid(own, tree, &first)?;
        for node in shared(&rest) {
            if let Some(shares) = base.weighting.stated.get(node) {
                own.weighting.stated.insert(node.to_owned(), shares.clone());
            }
        }
    }
    laid(own, tree, &rest)
}

/// The nodes whose shares are among the changes.
fn shared(changes: &Map<String, Value>) -> Vec<&str> {
    let index = changes.contains_key("weights").then_some("index");
    let groups = changes.get("within").and_then(Value::as_object);
    let groups = groups.into_iter().flat_map(Map::keys).map(String::as_str);
    index.into_iter().chain(groups).collect()
}

fn laid(base: Profile, tree: &Tree, changes: &Map<String, Value>) -> Result<Profile, Problems> {
    let kept: Vec<_> =
        base.weighting.moved.iter().filter(|own| !is_said(own, tree, changes)).cloned().collect();
    let base = with_room(base, tree, changes);
    let text = report::profile::toml(&base);
    let mut table: Table = text.parse().map_err(|_| unreadable(&base.name))?;
    if takes_own_scale(changes) {
        table.remove("normalisation");
    }
    for (key, value) in toml_of(changes)? {
        let depth = depth(&key);
        lay(&mut table, key, value, depth);
    }
    let text = toml::to_string(&table).map_err(|_| unreadable(&base.name))?;
    let profile = Profile::parse(FILE, &text)?;
    let profile = Profile::parse(FILE, &report::profile::toml(&profile))?;
    Ok(kept.iter().fold(profile, |own, (node, share)| own.with_share(node, *share)))
}

/// Whether the changes say the weights among which a share was set for once.
fn is_said((node, _): &(String, f64), tree: &Tree, changes: &Map<String, Value>) -> bool {
    let nodes = tree.nodes();
    let Some(own) = nodes.iter().find(|own| own.id == *node) else { return false };
    match own.parent {
        INDEX => changes.contains_key("weights") || changes.contains_key("weighting"),
        parent => changes.get("within").is_some_and(|own| own.get(&nodes[parent].id).is_some()),
    }
}

/// A profile's own text reads as itself, which tests hold for every form; this would be our fault.
fn unreadable(name: &str) -> Problems {
    let reason = "it can not be written as TOML".into();
    Problem::new(Place::file(name), Fault::CannotRead { reason }).into()
}

/// The profile without what would speak against the changes.
fn with_room(mut base: Profile, tree: &Tree, changes: &Map<String, Value>) -> Profile {
    if let Some(method) = changes.get("aggregation").and_then(method_of) {
        base = base.clone().by(method).unwrap_or(base);
    }
    for node in shared(changes) {
        state_all(&mut base, tree, node);
    }
    let weighting = &mut base.weighting;
    if changes.contains_key("weights") {
        if !weighting.usual.uses_stated() {
            // `[weights]` beside `weighting = "equal"` would be refused: what held everywhere now holds in each group.
            let groups = tree.nodes().iter().skip(INDEX + 1);
            for group in groups.filter(|node| node.indicator.is_none()) {
                let usual = weighting.usual.clone();
                weighting.of.entry(group.id.clone()).or_insert(usual);
            }
            weighting.usual = Weighing::Stated;
        }
        weighting.of.remove("index");
    } else if changes.contains_key("weighting") {
        weighting.stated.remove("index");
    }
    if let Some(Value::Object(groups)) = changes.get("within") {
        for group in groups.keys() {
            let own = weighting.of.get(group);
            if own.is_some_and(|own| !own.uses_stated()) {
                weighting.of.remove(group);
            }
        }
    }
    base
}

/// States the shares below a node that are equal, or the data's own, so that some of them can be changed.
fn state_all(base: &mut Profile, tree: &Tree, id: &str) {
    let nodes = tree.nodes();
    let Some(node) = nodes.iter().find(|own| own.id == id) else { return };
    let is_equal = *base.weighting.at(id) == Weighing::Equal;
    let is_said = base.weighting.stated.contains_key(id);
    if is_said || !(is_equal || base.weighting.at(id).uses_stated()) {
        return;
    }
    let share = |child: &usize| if is_equal { 1.0 } else { nodes[*child].share };
    let sum: f64 = node.children.iter().map(share).sum();
    let percent = |child: &usize| (nodes[*child].id.clone(), 100.0 * share(child) / sum);
    if sum > 0.0 {
        let shares = node.children.iter().map(percent).collect();
        base.weighting.stated.insert(id.to_owned(), shares);
    }
}

/// Whether the changes take a method with a scale of its own, and say no other.
fn takes_own_scale(changes: &Map<String, Value>) -> bool {
    let method = changes.get("aggregation").and_then(method_of);
    let scale = method.and_then(Method::scale);
    scale.is_some() && !changes.contains_key("normalisation")
}

/// The method that a name, or a table with one, stands for.
fn method_of(value: &Value) -> Option<Method> {
    match value {
        Value::String(name) => Method::named(name),
        Value::Object(table) => table.keys().next().and_then(|name| Method::named(name)),
        _ => None,
    }
}

/// Puts a change in its place: tables of settings key by key, a method as a whole.
fn lay(into: &mut Table, key: String, value: toml::Value, depth: usize) {
    match (into.get_mut(&key), value) {
        (Some(toml::Value::Table(own)), toml::Value::Table(value)) if depth > 0 => {
            for (key, value) in value {
                lay(own, key, value, depth - 1);
            }
        }
        (_, value) => {
            into.insert(key, value);
        }
    }
}

/// How many levels of tables stand below a key of a profile.
fn depth(key: &str) -> usize {
    match key {
        "weights" | "limits" => 1,
        "within" | "group" | "indicator" => 2,
        _ => 0,
    }
}

fn toml_of(changes: &Map<String, Value>) -> Result<Table, Problems> {
    let pair = |(key, value): (&String, &Value)| Ok((key.clone(), one(key, value)?));
    changes.iter().map(pair).collect()
}

fn one(key: &str, value: &Value) -> Result<toml::Value, Problems> {
    let refused = || {
        let fault = Fault::BadSetting {
            setting: key.to_owned(),
            value: format!("`{value}`"),
            expected: "a text, a number, a list or a table".into(),
        };
        Problems::from(Problem::new(Place::argument("changes"), fault))
    };
    Ok(match value {
        Value::Null => return Err(refused()),
        Value::Bool(truth) => (*truth).into(),
        Value::Number(number) => match number.as_i64() {
            Some(whole) => whole.into(),
            None => number.as_f64().ok_or_else(refused)?.into(),
        },
        Value::String(text) => text.as_str().into(),
        Value::Array(list) => {
            let list: Result<Vec<_>, _> = list.iter().map(|value| one(key, value)).collect();
            toml::Value::Array(list?)
        }
        Value::Object(table) => toml_of(table)?.into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Dataset;
    use serde_json::json;

    fn of(profile: &str, changes: Value) -> Result<Profile, Problems> {
        let tree = Dataset::built_in()?.tree;
        let changes = changes.as_object().cloned().unwrap_or_default();
        changed(&Profile::built_in(profile)?, &tree, &changes)
    }

    #[test]
    fn nothing_changed_is_the_profile_itself() -> Result<(), Problems> {
        assert_eq!(of("founder", json!({}))?, Profile::built_in("founder")?);
        Ok(())
    }

    #[test]
    fn weights_beside_equal_ones_leave_the_groups_alike() -> Result<(), Problems> {
        let weights = json!({ "talent": 40, "universities": 15, "capital": 15, "manufacturing": 15, "cost": 15 });
        let own = of("balanced", json!({ "weights": weights }))?;
        let hubs = Dataset::built_in()?;
        let by_hand = Profile::built_in("balanced")?.with_share("talent", 0.4);
        let (one, other) = (hubs.ranked_for(&own)?, hubs.ranked_for(&by_hand)?);
        for (a, b) in one.ranking.standings.iter().zip(&other.ranking.standings) {
            assert_eq!(a.hub, b.hub);
            assert!((a.score - b.score).abs() < 1e-9);
        }
        Ok(())
    }

    #[test]
    fn some_shares_change_and_the_others_stay() -> Result<(), Problems> {
        // One of the shares of a group, and of the whole, where the profile states them and where it does not.
        for profile in ["founder", "balanced"] {
            for changes in [
                json!({ "within": { "talent": { "ict_employment": 80 } } }),
                json!({ "weights": { "talent": 40 } }),
            ] {
                let own = of(profile, changes.clone())?;
                Dataset::built_in()?.ranked_for(&own)?;
                let node = if changes.get("within").is_some() { "talent" } else { "index" };
                assert!(own.weighting.stated[node].len() > 1, "{profile} {changes}");
            }
        }
        Ok(())
    }

    #[test]
    fn shares_go_before_a_weighting_beside_them() -> Result<(), Problems> {
        for weighting in ["entropy", "equal"] {
            let own =
                of("founder", json!({ "weighting": weighting, "weights": { "talent": 40 } }))?;
            assert_eq!(own.weighting.stated["index"]["talent"], 40.0);
            assert_eq!(*own.weighting.at("index"), Weighing::Stated);
            assert_eq!(own.weighting.at("talent").name(), weighting);
            let group = json!({ "talent": { "weighting": weighting } });
            let shares = json!({ "talent": { "ict_employment": 80 } });
            let own = of("founder", json!({ "group": group, "within": shares }))?;
            // Entropy gives no shares that the others could keep: which are missing is said.
            let ranked = Dataset::built_in()?.ranked_for(&own);
            assert_eq!(ranked.is_ok(), weighting == "equal", "{:?}", ranked.err());
        }
        Ok(())
    }

    #[test]
    fn a_method_brings_its_scale_unless_another_is_said() -> Result<(), Problems> {
        let own = of("founder", json!({ "aggregation": "topsis" }))?;
        assert_eq!(own.normalisation.usual.name(), "vector");
        let scale = json!({ "min-max": { "low": 1, "high": 100 } });
        let own =
            of("founder", json!({ "aggregation": "geometric-mean", "normalisation": scale }))?;
        assert_eq!(own.aggregation.name(), "geometric-mean");
        Ok(())
    }

    #[test]
    fn problems_are_those_of_a_file() {
        let said = |changes| of("founder", changes).err().map(|own| own.to_string());
        let unknown = said(json!({ "aggregation": "topsys" })).unwrap_or_default();
        assert!(unknown.contains("did you mean `topsis`?"), "{unknown}");
        let negative = said(json!({ "weights": { "talent": -1 } })).unwrap_or_default();
        assert!(negative.contains("this-view.toml"), "{negative}");
        assert!(said(json!({ "nonsense": 1 })).is_some());
        assert!(said(json!({ "weights": null })).is_some());
    }
}
