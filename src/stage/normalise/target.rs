//! Distance to a target: 100 · (1 − |x − t|/max |x − t|), the maximum over the peers: 100 at the target, 0 at the peer
//! farthest from it, on either side. The direction of the indicator plays no part. OECD/JRC Handbook (2008),
//! section 5.4 (distance to a reference), turned so that more is better.

use super::Scale;

/// The scale around `target`, after the same treatment as the values; none where all values are on it.
pub(super) fn fit(values: &[f64], target: f64) -> Option<Scale> {
    let farthest = values.iter().fold(0.0f64, |most, x| most.max((x - target).abs()));
    (farthest > 0.0 && farthest.is_finite()).then_some(Scale::Target { target, farthest })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides_fall_off_alike() {
        let values = [2.0, 3.0, 5.0];
        let scale = fit(&values, 3.0);
        let scaled = scale.map(|scale| values.map(|x| scale.apply(x)));
        assert_eq!(scaled, Some([50.0, 100.0, 0.0]));
    }

    #[test]
    fn a_target_that_all_meet_tells_nobody_apart() {
        assert_eq!(fit(&[3.0, 3.0], 3.0), None);
        assert_eq!(fit(&[], 3.0), None);
        assert_eq!(fit(&[4.0], 3.0).map(|scale| scale.apply(4.0)), Some(0.0));
    }
}
