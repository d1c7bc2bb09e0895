"""What contracts say: schema, loading, resolution, lint, law."""
