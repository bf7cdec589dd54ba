//! The user's Markdown file: read by words, changed only at the bytes that mean "done".
