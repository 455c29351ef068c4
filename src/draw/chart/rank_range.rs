//! The ranks that each hub can have: one bar a hub over each set of weights.

use crate::draw::frame::{Frame, Key, Swatch};
use crate::draw::scene::{Circle, Colour, Scene, Text};
use crate::draw::theme;
use crate::robustness::exact::RankRange;
use crate::study::Outcome;
use crate::why::{How, Joint, Over, Ranges};

use super::rank_axis::{self, RankAxis};
use super::rows::Rows;
use super::words;

/// Above the bars for the heads of the columns, in px.
const HEADS: f64 = 30.0;
/// The room of a column of ranges at the right, in px.
const COLUMN: f64 = 116.0;

/// One bar a hub: light for the ranks over all weights, dark for those with each weight within ±x %, the rank in the
/// profile as a dot. Where the search was cut off, the part that is not certain is hollow.
///
/// ```
/// use hubrank::why::{Questions, Sensitivity};
/// let hubs = hubrank::Dataset::built_in()?;
/// let outcome = hubs.ranked_for(&hubrank::Profile::built_in("investor")?)?;
/// let found = Sensitivity::of(&outcome, &Questions::default())?;
/// let joint = found.joint.as_ref().expect("no node was asked for");
/// let scene = hubrank::draw::chart::rank_range(joint, &outcome);
/// assert!(scene.alt.contains("can be first"));
/// # Ok::<(), hubrank::Problems>(())
/// ```
#[must_use]
pub fn rank_range(joint: &Joint, outcome: &Outcome) -> Scene {
    let rows = Rows::of(outcome).ranked_only();
    let heights = rows.heights(HEADS + rank_axis::HEIGHT);
    let frame = furniture(joint, outcome, &rows);
    let (mut scene, area) = frame.scene_within(alternative(joint, outcome), heights);
    words::note_origin(&mut scene, std::slice::from_ref(outcome));
    let layout = rows.layout(&area.inset(0.0, HEADS, 0.0, rank_axis::HEIGHT));
    let right = area.right() - COLUMN * joint.ranges.len() as f64 - 10.0;
    let axis = RankAxis::new(joint.hubs.len(), &layout, right);
    axis.grid(&mut scene, &area.inset(0.0, HEADS, 0.0, 0.0), layout.bottom);
    rows.draw(&mut scene, &layout, area.right());
    heads(&mut scene, joint, right, area.top + HEADS - 14.0);
    for (row, &y) in rows.rows.iter().zip(&layout.middles) {
        let Some(at) = joint.row(row.hub) else {
            continue;
        };
        for (index, set) in joint.ranges.iter().enumerate() {
            bar(&mut scene, &axis, (&set.ranges[at], set.how), look(set.over), y);
            let x = right + COLUMN * (index as f64 + 1.0) + 6.0;
            let words = Text::new(x, y, set.words(at)).end();
            scene.add(words.size(theme::SMALL));
        }
        if let Some(rank) = row.rank {
            let dot = Circle::new(axis.at(rank), y, 7.0).fill(theme::INK);
            scene.add(dot.stroke(theme::WHITE, 2.0));
        }
    }
    scene
}

/// Colour and kind of bar of a set.
fn look(over: Over) -> (Colour, usize) {
    match over {
        Over::All => (theme::heat(0.25), 0),
        Over::Near(_) => (theme::heat(0.7), 1),
        Over::Statements => (theme::PALETTE[3], 2),
    }
}

fn over_words(over: Over) -> String {
    match over {
        Over::All => "all weights".into(),
        Over::Near(percent) => format!("±{}\u{a0}%", theme::number(percent)),
        Over::Statements => "statements".into(),
    }
}

fn heads(scene: &mut Scene, joint: &Joint, right: f64, y: f64) {
    for (index, set) in joint.ranges.iter().enumerate() {
        let x = right + COLUMN * (index as f64 + 1.0) + 6.0;
        let words = Text::new(x, y, over_words(set.over)).end();
        scene.add(words.size(theme::SMALL).colour(theme::GREY));
    }
}

/// What is reached filled, what may be beyond it hollow; where all was tried, nothing is known of what is beyond.
fn bar(
    scene: &mut Scene,
    axis: &RankAxis,
    (own, how): (&RankRange, How),
    (colour, kind): (Colour, usize),
    y: f64,
) {
    if how == How::Exact && !(own.best.is_exact() && own.worst.is_exact()) {
        let hollow = axis.bar((own.best.limit, own.worst.limit), kind, y).fill(theme::WHITE);
        scene.add(hollow.stroke(colour, 1.6));
    }
    scene.add(axis.bar((own.best.reached, own.worst.reached), kind, y).fill(colour));
}

fn furniture(joint: &Joint, outcome: &Outcome, rows: &Rows) -> Frame {
    let key = |set: &Ranges| {
        let words = match set.over {
            Over::All => "over all weights".to_owned(),
            Over::Near(percent) => {
                format!("each weight within ±{}\u{a0}% of itself", theme::number(percent))
            }
            Over::Statements => "weights that the profile’s statements allow".to_owned(),
        };
        Key::new(Swatch::Area(look(set.over).0), words)
    };
    let mut legend: Vec<_> = joint.ranges.iter().map(key).collect();
    legend.push(Key::new(Swatch::Dot(theme::INK), "rank in the profile"));
    let exact = |own: &RankRange| own.best.is_exact() && own.worst.is_exact();
    let is_exact = joint.ranges.iter().all(|set| set.ranges.iter().all(exact));
    let how = match (joint.how, is_exact) {
        (How::Sampled(all), _) => format!(
            "sampled at {} weightings: there may be more beyond the bars",
            theme::fixed(all as f64, 0)
        ),
        (How::Exact, true) => "exact".into(),
        (How::Exact, false) => "exact, but where hollow: the rank lies between".into(),
    };
    legend.extend(rows.key());
    Frame {
        title: format!("Ranks that weights can give: {}", words::title(outcome)),
        subtitle: format!(
            "Best and worst rank of each hub as weights vary ({how}); {}{}",
            words::data(outcome),
            rows.left_out_words()
        ),
        footer: words::footer(outcome),
        legend,
    }
}

fn alternative(joint: &Joint, outcome: &Outcome) -> String {
    let hubs = &outcome.dataset().hubs;
    let sentence = |set: &Ranges| {
        let first = set.ranges.iter().filter(|own| own.best.reached == 1);
        let names: Vec<_> = first.map(|own| hubs[own.hub].name.to_string()).collect();
        let over = match set.over {
            Over::All => "Over all weights".to_owned(),
            Over::Near(_) => format!("Within {}", over_words(set.over)),
            Over::Statements => "Under the statements".to_owned(),
        };
        format!(" {over} {} can be first.", words::listed(&names, 6))
    };
    let sentences: String = joint.ranges.iter().map(sentence).collect();
    format!("{}{sentences}", words::finding(outcome))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::robustness::exact::Bound;

    #[test]
    fn sets_and_ranges_in_words() {
        assert_eq!(over_words(Over::Near(25.0)), "±25\u{a0}%");
        let bound = |reached, limit| Bound { reached, limit, weights: Vec::new() };
        let range = RankRange { hub: 0, best: bound(2, 1), worst: bound(5, 5) };
        assert_eq!(ToString::to_string(&range), "(1/2)–5");
    }
}
