"""What the engine alone takes: a whole process that does nothing but `HTML(FILE).write_pdf(OUT)`.

    python benchmarks/plain.py FOLDER OUT.pdf

FOLDER is what `build booklet --html FOLDER` wrote. The options are the digital edition's; PDF/A-2a implies tags.
"""

import sys
from pathlib import Path

from weasyprint import HTML

(page,) = Path(sys.argv[1]).glob("*_booklet_*.html")
HTML(page).write_pdf(sys.argv[2], pdf_variant="pdf/a-2a")
