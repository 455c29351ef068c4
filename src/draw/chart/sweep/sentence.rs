//! Who leads where, in words.

use crate::draw::chart::words;
use crate::draw::theme;
use crate::robustness::exact::Leader;
use crate::study::Outcome;

use super::curves::Panel;

/// Weights in words, with a decimal where two neighbours would read the same.
pub(super) fn percents(weights: &[f64]) -> Vec<String> {
    let words: Vec<_> = weights.iter().map(|&weight| words::percent(weight)).collect();
    match words.windows(2).any(|pair| pair[0] == pair[1]) {
        true => weights
            .iter()
            .map(|weight| format!("{}\u{a0}%", theme::fixed(100.0 * weight, 1)))
            .collect(),
        false => words,
    }
}

/// "Beijing leads up to 62 %, then Shenzhen"; and where one of them stops or starts being ranked.
pub(super) fn sentence(outcome: &Outcome, panel: &Panel) -> String {
    let weights: Vec<_> = panel.leaders.iter().map(|leader| leader.to).collect();
    let weights = percents(&weights);
    let mut words = String::new();
    for (index, leader) in panel.leaders.iter().enumerate() {
        let name = &outcome.dataset().hubs[leader.hub].name;
        let is_last = index + 1 == panel.leaders.len();
        words.push_str(&match (index, is_last) {
            (0, true) => return format!("{name} leads at every weight"),
            (0, false) => format!("{name} leads up to {}", weights[index]),
            (_, false) => format!(", {name} up to {}", weights[index]),
            (_, true) => format!(", then {name}"),
        });
        words.push_str(limit(panel, leader, index == 0, is_last));
    }
    match words.is_empty() {
        true => "No hub can be ranked".to_owned(),
        false => words,
    }
}

/// A hub that lacks the values for a rank has not been overtaken, and did not overtake.
fn limit(panel: &Panel, leader: &Leader, is_first: bool, is_last: bool) -> &'static str {
    let curve = panel.curves.iter().find(|curve| curve.hub == leader.hub);
    let ends = curve.and_then(|curve| Some((curve.points.first()?.0, curve.points.last()?.0)));
    match ends {
        Some((_, to)) if !is_last && to < leader.to => " (too few values beyond)",
        Some((from, _)) if !is_first && from > leader.from => " (too few values before)",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_that_would_read_the_same_get_a_decimal() {
        assert_eq!(percents(&[0.341, 0.62]), ["34\u{a0}%", "62\u{a0}%"]);
        assert_eq!(percents(&[0.341, 0.344]), ["34.1\u{a0}%", "34.4\u{a0}%"]);
    }
}
