//! The Human Development Index 2021 from its four indicators equals the official figures.
//!
//! Inputs and official values: UNDP, Human Development Report 2021/2022, composite indices time series, as printed.
//! The countries were fixed before the first run.

use hubrank::{Dataset, Profile};

#[test]
fn thirty_countries_equal_the_official_three_decimals() {
    let countries = Dataset::open("tests/data/hdi-2021").unwrap();
    let profile = Profile::open("tests/data/hdi-2021-profile/hdi.toml").unwrap();
    let outcome = countries.ranked_for(&profile).unwrap();
    let mut official = csv::Reader::from_path("tests/data/hdi-2021/official.csv").unwrap();
    let mut ranks = Vec::new();
    for row in official.records() {
        let row = row.unwrap();
        let hub = countries.hub(&row[0]).unwrap();
        let score = outcome.scores.total(hub).unwrap() / 100.0;
        let printed: f64 = row[1].parse().unwrap();
        assert_eq!(format!("{score:.3}"), format!("{printed:.3}"), "{}", &row[0]);
        ranks.push((row[2].parse::<u32>().unwrap(), outcome.ranking.of(hub).unwrap().rank));
    }
    assert_eq!(ranks.len(), 30);
    // The order among these thirty is the order of their ranks in the world.
    ranks.sort_by_key(|rank| rank.0);
    assert!(ranks.windows(2).all(|two| two[0].1 < two[1].1), "{ranks:?}");
}
