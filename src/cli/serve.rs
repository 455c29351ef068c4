//! `hubrank serve`: the rankings in a browser.

use std::net::TcpListener;

use crate::live::Library;
use crate::problem::{Fault, Place, Problem, Problems};
use crate::serve::{Limits, run as answer};

use super::args::ServeArgs;
use super::inputs::{both, collected, datasets, fits, no_profile, profiles, say_what_is_built_in};
use super::terminal::Terminal;

/// Reads everything that can be ranked, says where it can be seen, and answers until Ctrl-C.
pub(super) fn run(args: &ServeArgs, terminal: &Terminal) -> Result<(), Problems> {
    say_what_is_built_in(&args.inputs, terminal);
    let datasets = datasets(&args.inputs).and_then(|all| collected(all.into_iter()));
    let profiles = profiles(&args.inputs).and_then(|all| collected(all.into_iter()));
    let (datasets, profiles) = both(datasets, profiles)?;
    let sets = datasets.into_iter().map(|dataset| {
        let own = profiles.iter();
        let own = own.filter(|own| fits(&args.inputs, own, &dataset)).cloned();
        let own = own.collect();
        (dataset, own)
    });
    let library = Library::new(sets.collect());
    if library.is_empty() {
        return Err(no_profile(&args.inputs, "data"));
    }
    let host = args.host.trim_matches(['[', ']']);
    let refused = |error: std::io::Error| {
        let place = Place::argument(format!("--host {} --port {}", args.host, args.port));
        let reason = format!("the server can not listen there: {error}");
        let hint = "another program may have the port: try `--port 0` for any that is free";
        Problems::from(Problem::new(place, Fault::CannotRead { reason }).hint(hint))
    };
    let listener = TcpListener::bind((host, args.port)).map_err(refused)?;
    let address = listener.local_addr().map_err(refused)?;
    terminal.text(&format!("http://{address}\n"))?;
    if !address.ip().is_loopback() {
        terminal.say("Anyone who can reach this machine can use it: there is no password.");
    }
    terminal.say("Open the address in a browser; Ctrl-C stops the server.");
    answer(listener, host, library, Limits::default()).map_err(refused)
}
