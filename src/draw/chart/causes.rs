//! What causes the doubt, hub by hub.

use crate::draw::frame::{Frame, Key, Swatch};
use crate::draw::measure;
use crate::draw::scene::{Colour, Line, Rect, Scene, Text, Weight};
use crate::draw::theme;
use crate::robustness::sampled::{Index, Influence};
use crate::study::Outcome;
use crate::why::{Uncertainty, factor_words, shown_indices};

use super::pillars::pillars;
use super::rows::Rows;
use super::words;

/// What the axis takes below, in px; the thickness of a bar as a share of its row, and at most.
const AXIS: f64 = 40.0;
const SHARE: f64 = 0.72;
const MOST_THICK: f64 = 44.0;
/// How much white is in the colour of a cause that may be none.
const PALE: f64 = 0.62;
/// The least share that is drawn.
const LEAST: f64 = 0.002;
/// What several causes do together.
const TOGETHER: Colour = Colour(0xd5, 0xd9, 0xdf);

/// One cause: its name and colour.
struct Cause {
    name: String,
    colour: Colour,
}

/// What explains the variance of each hub's rank, as stacked bars: the factors in doubt, or the pillars' weights where
/// the weights alone are in doubt; none where there is one cause only. The rest is what several of them do together.
///
/// ```
/// use hubrank::study::Doubt;
/// let hubs = hubrank::Dataset::built_in()?;
/// let mut founder = hubrank::Profile::built_in("founder")?;
/// founder.doubt = Some(Doubt { draws: 300, ..Doubt::default() });
/// let outcome = hubs.ranked_for(&founder)?;
/// let found = hubrank::why::Uncertainty::of(&outcome, 3, 1)?;
/// assert!(hubrank::draw::chart::causes(&found, &outcome).is_some());
/// # Ok::<(), hubrank::Problems>(())
/// ```
#[must_use]
pub fn causes(own: &Uncertainty, outcome: &Outcome) -> Option<Scene> {
    let (causes, influence) = shown(own, outcome)?;
    let rows = Rows::of(outcome).ranked_only();
    let shown = rows.rows.iter().filter_map(|row| own.row(row.hub));
    let bars: Vec<_> = shown.filter_map(|at| shown_indices(influence, at).ok()).collect();
    let frame = furniture(own, outcome, &rows, (&causes, &bars));
    let finding = alternative(&causes, influence);
    let (mut scene, area) = frame.scene_within(finding, rows.heights(AXIS));
    words::note_origin(&mut scene, std::slice::from_ref(outcome));
    let layout = rows.layout(&area.inset(0.0, 0.0, 0.0, AXIS));
    let right = area.right() - 30.0;
    let at = |share: f64| layout.left + share * (right - layout.left);
    for percent in [0, 25, 50, 75, 100] {
        let x = at(f64::from(percent) / 100.0);
        let line = Line::new([(x, area.top), (x, layout.bottom + 6.0)]);
        scene.add(line.colour(theme::GRID).width(1.0));
        let label = Text::new(x, layout.bottom + 24.0, percent.to_string()).middle();
        scene.add(label.size(theme::SMALL).colour(theme::GREY));
    }
    rows.draw(&mut scene, &layout, right);
    let thick = (layout.pitch * SHARE).min(MOST_THICK);
    for (row, &y) in rows.rows.iter().zip(&layout.middles) {
        let Some(at_row) = own.row(row.hub) else {
            continue;
        };
        match shown_indices(influence, at_row) {
            Ok(indices) => bar(&mut scene, &causes, indices, (y, thick), at),
            Err(why) => {
                let words = Text::new(layout.left + 8.0, y, format!("the rank {why}"));
                scene.add(words.size(16.0).colour(theme::GREY));
            }
        }
    }
    Some(scene)
}

fn furniture(
    own: &Uncertainty,
    outcome: &Outcome,
    rows: &Rows,
    (causes, bars): (&[Cause], &[&[Index]]),
) -> Frame {
    let key = |cause: &Cause| Key::new(Swatch::Area(cause.colour), &cause.name);
    let mut legend: Vec<_> = causes.iter().map(key).collect();
    legend.push(Key::new(Swatch::Area(TOGETHER), "several together"));
    let is_drawn_pale = |index: &Index| may_be_none(index) && index.first >= LEAST;
    if let Some(at) = bars.iter().find_map(|bar| bar.iter().position(is_drawn_pale)) {
        let colour = pale(causes[at].colour);
        legend.push(Key::new(Swatch::Area(colour), "pale: may be none, the interval reaches 0"));
    }
    legend.extend(rows.key());
    let scaled = match bars.iter().filter(|bar| sum(bar) > 1.005).count() {
        0 => String::new(),
        1 => " The estimates of 1 hub add up to more than 100 and are scaled to it.".into(),
        many => {
            format!(" The estimates of {many} hubs add up to more than 100 and are scaled to it.")
        }
    };
    Frame {
        title: format!("What causes the doubt: {}", words::title(outcome)),
        subtitle: format!(
            "Share of the variance of each hub's rank, % (first-order Sobol indices from {} points); after ±: half of the 95\u{a0}% interval, where it fits{}",
            theme::count(own.causes.points),
            rows.left_out_words()
        ),
        footer: words::doubt_footer(own, outcome).replacen('\n', &format!("{scaled}\n"), 1),
        legend,
    }
}

/// The causes that the bars are split by, and the indices of every output.
fn shown<'a>(own: &'a Uncertainty, outcome: &Outcome) -> Option<(Vec<Cause>, &'a Influence)> {
    let causes = &own.causes;
    if causes.factors.len() > 1 {
        let cause = |(at, factor): (usize, _)| Cause {
            name: factor_words(factor).into(),
            colour: theme::series(at),
        };
        let all: Vec<_> = causes.factors.iter().copied().enumerate().map(cause).collect();
        return Some((all, &causes.influence));
    }
    let (nodes, influence) = causes.pillars.as_ref()?;
    let known = pillars(outcome);
    let cause = |&node: &usize| Cause {
        name: format!("weight of {}", outcome.observed.frame.tree.nodes()[node].name),
        colour: known
            .iter()
            .find(|pillar| pillar.node == node)
            .map_or(theme::GREY, |pillar| pillar.colour),
    };
    Some((nodes.iter().map(cause).collect(), influence))
}

/// What is drawn of an estimate, which may lie below zero.
fn drawn(index: &Index) -> f64 {
    index.first.clamp(0.0, 1.0)
}

fn sum(indices: &[Index]) -> f64 {
    indices.iter().map(drawn).sum()
}

/// Whether the cause may explain nothing: the middle 95 % of its share over resamples reach zero.
fn may_be_none(index: &Index) -> bool {
    index.first_range.0 <= 0.0
}

fn pale(colour: Colour) -> Colour {
    theme::mix(colour, theme::WHITE, PALE)
}

/// One hub's bar. Estimates may sum to more than one: they are scaled to fit.
fn bar(
    scene: &mut Scene,
    causes: &[Cause],
    indices: &[Index],
    (y, thick): (f64, f64),
    at: impl Fn(f64) -> f64,
) {
    let scale = 1.0 / sum(indices).max(1.0);
    let part = |(cause, index): (&Cause, &Index)| {
        let colour = if may_be_none(index) { pale(cause.colour) } else { cause.colour };
        let half = (index.first_range.1 - index.first_range.0) / 2.0;
        (drawn(index) * scale, Some(half * scale), colour)
    };
    let together = (1.0 - sum(indices), None, TOGETHER);
    let mut from = 0.0;
    for (share, half, colour) in causes.iter().zip(indices).map(part).chain([together]) {
        if share < LEAST {
            continue;
        }
        let (a, b) = (at(from), at(from + share));
        let rect = Rect::new(a, y - thick / 2.0, b - a, thick);
        scene.add(rect.fill(colour).stroke(theme::WHITE, 1.0));
        let size = theme::SMALL.min(thick * 0.72);
        if let Some(value) = figure(share, half, b - a - 10.0, size) {
            let value = Text::new(f64::midpoint(a, b), y, value).middle().size(size);
            scene.add(value.colour(theme::ink_on(colour)));
        }
        from += share;
    }
}

/// "46 ±6", or "46", as there is room.
fn figure(share: f64, half: Option<f64>, room: f64, size: f64) -> Option<String> {
    let percent = |share: f64| theme::fixed(100.0 * share, 0);
    let full = half.map(|half| format!("{}\u{a0}±{}", percent(share), percent(half.max(0.01))));
    let fits = |words: &String| measure::width(words, size, Weight::Regular) < room;
    [full, Some(percent(share))].into_iter().flatten().find(fits)
}

fn alternative(causes: &[Cause], influence: &Influence) -> String {
    let Some(Some(indices)) = influence.outputs.last() else {
        return "No rank ever moves.".into();
    };
    let first = |at: &usize| indices.get(*at).map_or(0.0, |own| own.first);
    let most = (0..causes.len()).max_by(|a, b| first(a).total_cmp(&first(b)));
    most.map_or(String::new(), |at| {
        format!(
            "Of how far ranks move in the mean, {} explains most: {} of the variance.",
            causes[at].name,
            words::percent(first(&at).clamp(0.0, 1.0))
        )
    })
}
