//! The command line: one command a file, and the only room that prints.

mod args;
mod charts;
mod check;
mod compare;
mod explain;
mod files;
mod inputs;
mod new;
mod rank;
mod report;
mod run;
#[cfg(feature = "serve")]
mod serve;
mod terminal;

pub use args::{Args, Command};

use crate::problem::Problems;

/// Does what was asked for.
///
/// # Errors
/// Every problem of the input; nothing was written then.
pub fn run(args: &Args) -> Result<(), Problems> {
    let terminal = terminal::Terminal::new(args.quiet, args.color);
    match &args.command {
        Command::Run(args) => run::run(args, &terminal),
        Command::Rank(args) => rank::run(args, &terminal),
        Command::Compare(args) => compare::run(args, &terminal),
        Command::Explain(args) => explain::run(args, &terminal),
        Command::Check(args) => check::run(args, &terminal),
        Command::New(args) => new::run(args, &terminal),
        Command::Report(args) => report::run(args, &terminal),
        #[cfg(feature = "serve")]
        Command::Serve(args) => serve::run(args, &terminal),
    }
}
