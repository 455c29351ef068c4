//! `hubrank report --sliders`: the engine and what it ranks, so that the weights can be moved in the report.

use std::fs;
use std::path::{Path, PathBuf};

use crate::Dataset;
use crate::live::Inputs;
use crate::problem::{Fault, Place, Problem, Problems};
use crate::read::Texts;
use crate::report::html::Sliders;

use super::super::args::{self, ReportArgs};
use super::super::inputs::{Study, places};

/// The engine in a file.
pub(super) fn engine(path: &Path) -> Result<Vec<u8>, Problems> {
    let refused = |reason: String| {
        let place = Place::file(path.display().to_string());
        let hint = "`wasm/build` in the sources of hubrank makes the file, `hubrank.wasm`";
        Problems::from(Problem::new(place, Fault::CannotRead { reason }).hint(hint))
    };
    let bytes = fs::read(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => refused("there is no such file".into()),
        _ => refused(error.to_string()),
    })?;
    if !Sliders::is_wasm(&bytes) {
        return Err(refused("it is no WebAssembly".into()));
    }
    if !Sliders::is_engine(&bytes) {
        let version = env!("CARGO_PKG_VERSION");
        return Err(refused(format!("it is not the engine of hubrank {version}")));
    }
    Ok(bytes)
}

/// What the report carries.
pub(super) fn sliders(
    engine: Vec<u8>,
    args: &ReportArgs,
    study: &Study,
) -> Result<Sliders, Problems> {
    let texts = texts(&args.inputs, &study.dataset)?;
    let inputs = Inputs::of(&study.dataset, &texts.folder, texts.files, &study.profiles);
    let inputs = serde_json::to_string(&inputs).map_err(|error| {
        let fault = Fault::CannotRead { reason: error.to_string() };
        Problem::new(Place::file(&*study.dataset.id), fault)
    })?;
    Ok(Sliders { engine, inputs })
}

/// The texts that a data set was read from: those that have its hash.
fn texts(inputs: &args::Inputs, dataset: &Dataset) -> Result<Texts, Problems> {
    let opened = places(inputs)?.into_iter().map(|folder: PathBuf| Texts::open(folder));
    let mut all = opened.chain(Dataset::built_ins().filter_map(Texts::built_in));
    let is_it = |own: &Result<Texts, _>| matches!(own, Ok(own) if own.sha256 == dataset.sha256);
    all.find(is_it).unwrap_or_else(|| {
        let fault = Fault::CannotRead { reason: "its files changed meanwhile".into() };
        Err(Problem::new(Place::file(&*dataset.id), fault).into())
    })
}
