//! Hubs across two or more profiles, on a scale of ranks.

mod marks;
mod plan;

use crate::draw::frame::{Frame, Key, Swatch};
use crate::draw::measure;
use crate::draw::scene::{Scene, Weight};
use crate::draw::theme;
use crate::study::Outcome;
use crate::why::{Agreement, Comparison, Row};

use super::rows;
use super::words;
use plan::{Column, Plan};

/// Columns that are drawn at most.
const MOST: usize = 8;
/// Least and greatest distance of two ranks in px.
const LEAST_PITCH: f64 = 30.0;
const MOST_PITCH: f64 = 88.0;
/// What labels at either end may take at least and at most, in px.
const LEAST_LABEL: f64 = 250.0;
const MOST_LABEL: f64 = 480.0;
const MOST_LABEL_OF_MANY: f64 = 330.0;
/// From a dot to its label in px.
const TO_LABEL: f64 = 16.0;
/// Font sizes of the profiles' titles, the lists below, and names between the columns; line heights; in px.
const NOTE: f64 = 16.0;
const STRAY: f64 = 15.0;
const NOTE_LINE: f64 = 21.0;
const HEAD: f64 = 18.0;
const HEAD_LINE: f64 = 24.0;
/// At most this share of all lines is coloured.
const COLOURED: f64 = 0.3;

/// Hubs across two or more profiles (at most eight), on a scale of ranks.
///
/// Lines are grey but for the largest moves from one profile to the next: blue where a hub rises,
/// vermilion where it falls. Hubs of equal rank share a dot. `comparison` is that of `outcomes`.
///
/// ```
/// use hubrank::{Dataset, Profile, why::Comparison};
/// let hubs = Dataset::built_in()?;
/// let both = ["investor", "founder"].map(|name| hubs.ranked_for(&Profile::built_in(name)?));
/// let both: Vec<_> = both.into_iter().collect::<Result<_, _>>()?;
/// let scene = hubrank::draw::chart::slope(&Comparison::of(&both), &both);
/// assert!(scene.height >= 1000.0);
/// # Ok::<(), hubrank::Problems>(())
/// ```
#[must_use]
pub fn slope(comparison: &Comparison, outcomes: &[Outcome]) -> Scene {
    slope_with(comparison, outcomes, &SlopeWords::default())
}

/// Words for a slope chart that the rankings themselves do not hold.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SlopeWords {
    /// The title in place of the usual one.
    pub title: Option<String>,
    /// Why a hub (position in the data set) moves, in a few words: beside its name at the right end, where its line
    /// is coloured.
    pub causes: Vec<(usize, String)>,
    /// Whether the columns are data sets ranked for one profile, not profiles.
    pub is_of_sets: bool,
}

/// As [`slope`], with words of one's own.
#[must_use]
pub fn slope_with(comparison: &Comparison, outcomes: &[Outcome], own: &SlopeWords) -> Scene {
    let outcomes = &outcomes[..outcomes.len().min(MOST)];
    let columns: Vec<_> = (0..outcomes.len())
        .map(|index| Column::of(comparison, outcomes, index, own.is_of_sets))
        .collect();
    let threshold = threshold(comparison, columns.len());
    let rows: Vec<_> = comparison.rows.iter().take(rows::MOST).collect();
    let deepest = columns.iter().map(|column| column.slots).max().unwrap_or(0);
    let plan = Plan {
        columns: &columns,
        rows: &rows,
        threshold,
        label: label_room(outcomes, &rows, &own.causes),
        causes: &own.causes,
    };
    let (heads, lists) = (plan.heads(), plan.lists());
    let below = lists.iter().map(Vec::len).max().unwrap_or(0) as f64 * NOTE_LINE;
    let above = HEAD + 10.0 + heads.iter().map(Vec::len).max().unwrap_or(0) as f64 * HEAD_LINE;
    let least = above + deepest as f64 * LEAST_PITCH + below;
    let mut frame = furniture(comparison, outcomes, threshold);
    if let Some(title) = &own.title {
        frame.title.clone_from(title);
    }
    if own.is_of_sets {
        frame.subtitle = "Rank in each data set, among the hubs that both rank".into();
    }
    let (mut scene, area) = frame.scene(alternative(comparison, outcomes, own.is_of_sets), least);
    words::note_origin(&mut scene, outcomes);
    let ranks = area.inset(0.0, above, 0.0, below);
    let pitch = (ranks.height / deepest.max(1) as f64).clamp(LEAST_PITCH, MOST_PITCH);
    plan.draw_heads(&mut scene, &area, &heads);
    plan.draw_lines(&mut scene, &ranks, pitch);
    plan.draw_labels(&mut scene, &ranks, pitch, outcomes);
    plan.draw_strays(&mut scene, &ranks, pitch, outcomes);
    let bottom = ranks.top + deepest as f64 * pitch + 14.0;
    plan.draw_lists(&mut scene, bottom, &lists);
    scene
}

fn label_room(outcomes: &[Outcome], rows: &[&Row], causes: &[(usize, String)]) -> f64 {
    let Some(outcome) = outcomes.first() else {
        return LEAST_LABEL;
    };
    let names = rows.iter().map(|row| outcome.dataset().hubs[row.hub].label());
    let names: Vec<_> = names.collect();
    let widest = measure::widest(names.iter().map(String::as_str), theme::LABEL, Weight::Regular);
    let causes = causes.iter().map(|own| own.1.as_str());
    let causes = measure::widest(causes, STRAY, Weight::Regular);
    let widest = match causes > 0.0 {
        true => widest + causes + TO_LABEL,
        false => widest,
    };
    let most = match outcomes.len() <= 4 {
        true => MOST_LABEL,
        false => MOST_LABEL_OF_MANY,
    };
    (widest + TO_LABEL + 48.0).clamp(LEAST_LABEL, most)
}

/// The moves from one profile to the next that are coloured: so many places or more.
///
/// The least number, two or more, that few enough lines reach; the largest move where none is so rare.
fn threshold(comparison: &Comparison, columns: usize) -> f64 {
    let pairs = 1..columns.max(1);
    let moves =
        pairs.flat_map(|b| comparison.rows.iter().filter_map(move |row| row.gain(b - 1, b)));
    let moves: Vec<_> = moves.map(f64::abs).collect();
    let largest = moves.iter().copied().fold(0.0, f64::max);
    let reached = |least: f64| moves.iter().filter(|far| **far >= least).count();
    let rare = |least: &f64| reached(*least) as f64 <= COLOURED * moves.len() as f64;
    let whole = (2..).map(f64::from).take_while(|least| *least <= largest);
    match whole.clone().find(rare) {
        Some(least) => least,
        None => largest.max(1.0),
    }
}

fn furniture(comparison: &Comparison, outcomes: &[Outcome], threshold: f64) -> Frame {
    let names: Vec<_> = outcomes.iter().map(|outcome| outcome.profile.name.clone()).collect();
    let dataset = outcomes.first().map(Outcome::dataset);
    let dataset = dataset.map_or("Hubs", |dataset| dataset.title.as_str());
    let comma = if dataset.contains(',') { "," } else { "" };
    let data = outcomes.first().map(words::data).unwrap_or_default();
    let more = comparison.rows.len().saturating_sub(rows::MOST);
    let more = match more {
        0 => String::new(),
        _ => format!("; the first {} of {} hubs", rows::MOST, comparison.rows.len()),
    };
    Frame {
        title: format!("{dataset}{comma} ranked by {}", words::listed(&names, MOST)),
        subtitle: format!("Rank under each profile; {data}{more}"),
        footer: format!("{}\n{}", agreement(comparison, outcomes), words::provenance(outcomes)),
        legend: legend(comparison, outcomes.len(), threshold),
    }
}

/// What the colours mean; nothing where no line has one.
fn legend(comparison: &Comparison, columns: usize, threshold: f64) -> Vec<Key> {
    let moves = |far: &dyn Fn(f64) -> bool| {
        let mut pairs = 1..columns.max(1);
        let rows = &comparison.rows;
        pairs.any(|b| rows.iter().any(|row| row.gain(b - 1, b).is_some_and(far)))
    };
    let between = match columns {
        2 => "",
        _ => " from one profile to the next",
    };
    let places = places(threshold);
    let mut keys = Vec::new();
    if moves(&|gain| gain >= threshold) {
        let words = format!("rises {places} or more{between}");
        keys.push(Key::new(Swatch::Line(theme::BLUE), words));
    }
    if moves(&|gain| -gain >= threshold) {
        let words = format!("falls {places} or more{between}");
        keys.push(Key::new(Swatch::Line(theme::VERMILION), words));
    }
    if moves(&|gain| gain.abs() < threshold) {
        let words = match (keys.is_empty(), threshold) {
            (true, _) | (_, 1.0) => "keeps its rank".to_owned(),
            _ => "moves less".to_owned(),
        };
        keys.push(Key::new(Swatch::Line(theme::FAINT), words));
    }
    keys
}

/// "one place", "four places", "2.5 places".
fn places(count: f64) -> String {
    const WORDS: [&str; 10] =
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let word = WORDS.iter().zip(1..).find(|(_, number)| f64::from(*number) == count);
    match word {
        Some((_, 1)) => "one place".to_owned(),
        Some((word, _)) => format!("{word} places"),
        None => format!("{} places", words::rank(count)),
    }
}

/// "Kendall’s tau-b of the ranks of 17 hubs: 0.58 (1 is the same order, −1 the reverse)."
fn agreement(comparison: &Comparison, outcomes: &[Outcome]) -> String {
    let count = outcomes.len();
    let pairs = comparison.agreement.iter();
    let pairs = pairs.filter(|pair| pair.a < count && pair.b < count);
    let mut pairs: Vec<(f64, &Agreement)> =
        pairs.filter_map(|pair| Some((pair.tau_b?, pair))).collect();
    pairs.sort_by(|x, y| x.0.total_cmp(&y.0));
    let scale = "1 is the same order, −1 the reverse";
    let two = |tau: f64| theme::fixed(tau, 2);
    let whose = |pair: &Agreement| {
        let name = |at: usize| &outcomes[at].profile.name;
        format!("{} and {}", name(pair.a), name(pair.b))
    };
    match pairs[..] {
        [] => "Kendall’s tau-b of the ranks is not defined here.".to_owned(),
        [(tau, pair)] => {
            format!("Kendall’s tau-b of the ranks of {} hubs: {} ({scale}).", pair.shared, two(tau))
        }
        [(least, _), .., (most, _)] if two(least) == two(most) => format!(
            "Kendall’s tau-b of the ranks: {} for every two profiles ({scale}).",
            two(least)
        ),
        [(least, a), .., (most, b)] => format!(
            "Kendall’s tau-b of the ranks: from {} ({}) to {} ({}); {scale}.",
            two(least),
            whose(a),
            two(most),
            whose(b)
        ),
    }
}

/// Who moves most between the first two profiles, and how far they agree.
fn alternative(comparison: &Comparison, outcomes: &[Outcome], is_of_sets: bool) -> String {
    let agreement = agreement(comparison, outcomes);
    let [first, second, ..] = outcomes else {
        return outcomes.first().map(words::finding).unwrap_or_default();
    };
    let movers = comparison.movers(0, 1);
    let (a, b) = match is_of_sets {
        true => (&first.dataset().id, &second.dataset().id),
        false => (&first.profile.name, &second.profile.name),
    };
    let Some((row, _)) = movers.first() else {
        return format!("No hub changes its rank from {a} to {b}. {agreement}");
    };
    let name = &first.dataset().hubs[row.hub].name;
    let rank = |at: usize| row.ranks[at].map_or(String::new(), words::rank);
    format!("{name} moves most from {a} to {b}: from rank {} to {}. {agreement}", rank(0), rank(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn comparison(moves: &[f64]) -> Comparison {
        let row = |(hub, &gain): (usize, &f64)| Row {
            hub,
            ranks: vec![Some(50.0), Some(50.0 - gain)],
            scores: vec![None, None],
        };
        Comparison { rows: moves.iter().enumerate().map(row).collect(), agreement: Vec::new() }
    }

    #[test]
    fn only_the_largest_moves_are_coloured() {
        let moves = [0.0, 1.0, -1.0, 2.0, -2.0, 5.0, 0.0, 0.0, -3.0, 0.0];
        assert_eq!(threshold(&comparison(&moves), 2), 3.0);
        assert_eq!(threshold(&comparison(&[0.0, 1.0, -1.0]), 2), 1.0);
        assert_eq!(threshold(&comparison(&[4.0, -4.0]), 2), 4.0);
        assert_eq!(threshold(&comparison(&[]), 2), 1.0);
    }

    #[test]
    fn places_are_written_out_up_to_ten() {
        assert_eq!(places(1.0), "one place");
        assert_eq!(places(4.0), "four places");
        assert_eq!(places(2.5), "2.5 places");
        assert_eq!(places(12.0), "12 places");
    }
}
