//! What can be typed.

mod shared;

use std::path::PathBuf;

use clap::{CommandFactory, Parser, Subcommand, ValueEnum};

use crate::model::Level;
use crate::read::MOST_DRAWS;

use shared::at_least_one;
pub(super) use shared::{Chart, Format, Inputs, Output, Pair, Share, Threads, Variation};

/// Scores and ranks technology hubs, and says where each rank comes from.
#[derive(Debug, Parser)]
#[command(
    name = "hubrank",
    version,
    max_term_width = 100,
    arg_required_else_help = true,
    after_help = "Data sets stand in data/, profiles in configs/; without either folder the built-in ones are used.\nStart with: hubrank rank"
)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Print results and problems only
    #[arg(long, global = true)]
    pub quiet: bool,
    /// When to use colours
    #[arg(
        long,
        global = true,
        value_enum,
        default_value_t,
        hide_possible_values = true,
        value_name = "auto|always|never"
    )]
    pub color: Color,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The commands, one a file in `cli/`.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Rank every data set for every profile, with tables and charts in output/
    Run(RunArgs),
    /// Print one or more rankings, and draw them
    Rank(RankArgs),
    /// Put perspectives, data sets or editions side by side, and say why they differ
    Compare(CompareArgs),
    /// Show where one hub's rank comes from, and what would change it
    Explain(ExplainArgs),
    /// Find the weights that would change the order, and how little it takes
    Sensitivity(SensitivityArgs),
    /// See how far the ranks can be trusted: tiers, ranges, what causes the doubt
    Uncertainty(UncertaintyArgs),
    /// See whether the data are fit to be ranked, and whether weights do what they say
    Audit(AuditArgs),
    /// Read every file and list every problem
    Check(CheckArgs),
    /// List every method with its settings, formula and source
    Methods(MethodsArgs),
    /// Compare the program's figures with published ones
    Selftest(SelftestArgs),
    /// Start a data set and two profiles
    New(NewArgs),
    /// Write one self-contained HTML file: rankings, why they differ, each hub, methods
    Report(ReportArgs),
    /// Show the rankings in a browser, with sliders
    #[cfg(feature = "serve")]
    Serve(ServeArgs),
}

/// `hubrank run`
#[derive(Debug, clap::Args)]
pub struct RunArgs {
    /// Where to read.
    #[command(flatten)]
    pub inputs: Inputs,
    /// Where results are written
    #[arg(long, value_name = "FOLDER", default_value = "output", help_heading = "Output")]
    pub out: PathBuf,
    /// What to work on.
    #[command(flatten)]
    pub threads: Threads,
}

/// `hubrank rank`
#[derive(Debug, clap::Args)]
pub struct RankArgs {
    /// Whose rankings: names or files of profiles; all that fit where none is given
    #[arg(value_name = "PROFILE")]
    pub names: Vec<String>,
    /// Rank by these methods too: a cross-check of one profile
    #[arg(long, value_name = "all|topsis,vikor,…", value_delimiter = ',')]
    pub methods: Vec<String>,
    /// Where to read.
    #[command(flatten)]
    pub inputs: Inputs,
    /// What to change.
    #[command(flatten)]
    pub variation: Variation,
    /// What to print.
    #[command(flatten)]
    pub output: Output,
}

/// `hubrank audit`
#[derive(Debug, clap::Args)]
pub struct AuditArgs {
    /// Whose ranking [default: balanced where there is such a profile, else the first]
    #[arg(value_name = "PROFILE")]
    pub name: Option<String>,
    /// Where to read.
    #[command(flatten)]
    pub inputs: Inputs,
    /// What to change.
    #[command(flatten)]
    pub variation: Variation,
    /// What to print.
    #[command(flatten)]
    pub output: Output,
}

/// `hubrank methods`
#[derive(Debug, clap::Args)]
pub struct MethodsArgs {
    /// One method in full, by its name or another tool's
    pub name: Option<String>,
    /// How the result is printed
    #[arg(long, value_enum, default_value_t, help_heading = "Output")]
    pub format: Format,
}

/// `hubrank selftest`
#[derive(Debug, clap::Args)]
pub struct SelftestArgs {
    /// The cases of one method only, every figure of them
    #[arg(long, value_name = "NAME")]
    pub method: Option<String>,
    /// How the result is printed
    #[arg(long, value_enum, default_value_t, help_heading = "Output")]
    pub format: Format,
}

/// `hubrank compare`
#[derive(Debug, clap::Args)]
pub struct CompareArgs {
    /// Whose rankings: two or more names or files of profiles; one for two data sets or two editions
    #[arg(value_name = "PROFILE")]
    pub names: Vec<String>,
    /// Every overtake from the first profile to each other one
    #[arg(long)]
    pub ledger: bool,
    /// Only this hub: which overtakes make its change of rank
    #[arg(long, value_name = "HUB")]
    pub hub: Option<String>,
    /// An earlier edition: the folder of a data set, the file of a profile, or a folder with data/ and configs/
    /// (repeatable)
    #[arg(long, value_name = "FOLDER|FILE", conflicts_with_all = ["ledger", "hub"])]
    pub before: Vec<String>,
    /// Data set: a folder, or the name of one under data/; twice to compare two
    #[arg(long, value_name = "FOLDER", help_heading = "Input")]
    pub data: Vec<String>,
    /// Where profiles are looked for by name [default: configs]
    #[arg(long, value_name = "FOLDER", help_heading = "Input")]
    pub profiles: Option<PathBuf>,
    /// What to change.
    #[command(flatten)]
    pub variation: Variation,
    /// What to print.
    #[command(flatten)]
    pub output: Output,
}

impl CompareArgs {
    /// Where to read one of the data sets, and the profiles.
    #[must_use]
    pub fn inputs(&self, data: Option<&String>) -> Inputs {
        Inputs { data: data.cloned(), profiles: self.profiles.clone() }
    }

    /// What is wrong with these arguments together, in words.
    fn misused(&self) -> Option<&'static str> {
        let alone = !self.before.is_empty() || self.data.len() == 2;
        if self.data.len() > 2 {
            Some("--data can be said twice, not more often")
        } else if !self.before.is_empty() && self.data.len() > 1 {
            Some("--before compares two editions of one data set: say --data once")
        } else if !alone && self.names.len() < 2 {
            Some("name two or more profiles to compare, or say --data twice, or --before")
        } else if self.data.len() == 2 && (self.ledger || self.hub.is_some()) {
            Some("--ledger and --hub are about profiles on one data set")
        } else {
            None
        }
    }
}

/// `hubrank explain`
#[derive(Debug, clap::Args)]
pub struct ExplainArgs {
    /// Which hub, by id or name
    pub hub: String,
    /// What sets it apart from this hub, and what would make them level
    #[arg(long, value_name = "HUB", conflicts_with_all = ["reach", "by"])]
    pub versus: Option<String>,
    /// What it would take to reach this rank
    #[arg(long, value_name = "RANK", value_parser = rank)]
    pub reach: Option<usize>,
    /// With --reach: the indicators that may move together [default: those of its weakest pillar]
    #[arg(long, value_name = "INDICATOR,…", value_delimiter = ',', requires = "reach")]
    pub by: Vec<String>,
    /// With --versus: which weights vary [default: pillars]
    #[arg(long, value_enum, requires = "versus", value_name = "LEVEL")]
    pub at: Option<At>,
    /// Whose ranking [default: balanced where there is such a profile, else the first]
    #[arg(long, value_name = "PROFILE", help_heading = "Input")]
    pub profile: Option<String>,
    /// Where to read.
    #[command(flatten)]
    pub inputs: Inputs,
    /// What to change.
    #[command(flatten)]
    pub variation: Variation,
    /// What to print.
    #[command(flatten)]
    pub output: Output,
}

impl At {
    /// As the analyses name it.
    pub(super) fn level(self) -> Level {
        match self {
            Self::Pillars => Level::Pillars,
            Self::Leaves => Level::Leaves,
        }
    }
}

/// Which weights vary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum At {
    #[default]
    #[value(help = "Those of what stands directly under the index; shares inside are fixed")]
    Pillars,
    #[value(help = "Those of the indicators")]
    Leaves,
}

/// `hubrank sensitivity`
#[derive(Debug, clap::Args)]
pub struct SensitivityArgs {
    /// Whose ranking: name or file of a profile
    #[arg(value_name = "PROFILE")]
    pub name: String,
    /// Which weights vary
    #[arg(long, value_enum, default_value_t)]
    pub at: At,
    /// Vary one share only: that of a group or an indicator among its siblings
    #[arg(long, value_name = "ID", conflicts_with_all = ["at", "hub"])]
    pub node: Option<String>,
    /// Rank ranges with each weight within so many per cent of itself
    #[arg(long, default_value_t = 25.0, value_parser = spread)]
    pub percent: f64,
    /// How many first hubs are the top [default: 3]
    #[arg(long, value_name = "K", value_parser = at_least_one)]
    pub top: Option<usize>,
    /// Make the case for this hub, by id or name
    #[arg(long, value_name = "HUB")]
    pub hub: Option<String>,
    /// Where to read.
    #[command(flatten)]
    pub inputs: Inputs,
    /// What to change.
    #[command(flatten)]
    pub variation: Variation,
    /// What to print.
    #[command(flatten)]
    pub output: Output,
}

/// `hubrank uncertainty`
#[derive(Debug, clap::Args)]
pub struct UncertaintyArgs {
    /// Whose ranking: name or file of a profile; its `[uncertainty]` says what is in doubt
    #[arg(value_name = "PROFILE")]
    pub name: String,
    /// How many first hubs are the top [default: 3]
    #[arg(long, value_name = "K", value_parser = at_least_one)]
    pub top: Option<usize>,
    /// How often everything in doubt is drawn, instead of what the profile says
    #[arg(long, value_name = "N", value_parser = draws)]
    pub draws: Option<usize>,
    /// End with exit code 3 unless these hubs are all among the first K, at once, with the probability of --at
    /// (repeatable)
    #[arg(long, num_args = 2, value_names = ["K", "HUB,HUB"], help_heading = "Checks")]
    pub expect_top: Vec<String>,
    /// End with exit code 3 unless this hub is first with the probability of --at (repeatable)
    #[arg(long, value_name = "HUB", help_heading = "Checks")]
    pub expect_first: Vec<String>,
    /// The probability that is expected, in per cent
    #[arg(long, value_name = "PERCENT", default_value = "90", value_parser = probability, help_heading = "Checks")]
    pub at: f64,
    /// Where to read.
    #[command(flatten)]
    pub inputs: Inputs,
    /// What to change.
    #[command(flatten)]
    pub variation: Variation,
    /// What to print.
    #[command(flatten)]
    pub output: Output,
}

/// `hubrank check`
#[derive(Debug, clap::Args)]
pub struct CheckArgs {
    /// Where to read.
    #[command(flatten)]
    pub inputs: Inputs,
}

/// `hubrank new`
#[derive(Debug, clap::Args)]
pub struct NewArgs {
    /// Where data/ and configs/ are put; its name becomes that of the data set
    pub folder: PathBuf,
    /// Begin with this table (.csv or .xlsx): a row a hub, a column an indicator
    #[arg(long, value_name = "TABLE")]
    pub from: Option<PathBuf>,
}

/// `hubrank report`
#[derive(Debug, clap::Args)]
pub struct ReportArgs {
    /// Whose rankings, the first told in full: names or files of profiles; all that fit where none is given
    #[arg(value_name = "PROFILE")]
    pub names: Vec<String>,
    /// Where to read.
    #[command(flatten)]
    pub inputs: Inputs,
    /// What to change.
    #[command(flatten)]
    pub variation: Variation,
    /// The file that is written
    #[arg(
        long,
        value_name = "FILE",
        default_value = "output/report.html",
        help_heading = "Output"
    )]
    pub out: PathBuf,
    /// The engine as WebAssembly, that `wasm/build` makes: the weights can then be moved in the report itself
    #[cfg(feature = "charts")]
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub sliders: Option<PathBuf>,
}

/// `hubrank serve`
#[cfg(feature = "serve")]
#[derive(Debug, clap::Args)]
pub struct ServeArgs {
    /// Where to read.
    #[command(flatten)]
    pub inputs: Inputs,
    /// The port; 0 takes any that is free
    #[arg(long, value_name = "N", default_value_t = 8080)]
    pub port: u16,
    /// The address to listen on: of this machine alone unless another is said
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    pub host: String,
}

/// A rank: a whole number from 1.
fn rank(text: &str) -> Result<usize, String> {
    let rank = text.parse().ok().filter(|rank| *rank > 0);
    rank.ok_or_else(|| "a rank is a whole number from 1".into())
}

impl Args {
    /// What was typed; wrong usage ends the program here, with exit code 2.
    #[must_use]
    pub fn read() -> Self {
        let args = Self::parse();
        if let Command::Compare(own) = &args.command
            && let Some(words) = own.misused()
        {
            Self::command().error(clap::error::ErrorKind::WrongNumberOfValues, words).exit();
        }
        args
    }
}

/// A percentage above zero, up to a thousand.
fn spread(text: &str) -> Result<f64, String> {
    let number = text.trim_end_matches('%').trim_end().parse();
    let is_fine = |percent: &f64| *percent > 0.0 && *percent <= 1000.0;
    let advice = "write a percentage above 0, for example 25";
    number.ok().filter(is_fine).ok_or_else(|| advice.to_owned())
}

/// How many draws, within what a profile may say.
fn draws(text: &str) -> Result<usize, String> {
    let number = text.parse().ok().filter(|number| (1..=MOST_DRAWS).contains(number));
    number.ok_or_else(|| format!("expected a whole number from 1 to {MOST_DRAWS}"))
}

/// A percentage as a share of one.
fn probability(text: &str) -> Result<f64, String> {
    let number: Option<f64> = text.trim_end_matches('%').trim_end().parse().ok();
    let number = number.filter(|percent| (0.0..=100.0).contains(percent));
    let share = number.map(|percent| percent / 100.0);
    share.ok_or_else(|| "write a percentage from 0 to 100, for example 90".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_commands_are_well_formed() {
        Args::command().debug_assert();
    }
}
