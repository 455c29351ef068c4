//! Every chart as a golden SVG, on shipped and on invented data, and nothing in it clipped or overlapping.
#![cfg(feature = "charts")]
#![expect(clippy::expect_used, reason = "a test that can not read the shipped data should stop")]

mod golden;

use std::sync::Arc;

use hubrank::draw::chart;
use hubrank::draw::scene::{Item, Scene};
use hubrank::model::{Column, Dataset, Detail, Group, Hub, Indicator, Role, Series, Source, Tree};
use hubrank::problem::Place;
use hubrank::report::view;
use hubrank::stage::{
    Aggregation, Choices, Filling, Levels, Mean, Missing, Normalisation, Weighing,
};
use hubrank::study::{Doubt, Judgement, Limit, Outcome, Profile, Stated};
use hubrank::why::{
    Comparison, Disagreement, Editions, Perspectives, Questions, Sensitivity, TwoSets, Uncertainty,
};

/// The same numbers every time, 0 to 1.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> f64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }
}

const PILLARS: [&str; 5] = ["talent", "universities", "capital", "manufacturing", "cost"];

/// Invented hubs on ten indicators in five pillars; a share of the values are gaps.
fn invented(hubs: Vec<Hub>, gaps: f64) -> Dataset {
    let mut numbers = Numbers(20);
    let groups: Vec<_> = PILLARS
        .iter()
        .map(|id| Group {
            id: (*id).into(),
            name: id[..1].to_uppercase() + &id[1..],
            parent: None,
            weight: 1.0,
            colour: None,
        })
        .collect();
    let (mut series, mut indicators) = (Vec::new(), Vec::new());
    for j in 0..10 {
        let id = format!("indicator_{j}");
        let mut indicator = Indicator::new(&id, j);
        indicator.name = format!("Indicator {j}");
        indicator.group = Some(PILLARS[j / 2].into());
        let values = hubs.iter().enumerate().map(|(i, _)| {
            let value = 100.0 * (0.7 * numbers.next() + 0.3 * (1.0 - i as f64 / hubs.len() as f64));
            (numbers.next() >= gaps).then_some(value)
        });
        let detail = || Detail {
            year: Some(if j == 9 { 2022 } else { 2019 }),
            source: Some(0),
            // One indicator of few hubs is an estimate.
            se: (j == 2 && hubs.len() < 10).then_some(4.0),
            ..Detail::default()
        };
        series.push(Series {
            id: id.clone(),
            name: indicator.name.clone(),
            unit: "points".into(),
            column: Column::from_options(&values.collect::<Vec<_>>()),
            details: hubs.iter().map(|_| Some(detail())).collect(),
        });
        indicators.push(indicator);
    }
    Dataset {
        id: "invented".into(),
        title: "Invented hubs".into(),
        about: String::new(),
        is_default: false,
        sources: Arc::new([Source {
            id: "dice".into(),
            confidence: "secondary".into(),
            ..Source::default()
        }]),
        hubs: hubs.into(),
        attributes: Vec::new(),
        series: series.into(),
        tree: Arc::new(Tree::new(&groups, &indicators)),
        indicators: indicators.into(),
        sha256: "0123456789abcdef".repeat(4),
    }
}

fn few() -> Vec<Hub> {
    [
        ("beijing", "Beijing", Some("北京")),
        ("shanghai", "Shanghai", Some("上海")),
        ("shenzhen", "Shenzhen", Some("深圳")),
        ("xian", "Xi'an", Some("西安")),
        ("elsewhere", "Elsewhere", None),
    ]
    .into_iter()
    .map(|(id, name, local)| Hub { local_name: local.map(Into::into), ..Hub::new(id, name) })
    .collect()
}

fn many() -> Vec<Hub> {
    let hub = |number: usize| {
        let name = match number % 4 {
            0 => format!("Greater Metropolitan Development Area {number}"),
            1 => format!("Port {number}"),
            2 => format!("Science City of the Upper Valley {number}"),
            _ => format!("New Town {number}"),
        };
        Hub::new(&format!("hub{number}"), &name)
    };
    (0..60).map(hub).collect()
}

/// Twelve hubs, the last two of them references.
fn some() -> Vec<Hub> {
    let hub = |number: usize| Hub {
        role: match number {
            10.. => Role::Reference,
            _ => Role::Ranked,
        },
        ..Hub::new(&format!("hub{number}"), &format!("Hub {}", number + 1))
    };
    (0..12).map(hub).collect()
}

/// An investor, and others who see it differently.
fn profiles(change: impl Fn(&mut Profile)) -> Vec<Profile> {
    let weights: [(&str, &str, [f64; 5]); 4] = [
        ("investor", "an investor choosing where to put money", [20., 10., 40., 10., 20.]),
        ("founder", "a founder choosing where to build", [30., 10., 15., 20., 25.]),
        ("hardware-founder", "a hardware founder", [10., 5., 15., 55., 15.]),
        ("research-lab", "a research lab", [30., 50., 5., 5., 10.]),
    ];
    weights
        .into_iter()
        .map(|(name, title, weights)| {
            let mut profile = Profile::equal(name);
            profile.title = title.into();
            profile.sha256 = "fedcba9876543210".repeat(4);
            profile.weighting.usual = Weighing::Stated;
            let stated = PILLARS.iter().map(|id| (*id).to_owned()).zip(weights);
            profile.weighting.stated.insert("index".into(), stated.collect());
            change(&mut profile);
            profile
        })
        .collect()
}

fn outcomes(hubs: &Dataset, change: impl Fn(&mut Profile)) -> Vec<Outcome> {
    profiles(change)
        .iter()
        .map(|profile| hubs.ranked_for(profile).and_then(Outcome::with_trust))
        .map(|outcome| outcome.expect("ranks"))
        .collect()
}

type Case = (&'static str, Vec<Outcome>);

/// What is shipped: hubs in figures and in the words of articles, for all who are made for them.
fn shipped(folder: &str, names: &[&str]) -> Vec<Outcome> {
    let hubs = Dataset::open(format!("data/{folder}")).expect("opens");
    let open = |name: &&str| Profile::open(format!("configs/{name}.toml")).expect("opens");
    let ranked = |profile: Profile| {
        let outcome = hubs.ranked_for(&profile).and_then(Outcome::with_trust);
        outcome.expect("ranks")
    };
    names.iter().map(open).map(ranked).collect()
}

fn cases() -> Vec<Case> {
    let names =
        ["investor", "founder", "hardware-founder", "research-lab", "cost-conscious", "balanced"];
    let as_is = |_: &mut Profile| {};
    let lenient = |profile: &mut Profile| {
        profile.missing = Choices::all(Missing { filling: Filling::LeaveOut, min_coverage: 0.7 });
        profile.limits =
            vec![Limit { indicator: "indicator_3".into(), at_least: Some(20.0), at_most: None }];
    };
    let z_scores = |profile: &mut Profile| {
        profile.normalisation = Choices::all(Normalisation::z_score());
    };
    let geometric = |profile: &mut Profile| {
        sure(profile);
        profile.aggregation =
            Aggregation::Levels(Levels { across: Mean::Geometric, ..Levels::default() });
        profile.normalisation = Choices::all(Normalisation::MinMax { low: 1.0, high: 100.0 });
    };
    vec![
        ("china-hubs", shipped("china-hubs", &names)),
        ("articles", shipped("articles", &names)),
        ("five", outcomes(&invented(few(), 0.0), as_is)),
        ("sixty", outcomes(&invented(many(), 0.0), as_is)),
        ("gaps", outcomes(&invented(some(), 0.25), lenient)),
        ("z-scores", outcomes(&invented(some(), 0.0), z_scores)),
        ("geometric", outcomes(&invented(some(), 0.0), geometric)),
    ]
}

/// What a judge is sure of, for a chart with a third bar.
fn sure(profile: &mut Profile) {
    profile.statements = vec![Stated {
        judgement: Judgement::Order { more: "talent".into(), less: "capital".into() },
        text: "talent >= capital".into(),
        place: Place::file("invented"),
    }];
}

/// The charts of what weights would change: of all weights, of one pillar and of one indicator.
fn sensitivity_charts(case: &str, outcome: &Outcome) -> Vec<(String, Scene)> {
    let of = |questions: &Questions| Sensitivity::of(outcome, questions).expect("no conflict");
    let node = |id: &str| {
        let node = Some(id.to_owned());
        let found = of(&Questions { node, ..Questions::default() });
        chart::rank_steps(&found, outcome).expect("one weight")
    };
    let all = of(&Questions::default());
    let mut charts = vec![(format!("{case}-stability"), chart::stability(&all, outcome))];
    if let Some(joint) = &all.joint {
        charts.push((format!("{case}-rank-range"), chart::rank_range(joint, outcome)));
        charts.push((format!("{case}-hasse"), chart::hasse(joint, outcome)));
    }
    charts.push((format!("{case}-rank-steps"), node("talent")));
    if case == "gaps" {
        charts.push((format!("{case}-rank-steps-inside"), node("indicator_9")));
        let leaves =
            of(&Questions { level: hubrank::model::Level::Leaves, ..Questions::default() });
        let scene = chart::stability(&leaves, outcome);
        charts.push((format!("{case}-stability-of-leaves"), scene));
    }
    charts
}

/// The charts that say why, where there is something to say: a hub against the mean and the first hub against the
/// last, ranks under all profiles, causes beside the lines of a slope chart.
fn charts_of_why((case, outcomes): &Case) -> Vec<(String, Scene)> {
    let first = &outcomes[0];
    let order: Vec<_> = first.ranking.order().collect();
    let (top, last) = (order[0], order[order.len() - 1]);
    let third = &first.dataset().hubs[order[2]].id;
    let waterfall = chart::waterfall(first, &first.explain(third).expect("known"));
    let versus = first.versus(last, top).expect("both ranked");
    let mut all = vec![(
        format!("{case}-perspectives"),
        chart::rank_heatmap(&Perspectives::of(outcomes), outcomes),
    )];
    all.extend(waterfall.map(|scene| (format!("{case}-waterfall"), scene)));
    let gap = chart::gap_waterfall(first, &versus);
    all.extend(gap.map(|scene| (format!("{case}-gap"), scene)));
    // Mixed scores have no causes to stand beside the lines.
    let own = Disagreement::between(outcomes, 0, 1);
    if let Some(own) = own.filter(|own| own.mix == hubrank::why::Mix::Weights) {
        let words = chart::SlopeWords {
            causes: view::short_causes(&own, outcomes),
            ..chart::SlopeWords::default()
        };
        let some = &outcomes[..2];
        let scene = chart::slope_with(&Comparison::of(some), some, &words);
        all.push((format!("{case}-slope-with-causes"), scene));
    }
    all
}

/// What it would take for the last hub to be third and for the second to be first, where one value alone does it and
/// where none does; and why ranks are others for the second profile, with another method and without a hub.
fn charts_of_change((case, outcomes): &Case) -> Vec<(String, Scene)> {
    let first = &outcomes[0];
    let order: Vec<_> = first.ranking.order().collect();
    let mut all = Vec::new();
    for (hub, goal) in [(order[order.len() - 1], 3), (order[1], 1)] {
        let own = first.reach(hub, goal, &[]).expect("ranked");
        let scene = chart::reach(&own, first, &view::reach_moves(&own, first));
        all.extend(scene.map(|scene| (format!("{case}-reach-{goal}"), scene)));
    }
    let mut profile = outcomes[1].profile.clone();
    profile.normalisation = Choices::all(Normalisation::z_score());
    let mut fewer = first.dataset().clone();
    let mut hubs = fewer.hubs.to_vec();
    hubs[order[2]].role = Role::Reference;
    fewer.hubs = hubs.into();
    let new = fewer.ranked_for(&profile).expect("ranks");
    let scene = chart::editions(&Editions::between(first, &new), &new);
    all.extend(scene.map(|scene| (format!("{case}-editions"), scene)));
    all
}

/// The charts of a case; the slope chart with two profiles and with all.
fn charts(own: &Case) -> Vec<(String, Scene)> {
    let (case, outcomes) = own;
    let first = &outcomes[0];
    let slope = |some: &[Outcome]| chart::slope(&Comparison::of(some), some);
    let mut all = charts_of_why(own);
    all.extend([
        (format!("{case}-ranking"), chart::ranking(first)),
        (format!("{case}-sweep"), chart::sweep(first)),
        (format!("{case}-heatmap"), chart::heatmap(first)),
        (format!("{case}-slope"), slope(&outcomes[..2])),
        (format!("{case}-slope-of-all"), slope(outcomes)),
    ]);
    all.extend(sensitivity_charts(case, first));
    if matches!(*case, "china-hubs" | "five" | "gaps") {
        all.extend(charts_of_change(own));
    }
    if matches!(*case, "china-hubs" | "five" | "sixty" | "gaps") {
        all.extend(trust(case, first));
    }
    // Where ratings lie far apart, which one to check first.
    if *case == "articles" {
        let cells = trust(case, first).into_iter();
        all.extend(cells.filter(|(name, _)| name.ends_with("-check-first")));
    }
    all
}

/// How far a ranking can be trusted, from few draws: these are slow without optimisation.
fn trust(case: &str, outcome: &Outcome) -> Vec<(String, Scene)> {
    let mut outcome = outcome.clone();
    outcome.profile.doubt = Some(Doubt { draws: 400, ..Doubt::default() });
    let own = Uncertainty::of(&outcome, 3, 1).expect("can be drawn");
    let wins = chart::wins(&own, &outcome);
    let mut all = vec![
        (format!("{case}-acceptability"), chart::acceptability(&own, &outcome)),
        (format!("{case}-wins"), wins),
    ];
    let causes = chart::causes(&own, &outcome);
    all.extend(causes.map(|scene| (format!("{case}-causes"), scene)));
    let central = chart::central_weights(&own, &outcome);
    all.extend(central.map(|scene| (format!("{case}-central-weights"), scene)));
    let bounds = chart::data_bounds(&own, &outcome);
    all.extend(bounds.map(|scene| (format!("{case}-data-bounds"), scene)));
    let cells = chart::check_first(&own, &outcome);
    all.extend(cells.map(|scene| (format!("{case}-check-first"), scene)));
    let others = own.reversal.as_ref().and_then(|found| chart::others(found, &outcome));
    all.extend(others.map(|scene| (format!("{case}-others"), scene)));
    let sets = own.rank_sets.as_ref().ok().map(|found| chart::rank_sets(found, &outcome));
    all.extend(sets.map(|scene| (format!("{case}-rank-sets"), scene)));
    all
}

#[test]
fn two_data_sets_on_one_slope_chart() {
    let [a, b] = ["articles", "china-hubs"]
        .map(|folder| Dataset::open(format!("data/{folder}")).expect("opens"));
    let investor = Profile::open("configs/investor.toml").expect("opens");
    let own = TwoSets::ranked_for(&a, &b, &investor).expect("ranks");
    let (title, causes) = view::words_of_sets(&own);
    let words = chart::SlopeWords { title: Some(title), causes, is_of_sets: true };
    let scene = chart::slope_with(&own.comparison, &own.outcomes, &words);
    assert!(scene.alt.contains("from articles to china-hubs"), "{}", scene.alt);
    let noted = |key: &str| scene.meta.iter().any(|(name, _)| name == key);
    assert!(noted("dataset sha256") && noted("dataset 2 sha256"));
}

/// The words of a picture.
fn said(scene: &Scene) -> Vec<&str> {
    let texts = scene.items.iter().filter_map(|item| match item {
        Item::Text(text) => Some(text.content.as_str()),
        _ => None,
    });
    texts.collect()
}

#[test]
fn long_names_alike_at_the_start_are_told_apart() {
    let name = |number: usize| {
        format!("The Very Long Metropolitan Region of Number {number} and Surroundings")
    };
    let hubs = (10..40).map(|number| Hub::new(&format!("hub{number}"), &name(number))).collect();
    let outcomes = outcomes(&invented(hubs, 0.0), |_| {});
    let (first, two) = (&outcomes[0], &outcomes[..2]);
    for (scene, times) in [
        (chart::ranking(first), 1),
        (chart::slope(&Comparison::of(two), two), 2),
        (chart::rank_heatmap(&Perspectives::of(two), two), 1),
    ] {
        let said = said(&scene);
        for number in 10..40 {
            let is_it = |words: &&&str| words.contains(&format!("{number} and"));
            assert_eq!(said.iter().filter(is_it).count(), times, "{said:?}");
        }
    }
}

#[test]
fn tied_hubs_have_letters_where_a_rank_stands_for_a_hub() {
    let mut hubs = invented(few(), 0.0);
    let mut series = hubs.series.to_vec();
    for own in &mut series {
        let value = |hub: usize| own.column.get(hub.max(1));
        own.column = Column::from_options(&(0..5).map(value).collect::<Vec<_>>());
    }
    hubs.series = series.into();
    let mut outcome = outcomes(&hubs, |_| {}).swap_remove(0);
    outcome.profile.doubt = Some(Doubt { draws: 100, ..Doubt::default() });
    let own = Uncertainty::of(&outcome, 3, 1).expect("can be drawn");
    let scene = chart::wins(&own, &outcome);
    for rank in ["1", "2a", "2b"] {
        let times = said(&scene).iter().filter(|words| **words == rank).count();
        assert_eq!(times, 2, "{rank} beside a row and above a column: {:?}", said(&scene));
    }
}

#[test]
fn every_chart_is_as_it_was() {
    let _bound = golden::settings().bind_to_scope();
    for case in cases() {
        for (name, scene) in charts(&case) {
            let svg = golden::svg(&name, &scene);
            insta::assert_snapshot!(name, svg);
        }
    }
}

#[test]
fn no_words_overlap_and_none_is_clipped() {
    for case in cases() {
        for (name, scene) in charts(&case) {
            golden::assert_words_apart(&name, &scene);
        }
    }
}

#[test]
fn every_chart_says_what_it_shows_and_where_it_comes_from() {
    for case in cases() {
        for (name, scene) in charts(&case) {
            golden::assert_says_what_it_shows(&name, &scene);
            assert!(scene.height >= 400.0 && scene.width == 1600.0, "{name}");
        }
    }
}
