//! The audit against the OECD/JRC Handbook's own analysis of the Technology Achievement Index, and against scipy.

use std::error::Error;

use hubrank::published::Case;
use hubrank::study::{Audit, LeftOut};

type Outcome = Result<(), Box<dyn Error>>;

/// The 23 countries of table A.2.
const TAI: &str = include_str!("published/oecd-2008-pca/case.toml");

/// The audit of a case under another profile.
fn audit(case: &str, profile: &str) -> Result<Audit, Box<dyn Error>> {
    let case = Case::parse("audit", case)?;
    let profile = hubrank::Profile::parse("audit.toml", profile)?;
    Ok(case.dataset.ranked_for(&profile)?.audit())
}

fn close(got: &[Option<f64>], expected: &[f64], within: f64) {
    assert_eq!(got.len(), expected.len());
    for (got, expected) in got.iter().zip(expected) {
        let is_close = got.is_some_and(|got| (got - expected).abs() <= within);
        assert!(is_close, "{got:?} is not {expected}");
    }
}

#[test]
fn eigenvalues_and_alpha_equal_the_handbook() -> Outcome {
    let audit = audit(TAI, "weighting = \"equal\"")?;
    let whole = &audit.structures[0];
    // Table 16 prints shares of the variance; table A.2, whose logarithms have two digits, gives them to 0.11.
    let shares: Vec<_> = whole.eigenvalues.iter().map(|value| Some(100.0 * value / 8.0)).collect();
    close(&shares, &[41.9, 21.8, 12.3, 11.1, 6.0, 3.7, 2.2, 0.9], 0.12);
    // By Kaiser's rule the Handbook counts three; its third, printed 1.0, is 0.985.
    assert_eq!((whole.hubs, whole.dimensions), (23, 2));
    close(&[whole.alpha], &[0.70], 0.005);
    Ok(())
}

#[test]
fn alpha_without_each_indicator_equals_table_11() -> Outcome {
    let ids = [
        "patents",
        "royalties",
        "internet",
        "exports",
        "telephones",
        "electricity",
        "schooling",
        "university",
    ];
    let mut alphas = Vec::new();
    for left_out in ids {
        let weight = |id: &&str| format!("{id} = {}\n", u8::from(*id != left_out));
        let weights: String = ids.iter().map(weight).collect();
        alphas.push(audit(TAI, &format!("[weights]\n{weights}"))?.structures[0].alpha);
    }
    close(
        &alphas,
        &[0.704, 0.645, 0.636, 0.774, 0.603, 0.624, 0.662, 0.706],
        // Half a digit, and what the two-digit logarithms of table A.2 lose.
        0.002,
    );
    Ok(())
}

#[test]
fn inflation_moments_and_importance_equal_numpy() -> Outcome {
    let audit = audit(TAI, "weighting = \"equal\"")?;
    close(&audit.structures[0].inflation, &VIF, 1e-7);
    close(&[audit.columns[0].skewness, audit.columns[0].kurtosis], &PATENTS, 1e-9);
    let squared: Vec<_> = audit.importances.iter().map(|one| one.squared_correlation).collect();
    close(&squared, &SQUARED, 1e-7);
    let shares: Vec<_> = audit.importances.iter().map(|one| one.share).collect();
    close(&shares, &SHARES, 1e-7);
    // Japan and Korea lie beyond the fence of patents, and the JRC would treat the column.
    assert_eq!(audit.columns[0].outliers, [3, 4]);
    assert!(audit.columns[0].is_outlying && !audit.columns[6].is_outlying);
    assert!(audit.importances[3].parts_from_weight());
    Ok(())
}

#[test]
fn correlations_are_those_of_every_pair() -> Outcome {
    let audit = audit(TAI, "weighting = \"equal\"")?;
    assert_eq!(audit.pairs.len(), 28);
    let pair = audit.pairs.iter().find(|pair| (pair.a, pair.b) == (2, 5));
    close(&[pair.and_then(|pair| pair.r)], &[0.84], 0.005);
    assert!(audit.pairs.iter().all(|pair| !pair.is_redundant()));
    Ok(())
}

/// Three hubs of which the last changes the order of the first two when it leaves: min-max depends on who is there.
const REVERSAL: &str = r#"
cite = ""
method = ""
route = ""
hubs = ["a", "b", "c"]
profile = ""
indicator = [
    { id = "x", values = [0, 4, 40] },
    { id = "y", values = [3, 2, 1] },
]
expected = []
"#;

#[test]
fn leaving_one_out_changes_ranks() -> Outcome {
    // Of 100: a has (0 + 100)/2, b (10 + 50)/2, c (100 + 0)/2; a and c tie before b.
    let audit = audit(REVERSAL, "weighting = \"equal\"")?;
    let dropped = |what| audit.drops.iter().find(|drop| drop.what == what);
    // Without c: a (0 + 100)/2, b (100 + 0)/2: they tie.
    let without = dropped(LeftOut::Hub(2)).ok_or("no hub c")?;
    let moves: Vec<_> = without.moves.iter().map(|one| (one.hub, one.before, one.after)).collect();
    assert_eq!(moves, [(1, 2.0, Some(1.0))]);
    // Without x, y alone ranks a, b, c.
    let without = dropped(LeftOut::Indicator(0)).ok_or("no indicator x")?;
    let moves: Vec<_> = without.moves.iter().map(|one| (one.hub, one.before, one.after)).collect();
    assert_eq!(moves, [(2, 1.0, Some(3.0)), (1, 3.0, Some(2.0))]);
    assert!(without.leader_changes);
    assert_eq!(audit.drops.len(), 5);
    Ok(())
}

#[test]
fn one_hub_and_a_constant_column_have_an_audit() -> Outcome {
    let one = REVERSAL
        .replace(r#"["a", "b", "c"]"#, r#"["a", "b"]"#)
        .replace("[0, 4, 40]", "[1, 2]")
        .replace("[3, 2, 1]", "[5, 5]");
    let audit = audit(&one, "weighting = \"equal\"")?;
    assert!(audit.columns[1].is_constant && audit.columns[1].skewness.is_none());
    assert!(audit.structures.is_empty() && audit.pairs.is_empty());
    Ok(())
}

// Independent route: numpy.linalg.inv of numpy.corrcoef; scipy.stats.skew and kurtosis with bias=False; numpy.cov on the
// min-max columns and their mean.
const VIF: [f64; 8] =
    [2.15698041, 3.12060457, 5.79588542, 2.89327631, 3.5167611, 5.74176813, 2.95372713, 1.22549317];
const PATENTS: [f64; 2] = [2.624653421276515, 6.908732943259096];
const SQUARED: [f64; 8] =
    [0.17456818, 0.50429017, 0.53650237, 0.00636285, 0.63064272, 0.54739446, 0.414695, 0.18701289];
const SHARES: [f64; 8] =
    [0.07858633, 0.19116159, 0.17433169, 0.01570778, 0.15317176, 0.13450473, 0.1607626, 0.09177353];
