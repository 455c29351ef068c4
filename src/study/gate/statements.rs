//! Statements of a judge checked against the children that they speak of.

use crate::model::{INDEX, Tree};
use crate::problem::{Fault, Problem, Problems};
use crate::stage::weigh::Flaw;
use crate::study::Profile;

/// Children that a statement leaves out or names twice, and values that can not be, for every node.
pub(super) fn check(tree: &Tree, profile: &Profile, problems: &mut Problems) {
    let nodes = tree.nodes();
    for (at, node) in nodes.iter().enumerate().filter(|(_, node)| node.indicator.is_none()) {
        let children: Vec<_> =
            node.children.iter().map(|&child| nodes[child].id.as_str()).collect();
        let own = format!("group.{}.weighting", node.id);
        let place = profile.place_of(&[if at == INDEX { "weighting" } else { &own }]);
        for flaw in profile.weighting.at(&node.id).flaws(&children) {
            let (fault, hint) = worded(flaw, at, &node.id);
            problems.push(Problem::new(place.clone(), fault).hint(hint));
        }
    }
}

fn worded(flaw: Flaw, at: usize, id: &str) -> (Fault, String) {
    let within = match at {
        INDEX => "in `weighting`".to_owned(),
        _ => format!("in the `weighting` of group `{id}`"),
    };
    match flaw {
        Flaw::Absent(absent) => {
            let hint =
                "a statement speaks of every child of its node; for others write `[weights]`";
            (Fault::AbsentWeights { within, absent }, hint.into())
        }
        Flaw::Twice(name) => {
            let fault = Fault::BadSetting {
                setting: "weighting".into(),
                value: format!("`{name}` twice"),
                expected: "each once".into(),
            };
            (fault, format!("take one `{name}` away"))
        }
        Flaw::Value { setting, value, expected } => {
            let fault = Fault::BadSetting { setting, value, expected: expected.clone() };
            (fault, format!("write {expected}"))
        }
    }
}
