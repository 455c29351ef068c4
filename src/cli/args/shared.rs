//! What several commands take: where to read, what to change, how to print.

use std::num::NonZero;
use std::path::PathBuf;
use std::thread::available_parallelism;

use clap::ValueEnum;

/// Where things are read.
#[derive(Debug, clap::Args)]
pub struct Inputs {
    /// Data set: a folder, or the name of one under data/
    #[arg(long, value_name = "FOLDER", help_heading = "Input")]
    pub data: Option<String>,
    /// Where profiles are looked for by name [default: configs]
    #[arg(long, value_name = "FOLDER", help_heading = "Input")]
    pub profiles: Option<PathBuf>,
}

/// What is changed for once, without editing a file.
#[derive(Debug, clap::Args)]
pub struct Variation {
    /// Set one weight to so many percent of its level, the others in proportion (repeatable)
    #[arg(long = "weight", value_name = "talent=40", value_parser = weight, help_heading = "Input")]
    pub weights: Vec<Share>,
    /// Rank only hubs with this attribute (repeatable)
    #[arg(long, value_name = "region=East", value_parser = pair, help_heading = "Input")]
    pub only: Vec<Pair>,
    /// The seed of what is drawn, instead of what the profile says
    #[arg(long, value_name = "N", help_heading = "Input")]
    pub seed: Option<u64>,
    /// What to work on.
    #[command(flatten)]
    pub threads: Threads,
}

/// On how many threads is worked.
#[derive(Debug, Clone, Copy, Default, clap::Args)]
pub struct Threads {
    /// Work on so many threads; the result is the same on any number [default: all]
    #[arg(long, value_name = "N", value_parser = at_least_one)]
    threads: Option<usize>,
}

impl Threads {
    /// As many as asked for, else as the machine has.
    #[must_use]
    pub fn count(self) -> usize {
        self.threads.unwrap_or_else(|| available_parallelism().map_or(1, NonZero::get))
    }
}

/// How a result is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Format {
    #[default]
    #[value(help = "For people: rounded, as wide as the terminal")]
    Table,
    #[value(help = "Every digit")]
    Csv,
    #[value(help = "Every digit")]
    Json,
    #[value(help = "For pages")]
    Markdown,
}

/// How a chart is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Chart {
    #[default]
    Png,
    Svg,
    None,
}

/// How results are printed and drawn.
#[derive(Debug, clap::Args)]
pub struct Output {
    /// How the result is printed
    #[arg(long, value_enum, default_value_t, help_heading = "Output")]
    pub format: Format,
    /// Which chart is drawn
    #[arg(long, value_enum, default_value_t, help_heading = "Output")]
    pub chart: Chart,
    /// Where charts are written
    #[arg(long, value_name = "FOLDER", default_value = "output", help_heading = "Output")]
    pub out: PathBuf,
}

/// A node and its share, 0 to 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Share {
    /// The node's id.
    pub node: String,
    /// Its share among its siblings.
    pub share: f64,
}

/// An attribute and its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// The attribute.
    pub name: String,
    /// The value.
    pub value: String,
}

/// The two sides of `name=value`, neither empty.
fn pair(text: &str) -> Result<Pair, String> {
    let sides = text.split_once('=').map(|(a, b)| (a.trim(), b.trim()));
    match sides {
        Some((name, value)) if !name.is_empty() && !value.is_empty() => {
            Ok(Pair { name: name.to_owned(), value: value.to_owned() })
        }
        _ => Err("write it as name=value, for example region=East".into()),
    }
}

/// `talent=40`: forty percent.
fn weight(text: &str) -> Result<Share, String> {
    let advice = || "write it as name=percent, for example talent=40".to_owned();
    let Pair { name, value } = pair(text).map_err(|_| advice())?;
    let number = value.trim_end_matches('%').trim_end();
    let percent: f64 = number.parse().map_err(|_| advice())?;
    if !(0.0..=100.0).contains(&percent) {
        return Err("a weight is a percentage from 0 to 100".into());
    }
    Ok(Share { node: name, share: percent / 100.0 })
}

/// A whole number from 1.
pub(super) fn at_least_one(text: &str) -> Result<usize, String> {
    let number = text.parse().ok().filter(|&number: &usize| number > 0);
    number.ok_or_else(|| "write a whole number from 1".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_percentages() {
        assert_eq!(weight("talent=40").unwrap().share, 0.4);
        assert_eq!(weight("talent = 7.5%").unwrap().share, 0.075);
        for wrong in ["talent", "talent=", "=4", "talent=-1", "talent=101", "talent=nan"] {
            assert!(weight(wrong).is_err(), "{wrong}");
        }
    }
}
