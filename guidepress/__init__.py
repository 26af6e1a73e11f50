"""Guidepress: structured YAML in, printable career guides out."""

__version__ = "0.1.0"
