//! Weights of indicators in doubt, held against those of pillars.

use super::*;
use crate::model::{Dataset, Level, Tree};
use crate::study::Profile;

/// The founder's ranking with gaps filled, so that it is linear in the weights of indicators, and `[uncertainty]`.
fn founder(doubt: &str) -> Result<Outcome, Problems> {
    let text = include_str!("../../../configs/founder.toml");
    let text =
        text.replace("missing = { leave-out = { min-coverage = 0.65 } }", "missing = \"mean\"");
    let text = format!("{text}\n[uncertainty]\n{doubt}\n");
    Dataset::built_in()?.ranked_for(&Profile::parse("founder.toml", &text)?)
}

#[test]
fn weights_of_indicators_have_exact_wins_that_the_draws_meet() -> Result<(), Problems> {
    for weights in ["{ dirichlet = { points = 2 } }", "\"uniform\""] {
        let outcome = founder(&format!("at = \"leaves\"\ndraws = 2000\nweights = {weights}"))?;
        let found = Uncertainty::of(&outcome, 3, 2)?;
        let exact = found.exact.as_ref().unwrap();
        assert_eq!(exact.model.nodes.len(), 22);
        let check = found.check.as_ref().unwrap();
        assert!(check.misses.is_empty() && check.pairs > 50, "{check:?}");
        // The whole method run again and the closed form draw the same weights.
        let trust = outcome.with_trust()?.trust.unwrap();
        assert!(trust.is_exact && trust.at == Level::Leaves);
        for own in &trust.hubs {
            let (low, high) = found.joint.ranks.range(found.row(own.hub).unwrap());
            assert_eq!(own.ranks, (low.floor() as usize, high.ceil() as usize));
        }
    }
    Ok(())
}

#[test]
fn each_pillar_has_the_weight_and_the_causes_of_its_indicators() -> Result<(), Problems> {
    let outcome =
        founder("at = \"leaves\"\ndraws = 2000\nweights = { dirichlet = { points = 2 } }")?;
    let found = Uncertainty::of(&outcome, 3, 1)?;
    let tree = &outcome.observed.frame.tree;
    let (pillars, influence) = found.causes.pillars.as_ref().unwrap();
    assert_eq!(pillars, tree.pillars());
    assert_eq!(influence.outputs.len(), outcome.ranking.len() + 1);
    let row = found.row(outcome.order()[0]).unwrap();
    let central = found.central_of_pillars(tree, row).unwrap();
    assert!((central.iter().map(|(_, weight)| weight).sum::<f64>() - 1.0).abs() < 1e-6);
    for (node, weight) in central {
        assert!((weight - outcome.weights.share[node]).abs() < 0.05, "{node} {weight}");
    }
    // Of 22 weights of about 4.5 %, in hundredths.
    let squares: f64 = found.deviations.as_ref().unwrap().iter().map(|sd| sd * sd).sum();
    assert!(((squares / 22.0).sqrt() - 2.0).abs() < 1e-9);
    Ok(())
}

/// Where the indicators stand directly under the index the two levels are the same weights.
#[test]
fn indicators_without_groups_have_one_level_of_doubt() -> Result<(), Problems> {
    let mut hubs = Dataset::built_in()?;
    let kept = ["he_students", "unicorns", "average_wage"];
    let mut indicators = hubs.indicators.to_vec();
    indicators.retain(|own| kept.contains(&own.id.as_str()));
    indicators.iter_mut().for_each(|own| own.group = None);
    hubs.tree = Tree::new(&[], &indicators).into();
    hubs.indicators = indicators.into();
    let at = |level: &str| {
        let text = format!(
            "missing = \"mean\"\nweighting = \"equal\"\n[uncertainty]\nat = \"{level}\"\ndraws = 2000\n"
        );
        let outcome = hubs.ranked_for(&Profile::parse("one.toml", &text)?)?;
        let found = Uncertainty::of(&outcome, 3, 1)?;
        Ok::<_, Problems>((found.joint.ranks, found.exact.unwrap().expected, found.deviations))
    };
    assert_eq!(at("pillars")?, at("leaves")?);
    Ok(())
}

#[test]
fn statements_about_pillars_hold_for_the_sum_of_their_indicators() -> Result<(), Problems> {
    let outcome = founder(
        "at = \"leaves\"\ndraws = 200\nweights = \"statements\"\n[statements]\nweights = [\"talent >= cost\", \"unicorns <= 3\", \"capital >= 30\"]",
    )?;
    let found = Uncertainty::of(&outcome, 3, 1)?;
    assert_eq!(found.doubted.left_out, Vec::<String>::new());
    let tree = &outcome.observed.frame.tree;
    let node = |id: &str| tree.node(id).unwrap();
    let rows = 0..found.joint.hubs.len();
    for row in rows.filter(|&row| found.joint.central[row].is_some()) {
        let central = found.central_of_pillars(tree, row).unwrap();
        let pillar = |id| central.iter().find(|(at, _)| *at == node(id)).unwrap().1;
        assert!(pillar("talent") >= pillar("cost") && pillar("capital") >= 0.3 - 1e-9);
        let at = found.joint.nodes.iter().position(|&known| known == node("unicorns")).unwrap();
        assert!(found.joint.central[row].as_ref().unwrap()[at] <= 0.03 + 1e-9);
    }
    Ok(())
}

/// A gap scales the weights of one hub's other indicators, so nothing is exact; the simulation runs all the same.
#[test]
fn gaps_left_out_leave_nothing_exact_at_the_indicators() -> Result<(), Problems> {
    let founder = include_str!("../../../configs/founder.toml");
    let text = format!("{founder}\n[uncertainty]\nat = \"leaves\"\ndraws = 500\n");
    let outcome = Dataset::built_in()?.ranked_for(&Profile::parse("founder.toml", &text)?)?;
    let found = Uncertainty::of(&outcome, 3, 1)?;
    assert_eq!(found.exact, Err("the score is not linear in the weights of the indicators".into()));
    assert_eq!(found.joint.nodes.len(), 22);
    assert!(!outcome.with_trust()?.trust.unwrap().is_exact);
    Ok(())
}
