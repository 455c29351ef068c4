//! Every figure that a paper or an official table prints, in `published/<author-year-method>/case.toml`.

use std::collections::BTreeSet;
use std::error::Error;
use std::path::Path;

use hubrank::published::{EMBEDDED, cases};
use hubrank::stage::Method;

#[test]
fn every_printed_figure_is_met() -> Result<(), Box<dyn Error>> {
    let mut misses = String::new();
    for case in cases()? {
        for figure in case.run()?.iter().filter(|figure| !figure.ok()) {
            misses += &format!(
                "{}: {}: expected {} ± {}, got {:?}\n",
                case.name, figure.what, figure.expected, figure.half_unit, figure.got
            );
        }
    }
    assert!(misses.is_empty(), "\n{misses}");
    Ok(())
}

#[test]
fn the_program_carries_every_folder() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/published");
    let mut found = BTreeSet::new();
    for entry in std::fs::read_dir(folder)? {
        found.insert(entry?.file_name().to_string_lossy().into_owned());
    }
    let carried: Vec<_> = EMBEDDED.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(carried, found.into_iter().collect::<Vec<_>>());
    Ok(())
}

#[test]
fn every_case_says_where_its_figures_come_from() -> Result<(), Box<dyn Error>> {
    for case in cases()? {
        let is_known = case.route == "printed" || case.route.starts_with("independent: ");
        assert!(is_known, "{}: route {}", case.name, case.route);
        assert!(case.cite.len() > 20, "{}: cite {}", case.name, case.cite);
        assert!(!case.run()?.is_empty(), "{}: no figures", case.name);
    }
    Ok(())
}

#[test]
fn every_method_of_aggregation_has_a_case() -> Result<(), Box<dyn Error>> {
    let cases = cases()?;
    for method in Method::ALL {
        let own = cases.iter().filter(|case| case.method == method.name());
        assert!(own.count() > 0, "{} has no case", method.name());
    }
    Ok(())
}
