//! `hubrank new`: a folder with a data set and two profiles that rank at once.

use std::path::{Path, PathBuf};

use crate::model::is_id;
use crate::problem::{Fault, Place, Problem, Problems};
use crate::read::{self, Draft};

use super::args::NewArgs;
use super::files::Files;
use super::inputs::file_name;
use super::terminal::Terminal;

/// What stands for the data set's id in the files of the example.
const ID: &str = "{id}";

pub(super) fn run(args: &NewArgs, terminal: &Terminal) -> Result<(), Problems> {
    let id = id(&args.folder);
    let draft = match &args.from {
        Some(table) => read::draft(&id, &read::table(table)?)?,
        None => example(&id),
    };
    let left_out = draft.left_out.clone();
    let files = laid_out(&args.folder, &id, draft);
    let taken = files.iter().map(|(path, _)| path).filter(|path| path.exists());
    let mut problems = Problems::default();
    for path in taken {
        let path = path.display().to_string();
        let fault = Fault::Exists { path: path.clone() };
        problems.push(
            Problem::new(Place::file(path), fault)
                .hint("choose another folder: nothing is overwritten"),
        );
    }
    problems.into_result(())?;
    files.write()?;
    for line in left_out {
        terminal.say(&line);
    }
    say_what_is_next(&files, &args.folder, args.from.is_some(), terminal)
}

/// The files of a draft where they belong.
fn laid_out(folder: &Path, id: &str, draft: Draft) -> Files {
    let data = folder.join("data").join(id);
    let mut files = Files::default();
    files.add(data.join("dataset.toml"), draft.dataset_toml);
    files.add(data.join("hubs.csv"), draft.hubs_csv);
    files.add(data.join("observations.csv"), draft.observations_csv);
    for (name, text) in draft.profiles {
        files.add(folder.join("configs").join(name), text);
    }
    files
}

/// The id of the data set: the folder's name in small letters, a letter first.
fn id(folder: &Path) -> String {
    let absolute = std::path::absolute(folder).unwrap_or_else(|_| PathBuf::from(folder));
    let name = absolute.file_name().unwrap_or_default().to_string_lossy();
    let plain = |c: char| {
        if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' }
    };
    let id: String = file_name(&name).chars().map(plain).collect();
    match is_id(&id) {
        true => id,
        false => format!("set-{}", id.trim_matches('-')).trim_matches('-').to_owned(),
    }
}

/// Five invented hubs, named so that nobody takes them for real.
fn example(id: &str) -> Draft {
    let text = |text: &str| text.replace(ID, id);
    Draft {
        dataset_toml: text(include_str!("example/dataset.toml")),
        hubs_csv: text(include_str!("example/hubs.csv")),
        observations_csv: text(include_str!("example/observations.csv")),
        profiles: vec![
            ("balanced.toml".into(), text(include_str!("example/balanced.toml"))),
            ("founder.toml".into(), text(include_str!("example/founder.toml"))),
        ],
        left_out: Vec::new(),
    }
}

fn say_what_is_next(
    files: &Files,
    folder: &Path,
    is_guessed: bool,
    terminal: &Terminal,
) -> Result<(), Problems> {
    let written = files.iter().map(|(path, _)| format!("{}\n", path.display()));
    terminal.text(&written.collect::<String>())?;
    if is_guessed {
        terminal.say("Names, units and directions in dataset.toml are guesses: read it through.");
    } else {
        terminal.say("The five hubs are invented: put your own in their place, or begin with `--from TABLE`.");
    }
    let go = match folder == Path::new(".") {
        true => String::new(),
        false => format!("cd {} && ", folder.display()),
    };
    terminal.say(&format!("Next: {go}hubrank rank"));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_becomes_an_id() {
        assert_eq!(id(Path::new("somewhere/My Index")), "my-index");
        assert_eq!(id(Path::new("2024")), "set-2024");
        assert_eq!(id(Path::new("Zürich")), "z-rich");
    }
}
