//! The command `hubrank`: what was typed, what comes of it, what is wrong with it.

use std::process::ExitCode;

use clap::Parser;
use hubrank::cli::{Args, run};

fn main() -> ExitCode {
    // Wrong usage ends here, with exit code 2.
    let args = Args::parse();
    match run(&args) {
        Ok(code) => code,
        Err(problems) => {
            anstream::eprintln!("{}", problems.styled());
            ExitCode::from(1)
        }
    }
}
