"""The same input gives the same bytes, whatever the machine, the clock, the language and the folder."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import sys
from datetime import date
from pathlib import Path
from guidepress.editions import EDITIONS
from guidepress.pdf.about import About
from guidepress.pdf.typesetter import Typesetter

root = Path(sys.argv[1])
typesetter = Typesetter({"styles": (root / "styles",), "brand": (root / "brand",)})
html = (root / "page.html").read_text(encoding="utf-8")
data = typesetter.lay_out(html).write(EDITIONS["digital"], About("T", "A", "D", "en", date(2026, 11, 22)))
Path(sys.argv[2]).write_bytes(data)
"""
BODY = """
<h1 id="a">Ladder नमस्ते</h1><p><a href="#a">x</a> <b>bold</b> <i>slanted</i> <span lang="hi">कर्म</span> no lang: कर्म</p>
<p style="font-family:monospace">2,40,000 ₹ ✓</p><img alt="x" src="brand/logo.svg" width="80">
<ul><li>One</li></ul><table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>
"""
WORLDS = (
    {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8"},
    {
        "PYTHONHASHSEED": "2",
        "TZ": "Asia/Kolkata",
        "LC_ALL": "C",
        "LANG": "hi_IN.UTF-8",
        "FC_LANG": "ja",
        "HOME": "/nonexistent",
    },
    {"PYTHONHASHSEED": "3", "TZ": "America/Los_Angeles", "LC_ALL": "POSIX", "FONTCONFIG_FILE": "/etc/fonts/fonts.conf"},
)


@pytest.mark.slow
def test_same_bytes_everywhere(tmp_path: Path, project: Path, page: Callable[..., str]) -> None:
    files = []
    for number, world in enumerate(WORLDS):
        folder = tmp_path / f"folder {number} é"
        folder.mkdir()
        for name in ("styles", "brand"):
            (folder / name).symlink_to(project / name)
        (folder / "page.html").write_text(page(BODY), encoding="utf-8")
        keep = {key: os.environ[key] for key in ("PATH", "LD_LIBRARY_PATH") if key in os.environ}
        command = [sys.executable, "-c", PROGRAM, str(folder), str(folder / "out.pdf")]
        run = subprocess.run(
            command, env={**keep, "PYTHONPATH": str(ROOT), **world}, cwd=folder, capture_output=True, check=False
        )
        assert run.returncode == 0, run.stderr.decode()
        assert run.stdout + run.stderr == b""
        files.append((folder / "out.pdf").read_bytes())
    assert files[0] == files[1] == files[2]


KILLED_WORKER = f"""
import os, signal
import guidepress.pdf.engine
if not os.fork():
{textwrap.indent(PROGRAM, "    ")}
    os.kill(os.getpid(), signal.SIGKILL)
os.wait()
"""


@pytest.mark.slow
@pytest.mark.parametrize("program", [PROGRAM, KILLED_WORKER], ids=["process", "killed worker"])
def test_nothing_stays_in_the_temporary_folder(
    tmp_path: Path, project: Path, page: Callable[..., str], program: str
) -> None:
    (tmp_path / "temporary").mkdir()
    (tmp_path / "page.html").write_text(page("<p>x"), encoding="utf-8")
    for name in ("styles", "brand"):
        (tmp_path / name).symlink_to(project / name)
    environment = {**os.environ, "TMPDIR": str(tmp_path / "temporary"), "PYTHONPATH": str(ROOT)}
    subprocess.run(
        [sys.executable, "-c", program, str(tmp_path), str(tmp_path / "out.pdf")], env=environment, check=True
    )
    assert (tmp_path / "out.pdf").exists()
    assert not list((tmp_path / "temporary").iterdir())


def test_a_machine_without_temporary_files_is_told(tmp_path: Path) -> None:
    program = (
        "import tempfile; tempfile.tempdir = '/nonexistent'\n"
        "from guidepress.diagnostics import EnvironmentFailure\n"
        "try: import guidepress.pdf.engine\n"
        "except EnvironmentFailure as failure: print(failure.diagnostics[0].code)"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    run = subprocess.run([sys.executable, "-c", program], env=environment, check=True, capture_output=True, text=True)
    assert run.stdout.strip() == "no-temporary-folder"


def test_the_table_of_editions_is_read_without_weasyprint() -> None:
    program = "import sys, guidepress.editions; assert not {'weasyprint', 'pydyf', 'PIL'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", program], env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True)


def test_versions_are_told() -> None:
    program = "from guidepress.pdf.engine import versions; print(*versions().values())"
    run = subprocess.run(
        [sys.executable, "-c", program], env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True, capture_output=True
    )
    weasyprint, pango, harfbuzz = run.stdout.decode().split()
    assert weasyprint.startswith("70.")
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in (pango, harfbuzz))
