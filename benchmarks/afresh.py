"""Run the program with an output folder that is not there yet: `afresh.py OUT COMMAND …`, timed as what it becomes."""

import os
import shutil
import sys
from pathlib import Path

out, *command = sys.argv[1:]
shutil.rmtree(out, ignore_errors=True)
program = Path(__file__).resolve().parent.parent / "render.py"
os.execv(sys.executable, [sys.executable, str(program), *command, "--quiet", "--out", out])
