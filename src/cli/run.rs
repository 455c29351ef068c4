//! `hubrank run`: every profile over every data set, with tables, charts and front pages in one folder.

use std::path::Path;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use sha2::{Digest, Sha256};

use crate::Dataset;
use crate::problem::{Fault, Place, Problem, Problems};
use crate::report::front::{self, Chapter};
use crate::report::html::{Report, document};
use crate::report::{csv, json, view};
use crate::study::{Audit, Outcome};
use crate::why::{Perspectives, Sensitivity, Uncertainty};

use super::args::{Chart, RunArgs};
use super::audit;
use super::charts::{self, Pictures};
use super::files::Files;
use super::found::{audited, sensitivity, trust};
use super::inputs::{
    both, collected, datasets, file_name, fits, lead, no_profile, profiles, say_what_is_built_in,
};
use super::rank::say_what_is_boxed;
use super::terminal::Terminal;

/// A data set with its rankings, the lead ones first.
struct Ranked {
    dataset: Dataset,
    outcomes: Vec<Outcome>,
    why: Perspectives,
    /// What weights would change each ranking; none for one of very many hubs.
    sensitivity: Vec<Option<Sensitivity>>,
    /// The audit, and by position whose it is: of the balanced view where there is one; none of very many hubs.
    audit: Option<(usize, Audit)>,
    /// How far each ranking can be trusted; none where no hub is ranked.
    trust: Vec<Option<Uncertainty>>,
}

pub(super) fn run(args: &RunArgs, terminal: &Terminal) -> Result<(), Problems> {
    say_what_is_built_in(&args.inputs, terminal);
    let all = ranked(args, terminal)?;
    let rankings: usize = all.iter().map(|own| own.outcomes.len()).sum();
    let mut pictures = Pictures::on(args.threads.count());
    for own in &all {
        draw(&mut pictures, own, &args.out);
    }
    let progress = Progress::new(pictures.len(), terminal);
    let mut files = pictures.paint(|| progress.step())?;
    for own in &all {
        write_dataset(&mut files, own, &args.out)?;
    }
    for (at, own) in all.iter().enumerate() {
        let report = report(own);
        // That of the first data set is what most people look for: it stands on top.
        let folder = match at {
            0 => args.out.clone(),
            _ => args.out.join(file_name(&own.dataset.id)),
        };
        files.add(folder.join("report.html"), document(&report));
    }
    let chapters: Vec<_> = all.iter().map(chapter).collect();
    let front = front::front(&chapters, &|path| files.has(&args.out.join(path)));
    files.add(args.out.join("README.md"), front);
    files.write()?;
    progress.bar.finish_and_clear();
    terminal.say(&format!(
        "{rankings} rankings of {} data sets, {} charts: see {}",
        all.len(),
        files.count("png") + files.count("svg"),
        args.out.join("README.md").display()
    ));
    say_what_is_boxed(&files, terminal);
    Ok(())
}

/// Every ranking of every data set, or every problem of all of them.
fn ranked(args: &RunArgs, terminal: &Terminal) -> Result<Vec<Ranked>, Problems> {
    let datasets = datasets(&args.inputs).and_then(|all| collected(all.into_iter()));
    let profiles = profiles(&args.inputs).and_then(|all| collected(all.into_iter()));
    let (datasets, mut profiles) = both(datasets, profiles)?;
    profiles.sort_by_key(lead);
    let (mut found, threads) = (Vec::new(), args.threads.count());
    for dataset in datasets {
        let (fits, others): (Vec<_>, Vec<_>) =
            profiles.iter().partition(|own| fits(&args.inputs, own, &dataset));
        for own in others {
            terminal.say(&format!("skipped: {} is not made for {}", own.name, dataset.id));
        }
        let outcomes =
            fits.into_iter().map(|own| dataset.ranked_for(own).and_then(Outcome::with_trust));
        let outcomes = collected(outcomes);
        found.push(outcomes.and_then(|outcomes| {
            Ok(Ranked {
                audit: audited(&outcomes),
                sensitivity: collected(outcomes.iter().map(sensitivity))?,
                why: Perspectives::of(&outcomes),
                trust: collected(outcomes.iter().map(|own| trust(own, threads)))?,
                dataset,
                outcomes,
            })
        }));
    }
    let mut all = collected(found.into_iter())?;
    all.retain(|own| !own.outcomes.is_empty());
    all.sort_by_key(|own| !own.dataset.is_default);
    match all.is_empty() {
        true => Err(no_profile(&args.inputs, "data")),
        false => Ok(all),
    }
}

fn report(own: &Ranked) -> Report<'_> {
    Report {
        dataset: &own.dataset,
        outcomes: &own.outcomes,
        why: &own.why,
        sensitivity: own.sensitivity.first().and_then(Option::as_ref),
        trust: own.trust.first().and_then(Option::as_ref),
        audit: own.audit.as_ref().map(|(at, audit)| (audit, &own.outcomes[*at])),
        command: format!("hubrank report --data {}", own.dataset.id),
        sliders: None,
    }
}

fn chapter(own: &Ranked) -> Chapter<'_> {
    let names = own.outcomes.iter();
    Chapter {
        folder: file_name(&own.dataset.id),
        dataset: &own.dataset,
        outcomes: &own.outcomes,
        folders: names.map(|own| file_name(&own.profile.name)).collect(),
        why: &own.why,
        audited: own.audit.as_ref().map(|(at, _)| &own.outcomes[*at]),
    }
}

/// The charts of one data set: up to seven a profile, the comparison of the first two, and the ranks under all.
fn draw(pictures: &mut Pictures, own: &Ranked, out: &Path) {
    let folder = out.join(file_name(&own.dataset.id));
    for ((outcome, found), trust) in own.outcomes.iter().zip(&own.sensitivity).zip(&own.trust) {
        let folder = folder.join(file_name(&outcome.profile.name));
        if let Some(trust) = trust {
            let scene = || charts::acceptability(trust, outcome);
            pictures.add_both(&folder, "acceptability", scene);
            pictures.add_both(&folder, "causes", || charts::causes(trust, outcome));
        }
        pictures.add_both(&folder, "ranking", || charts::ranking(outcome));
        pictures.add_both(&folder, "sensitivity", || charts::sensitivity(outcome));
        pictures.add_both(&folder, "pillars", || charts::pillars(outcome));
        if let Some(found) = found {
            pictures.add_both(&folder, "stability", || charts::stability(found, outcome));
            pictures.add_both(&folder, "rank-ranges", || charts::rank_range(found, outcome));
        }
    }
    if let Some((at, audit)) = &own.audit {
        let formats = [Chart::Png, Chart::Svg];
        let folder = folder.join(audit::FOLDER);
        audit::draw(pictures, &folder, &formats, audit, &own.outcomes[*at]);
    }
    if let Some(first) = own.outcomes.get(..2) {
        let why = Perspectives::of(first);
        pictures.add_both(&folder, "comparison", || charts::slope(&why, first));
        let heatmap = || charts::rank_heatmap(&own.why, &own.outcomes);
        pictures.add_both(&folder, "perspectives", heatmap);
    }
}

/// The tables, the page and the manifest of one data set, whose charts are among the files already.
fn write_dataset(files: &mut Files, own: &Ranked, out: &Path) -> Result<(), Problems> {
    let folder = out.join(file_name(&own.dataset.id));
    for outcome in &own.outcomes {
        let folder = folder.join(file_name(&outcome.profile.name));
        let one = std::slice::from_ref(outcome);
        let rows = view::ranking_rows(one);
        files.add(folder.join("ranking.csv"), bytes(|out| csv::write(rows, out))?);
        files.add(folder.join("ranking.json"), bytes(|out| json::rankings(one, out))?);
    }
    if own.outcomes.len() > 1 {
        let rows = view::comparison_rows(&own.why, &own.outcomes);
        files.add(folder.join("comparison.csv"), bytes(|out| csv::write(rows, out))?);
    }
    if let Some((at, audit)) = &own.audit {
        let rows = view::audit_rows(audit, &own.outcomes[*at]);
        let path = folder.join(audit::FOLDER).join("audit.csv");
        files.add(path, bytes(|out| csv::write(rows, out))?);
    }
    let page = front::chapter(&chapter(own), &|path| files.has(&folder.join(path)));
    files.add(folder.join("README.md"), page);
    let hash = |(path, bytes): (&Path, &[u8])| {
        let inside = path.strip_prefix(&folder).ok()?;
        Some((slashed(inside), sha256(bytes)))
    };
    let mut hashes: Vec<_> = files.iter().filter_map(hash).collect();
    hashes.sort();
    let manifest = json::manifest(&own.outcomes, &hashes);
    files.add(folder.join("manifest.json"), manifest);
    Ok(())
}

/// What is written piece by piece, as one.
fn bytes(write: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) -> Result<Vec<u8>, Problems> {
    let mut out = Vec::new();
    write(&mut out).map_err(|error| {
        let reason = error.to_string();
        Problem::new(Place::file("output"), Fault::CannotWrite { reason })
    })?;
    Ok(out)
}

/// A path with slashes on every system, so that manifests are the same everywhere.
fn slashed(path: &Path) -> String {
    let parts = path.components().map(|part| part.as_os_str().to_string_lossy());
    parts.collect::<Vec<_>>().join("/")
}

fn sha256(bytes: &[u8]) -> String {
    let hash = Sha256::digest(bytes);
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A bar on stderr that shows itself only once the work takes over a second.
struct Progress {
    bar: ProgressBar,
    since: Instant,
    is_quiet: bool,
}

impl Progress {
    fn new(steps: usize, terminal: &Terminal) -> Self {
        let bar = ProgressBar::with_draw_target(Some(steps as u64), ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template("{bar:30} {pos} of {len} charts");
        Self {
            bar: bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar())),
            since: Instant::now(),
            is_quiet: terminal.is_quiet(),
        }
    }

    fn step(&self) {
        let is_long = self.since.elapsed() > Duration::from_secs(1);
        if is_long && !self.is_quiet && self.bar.is_hidden() {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.bar.inc(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_hexadecimal() {
        // FIPS 180-2, the empty message.
        assert_eq!(sha256(b""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }
}
