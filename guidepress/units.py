"""Units of length in points. Imports nothing of ours."""

PT_PER_INCH = 72
PT_PER_MM = PT_PER_INCH / 25.4
PT_PER_PX = PT_PER_INCH / 96
"""A pixel as CSS counts (CSS Values and Units, 5.2), whatever the resolution."""
