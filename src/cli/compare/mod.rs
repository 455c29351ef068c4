//! `hubrank compare`: perspectives, data sets or editions side by side, and why they differ.

mod editions;
mod perspectives;
mod two_sets;

use crate::problem::Problems;

use super::args::CompareArgs;
use super::terminal::Terminal;

pub(super) fn run(args: &CompareArgs, terminal: &Terminal) -> Result<(), Problems> {
    match (args.before.is_empty(), &args.data[..]) {
        (false, _) => editions::run(args, terminal),
        (true, [a, b]) => two_sets::run(args, a, b, terminal),
        (true, _) => perspectives::run(args, terminal),
    }
}
