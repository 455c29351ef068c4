//! Every combination of the choices in doubt, checked and run once on the data as they are.

use crate::problem::{Fault, Problem, Problems};
use crate::robustness::restaged::Restaged;
use crate::stage::{Aggregation, Choices, Missing, Normalisation, Treatment};
use crate::study::{Doubt, Outcome};

use super::Factor;

/// One choice from each list in doubt; none where the list is empty and the profile's own choice stays.
#[derive(Debug, Clone, PartialEq)]
pub struct Combination {
    /// What becomes of gaps.
    pub missing: Option<Missing>,
    /// What is done to skewed columns.
    pub treatment: Option<Treatment>,
    /// How columns are put on a common scale.
    pub normalisation: Option<Normalisation>,
    /// How scores come about.
    pub aggregation: Option<Aggregation>,
    /// Whether min-max runs from 1 to 100 here, since the mean needs values above zero.
    pub is_raised: bool,
    /// The positions of the four in their lists; 0 for an empty one.
    at: [usize; 4],
}

/// A combination that can not be: z-scores with a geometric mean, say.
#[derive(Debug, Clone, PartialEq)]
pub struct LeftOut {
    /// The choices.
    pub combination: Combination,
    /// What is wrong with them, in the words that a profile with these choices would be refused with.
    pub problems: Problems,
}

/// The lists of choices, in the order of a combination.
pub(super) const LISTS: [Factor; 4] =
    [Factor::Missing, Factor::Treatment, Factor::Normalisation, Factor::Aggregation];

/// How many choices each list has, at least one.
pub(super) fn sizes(doubt: &Doubt) -> [usize; 4] {
    let lists = [
        doubt.missing.len(),
        doubt.treatment.len(),
        doubt.normalisation.len(),
        doubt.aggregation.len(),
    ];
    lists.map(|length| length.max(1))
}

/// A combination that can be.
pub(super) struct Variant {
    pub(super) combination: Combination,
    /// The ranking with these choices.
    pub(super) outcome: Outcome,
    /// Its scores: all that a draw needs where data are not drawn.
    pub(super) nominal: Restaged,
}

/// All combinations: those that can be, and those that can not.
pub(super) fn all(outcome: &Outcome, doubt: &Doubt) -> (Vec<Variant>, Vec<LeftOut>) {
    let (mut variants, mut left_out) = (Vec::new(), Vec::new());
    let sizes = sizes(doubt);
    for number in 0..sizes.iter().product::<usize>() {
        let mut combination = numbered(number, sizes, doubt);
        match ranked(outcome, &mut combination) {
            Ok(outcome) => {
                let nominal = Restaged::nominal(&outcome);
                variants.push(Variant { combination, outcome, nominal });
            }
            Err(problems) => left_out.push(LeftOut { combination, problems }),
        }
    }
    (variants, left_out)
}

fn numbered(number: usize, sizes: [usize; 4], doubt: &Doubt) -> Combination {
    let mut rest = number;
    let at = sizes.map(|size| {
        let own = rest % size;
        rest /= size;
        own
    });
    Combination {
        missing: doubt.missing.get(at[0]).cloned(),
        treatment: doubt.treatment.get(at[1]).cloned(),
        normalisation: doubt.normalisation.get(at[2]).cloned(),
        aggregation: doubt.aggregation.get(at[3]).cloned(),
        is_raised: false,
        at,
    }
}

/// The ranking of the same data for the profile with these choices, through both gates. A mean that needs values above
/// zero takes the usual min-max from 1 on, as in a cross-check of methods.
fn ranked(outcome: &Outcome, combination: &mut Combination) -> Result<Outcome, Problems> {
    fn choose<T: Clone>(choices: &mut Choices<T>, usual: &Option<T>) {
        if let Some(usual) = usual {
            choices.usual = usual.clone();
        }
    }
    let mut profile = outcome.profile.clone();
    choose(&mut profile.missing, &combination.missing);
    choose(&mut profile.treatment, &combination.treatment);
    choose(&mut profile.normalisation, &combination.normalisation);
    if let Some(aggregation) = &combination.aggregation {
        profile.aggregation = aggregation.clone();
    }
    let first = outcome.dataset().ranked_for(&profile);
    let Err(problems) = &first else { return first };
    let lacks_scale = |own: &Problem| matches!(own.fault, Fault::NotPositive { .. });
    if profile.normalisation.usual != Normalisation::default() || !problems.iter().all(lacks_scale)
    {
        return first;
    }
    profile.normalisation.usual = Normalisation::MinMax { low: 1.0, high: 100.0 };
    let raised = outcome.dataset().ranked_for(&profile);
    combination.is_raised = raised.is_ok();
    raised.or(first)
}

/// The variant at a point: by its number among those that can be, or by one number a list.
pub(super) fn pick(variants: &[Variant], at: impl Fn(Factor) -> Option<f64>) -> Option<&Variant> {
    let nth = |u: f64, size: usize| ((u * size as f64) as usize).min(size.saturating_sub(1));
    if let Some(u) = at(Factor::Choices) {
        return variants.get(nth(u, variants.len()));
    }
    let size = |list: usize| variants.iter().map(|v| v.combination.at[list] + 1).max();
    let wanted: [usize; 4] =
        std::array::from_fn(|list| at(LISTS[list]).map_or(0, |u| nth(u, size(list).unwrap_or(1))));
    variants.iter().find(|variant| variant.combination.at == wanted).or(variants.first())
}
