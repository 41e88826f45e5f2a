"""Effects on the world: small, idempotent, each on a dependency that it was given."""
