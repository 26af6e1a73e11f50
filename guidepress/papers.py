"""Papers that have a name. Imports nothing of ours."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

PAPERS: Mapping[str, tuple[float, float]] = MappingProxyType(
    {
        "A6": (105, 148),
        "A5": (148, 210),
        "A4": (210, 297),
        "A3": (297, 420),
        "A2": (420, 594),
        "B5": (176, 250),
        "B4": (250, 353),
        "B3": (353, 500),
        "RA4": (215, 305),
        "RA3": (305, 430),
        "RA2": (430, 610),
        "SRA4": (225, 320),
        "SRA3": (320, 450),
        "SRA2": (450, 640),
        "Statement": (139.7, 215.9),
        "Letter": (215.9, 279.4),
        "Legal": (215.9, 355.6),
        "Tabloid": (279.4, 431.8),
    }
)
"""Millimetres, upright: ISO 216, the raw and super-raw formats of ISO 217, and the loose sizes of ANSI/ASME Y14.1."""
