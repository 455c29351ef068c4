//! What was found while weights were worked out, in words.

use crate::model::{Finding, Found, INDEX};
use crate::study::Outcome;

/// One text a finding.
pub(super) fn weighing(outcome: &Outcome) -> Vec<String> {
    outcome.weights.findings.iter().map(|finding| text(outcome, finding)).collect()
}

fn text(outcome: &Outcome, finding: &Finding) -> String {
    let nodes = outcome.observed.frame.tree.nodes();
    let name = |node: usize| nodes[node].name.as_str();
    let of = match finding.node {
        INDEX => "The weights of the pillars".to_owned(),
        node => format!("The weights inside {}", name(node)),
    };
    match &finding.found {
        Found::NotAPreference { method } => {
            format!(
                "{of} come from the data by `{method}`: they reward spread and are not a preference."
            )
        }
        Found::Components { kept, explained } => {
            let percent = 100.0 * explained;
            format!(
                "{of} rest on {kept} principal components, which explain {percent:.0} % of the variance."
            )
        }
        Found::Shrunk { .. } => {
            format!(
                "{of} were solved with variances raised by a millionth: too few hubs, or columns that add up."
            )
        }
        Found::Rows { used, of: all } => {
            format!("{of} are fitted on the {used} of {all} hubs that have every value.")
        }
        Found::Undefined { method, instead } => {
            format!("{of}: `{method}` has no answer for these data; {instead} stand in.")
        }
        stated => statement(&of, &name, stated),
    }
}

/// What was found of a judge's statements.
fn statement<'a>(of: &str, name: &impl Fn(usize) -> &'a str, found: &Found) -> String {
    match found {
        Found::Consistency { ratio, table, .. } => {
            let disagree = if *ratio > 0.1 { " above 0.1: look at them again" } else { "" };
            format!(
                "{of} rest on comparisons with a consistency ratio of {ratio:.2}{disagree} (random indices of {table})."
            )
        }
        Found::Contradiction { triple, implied, stated } => {
            let [a, b, c] = triple.map(name);
            format!(
                "Most at odds: {a} over {b} and {b} over {c} imply {implied:.3} of {a} over {c}, and {stated:.3} is stated."
            )
        }
        Found::Agreement { deviation, ratio } => {
            let ratio = ratio.map(|ratio| format!(", consistency ratio {ratio:.2}"));
            let ratio = ratio.unwrap_or_default();
            format!("{of} leave a deviation of {deviation:.3} from the comparisons{ratio}.")
        }
        Found::Interval { child, low, high } => {
            let (low, high) = (100.0 * low, 100.0 * high);
            let child = name(*child);
            format!(
                "The statements leave the weight of {child} open between {low:.1} and {high:.1} %; the middle is used."
            )
        }
        _ => String::new(),
    }
}
