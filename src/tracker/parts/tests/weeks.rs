//! Weeks named, filled and added; scenarios added.

use super::*;

fn week(number: Option<u32>, first: &str) -> WeekName {
    let first: crate::model::Day = first.parse().unwrap();
    WeekName { number, first, last: first.plus(6) }
}

fn said(name: &str, part: Option<WeekPart>) -> String {
    part.map_or_else(String::new, |part| format!("{part:?} of {}", name.chars().next().unwrap()))
}

#[test]
fn the_template_becomes_the_first_week_and_others_follow() {
    let rules = Rules::default();
    let template = &read(SEED).weeks[0];
    assert!(template.is_template && template.fields.iter().all(|(part, field)| part.is_some() && field.is_empty));
    let mut bytes = made(SEED, &name_week(SEED, &rules, template, &week(None, "2026-03-02")).unwrap());
    for at in 0..4 {
        let first = &read(&bytes).weeks[0];
        let edit = set_week_field(&bytes, &rules, first, at, ("", &format!("a{at}"))).unwrap().unwrap();
        bytes = made(&bytes, &edit);
    }
    bytes = made(&bytes, &add_week(&bytes, &rules, &week(None, "2026-03-16"), said).unwrap());
    let wanted = shown(SEED).replace(
        "### Week X (Date Range)\n- **Technical studied**: \n- **System design practiced**: \n\
         - **Mock interviews done**: \n- **Applications sent**: \n",
        "### Week 1 (2026-03-02 – 2026-03-08)\n- **Technical studied**: a0\n- **System design practiced**: a1\n\
         - **Mock interviews done**: a2\n- **Applications sent**: a3\n\n\
         ### Week 3 (2026-03-16 – 2026-03-22)\n- **Technical studied**: Studied of T\n\
         - **System design practiced**: Designed of S\n- **Mock interviews done**: Mocks of M\n\
         - **Applications sent**: Applications of A\n",
    );
    assert_eq!(shown(&bytes), wanted);
    let weeks = read(&bytes).weeks;
    assert!(weeks[1].begins("2026-03-16".parse().unwrap()) && weeks[1].number == Some(3));
    let taken = set_week_field(&bytes, &rules, &weeks[0], 0, ("b", "x"));
    assert_eq!(taken, Err(Refusal::Taken { found: "a0".to_owned() }));
}

#[test]
fn a_week_is_added_in_the_style_of_the_file() {
    for (before, after) in [
        (
            "## Weekly log\r\n\r\n### 🗓 Week of 2 March\r\n\r\n**Studied:** a\r\n**Mood:** ok\r\n\r\nGood.\r\n\r\n---\r\n",
            "## Weekly log\r\n\r\n### 🗓 Week of 2 March\r\n\r\n**Studied:** a\r\n**Mood:** ok\r\n\r\nGood.\r\n\r\n\
             ### 🗓 Week of 9 March (2026)\r\n\r\n**Studied:** Studied of S\r\n**Mood:** \r\n\r\n---\r\n",
        ),
        // The newest on top, parted by rules.
        (
            "## Weekly\n### Week 2 (2026-03-02 – 2026-03-08)\n- Studied: a\n\n---\n\n### Week 1 (2026-02-23 – 2026-03-01)\n- Studied: b",
            "## Weekly\n### Week 3 (2026-03-09 – 2026-03-15)\n- Studied: Studied of S\n\n---\n\n\
             ### Week 2 (2026-03-02 – 2026-03-08)\n- Studied: a\n\n---\n\n### Week 1 (2026-02-23 – 2026-03-01)\n- Studied: b",
        ),
        // Numbers that began anew with the year.
        (
            "## Weekly\n### Week 8 (2025-12-22 – 2025-12-28)\n- Studied: a\n\n### Week 1 (2026-02-23 – 2026-03-01)\n- Studied: b\n",
            "## Weekly\n### Week 8 (2025-12-22 – 2025-12-28)\n- Studied: a\n\n### Week 1 (2026-02-23 – 2026-03-01)\n- Studied: b\n\n\
             ### Week 3 (2026-03-09 – 2026-03-15)\n- Studied: Studied of S\n",
        ),
        // Fields that are headings.
        (
            "## Weekly\n### Week 7\n#### Technical\n\na\n\n#### Notes of mine\n\nb\n",
            "## Weekly\n### Week 7\n#### Technical\n\na\n\n#### Notes of mine\n\nb\n\n\
             ### Week 8 (2026-03-09 – 2026-03-15)\n#### Technical\nStudied of T\n",
        ),
        // No week yet.
        (
            "# T\n## Weekly Progress\nSundays.\n\n## Next\n",
            "# T\n## Weekly Progress\nSundays.\n\n### Week 1 (2026-03-09 – 2026-03-15)\n\
             - **Technical studied**: Studied of T\n- **System design practiced**: Designed of S\n\
             - **Mock interviews done**: Mocks of M\n- **Applications sent**: Applications of A\n\n## Next\n",
        ),
    ] {
        let edit = add_week(before.as_bytes(), &Rules::default(), &week(None, "2026-03-09"), said).unwrap();
        assert_eq!(shown(&made(before.as_bytes(), &edit)), after.replace(" (2026)", ""));
    }
    assert_eq!(add_week(b"# T\n", &Rules::default(), &week(None, "2026-03-09"), said), Err(Refusal::NoPlace));
}

#[test]
fn what_stands_beside_the_fields_of_a_week_is_not_theirs() {
    let text = "## Weekly\n### Week 3 (2026-03-02 – 2026-03-08)\nintro\n- **Studied**: a\n  b\n  - **Deep**: c\n- own\n- **Mocks**:\n\nafter\n\n\
                ## Study plan\n### Week 1: Arrays\n- [ ] a\n";
    let weeks = read(text.as_bytes()).weeks;
    let fields: Vec<(&str, &str)> =
        weeks[0].fields.iter().map(|(_, field)| (field.name.as_str(), field.text.as_str())).collect();
    assert_eq!(fields, [("Studied", "a\nb\n- **Deep**: c"), ("Mocks", "")]);
    assert_eq!(weeks.len(), 1);
    let edit = set_week_field(text.as_bytes(), &Rules::default(), &weeks[0], 1, ("", "x")).unwrap().unwrap();
    assert_eq!(shown(&made(text.as_bytes(), &edit)), text.replace("**Mocks**:\n", "**Mocks**: x\n"));
}

#[test]
fn a_scenario_is_added_to_its_table() {
    let wanted = shown(SEED).replace(
        "| Design A/B testing for ML models | ‚¨ú | |\n",
        "| Design A/B testing for ML models | ‚¨ú | |\n| Design a feed \\| 1B users | ⬜ | |\n",
    );
    let edit = add_scenario(SEED, &Rules::default(), "Design a feed | 1B users").unwrap();
    assert_eq!(shown(&made(SEED, &edit)), wanted);
    let before = "> Nr | Status | Design\r\n> --- | --- | ---\r\n> 4 | x | A feed";
    let edit = add_scenario(before.as_bytes(), &Rules::default(), "B").unwrap();
    assert_eq!(shown(&made(before.as_bytes(), &edit)), format!("{before}\r\n> | 5 | ⬜ | B |"));
    assert_eq!(add_scenario(b"# T\n", &Rules::default(), "B"), Err(Refusal::NoPlace));
}
