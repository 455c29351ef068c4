//! Charts for the commands: which there are, and their bytes. Wired to `draw` when its charts are there.

use std::path::Path;

use crate::problem::Problems;
use crate::study::Outcome;
use crate::why::Comparison;

use super::args::Chart;
use super::files::Files;

/// A picture that is not drawn yet.
pub(super) struct Scene;

/// The ranking as bars.
pub(super) fn ranking(_: &Outcome) -> Option<Scene> {
    None
}

/// How the scores go with each pillar's weight.
pub(super) fn sensitivity(_: &Outcome) -> Option<Scene> {
    None
}

/// Hubs by pillars.
pub(super) fn pillars(_: &Outcome) -> Option<Scene> {
    None
}

/// Ranks side by side.
pub(super) fn slope(_: &Comparison, _: &[Outcome]) -> Option<Scene> {
    None
}

/// Adds a picture in one format, unless there is none to draw.
pub(super) fn add_one(
    files: &mut Files,
    folder: &Path,
    name: &str,
    chart: Chart,
    scene: impl FnOnce() -> Option<Scene>,
) -> Result<(), Problems> {
    if chart != Chart::None
        && let Some(scene) = scene()
    {
        add(files, folder, name, chart, &scene)?;
    }
    Ok(())
}

/// Adds a picture as PNG and SVG.
pub(super) fn add_both(
    files: &mut Files,
    folder: &Path,
    name: &str,
    scene: Option<Scene>,
) -> Result<(), Problems> {
    if let Some(scene) = scene {
        add(files, folder, name, Chart::Png, &scene)?;
        add(files, folder, name, Chart::Svg, &scene)?;
    }
    Ok(())
}

fn add(_: &mut Files, _: &Path, _: &str, _: Chart, _: &Scene) -> Result<(), Problems> {
    Ok(())
}
