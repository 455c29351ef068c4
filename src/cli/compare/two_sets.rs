//! Two data sets on the hubs that both have.

use crate::problem::Problems;
use crate::report::view;
use crate::why::TwoSets;

use super::super::args::CompareArgs;
use super::super::charts::{self, Pictures};
use super::super::inputs::{Study, both, file_name, usual_profile};
use super::super::rank::say_what_was_drawn;
use super::super::show::show;
use super::super::terminal::Terminal;

pub(super) fn run(
    args: &CompareArgs,
    a: &String,
    b: &String,
    terminal: &Terminal,
) -> Result<(), Problems> {
    let inputs = [a, b].map(|name| args.inputs(Some(name)));
    let names = match &args.names[..] {
        [] => usual_profile(&inputs[0])?,
        names => names.to_vec(),
    };
    let [a, b] = inputs.map(|inputs| Study::read(&inputs, &names, &args.variation, terminal));
    let (mut a, b) = both(a, b)?;
    a.profiles.truncate(args.names.len().max(1));
    for profile in &a.profiles {
        let own = TwoSets::ranked_for(&a.dataset, &b.dataset, profile)?;
        let pair = format!("{}-{}", file_name(&a.dataset.id), file_name(&b.dataset.id));
        let name = format!("{}{}", file_name(&profile.name), a.suffix);
        let folder = args.output.out.join(pair).join(name);
        let mut pictures = Pictures::on(a.threads);
        let scene = || charts::slope_of_sets(&own);
        pictures.add(&folder, "comparison", args.output.chart, scene);
        let files = pictures.paint(|| ())?;
        files.write()?;
        let page = view::two_sets(&own, &profile.name);
        let outcomes: Vec<_> = own.outcomes.iter().collect();
        let sections = view::two_sets_sections(&own);
        show(args.output.format, terminal, &outcomes, page, sections)?;
        say_what_was_drawn(&files, terminal);
    }
    Ok(())
}
