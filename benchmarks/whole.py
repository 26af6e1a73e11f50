"""Build as render.py does, but lay each campus's booklet out as a whole, and read all of it back."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from guidepress import booklets, cli
from guidepress.compose.plan import Job
from guidepress.content.library import Library
from guidepress.laid_out import LaidOut
from guidepress.pdf.typesetter import Typesetter


def whole(library: Library, job: Job, typesetter: Typesetter) -> LaidOut:
    html, layout, _ = booklets.settled(library, job, typesetter)
    return LaidOut(html, layout)


booklets.lay_out = whole
cli.main()
