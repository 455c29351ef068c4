//! Hubs × profiles as a field of ranks.

use crate::draw::frame::{Area, Frame};
use crate::draw::measure;
use crate::draw::scene::{Rect, Scene, Text, Weight};
use crate::draw::theme;
use crate::study::Outcome;
use crate::why::{CommonGround, CrossCheck, Perspectives, Spread};

use super::heatmap::hatched;
use super::rows;
use super::words;

/// Profiles that are drawn at most.
const MOST: usize = 16;
/// Least and greatest height of a row in px.
const LEAST_PITCH: f64 = 30.0;
const MOST_PITCH: f64 = 64.0;
/// What the heads take above the cells, and a line of them, in px.
const HEADS: f64 = 76.0;
const HEAD_LINE: f64 = 20.0;
const HEAD: f64 = 16.0;
/// What names may take at most, the columns at the right, and the widest cell, in px.
const MOST_NAME: f64 = 440.0;
const ASIDE: f64 = 130.0;
const MOST_WIDE: f64 = 250.0;
const GAP: f64 = 18.0;

/// Hubs × profiles (at most sixteen): the rank of each hub under each profile as number and shade, then best to worst
/// and the place in the compromise. Hubs stand in the order of their mean rank; where a hub is not ranked its cell is
/// hatched.
///
/// ```
/// use hubrank::{Dataset, Profile, why::Perspectives};
/// let hubs = Dataset::built_in()?;
/// let all = ["investor", "founder"].map(|name| hubs.ranked_for(&Profile::built_in(name)?));
/// let all: Vec<_> = all.into_iter().collect::<Result<_, _>>()?;
/// let scene = hubrank::draw::chart::rank_heatmap(&Perspectives::of(&all), &all);
/// assert_eq!(scene.width, 1600.0);
/// # Ok::<(), hubrank::Problems>(())
/// ```
#[must_use]
pub fn rank_heatmap(own: &Perspectives, outcomes: &[Outcome]) -> Scene {
    drawn(own, outcomes, None)
}

/// The same by methods: one profile under several, each outcome named for its method, beside the profile's own.
///
/// ```
/// use hubrank::{Dataset, Profile, stage::Method, why::CrossCheck};
/// let outcome = Dataset::built_in()?.ranked_for(&Profile::built_in("founder")?)?;
/// let check = CrossCheck::of(&outcome, &[Method::Borda]);
/// let scene = hubrank::draw::chart::method_heatmap(&check, &outcome);
/// assert!(scene.title.contains("2 methods"));
/// # Ok::<(), hubrank::Problems>(())
/// ```
#[must_use]
pub fn method_heatmap(own: &CrossCheck, outcome: &Outcome) -> Scene {
    let others = own.others.iter().map(|other| &other.outcome);
    let mut all: Vec<_> = std::iter::once(outcome).chain(others).cloned().collect();
    let names = std::iter::once(outcome.profile.aggregation.method());
    let names = names.chain(own.others.iter().map(|other| other.method));
    for (own, method) in all.iter_mut().zip(names) {
        method.name().clone_into(&mut own.profile.name);
    }
    drawn(&Perspectives::of(&all), &all, Some(outcome))
}

/// `by_method` is the profile where the columns are methods.
fn drawn(own: &Perspectives, outcomes: &[Outcome], by_method: Option<&Outcome>) -> Scene {
    let outcomes = &outcomes[..outcomes.len().min(MOST)];
    let mut rows: Vec<_> = own.ground.hubs.iter().collect();
    rows.sort_by(|a, b| a.mean.total_cmp(&b.mean).then(a.hub.cmp(&b.hub)));
    let left_out = rows.len().saturating_sub(rows::MOST);
    rows.truncate(rows::MOST);
    let frame = furniture(&own.ground, outcomes, by_method, (rows.len(), left_out));
    let heights = [LEAST_PITCH, MOST_PITCH].map(|pitch| rows.len() as f64 * pitch + HEADS);
    let (mut scene, area) = frame.scene_within(alternative(&own.ground, outcomes), heights.into());
    words::note_origin(&mut scene, by_method.map_or(outcomes, std::slice::from_ref));
    let field = Field::of(outcomes, &rows, &area, own.ground.compromise.len() > 1);
    field.heads(&mut scene, outcomes);
    for (at, row) in rows.iter().enumerate() {
        field.row(&mut scene, at, row, outcomes, &own.ground);
    }
    scene
}

/// The size at which no word of a head has to be broken, where there is one that can be read.
fn head_size(name: &str, room: f64) -> f64 {
    let fits = |size: &f64| {
        let words = name.split_whitespace();
        measure::widest(words, *size, Weight::SemiBold) <= room
    };
    let mut sizes = [HEAD, HEAD - 1.0, HEAD - 2.0, HEAD - 3.0].into_iter();
    sizes.find(fits).unwrap_or(HEAD)
}

/// Where the cells stand.
struct Field {
    top: f64,
    pitch: f64,
    /// The names of the rows.
    labels: Vec<String>,
    name_right: f64,
    left: f64,
    wide: f64,
    columns: usize,
    /// Whether there is an order of two hubs or more that all rank.
    has_compromise: bool,
    /// The most hubs that a profile ranks.
    last: f64,
}

impl Field {
    fn of(outcomes: &[Outcome], rows: &[&Spread], area: &Area, has_compromise: bool) -> Self {
        let hubs = outcomes.first().map(|own| &own.dataset().hubs);
        let labels = rows.iter().filter_map(|row| Some(hubs?[row.hub].label()));
        let labels: Vec<_> = labels.collect();
        let plain = Weight::Regular;
        let labels = labels.iter().map(String::as_str);
        let labels = measure::fit_apart(labels, MOST_NAME, theme::LABEL, plain);
        let names = measure::widest(labels.iter().map(String::as_str), theme::LABEL, plain) + 4.0;
        let left = area.left + names + GAP;
        let asides = if has_compromise { 2.0 } else { 1.0 };
        let room = area.right() - left - GAP - asides * ASIDE;
        let ranked = outcomes.iter().map(|own| own.ranking.len());
        Self {
            top: area.top + HEADS,
            pitch: ((area.height - HEADS) / rows.len().max(1) as f64)
                .clamp(LEAST_PITCH, MOST_PITCH),
            labels,
            name_right: area.left + names,
            left,
            wide: (room / outcomes.len().max(1) as f64).min(MOST_WIDE),
            columns: outcomes.len(),
            has_compromise,
            last: ranked.max().unwrap_or(1) as f64,
        }
    }

    fn x(&self, column: usize) -> f64 {
        self.left + (column as f64 + 0.5) * self.wide
    }

    /// The middle of a column right of the cells.
    fn aside(&self, column: usize) -> f64 {
        self.left + self.columns as f64 * self.wide + GAP + (column as f64 + 0.5) * ASIDE
    }

    fn heads(&self, scene: &mut Scene, outcomes: &[Outcome]) {
        let head = |scene: &mut Scene, x: f64, name: &str, wide: f64| {
            let name = name.replace('-', "- ");
            let room = wide - 6.0;
            let size = head_size(&name, room);
            let lines = measure::wrap_at_most(&name, 3, room, size, Weight::SemiBold);
            let count = lines.len();
            for (index, line) in lines.into_iter().enumerate() {
                let y = self.top - 18.0 - (count - 1 - index) as f64 * HEAD_LINE;
                let line = line.replace("- ", "-");
                scene.add(Text::new(x, y, line).middle().size(size).bold());
            }
        };
        for (column, outcome) in outcomes.iter().enumerate() {
            head(scene, self.x(column), &outcome.profile.name, self.wide);
        }
        head(scene, self.aside(0), "best to worst", ASIDE);
        if self.has_compromise {
            head(scene, self.aside(1), "compromise", ASIDE);
        }
    }

    fn row(
        &self,
        scene: &mut Scene,
        at: usize,
        row: &Spread,
        outcomes: &[Outcome],
        ground: &CommonGround,
    ) {
        let y = self.top + (at as f64 + 0.5) * self.pitch;
        for (column, outcome) in outcomes.iter().enumerate() {
            let rank = outcome.ranking.of(row.hub).map(|own| own.rank);
            self.cell(scene, (self.x(column), y), rank);
        }
        if let Some(label) = self.labels.get(at) {
            scene.add(Text::new(self.name_right, y, label).end().size(theme::LABEL));
        }
        let [best, worst] = [row.best, row.worst].map(words::rank);
        let range = match best == worst {
            true => best,
            false => format!("{best}–{worst}"),
        };
        let rank = ground.compromise.of(row.hub).map(|own| own.rank);
        let rank = rank.map_or("–".into(), words::rank);
        let texts = [Some(range), self.has_compromise.then_some(rank)];
        for (column, text) in texts.into_iter().flatten().enumerate() {
            let text = Text::new(self.aside(column), y, text).middle();
            scene.add(text.size(theme::LABEL).colour(theme::GREY));
        }
    }

    /// One rank; the better, the darker.
    fn cell(&self, scene: &mut Scene, (x, y): (f64, f64), rank: Option<f64>) {
        let rect = Rect::new(
            x - self.wide / 2.0 + 1.0,
            y - self.pitch / 2.0 + 1.0,
            self.wide - 2.0,
            self.pitch - 2.0,
        );
        let Some(rank) = rank else {
            hatched(scene, &rect);
            let dash = Text::new(x, y, "–").middle().size(theme::LABEL);
            scene.add(dash.colour(theme::GREY));
            return;
        };
        let shade = theme::heat(1.0 - (rank - 1.0) / (self.last - 1.0).max(1.0));
        scene.add(rect.fill(shade));
        let number = Text::new(x, y, words::rank(rank)).middle().size(theme::LABEL);
        scene.add(number.colour(theme::ink_on(shade)));
    }
}

fn furniture(
    ground: &CommonGround,
    outcomes: &[Outcome],
    by_method: Option<&Outcome>,
    (shown, left_out): (usize, usize),
) -> Frame {
    let (many, one) = match by_method {
        Some(_) => ("methods", "method"),
        None => ("profiles", "profile"),
    };
    let dataset = outcomes.first().map(Outcome::dataset);
    let dataset = dataset.map_or("Hubs", |dataset| dataset.title.as_str());
    let comma = if dataset.contains(',') { "," } else { "" };
    let data = outcomes.first().map(words::data).unwrap_or_default();
    let more = match left_out {
        0 => String::new(),
        more => format!("; the first {shown} of {} hubs", shown + more),
    };
    let whose = match by_method {
        Some(own) => format!("{}: r", capitalised(&own.profile.title)),
        None => "R".to_owned(),
    };
    Frame {
        title: match by_method {
            Some(_) => format!("{dataset}{comma} by {} methods", outcomes.len()),
            None => format!("{dataset}{comma} under {} perspectives", outcomes.len()),
        },
        subtitle: format!(
            "{whose}ank under each {one}, hubs by their mean rank, darker is better; {data}{more}"
        ),
        footer: format!(
            "{}\n{}",
            compromise(ground, many),
            words::provenance(by_method.map_or(outcomes, std::slice::from_ref))
        ),
        legend: Vec::new(),
    }
}

/// The first letter in upper case.
fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// What the compromise is, and how sure.
fn compromise(ground: &CommonGround, of: &str) -> String {
    let kemeny = &ground.consensus.kemeny;
    let proof = match (ground.compromise.len(), kemeny.is_exact(), kemeny.is_unique()) {
        (0 | 1, ..) => return "No compromise: fewer than two hubs are ranked by all.".into(),
        (_, true, Some(true)) => format!(": none contradicts as few pairs of hubs of the {of}"),
        (_, true, _) => format!(": none contradicts fewer pairs of hubs of the {of}"),
        (_, false, _) => ", as good as was found".to_owned(),
    };
    format!("Compromise: Kemeny’s order of the hubs that all rank{proof}.")
}

/// Who is most contested and who is first for how many.
fn alternative(ground: &CommonGround, outcomes: &[Outcome]) -> String {
    let Some(first) = outcomes.first() else {
        return "No profile ranks these hubs.".into();
    };
    let hubs = &first.dataset().hubs;
    let contested = ground.hubs.first().map_or(String::new(), |own| {
        format!(
            "{} is the most contested hub: rank {} to {}.",
            hubs[own.hub].name,
            words::rank(own.best),
            words::rank(own.worst)
        )
    });
    let leader = ground.hubs.iter().min_by(|a, b| a.mean.total_cmp(&b.mean));
    let leader = leader.map_or(String::new(), |own| {
        format!("{} has the best mean rank, {}. ", hubs[own.hub].name, theme::number(own.mean))
    });
    format!("{leader}{contested}")
}
