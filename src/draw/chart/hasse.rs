//! Who is never behind whom, whatever the weights: levels below each other, a line for each dominance.

mod counts;
mod layout;

use crate::draw::frame::{Area, Frame, Key, Swatch};
use crate::draw::measure;
use crate::draw::scene::{Line, Rect, Scene, Text, Weight};
use crate::draw::theme;
use crate::study::Outcome;
use crate::why::{How, Joint};

use super::words;
use layout::Layout;

/// Hubs and lines that can be followed; beyond them the levels are drawn with counts.
const MOST: usize = 30;
const MOST_LINES: usize = 70;
/// Hubs beside each other at most.
const ABREAST: usize = 6;
/// Left of the hubs for the name of the level, in px.
const LEVEL: f64 = 120.0;
/// Between two rows of one level and between levels, in px; the height of a hub's box.
const LINE: f64 = 76.0;
const BETWEEN: f64 = 128.0;
const BOX: f64 = 40.0;
/// What may be added between two levels where there is room, in px.
const SPARE: f64 = 140.0;
/// The hubs without lines.
const ALONE: &str = "no lines";
/// Beside the words in a box, and between boxes at least, in px.
const AIR: f64 = 16.0;
const GAP: f64 = 18.0;

/// The Hasse diagram of dominance over all weights: a hub that a line leads up from is never ahead of the hub at the
/// line's upper end, whatever the weights. What follows from two lines has none of its own. Where there are more hubs
/// or lines than can be followed: the levels, with how many hubs and lines each has.
///
/// ```
/// use hubrank::why::{Questions, Sensitivity};
/// let hubs = hubrank::Dataset::built_in()?;
/// let outcome = hubs.ranked_for(&hubrank::Profile::built_in("investor")?)?;
/// let found = Sensitivity::of(&outcome, &Questions::default())?;
/// let joint = found.joint.as_ref().expect("no node was asked for");
/// let scene = hubrank::draw::chart::hasse(joint, &outcome);
/// assert!(scene.alt.contains("dominated"));
/// # Ok::<(), hubrank::Problems>(())
/// ```
#[must_use]
pub fn hasse(joint: &Joint, outcome: &Outcome) -> Scene {
    lines(joint, outcome).unwrap_or_else(|| counts::counts(joint, outcome))
}

/// The diagram; none where it can not be followed.
fn lines(joint: &Joint, outcome: &Outcome) -> Option<Scene> {
    let edges = &joint.hasse.edges;
    if joint.hubs.len() > MOST || edges.len() > MOST_LINES {
        return None;
    }
    let levels = Levels::of(joint, outcome);
    let frame = furniture(joint, outcome);
    let (mut scene, area) = frame.scene_within(alternative(joint, outcome), levels.heights());
    words::note_origin(&mut scene, std::slice::from_ref(outcome));
    let plot = area.inset(LEVEL, 0.0, 0.0, 0.0);
    let (rows, tops) = levels.rows(&area);
    let wide = |hub: usize| box_of(outcome, hub, plot.width).1;
    let layout = Layout::of(&rows, edges, plot.width, wide)?;
    let row_of = |hub: usize| rows.iter().position(|row| row.contains(&hub));
    for (&(above, below), passages) in edges.iter().zip(&layout.passages) {
        let (from, to) = (row_of(above)?, row_of(below)?);
        let mut points = vec![(layout.hubs[&above], tops[from] + BOX / 2.0)];
        for &(row, x) in passages {
            points.extend([(x, tops[row] - BOX / 2.0), (x, tops[row] + BOX / 2.0)]);
        }
        points.push((layout.hubs[&below], tops[to] - BOX / 2.0));
        let points: Vec<_> = points.into_iter().map(|(x, y)| (plot.left + x, y)).collect();
        scene.add(Line::new(points).colour(theme::FAINT).width(1.6));
    }
    let free = joint.hasse.levels.first().map_or(&[][..], Vec::as_slice);
    for (row, &y) in rows.iter().zip(&tops) {
        for hub in row {
            let (words, wide) = box_of(outcome, *hub, plot.width);
            let middle = (plot.left + layout.hubs[hub], y);
            draw_box(&mut scene, middle, wide, &words, free.contains(hub));
        }
    }
    levels.names(&mut scene, &area);
    Some(scene)
}

/// The words in a hub's box and how wide it is.
fn box_of(outcome: &Outcome, hub: usize, width: f64) -> (String, f64) {
    let room = width / ABREAST as f64 - 2.0 * AIR - GAP;
    let words = measure::fit(&label(outcome, hub), room, theme::LABEL, Weight::SemiBold);
    let wide = measure::width(&words, theme::LABEL, Weight::SemiBold) + 2.0 * AIR;
    (words, wide)
}

fn draw_box(scene: &mut Scene, (x, y): (f64, f64), wide: f64, words: &str, is_free: bool) {
    let (fill, edge) = match is_free {
        true => (theme::heat(0.12), theme::BLUE),
        false => (theme::WHITE, theme::FAINT),
    };
    let ground = Rect::new(x - wide / 2.0, y - BOX / 2.0, wide, BOX);
    scene.add(ground.fill(fill).stroke(edge, 1.6));
    scene.add(Text::new(x, y, words).middle().size(theme::LABEL).bold());
}

/// The hubs by level, each level in rows.
struct Levels {
    /// The name and the rows of each; hubs without any line to others stand apart, first.
    levels: Vec<(String, Vec<Vec<usize>>)>,
}

impl Levels {
    fn of(joint: &Joint, outcome: &Outcome) -> Self {
        let place = |hub: &usize| outcome.ranking.order().position(|other| other == *hub);
        let mut levels = joint.hasse.levels.clone();
        for level in &mut levels {
            level.sort_by_key(|hub| place(hub).unwrap_or(usize::MAX));
        }
        Self { levels: in_rows(levels, &joint.hasse.edges) }
    }

    fn height(&self) -> f64 {
        let mut levels: Vec<_> = (0..self.levels.len()).map(|at| self.drop(at, 0.0)).collect();
        levels.pop();
        let last = self.levels.last().map_or(1, |level| level.1.len());
        levels.iter().sum::<f64>() + (last.max(1) - 1) as f64 * LINE + 2.0 * BOX
    }

    /// The least height, and the greatest that is of use.
    fn heights(&self) -> (f64, f64) {
        (self.height(), self.height() + self.gaps() as f64 * SPARE)
    }

    /// How many levels with lines have another below them.
    fn gaps(&self) -> usize {
        self.levels.iter().filter(|level| level.0 != ALONE).count().saturating_sub(1)
    }

    /// From the first row of a level to that of the next, in px; those without lines need no room below them.
    fn drop(&self, at: usize, spare: f64) -> f64 {
        let (name, rows) = &self.levels[at];
        let between = if name == ALONE { 1.4 * LINE } else { BETWEEN + spare };
        (rows.len().max(1) - 1) as f64 * LINE + between
    }

    /// The middle of the first row of each level, in px.
    fn tops(&self, area: &Area) -> Vec<f64> {
        // Spare room goes between the levels.
        let spare = match self.gaps() {
            0 => 0.0,
            many => ((area.height - self.height()) / many as f64).clamp(0.0, SPARE),
        };
        let mut y = area.top + BOX;
        let top = |at: usize| {
            let own = y;
            y += self.drop(at, spare);
            own
        };
        (0..self.levels.len()).map(top).collect()
    }

    /// All rows, and the middle of each in px.
    fn rows(&self, area: &Area) -> (Vec<Vec<usize>>, Vec<f64>) {
        let all = self.levels.iter().zip(self.tops(area)).flat_map(|((_, rows), top)| {
            rows.iter().enumerate().map(move |(at, row)| (row.clone(), top + at as f64 * LINE))
        });
        all.unzip()
    }

    fn names(&self, scene: &mut Scene, area: &Area) {
        for ((name, _), top) in self.levels.iter().zip(self.tops(area)) {
            let words = Text::new(area.left, top, name);
            scene.add(words.size(theme::SMALL).colour(theme::GREY));
        }
    }
}

/// Levels in rows of few hubs; of the first level those without any edge apart.
fn in_rows(levels: Vec<Vec<usize>>, edges: &[(usize, usize)]) -> Vec<(String, Vec<Vec<usize>>)> {
    let rows = |hubs: &[usize]| -> Vec<Vec<usize>> {
        let count = hubs.len().div_ceil(ABREAST).max(1);
        let each = hubs.len().div_ceil(count).max(1);
        hubs.chunks(each).map(<[usize]>::to_vec).collect()
    };
    let mut named = Vec::new();
    for (at, level) in levels.into_iter().enumerate() {
        let has_line = |hub: &usize| edges.iter().any(|edge| edge.0 == *hub || edge.1 == *hub);
        let (joined, alone): (Vec<_>, Vec<_>) = level.into_iter().partition(has_line);
        for (name, hubs) in [(ALONE.to_owned(), alone), (format!("level {}", at + 1), joined)] {
            if !hubs.is_empty() {
                named.push((name, rows(&hubs)));
            }
        }
    }
    named
}

/// "1 Beijing 北京"
fn label(outcome: &Outcome, hub: usize) -> String {
    let rank = outcome.ranking.of(hub).map(|own| words::rank(own.rank));
    let name = outcome.dataset().hubs[hub].label();
    rank.map_or(name.clone(), |rank| format!("{rank}\u{2002}{name}"))
}

fn furniture(joint: &Joint, outcome: &Outcome) -> Frame {
    let what = what(joint);
    let [free, line] = match joint.ranges[0].how {
        How::Exact => ["dominated by nobody", "never behind"],
        How::Sampled(_) => ["no other hub was ahead or level each time", "not behind when tried"],
    };
    let mut legend = vec![Key::new(Swatch::Area(theme::heat(0.12)), free)];
    if !joint.hasse.edges.is_empty() {
        legend.push(Key::new(Swatch::Line(theme::FAINT), line));
    }
    Frame {
        title: format!("Who dominates whom: {}", words::title(outcome)),
        subtitle: format!("{what}; numbers are ranks in the profile; {}", words::data(outcome)),
        footer: words::footer(outcome),
        legend,
    }
}

/// What lines say, or that there are none.
fn what(joint: &Joint) -> String {
    match (joint.ranges[0].how, joint.hasse.edges.is_empty()) {
        (How::Exact, true) => {
            "No hub is dominated: any is ahead of any other under some weights (exact)".into()
        }
        (How::Exact, false) => {
            "A hub is never behind those that lines lead down to, whatever the weights (exact)"
                .into()
        }
        (How::Sampled(all), is_empty) => {
            let all = theme::fixed(all as f64, 0);
            match is_empty {
                true => format!("Any hub is ahead of any other in some of {all} weightings tried"),
                false => format!(
                    "A hub was not behind those that lines lead down to in any of {all} weightings tried"
                ),
            }
        }
    }
}

fn alternative(joint: &Joint, outcome: &Outcome) -> String {
    let hubs = &outcome.dataset().hubs;
    let first = joint.hasse.levels.first().into_iter().flatten();
    let names: Vec<_> = first.map(|&hub| hubs[hub].name.to_string()).collect();
    let is = if names.len() == 1 { "is" } else { "are" };
    format!("{} {} {is} dominated by nobody.", words::finding(outcome), words::listed(&names, 8))
}
