"""The process and its host: configuration, clock, locks."""
