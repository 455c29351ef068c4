//! Lines between the columns, dots in them, and names beside the dots.

use crate::draw::chart::words;
use crate::draw::frame::Area;
use crate::draw::measure;
use crate::draw::scene::{Circle, Colour, Line, Rect, Scene, Text, Weight};
use crate::draw::theme;
use crate::study::Outcome;

use super::plan::Plan;
use super::{STRAY, TO_LABEL};

impl Plan<'_> {
    /// The colour of a row's line from a column to the next; none where it does not move far.
    fn colour(&self, row: usize, from: usize) -> Option<Colour> {
        let gain = self.rows[row].gain(from, from + 1)?;
        match gain {
            gain if gain >= self.threshold => Some(theme::BLUE),
            gain if -gain >= self.threshold => Some(theme::VERMILION),
            _ => None,
        }
    }

    fn point(&self, row: usize, column: usize, area: &Area, pitch: f64) -> Option<(f64, f64)> {
        let place = self.columns[column].places[row]?;
        Some((self.x(column), area.top + (place + 0.5) * pitch))
    }

    /// Lines, the coloured ones on top, then dots.
    pub(super) fn draw_lines(&self, scene: &mut Scene, area: &Area, pitch: f64) {
        for coloured in [false, true] {
            for row in 0..self.rows.len() {
                for from in 0..self.last() {
                    let colour = self.colour(row, from);
                    let ends = (
                        self.point(row, from, area, pitch),
                        self.point(row, from + 1, area, pitch),
                    );
                    if let (Some(a), Some(b)) = ends
                        && colour.is_some() == coloured
                    {
                        let width = if coloured { 3.5 } else { 2.0 };
                        let line = Line::new([a, b]).width(width);
                        scene.add(line.colour(colour.unwrap_or(theme::FAINT)));
                    }
                }
            }
        }
        for column in 0..self.columns.len() {
            self.draw_dots(scene, column, area, pitch);
        }
    }

    /// The dots of a column; between the ends each holds its rank.
    fn draw_dots(&self, scene: &mut Scene, column: usize, area: &Area, pitch: f64) {
        let mut drawn: Vec<f64> = Vec::new();
        let rows = 0..self.rows.len();
        // Coloured ones first: of a tie, one dot is drawn.
        let (first, second): (Vec<_>, Vec<_>) =
            rows.partition(|&row| self.dot_colour(row, column) != theme::FAINT);
        for row in first.into_iter().chain(second) {
            let Some((x, y)) = self.point(row, column, area, pitch) else {
                continue;
            };
            if drawn.contains(&y) {
                continue;
            }
            drawn.push(y);
            let colour = self.dot_colour(row, column);
            if column == 0 || column == self.last() {
                scene.add(Circle::new(x, y, 6.5).fill(colour));
                continue;
            }
            let dot = Circle::new(x, y, 13.0).fill(theme::WHITE);
            scene.add(dot.stroke(colour, 2.0));
            let rank = self.rows[row].ranks[column].map_or(String::new(), words::rank);
            scene.add(Text::new(x, y, rank).middle().size(14.0));
        }
    }

    /// The colour of the line that ends or begins at a dot.
    fn dot_colour(&self, row: usize, column: usize) -> Colour {
        let before = column.checked_sub(1).and_then(|from| self.colour(row, from));
        let after = (column < self.last()).then(|| self.colour(row, column)).flatten();
        before.or(after).unwrap_or(theme::FAINT)
    }

    /// Rank and name at both ends.
    pub(super) fn draw_labels(
        &self,
        scene: &mut Scene,
        area: &Area,
        pitch: f64,
        outcomes: &[Outcome],
    ) {
        let mut ends = vec![(0, -1.0)];
        if self.last() > 0 {
            ends.push((self.last(), 1.0));
        }
        for (column, side) in ends {
            let point = |row: usize| Some((row, self.point(row, column, area, pitch)?));
            let here: Vec<_> = (0..self.rows.len()).filter_map(point).collect();
            let mut places: Vec<_> = here.iter().map(|(_, point)| point.1).collect();
            let last = area.top + self.columns[column].slots as f64 * pitch;
            measure::spread(&mut places, pitch, area.top + pitch / 2.0, last - pitch / 2.0);
            let hub = |row: usize| &outcomes[column].dataset().hubs[self.rows[row].hub];
            let names: Vec<_> = here.iter().map(|&(row, _)| hub(row).label()).collect();
            let names = names.iter().map(String::as_str);
            let names = measure::fit_apart(names, self.name_room(), theme::LABEL, Weight::Regular);
            for ((&(row, (x, y)), place), name) in here.iter().zip(places).zip(&names) {
                if (place - y).abs() > 1.0 {
                    // From a shared dot to the label of each hub that shares it.
                    let to = (x + side * (TO_LABEL - 2.0), place);
                    scene.add(Line::new([(x, y), to]).colour(theme::FAINT).width(1.0));
                }
                let at = (x + side * TO_LABEL, place);
                self.label(scene, row, column, at, name);
            }
        }
    }

    /// What a hub's name may take, in px.
    fn name_room(&self) -> f64 {
        self.label - TO_LABEL - 44.0
    }

    fn label(&self, scene: &mut Scene, row: usize, column: usize, at: (f64, f64), name: &str) {
        let rank = self.rows[row].ranks[column].map_or(String::new(), words::rank);
        let room = self.name_room();
        let colour = match self.dot_colour(row, column) {
            theme::FAINT => theme::INK,
            coloured => coloured,
        };
        if column == self.last() && colour != theme::INK {
            self.cause(scene, row, at, name, &rank, room);
        }
        let words = match column {
            0 => Text::new(at.0, at.1, format!("{name}\u{2002}{rank}")).end(),
            _ => Text::new(at.0, at.1, format!("{rank}\u{2002}{name}")),
        };
        scene.add(words.size(theme::LABEL).colour(colour));
    }

    /// Why a hub moves, behind its name; left out where there is no room for it.
    fn cause(
        &self,
        scene: &mut Scene,
        row: usize,
        at: (f64, f64),
        name: &str,
        rank: &str,
        room: f64,
    ) {
        let hub = self.rows[row].hub;
        let Some((_, cause)) = self.causes.iter().find(|own| own.0 == hub) else {
            return;
        };
        let label = format!("{rank}\u{2002}{name}");
        let taken = measure::width(&label, theme::LABEL, Weight::Regular) + TO_LABEL;
        let free = room + 44.0 - taken;
        let words = measure::fit(cause, free, STRAY, Weight::Regular);
        if words == *cause {
            let words = Text::new(at.0 + taken, at.1, words).size(STRAY);
            scene.add(words.colour(theme::GREY));
        }
    }

    /// Names beside dots that no line joins to a label at either end.
    pub(super) fn draw_strays(
        &self,
        scene: &mut Scene,
        area: &Area,
        pitch: f64,
        outcomes: &[Outcome],
    ) {
        let last = self.last();
        for (column, outcome) in outcomes.iter().enumerate().take(last).skip(1) {
            let mut strays: Vec<((f64, f64), String)> = Vec::new();
            for row in (0..self.rows.len()).filter(|&row| self.is_stray(row, column)) {
                let Some(point) = self.point(row, column, area, pitch) else {
                    continue;
                };
                let name = &outcome.dataset().hubs[self.rows[row].hub].name;
                match strays.iter_mut().find(|(other, _)| *other == point) {
                    Some((_, names)) => names.push_str(&format!(", {name}")),
                    None => strays.push((point, name.to_string())),
                }
            }
            for ((x, y), names) in strays {
                let room = self.x(column + 1) - x - 44.0;
                let names = measure::fit(&names, room, STRAY, Weight::Regular);
                let width = measure::width(&names, STRAY, Weight::Regular);
                let ground = Rect::new(x + 15.0, y - 9.0, width + 6.0, 18.0);
                scene.add(ground.fill(theme::WHITE).opacity(0.8));
                scene.add(Text::new(x + 18.0, y, names).size(STRAY));
            }
        }
    }

    /// Whether a stretch of ranked columns begins here that reaches neither end.
    fn is_stray(&self, row: usize, column: usize) -> bool {
        let is_ranked = |column: usize| self.columns[column].places[row].is_some();
        is_ranked(column) && !is_ranked(column - 1) && !(column..self.columns.len()).all(is_ranked)
    }
}
