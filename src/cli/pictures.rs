//! Pictures of a command, painted side by side.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use crate::problem::{Fault, Place, Problem, Problems};

use super::args::Chart;
use super::charts::{Scene, bytes, missing};
use super::files::Files;

/// Pictures that are still to be painted.
pub(super) struct Pictures {
    /// Each with its path and format.
    all: Vec<(PathBuf, Chart, Scene)>,
    threads: usize,
}

impl Pictures {
    /// No picture yet; they are painted on so many threads, one or more.
    pub(super) fn on(threads: usize) -> Self {
        Self { all: Vec::new(), threads }
    }

    /// Adds a picture in one format, unless none is asked for or there is nothing to draw.
    pub(super) fn add(
        &mut self,
        folder: &Path,
        name: &str,
        chart: Chart,
        scene: impl FnOnce() -> Option<Scene>,
    ) {
        let extension = match chart {
            Chart::Png => "png",
            Chart::Svg => "svg",
            Chart::None => return,
        };
        let path = folder.join(format!("{name}.{extension}"));
        self.all.extend(scene().map(|scene| (path, chart, scene)));
    }

    /// Adds a picture as PNG and SVG.
    pub(super) fn add_both(
        &mut self,
        folder: &Path,
        name: &str,
        scene: impl Fn() -> Option<Scene>,
    ) {
        self.add(folder, name, Chart::Png, &scene);
        self.add(folder, name, Chart::Svg, &scene);
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// Paints all; one alone on no thread but this. Their order does not depend on the threads.
    pub(super) fn paint(&self, done: impl Fn() + Sync) -> Result<Files, Problems> {
        let next = AtomicUsize::new(0);
        let worker = || {
            let mut painted = Vec::new();
            while let Some((path, chart, scene)) = self.all.get(next.fetch_add(1, Relaxed)) {
                painted.push((path, bytes(scene, *chart)));
                done();
            }
            painted
        };
        let threads = self.threads.min(self.len());
        let mut all = std::thread::scope(|scope| {
            let others: Vec<_> = (1..threads).map(|_| scope.spawn(worker)).collect();
            let own = std::iter::once(Ok(worker()));
            own.chain(others.into_iter().map(|other| other.join())).collect::<Result<Vec<_>, _>>()
        })
        .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        .concat();
        all.sort();
        let pngs = self.all.iter().filter(|(_, chart, _)| *chart == Chart::Png);
        let mut files = Files::default();
        files.boxed = pngs.flat_map(|(_, _, scene)| missing(scene)).collect();
        for (path, painted) in all {
            let place = || Place::file(path.display().to_string());
            let bytes =
                painted.map_err(|reason| Problem::new(place(), Fault::CannotWrite { reason }))?;
            files.add(path, bytes);
        }
        Ok(files)
    }
}
