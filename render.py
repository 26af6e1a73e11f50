#!/usr/bin/env python3
"""Run Guidepress from a checkout, with the Python that `make` has set up in .venv."""

import os
import sys
from importlib.util import find_spec
from pathlib import Path

HOUSE = Path(__file__).resolve().parent
PYTHON = HOUSE / ".venv" / "bin" / "python"

if __name__ == "__main__":
    if PYTHON.exists() and sys.executable != str(PYTHON):
        os.execv(str(PYTHON), [str(PYTHON), *getattr(sys, "orig_argv", ["", *sys.argv])[1:]])
    if sys.version_info < (3, 11) or find_spec("click") is None:
        sys.stderr.write(f"Guidepress is not set up here yet. Run this once:\n  make -C {HOUSE} setup\n")
        sys.exit(6)
    from guidepress.cli import main

    main()
