//! What scales and weights from the data ask of the values, checked just before each is fitted.

use crate::model::Table;
use crate::problem::{Fault, Problem, Problems};
use crate::stage::{Normalisation, Normalised, Treated, Weighing};
use crate::study::Profile;

/// Whether the treated values fit the scales that the profile chooses.
///
/// # Errors
/// A value of zero or less under `share-of-best`; a target or a knot that the logarithm before can not take.
pub(in crate::study) fn scalable(
    table: &Table<Treated>,
    profile: &Profile,
) -> Result<(), Problems> {
    let mut problems = Problems::default();
    for (j, indicator) in table.frame.indicators.iter().enumerate() {
        let own = format!("indicator.{}.normalisation", indicator.id);
        let place = profile.place_of(&[&own, "normalisation"]);
        let out_of_reach = |x: f64| table.stage.changes[j].carry(x).is_none();
        match profile.normalisation.get(&indicator.id) {
            Normalisation::ShareOfBest => {
                let least = (0..table.columns[j].len())
                    .filter_map(|i| Some((table.columns[j].get(i)?, i)))
                    .min_by(|a, b| a.0.total_cmp(&b.0));
                if let Some((value, i)) = least.filter(|(value, _)| *value <= 0.0) {
                    let fault = Fault::NotPositive {
                        hub: table.frame.dataset.hubs[i].id.to_string(),
                        indicator: indicator.id.clone(),
                        value,
                        needed_by: "`share-of-best`",
                    };
                    let hint = format!(
                        "choose another scale under `[indicator.{}]`, such as `min-max`",
                        indicator.id
                    );
                    problems.push(Problem::new(place, fault).hint(hint));
                }
            }
            Normalisation::Target { value } if out_of_reach(*value) => {
                problems.push(unreachable(place, "target", *value));
            }
            Normalisation::ValueFunction { knots } => {
                if let Some((x, _)) = knots.iter().find(|knot| out_of_reach(knot.0)) {
                    problems.push(unreachable(place, "knots", *x));
                }
            }
            _ => {}
        }
    }
    problems.into_result(())
}

fn unreachable(place: crate::problem::Place, setting: &str, value: f64) -> Problem {
    let fault = Fault::BadSetting {
        setting: setting.into(),
        value: value.to_string(),
        expected: "a value that the logarithm before can take".into(),
    };
    Problem::new(place, fault).hint(
        "it passes through the same logarithm as the values: leave out the treatment, or move it",
    )
}

/// Whether the normalised values fit the weights from the data that the profile chooses.
///
/// # Errors
/// Values of both signs under a node that is weighed by entropy.
pub(in crate::study) fn weighable(
    table: &Table<Normalised>,
    profile: &Profile,
) -> Result<(), Problems> {
    let mut problems = Problems::default();
    let tree = &table.frame.tree;
    for (at, node) in tree.nodes().iter().enumerate() {
        let is_leaf = node.indicator.is_some();
        if is_leaf || *profile.weighting.at(&node.id) != Weighing::Entropy {
            continue;
        }
        // A group stands with a mean of its leaves, which has one sign only if they share one.
        let present: Vec<_> = node
            .children
            .iter()
            .map(|&child| {
                tree.leaves_below(child)
                    .into_iter()
                    .flat_map(|j| table.columns[j].present(&table.frame.peers))
            })
            .map(Iterator::collect::<Vec<f64>>)
            .collect();
        let has_both =
            |values: &&Vec<f64>| values.iter().any(|x| *x > 0.0) && values.iter().any(|x| *x < 0.0);
        if let Some(k) = present.iter().position(|values| has_both(&values)) {
            let child = &tree.nodes()[node.children[k]].id;
            let own = format!("group.{}.weighting", node.id);
            let place = profile.place_of(&[if at == 0 { "weighting" } else { &own }, "weighting"]);
            let fault = Fault::Misfit {
                aggregation: "entropy",
                problem: format!("needs values of one sign, and `{child}` has both on its scale"),
            };
            problems.push(
                Problem::new(place, fault).hint(
                    "choose a scale from zero upwards, such as `min-max`, or another weighting",
                ),
            );
        }
    }
    problems.into_result(())
}
