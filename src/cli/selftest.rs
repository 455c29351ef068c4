//! `hubrank selftest`: the program's figures beside published ones.

use std::process::ExitCode;

use crate::problem::{Kind, Place, Problem, Problems};
use crate::published::{self, Case, Checked};
use crate::report::{csv, json, markdown, view};

use super::args::{Format, SelftestArgs};
use super::terminal::Terminal;

/// The exit code of a check that failed.
const FAILED: u8 = 3;

pub(super) fn run(args: &SelftestArgs, terminal: &Terminal) -> Result<ExitCode, Problems> {
    let mut cases = published::cases()?;
    if let Some(name) = &args.method {
        cases = of_method(cases, name)?;
    }
    let checked = published::check(cases)?;
    let page = || view::selftest(&checked, args.method.is_some());
    match args.format {
        Format::Table => terminal.pages([page()].into_iter()),
        Format::Csv => terminal.stream(|out| csv::write(view::selftest_rows(&checked), out)),
        Format::Json => terminal.stream(|out| json::selftest(&checked, out)),
        Format::Markdown => terminal.text(&markdown::page(page())),
    }?;
    Ok(ExitCode::from(code(&checked)))
}

/// 0 where every figure is met, else that of a check that failed.
fn code(checked: &[Checked]) -> u8 {
    match checked.iter().all(|own| own.misses().count() == 0) {
        true => 0,
        false => FAILED,
    }
}

fn of_method(mut cases: Vec<Case>, name: &str) -> Result<Vec<Case>, Problems> {
    let known: Vec<_> = cases.iter().map(|own| own.method.clone()).collect();
    if known.iter().any(|own| own == name) {
        cases.retain(|own| own.method == name);
        return Ok(cases);
    }
    let mut known: Vec<_> = known.iter().map(String::as_str).collect();
    known.sort_unstable();
    known.dedup();
    let place = Place::argument(format!("--method {name}"));
    let within = "the methods with published cases";
    Err(Problem::unknown(place, Kind::Method, name, within, known).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missed_figure_is_3() -> Result<(), Problems> {
        let cases = || -> Result<_, Problems> { of_method(published::cases()?, "swing") };
        let mut checked = published::check(cases()?)?;
        assert_eq!(code(&checked), 0);
        checked[0].figures[0].expected += 0.1;
        assert_eq!(code(&checked), 3);
        let page = view::selftest(&checked, false);
        assert!(page.title.contains("1 does not agree"), "{}", page.title);
        let text = markdown::page(page);
        assert!(text.contains("expected 0.") && text.contains("off by"), "{text}");
        Ok(())
    }
}
