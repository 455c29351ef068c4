//! What is changed for once: the hubs that take part, the weights.

use std::collections::BTreeSet;

use crate::Dataset;
use crate::problem::{self, Fault, Kind, Place, Problem, Problems, quoted};
use crate::study::{Doubt, Profile};

use super::super::args::{Pair, Share, Variation};
use super::file_name;

/// The data set with only the hubs that have these attributes; its title says so.
pub(in crate::cli) fn only(mut dataset: Dataset, wanted: &[Pair]) -> Result<Dataset, Problems> {
    let mut problems = Problems::default();
    for pair in wanted {
        match attribute(&dataset, pair) {
            Ok(at) => {
                let title = format!("{}, {} {}", dataset.title, pair.name, pair.value);
                dataset = dataset.only(at, &pair.value);
                dataset.title = title;
            }
            Err(found) => problems.extend(found),
        }
    }
    problems.into_result(dataset)
}

/// The position of the attribute, where some hub has the value.
fn attribute(dataset: &Dataset, Pair { name, value }: &Pair) -> Result<usize, Problems> {
    let place = Place::argument(format!("--only {name}={value}"));
    let Some(at) = dataset.attribute(name) else {
        let known = dataset.attributes.iter().map(String::as_str);
        let within = format!("data set `{}`", dataset.id);
        return Err(Problem::unknown(place, Kind::Attribute, name, within, known).into());
    };
    let own = dataset.hubs.iter();
    let values: BTreeSet<_> = own.filter_map(|hub| hub.attributes.get(at)?.as_deref()).collect();
    if values.iter().any(|known| known.eq_ignore_ascii_case(value)) {
        return Ok(at);
    }
    let listed: Vec<_> = values.iter().take(24).map(|&own| own.to_owned()).collect();
    let fault = Fault::BadSetting {
        setting: name.clone(),
        value: format!("`{value}`"),
        expected: quoted(&listed),
    };
    let near = problem::nearest(value, values.iter().copied());
    let hint = near.map_or(String::new(), |near| format!("did you mean `{near}`?"));
    Err(Problem::new(place, fault).hint(hint).into())
}

/// The profile with the weights that were asked for; its title says so.
pub(in crate::cli) fn reweighed(mut profile: Profile, weights: &[Share]) -> Profile {
    for Share { node, share } in weights {
        profile.title =
            format!("{}, {node} at {}", profile.title, crate::report::number::weight(*share));
        profile = profile.with_share(node, *share);
    }
    profile
}

/// The profile with the seed that was asked for.
pub(in crate::cli) fn seeded(mut profile: Profile, seed: Option<u64>) -> Profile {
    if let Some(seed) = seed {
        profile.doubt.get_or_insert_with(Doubt::default).seed = seed;
    }
    profile
}

/// What was changed for once, as the names of files have it.
pub(super) fn suffix(variation: &Variation) -> String {
    let weight = |own: &Share| {
        let percent = crate::report::number::weight(own.share);
        format!("-{}-{}", file_name(&own.node), percent.trim_end_matches(" %"))
    };
    let only = |own: &Pair| format!("-{}-{}", file_name(&own.name), file_name(&own.value));
    let weights = variation.weights.iter().map(weight);
    weights.chain(variation.only.iter().map(only)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::Threads;

    #[test]
    fn a_variation_has_a_folder_of_its_own() {
        let variation = Variation {
            seed: None,
            threads: Threads::default(),
            weights: vec![Share { node: "talent".into(), share: 0.4 }],
            only: vec![Pair { name: "region".into(), value: "East".into() }],
        };
        assert_eq!(suffix(&variation), "-talent-40-region-east");
    }
}
