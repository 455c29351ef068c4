//! The charts of an audit and of a cross-check as golden SVG: shipped data, and sixty hubs on forty indicators.
#![cfg(feature = "charts")]
#![expect(clippy::expect_used, reason = "a test that can not read the shipped data should stop")]

use hubrank::draw::scene::{Anchor, Item, Scene, Text};
use hubrank::draw::{chart, measure, paint};
use hubrank::model::{Column, Dataset, Group, Hub, Indicator, Series, Tree};
use hubrank::stage::Method;
use hubrank::study::{Outcome, Profile};
use hubrank::why::CrossCheck;

fn shipped(folder: &str, profile: &str) -> Outcome {
    let hubs = Dataset::open(format!("data/{folder}")).expect("opens");
    let profile = Profile::open(format!("configs/{profile}.toml")).expect("opens");
    hubs.ranked_for(&profile).expect("ranks")
}

/// Numbers that look like chance, 0 to 1, the same every time.
fn noise(i: usize, j: usize) -> f64 {
    let mixed = (i as f64 * 12.9898 + j as f64 * 78.233).sin() * 43758.5453;
    mixed - mixed.floor()
}

/// Hubs on indicators in eight pillars with long names: a common strength, chance, some values far outside, some gaps.
fn invented(hubs: usize, indicators: usize, gaps: f64) -> Outcome {
    let pillar = |k: usize| Group {
        id: format!("pillar_{k}"),
        name: ["Talent", "Capital and exits", "Research", "Manufacturing"][k % 4].to_owned(),
        parent: None,
        weight: 1.0 + k as f64 / 4.0,
        colour: None,
    };
    let pillars: Vec<_> = (0..indicators.div_ceil(5)).map(pillar).collect();
    let (mut series, mut leaves) = (Vec::new(), Vec::new());
    for j in 0..indicators {
        let mut own = Indicator::new(&format!("indicator_{j}"), j);
        own.name = match j % 3 {
            0 => format!("Patents granted to residents, a year {j}"),
            1 => format!("Rent {j}"),
            _ => format!("Students of engineering at universities of the first class {j}"),
        };
        own.group = Some(pillars[j / 5].id.clone());
        let value = |i: usize| {
            let strength = 1.0 - i as f64 / hubs as f64;
            let sign = if j % 7 == 3 { -0.6 } else { 0.6 };
            let far = if (i + j).is_multiple_of(23) { 4.0 } else { 0.0 };
            (noise(i + 500, j) >= gaps).then(|| 100.0 * (sign * strength + noise(i, j) + far))
        };
        let values: Vec<_> = (0..hubs).map(value).collect();
        series.push(Series {
            id: own.id.clone(),
            name: own.name.clone(),
            unit: "points".into(),
            column: Column::from_options(&values),
            details: Vec::new(),
        });
        leaves.push(own);
    }
    let hub = |i: usize| Hub::new(&format!("hub{i}"), &format!("Science City of the Valley {i}"));
    let dataset = Dataset {
        id: "invented".into(),
        title: "Invented hubs".into(),
        about: String::new(),
        is_default: false,
        sources: Vec::new().into(),
        hubs: (0..hubs).map(hub).collect(),
        attributes: Vec::new(),
        series: series.into(),
        tree: Tree::new(&pillars, &leaves).into(),
        indicators: leaves.into(),
        sha256: "0123456789abcdef".repeat(4),
    };
    let mut profile = Profile::equal("even");
    profile.title = "someone who weighs all alike".into();
    dataset.ranked_for(&profile).expect("ranks")
}

fn scenes() -> Vec<(String, Scene)> {
    let cases = [
        ("china-hubs", shipped("china-hubs", "founder")),
        ("articles", shipped("articles", "balanced")),
        ("forty", invented(60, 40, 0.0)),
        ("few", invented(6, 7, 0.1)),
    ];
    let mut scenes = Vec::new();
    for (case, outcome) in cases {
        let audit = outcome.audit();
        let check = CrossCheck::of(&outcome, &Method::ALL);
        let found = [
            ("correlation", chart::correlation(&audit, &outcome)),
            ("importance", chart::importance(&audit, &outcome)),
            ("distribution", chart::distribution(&audit, &outcome)),
            ("methods", Some(chart::method_heatmap(&check, &outcome))),
        ];
        let named =
            found.into_iter().filter_map(|(name, scene)| Some((format!("{case}-{name}"), scene?)));
        scenes.extend(named);
    }
    scenes
}

#[test]
fn every_chart_is_as_it_was() {
    let scenes = scenes();
    assert!(scenes.len() >= 15, "{}", scenes.len());
    let mut settings = insta::Settings::clone_current();
    settings.add_filter(r"\b[0-9a-f]{64}\b", "[sha256]");
    settings.add_filter(r" [0-9a-f]{8}\b", " [sha256]");
    settings.add_filter(r"hubrank:?\s\d+\.\d+\.\d+", "hubrank [version]");
    let _bound = settings.bind_to_scope();
    for (name, scene) in scenes {
        let svg = paint::svg(&scene).expect("paints");
        // Where someone wants to look: HUBRANK_CHARTS=folder.
        if let Some(folder) = std::env::var_os("HUBRANK_CHARTS") {
            let file = std::path::Path::new(&folder).join(format!("{name}.png"));
            std::fs::write(file, paint::png(&scene).expect("paints")).expect("writes");
        }
        insta::assert_snapshot!(name, svg);
    }
}

#[test]
fn no_words_overlap_none_is_clipped_and_each_chart_says_what_it_shows() {
    for (name, scene) in scenes() {
        assert!(scene.alt.ends_with('.'), "{name}: {}", scene.alt);
        let noted = |key: &str| scene.meta.iter().any(|(name, _)| name.starts_with(key));
        assert!(noted("dataset sha256") && noted("profile") && noted("hubrank"));
        let texts = scene.items.iter().filter_map(|item| match item {
            Item::Text(text) => Some((place(text), text)),
            _ => None,
        });
        let texts: Vec<_> = texts.collect();
        for (index, (a, text)) in texts.iter().enumerate() {
            let is_inside =
                a[0] >= 0.0 && a[1] <= scene.width && a[2] >= 0.0 && a[3] <= scene.height;
            assert!(is_inside, "{name}: {text:?} is clipped");
            for (b, other) in &texts[index + 1..] {
                let meets = a[0] < b[1] && b[0] < a[1] && a[2] < b[3] && b[2] < a[3];
                assert!(!meets, "{name}: {text:?} meets {other:?}");
            }
        }
    }
}

/// Left, right, top and bottom of a text: capitals with a little for descenders.
fn place(text: &Text) -> [f64; 4] {
    let width = measure::width(&text.content, text.size, text.weight);
    let left = match text.anchor {
        Anchor::Start => text.x,
        Anchor::Middle => text.x - width / 2.0,
        Anchor::End => text.x - width,
    };
    let (top, bottom) = (text.y - 0.42 * text.size, text.y + 0.5 * text.size);
    [left, left + width, top, bottom]
}
