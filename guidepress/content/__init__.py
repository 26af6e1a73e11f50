"""What is said: YAML read into a checked `Library`. Knows no HTML and no PDF."""
