//! The front pages of the output folder: pictures, one sentence each, links. No dates: two runs give the same bytes.

use crate::model::Dataset;
use crate::robustness::exact::Sweep;
use crate::study::{Outcome, Topic};
use crate::why::Perspectives;

use super::markdown::{escaped, sheet};
use super::{number, view};

/// Everything of one data set that a page shows.
pub struct Chapter<'a> {
    /// The folder of its results, below that of the front page.
    pub folder: String,
    /// The data set.
    pub dataset: &'a Dataset,
    /// Its rankings, the two that are compared first.
    pub outcomes: &'a [Outcome],
    /// The folder of each ranking's results, below that of the chapter.
    pub folders: Vec<String>,
    /// All rankings side by side, and why they differ.
    pub why: &'a Perspectives,
    /// The ranking whose data are audited, where they are.
    pub audited: Option<&'a Outcome>,
}

/// Which files there are, by their path below the page: charts are left out of a page where they were not drawn.
pub type Drawn<'a> = &'a dyn Fn(&str) -> bool;

/// The page of all data sets: for each the comparison, its first two rankings, and links to the others.
#[must_use]
pub fn front(chapters: &[Chapter<'_>], drawn: Drawn<'_>) -> String {
    let mut out = String::from("# Rankings\n\n");
    out += "Made by `hubrank run` from the data sets and the profiles. Scores are comparable within one ranking only.\n\n";
    for (at, own) in chapters.iter().enumerate() {
        let page = format!("{}/README.md", own.folder);
        out += &format!("## [{}]({page})\n\n", escaped(&own.dataset.title));
        let base = format!("{}/", own.folder);
        out += &compared(own, &base, drawn);
        for (k, outcome) in own.outcomes.iter().enumerate().take(2) {
            out += &format!("### {}\n\n", heading(outcome));
            let folder = format!("{base}{}/", own.folders[k]);
            out += &picture(&folder, "ranking", "Ranking", outcome, drawn);
            out += &format!("{}\n\n", sentence(outcome));
            out += &links(&folder, drawn);
        }
        out += &others(own, &base);
        for path in ["report.html".to_owned(), format!("{base}report.html")] {
            let is_own = path.contains('/') || at == 0;
            if is_own && drawn(&path) {
                out += &format!(
                    "All of it in one file, with a card for each hub: [report.html]({path})\n\n"
                );
            }
        }
    }
    ended(out)
}

/// The page of one data set: every ranking with its charts, and the ranks side by side.
#[must_use]
pub fn chapter(own: &Chapter<'_>, drawn: Drawn<'_>) -> String {
    let mut out = format!("# {}\n\n", escaped(&own.dataset.title));
    if !own.dataset.about.trim().is_empty() {
        out += &format!("{}\n\n", escaped(own.dataset.about.trim()));
    }
    out += &compared(own, "", drawn);
    if own.outcomes.len() > 1 {
        out += &perspectives(own, drawn);
    }
    for (outcome, folder) in own.outcomes.iter().zip(&own.folders) {
        let folder = format!("{folder}/");
        out += &format!("## {}\n\n", heading(outcome));
        out += &picture(&folder, "ranking", "Ranking", outcome, drawn);
        out += &format!("{}\n\n", sentence(outcome));
        out += &picture(&folder, "sensitivity", "Weights", outcome, drawn);
        if let Some(text) = nearest_change(outcome) {
            out += &format!("{text}\n\n");
        }
        for (file, what) in [
            ("stability", "How far weights may move"),
            ("rank-ranges", "Ranks that weights can give"),
            ("pillars", "Pillars"),
            ("acceptability", "How sure the ranks are"),
            ("causes", "What causes the doubt"),
        ] {
            out += &picture(&folder, file, what, outcome, drawn);
        }
        out += &links(&folder, drawn);
    }
    out += &audited(own, drawn);
    out += "Hashes of what went in and what came out: [manifest.json](manifest.json).\n";
    ended(out)
}

/// Whether the data are fit to be ranked: the charts of the audit and its table.
fn audited(own: &Chapter<'_>, drawn: Drawn<'_>) -> String {
    let Some(outcome) = own.audited else {
        return String::new();
    };
    let name = escaped(&outcome.profile.name);
    let mut out = String::from("## Are the data fit to be ranked?\n\n");
    out += &format!(
        "The audit for {name}: `hubrank audit {name}` says what to do about each finding. [Every figure](audit/audit.csv)\n\n"
    );
    for (file, what) in [
        ("importance", "Weights against importance"),
        ("correlation", "Which indicators go together"),
        ("distribution", "How hubs spread on each indicator"),
    ] {
        out += &picture("audit/", file, what, outcome, drawn);
    }
    out
}

fn ended(mut out: String) -> String {
    out.truncate(out.trim_end().len());
    out + "\n"
}

fn heading(outcome: &Outcome) -> String {
    let own = &outcome.profile;
    match own.title == own.name {
        true => escaped(&own.name),
        false => format!("{}: {}", escaped(&own.name), escaped(&own.title)),
    }
}

fn picture(folder: &str, file: &str, what: &str, outcome: &Outcome, drawn: Drawn<'_>) -> String {
    let path = format!("{folder}{file}.png");
    match drawn(&path) {
        true => format!("![{what} for {}]({path})\n\n", escaped(&outcome.profile.name)),
        false => String::new(),
    }
}

fn links(folder: &str, drawn: Drawn<'_>) -> String {
    let files = [
        ("table", "ranking.csv"),
        ("JSON", "ranking.json"),
        ("ranking as SVG", "ranking.svg"),
        ("weights", "sensitivity.png"),
        ("how far they may move", "stability.png"),
        ("rank ranges", "rank-ranges.png"),
        ("pillars", "pillars.png"),
        ("how sure", "acceptability.png"),
        ("causes of doubt", "causes.png"),
    ];
    let link = |(words, file): (&str, &str)| {
        let path = format!("{folder}{file}");
        drawn(&path).then(|| format!("[{words}]({path})"))
    };
    let links: Vec<_> = files.into_iter().filter_map(link).collect();
    format!("{}\n\n", links.join(" · "))
}

/// The rankings after the first two, one line each.
fn others(own: &Chapter<'_>, base: &str) -> String {
    let line = |(outcome, folder): (&Outcome, &String)| {
        let title = escaped(&outcome.profile.title);
        format!("- [{title}]({base}{folder}/ranking.csv): {}\n", leaders(outcome))
    };
    let others = own.outcomes.iter().zip(&own.folders).skip(2);
    let lines: String = others.map(line).collect();
    match lines.is_empty() {
        true => lines,
        false => format!("Other views of the same data:\n\n{lines}\n"),
    }
}

/// Leader, coverage, data year, how far the sources go.
fn sentence(outcome: &Outcome) -> String {
    let mut text = format!("{} {}", leaders(outcome), coverage(outcome));
    text += &view::data_year(outcome).map_or(String::new(), |year| format!(" Mainly {year}."));
    for note in &outcome.notes {
        if note.topic == Topic::Sources {
            text += &format!(" {}", escaped(&note.text));
        }
    }
    text
}

/// "Beijing leads with 78.3, ahead of Shanghai (65.1) and Shenzhen (60.0)."
fn leaders(outcome: &Outcome) -> String {
    let standings = &outcome.ranking.standings;
    let name = |hub: usize| escaped(&outcome.dataset().hubs[hub].name);
    let score = |score: f64| number::significant(score, 3);
    let Some(first) = standings.first() else {
        return view::nobody(outcome);
    };
    let tied = standings.iter().filter(|own| own.rank == first.rank).count();
    if tied > 1 {
        return format!("{tied} hubs lead together, with {}.", score(first.score));
    }
    let next: Vec<_> = standings[1..]
        .iter()
        .take(2)
        .map(|own| format!("{} ({})", name(own.hub), score(own.score)))
        .collect();
    let ahead = match next.is_empty() {
        true => String::new(),
        false => format!(", ahead of {}", next.join(" and ")),
    };
    format!("**{}** leads with {}{ahead}.", name(first.hub), score(first.score))
}

fn coverage(outcome: &Outcome) -> String {
    let ranked = &outcome.scores.ranked;
    let left_out = outcome.scores.not_ranked.len();
    let short = |&&hub: &&usize| outcome.scores.coverage[hub] < 1.0 - 1e-9;
    let gaps: Vec<_> = ranked.iter().filter(short).collect();
    let mut text = format!("{} hubs are ranked", ranked.len());
    if left_out > 0 {
        text += &format!(", {left_out} are not");
    }
    let least = gaps
        .iter()
        .map(|&&hub| (outcome.scores.coverage[hub], hub))
        .min_by(|a, b| a.0.total_cmp(&b.0));
    if let Some((least, hub)) = least {
        text += &format!(
            "; {} with gaps, the most {}: values behind {} of its weight",
            gaps.len(),
            escaped(&outcome.dataset().hubs[hub].name),
            number::percent(least)
        );
    }
    text + "."
}

/// The comparison of the first two rankings: its picture, and what differs.
fn compared(own: &Chapter<'_>, base: &str, drawn: Drawn<'_>) -> String {
    let [a, b, ..] = own.outcomes else {
        return String::new();
    };
    let names = [a, b].map(|outcome| escaped(&outcome.profile.name));
    let mut out = format!("### {} against {}\n\n", names[0], names[1]);
    let path = format!("{base}comparison.png");
    if drawn(&path) {
        out += &format!("![{} against {}]({path})\n\n", names[0], names[1]);
    }
    out += &differences(own, a, b, &names);
    out += &format!("[Ranks of all profiles]({base}comparison.csv)\n\n");
    out
}

fn differences(own: &Chapter<'_>, a: &Outcome, b: &Outcome, names: &[String; 2]) -> String {
    let comparison = &own.why.comparison;
    let mut out = match (a.leader(), b.leader()) {
        (Some(one), Some(other)) if one == other => {
            format!("{} leads for both.", escaped(one))
        }
        (Some(one), Some(other)) => {
            format!("{} leads for {}, {} for {}.", escaped(one), names[0], escaped(other), names[1])
        }
        _ => String::new(),
    };
    let tau = comparison.agreement.iter().find(|own| (own.a, own.b) == (0, 1));
    if let Some(tau) = tau.and_then(|own| own.tau_b) {
        let tau = format!("{tau:.2}").replace('-', "\u{2212}");
        out += &format!(" The orders agree with Kendall’s τ\\_b = {tau}.");
    }
    out += "\n\n";
    out + &biggest_moves(own, names)
}

/// The biggest moves between the first two profiles, and what causes them.
fn biggest_moves(own: &Chapter<'_>, names: &[String; 2]) -> String {
    let Some(found) = own.why.disagreement(1) else {
        return String::new();
    };
    let mut out = format!("What moves most from {} to {}, and why:\n\n", names[0], names[1]);
    for line in view::moves(found, own.outcomes).iter().take(3) {
        out += &format!("- {}\n", escaped(line));
    }
    out + "\n"
}

/// The ranks under every profile: the picture, whom the profiles dispute, their compromise, the table.
fn perspectives(own: &Chapter<'_>, drawn: Drawn<'_>) -> String {
    let mut out = String::from("## Ranks under every profile\n\n");
    if drawn("perspectives.png") {
        out += "![Ranks under every profile](perspectives.png)\n\n";
    }
    if own.outcomes.len() > 2 {
        for part in view::common_ground(&own.why.ground, own.outcomes) {
            out += &super::markdown::part(part);
        }
    }
    out + &sheet(view::ranks(&own.why.comparison, own.outcomes))
}

/// The smallest change of one pillar's weight that brings another hub to the top, exactly.
fn nearest_change(outcome: &Outcome) -> Option<String> {
    let model = outcome.linear_model()?;
    let tree = &outcome.observed.frame.tree;
    let mut nearest: Option<(f64, String)> = None;
    for k in 0..model.nodes.len() {
        let sweep = Sweep::of(&model, k);
        let leaders = sweep.leaders();
        let here =
            leaders.iter().position(|own| own.from <= sweep.weight && sweep.weight <= own.to)?;
        let below = here.checked_sub(1).map(|at| (leaders[at].to, leaders[at].hub));
        let above = leaders.get(here + 1).map(|own| (own.from, own.hub));
        for (at, hub) in below.into_iter().chain(above) {
            let distance = (at - sweep.weight).abs();
            if nearest.as_ref().is_none_or(|(least, _)| distance < *least) {
                let text = format!(
                    "The nearest change of leader: {} would lead if {} weighed {} instead of {}, the others in proportion.",
                    escaped(&outcome.dataset().hubs[hub].name),
                    escaped(&tree.nodes()[model.nodes[k]].name),
                    number::weight(at),
                    number::weight(sweep.weight)
                );
                nearest = Some((distance, text));
            }
        }
    }
    let none = "No weight of a single pillar would change the leader.";
    Some(nearest.map_or(none.to_owned(), |(_, text)| text))
}
