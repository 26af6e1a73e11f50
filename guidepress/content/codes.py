"""Every code that reading and checking content can report, with its severity and its meaning."""

from __future__ import annotations

from typing import NamedTuple

from guidepress.diagnostics import Diagnostic, Severity, Span


class Code(NamedTuple):
    """A row of the table: how grave it is by default, and what it means in one line."""

    severity: Severity
    meaning: str


CODES: dict[str, Code] = {
    # Files
    "missing-file": Code("error", "A file or folder that the project needs is not there."),
    "unsafe-path": Code("error", "A path leads out of its folder, or is no regular file."),
    "unreadable-file": Code("error", "A file cannot be opened."),
    "stray-file": Code("warning", "A file lies where content is read, but is not read."),
    # YAML
    "yaml-alias": Code("error", "An alias (`*name`) has no anchor before it, or repeats too much."),
    "yaml-binary": Code("error", "The file holds characters that no text has."),
    "yaml-comment": Code("warning", "Text after ` #` is read as a comment and lost."),
    "yaml-colour": Code("error", "A colour without quotes is read as a comment."),
    "yaml-deep": Code("error", "Lists and mappings are nested too deeply."),
    "yaml-documents": Code("error", "A file holds more than one document."),
    "yaml-duplicate": Code("error", "A key stands twice in one mapping."),
    "yaml-empty": Code("error", "A file holds nothing."),
    "yaml-encoding": Code("error", "A file is neither UTF-8 nor UTF-16."),
    "yaml-key": Code("error", "A key is not plain text."),
    "yaml-quote": Code("error", "A text must be quoted, because it reads as YAML."),
    "yaml-size": Code("error", "A YAML file is larger than 2 MB, or repeats itself into something as large."),
    "yaml-syntax": Code("error", "The text is not YAML."),
    "yaml-tab": Code("error", "A tab stands outside quotes."),
    "yaml-tag": Code("error", "A value carries a YAML tag."),
    # One file against the model
    "bad-address": Code("error", "An address is not complete, or of a kind that is not allowed."),
    "bad-colour": Code("error", "A colour is not written as `#rgb`, `#rrggbb` or `{hex, cmyk}`."),
    "bad-date": Code("error", "A date is not YYYY, YYYY-MM or YYYY-MM-DD, or does not exist."),
    "bad-id": Code("error", "An id is not kebab-case, too long, or a name that Windows reserves."),
    "bad-time": Code("error", "A time of day is not written as 09:00, 9.30 am or the like, or does not exist."),
    "bad-value": Code("error", "A value is not one of those allowed, or out of range."),
    "control-character": Code("error", "A text holds control characters or turns the direction of writing."),
    "html-in-text": Code("error", "A text holds a script, a style or another active HTML tag."),
    "missing-field": Code("error", "A required field is missing."),
    "money-incomplete": Code("error", "A sum of money lacks its source, year, currency, basis or period."),
    "too-long": Code("error", "A text is longer than its cap."),
    "too-many": Code("error", "A list is longer than its cap."),
    "unknown-chapter": Code("error", "A chapter has no type, or one that does not exist."),
    "unknown-key": Code("error", "A key is not one that this mapping knows."),
    "wrong-type": Code("error", "A value is of the wrong kind: text, number, list or mapping."),
    # Across files
    "duplicate-id": Code("error", "Two things of one kind share an id."),
    "id-mismatch": Code("error", "An id differs from the name of its file or folder."),
    "ladder-conflict": Code("error", "The ladder and a role's `next` disagree on one move."),
    "ladder-loop": Code("error", "A role leads to itself."),
    "unknown-column": Code("error", "An address names a column that the list of campuses does not have."),
    "unknown-brand": Code("error", "A brand is named that does not exist, or none is chosen among several."),
    "unknown-guide": Code("error", "A guide is named that does not exist."),
    "unknown-printer": Code("error", "A brand names a printer that does not exist."),
    "unknown-role": Code("error", "A role is named that its guide does not have."),
    "unknown-skill": Code("error", "A skill is named that its guide does not have."),
    "unknown-source": Code("error", "A source is named that sources.yaml does not have."),
    "unknown-stage": Code("error", "A stage is named that its guide does not have."),
    "empty-chapter": Code("warning", "A chapter has nothing to show."),
    "role-not-shown": Code("warning", "No chapter shows this role."),
    "kind-unavailable": Code("warning", "A kind of document is asked for that belongs to drives."),
    "locale-unavailable": Code("warning", "A translation is asked for; guides are made in their own language only."),
    "missing-translation": Code("warning", "A locale is asked for that a guide has no catalogue for."),
    "stale": Code("warning", "A date of review or validity has passed."),
    "unverified": Code("warning", "A fact is marked as unverified."),
    "weak": Code("note", "A fact rests on a weak source; it is printed with “about”."),
    "accepted-unknown": Code("error", "`accepted` names a place that does not exist, or a code that is an error."),
    "accepted-unused": Code("warning", "An accepted warning is no longer given."),
    # Lists of campuses
    "list-columns": Code("error", "The first row of a list has no column `name`, or two columns of one name."),
    "list-empty": Code("error", "A list has no rows."),
    "list-encoding": Code("error", "A list is saved neither as UTF-8 nor as UTF-16."),
    "list-format": Code("error", "A list is neither CSV nor an Excel workbook (.xlsx), or it is damaged or locked."),
    "list-size": Code("error", "A list is larger than 10 MB, or has more than 20,000 rows or 500 columns."),
    "address-length": Code("error", "An address is too long for a QR code that phones read from paper."),
    "cell-error": Code("error", "A cell shows a spreadsheet’s error, or a formula that was never worked out."),
    "cell-number": Code("error", "A spreadsheet turned a phone or a code into a rounded number, such as 9.88E+09."),
    "empty-column": Code("error", "An address needs a cell that is empty."),
    "lost-text": Code("error", "Letters of a cell were lost to a wrong encoding."),
    "row-cells": Code("error", "A cell stands below no column."),
    "late-registration": Code("warning", "Registration is open longer than until the first campus is visited."),
    "list-ending": Code("warning", "A list is named .csv and holds a workbook, or the other way round."),
    "long-address": Code("warning", "A printed address is long to type, and there is no short one."),
    "near-column": Code("warning", "A column’s name is nearly one that pages know."),
    "past-date": Code("warning", "A date of a drive has passed."),
    "row-repeated": Code("warning", "A row says the same as one before it."),
    "row-short": Code("warning", "A row has fewer cells than there are columns."),
    # Brand
    "several-printers": Code("error", "Two printers are chosen for one edition."),
    "ink-limit": Code("warning", "A colour has more ink than the print shop’s paper takes; it is printed with less."),
    "contrast": Code("error", "Two colours of a brand are too close to read one on the other."),
    "colour-darkened": Code("note", "A brand colour is darkened where it is used for text."),
    "image-format": Code("error", "An image is not a sound SVG, PNG or JPEG."),
    "image-size": Code("error", "An image is larger than allowed."),
    "logo-resolution": Code("warning", "A logo has too few pixels for its smallest size in print."),
    "svg-unsafe": Code("error", "An SVG holds a script, an entity, or a reference to something outside it."),
    "font-format": Code("error", "A font file is no font, or larger than allowed."),
    "unknown-typeface": Code("error", "A typeface is neither shipped nor beside the brand."),
}

OF_LISTS = frozenset(
    ("late-registration", "list-ending", "long-address", "near-column", "past-date", "row-repeated", "row-short")
)
"""What only lists of campuses give, and so only when they are read."""


def problem(
    code: str, message: str, span: Span | None = None, hint: str | None = None, severity: Severity | None = None
) -> Diagnostic:
    """Return a diagnostic of a declared code, of the severity in the table unless a policy says otherwise."""
    return Diagnostic(severity or CODES[code].severity, code, message, span, hint)
