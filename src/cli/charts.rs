//! Charts for the commands: which there are, and their bytes.

pub(super) mod uncertainty;

use std::collections::BTreeSet;

use crate::study::{Audit, Outcome};
use crate::why::{
    CrossCheck, Editions, Explanation, Perspectives, Reach, Sensitivity, TwoSets, Uncertainty,
    Versus,
};

use super::args::Chart;

pub(super) use super::pictures::Pictures;
pub(super) use drawn::Scene;

/// What the room `draw` has for us.
#[cfg(feature = "charts")]
mod drawn {
    use super::{
        Audit, BTreeSet, Chart, CrossCheck, Editions, Explanation, Outcome, Perspectives, Reach,
        Sensitivity, TwoSets, Uncertainty, Versus,
    };
    use crate::draw::chart::SlopeWords;
    use crate::draw::{chart, coverage, paint};
    use crate::report::view;

    pub(in crate::cli) use crate::draw::scene::Scene;

    pub(super) fn ranking(own: &Outcome) -> Option<Scene> {
        Some(chart::ranking(own))
    }

    pub(super) fn sweep(own: &Outcome) -> Option<Scene> {
        Some(chart::sweep(own))
    }

    pub(super) fn heatmap(own: &Outcome) -> Option<Scene> {
        Some(chart::heatmap(own))
    }

    pub(super) fn slope(perspectives: &Perspectives, own: &[Outcome]) -> Option<Scene> {
        let causes = match (own.len(), perspectives.disagreement(1)) {
            (2, Some(found)) => view::short_causes(found, own),
            _ => Vec::new(),
        };
        let words = SlopeWords { causes, ..SlopeWords::default() };
        Some(chart::slope_with(&perspectives.comparison, own, &words))
    }

    pub(super) fn slope_of_sets(own: &TwoSets) -> Option<Scene> {
        let (title, causes) = view::words_of_sets(own);
        let words = SlopeWords { title: Some(title), causes, is_of_sets: true };
        Some(chart::slope_with(&own.comparison, &own.outcomes, &words))
    }

    pub(super) fn rank_heatmap(perspectives: &Perspectives, own: &[Outcome]) -> Option<Scene> {
        Some(chart::rank_heatmap(perspectives, own))
    }

    pub(super) fn method_heatmap(own: &CrossCheck, outcome: &Outcome) -> Option<Scene> {
        Some(chart::method_heatmap(own, outcome))
    }

    pub(super) fn waterfall(outcome: &Outcome, own: &Explanation) -> Option<Scene> {
        chart::waterfall(outcome, own)
    }

    pub(super) fn gap_waterfall(outcome: &Outcome, own: &Versus) -> Option<Scene> {
        chart::gap_waterfall(outcome, own)
    }

    pub(super) fn reach(own: &Reach, outcome: &Outcome) -> Option<Scene> {
        chart::reach(own, outcome, &view::reach_moves(own, outcome))
    }

    pub(super) fn editions(own: &Editions, new: &Outcome) -> Option<Scene> {
        chart::editions(own, new)
    }

    pub(super) fn stability(own: &Sensitivity, outcome: &Outcome) -> Option<Scene> {
        Some(chart::stability(own, outcome))
    }

    pub(super) fn rank_range(own: &Sensitivity, outcome: &Outcome) -> Option<Scene> {
        Some(chart::rank_range(own.joint.as_ref()?, outcome))
    }

    pub(super) fn hasse(own: &Sensitivity, outcome: &Outcome) -> Option<Scene> {
        Some(chart::hasse(own.joint.as_ref()?, outcome))
    }

    pub(super) fn rank_steps(own: &Sensitivity, outcome: &Outcome) -> Option<Scene> {
        chart::rank_steps(own, outcome)
    }

    pub(super) fn correlation(own: &Audit, outcome: &Outcome) -> Option<Scene> {
        chart::correlation(own, outcome)
    }

    pub(super) fn importance(own: &Audit, outcome: &Outcome) -> Option<Scene> {
        chart::importance(own, outcome)
    }

    pub(super) fn distribution(own: &Audit, outcome: &Outcome) -> Option<Scene> {
        chart::distribution(own, outcome)
    }

    pub(super) fn acceptability(own: &Uncertainty, outcome: &Outcome) -> Option<Scene> {
        Some(chart::acceptability(own, outcome))
    }

    pub(super) fn causes(own: &Uncertainty, outcome: &Outcome) -> Option<Scene> {
        chart::causes(own, outcome)
    }

    pub(super) fn wins(own: &Uncertainty, outcome: &Outcome) -> Option<Scene> {
        Some(chart::wins(own, outcome))
    }

    pub(super) fn missing(scene: &Scene) -> BTreeSet<char> {
        coverage::missing(scene)
    }

    pub(super) fn bytes(scene: &Scene, chart: Chart) -> Result<Vec<u8>, String> {
        let painted = match chart {
            Chart::Svg => paint::svg(scene).map(String::into_bytes),
            Chart::Png | Chart::None => paint::png(scene),
        };
        painted.map_err(|error| error.to_string())
    }
}

/// A program built without charts draws none.
#[cfg(not(feature = "charts"))]
mod drawn {
    use super::{
        Audit, BTreeSet, Chart, CrossCheck, Editions, Explanation, Outcome, Perspectives, Reach,
        Sensitivity, TwoSets, Uncertainty, Versus,
    };

    pub(in crate::cli) enum Scene {}

    pub(super) fn ranking(_: &Outcome) -> Option<Scene> {
        None
    }

    pub(super) fn sweep(_: &Outcome) -> Option<Scene> {
        None
    }

    pub(super) fn heatmap(_: &Outcome) -> Option<Scene> {
        None
    }

    pub(super) fn slope(_: &Perspectives, _: &[Outcome]) -> Option<Scene> {
        None
    }

    pub(super) fn slope_of_sets(_: &TwoSets) -> Option<Scene> {
        None
    }

    pub(super) fn rank_heatmap(_: &Perspectives, _: &[Outcome]) -> Option<Scene> {
        None
    }

    pub(super) fn method_heatmap(_: &CrossCheck, _: &Outcome) -> Option<Scene> {
        None
    }

    pub(super) fn waterfall(_: &Outcome, _: &Explanation) -> Option<Scene> {
        None
    }

    pub(super) fn gap_waterfall(_: &Outcome, _: &Versus) -> Option<Scene> {
        None
    }

    pub(super) fn reach(_: &Reach, _: &Outcome) -> Option<Scene> {
        None
    }

    pub(super) fn editions(_: &Editions, _: &Outcome) -> Option<Scene> {
        None
    }

    pub(super) fn stability(_: &Sensitivity, _: &Outcome) -> Option<Scene> {
        None
    }

    pub(super) fn rank_range(_: &Sensitivity, _: &Outcome) -> Option<Scene> {
        None
    }

    pub(super) fn hasse(_: &Sensitivity, _: &Outcome) -> Option<Scene> {
        None
    }

    pub(super) fn rank_steps(_: &Sensitivity, _: &Outcome) -> Option<Scene> {
        None
    }

    pub(super) fn correlation(_: &Audit, _: &Outcome) -> Option<Scene> {
        None
    }

    pub(super) fn importance(_: &Audit, _: &Outcome) -> Option<Scene> {
        None
    }

    pub(super) fn distribution(_: &Audit, _: &Outcome) -> Option<Scene> {
        None
    }

    pub(super) fn acceptability(_: &Uncertainty, _: &Outcome) -> Option<Scene> {
        None
    }

    pub(super) fn causes(_: &Uncertainty, _: &Outcome) -> Option<Scene> {
        None
    }

    pub(super) fn wins(_: &Uncertainty, _: &Outcome) -> Option<Scene> {
        None
    }

    pub(super) fn missing(scene: &Scene) -> BTreeSet<char> {
        match *scene {}
    }

    pub(super) fn bytes(scene: &Scene, _: Chart) -> Result<Vec<u8>, String> {
        match *scene {}
    }
}

/// The ranking as bars; none where no hub is ranked.
pub(super) fn ranking(outcome: &Outcome) -> Option<Scene> {
    has_ranks(outcome).and_then(drawn::ranking)
}

/// How the scores go with each pillar's weight; none where there is no weight to change.
pub(super) fn sensitivity(outcome: &Outcome) -> Option<Scene> {
    let pillars = outcome.observed.frame.tree.pillars();
    let counts = |node: &&usize| outcome.weights.share[**node] > 0.0;
    let outcome = has_ranks(outcome).filter(|_| pillars.iter().filter(counts).count() > 1)?;
    drawn::sweep(outcome)
}

/// How far each weight may move; none where there is no weight to move.
pub(super) fn stability(own: &Sensitivity, outcome: &Outcome) -> Option<Scene> {
    let outcome = has_ranks(outcome).filter(|_| !own.weights.is_empty())?;
    drawn::stability(own, outcome)
}

/// The ranks that weights can give; none where they are not known.
pub(super) fn rank_range(own: &Sensitivity, outcome: &Outcome) -> Option<Scene> {
    drawn::rank_range(own, has_ranks(outcome)?)
}

/// Who dominates whom; none where it is not known.
pub(super) fn hasse(own: &Sensitivity, outcome: &Outcome) -> Option<Scene> {
    drawn::hasse(own, has_ranks(outcome)?)
}

/// Ranks over one weight.
pub(super) fn rank_steps(own: &Sensitivity, outcome: &Outcome) -> Option<Scene> {
    drawn::rank_steps(own, has_ranks(outcome)?)
}

/// How indicators go with each other; none for fewer than two.
pub(super) fn correlation(own: &Audit, outcome: &Outcome) -> Option<Scene> {
    drawn::correlation(own, outcome)
}

/// Weights against importance; none where parts do not add up to scores.
pub(super) fn importance(own: &Audit, outcome: &Outcome) -> Option<Scene> {
    drawn::importance(own, has_ranks(outcome)?)
}

/// Each indicator's values on its scale; none without any.
pub(super) fn distribution(own: &Audit, outcome: &Outcome) -> Option<Scene> {
    drawn::distribution(own, outcome)
}

/// Hubs by pillars; none where no hub is ranked.
pub(super) fn pillars(outcome: &Outcome) -> Option<Scene> {
    has_ranks(outcome).and_then(drawn::heatmap)
}

/// Hubs by methods; none where no hub is ranked.
pub(super) fn method_heatmap(own: &CrossCheck, outcome: &Outcome) -> Option<Scene> {
    drawn::method_heatmap(own, has_ranks(outcome)?)
}

/// Ranks side by side; none where no hub is ranked.
pub(super) fn slope(own: &Perspectives, outcomes: &[Outcome]) -> Option<Scene> {
    (!own.comparison.rows.is_empty()).then(|| drawn::slope(own, outcomes)).flatten()
}

/// The ranks of two data sets side by side; none where they share no ranked hub.
pub(super) fn slope_of_sets(own: &TwoSets) -> Option<Scene> {
    (!own.comparison.rows.is_empty()).then(|| drawn::slope_of_sets(own)).flatten()
}

/// Hubs by profiles; none where no hub is ranked.
pub(super) fn rank_heatmap(own: &Perspectives, outcomes: &[Outcome]) -> Option<Scene> {
    (!own.comparison.rows.is_empty()).then(|| drawn::rank_heatmap(own, outcomes)).flatten()
}

/// A hub against the mean; none where it is not ranked or nothing adds up to its score.
pub(super) fn waterfall(outcome: &Outcome, own: &Explanation) -> Option<Scene> {
    drawn::waterfall(outcome, own)
}

/// A hub against another; none where nothing adds up to the scores.
pub(super) fn gap_waterfall(outcome: &Outcome, own: &Versus) -> Option<Scene> {
    drawn::gap_waterfall(outcome, own)
}

/// What it would take to reach a rank; none where nothing is needed, or nothing does it.
pub(super) fn reach(own: &Reach, outcome: &Outcome) -> Option<Scene> {
    drawn::reach(own, outcome)
}

/// Why ranks changed; none where no hub is in both editions.
pub(super) fn editions(own: &Editions, new: &Outcome) -> Option<Scene> {
    drawn::editions(own, new)
}

/// How often each hub takes each rank; none where no hub is ranked.
pub(super) fn acceptability(own: &Uncertainty, outcome: &Outcome) -> Option<Scene> {
    drawn::acceptability(own, has_ranks(outcome)?)
}

/// What causes the doubt; none where nothing is in doubt.
pub(super) fn causes(own: &Uncertainty, outcome: &Outcome) -> Option<Scene> {
    drawn::causes(own, has_ranks(outcome)?)
}

/// Who beats whom; none where no hub is ranked.
pub(super) fn wins(own: &Uncertainty, outcome: &Outcome) -> Option<Scene> {
    drawn::wins(own, has_ranks(outcome)?)
}

fn has_ranks(outcome: &Outcome) -> Option<&Outcome> {
    Some(outcome).filter(|own| !own.ranking.is_empty())
}

/// The characters of a picture that a PNG can not show.
pub(super) fn missing(scene: &Scene) -> BTreeSet<char> {
    drawn::missing(scene)
}

/// A picture's bytes in one format.
pub(super) fn bytes(scene: &Scene, chart: Chart) -> Result<Vec<u8>, String> {
    drawn::bytes(scene, chart)
}
