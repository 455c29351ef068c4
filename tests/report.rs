//! The report: one file that needs nothing else, for every shipped data set.

#![cfg(feature = "charts")]

use hubrank::report::html::{Report, SECTIONS, Sliders, document};
use hubrank::study::Doubt;
use hubrank::why::{Perspectives, Questions, Sensitivity, Uncertainty};
use hubrank::{Dataset, Outcome, Problems, Profile};

/// The report of one data set under every profile made for it; few draws, which change no length by much.
fn report(id: &str) -> Result<String, Problems> {
    report_with(id, None)
}

fn report_with(id: &str, sliders: Option<Sliders>) -> Result<String, Problems> {
    let dataset = Dataset::built_in_named(id)?;
    let mut outcomes = Vec::new();
    for name in Profile::built_ins() {
        let mut profile = Profile::built_in(name)?;
        profile.doubt = Some(Doubt { draws: 300, ..Doubt::default() });
        if profile.is_for(id) {
            outcomes.push(dataset.ranked_for(&profile).and_then(Outcome::with_trust)?);
        }
    }
    Ok(document(&Report {
        dataset: &dataset,
        outcomes: &outcomes,
        why: &Perspectives::of(&outcomes),
        sensitivity: Some(&Sensitivity::of(&outcomes[0], &Questions::default())?),
        trust: Some(&Uncertainty::of(&outcomes[0], 3, 2)?),
        audit: Some((&outcomes[0].audit(), &outcomes[0])),
        command: format!("hubrank report --data {id}"),
        sliders,
    }))
}

#[test]
fn a_report_is_small_whole_and_needs_no_network() -> Result<(), Problems> {
    for id in Dataset::built_ins() {
        let text = report(id)?;
        assert!(text.len() < 3_000_000, "{} bytes", text.len());
        for fetched in ["<script", "<link", "<img", "url(http", "@import"] {
            assert!(!text.contains(fetched), "{fetched}");
        }
        for section in SECTIONS.iter().filter(|own| own.id != "sliders") {
            let heading = format!("<h2>{}</h2>", section.title);
            assert!(text.contains(&heading), "{heading}");
        }
        for said in ["hubrank serve", "SHA-256", "Tier", "Biggest moves", "Unchanged while"] {
            assert!(text.contains(said), "{said}");
        }
        let charts = text.matches("<svg ").count();
        assert!(charts > 20, "{charts} charts");
        // Every chart states its finding; everything that takes the focus to be scrolled has a name.
        assert_eq!(text.matches("<svg class=\"chart\" aria-label=\"").count(), charts);
        assert_eq!(
            text.matches("tabindex=\"0\"").count(),
            text.matches("role=\"group\" aria-label=\"").count()
        );
        assert!(!text.contains("<dl"), "lists of names without a description are no <dl>");
        for line in text.lines().filter(|line| line.contains("--format")) {
            assert!(line.contains("hubrank") || line.contains("command line"), "{line}");
        }
        // The front says who leads for each profile, by how much and how surely.
        let front = text.split("<nav").next().unwrap_or_default();
        assert!(front.contains("First in") && front.contains("Tier 1"), "{front}");
        // What holds for every profile is said once.
        let methods = text.split("id=\"methods\"").nth(1).unwrap_or_default();
        let notes: Vec<_> = methods.lines().filter(|line| line.starts_with("<li>")).collect();
        for note in &notes {
            let times = notes.iter().filter(|other| other == &note).count();
            assert!(times < 3, "{times} times {note}");
        }
        assert_eq!(text, report(id)?, "the same bytes each time");
    }
    Ok(())
}

/// An engine, packed, and what it ranks stand in the file; nothing else in it changes but what is said of them.
#[test]
fn a_report_with_sliders_carries_all_that_they_need() -> Result<(), Problems> {
    let id = "articles";
    // Nothing that packs well: 600,000 bytes that are multiplied on.
    let noise = (0..600_000_u32).scan(1_u32, |state, _| {
        *state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        Some((*state >> 24) as u8)
    });
    let engine: Vec<u8> = b"\0asm\x01\0\0\0".iter().copied().chain(noise).collect();
    let text = report_with(id, Some(Sliders { engine, inputs: "{\"</script>\"}".into() }))?;
    let carried = |id: &str| {
        let rest = text.split_once(&format!(" id=\"{id}\">"))?.1;
        Some(rest.split_once("</script>")?.0)
    };
    // Both begin as gzip does, in letters alone.
    for id in ["engine", "inputs"] {
        let packed = carried(id).unwrap_or_default();
        assert!(packed.starts_with("H4sI"), "{packed:.40}");
        assert!(packed.bytes().all(|c| c.is_ascii_alphanumeric() || b"+/=".contains(&c)));
    }
    assert!(carried("engine").map_or(0, str::len) > 800_000);
    for fetched in ["src=", "<link", "<img", "url(http", "@import", "fetch(", "import("] {
        assert!(!text.contains(fetched), "{fetched}");
    }
    assert_eq!(text.matches("<script").count(), text.matches("</script>").count());
    for said in ["<h2>Move the weights</h2>", "href=\"#sliders\"", "withWeight"] {
        assert!(text.contains(said), "{said}");
    }
    let without = report(id)?;
    for section in SECTIONS.iter().filter(|own| !["sliders", "reproduction"].contains(&own.id)) {
        let body = |text: &str| {
            let rest = text.split_once(&format!("<section id=\"{}\"", section.id))?.1;
            Some(rest.split_once("</section>")?.0.to_owned())
        };
        assert_eq!(body(&text), body(&without), "{}", section.id);
    }
    Ok(())
}

/// What a screen reader goes by: headings without a gap between levels, tables with a caption and heads with a scope.
#[test]
fn headings_and_tables_are_marked_up() -> Result<(), Problems> {
    for id in Dataset::built_ins() {
        let text = report(id)?;
        let mut before = 0;
        for found in text.split("<h").skip(1) {
            let Some(level) = found.chars().next().and_then(|c| c.to_digit(10)) else { continue };
            assert!(level <= before + 1, "h{level} after h{before}: {:.60}", found);
            before = level;
        }
        assert_eq!(text.matches("<h1>").count(), 1);
        let tables: Vec<_> = text.split("<table>").skip(1).collect();
        assert!(tables.len() > 30, "{} tables", tables.len());
        for table in tables {
            assert!(table.starts_with("\n<caption"), "{table:.80}");
        }
        let heads = text.matches("<th ").count() + text.matches("<th>").count();
        assert_eq!(heads, text.matches("<th scope=").count());
    }
    Ok(())
}
