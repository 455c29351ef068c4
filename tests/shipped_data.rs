//! The shipped data against the tables that they were built from, and against their own written rules.

#![expect(clippy::unwrap_used, reason = "a test that can not read its input should stop")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use hubrank::{Dataset, Profile};

type Row = BTreeMap<String, String>;

fn rows(path: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    reader.deserialize().map(|row| row.unwrap()).collect()
}

fn number(text: &str) -> Option<f64> {
    (!text.is_empty()).then(|| text.parse().unwrap())
}

/// Every raw value of the table of facts stands in the shipped observations, unchanged.
#[test]
fn observations_equal_the_table_of_facts() {
    let hubs = Dataset::open("data/china-hubs").unwrap();
    let mut compared = 0;
    for fact in rows("tests/facts/values.csv") {
        let Some(column) = hubs.column(&fact["indicator"]) else {
            continue;
        };
        let name = fact["hub"].replace("San Francisco Bay Area", "bay_area");
        let hub = hubs.hub(&name).unwrap_or_else(|| panic!("{name} is not a hub"));
        if fact["confidence"] == "derived" {
            continue;
        }
        let stated = hubs.series[column].column.stated(hub);
        assert_eq!(stated, number(&fact["value"]), "{} of {name}", fact["indicator"]);
        let is_disputed = hubs.series[column].column.get(hub).is_none();
        assert_eq!(
            is_disputed,
            fact["confidence"] == "conflicting",
            "{} of {name}",
            fact["indicator"]
        );
        compared += 1;
    }
    assert!(compared > 500, "only {compared} facts were compared");
}

/// What the engine derives from raw values and denominators equals the table's own derived rows.
#[test]
fn ratios_equal_the_derived_facts() {
    let hubs = Dataset::open("data/china-hubs").unwrap();
    let observed = hubs.observed_for(&Profile::equal("equal")).unwrap();
    let ours = BTreeMap::from([
        ("ict_employment_per_10k", "ict_employment"),
        ("science_employment_per_10k", "science_employment"),
        ("patents_per_10k", "patents_granted"),
        ("price_to_wage", "price_to_wage"),
    ]);
    let mut compared = 0;
    for fact in rows("tests/facts/values.csv") {
        let Some(id) = ours.get(fact["indicator"].as_str()) else {
            continue;
        };
        let j = hubs.indicators.iter().position(|own| own.id == *id).unwrap();
        let value = observed.columns[j].get(hubs.hub(&fact["hub"]).unwrap()).unwrap();
        // The table prints four decimals.
        assert!(
            (value - number(&fact["value"]).unwrap()).abs() <= 0.5e-4 + 1e-9,
            "{id} of {}: {value}",
            fact["hub"]
        );
        compared += 1;
    }
    assert_eq!(compared, 66);
    let jobs = hubs.indicators.iter().position(|own| own.id == "ict_employment").unwrap();
    let beijing = observed.columns[jobs].get(hubs.hub("Beijing").unwrap()).unwrap();
    assert_eq!(format!("{beijing:.1}"), "392.8");
}

/// The ratings of the articles follow from the coded statements by the rule in the folder's README.
#[test]
fn ratings_follow_from_the_coding() {
    let mut strengths: BTreeMap<(String, String), Vec<f64>> = BTreeMap::new();
    for row in rows("data/articles/coding.csv") {
        let counted = number(&row["strength"]).filter(|strength| *strength != 0.0);
        strengths
            .entry((row["hub"].clone(), row["indicator"].clone()))
            .or_default()
            .extend(counted);
    }
    let mut rated = BTreeSet::new();
    for row in rows("data/articles/observations.csv") {
        let key = (row["hub"].clone(), row["indicator"].clone());
        let counted = &strengths[&key];
        assert!(!counted.is_empty(), "{key:?} is rated on nothing");
        let mean = counted.iter().sum::<f64>() / counted.len() as f64;
        let rating = 3.0 + mean;
        let (low, high) = match counted[..] {
            [_] => ((rating - 1.0).max(1.0), (rating + 1.0).min(5.0)),
            _ => (
                3.0 + counted.iter().copied().fold(f64::INFINITY, f64::min),
                3.0 + counted.iter().copied().fold(f64::NEG_INFINITY, f64::max),
            ),
        };
        let close = |text: &str, due: f64| (number(text).unwrap() - due).abs() < 0.005 + 1e-9;
        assert!(close(&row["value"], rating), "{key:?}: {} is not {rating}", row["value"]);
        assert!(
            close(&row["low"], low) && close(&row["high"], high),
            "{key:?}: range is not {low} to {high}"
        );
        rated.insert(key);
    }
    // Hubs with at least two rated indicators are in, with every rating that their statements give.
    let mut indicators: BTreeMap<&str, usize> = BTreeMap::new();
    for ((hub, _), counted) in &strengths {
        *indicators.entry(hub).or_default() += usize::from(!counted.is_empty());
    }
    for (key, counted) in strengths.iter().filter(|(_, counted)| !counted.is_empty()) {
        assert_eq!(indicators[key.0.as_str()] >= 2, rated.contains(key), "{key:?} {counted:?}");
    }
}

/// Every quote stands in the table of statements, of the article that is cited, and is short.
#[test]
fn quotes_are_those_of_the_statements() {
    let statements = rows("tests/facts/statements.csv");
    for row in rows("data/articles/coding.csv") {
        let at: usize = row["statement"].parse().unwrap();
        let statement = &statements[at - 1];
        assert_eq!(statement["quote"], row["quote"], "statement {at}");
        assert!(
            statement["seed"].starts_with(row["article"].trim_start_matches("article-")),
            "statement {at}"
        );
        assert!(row["quote"].split_whitespace().count() <= 25, "statement {at}");
    }
    for row in rows("data/articles/observations.csv") {
        let is_quoted = statements.iter().any(|statement| {
            statement["quote"] == row["quote"]
                && statement["seed"].starts_with(row["source"].trim_start_matches("article-"))
        });
        assert!(is_quoted, "{}: {}", row["hub"], row["quote"]);
    }
}

/// Every observation cites a source that the data set describes.
#[test]
fn every_observation_has_a_source() {
    for folder in ["data/china-hubs", "data/articles"] {
        let hubs = Dataset::open(folder).unwrap();
        for series in hubs.series.iter() {
            for i in 0..hubs.hubs.len() {
                if series.column.stated(i).is_some() {
                    let cites = series.detail(i).and_then(|detail| detail.source);
                    assert!(
                        cites.is_some(),
                        "{folder}: {} of {} cites nothing",
                        series.id,
                        hubs.hubs[i].id
                    );
                }
            }
        }
        assert!(fs::exists(format!("{folder}/README.md")).unwrap());
    }
}

/// A rating is scored on its own scale, 1 to 5, and not between the worst and the best hub.
#[test]
fn ratings_are_scored_between_one_and_five() {
    let articles = Dataset::open("data/articles").unwrap();
    let outcome = articles.ranked_for(&Profile::open("configs/investor.toml").unwrap()).unwrap();
    let talent = articles.indicators.iter().position(|own| own.id == "talent_rating").unwrap();
    let xian = articles.hub("Xi'an").unwrap();
    assert_eq!(outcome.observed.columns[talent].get(xian), Some(4.5));
    assert_eq!(outcome.normalised.columns[talent].get(xian), Some(87.5));
}
