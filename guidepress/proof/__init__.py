"""The proof of a build: pictures of its pages, what changed since the last one, and a report that HR can decide by."""
