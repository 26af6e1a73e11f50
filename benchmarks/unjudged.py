"""Build as render.py does, but read no finished file back: what it costs less is what preflight costs."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from guidepress import cli, documents

documents.inspect = lambda *_: ()
documents.delivered = lambda *_: iter(())
cli.main()
