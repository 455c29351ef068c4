//! Profiles of cases, until `Profile::parse` is there: the part of the format that cases use.

use std::collections::BTreeMap;

use toml::{Table, Value};

use crate::model::Goalposts;
use crate::problem::{Fault, Place, Problem, Problems};
use crate::stage::{
    Aggregation, Choices, Filling, Mean, Missing, Normalisation, Treatment, Weighing,
};
use crate::study::Profile;

/// The profile of a case.
pub(super) fn profile(name: &str, text: &str) -> Result<Profile, Problems> {
    read(name, text)
        .map_err(|message| Problem::new(Place::file(name), Fault::Syntax { message }).into())
}

fn read(name: &str, text: &str) -> Result<Profile, String> {
    let table: Table = toml::from_str(text).map_err(|error| error.to_string())?;
    let mut profile = Profile::equal(name);
    profile.weighting.usual = Weighing::Stated;
    for (key, value) in &table {
        match (key.as_str(), value) {
            ("missing", _) => profile.missing = Choices::all(missing(value)?),
            ("treatment", _) => profile.treatment.usual = treatment(value)?,
            ("normalisation", _) => profile.normalisation.usual = normalisation(value)?,
            ("weighting", Value::String(name)) if name == "equal" => {
                profile.weighting.usual = Weighing::Equal;
            }
            ("aggregation", _) => profile.aggregation = aggregation(value)?,
            ("weights", Value::Table(own)) => {
                profile
                    .weighting
                    .stated
                    .insert("index".into(), numbers(own)?);
            }
            ("within", Value::Table(groups)) => {
                for (id, own) in groups {
                    let own = numbers(own.as_table().ok_or("within")?)?;
                    profile.weighting.stated.insert(id.clone(), own);
                }
            }
            ("indicator", Value::Table(of)) => {
                for (id, said) in of {
                    indicator(&mut profile, id, said.as_table().ok_or("indicator")?)?;
                }
            }
            _ => return Err(format!("`{key}` is not known here")),
        }
    }
    Ok(profile)
}

fn indicator(profile: &mut Profile, id: &str, said: &Table) -> Result<(), String> {
    for (key, value) in said {
        match key.as_str() {
            "treatment" => drop(profile.treatment.of.insert(id.into(), treatment(value)?)),
            "normalisation" => {
                let own = normalisation(value)?;
                profile.normalisation.of.insert(id.into(), own);
            }
            _ => return Err(format!("`{key}` is not known here")),
        }
    }
    Ok(())
}

fn numbers(table: &Table) -> Result<BTreeMap<String, f64>, String> {
    let number = |(key, value): (&String, &Value)| Ok((key.clone(), number(value)?));
    table.iter().map(number).collect()
}

fn number(value: &Value) -> Result<f64, String> {
    let integer = value.as_integer().map(|n| n as f64);
    value
        .as_float()
        .or(integer)
        .ok_or(format!("{value} is no number"))
}

/// A method's name and settings.
fn named(value: &Value) -> Result<(&str, Table), String> {
    match value {
        Value::String(name) => Ok((name, Table::new())),
        Value::Table(one) if one.len() == 1 => {
            let (name, settings) = one.iter().next().ok_or("empty")?;
            Ok((name, settings.as_table().cloned().unwrap_or_default()))
        }
        _ => Err(format!("{value} is no method")),
    }
}

fn setting(settings: &Table, key: &str) -> Result<Option<f64>, String> {
    settings.get(key).map(number).transpose()
}

fn missing(value: &Value) -> Result<Missing, String> {
    let (name, settings) = named(value)?;
    let filling = match name {
        "leave-out" => Filling::LeaveOut,
        "error" => Filling::Error,
        "mean" => Filling::Mean,
        "median" => Filling::Median,
        _ => return Err(format!("`{name}` is not known here")),
    };
    let min_coverage = setting(&settings, "min-coverage")?.unwrap_or(0.65);
    Ok(Missing {
        filling,
        min_coverage,
    })
}

fn treatment(value: &Value) -> Result<Treatment, String> {
    let (name, settings) = named(value)?;
    match name {
        "none" => Ok(Treatment::None),
        "log" => Ok(Treatment::Log {
            shift: setting(&settings, "shift")?,
        }),
        _ => Err(format!("`{name}` is not known here")),
    }
}

fn normalisation(value: &Value) -> Result<Normalisation, String> {
    let (name, settings) = named(value)?;
    let at = |key| setting(&settings, key);
    match name {
        "min-max" => Ok(Normalisation::MinMax {
            low: at("low")?.unwrap_or(0.0),
            high: at("high")?.unwrap_or(100.0),
        }),
        "goalposts" => Ok(Normalisation::Goalposts {
            posts: at("low")?
                .zip(at("high")?)
                .map(|(low, high)| Goalposts { low, high }),
            clip: settings
                .get("clip")
                .and_then(Value::as_bool)
                .unwrap_or(false),
        }),
        "z-score" => Ok(Normalisation::ZScore),
        "percentile" => Ok(Normalisation::Percentile),
        "as-is" => Ok(Normalisation::AsIs),
        _ => Err(format!("`{name}` is not known here")),
    }
}

fn aggregation(value: &Value) -> Result<Aggregation, String> {
    let mean = |value: &Value| match named(value)?.0 {
        "weighted-mean" => Ok(Mean::Weighted),
        "geometric-mean" => Ok(Mean::Geometric),
        name => Err(format!("`{name}` is not known here")),
    };
    if let Value::Table(levels) = value
        && let (Some(within), Some(across)) = (levels.get("within"), levels.get("across"))
    {
        return Ok(Aggregation {
            within: mean(within)?,
            across: mean(across)?,
            ..Aggregation::default()
        });
    }
    Ok(Aggregation::all(mean(value)?))
}
