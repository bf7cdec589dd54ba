//! `docs/format.md`: the table of settings has every key with its default.

use drill::config::settings;

use super::page::{Table, tables_with, ticked};

const PAGE: &str = include_str!("../../docs/format.md");

#[test]
fn every_setting_is_listed_with_its_default() {
    let [table @ Table { .. }] = &tables_with(PAGE, &["key", "default", "takes", "meaning"])[..] else {
        panic!("one table of settings")
    };
    let keys = table.column("key").into_iter().map(ticked);
    let told: Vec<(&str, &str)> = keys.zip(table.column("default").into_iter().map(ticked)).collect();
    let settings = settings(std::path::Path::new("no such folder/config.toml")).unwrap();
    let known: Vec<(&str, &str)> = settings.iter().map(|it| (it.key, it.value.as_str())).collect();
    assert_eq!(told, known);
}
