"""HTTP: routes derived from the moves."""
