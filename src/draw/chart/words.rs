//! The sentences around charts: title, data and years, who is not ranked, where it comes from.

use crate::draw::scene::Scene;
use crate::draw::theme;
use crate::model::{Reason, TieTolerance};
use crate::stage::Normalisation;
use crate::study::{Outcome, Trust, from_the_data, rests_on_imputed};
use crate::why::Uncertainty;

/// How many hubs a footer names before it counts the rest.
const MOST_NAMED: usize = 12;

/// "China's technology hubs ranked for an investor choosing where to put money".
pub(super) fn title(outcome: &Outcome) -> String {
    let dataset = &outcome.dataset().title;
    let profile = &outcome.profile.title;
    // A title with a comma would swallow the verb.
    let comma = if dataset.contains(',') { "," } else { "" };
    let names_someone =
        ["a ", "an ", "the "].iter().any(|article| profile.to_lowercase().starts_with(article));
    match names_someone {
        true => format!("{dataset}{comma} ranked for {profile}"),
        false => format!("{dataset}{comma} ranked: {profile}"),
    }
}

/// The indicators that count, by position.
pub(super) fn scored(outcome: &Outcome) -> Vec<usize> {
    let frame = &outcome.observed.frame;
    (0..frame.indicators.len())
        .filter(|&j| outcome.weights.effective[frame.tree.leaf(j)] > 0.0)
        .collect()
}

/// The numbers between which all scaled values of ranked hubs lie, where the scales say so.
pub(super) fn bounds(outcome: &Outcome) -> Option<(f64, f64)> {
    let frame = &outcome.observed.frame;
    let mut both: Option<(f64, f64)> = None;
    for j in scored(outcome) {
        let id = &frame.indicators[j].id;
        let (lo, hi) = match outcome.profile.normalisation.get(id) {
            Normalisation::MinMax { low, high } => (*low, *high),
            Normalisation::Goalposts { clip: true, .. } | Normalisation::Percentile => (0.0, 100.0),
            _ => return None,
        };
        let (least, most) = both.unwrap_or((lo, hi));
        both = Some((least.min(lo), most.max(hi)));
    }
    both
}

/// What numbers called `name` are: "Score 0–100", "Score (mean z-score)" or "Score".
pub(super) fn on_scale(name: &str, outcome: &Outcome) -> String {
    if let Some((lo, hi)) = bounds(outcome) {
        return format!("{name} {}–{}", theme::number(lo), theme::number(hi));
    }
    let frame = &outcome.observed.frame;
    let is_z = |j: usize| {
        let id = &frame.indicators[j].id;
        *outcome.profile.normalisation.get(id) == Normalisation::z_score()
    };
    match scored(outcome).into_iter().all(is_z) {
        true => format!("{name} (mean z-score)"),
        false => name.to_owned(),
    }
}

/// How much is scored and how old and from whom it is: "22 indicators, mostly 2019 data …".
pub(super) fn data(outcome: &Outcome) -> String {
    let count = scored(outcome).len();
    let indicators = if count == 1 { "indicator" } else { "indicators" };
    let mut words = vec![format!("{count} {indicators}")];
    words.extend(years(outcome));
    words.extend(sources(outcome).map(str::to_owned));
    words.join("; ")
}

/// The years of the scored values; "mostly" only where it is more than half of all.
fn years(outcome: &Outcome) -> Option<String> {
    let (first, last) = outcome.years()?;
    let frame = &outcome.observed.frame;
    let mut all = 0_usize;
    let mut dated = 0_usize;
    let mut of_year = std::collections::BTreeMap::<i32, usize>::new();
    for j in scored(outcome) {
        for &i in &frame.peers {
            if outcome.observed.columns[j].get(i).is_some() {
                all += 1;
                if let Some(year) = frame.detail(i, j).and_then(|detail| detail.year) {
                    dated += 1;
                    *of_year.entry(year).or_default() += 1;
                }
            }
        }
    }
    let where_stated = if dated < all { ", where a year is stated" } else { "" };
    if first == last {
        return Some(format!("{first} data{where_stated}"));
    }
    let main = of_year.into_iter().find(|(_, count)| 2 * count > all);
    Some(match main {
        Some((year, _)) => format!("mostly {year} data, {first}–{last}{where_stated}"),
        None => format!("data of {first}–{last}{where_stated}"),
    })
}

/// Whether the scored values are secondary.
fn sources(outcome: &Outcome) -> Option<&'static str> {
    let frame = &outcome.observed.frame;
    let (mut all, mut secondary) = (0_usize, 0_usize);
    for j in scored(outcome) {
        for &i in &frame.peers {
            if outcome.observed.columns[j].get(i).is_some() {
                all += 1;
                let source = frame.detail(i, j).and_then(|detail| detail.source);
                let source = source.and_then(|at| frame.dataset.sources.get(at));
                secondary +=
                    usize::from(source.is_some_and(|source| source.confidence == "secondary"));
            }
        }
    }
    match secondary {
        0 => None,
        some if some == all => Some("secondary\u{a0}sources"),
        _ => Some("partly secondary\u{a0}sources"),
    }
}

/// "Beijing leads with 71.2, ahead of Shanghai with 65.0."
pub(super) fn finding(outcome: &Outcome) -> String {
    let standings = &outcome.ranking.standings;
    let hubs = &outcome.dataset().hubs;
    let decimals = decimals(standings.iter().map(|standing| standing.score));
    let score = |score: f64| theme::fixed(score, decimals);
    let Some(first) = standings.first() else {
        return "No hub can be ranked.".to_owned();
    };
    let least = standings.last().map_or(first.score, |last| last.score);
    let near = TieTolerance::default().near(least, first.score);
    let ties = standings
        .iter()
        .filter(|standing| standing.rank == first.rank || first.score - standing.score <= near);
    let tied: Vec<_> = ties.map(|standing| hubs[standing.hub].name.to_string()).collect();
    if tied.len() > 1 {
        let names = listed(&tied, 4);
        return format!("{names} share the first place with {}.", score(first.score));
    }
    let second = standings.get(1).map_or(String::new(), |second| {
        let name = &hubs[second.hub].name;
        format!(", ahead of {name} with {}", score(second.score))
    });
    let name = &hubs[first.hub].name;
    format!("{name} leads with {}{second}.", score(first.score))
}

/// Decimals that give the largest of several numbers three significant digits.
pub(super) fn decimals(numbers: impl IntoIterator<Item = f64>) -> usize {
    let most = numbers
        .into_iter()
        .filter(|number| number.is_finite())
        .fold(0.0_f64, |most, number| most.max(number.abs()));
    match most {
        // A hundred points are common: "100.0" above "71.2" looks better than "100" above "71".
        most if most > 100.5 => 0,
        most if most >= 9.995 || most == 0.0 => 1,
        most if most >= 0.9995 => 2,
        most => (2 - most.log10().floor() as i32).clamp(3, 6) as usize,
    }
}

/// "A, B and C"; beyond `most` the rest is counted.
pub(super) fn listed(names: &[String], most: usize) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [all @ .., last] if names.len() <= most => format!("{} and {last}", all.join(", ")),
        _ => {
            let shown = names[..most].join(", ");
            format!("{shown} and {} more", names.len() - most)
        }
    }
}

/// A share as whole per cents; never 0 or 100 for what is between, but "<0.1" and ">99.9".
pub(super) fn percent(share: f64) -> String {
    let percent = 100.0 * share;
    let is_between = share > 0.0 && share < 1.0;
    let decimals = match is_between && !(0.5..99.5).contains(&percent) {
        true => 1,
        false => 0,
    };
    if is_between && !(0.05..99.95).contains(&percent) {
        return if percent < 50.0 { "<0.1\u{a0}%" } else { ">99.9\u{a0}%" }.to_owned();
    }
    // Halves upwards, as in tables, where printing alone would take 92.5 to the even 92.
    let rounded = if decimals == 0 { percent.round() } else { percent };
    // A blank that lines do not break at.
    format!("{}\u{a0}%", theme::fixed(rounded, decimals))
}

/// "1", or "2.5" under fractional ranks.
pub(super) fn rank(rank: f64) -> String {
    theme::fixed(rank, usize::from(rank.fract() != 0.0))
}

/// "2–4", or one rank alone.
pub(super) fn range((low, high): (usize, usize)) -> String {
    match low == high {
        true => low.to_string(),
        false => format!("{low}–{high}"),
    }
}

/// What ranges and tiers of a ranking are over, and that they are no confidence intervals.
pub(super) fn trust(own: &Trust) -> String {
    format!(
        "Small figures beside the ranks: the middle 90\u{a0}% of the ranks over {} ({} draws, seed {}), a range over plausible weights. Bands: tiers; hubs of a higher tier beat those of a lower one with a probability of at least {}.",
        own.doubt.words(own.at),
        theme::count(own.draws),
        own.seed,
        percent(own.tau)
    )
}

/// What was drawn, and where everything comes from.
pub(super) fn doubt_footer(own: &Uncertainty, outcome: &Outcome) -> String {
    let doubt = &own.doubted.doubt;
    let more = match own.is_more_than_weights() {
        true => ", with data and choices as the profile has them in doubt",
        false => "",
    };
    format!(
        "Over {}{more}; {} draws, seed {}. What is plausible here, no confidence interval.\n{}",
        doubt.weights.words(doubt.at),
        theme::count(own.joint.ranks.draws() as usize),
        doubt.seed,
        provenance(std::slice::from_ref(outcome))
    )
}

/// Who is not ranked and why, references without a score, and where everything comes from.
pub(super) fn footer(outcome: &Outcome) -> String {
    footer_with(outcome, false)
}

/// The same, with what ranges and tiers are over.
pub(super) fn footer_with(outcome: &Outcome, shows_trust: bool) -> String {
    let mut lines = Vec::new();
    lines.extend(not_ranked(outcome));
    lines.extend(references_without_score(outcome));
    lines.extend(rests_on_imputed(outcome));
    lines.extend(outcome.trust.as_ref().filter(|_| shows_trust).map(trust));
    lines.push(provenance(std::slice::from_ref(outcome)));
    lines.join("\n")
}

/// "Not ranked: Guiyang (44 %) with values for less than 65 % of the weight."
pub(super) fn not_ranked(outcome: &Outcome) -> Option<String> {
    let hubs = &outcome.dataset().hubs;
    let mut groups: Vec<(String, Vec<String>)> = Vec::new();
    for exclusion in &outcome.scores.not_ranked {
        let name = &hubs[exclusion.hub].name;
        let reasons: Vec<_> = exclusion.reasons.iter().map(|it| reason(outcome, it)).collect();
        let words = reasons.iter().map(|(words, _)| words.as_str()).collect::<Vec<_>>();
        let detail = reasons.iter().find_map(|(_, detail)| detail.clone());
        let name = match detail {
            Some(detail) => format!("{name} ({detail})"),
            None => name.to_string(),
        };
        let words = words.join(", ");
        match groups.iter_mut().find(|(known, _)| *known == words) {
            Some((_, names)) => names.push(name),
            None => groups.push((words, vec![name])),
        }
    }
    let group =
        |(words, names): &(String, Vec<String>)| format!("{} {words}", listed(names, MOST_NAMED));
    let groups: Vec<_> = groups.iter().map(group).collect();
    (!groups.is_empty()).then(|| format!("Not ranked: {}.", groups.join("; ")))
}

/// A reason in short, and what differs from hub to hub.
fn reason(outcome: &Outcome, reason: &Reason) -> (String, Option<String>) {
    match reason {
        Reason::NoValues => ("without any value".to_owned(), None),
        Reason::Coverage { has, floor } => (
            format!("with values for less than {} of the weight", percent(*floor)),
            Some(percent(*has)),
        ),
        Reason::Limit { indicator, value, bound, at_least } => {
            let name = &outcome.observed.frame.indicators[*indicator].name;
            let side = if *at_least { "below" } else { "above" };
            let bound = theme::number(*bound);
            (format!("{side} the limit of {bound} for {name}"), Some(theme::number(*value)))
        }
    }
}

fn references_without_score(outcome: &Outcome) -> Option<String> {
    let hubs = &outcome.dataset().hubs;
    let without = outcome.references();
    let without = without.iter().filter(|(_, score)| score.is_none());
    let names: Vec<_> = without.map(|(i, _)| hubs[*i].name.to_string()).collect();
    (!names.is_empty()).then(|| {
        let names = listed(&names, MOST_NAMED);
        format!("References with too few values for a score: {names}.")
    })
}

/// "Weights from the data by critic, not a preference."; of several profiles whose.
fn no_preference(outcomes: &[Outcome]) -> Option<String> {
    let named = |outcome: &Outcome| {
        let label = from_the_data(outcome)?;
        match outcomes.len() {
            1 => Some(format!("Weights {label}.")),
            _ => Some(format!("Weights of {} {label}.", outcome.profile.name)),
        }
    };
    let lines: Vec<_> = outcomes.iter().filter_map(named).collect();
    (!lines.is_empty()).then(|| lines.join(" ") + "\n")
}

/// "Data china-hubs 3f2a1b9c · profile investor 8c1d2e3f · hubrank 0.1.0", above it whose weights are no preference.
pub(super) fn provenance(outcomes: &[Outcome]) -> String {
    let data = |outcome: &Outcome| {
        let dataset = outcome.dataset();
        format!("{}{}", dataset.id, short(&dataset.sha256))
    };
    let named = |outcome: &Outcome| {
        let profile = &outcome.profile;
        format!("{}{}", profile.name, short(&profile.sha256))
    };
    let each_once = |name: &dyn Fn(&Outcome) -> String| {
        let mut all: Vec<_> = outcomes.iter().map(name).collect();
        all.dedup();
        all
    };
    let mut words = Vec::new();
    let datasets = each_once(&data);
    if !datasets.is_empty() {
        words.push(format!("Data {}", datasets.join(", ")));
    }
    let profiles = each_once(&named);
    let label = if profiles.len() == 1 { "profile" } else { "profiles" };
    words.push(format!("{label} {}", profiles.join(", ")));
    words.push(format!("hubrank\u{a0}{}", env!("CARGO_PKG_VERSION")));
    no_preference(outcomes).unwrap_or_default() + &words.join(" · ")
}

/// The first eight digits of a hash behind a blank; nothing for none.
fn short(sha256: &str) -> String {
    match sha256.get(..8) {
        Some(digits) => format!(" {digits}"),
        None => String::new(),
    }
}

/// Puts what the picture was made from into its meta.
pub(super) fn note_origin(scene: &mut Scene, outcomes: &[Outcome]) {
    if let Some(outcome) = outcomes.first() {
        let dataset = outcome.dataset();
        scene.note("dataset", &dataset.id);
        scene.note("dataset sha256", &dataset.sha256);
        let other = outcomes.iter().map(Outcome::dataset);
        if let Some(other) = other.into_iter().find(|own| own.sha256 != dataset.sha256) {
            scene.note("dataset 2", &other.id);
            scene.note("dataset 2 sha256", &other.sha256);
        }
    }
    for (index, outcome) in outcomes.iter().enumerate() {
        // Numbered, since PNG takes no Chinese name and no name twice.
        let number = match outcomes.len() {
            1 => String::new(),
            _ => format!(" {}", index + 1),
        };
        scene.note(format!("profile{number}"), &outcome.profile.name);
        scene.note(format!("profile{number} sha256"), &outcome.profile.sha256);
    }
    scene.note("hubrank", env!("CARGO_PKG_VERSION"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn per_cents_never_claim_none_or_all() {
        assert_eq!(percent(0.344), "34\u{a0}%");
        assert_eq!(percent(0.002), "0.2\u{a0}%");
        assert_eq!(percent(0.998), "99.8\u{a0}%");
        assert_eq!(percent(0.0001), "<0.1\u{a0}%");
        assert_eq!(percent(0.9999), ">99.9\u{a0}%");
        assert_eq!(percent(1.0), "100\u{a0}%");
        assert_eq!(percent(0.0), "0\u{a0}%");
    }

    #[test]
    fn the_largest_number_sets_the_decimals() {
        assert_eq!(decimals([71.2, 3.0]), 1);
        assert_eq!(decimals([100.0]), 1);
        assert_eq!(decimals([812.0, -3.0]), 0);
        assert_eq!(decimals([-1.23, 0.4]), 2);
        assert_eq!(decimals([0.0123]), 4);
        assert_eq!(decimals([]), 1);
    }

    #[test]
    fn ranks_show_halves_only_where_there_are() {
        assert_eq!(rank(3.0), "3");
        assert_eq!(rank(2.5), "2.5");
    }
}
