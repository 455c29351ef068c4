//! Where columns stand, and the words above and below them.

use crate::draw::chart::{rows, words};
use crate::draw::frame::Area;
use crate::draw::measure;
use crate::draw::scene::{Scene, Text, Weight};
use crate::draw::theme;
use crate::study::Outcome;
use crate::why::{Comparison, Row};

use super::{HEAD, HEAD_LINE, NOTE, NOTE_LINE};

/// One profile.
pub(super) struct Column {
    pub(super) name: String,
    pub(super) title: String,
    /// The place of each row from 0, equal ranks sharing the middle of their places; none if not ranked.
    pub(super) places: Vec<Option<f64>>,
    /// How many places are taken.
    pub(super) slots: usize,
    pub(super) not_ranked: Vec<String>,
}

impl Column {
    pub(super) fn of(
        comparison: &Comparison,
        outcomes: &[Outcome],
        index: usize,
        is_of_sets: bool,
    ) -> Self {
        let (dataset, profile) = (outcomes[index].dataset(), &outcomes[index].profile);
        let (name, title) = match is_of_sets {
            true => (&dataset.id, &dataset.title),
            false => (&profile.name, &profile.title),
        };
        let shown = comparison.rows.iter().take(rows::MOST);
        let ranks: Vec<_> = shown.map(|row| row.ranks[index]).collect();
        let mut sorted: Vec<f64> = ranks.iter().copied().flatten().collect();
        sorted.sort_by(f64::total_cmp);
        let place = |rank: f64| {
            let before = sorted.iter().filter(|other| **other < rank).count();
            let same = sorted.iter().filter(|other| **other == rank).count();
            before as f64 + (same as f64 - 1.0) / 2.0
        };
        let hubs = &outcomes[index].dataset().hubs;
        let not_ranked = outcomes[index].scores.not_ranked.iter();
        Self {
            name: name.clone(),
            title: title.clone(),
            places: ranks.into_iter().map(|rank| rank.map(place)).collect(),
            slots: sorted.len(),
            not_ranked: not_ranked.map(|exclusion| hubs[exclusion.hub].name.to_string()).collect(),
        }
    }
}

/// What is drawn, before it is known how high.
pub(super) struct Plan<'a> {
    pub(super) columns: &'a [Column],
    pub(super) rows: &'a [&'a Row],
    pub(super) threshold: f64,
    /// What labels take at either end, in px.
    pub(super) label: f64,
    /// Why hubs move, by position in the data set.
    pub(super) causes: &'a [(usize, String)],
}

impl Plan<'_> {
    pub(super) fn last(&self) -> usize {
        self.columns.len().saturating_sub(1)
    }

    /// Where a column stands, in px.
    pub(super) fn x(&self, column: usize) -> f64 {
        let left = theme::MARGIN + self.label;
        match self.last() {
            0 => left,
            last => left + (theme::WIDTH - 2.0 * left) * column as f64 / last as f64,
        }
    }

    /// The width that words above and below a column may have.
    pub(super) fn room(&self) -> f64 {
        match self.last() {
            0 => self.label,
            _ => (self.x(1) - self.x(0) - 16.0).min(2.0 * self.label),
        }
    }

    /// The lines of each column's head, and whether they are of its name.
    pub(super) fn heads(&self) -> Vec<Vec<(String, bool)>> {
        let head = |column: &Column| {
            let name = broken(&column.name, self.room());
            let title = match self.columns.len() <= 4 && column.title != column.name {
                true => measure::wrap_at_most(&column.title, 2, self.room(), NOTE, Weight::Regular),
                false => Vec::new(),
            };
            let name = name.into_iter().map(|line| (line, true));
            name.chain(title.into_iter().map(|line| (line, false))).collect()
        };
        self.columns.iter().map(head).collect()
    }

    pub(super) fn draw_heads(&self, scene: &mut Scene, area: &Area, heads: &[Vec<(String, bool)>]) {
        for (column, lines) in heads.iter().enumerate() {
            for (index, (line, is_name)) in lines.iter().enumerate() {
                let y = area.top + HEAD + index as f64 * HEAD_LINE;
                let line = Text::new(self.x(column), y, line).middle();
                scene.add(match is_name {
                    true => line.size(theme::LABEL).bold(),
                    false => line.size(NOTE).colour(theme::GREY),
                });
            }
        }
    }

    /// Below each column, who is not ranked in it.
    pub(super) fn lists(&self) -> Vec<Vec<String>> {
        let list = |column: &Column| match column.not_ranked.is_empty() {
            true => Vec::new(),
            false => {
                let names = words::listed(&column.not_ranked, 10);
                let words = format!("Not ranked: {names}");
                let room = self.room().min(2.0 * self.label);
                measure::wrap(&words, room, NOTE, Weight::Regular)
            }
        };
        self.columns.iter().map(list).collect()
    }

    pub(super) fn draw_lists(&self, scene: &mut Scene, top: f64, lists: &[Vec<String>]) {
        for (column, lines) in lists.iter().enumerate() {
            for (index, line) in lines.iter().enumerate() {
                let y = top + index as f64 * NOTE_LINE;
                let line = Text::new(self.x(column), y, line).middle();
                scene.add(line.size(NOTE).colour(theme::GREY));
            }
        }
    }
}

fn fits(name: &str, room: f64) -> bool {
    measure::width(name, theme::LABEL, Weight::SemiBold) <= room
}

/// A profile's name in lines that fit, broken after hyphens; at least one line.
fn broken(name: &str, room: f64) -> Vec<String> {
    let mut lines = vec![String::new()];
    for part in name.split_inclusive('-') {
        let last = lines.len() - 1;
        let grown = format!("{}{part}", lines[last]);
        match lines[last].is_empty() || fits(&grown, room) {
            true => lines[last] = grown,
            false => lines.push(part.to_owned()),
        }
    }
    let cut = |line: &String| measure::fit(line, room, theme::LABEL, Weight::SemiBold);
    lines.iter().map(cut).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_break_after_hyphens() {
        assert_eq!(broken("founder-per-head", 130.0), ["founder-per-", "head"]);
        assert_eq!(broken("founder", 500.0), ["founder"]);
    }
}
