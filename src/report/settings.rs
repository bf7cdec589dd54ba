//! `drill config`: every setting with its value and where it comes from.

use serde_json::{Value, json};

use crate::model::text::clean;

/// One setting: key, value as TOML writes it, whether it stands in the file, what it does.
pub type Row<'a> = (&'a str, &'a str, bool, &'a str);

/// Each setting with its meaning below it, in lines of at most `width` columns.
pub fn text(rows: &[Row<'_>], file: &str, width: usize) -> String {
    let options = textwrap::Options::new(width).initial_indent("    ").subsequent_indent("    ");
    let mut text = String::new();
    for (key, value, from_file, about) in rows {
        let origin = if *from_file { "config.toml" } else { "default" };
        text.push_str(&format!("{key} = {value}  ({origin})\n{}\n", textwrap::fill(about, &options)));
    }
    text.push_str(&format!("in {file}\n"));
    clean(&text).into_owned()
}

/// The settings as documents.
pub fn json(rows: &[Row<'_>]) -> Value {
    rows.iter()
        .map(|(key, value, from_file, about)| {
            json!({ "key": key, "value": value, "origin": if *from_file { "config.toml" } else { "default" }, "about": about })
        })
        .collect()
}
