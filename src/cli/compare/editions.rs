//! Two editions of one ranking: as it was, and as it is.

use std::path::Path;

use crate::Dataset;
use crate::problem::{Fault, Place, Problem, Problems};
use crate::report::view;
use crate::study::Profile;
use crate::why::Editions;

use super::super::args::{CompareArgs, Variation};
use super::super::charts::{self, Pictures};
use super::super::inputs::{Study, both, only, reweighed, usual_profile};
use super::super::rank::say_what_was_drawn;
use super::super::show::show;
use super::super::terminal::Terminal;

pub(super) fn run(args: &CompareArgs, terminal: &Terminal) -> Result<(), Problems> {
    let inputs = args.inputs(args.data.first());
    let names = match &args.names[..] {
        [] => usual_profile(&inputs)?,
        names => names.to_vec(),
    };
    let mut study = Study::read(&inputs, &names, &args.variation, terminal)?;
    study.profiles.truncate(args.names.len().max(1));
    for profile in &study.profiles {
        let old = Old::read(&args.before, &study.dataset, profile, &args.variation)?;
        let before = old.dataset.ranked_for(&old.profile);
        let (before, now) = both(before, study.dataset.ranked_for(profile))?;
        let own = Editions::between(&before, &now);
        let folder = study.place(&args.output.out, &profile.name);
        let mut pictures = Pictures::on(study.threads);
        pictures.add(&folder, "editions", args.output.chart, || charts::editions(&own, &now));
        let files = pictures.paint(|| ())?;
        files.write()?;
        let page = view::editions(&own, &now);
        let sections = view::editions_sections(&own, &now);
        show(args.output.format, terminal, &[&before, &now], page, sections)?;
        say_what_was_drawn(&files, terminal);
    }
    Ok(())
}

/// The edition before: what was not kept of it is taken as it is now.
struct Old {
    dataset: Dataset,
    profile: Profile,
}

impl Old {
    fn read(
        paths: &[String],
        dataset: &Dataset,
        profile: &Profile,
        variation: &Variation,
    ) -> Result<Self, Problems> {
        let mut old = Self { dataset: dataset.clone(), profile: profile.clone() };
        for path in paths {
            let (data, own) = found(Path::new(path), dataset, profile)?;
            if let Some(data) = data {
                old.dataset = only(data, &variation.only)?;
            }
            if let Some(own) = own {
                old.profile = reweighed(own, &variation.weights);
            }
        }
        Ok(old)
    }
}

/// What a path holds: a profile, a data set, or a folder with `data/` and `configs/`.
fn found(
    path: &Path,
    dataset: &Dataset,
    profile: &Profile,
) -> Result<(Option<Dataset>, Option<Profile>), Problems> {
    if path.join("dataset.toml").is_file() {
        return Ok((Some(Dataset::open(path)?), None));
    }
    if path.extension().is_some_and(|end| end == "toml") {
        return Ok((None, Some(Profile::open(path)?)));
    }
    let data = path.join("data").join(&dataset.id);
    let own = path.join("configs").join(format!("{}.toml", profile.name));
    let data = data.is_dir().then(|| Dataset::open(&data)).transpose()?;
    let own = own.is_file().then(|| Profile::open(&own)).transpose()?;
    if data.is_some() || own.is_some() {
        return Ok((data, own));
    }
    let reason = format!(
        "it holds neither a data set nor `data/{}` nor `configs/{}.toml`",
        dataset.id, profile.name
    );
    let place = Place::argument(format!("--before {}", path.display()));
    let hint = "give the folder of an earlier data set, the file of an earlier profile, or a folder that holds both";
    Err(Problem::new(place, Fault::CannotRead { reason }).hint(hint).into())
}
