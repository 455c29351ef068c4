//! The report: one file that needs nothing else, for every shipped data set.

#![cfg(feature = "charts")]

use hubrank::report::html::{Report, SECTIONS, document};
use hubrank::{Dataset, Problems, Profile};

fn reports() -> Result<Vec<String>, Problems> {
    let mut texts = Vec::new();
    for id in Dataset::built_ins() {
        let dataset = Dataset::built_in_named(id)?;
        let mut outcomes = Vec::new();
        for name in Profile::built_ins() {
            let profile = Profile::built_in(name)?;
            if profile.is_for(id) {
                outcomes.push(dataset.ranked_for(&profile)?);
            }
        }
        texts.push(document(&Report { dataset: &dataset, outcomes: &outcomes }));
    }
    Ok(texts)
}

#[test]
fn a_report_is_small_whole_and_needs_no_network() -> Result<(), Problems> {
    let texts = reports()?;
    assert_eq!(texts, reports()?, "the same bytes each time");
    for text in texts {
        assert!(text.len() < 3_000_000, "{} bytes", text.len());
        for fetched in ["<script", "<link", "<img", "url(http", "@import"] {
            assert!(!text.contains(fetched), "{fetched}");
        }
        for section in SECTIONS {
            let heading = format!("<h2>{}</h2>", section.title);
            assert!(text.contains(&heading), "{heading}");
        }
        assert!(text.contains("hubrank serve") && text.contains("SHA-256"));
        let charts = text.matches("<svg ").count();
        assert_eq!(text.matches("aria-label=\"").count(), charts + 1);
    }
    Ok(())
}
