//! What is in doubt, in words, and what of it can not be.

use crate::robustness::sampled::{Combination, Factor};
use crate::stage::Treatment;
use crate::why::Uncertainty;

use super::super::joined;

/// What a combination takes of one list, by name; none where the list is empty.
type Way = fn(&Combination) -> Option<&'static str>;

/// Everything that varies, in words.
#[must_use]
pub fn in_doubt(own: &Uncertainty) -> String {
    let doubt = &own.doubted.doubt;
    let mut what = Vec::new();
    if doubt.weights != crate::study::WeightDoubt::None {
        what.push(doubt.weights.words(doubt.at));
    }
    if let Some(data) = doubt.data {
        let gaps = if data.gaps { ", gaps" } else { "" };
        what.push(match own.causes.factors.contains(&Factor::Data) {
            true => format!("data (values between their bounds or by their standard errors{gaps})"),
            false => "data (nothing in them is open)".into(),
        });
    }
    let lists: [(&str, Way); 4] = [
        ("missing", |own| own.missing.as_ref().map(|own| own.filling.name())),
        ("treatment", |own| own.treatment.as_ref().map(treatment)),
        ("normalisation", |own| own.normalisation.as_ref().map(|own| own.name())),
        ("aggregation", |own| own.aggregation.as_ref().map(|own| own.name())),
    ];
    // What is left of each list: combinations that can not be are never drawn.
    let choice = |(name, of): (&str, Way)| {
        let mut ways: Vec<_> = own.joint.combinations.iter().filter_map(of).collect();
        ways.sort_unstable();
        ways.dedup();
        (!ways.is_empty()).then(|| format!("{name} ({})", ways.join(", ")))
    };
    what.extend(lists.into_iter().filter_map(choice));
    match what.is_empty() {
        true => "nothing".into(),
        false => joined(&what.iter().map(String::as_str).collect::<Vec<_>>()),
    }
}

fn treatment(own: &Treatment) -> &'static str {
    match own {
        Treatment::None => "no treatment",
        Treatment::Log { .. } => "log",
        Treatment::Winsorise(_) => "winsorise",
    }
}

/// What was asked for and can not be.
pub(super) fn left_out(own: &Uncertainty) -> Vec<String> {
    let name = |own: &Combination| {
        let parts = [
            own.missing.as_ref().map(|own| own.filling.name()),
            own.treatment.as_ref().map(treatment),
            own.normalisation.as_ref().map(|own| own.name()),
            own.aggregation.as_ref().map(|own| own.name()),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" + ")
    };
    let combination = own.joint.left_out.iter().map(|left| {
        let why = left.problems.iter().next().map(|one| one.fault.headline());
        format!("{}: {}", name(&left.combination), why.unwrap_or_default())
    });
    own.doubted.left_out.iter().cloned().chain(combination).collect()
}
