//! Every shipped profile loads and ranks every shipped data set that it is for; what is built in is what is shipped.

use std::path::Path;

use hubrank::{Dataset, Problems, Profile};

/// The files or folders in a folder of the project, by name.
fn names(folder: &str) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<_> =
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn every_profile_ranks_every_data_set() -> Result<(), Problems> {
    let mut rankings = 0;
    for folder in names("data") {
        let dataset = Dataset::open(Path::new("data").join(&folder))?;
        assert_eq!(dataset.id, folder);
        for file in names("configs") {
            let profile = Profile::open(Path::new("configs").join(&file))?;
            assert_eq!(format!("{}.toml", profile.name), file);
            if profile.is_for(&dataset.id) {
                let outcome = dataset.ranked_for(&profile)?;
                assert!(outcome.leader().is_some(), "{folder} × {file}");
                rankings += 1;
            }
        }
    }
    assert!(rankings >= 10, "only {rankings} rankings");
    Ok(())
}

#[test]
fn the_built_in_data_sets_are_the_files() -> Result<(), Problems> {
    let mut built_in: Vec<_> = Dataset::built_ins().collect();
    built_in.sort_unstable();
    assert_eq!(built_in, names("data"));
    for id in built_in {
        let inside = Dataset::built_in_named(id)?;
        let outside = Dataset::open(Path::new("data").join(id))?;
        assert_eq!(inside.sha256, outside.sha256, "{id}");
        assert_eq!(inside.hubs, outside.hubs, "{id}");
        assert_eq!(inside.series, outside.series, "{id}");
    }
    assert!(Dataset::built_in()?.is_default);
    Ok(())
}

#[test]
fn the_built_in_profiles_are_the_files() -> Result<(), Problems> {
    let mut files: Vec<_> = Profile::built_ins().map(|name| format!("{name}.toml")).collect();
    files.sort();
    assert_eq!(files, names("configs"));
    for name in Profile::built_ins() {
        let outside = Profile::open(format!("configs/{name}.toml"))?;
        assert_eq!(Profile::built_in(name)?, outside);
    }
    Ok(())
}

#[test]
fn the_human_development_index_is_read_and_ranked() -> Result<(), Problems> {
    let dataset = Dataset::open("tests/data/hdi-2021")?;
    let profile = Profile::open("tests/data/hdi-2021-profile/hdi.toml")?;
    assert_eq!(dataset.ranked_for(&profile)?.leader(), Some("Switzerland"));
    Ok(())
}
