//! HTML: pages, and the report as one file that needs nothing else.

mod base64;
#[cfg(all(feature = "charts", not(target_family = "wasm")))]
mod charts;
#[cfg(not(feature = "charts"))]
#[path = "html/charts_none.rs"]
mod charts;
#[cfg(not(target_family = "wasm"))]
mod document;
#[cfg(not(target_family = "wasm"))]
mod leaders;
#[cfg(feature = "charts")]
mod picture;
#[cfg(not(target_family = "wasm"))]
mod sections;
#[cfg(not(target_family = "wasm"))]
mod sliders;

#[cfg(not(target_family = "wasm"))]
pub use document::{Report, document};
#[cfg(not(target_family = "wasm"))]
pub use sections::{SECTIONS, Section};
#[cfg(not(target_family = "wasm"))]
pub use sliders::Sliders;

#[cfg(feature = "charts")]
pub use picture::{faces, inline};

use super::number;
use super::page::{Field, Head, Page, Part, Sheet};

/// The most rows of a table: a page scrolls, and has no option that would show the others.
const ROWS: usize = 500;

/// The look that the report and the page of `hubrank serve` share.
pub const STYLE: &str = include_str!("html/style.css");

/// How sliders look, and the table that follows them.
pub const CONTROLS: &str = include_str!("html/controls.css");

/// What moves the weights and shows the ranking, for whoever has an engine to ask: it holds no scoring.
pub const SCRIPT: &str = concat!(include_str!("html/weights.js"), include_str!("html/view.js"));

/// Text in which nothing is taken for a mark.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            '\'' => out += "&#39;",
            c => out.push(c),
        }
    }
    out
}

/// Words for people: a number keeps its per cent sign on the line, what stands between backticks is code.
fn words(text: &str) -> String {
    let text = escaped(text).replace(" %", "\u{a0}%");
    let mut pieces = text.split('`');
    let mut out = pieces.next().unwrap_or_default().to_owned();
    while let Some(piece) = pieces.next() {
        match pieces.next() {
            Some(after) => out += &format!("<code>{piece}</code>{after}"),
            None => out += &format!("`{piece}"),
        }
    }
    out
}

/// The page below a heading of this level (2 to 5), its title left out where the place has one.
#[must_use]
pub fn page(page: Page<'_>, level: usize, has_title: bool) -> String {
    let mut out = String::new();
    if has_title {
        out += &format!("<h{level}>{}</h{level}>\n", words(&page.title));
    }
    for line in &page.lead {
        out += &format!("<p>{}</p>\n", words(line));
    }
    for part in page.parts {
        out += &self::part(part, level + usize::from(has_title), &page.title);
    }
    out
}

fn part(part: Part<'_>, level: usize, title: &str) -> String {
    let items = |lines: &[String]| {
        let lines = lines.iter().map(|line| format!("<li>{}</li>\n", words(line)));
        format!("<ul>\n{}</ul>\n", lines.collect::<String>())
    };
    match part {
        Part::Sheet(own) => {
            // Where several tables stand below one title, the head of the first column tells them apart.
            let lead = own.heads.iter().find(|head| !head.is_number);
            let caption = lead.map_or(title.to_owned(), |lead| format!("{title}: {}", lead.name));
            sheet(own, &caption)
        }
        Part::List { items, .. } if items.is_empty() => String::new(),
        Part::List { heading, items: lines } => {
            let heading = words(&heading);
            format!("<h{level}>{heading}</h{level}>\n{}", items(&lines))
        }
        Part::Code { heading, lines } => format!(
            "<h{level}>{}</h{level}>\n<pre>{}</pre>\n",
            escaped(&heading),
            escaped(&lines.join("\n"))
        ),
        // One sentence is no list.
        Part::Steps { heading, entries } if entries.len() == 1 && entries[0].1.is_empty() => {
            format!("<h{level}>{}</h{level}>\n<p>{}</p>\n", words(&heading), words(&entries[0].0))
        }
        Part::Steps { heading, entries } => {
            let mut out =
                format!("<h{level}>{}</h{level}>\n<ul class=\"steps\">\n", words(&heading));
            for (name, lines) in entries {
                let below = if lines.is_empty() { String::new() } else { items(&lines) };
                out += &format!("<li>{}{below}</li>\n", words(&name));
            }
            out + "</ul>\n"
        }
    }
}

/// A sheet as a table, its caption for those who hear it; its first column of words heads the rows.
#[must_use]
pub fn sheet(sheet: Sheet<'_>, caption: &str) -> String {
    let more = sheet.length.checked_sub(ROWS).filter(|&more| more > 0);
    let lead = sheet.heads.iter().position(|head| !head.is_number).unwrap_or(0);
    let caption = escaped(&caption.replace('`', ""));
    let mut out = format!(
        "<div class=\"wide\" role=\"group\" aria-label=\"{caption}\" tabindex=\"0\"><table>\n<caption class=\"hidden\">{caption}</caption>\n<thead><tr>"
    );
    for head in &sheet.heads {
        let class = class(head);
        out += &format!("<th scope=\"col\"{class}>{}</th>", words(&head.name));
    }
    out += "</tr></thead>\n<tbody>\n";
    for fields in sheet.rows.take(ROWS) {
        out += &row(&fields, &sheet.heads, lead, "");
    }
    for fields in sheet.below {
        out += &row(&fields, &sheet.heads, lead, " class=\"below\"");
    }
    out += "</tbody></table></div>\n";
    match more {
        Some(more) => {
            let more = number::raw(more as f64);
            out + &format!(
                "<p class=\"quiet\">… and {more} more: the command line prints this table in full with <code>--format csv</code>.</p>\n"
            )
        }
        None => out,
    }
}

fn class(head: &Head) -> &'static str {
    match head.is_number {
        true => " class=\"number\"",
        false => "",
    }
}

fn row(fields: &[Field], heads: &[Head], lead: usize, kind: &str) -> String {
    let cell = |(at, (field, head)): (usize, (&Field, &Head))| {
        let words = words(&field.shown());
        match at == lead {
            true => format!("<th scope=\"row\">{words}</th>"),
            false => format!("<td{}>{words}</td>", class(head)),
        }
    };
    let cells = fields.iter().zip(heads).enumerate().map(cell);
    format!("<tr{kind}>{}</tr>\n", cells.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_numbers_and_show_code() {
        assert_eq!(words("`a < b` is 5 %"), "<code>a &lt; b</code> is 5\u{a0}%");
        assert_eq!(words("a ` alone"), "a ` alone");
    }

    #[test]
    fn a_page_has_all_rows_that_it_can_hold() {
        let of = |length: usize| {
            let rows = (0..length).map(|i| vec![Field::Rank(i as f64)]).collect();
            sheet(Sheet::of(vec![Head::number("Rank")], rows), "x")
        };
        let text = of(150);
        assert!(text.matches("<tr>").count() == 151 && !text.contains("more"), "{text}");
        assert!(of(510).contains("… and 10 more"));
    }

    #[test]
    fn steps_without_lines_are_a_plain_list() {
        let entries = vec![("a".into(), Vec::new()), ("b".into(), vec!["c".into()])];
        let text = part(Part::Steps { heading: "Steps".into(), entries }, 3, "x");
        assert_eq!(
            text,
            "<h3>Steps</h3>\n<ul class=\"steps\">\n<li>a</li>\n<li>b<ul>\n<li>c</li>\n</ul>\n</li>\n</ul>\n"
        );
    }

    #[test]
    fn nothing_in_a_name_is_taken_for_a_mark() {
        let own = Sheet {
            heads: vec![Head::number("Rank"), Head::text("Hub")],
            rows: Box::new([vec![Field::Rank(1.0), Field::Text("<b>&\"x'".into())]].into_iter()),
            length: 1,
            below: Vec::new(),
        };
        let text = sheet(own, "A & B");
        assert!(text.contains("<caption class=\"hidden\">A &amp; B</caption>"), "{text}");
        assert!(text.contains("<td class=\"number\">1</td>"), "{text}");
        assert!(text.contains("<th scope=\"row\">&lt;b&gt;&amp;&quot;x&#39;</th>"), "{text}");
    }
}
