# What a change must pass is `just ci`; CI runs the same script.

# Lists the recipes
default:
    @just --list

# The binary as it is released
build:
    cargo build --release

# Every test
test:
    cargo test

# Format and lints, as strict as CI
lint:
    cargo fmt --check
    cargo clippy --all-targets -- -D warnings

# The documentation of the library, without a warning
docs:
    RUSTDOCFLAGS="-D warnings" cargo doc --no-deps

# The shipped decks: their rules, and every number on them computed again (needs Python 3.11 and NumPy)
decks: build
    target/release/drill deck check --strict decks
    /usr/bin/python3 tests/decks/run.py

# Every bench, or those whose name has a part; `just bench -- --quick` for a short look
bench *args:
    cargo bench {{args}}

# What CI runs
ci:
    .ci/run
