//! The first gate: data and profile checked against each other, all problems at once. The second one is in `fits`.

mod statements;
mod values;

use std::collections::BTreeMap;

use crate::model::{Dataset, Entry, Frame, Goalposts, INDEX, Indicator, Reason, Role, Table, Tree};
use crate::problem::{Fault, Kind, Place, Problem, Problems};
use crate::stage::{Filling, Normalisation, Observed, Treatment, derive};

use super::profile::{Limit, Mention, MentionOf, Profile};
pub(super) use values::{scalable, weighable};

impl Dataset {
    /// The table of observed values as the profile reads them: the first gate.
    ///
    /// # Errors
    /// Every problem of the profile with these data: unknown names with the nearest known one, weights that leave
    /// out a child or sum to zero, goalposts that are not there, gaps under `missing = "error"`, denominators of
    /// zero, values that a stated logarithm can not take.
    pub fn observed_for(&self, profile: &Profile) -> Result<Table<Observed>, Problems> {
        let mut problems = Problems::default();
        check_made_for(self, profile, &mut problems);
        for mention in &profile.mentions {
            check_mention(self, profile, mention, &mut problems);
        }
        check_weights(&self.tree, profile, &mut problems);
        statements::check(&self.tree, profile, &mut problems);
        let indicators: Vec<_> = self
            .indicators
            .iter()
            .map(|own| overridden(self, profile, own))
            .collect();
        for indicator in &indicators {
            check_denominators(self, profile, indicator, &mut problems);
            check_goalposts(profile, indicator, &mut problems);
        }
        problems.into_result(())?;

        let entry = Entry {
            floor: profile.missing.usual.min_coverage,
            barred: Vec::new(),
        };
        let table = derive::observed(Frame::new(self.clone(), indicators, entry));
        let mut problems = Problems::default();
        check_values(&table, profile, &mut problems);
        problems.into_result(())?;
        Ok(barred(table, profile))
    }
}

fn check_made_for(dataset: &Dataset, profile: &Profile, problems: &mut Problems) {
    if !profile.is_for(&dataset.id) {
        let fault = Fault::Misfit {
            aggregation: "data",
            problem: format!(
                "does not name `{}`: the profile `{}` is made for {}",
                dataset.id,
                profile.name,
                crate::problem::quoted(&profile.data)
            ),
        };
        problems.push(
            Problem::new(profile.place_of(&["data"]), fault)
                .hint("add the data set's id to `data`, or choose it with `--data`"),
        );
    }
    if dataset.hubs.iter().all(|hub| hub.role == Role::Reference) {
        let fault = Fault::NothingToRank {
            reason: "the data set has no hub with the role `ranked`, or `--only` left none".into(),
        };
        problems.push(Problem::new(Place::file(&dataset.id), fault));
    }
}

fn check_mention(dataset: &Dataset, profile: &Profile, mention: &Mention, problems: &mut Problems) {
    let tree = &dataset.tree;
    let name = mention.name.as_str();
    let within = format!("data set `{}`", dataset.id);
    let unknown = |kind, known: Vec<&str>| {
        Problem::unknown(mention.place.clone(), kind, name, within.clone(), known)
    };
    let ids = |leaves: bool, groups: bool| {
        let wanted = |node: &&crate::model::Node| {
            if node.indicator.is_some() {
                leaves
            } else {
                groups
            }
        };
        tree.nodes()[1..]
            .iter()
            .filter(wanted)
            .map(|node| node.id.as_str())
            .collect::<Vec<_>>()
    };
    let found = match &mention.role {
        MentionOf::ChildOf(parent) => return check_child(dataset, mention, parent, problems),
        MentionOf::Group => (ids(false, true), Kind::Group),
        MentionOf::Indicator => (ids(true, false), Kind::Indicator),
        MentionOf::Node => (ids(true, true), Kind::Node),
        MentionOf::Column => (
            dataset
                .series
                .iter()
                .map(|series| series.id.as_str())
                .collect(),
            Kind::Column,
        ),
        MentionOf::Hub if dataset.hub(name).is_some() => return,
        MentionOf::Hub => {
            let hubs = dataset.hubs.iter();
            (hubs.map(|hub| &*hub.id).collect(), Kind::Hub)
        }
        MentionOf::Attribute => (
            dataset.attributes.iter().map(String::as_str).collect(),
            Kind::Attribute,
        ),
    };
    if !found.0.contains(&name) {
        let problem = unknown(found.1, found.0);
        let names_indicators =
            matches!(mention.role, MentionOf::Indicator) && problem.hint.is_none();
        problems.push(if names_indicators && profile.data.is_empty() {
            problem
                .hint("a profile that names indicators of one data set says so: `data = [\"…\"]`")
        } else {
            problem
        });
    }
}

fn check_child(dataset: &Dataset, mention: &Mention, parent: &str, problems: &mut Problems) {
    let tree = &dataset.tree;
    let Some(at) = find(tree, parent) else { return };
    let children: Vec<_> = tree.nodes()[at]
        .children
        .iter()
        .map(|&c| tree.nodes()[c].id.as_str())
        .collect();
    if children.contains(&mention.name.as_str()) {
        return;
    }
    let within = match at {
        INDEX => format!("the top level of data set `{}`", dataset.id),
        _ => format!("group `{parent}` of data set `{}`", dataset.id),
    };
    let mut problem = Problem::unknown(
        mention.place.clone(),
        Kind::Node,
        &mention.name,
        within,
        children,
    );
    if let Some(node) = tree.node(&mention.name) {
        let home = &tree.nodes()[tree.nodes()[node].parent].id;
        problem = problem.hint(format!(
            "it stands in `{home}`: weigh it in `[within.{home}]`"
        ));
    }
    problems.push(problem);
}

/// The node called `id`; `index` is the root.
fn find(tree: &Tree, id: &str) -> Option<usize> {
    if id == "index" {
        Some(INDEX)
    } else {
        tree.node(id)
    }
}

fn check_weights(tree: &Tree, profile: &Profile, problems: &mut Problems) {
    for (id, stated) in &profile.weighting.stated {
        let Some(at) = find(tree, id) else { continue };
        let place = match at {
            INDEX => profile.place_of(&["weights"]),
            _ => profile.place_of(&[&format!("within.{id}")]),
        };
        let within = if at == INDEX {
            "in `[weights]`".to_owned()
        } else {
            format!("in `[within.{id}]`")
        };
        let children = tree.nodes()[at]
            .children
            .iter()
            .map(|&child| tree.nodes()[child].id.clone());
        let absent: Vec<_> = children
            .filter(|child| !stated.contains_key(child))
            .collect();
        if !absent.is_empty() {
            let hint = format!("write `{} = 0` to leave it out", absent[0]);
            let fault = Fault::AbsentWeights { within, absent };
            problems.push(Problem::new(place, fault).hint(hint));
        } else if stated.values().sum::<f64>() <= 0.0 {
            problems.push(
                Problem::new(place, Fault::ZeroWeights { within })
                    .hint("give at least one a weight above zero"),
            );
        }
    }
    if profile.weighting.usual.uses_stated()
        && !profile.weighting.stated.contains_key("index")
        && !profile.weighting.of.contains_key("index")
    {
        let fault = Fault::MissingKey {
            key: "[weights]".into(),
            within: format!("profile `{}`", profile.name),
        };
        problems.push(Problem::new(profile.place_of(&["weighting"]), fault).hint("state the weights of the pillars, or write `weighting = \"equal\"` above the first table"));
    }
}

/// The indicator with what the profile says of it.
fn overridden(dataset: &Dataset, profile: &Profile, own: &Indicator) -> Indicator {
    let mut indicator = own.clone();
    let Some(said) = profile.overrides.get(&own.id) else {
        return indicator;
    };
    indicator.direction = said.direction.unwrap_or(own.direction);
    if let Some(per) = &said.per {
        indicator.per = dataset.column(per);
        indicator.scale = 1.0;
        indicator.goalposts = None;
    }
    indicator.scale = said.scale.unwrap_or(indicator.scale);
    if let Some(unit) = &said.scored_unit {
        indicator.scored_unit.clone_from(unit);
    }
    indicator
}

fn check_denominators(
    dataset: &Dataset,
    profile: &Profile,
    indicator: &Indicator,
    problems: &mut Problems,
) {
    let Some(per) = indicator.per else { return };
    let denominator = &dataset.series[per];
    for (i, hub) in dataset.hubs.iter().enumerate() {
        if denominator.column.stated(i) == Some(0.0) {
            let place = Place::cell(&hub.id, &denominator.id);
            let fault = Fault::ZeroDenominator {
                hub: hub.id.to_string(),
                indicator: indicator.id.clone(),
                denominator: denominator.id.clone(),
            };
            problems.push(Problem::new(place, fault).hint(format!(
                "mend the value, or leave it empty; asked for by profile `{}`",
                profile.name
            )));
        }
    }
}

fn check_goalposts(profile: &Profile, indicator: &Indicator, problems: &mut Problems) {
    if let Normalisation::Goalposts { posts: None, .. } = profile.normalisation.get(&indicator.id)
        && indicator.goalposts.is_none()
    {
        let hint = format!(
            "give the indicator `goalposts = {{ low = …, high = … }}` in the data set, or state them under `[indicator.{}]`",
            indicator.id
        );
        problems.push(
            Problem::new(
                profile.place_of(&[
                    &format!("indicator.{}.normalisation", indicator.id),
                    "normalisation",
                ]),
                Fault::NoGoalposts {
                    indicator: indicator.id.clone(),
                },
            )
            .hint(hint),
        );
    }
}

/// What the choices ask of the values themselves: no gap, a logarithm.
fn check_values(table: &Table<Observed>, profile: &Profile, problems: &mut Problems) {
    let frame = &table.frame;
    for (indicator, column) in frame.indicators.iter().zip(&table.columns) {
        let wants_no_gap = profile.missing.get(&indicator.id).filling == Filling::Error;
        let wants_positive = *profile.treatment.get(&indicator.id) == Treatment::log();
        for &i in &frame.peers {
            let hub = frame.dataset.hubs[i].id.to_string();
            let place = Place::cell(&hub, &indicator.id);
            match column.get(i) {
                None if wants_no_gap => {
                    let fault = Fault::Gap {
                        hub,
                        indicator: indicator.id.clone(),
                    };
                    problems.push(
                        Problem::new(place, fault).hint(
                            "fill the cell, or choose another rule than `missing = \"error\"`",
                        ),
                    );
                }
                Some(value) if wants_positive && value <= 0.0 => {
                    let fault = Fault::NotPositive {
                        hub,
                        indicator: indicator.id.clone(),
                        value,
                        needed_by: "a logarithm",
                    };
                    problems
                        .push(Problem::new(place, fault).hint(
                            "write `treatment = { log = { shift = … } }` for this indicator",
                        ));
                }
                _ => {}
            }
        }
        if wants_positive
            && let Normalisation::Goalposts { posts, .. } = profile.normalisation.get(&indicator.id)
        {
            let posts = posts.or(indicator.goalposts);
            if let Some(Goalposts { low, high }) = posts.filter(|posts| posts.low <= 0.0) {
                let fault = Fault::BadSetting {
                    setting: "goalposts".into(),
                    value: format!("{low} to {high} under a logarithm, for `{}`", indicator.id),
                    expected: "goalposts above zero".into(),
                };
                let place = profile.place_of(&[
                    &format!("indicator.{}.normalisation", indicator.id),
                    &format!("indicator.{}.treatment", indicator.id),
                    "treatment",
                ]);
                problems.push(
                    Problem::new(place, fault)
                        .hint("goalposts pass through the same logarithm as the values"),
                );
            }
        }
    }
}

/// The table with the hubs that miss a deal-breaker marked as such; a gap passes.
fn barred(mut table: Table<Observed>, profile: &Profile) -> Table<Observed> {
    if profile.limits.is_empty() {
        return table;
    }
    let frame = &table.frame;
    let position: BTreeMap<_, _> = frame
        .indicators
        .iter()
        .enumerate()
        .map(|(j, own)| (own.id.as_str(), j))
        .collect();
    let mut barred = Vec::new();
    for Limit {
        indicator,
        at_least,
        at_most,
    } in &profile.limits
    {
        let Some(&j) = position.get(indicator.as_str()) else {
            continue;
        };
        for &i in &frame.peers {
            let Some(value) = table.columns[j].get(i) else {
                continue;
            };
            let missed = |bound: f64, at_least| {
                (
                    i,
                    Reason::Limit {
                        indicator: j,
                        value,
                        bound,
                        at_least,
                    },
                )
            };
            barred.extend(
                at_least
                    .filter(|&bound| value < bound)
                    .map(|bound| missed(bound, true)),
            );
            barred.extend(
                at_most
                    .filter(|&bound| value > bound)
                    .map(|bound| missed(bound, false)),
            );
        }
    }
    let entry = Entry {
        barred,
        ..frame.entry.clone()
    };
    table.frame = Frame {
        entry,
        ..Frame::clone(frame)
    }
    .into();
    table
}
