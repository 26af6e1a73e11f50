"""Figures in one language: a pill is a person's time, a hairline is structure, solid is now, outline is next.

Data and colours go in, vector art comes out. Words never go into the art: WeasyPrint sets SVG text letter by letter
(no kerning, broken Devanagari), so labels are HTML over it, at the places that a figure returns.
"""
