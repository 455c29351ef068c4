//! From numbers to px along one direction.

use crate::draw::theme;

/// A straight scale: the number `from.0` stands at `to.0` px, `from.1` at `to.1` px.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Axis {
    pub(super) from: (f64, f64),
    pub(super) to: (f64, f64),
}

impl Axis {
    /// An axis over numbers, its ends moved outwards to round ones; about so many steps.
    pub(super) fn round(numbers: impl IntoIterator<Item = f64>, about: usize) -> Self {
        let finite = numbers.into_iter().filter(|number| number.is_finite());
        let (lo, hi) = finite.fold((f64::INFINITY, f64::NEG_INFINITY), |(lo, hi), number| {
            (lo.min(number), hi.max(number))
        });
        let from = match (lo.is_finite(), hi > lo) {
            (false, _) => (0.0, 1.0),
            // All the same number: a step to either side, so that it stands in the middle.
            (true, false) => (lo - 1.0, lo + 1.0),
            (true, true) => outwards(lo, hi, about),
        };
        Self { from, to: from }
    }

    /// The same numbers between other px.
    pub(super) fn onto(self, start: f64, end: f64) -> Self {
        Self { to: (start, end), ..self }
    }

    /// Where a number stands, in px.
    pub(super) fn at(self, number: f64) -> f64 {
        let share = (number - self.from.0) / (self.from.1 - self.from.0);
        self.to.0 + share * (self.to.1 - self.to.0)
    }

    /// Round numbers on it and their words.
    pub(super) fn ticks(self, about: usize) -> Vec<(f64, String)> {
        let ticks = theme::ticks(self.from.0, self.from.1, about);
        let labels = theme::tick_labels(&ticks);
        ticks.into_iter().zip(labels).collect()
    }
}

fn outwards(lo: f64, hi: f64, about: usize) -> (f64, f64) {
    let step = match theme::ticks(lo, hi, about)[..] {
        [first, second, ..] => second - first,
        _ => (hi - lo) / 2.0,
    };
    // The slack keeps 100.00000000000001 from asking for another step.
    let slack = 1e-9;
    ((lo / step + slack).floor() * step, (hi / step - slack).ceil() * step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_are_round_and_outside() {
        assert_eq!(Axis::round([0.0, 71.2], 5).from, (0.0, 80.0));
        assert_eq!(Axis::round([0.0, 100.000_000_000_01], 5).from, (0.0, 100.0));
        assert_eq!(Axis::round([3.0, 3.0], 5).from, (2.0, 4.0));
        assert_eq!(Axis::round([], 5).from, (0.0, 1.0));
    }

    #[test]
    fn numbers_land_on_px_in_either_direction() {
        let axis = Axis::round([0.0, 100.0], 5);
        assert_eq!(axis.onto(200.0, 400.0).at(25.0), 250.0);
        assert_eq!(axis.onto(400.0, 200.0).at(25.0), 350.0);
        assert_eq!(axis.ticks(2)[1], (50.0, "50".to_owned()));
    }
}
