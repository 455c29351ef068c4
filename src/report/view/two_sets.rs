//! Two data sets on the same hubs, as a page and for machines.

use crate::why::{PillarParting, Row, TwoSets};

use super::super::number;
use super::super::page::{Field, Head, Page, Part, Sheet};
use super::super::section::Section;

/// Two data sets for a person: ranks side by side, the pillar behind each move, agreement pillar by pillar.
#[must_use]
pub fn two_sets<'a>(own: &'a TwoSets, profile: &str) -> Page<'a> {
    let [a, b] = &own.outcomes[..] else {
        return Page::empty();
    };
    let names = [&a.dataset().id, &b.dataset().id];
    let mut lead = vec![
        format!("{}: {}.", names[0], a.dataset().title),
        format!("{}: {}.", names[1], b.dataset().title),
        format!(
            "Places among the {} hubs that both rank; scales are fitted on the {} hubs that both have.",
            own.comparison.rows.len(),
            a.dataset().hubs.len()
        ),
    ];
    let tau = own.comparison.agreement.first().and_then(|own| own.tau_b);
    lead.extend(tau.map(|tau| {
        format!(
            "Kendall’s τ_b of the two orders: {} (1 is the same, −1 the reverse).",
            Field::Coefficient(tau).shown()
        )
    }));
    let lacking = |k: usize| match own.alone[k].is_empty() {
        true => Vec::new(),
        false => vec![own.alone[k].join(", ")],
    };
    Page {
        title: format!("{} and {} for {profile}", names[0], names[1]),
        lead,
        parts: vec![
            Part::Sheet(hubs(own)),
            Part::Sheet(pillars(own)),
            Part::list(format!("Only in {}", names[0]), lacking(0)),
            Part::list(format!("Only in {}", names[1]), lacking(1)),
            Part::list("Not ranked in one of them", not_ranked(own)),
        ],
    }
}

fn not_ranked(own: &TwoSets) -> Vec<String> {
    let mut lines = Vec::new();
    for outcome in &own.outcomes {
        let (hubs, name) = (&outcome.dataset().hubs, &outcome.dataset().id);
        for one in &outcome.scores.not_ranked {
            let why = super::reasons(outcome, &one.reasons).join("; ");
            lines.push(format!("{} in {name}: {why}", hubs[one.hub].name));
        }
    }
    lines
}

fn hubs<'a>(own: &'a TwoSets) -> Sheet<'a> {
    let names = own.outcomes.iter().map(|own| Head::number(&own.dataset().id));
    let mut heads = vec![Head::text("Hub")];
    heads.extend(names);
    heads.extend([Head::number("shift"), Head::text("mostly")]);
    let row = move |row: &Row| {
        let gain = row.gain(0, 1);
        let mut fields = vec![Field::Text(own.outcomes[0].dataset().hubs[row.hub].label())];
        fields.extend(row.ranks.iter().map(|rank| Field::maybe(*rank, Field::Rank)));
        fields.push(Field::maybe(gain, Field::Shift));
        let why = gain.filter(|gain| *gain != 0.0).and_then(|gain| own.main_pillar(row.hub, gain));
        let why = why.map(|(pillar, a, b)| {
            format!("{}: {} → {} of {}", pillar.name, number::rank(a), number::rank(b), pillar.hubs)
        });
        fields.push(Field::words(why.as_deref()));
        fields
    };
    Sheet {
        heads,
        rows: Box::new(own.comparison.rows.iter().map(row)),
        length: own.comparison.rows.len(),
        below: Vec::new(),
    }
}

fn pillars<'a>(own: &'a TwoSets) -> Sheet<'a> {
    let hubs = &own.outcomes[0].dataset().hubs;
    let row = move |own: &PillarParting| {
        let far = own.farthest().filter(|far| far.1 != far.2).map(|(hub, a, b)| {
            format!("{}: {} → {}", hubs[hub].name, number::rank(a), number::rank(b))
        });
        vec![
            Field::Text(own.name.clone()),
            Field::Raw(own.hubs as f64),
            Field::maybe(own.tau_b, Field::Coefficient),
            Field::words(far.as_deref()),
        ]
    };
    Sheet {
        heads: vec![
            Head::text("Pillar"),
            Head::number("hubs"),
            Head::number("Kendall’s τ_b"),
            Head::text("farthest apart"),
        ],
        rows: Box::new(own.pillars.iter().map(row)),
        length: own.pillars.len(),
        below: Vec::new(),
    }
}

/// The same for machines: `hubs`, `pillars` (a row a pillar) and `places` (a row a hub and pillar).
#[must_use]
pub fn two_sets_sections(own: &TwoSets) -> Vec<Section<'_>> {
    let hubs = own.comparison.rows.iter().map(|row| hub_row(row, own));
    let pillar = |own: &PillarParting| {
        vec![
            Field::Text(own.id.clone()),
            Field::Raw(own.hubs as f64),
            Field::maybe(own.tau_b, Field::Coefficient),
        ]
    };
    let place = |pillar: &PillarParting, (hub, a, b): (usize, f64, f64)| {
        let names = [id(hub, own), Field::Text(pillar.id.clone())];
        names.into_iter().chain([a, b].map(Field::Rank)).collect()
    };
    let places = own.pillars.iter().flat_map(|pillar| {
        let places = pillar.places.iter();
        places.map(move |&own| place(pillar, own))
    });
    let heads = ["hub", "rank_a", "rank_b", "score_a", "score_b", "shift", "pillar"];
    let pillars = own.pillars.iter().map(pillar).collect();
    let of_places = ["hub", "pillar", "place_a", "place_b"];
    vec![
        Section::new("hubs", &heads, hubs.collect()),
        Section::new("pillars", &["pillar", "hubs", "tau_b"], pillars),
        Section::new("places", &of_places, places.collect()),
    ]
}

/// The id of a shared hub.
fn id(hub: usize, own: &TwoSets) -> Field {
    let first = own.outcomes.first();
    Field::words(first.map(|first| &*first.dataset().hubs[hub].id))
}

fn hub_row(row: &Row, own: &TwoSets) -> Vec<Field> {
    let gain = row.gain(0, 1);
    let main = gain.and_then(|gain| own.main_pillar(row.hub, gain));
    let ranks = row.ranks.iter().map(|own| Field::maybe(*own, Field::Rank));
    let scores = row.scores.iter().map(|own| Field::maybe(*own, Field::Score));
    let mut fields = vec![id(row.hub, own)];
    fields.extend(ranks.chain(scores));
    fields.push(Field::maybe(gain, Field::Shift));
    fields.push(Field::words(main.map(|main| main.0.id.as_str())));
    fields
}

/// For a chart: its title, and for each hub that moves the pillar behind it in a few words.
#[must_use]
pub fn words_of_sets(own: &TwoSets) -> (String, Vec<(usize, String)>) {
    let ids = own.outcomes.iter().map(|own| own.dataset().id.as_str());
    let ids: Vec<_> = ids.collect();
    let profile = own.outcomes.first().map_or("", |own| &own.profile.name);
    let cause = |row: &Row| {
        let gain = row.gain(0, 1).filter(|gain| *gain != 0.0)?;
        let (pillar, a, b) = own.main_pillar(row.hub, gain)?;
        let places = format!("{} → {} of {}", number::rank(a), number::rank(b), pillar.hubs);
        Some((row.hub, format!("{}: {places}", pillar.name)))
    };
    let causes = own.comparison.rows.iter().filter_map(cause).collect();
    (format!("Where {} part for {profile}", super::joined(&ids)), causes)
}
