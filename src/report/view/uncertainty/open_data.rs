//! What the data leave open, in words and tables.

use crate::report::number;
use crate::report::page::{Field, Head, Part, Sheet};
use crate::robustness::Place;
use crate::robustness::exact::{DataBounds, HubBounds};
use crate::robustness::sampled::{CheckFirst, Checked, half_width};
use crate::study::Outcome;
use crate::why::{OpenData, cell_words};

use super::super::ranking::range;

/// The most cells that are shown to a person.
const SHOWN: usize = 10;

/// Bounds of every hub, then which cell to check first; nothing where nothing is ranked.
pub(super) fn parts<'a>(own: &'a OpenData, outcome: &'a Outcome) -> Vec<Part<'a>> {
    if outcome.ranking.is_empty() {
        return Vec::new();
    }
    if own.is_settled() {
        let line =
            "No value that counts has bounds and none is missing: the data leave nothing open.";
        return vec![Part::list("What the data leave open", vec![line.into()])];
    }
    let mut parts = vec![Part::list("What the data leave open", lines(own, outcome))];
    if let Ok(bounds) = &own.bounds {
        parts.push(Part::Sheet(sheet(bounds, outcome)));
    }
    parts.push(Part::list("Which cell to check first", first_lines(own, outcome)));
    let cells: Vec<_> = own.that_matter().take(SHOWN).collect();
    if !cells.is_empty() {
        parts.push(Part::Sheet(cell_sheet(&cells, outcome)));
    }
    parts
}

fn counted(many: usize, one: &str) -> String {
    match many {
        1 => format!("1 {one}"),
        _ => format!("{} {one}s", number::raw(many as f64)),
    }
}

fn lines(own: &OpenData, outcome: &Outcome) -> Vec<String> {
    let (values, gaps) = own.data.counts();
    let mut lines =
        vec![format!("{} with bounds, {}.", counted(values, "value"), counted(gaps, "gap"))];
    if values > 0 {
        lines.push("A value may be anything between its bounds.".into());
    }
    let own_scale = |at: usize| outcome.observed.frame.indicators[at].is_on_its_own_scale;
    let on_own_scale = own.data.cells.iter().filter_map(|cell| match cell.place {
        Place::Gap { indicator } => Some(own_scale(indicator)),
        Place::Value { .. } => None,
    });
    let (posts, ranges): (Vec<_>, Vec<_>) = on_own_scale.partition(|is| *is);
    let how = match (posts.is_empty(), ranges.is_empty()) {
        (true, true) => None,
        (true, false) => Some("between the worst and the best hub"),
        (false, true) => Some("on its rating scale"),
        (false, false) => {
            Some("between the worst and the best hub, a rating anything on its scale")
        }
    };
    lines.extend(
        how.map(|how| format!("A gap may be anything {how}, whatever fills it in the ranking.")),
    );
    lines.push(match &own.bounds {
        Ok(_) => "Whatever the data are within this, no score and no rank below passes its bounds, with weights and choices as they stand. “Exact”: some data reach them; “at most”: the true ones may be narrower.".into(),
        Err(why) => format!("No guaranteed bounds: {why}."),
    });
    lines
}

/// "exact" where some data reach both ends of score and rank, else "at most".
pub(in crate::report) fn how(own: &HubBounds) -> &'static str {
    match own.is_score_exact && own.is_rank_exact() {
        true => "exact",
        false => "at most",
    }
}

fn sheet<'a>(bounds: &'a DataBounds, outcome: &'a Outcome) -> Sheet<'a> {
    let heads = vec![
        Head::number("Rank"),
        Head::number("Ranks"),
        Head::text("Hub"),
        Head::number("Score"),
        Head::number("Lowest"),
        Head::number("Highest"),
        Head::text("Bounds"),
    ];
    let row = |own: &HubBounds| {
        let standing = outcome.ranking.of(own.hub);
        vec![
            Field::maybe(standing.map(|own| own.rank), Field::Rank),
            Field::Text(range((own.best.limit, own.worst.limit))),
            Field::Text(outcome.dataset().hubs[own.hub].label()),
            Field::maybe(standing.map(|own| own.score), Field::Score),
            Field::Score(own.score.0),
            Field::Score(own.score.1),
            Field::Text(how(own).into()),
        ]
    };
    Sheet::of(heads, bounds.hubs.iter().map(row).collect())
}

/// "62 % ± 1".
fn chance(p: f64, error: f64) -> String {
    match p {
        p if p <= 0.0 => "0 %".into(),
        p if p >= 1.0 => "100 %".into(),
        p => format!("{:.1} % ± {:.1}", 100.0 * p, (100.0 * error).max(0.1)),
    }
}

fn first_lines(own: &OpenData, outcome: &Outcome) -> Vec<String> {
    let Some(first) = &own.first else {
        return vec![
            "Not looked for: running this method again for every cell takes too long.".into(),
        ];
    };
    let hub = &outcome.dataset().hubs[first.leader].name;
    let error = half_width(first.chance, first.draws as u64);
    let chance = chance(first.chance, error);
    let many = own.that_matter().count();
    let mut lines = match many {
        0 => vec![format!(
            "No single cell changes {hub}’s chance of being first ({chance}) by more than 0.1 points."
        )],
        _ => vec![format!(
            "{hub} is first in {chance} of the draws of the weights ({} draws), with the data as they stand. Each cell alone at its two ends, all else as it stands, under the same weights:",
            number::raw(first.draws as f64)
        )],
    };
    if many > 0 {
        lines.extend(the_others(own, first, many));
    }
    if first.left_out > 0 {
        lines.push(format!(
            "{} not looked at: there are too many, and these are of the hubs farthest from the first place.",
            counted(first.left_out, "cell")
        ));
    }
    lines
}

/// How many cells stand below the list.
fn the_others(own: &OpenData, first: &CheckFirst, many: usize) -> Option<String> {
    let greater = many.saturating_sub(SHOWN);
    let rest = first.cells.len() - many;
    let mut words = Vec::new();
    if greater > 0 {
        words.push(format!("{greater} more change it by as much as the last one shown or less"));
    }
    if rest > 0 {
        words.push(format!("{rest} change it by less than 0.1 points"));
    }
    let of = own.data.cells.len();
    (!words.is_empty())
        .then(|| format!("Of {of} cells, {} shown; {}.", many.min(SHOWN), words.join(", ")))
}

fn cell_sheet<'a>(cells: &[&'a Checked], outcome: &'a Outcome) -> Sheet<'a> {
    let heads = vec![
        Head::text("Hub"),
        Head::text("Cell"),
        Head::text("Ends"),
        Head::number("First at low"),
        Head::number("First at high"),
        Head::number("Change, points"),
    ];
    let row = |own: &&Checked| {
        let (name, unit) = cell_words(outcome, &own.cell);
        let kind = match own.cell.place {
            Place::Gap { .. } => " (gap)",
            Place::Value { .. } => "",
        };
        let end = |x: f64| match own.cell.place {
            Place::Gap { .. } => number::raw(number::rounded(x, 4)),
            Place::Value { .. } => number::raw(x),
        };
        let ends = [own.cell.low, own.cell.high].map(end).join(" to ");
        let unit = if unit.is_empty() { String::new() } else { format!(" ({unit})") };
        vec![
            Field::Text(outcome.dataset().hubs[own.cell.hub].label()),
            Field::Text(format!("{name}{kind}")),
            Field::Text(ends + &unit),
            Field::Weight(own.at_low),
            Field::Weight(own.at_high),
            Field::Text(format!(
                "{} ± {:.1}",
                number::points(own.change()),
                (100.0 * own.error).max(0.1)
            )),
        ]
    };
    Sheet::of(heads, cells.iter().map(row).collect())
}

/// Heads of the columns for machines: the bounds of a hub, then a cell.
pub(super) fn heads() -> Vec<Head> {
    let mut heads: Vec<_> =
        ["score_low", "score_high", "best_rank", "worst_rank"].map(Head::number).into();
    heads.extend(["bounds", "cell"].map(Head::text));
    let names =
        ["cell_low", "cell_high", "first_at_low", "first_at_high", "change", "change_error"];
    heads.extend(names.map(Head::number));
    heads
}

/// The fields of a hub under [`heads`].
pub(super) fn hub_fields(own: &OpenData, hub: usize) -> Vec<Field> {
    let mut fields = match own.bounds.as_ref().ok().and_then(|bounds| bounds.hub(hub)) {
        Some(own) => vec![
            Field::Score(own.score.0),
            Field::Score(own.score.1),
            Field::Rank(own.best.limit as f64),
            Field::Rank(own.worst.limit as f64),
            Field::Text(how(own).into()),
        ],
        None => vec![Field::Absent; 5],
    };
    fields.resize(heads().len(), Field::Absent);
    fields
}

/// The cells to check, the greatest change first: hub and name, then the fields under [`heads`].
pub(super) fn cell_rows<'a>(
    own: &'a OpenData,
    outcome: &'a Outcome,
) -> impl Iterator<Item = ([Field; 2], Vec<Field>)> + 'a {
    let cells = own.first.iter().flat_map(|first| &first.cells);
    cells.map(|own| {
        let hub = &outcome.dataset().hubs[own.cell.hub];
        let mut fields = vec![Field::Absent; 5];
        fields.push(Field::Text(column_id(outcome, own).into()));
        fields.extend([own.cell.low, own.cell.high].map(Field::Raw));
        fields.extend([own.at_low, own.at_high, own.change(), own.error].map(Field::Share));
        ([Field::Text(hub.id.to_string()), Field::Text(hub.name.to_string())], fields)
    })
}

/// The id of the observed column, or of the indicator that has a gap.
pub(in crate::report) fn column_id<'a>(outcome: &'a Outcome, own: &Checked) -> &'a str {
    match own.cell.place {
        Place::Value { series } => &outcome.dataset().series[series].id,
        Place::Gap { indicator } => &outcome.observed.frame.indicators[indicator].id,
    }
}
