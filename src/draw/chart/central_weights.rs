//! Whose view puts a hub first: its central weights.

use crate::draw::frame::{Frame, Key, Swatch};
use crate::draw::measure;
use crate::draw::scene::{Circle, Line, Rect, Scene, Text, Weight};
use crate::draw::theme;
use crate::study::Outcome;
use crate::why::Uncertainty;

use super::pillars::{Pillar, pillars};
use super::rows::{Layout, Rows};
use super::words;

/// What the heads of the columns take above, and the room between columns, in px.
const HEADS: f64 = 70.0;
const GAP: f64 = 28.0;
/// Room for the share of first places, in px.
const FIRST: f64 = 110.0;

/// The mean of the weights under which each hub is first, a column a pillar; none where fewer than two hubs ever are.
///
/// ```
/// use hubrank::study::Doubt;
/// let hubs = hubrank::Dataset::built_in()?;
/// let mut founder = hubrank::Profile::built_in("founder")?;
/// founder.doubt = Some(Doubt { draws: 300, ..Doubt::default() });
/// let outcome = hubs.ranked_for(&founder)?;
/// let found = hubrank::why::Uncertainty::of(&outcome, 3, 1)?;
/// // Beijing is not the only hub that some weights put first for the founder.
/// assert!(hubrank::draw::chart::central_weights(&found, &outcome).is_some());
/// # Ok::<(), hubrank::Problems>(())
/// ```
#[must_use]
pub fn central_weights(own: &Uncertainty, outcome: &Outcome) -> Option<Scene> {
    let mut rows = Rows::of(outcome).ranked_only();
    rows.keep(|hub| own.row(hub).is_some_and(|row| own.joint.central[row].is_some()));
    if rows.rows.len() < 2 {
        return None;
    }
    let tree = &outcome.observed.frame.tree;
    let pillars = pillars(outcome);
    let frame = furniture(own, outcome, &rows);
    let height = rows.heights(HEADS);
    let (mut scene, area) = frame.scene_within(alternative(own, outcome), height);
    words::note_origin(&mut scene, std::slice::from_ref(outcome));
    let layout = rows.layout(&area.inset(0.0, HEADS, 0.0, 0.0));
    rows.draw(&mut scene, &layout, area.right());
    let left = layout.left + FIRST;
    let wide = (area.right() - left) / pillars.len().max(1) as f64;
    let head = Text::new(layout.left + FIRST / 2.0, area.top + 30.0, "First in").middle();
    scene.add(head.size(theme::SMALL).bold());
    firsts(&mut scene, own, &rows, &layout);
    for (column, pillar) in pillars.iter().enumerate() {
        let from = left + column as f64 * wide + GAP / 2.0;
        let panel = Panel { from, to: from + wide - GAP, most: most(own, outcome) };
        panel.head(&mut scene, pillar, (area.top + 30.0, layout.bottom));
        for (row, &y) in rows.rows.iter().zip(&layout.middles) {
            let central = own.row(row.hub).and_then(|at| own.central_of_pillars(tree, at));
            let weight = central.iter().flatten().find(|(node, _)| *node == pillar.node);
            if let Some(&(_, weight)) = weight {
                panel.dot(&mut scene, pillar, weight, y);
            }
        }
    }
    Some(scene)
}

/// In how many of the draws each hub is first.
fn firsts(scene: &mut Scene, own: &Uncertainty, rows: &Rows, layout: &Layout) {
    for (row, &y) in rows.rows.iter().zip(&layout.middles) {
        let first = own.row(row.hub).map_or(0.0, |at| own.joint.ranks.first(at));
        let first = Text::new(layout.left + FIRST / 2.0, y, words::percent(first)).middle();
        scene.add(first.size(theme::LABEL));
    }
}

fn furniture(own: &Uncertainty, outcome: &Outcome, rows: &Rows) -> Frame {
    let mut legend = vec![
        Key::new(Swatch::Dot(theme::INK), "central weight, in the colour of its pillar"),
        Key::new(Swatch::Bar(theme::FAINT), "weight in the profile"),
    ];
    legend.extend(rows.key());
    Frame {
        title: format!("Whose view puts a hub first: {}", words::title(outcome)),
        subtitle: "Central weights: the mean of the weights under which a hub is first, %; hubs that never are first are left out".into(),
        footer: words::doubt_footer(own, outcome),
        legend,
    }
}

/// The greatest weight that a panel must reach.
fn most(own: &Uncertainty, outcome: &Outcome) -> f64 {
    let tree = &outcome.observed.frame.tree;
    let rows = (0..own.joint.hubs.len()).filter_map(|row| own.central_of_pillars(tree, row));
    let central = rows.flatten().map(|(_, weight)| weight);
    let stated = tree.pillars().iter().map(|&node| outcome.weights.share[node]);
    (central.chain(stated).fold(0.0, f64::max) * 10.0).ceil() / 10.0
}

/// One pillar's column.
struct Panel {
    from: f64,
    to: f64,
    most: f64,
}

impl Panel {
    fn at(&self, weight: f64) -> f64 {
        self.from + weight / self.most.max(0.1) * (self.to - self.from)
    }

    fn head(&self, scene: &mut Scene, pillar: &Pillar, (y, bottom): (f64, f64)) {
        let middle = f64::midpoint(self.from, self.to);
        let room = self.to - self.from + GAP - 8.0;
        let name = measure::fit(&pillar.name, room, theme::SMALL, Weight::SemiBold);
        scene.add(Text::new(middle, y, name).middle().size(theme::SMALL).bold());
        // Inside the panel, away from the end of its neighbour.
        let most = Text::new(self.to, y + 26.0, theme::fixed(100.0 * self.most, 0)).end();
        for label in [Text::new(self.from, y + 26.0, "0"), most] {
            scene.add(label.size(15.0).colour(theme::GREY));
        }
        for weight in [0.0, self.most] {
            let x = self.at(weight);
            let line = Line::new([(x, y + 38.0), (x, bottom)]);
            scene.add(line.colour(theme::GRID).width(1.0));
        }
        let x = self.at(pillar.weight);
        let line = Line::new([(x, y + 38.0), (x, bottom)]);
        scene.add(line.colour(theme::FAINT).width(3.0));
    }

    fn dot(&self, scene: &mut Scene, pillar: &Pillar, weight: f64, y: f64) {
        let x = self.at(weight);
        let line = Line::new([(self.from, y), (self.to, y)]);
        scene.add(line.colour(theme::GRID).width(1.0));
        scene.add(Circle::new(x, y, 7.5).fill(pillar.colour).stroke(theme::WHITE, 1.0));
        let is_right = weight < 0.75 * self.most;
        let label = theme::fixed(100.0 * weight, 0);
        // On a ground of its own, since the profile's weight may run through it.
        let wide = measure::width(&label, theme::SMALL, Weight::Regular) + 4.0;
        let left = if is_right { x + 11.0 } else { x - 11.0 - wide };
        scene.add(Rect::new(left, y - 9.0, wide, 18.0).fill(theme::WHITE));
        let text = match is_right {
            true => Text::new(x + 13.0, y, label),
            false => Text::new(x - 13.0, y, label).end(),
        };
        scene.add(text.size(theme::SMALL));
    }
}

fn alternative(own: &Uncertainty, outcome: &Outcome) -> String {
    let hubs = &outcome.dataset().hubs;
    let first = |hub: usize| own.row(hub).map_or(0.0, |row| own.joint.ranks.first(row));
    let words = outcome.order().into_iter().filter(|&hub| first(hub) > 0.0).take(3);
    let words: Vec<_> = words
        .map(|hub| {
            format!("{} is first in {} of the draws", hubs[hub].name, words::percent(first(hub)))
        })
        .collect();
    format!("{}.", words.join("; "))
}
