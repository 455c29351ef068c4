//! What a page is given ranks as the files do: the same ranks, tiers, ranges and the same picture to the byte.

#![cfg(feature = "charts")]
#![expect(clippy::expect_used, reason = "a test that lacks what it asks for should stop")]

use hubrank::draw::chart;
use hubrank::live::{Inputs, Library, Most, State, outcomes, ranges, view};
use hubrank::read::Texts;
use hubrank::report::html;
use hubrank::{Dataset, Outcome, Problems, Profile};
use serde_json::{Value, json};

/// What a page would have after its way through JSON.
fn carried(dataset: &Dataset, profiles: &[Profile]) -> Result<Inputs, Problems> {
    let texts = Texts::built_in(&dataset.id).expect("it is built in")?;
    let inputs = Inputs::of(dataset, &texts.folder, texts.files, profiles);
    let text = serde_json::to_string(&inputs).expect("texts are JSON");
    Ok(serde_json::from_str(&text).expect("as it was written"))
}

fn state(value: Value) -> State {
    serde_json::from_value(value).expect("a state")
}

/// What a report asks for while its weights are moved.
fn ranked(asked: &State, library: &Library) -> Result<Value, Problems> {
    let own = hubrank::live::ranked(asked, library, Most::default())?;
    let brief = State { brief: true, ..asked.clone() };
    assert_eq!(own, view(&brief, library, Most::default())?);
    Ok(own)
}

fn profiles(id: &str) -> Result<Vec<Profile>, Problems> {
    let all: Result<Vec<_>, _> = Profile::built_ins().map(Profile::built_in).collect();
    Ok(all?.into_iter().filter(|own| own.is_for(id)).collect())
}

#[test]
fn a_page_shows_what_the_report_shows() -> Result<(), Problems> {
    for id in Dataset::built_ins() {
        let whole = Dataset::built_in_named(id)?;
        let mut sets = vec![whole.clone()];
        if let Some(at) = whole.attribute("region") {
            let mut east = whole.only(at, "East");
            east.title = format!("{}, region East", whole.title);
            sets.push(east);
        }
        for dataset in sets {
            let mut profiles = profiles(id)?;
            if id == "china-hubs" {
                let once = profiles[0].clone().with_share("talent", 0.55);
                profiles.push(once.with_share("ict_employment", 1.0 / 3.0));
                profiles.last_mut().expect("one").name = "once".into();
            }
            let library = carried(&dataset, &profiles)?.library()?;
            for mut profile in profiles {
                profile.forget_hubs_of(&whole);
                let answer = ranked(&state(json!({ "profile": profile.name })), &library)?;
                let outcome = dataset.ranked_for(&profile).and_then(Outcome::with_trust)?;
                assert_eq!(answer["data"]["title"], dataset.title);
                let hubs: Vec<_> =
                    outcome.ranking.order().map(|hub| &*dataset.hubs[hub].id).collect();
                let rows = answer["ranking"].as_array().expect("rows");
                let found: Vec<_> = rows.iter().filter_map(|row| row["hub"].as_str()).collect();
                assert_eq!(found, hubs, "{id} for {}: {}", profile.name, answer["ranking"]);
                // Where the method has to run again for each draw, the ranges come late.
                let shown = match answer["ranges"].is_null() {
                    false => answer["charts"]["ranking"].clone(),
                    true => {
                        let alone = dataset.ranked_for(&profile)?;
                        ranges(alone, &State::default())?["ranking"].clone()
                    }
                };
                let picture = html::inline(&chart::ranking(&outcome));
                assert_eq!(shown, picture, "{id} for {}", profile.name);
            }
        }
    }
    Ok(())
}

#[test]
fn a_page_has_a_part_of_what_the_server_answers() -> Result<(), Problems> {
    let dataset = Dataset::built_in()?;
    let library = carried(&dataset, &profiles(&dataset.id)?)?.library()?;
    let asked = state(json!({ "profile": "founder", "changes": { "weights": {
        "talent": 60, "universities": 10, "capital": 10, "manufacturing": 10, "cost": 10 } } }));
    let (part, whole) = (ranked(&asked, &library)?, view(&asked, &library, Most::default())?);
    for (key, value) in part.as_object().expect("an object") {
        match key.as_str() {
            "charts" => assert_eq!(value["ranking"], whole["charts"]["ranking"]),
            "why" | "swap" | "comparison" => assert!(value.is_null(), "{key}"),
            _ => assert_eq!(*value, whole[key], "{key}"),
        }
    }
    assert!(whole["charts"]["weights"].is_string());
    Ok(())
}

/// Also where the data have scales of their own, of which the profile says nothing.
#[test]
fn a_slider_that_is_moved_back_changes_nothing() -> Result<(), Problems> {
    let dataset = Dataset::built_in_named("articles")?;
    let library = carried(&dataset, &[Profile::built_in("balanced")?])?.library()?;
    let scores = |asked: Value| -> Result<Vec<(String, f64)>, Problems> {
        let answer = ranked(&state(asked), &library)?;
        let rows = answer["ranking"].as_array().expect("rows").iter();
        let score = |row: &Value| (row["hub"].to_string(), row["score"].as_f64().expect("a score"));
        Ok(rows.map(score).collect())
    };
    let alike =
        json!({ "talent": 20, "universities": 20, "capital": 20, "manufacturing": 20, "cost": 20 });
    let (before, after) = (scores(json!({}))?, scores(json!({ "changes": { "weights": alike } }))?);
    assert_eq!(before.len(), 5);
    for ((hub, score), (other, again)) in before.iter().zip(&after) {
        assert_eq!(hub, other);
        assert!((score - again).abs() < 1e-9, "{hub}: {score} is then {again}");
    }
    Ok(())
}

/// `--weight` on an indicator is still in force when a slider moves a pillar, and gives way to one of its own.
#[test]
fn what_was_set_for_once_stays_until_it_is_said() -> Result<(), Problems> {
    let dataset = Dataset::built_in()?;
    let founder = Profile::built_in("founder")?.with_share("ict_employment", 0.7);
    let library = carried(&dataset, &[founder])?.library()?;
    let share = |asked: Value| -> Result<f64, Problems> {
        let answer = ranked(&state(asked), &library)?;
        let tree = answer["tree"].as_array().expect("nodes").clone();
        let own = tree.iter().find(|own| own["id"] == "ict_employment").expect("it is there");
        Ok(own["share"].as_f64().expect("a share"))
    };
    let pillars =
        json!({ "talent": 60, "universities": 10, "capital": 10, "manufacturing": 10, "cost": 10 });
    assert!((share(json!({}))? - 0.7).abs() < 1e-12);
    assert!((share(json!({ "changes": { "weights": pillars } }))? - 0.7).abs() < 1e-12);
    let within = json!({ "talent": { "ict_employment": 20, "science_employment": 30, "he_students": 30, "working_age_share": 20 } });
    let own = share(json!({ "changes": { "within": within } }))?;
    assert!((own - 0.2).abs() < 1e-12, "{own}");
    Ok(())
}

#[test]
fn ranges_of_a_method_that_runs_again_come_late() -> Result<(), Problems> {
    let dataset = Dataset::built_in()?;
    let library = carried(&dataset, &profiles(&dataset.id)?)?.library()?;
    let asked = state(
        json!({ "profile": "founder", "changes": { "aggregation": "topsis", "missing": "mean" } }),
    );
    assert!(ranked(&asked, &library)?["ranges"].is_null());
    let outcome = outcomes(&asked, &library, Most::default())?.swap_remove(0);
    let late = ranges(outcome, &asked)?;
    assert_eq!(late["ranges"]["hubs"].as_object().map(serde_json::Map::len), Some(17));
    Ok(())
}
