//! Scales per indicator, and what they refuse.

use std::error::Error;

use hubrank::published::Case;
use hubrank::study::Outcome;

/// The ranking of three hubs with indicators x (1 2 5) and y (3 0 −1) under a profile.
fn outcome(profile: &str) -> Result<Outcome, Box<dyn Error>> {
    let text = format!(
        "cite = \"\"\nmethod = \"\"\nroute = \"\"\nhubs = [\"a\", \"b\", \"c\"]\nexpected = []\nprofile = '''\n{profile}\n'''\n\
         [[indicator]]\nid = \"x\"\nvalues = [1, 2, 5]\n[[indicator]]\nid = \"y\"\nvalues = [3, 0, -1]\n"
    );
    let case = Case::parse("scales", &text)?;
    Ok(case.dataset.ranked_for(&case.profile)?)
}

fn column(outcome: &Outcome, j: usize) -> Vec<Option<f64>> {
    (0..3).map(|i| outcome.normalised.columns[j].get(i)).collect()
}

#[test]
fn each_indicator_may_have_its_own_scale() -> Result<(), Box<dyn Error>> {
    let outcome = outcome(
        "weighting = \"equal\"\nnormalisation = \"rank\"\n\
         [indicator.x]\ndirection = \"lower\"\nnormalisation = \"share-of-best\"\n",
    )?;
    assert_eq!(column(&outcome, 0), [100.0, 50.0, 20.0].map(Some));
    assert_eq!(column(&outcome, 1), [3.0, 2.0, 1.0].map(Some));
    let printed: Vec<_> =
        outcome.normalised.stage.scales.iter().flatten().map(ToString::to_string).collect();
    assert_eq!(printed, ["1 → 100, twice as much → 50", "1 to 3 points by rank"]);
    Ok(())
}

#[test]
fn targets_and_knots_pass_through_the_logarithm() -> Result<(), Box<dyn Error>> {
    let of = |scale: &str| {
        outcome(&format!(
            "weighting = \"equal\"\n[indicator.x]\ntreatment = \"log\"\nnormalisation = {scale}\n"
        ))
    };
    let on_target = of("{ target = { value = 2 } }")?;
    assert_eq!(column(&on_target, 0)[1], Some(100.0));
    assert_eq!(column(&on_target, 0)[2], Some(0.0));
    let by_knots = of("{ value-function = { knots = [[1, 0], [5, 100]] } }")?;
    let middle = column(&by_knots, 0)[1];
    assert!(
        middle.is_some_and(|x| (x - 100.0 * 2f64.ln() / 5f64.ln()).abs() < 1e-12),
        "{middle:?}"
    );
    assert!(of("{ target = { value = -2 } }").is_err());
    assert!(of("{ value-function = { knots = [[0, 0], [5, 100]] } }").is_err());
    Ok(())
}

#[test]
fn what_a_scale_or_a_weighting_can_not_take_is_refused() {
    let refused =
        |profile: &str| outcome(profile).err().map(|error| error.to_string()).unwrap_or_default();
    let share = refused("weighting = \"equal\"\nnormalisation = \"share-of-best\"");
    assert!(share.contains("share-of-best"), "{share}");
    let entropy = refused("weighting = \"entropy\"\nnormalisation = \"z-score\"");
    assert!(entropy.contains("one sign"), "{entropy}");
    for bad in [
        "\"target\"",
        "{ value-function = { knots = [[1, 0]] } }",
        "{ value-function = { knots = [[2, 0], [1, 5]] } }",
    ] {
        assert!(
            !refused(&format!("weighting = \"equal\"\nnormalisation = {bad}")).is_empty(),
            "{bad}"
        );
    }
}

#[test]
fn imputed_values_are_followed_to_the_score() -> Result<(), Box<dyn Error>> {
    let text = "cite = ''\nmethod = ''\nroute = ''\nhubs = ['a', 'b', 'c']\nexpected = []\n\
        profile = \"\"\"\nmissing = { mean = { min-coverage = 0 } }\nweighting = 'equal'\n\"\"\"\n\
        indicator = [{ id = 'x', values = [1, nan, 5] }, { id = 'y', values = [3, 0, 2] }]\n";
    let case = Case::parse("imputed", text)?;
    let outcome = case.dataset.ranked_for(&case.profile)?;
    let notes: Vec<_> = outcome.notes.iter().map(|note| note.text.as_str()).collect();
    assert!(notes.contains(&"50 % of the score of b rests on imputed values."), "{notes:?}");
    Ok(())
}
