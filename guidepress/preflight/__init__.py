"""Is it right: a finished file is read back once (facts) and judged (rules)."""
