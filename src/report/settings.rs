//! `drill config`: every setting with its value and where it comes from.

use serde_json::{Value, json};

use super::table::{Set, set};

/// One setting: key, value as TOML writes it, whether it stands in the file, what it does.
pub type Row<'a> = (&'a str, &'a str, bool, &'a str);

/// The settings in columns.
pub fn text(rows: &[Row<'_>], file: &str, width: usize) -> String {
    let mut cells = Vec::new();
    for (key, value, from_file, about) in rows {
        let origin = if *from_file { "config.toml" } else { "default" };
        cells.push([*key, *value, origin, *about].map(str::to_owned).to_vec());
    }
    let table = set(&[Set::Left, Set::Left, Set::Left, Set::Cut], &cells, width);
    format!("{table}in {file}\n")
}

/// The settings as documents.
pub fn json(rows: &[Row<'_>]) -> Value {
    rows.iter()
        .map(|(key, value, from_file, about)| {
            json!({ "key": key, "value": value, "origin": if *from_file { "config.toml" } else { "default" }, "about": about })
        })
        .collect()
}
