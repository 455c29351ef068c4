//! Weights against importance: what an indicator is said to count, and what it does.

use crate::draw::frame::{Area, Frame, Key, Swatch};
use crate::draw::scene::{Circle, Colour, Line as Stroke, Scene, Text};
use crate::draw::theme;
use crate::study::{Audit, Importance, Outcome};

use super::axis::Axis;
use super::lines::{Layout, Lines};
use super::words;

/// What the axis takes below the lines, and the words right of them, in px.
const AXIS: f64 = 48.0;
const WORDS: f64 = 170.0;
const RADIUS: f64 = 7.0;

/// A pair of dots a line: the weight, and the share of the differences between scores. Pillars in bold.
///
/// A share below zero, where the part pulls against its own index, is vermilion. None where parts do not add up to
/// scores.
///
/// ```
/// let hubs = hubrank::Dataset::built_in()?;
/// let outcome = hubs.ranked_for(&hubrank::Profile::built_in("founder")?)?;
/// let scene = hubrank::draw::chart::importance(&outcome.audit(), &outcome);
/// assert!(scene.is_some_and(|scene| scene.alt.ends_with('.')));
/// # Ok::<(), hubrank::Problems>(())
/// ```
#[must_use]
pub fn importance(own: &Audit, outcome: &Outcome) -> Option<Scene> {
    let shares: Vec<_> = own.importances.iter().filter_map(|one| one.share).collect();
    if shares.is_empty() {
        return None;
    }
    let lines = Lines::of(outcome, true);
    let frame = furniture(own, outcome, &lines);
    let height = lines.heights(AXIS);
    let (mut scene, area) = frame.scene_within(alternative(own, outcome), height);
    words::note_origin(&mut scene, std::slice::from_ref(outcome));
    let layout = lines.layout(&area.inset(0.0, 4.0, 0.0, AXIS));
    let axis = axis(own, &layout, &area);
    let percent = |(number, _): (f64, String)| {
        let label = format!("{}\u{a0}%", theme::fixed(100.0 * number, decimals(axis)));
        (axis.at(number), label)
    };
    let ticks: Vec<_> = axis.ticks(8).into_iter().map(percent).collect();
    layout.grid(&mut scene, &ticks);
    lines.draw(&mut scene, &layout);
    let zero = axis.at(0.0);
    let upright = Stroke::new([(zero, layout.top - 4.0), (zero, layout.bottom + 6.0)]);
    scene.add(upright.colour(theme::GREY).width(1.5));
    for (line, &y) in lines.lines.iter().zip(&layout.middles) {
        if let Some(one) = own.importances.iter().find(|one| one.node == line.node) {
            dots(&mut scene, axis, y, one, line.indicator.is_none(), area.right());
        }
    }
    Some(scene)
}

fn decimals(axis: Axis) -> usize {
    usize::from(axis.from.1 - axis.from.0 < 0.05)
}

fn axis(own: &Audit, layout: &Layout, area: &Area) -> Axis {
    let numbers = own.importances.iter();
    let numbers = numbers.flat_map(|one| [Some(one.weight), one.share]);
    let numbers = numbers.flatten().chain([0.0]);
    Axis::round(numbers, 8).onto(layout.left + 12.0, area.right() - WORDS)
}

fn colour(one: &Importance) -> Colour {
    match one.pulls_against() {
        true => theme::VERMILION,
        false => theme::BLUE,
    }
}

/// The weight as a ring, the share as a dot, a line between them, both in figures at the right.
fn dots(scene: &mut Scene, axis: Axis, y: f64, one: &Importance, is_head: bool, right: f64) {
    let Some(share) = one.share else { return };
    let (from, to) = (axis.at(one.weight), axis.at(share));
    let colour = colour(one);
    let width = if is_head { 4.0 } else { 2.5 };
    scene.add(Stroke::new([(from, y), (to, y)]).colour(colour).width(width).opacity(0.45));
    let ring = Circle::new(from, y, RADIUS).fill(theme::WHITE);
    scene.add(ring.stroke(theme::INK, 2.0));
    scene.add(Circle::new(to, y, RADIUS).fill(colour));
    let figure = |share: f64| theme::fixed(100.0 * share, 1);
    let words = format!("{} → {}\u{a0}%", figure(one.weight), figure(share));
    let mut words = Text::new(right, y, words).end().size(16.0).colour(match one.pulls_against() {
        true => theme::VERMILION,
        false => theme::GREY,
    });
    if is_head || one.pulls_against() {
        words = words.bold();
    }
    scene.add(words);
}

fn furniture(own: &Audit, outcome: &Outcome, lines: &Lines) -> Frame {
    let against = own.importances.iter().any(Importance::pulls_against);
    let mut legend = vec![
        Key::new(Swatch::Ring(theme::INK), "weight"),
        Key::new(Swatch::Dot(theme::BLUE), "share of the differences between scores"),
    ];
    legend.extend(against.then(|| {
        Key::new(
            Swatch::Dot(theme::VERMILION),
            "below zero: the index goes down where this goes up",
        )
    }));
    Frame {
        title: format!("Weights against importance: {}", words::title(outcome)),
        subtitle: format!(
            "What each pillar (bold) and indicator is said to count, and its part in the variance of the scores of {} hubs{}",
            outcome.scores.ranked.len(),
            lines.left_out_words()
        ),
        footer: words::footer(outcome),
        legend,
    }
}

/// Which indicator decides most, and which pull against the index.
fn alternative(own: &Audit, outcome: &Outcome) -> String {
    let tree = &outcome.observed.frame.tree;
    let name = |one: &Importance| tree.nodes()[one.node].name.clone();
    let leaves = || {
        let is_leaf = |one: &&Importance| tree.nodes()[one.node].indicator.is_some();
        own.importances.iter().filter(is_leaf)
    };
    let share = |one: &Importance| one.share.unwrap_or(f64::NEG_INFINITY);
    let most = leaves().max_by(|a, b| share(a).total_cmp(&share(b)));
    let most = most.map_or(String::new(), |one| {
        let [weight, share] = [one.weight, share(one)].map(words::percent);
        format!("{} decides most: {share} of the differences with a weight of {weight}.", name(one))
    });
    let against: Vec<_> = leaves().filter(|one| one.pulls_against()).map(name).collect();
    match against.is_empty() {
        true => most,
        false => format!("{most} Pulling against the index: {}.", words::listed(&against, 6)),
    }
}
