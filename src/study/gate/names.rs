//! The names that a profile writes, looked up in the data, and the weights that it gives to them.

use crate::model::{Dataset, INDEX, Node, Tree};
use crate::problem::{Fault, Kind, Problem, Problems};
use crate::study::profile::{Mention, MentionOf, Profile};

/// A name that the data do not have is a problem, with the nearest that they have.
pub(super) fn check(
    dataset: &Dataset,
    profile: &Profile,
    mention: &Mention,
    problems: &mut Problems,
) {
    let Some((kind, known)) = wanted(dataset, &mention.role) else {
        if let MentionOf::ChildOf(parent) = &mention.role {
            check_child(dataset, mention, parent, problems);
        }
        return;
    };
    let name = mention.name.as_str();
    // A hub may be called by its name, in any of the ways a person types it.
    let is_hub = kind == Kind::Hub && dataset.hub(name).is_some();
    if is_hub || known.contains(&name) {
        return;
    }
    let within = format!("data set `{}`", dataset.id);
    let problem = Problem::unknown(mention.place.clone(), kind, name, within, known);
    let is_stray = kind == Kind::Indicator && problem.hint.is_none() && profile.data.is_empty();
    problems.push(match is_stray {
        true => problem
            .hint("a profile that names indicators of one data set says so: `data = [\"…\"]`"),
        false => problem,
    });
}

/// What the name is a name of, and the names there are; none for a child of a node.
fn wanted<'a>(dataset: &'a Dataset, role: &MentionOf) -> Option<(Kind, Vec<&'a str>)> {
    let nodes = |wanted: fn(&Node) -> bool| {
        let nodes = dataset.tree.nodes()[1..].iter();
        nodes.filter(|node| wanted(node)).map(|node| node.id.as_str()).collect()
    };
    Some(match role {
        MentionOf::ChildOf(_) => return None,
        MentionOf::Group => (Kind::Group, nodes(|node| node.indicator.is_none())),
        MentionOf::Indicator => (Kind::Indicator, nodes(|node| node.indicator.is_some())),
        MentionOf::Node => (Kind::Node, nodes(|_| true)),
        MentionOf::Column => {
            let series = dataset.series.iter();
            (Kind::Column, series.map(|own| own.id.as_str()).collect())
        }
        MentionOf::Hub => {
            let hubs = dataset.hubs.iter();
            (Kind::Hub, hubs.map(|own| &*own.id).collect())
        }
        MentionOf::Attribute => {
            let attributes = dataset.attributes.iter();
            (Kind::Attribute, attributes.map(String::as_str).collect())
        }
    })
}

fn check_child(dataset: &Dataset, mention: &Mention, parent: &str, problems: &mut Problems) {
    let tree = &dataset.tree;
    let Some(at) = find(tree, parent) else { return };
    let children: Vec<_> =
        tree.nodes()[at].children.iter().map(|&c| tree.nodes()[c].id.as_str()).collect();
    if children.contains(&mention.name.as_str()) {
        return;
    }
    let within = match at {
        INDEX => format!("the top level of data set `{}`", dataset.id),
        _ => format!("group `{parent}` of data set `{}`", dataset.id),
    };
    let mut problem =
        Problem::unknown(mention.place.clone(), Kind::Node, &mention.name, within, children);
    if let Some(node) = tree.node(&mention.name) {
        let home = &tree.nodes()[tree.nodes()[node].parent].id;
        problem = problem.hint(format!("it stands in `{home}`: weigh it in `[within.{home}]`"));
    }
    problems.push(problem);
}

/// The node called `id`; `index` is the root.
fn find(tree: &Tree, id: &str) -> Option<usize> {
    if id == "index" { Some(INDEX) } else { tree.node(id) }
}

/// Stated weights name every child of their node and do not sum to zero.
pub(super) fn check_weights(tree: &Tree, profile: &Profile, problems: &mut Problems) {
    for (id, stated) in &profile.weighting.stated {
        let Some(at) = find(tree, id) else { continue };
        let place = match at {
            INDEX => profile.place_of(&["weights"]),
            _ => profile.place_of(&[&format!("within.{id}")]),
        };
        let within =
            if at == INDEX { "in `[weights]`".to_owned() } else { format!("in `[within.{id}]`") };
        let children =
            tree.nodes()[at].children.iter().map(|&child| tree.nodes()[child].id.clone());
        let absent: Vec<_> = children.filter(|child| !stated.contains_key(child)).collect();
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
    check_there_are_weights(profile, problems);
}

/// Stated weights are stated at the top.
fn check_there_are_weights(profile: &Profile, problems: &mut Problems) {
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
