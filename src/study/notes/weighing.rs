//! What was found while weights were worked out, in words.

use crate::model::{Finding, Found, INDEX};
use crate::study::Outcome;

/// One text a finding.
pub(super) fn weighing(outcome: &Outcome) -> Vec<String> {
    outcome
        .weights
        .findings
        .iter()
        .map(|finding| text(outcome, finding))
        .collect()
}

fn text(outcome: &Outcome, finding: &Finding) -> String {
    let nodes = outcome.observed.frame.tree.nodes();
    let name = |node: usize| nodes[node].name.as_str();
    let of = match finding.node {
        INDEX => "The weights of the pillars".to_owned(),
        node => format!("The weights inside {}", name(node)),
    };
    match &finding.found {
        Found::NotAPreference { method } => format!(
            "{of} come from the data by `{method}`: they reward spread and are not a preference."
        ),
        Found::Consistency { ratio, table, .. } if *ratio > 0.1 => {
            format!(
                "{of} rest on comparisons that disagree: consistency ratio {ratio:.2}, above 0.1 (random indices of {table})."
            )
        }
        Found::Consistency { ratio, table, .. } => {
            format!(
                "{of} rest on comparisons with a consistency ratio of {ratio:.2} (random indices of {table})."
            )
        }
        Found::Contradiction {
            triple: [a, b, c],
            implied,
            stated,
        } => format!(
            "Most at odds: {} over {} and {} over {} imply {implied:.3} of {} over {}, and {stated:.3} is stated.",
            name(*a),
            name(*b),
            name(*b),
            name(*c),
            name(*a),
            name(*c)
        ),
        Found::Agreement { deviation, ratio } => {
            let ratio = ratio.map(|ratio| format!(", consistency ratio {ratio:.2}"));
            format!(
                "{of} leave a deviation of {deviation:.3} from the comparisons{}.",
                ratio.unwrap_or_default()
            )
        }
        Found::Interval { child, low, high } => format!(
            "The statements leave the weight of {} open between {:.1} and {:.1} %; the middle is used.",
            name(*child),
            100.0 * low,
            100.0 * high
        ),
        Found::Components { kept, explained } => {
            format!(
                "{of} rest on {kept} principal components, which explain {:.0} % of the variance.",
                100.0 * explained
            )
        }
        Found::Shrunk { .. } => format!(
            "{of} were solved with variances raised by a millionth: there are too few hubs, or columns that add up."
        ),
        Found::Rows { used, of: all } => {
            format!("{of} are fitted on the {used} of {all} hubs that have every value.")
        }
        Found::Undefined { method, instead } => {
            format!("{of}: `{method}` has no answer for these data; {instead} stand in.")
        }
    }
}
