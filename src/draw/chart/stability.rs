//! How far each weight may move before the leader, the top or the order changes: one bar a weight.

use crate::draw::frame::{Area, Frame, Key, Swatch};
use crate::draw::measure;
use crate::draw::scene::{Line, Rect, Scene, Text, Weight};
use crate::draw::theme;
use crate::study::Outcome;
use crate::why::{How, OneWeight, Sensitivity, Stays};

use super::axis::Axis;
use super::words;

/// Weights that are drawn at most, and the least and greatest height of a row in px.
const MOST: usize = 60;
const LEAST_PITCH: f64 = 40.0;
const MOST_PITCH: f64 = 110.0;
/// So many rows have room for the weight above its mark.
const FEW: usize = 8;
/// What names may take at most, and the room of a column of intervals at the right, in px.
const MOST_NAME: f64 = 380.0;
const COLUMN: f64 = 128.0;
/// Above the bars for the heads of the columns and below them for the axis, in px.
const HEADS: f64 = 34.0;
const AXIS: f64 = 62.0;
/// Thickness of the three bars as shares of the row, and at most, in px.
const THICK: [(f64, f64); 3] = [(0.62, 44.0), (0.40, 28.0), (0.18, 12.0)];

/// How dark the bars are, from the leader's to the order's.
const SHADES: [f64; 3] = [0.22, 0.5, 0.9];

/// One bar a weight: light while the leader stays, darker while the top k stay, dark while the whole order stays.
///
/// The stated weight is marked; the intervals stand as numbers at the right.
///
/// ```
/// use hubrank::why::{Questions, Sensitivity};
/// let hubs = hubrank::Dataset::built_in()?;
/// let outcome = hubs.ranked_for(&hubrank::Profile::built_in("investor")?)?;
/// let found = Sensitivity::of(&outcome, &Questions::default())?;
/// let scene = hubrank::draw::chart::stability(&found, &outcome);
/// assert!(scene.alt.contains("the leader stays"));
/// # Ok::<(), hubrank::Problems>(())
/// ```
#[must_use]
pub fn stability(own: &Sensitivity, outcome: &Outcome) -> Scene {
    let shown = &own.weights[..own.weights.len().min(MOST)];
    let heights = [LEAST_PITCH, MOST_PITCH].map(|pitch| shown.len() as f64 * pitch + HEADS + AXIS);
    let frame = furniture(own, outcome);
    let (mut scene, area) = frame.scene_within(alternative(own, outcome), heights.into());
    words::note_origin(&mut scene, std::slice::from_ref(outcome));
    let kinds = kinds(own);
    let names = labels(outcome, shown);
    let wide = measure::widest(names.iter().map(String::as_str), theme::LABEL, Weight::Regular);
    let right = COLUMN * kinds.len() as f64 + 24.0;
    let plot = area.inset(wide + 28.0, HEADS, right, AXIS);
    let pitch = (plot.height / shown.len().max(1) as f64).min(MOST_PITCH);
    let axis = Axis { from: (0.0, 1.0), to: (plot.left, plot.right()) };
    let bottom = plot.top + pitch * shown.len() as f64;
    grid(&mut scene, axis, plot.top, bottom);
    heads(&mut scene, own, &plot);
    for (index, (one, name)) in shown.iter().zip(&names).enumerate() {
        let y = plot.top + (index as f64 + 0.5) * pitch;
        let words = Text::new(plot.left - 24.0, y, name).end();
        scene.add(words.size(theme::LABEL));
        bars(&mut scene, one, &kinds, axis, (y, pitch, shown.len() <= FEW));
        numbers(&mut scene, one, &kinds, (plot.right(), y));
    }
    scene
}

/// The intervals, each in its column.
fn numbers(scene: &mut Scene, one: &OneWeight, kinds: &[Kind], (right, y): (f64, f64)) {
    for (column, kind) in kinds.iter().enumerate() {
        let x = right + 24.0 + COLUMN * (column as f64 + 1.0);
        let words = Text::new(x, y, interval(&kind.of(one), one.how)).end();
        scene.add(words.size(theme::SMALL));
    }
}

/// What stays.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Leader,
    Top,
    Order,
}

impl Kind {
    fn of(self, one: &OneWeight) -> Stays {
        match self {
            Self::Leader => one.leader,
            Self::Top => one.top,
            Self::Order => one.order,
        }
    }

    fn words(self, top: usize) -> String {
        match self {
            Self::Leader => "leader".into(),
            Self::Top => format!("top {top}"),
            Self::Order => "whole order".into(),
        }
    }

    fn at(self) -> usize {
        match self {
            Self::Leader => 0,
            Self::Top => 1,
            Self::Order => 2,
        }
    }
}

/// A top of one is the leader.
fn kinds(own: &Sensitivity) -> Vec<Kind> {
    match own.questions.top {
        1 => vec![Kind::Leader, Kind::Order],
        _ => vec![Kind::Leader, Kind::Top, Kind::Order],
    }
}

fn name<'a>(outcome: &'a Outcome, one: &OneWeight) -> &'a str {
    &outcome.observed.frame.tree.nodes()[one.node].name
}

/// The names; with the weights where there is no room for them above the marks.
fn labels(outcome: &Outcome, shown: &[OneWeight]) -> Vec<String> {
    let plain = Weight::Regular;
    let weight = |one: &OneWeight| match shown.len() > FEW {
        true => format!("\u{2002}{}\u{a0}%", number(one.weight)),
        false => String::new(),
    };
    let weights: Vec<_> = shown.iter().map(weight).collect();
    let taken = measure::widest(weights.iter().map(String::as_str), theme::LABEL, plain);
    let names = shown.iter().map(|one| name(outcome, one));
    let names = measure::fit_apart(names, MOST_NAME - taken, theme::LABEL, plain);
    names.into_iter().zip(weights).map(|(name, weight)| name + &weight).collect()
}

/// At most one decimal.
fn number(weight: f64) -> String {
    let percent = (1000.0 * weight).round() / 10.0;
    theme::fixed(percent, usize::from(percent.fract() != 0.0))
}

/// "12.4–48 %"; "any" where nothing ends it.
fn interval(own: &Stays, how: How) -> String {
    if own.from <= 0.0 && own.to >= 1.0 {
        return "any".into();
    }
    let about = if how == How::Exact { "" } else { "≈ " };
    format!("{about}{}–{}\u{a0}%", number(own.from), number(own.to))
}

fn grid(scene: &mut Scene, axis: Axis, top: f64, bottom: f64) {
    for step in 0..=5 {
        let share = f64::from(step) / 5.0;
        let x = axis.at(share);
        let line = Line::new([(x, top), (x, bottom + 6.0)]);
        scene.add(line.colour(theme::GRID).width(1.0));
        let label = Text::new(x, bottom + 24.0, words::percent(share)).middle();
        scene.add(label.size(theme::SMALL).colour(theme::GREY));
    }
    let middle = f64::midpoint(axis.to.0, axis.to.1);
    let words = Text::new(middle, bottom + 50.0, "weight").middle();
    scene.add(words.size(theme::SMALL).colour(theme::GREY));
}

fn heads(scene: &mut Scene, own: &Sensitivity, plot: &Area) {
    for (column, kind) in kinds(own).into_iter().enumerate() {
        let x = plot.right() + 24.0 + COLUMN * (column as f64 + 1.0);
        let words = Text::new(x, plot.top - 14.0, kind.words(own.questions.top)).end();
        scene.add(words.size(theme::SMALL).colour(theme::GREY));
    }
}

fn bars(
    scene: &mut Scene,
    one: &OneWeight,
    kinds: &[Kind],
    axis: Axis,
    (y, pitch, is_few): (f64, f64, bool),
) {
    for kind in kinds {
        let stays = kind.of(one);
        let (share, most) = THICK[kind.at()];
        let thick = (pitch * share).min(most);
        let (from, to) = (axis.at(stays.from), axis.at(stays.to));
        // What is narrower than a px is still there.
        let (x, wide) = match to - from < 1.5 {
            true => (f64::midpoint(from, to) - 0.75, 1.5),
            false => (from, to - from),
        };
        let bar = Rect::new(x, y - thick / 2.0, wide, thick);
        scene.add(bar.fill(theme::heat(SHADES[kind.at()])));
    }
    let half = (pitch * 0.42).min(32.0);
    let x = axis.at(one.weight);
    // Thin, so that the narrowest bar is seen on either side of it.
    scene.add(Line::new([(x, y - half), (x, y + half)]).width(2.0));
    if is_few {
        let weight = format!("{}\u{a0}%", number(one.weight));
        let label = Text::new(x, y - half - 10.0, weight).middle();
        scene.add(label.size(16.0).bold());
    }
}

fn furniture(own: &Sensitivity, outcome: &Outcome) -> Frame {
    let top = own.questions.top;
    let stays = |kind: Kind| match kind {
        Kind::Leader => "leader unchanged".to_owned(),
        Kind::Top => format!("top {top} unchanged, in any order"),
        Kind::Order => "whole order unchanged".to_owned(),
    };
    let key = |kind: &Kind| {
        let colour = theme::heat(SHADES[kind.at()]);
        Key::new(Swatch::Area(colour), stays(*kind))
    };
    let mut legend: Vec<_> = kinds(own).iter().map(key).collect();
    legend.push(Key::new(Swatch::Bar(theme::INK), "weight in the profile"));
    let more = match own.weights.len() {
        0 => "; with one weight there is nothing to move against".to_owned(),
        many if many > MOST => format!("; the first {MOST} of {many} weights"),
        _ => String::new(),
    };
    Frame {
        title: format!("How far weights may move: {}", words::title(outcome)),
        subtitle: format!(
            "One weight at a time, the others in proportion ({}); {}{more}",
            how(&own.weights),
            words::data(outcome)
        ),
        footer: words::footer(outcome),
        legend,
    }
}

/// "exact" or "sampled at 201 weights", of all.
pub(super) fn how(all: &[OneWeight]) -> String {
    let sampled = all.iter().find_map(|one| match one.how {
        How::Exact => None,
        How::Sampled(steps) => Some(steps),
    });
    match sampled {
        None => "exact".into(),
        Some(steps) => format!("≈ sampled at {steps}\u{a0}weights"),
    }
}

fn alternative(own: &Sensitivity, outcome: &Outcome) -> String {
    let words = own.weights.iter().take(MOST).map(|one| {
        let stays = match interval(&one.leader, one.how).as_str() {
            "any" => "at any weight".to_owned(),
            words => format!("from {words}"),
        };
        format!(" {}: the leader stays {stays}.", name(outcome, one))
    });
    let words: String = words.collect();
    format!("{}{words}", words::finding(outcome))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_have_at_most_one_decimal() {
        let stays = |from, to| Stays { from, to, below: None, above: None };
        let words = |from, to| interval(&stays(from, to), How::Exact);
        assert_eq!(words(0.123_456, 0.5), "12.3–50\u{a0}%");
        assert_eq!(words(0.0, 1.0), "any");
        assert_eq!(words(0.0, 0.299_99), "0–30\u{a0}%");
    }
}
