//! Hubs below each other: rank, name, coverage, and how high a row is.

use crate::draw::frame::{Area, Key, Swatch};
use crate::draw::measure;
use crate::draw::scene::{Circle, Line, Scene, Text, Weight};
use crate::draw::theme;
use crate::study::Outcome;

use super::words;

/// Beyond these a picture is longer than anyone reads: the first are shown.
pub(super) const MOST: usize = 120;
/// Least and greatest height of a row in px.
const LEAST_PITCH: f64 = 30.0;
const MOST_PITCH: f64 = 88.0;
/// Free between ranked hubs and references, in rows.
const BREAK: f64 = 0.7;
/// What the names may take at most, in px.
const MOST_NAME: f64 = 440.0;
const RANK_TO_NAME: f64 = 22.0;
/// Between rank and range, and the font size of the range, in px.
const RANK_TO_RANGE: f64 = 16.0;
const RANGE: f64 = 16.0;
const COVERAGE: f64 = 76.0;
const TO_CHART: f64 = 14.0;

/// One hub.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    /// Its position in the data set.
    pub(super) hub: usize,
    /// Its rank; none for a reference.
    pub(super) rank: Option<f64>,
    pub(super) score: f64,
    /// A letter behind the rank, where hubs that share it have to be told apart.
    mark: String,
    /// "2–4": the range of its rank, where that is shown.
    range: Option<String>,
    label: String,
    /// The share of weight with observed values, 0 to 1.
    coverage: f64,
}

/// The hubs of a chart, ranked ones first, then references.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Rows {
    pub(super) rows: Vec<Row>,
    ranked: usize,
    /// How many ranked hubs are not shown.
    pub(super) left_out: usize,
}

/// Where rows stand, in px.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Layout {
    /// The middle of each row.
    pub(super) middles: Vec<f64>,
    pub(super) pitch: f64,
    /// Where the names and marks end.
    pub(super) left: f64,
    /// The lower edge of the last row.
    pub(super) bottom: f64,
    rank_right: f64,
    range_right: f64,
    name_right: f64,
}

impl Row {
    /// "3", or "3b" where hubs that share the rank have to be told apart; none for a reference.
    pub(super) fn rank_words(&self) -> Option<String> {
        Some(words::rank(self.rank?) + &self.mark)
    }
}

/// "a" to "z", then "aa" and on.
fn letters(index: usize) -> String {
    let letter = |at: usize| char::from(b'a' + (at % 26) as u8);
    match index.checked_sub(26) {
        None => letter(index).to_string(),
        Some(beyond) => format!("{}{}", letter(beyond / 26), letter(beyond)),
    }
}

impl Rows {
    /// The ranked hubs in order and the references that have a score.
    pub(super) fn of(outcome: &Outcome) -> Self {
        let row = |hub: usize, rank: Option<f64>, score: f64| Row {
            hub,
            rank,
            score,
            mark: String::new(),
            range: None,
            label: match rank {
                Some(_) => outcome.dataset().hubs[hub].label(),
                None => format!("{} (reference)", outcome.dataset().hubs[hub].label()),
            },
            coverage: outcome.scores.coverage[hub],
        };
        let standings = &outcome.ranking.standings;
        let mut rows: Vec<_> = standings
            .iter()
            .take(MOST)
            .map(|standing| row(standing.hub, Some(standing.rank), standing.score))
            .collect();
        let ranked = rows.len();
        let references = outcome.references();
        let with_score = references.iter().filter_map(|&(hub, score)| Some(row(hub, None, score?)));
        let mut references: Vec<_> = with_score.collect();
        references.sort_by(|a, b| b.score.total_cmp(&a.score));
        rows.extend(references.into_iter().take(MOST));
        let labels = rows.iter().map(|row| row.label.as_str());
        let labels = measure::fit_apart(labels, MOST_NAME, theme::LABEL, Weight::Regular);
        for (row, label) in rows.iter_mut().zip(labels) {
            row.label = label;
        }
        Self { rows, ranked, left_out: standings.len() - ranked }
    }

    /// Without the references.
    pub(super) fn ranked_only(mut self) -> Self {
        self.rows.truncate(self.ranked);
        self
    }

    /// The same with letters behind the ranks that several hubs share, so that a rank names one hub.
    pub(super) fn told_apart(mut self) -> Self {
        let ranks: Vec<_> = self.rows.iter().map(|row| row.rank).collect();
        for (at, row) in self.rows.iter_mut().enumerate() {
            let same =
                |range: &[Option<f64>]| range.iter().filter(|rank| **rank == row.rank).count();
            if row.rank.is_some() && same(&ranks) > 1 {
                row.mark = letters(same(&ranks[..at]));
            }
        }
        self
    }

    /// "; letters tell tied hubs apart" where there are.
    pub(super) fn letters_words(&self) -> &'static str {
        match self.rows.iter().any(|row| !row.mark.is_empty()) {
            true => "; letters tell tied hubs apart",
            false => "",
        }
    }

    /// The same with the range of each rank, where it is known.
    pub(super) fn trusted(outcome: &Outcome) -> Self {
        let mut own = Self::of(outcome);
        for row in &mut own.rows {
            let trusted = outcome.trust.as_ref().and_then(|trust| trust.of(row.hub));
            row.range = trusted.map(|own| words::range(own.ranks));
        }
        own
    }

    /// Keeps the rows of some hubs.
    pub(super) fn keep(&mut self, wanted: impl Fn(usize) -> bool) {
        let before = self.rows.len();
        self.rows.retain(|row| wanted(row.hub));
        self.ranked -= before - self.rows.len();
    }

    /// Rows and the break between them, counted in rows.
    fn slots(&self) -> f64 {
        let has_references = self.rows.len() > self.ranked;
        self.rows.len() as f64 + if has_references { BREAK } else { 0.0 }
    }

    /// The least and the greatest height in px, with so much for heads and axes.
    pub(super) fn heights(&self, around: f64) -> (f64, f64) {
        (self.slots() * LEAST_PITCH + around, self.slots() * MOST_PITCH + around)
    }

    fn has_gaps(&self) -> bool {
        self.rows.iter().any(|row| row.coverage < 1.0 - 1e-9)
    }

    /// The legend's key for the coverage mark, where one is shown.
    pub(super) fn key(&self) -> Option<Key> {
        let words = "share of the weight that has values, where not all";
        self.has_gaps().then(|| Key::new(Swatch::Ring(theme::GREY), words))
    }

    /// "; the first 120 of 3 000 hubs" where not all are shown.
    pub(super) fn left_out_words(&self) -> String {
        match self.left_out {
            0 => String::new(),
            more => format!("; the first {} of {} hubs", self.ranked, self.ranked + more),
        }
    }

    /// Where everything stands in an area.
    pub(super) fn layout(&self, area: &Area) -> Layout {
        let pitch = (area.height / self.slots().max(1.0)).clamp(LEAST_PITCH, MOST_PITCH);
        let middle = |index: usize| {
            let below_break = if index >= self.ranked { BREAK } else { 0.0 };
            area.top + (index as f64 + below_break + 0.5) * pitch
        };
        let middles: Vec<_> = (0..self.rows.len()).map(middle).collect();
        let plain = Weight::Regular;
        let ranks: Vec<_> = self.rows.iter().filter_map(Row::rank_words).collect();
        let ranks = measure::widest(ranks.iter().map(String::as_str), theme::LABEL, plain);
        let names = self.rows.iter().map(|row| row.label.as_str());
        let names = measure::widest(names, theme::LABEL, plain);
        let rank_right = area.left + ranks.max(24.0);
        let ranges = self.rows.iter().filter_map(|row| row.range.as_deref());
        let range_right = match measure::widest(ranges, RANGE, plain) {
            wide if wide > 0.0 => rank_right + RANK_TO_RANGE + wide.max(30.0),
            _ => rank_right,
        };
        let name_right = range_right + RANK_TO_NAME + names + 4.0;
        let coverage = if self.has_gaps() { COVERAGE } else { 0.0 };
        Layout {
            bottom: middles.last().map_or(area.top, |last| last + pitch / 2.0),
            middles,
            pitch,
            left: name_right + coverage + TO_CHART,
            rank_right,
            range_right,
            name_right,
        }
    }

    /// Draws rank, name and coverage of each, and the line above the references up to `right` px.
    pub(super) fn draw(&self, scene: &mut Scene, layout: &Layout, right: f64) {
        for (row, &y) in self.rows.iter().zip(&layout.middles) {
            let mut name = Text::new(layout.name_right, y, &row.label).end().size(theme::LABEL);
            match row.rank_words() {
                Some(rank) => {
                    let rank = Text::new(layout.rank_right, y, rank).end();
                    scene.add(rank.size(theme::LABEL).colour(theme::GREY));
                }
                None => name = name.colour(theme::GREY),
            }
            scene.add(name);
            if let Some(range) = &row.range {
                let range = Text::new(layout.range_right, y, range).end();
                scene.add(range.size(RANGE).colour(theme::GREY));
            }
            if row.coverage < 1.0 - 1e-9 {
                let x = layout.name_right + 18.0;
                scene.add(Circle::new(x, y, 5.0).stroke(theme::GREY, 1.6));
                let share = Text::new(x + 10.0, y, words::percent(row.coverage));
                scene.add(share.size(16.0).colour(theme::GREY));
            }
        }
        if let Some(&first) = layout.middles.get(self.ranked) {
            let y = first - layout.pitch * (0.5 + BREAK / 2.0);
            let line = Line::new([(layout.rank_right, y), (right, y)]);
            scene.add(line.colour(theme::FAINT).width(1.0));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_go_on_after_z() {
        assert_eq!([0, 25, 26, 51, 52].map(letters), ["a", "z", "aa", "az", "ba"]);
    }
}
