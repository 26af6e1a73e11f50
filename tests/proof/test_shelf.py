"""A proof appears as a whole: whoever is stopped leaves the last one, or the next one goes on."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from guidepress.proof.shelf import FOLDER, Shelf
from tests.conftest import HOUSE
from tests.program.conftest import Run
from tests.proof.samples import record

STAGING = f".guidepress/{FOLDER}"


def _stage(shelf: Shelf, looks: str) -> None:
    """Stage a proof of pages whose pictures hold how they look."""
    file = record(looks)
    for page in file.pages:
        for name in (file.preview(page.number), file.thumbnail(page.number), file.contact):
            target = shelf.staging / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(page.digest)
    pages = [{**{name: getattr(page, name) for name in page.__slots__}} for page in file.pages]
    data = {"path": file.path, "sha256": "", "bytes": 1, "title": "", "turning": "", "pages": pages}
    shelf.stage(f"report of {looks}", {"documents": [{"path": file.path, "files": [data]}]})


def _shown(out: Path) -> str:
    """Return how the pages look that are shown, as the record, the pictures and the report say it together."""
    file = Shelf(out).known("a/b.pdf")
    assert file is not None
    looks = "".join(page.digest for page in file.pages)
    pictures = sorted((out / FOLDER / "pages").rglob("*.png"))
    assert [picture.read_text() for picture in pictures] == list(looks)
    assert (out / FOLDER / "index.html").read_text() == f"report of {looks}"
    return looks


def _publish(out: Path, looks: str) -> None:
    shelf = Shelf(out)
    _stage(shelf, looks)
    shelf.publish()


def test_a_proof_that_was_not_whole_leaves_no_trace(tmp_path: Path) -> None:
    _publish(tmp_path, "abc")
    _stage(Shelf(tmp_path), "xyz")
    (tmp_path / STAGING / "proof.json").unlink()
    assert _shown(tmp_path) == "abc"
    assert not (tmp_path / STAGING).exists()


def test_wherever_it_stops_while_renaming_the_next_one_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class PowerCut(BaseException):
        pass

    rename, unlink = Path.replace, Path.unlink
    for survived in range(30):
        out = tmp_path / str(survived)
        _publish(out, "abc")
        shelf = Shelf(out)
        _stage(shelf, "xb")
        left = survived

        def spend(left_now: list[int]) -> None:
            if left_now[0] == 0:
                raise PowerCut
            left_now[0] -= 1

        budget = [left]
        with monkeypatch.context() as patch:
            patch.setattr(Path, "replace", lambda self, target, budget=budget: (spend(budget), rename(self, target))[1])
            patch.setattr(
                Path,
                "unlink",
                lambda self, missing_ok=False, budget=budget: (spend(budget), unlink(self, missing_ok))[1],
            )
            try:
                shelf.publish()
                break
            except PowerCut:
                pass
        assert _shown(out) == "xb"
        assert json.loads((out / FOLDER / "proof.json").read_text())["version"] == 1
    else:
        pytest.fail("it never ends")
    assert survived > 8
    assert _shown(out) == "xb"


def test_a_record_of_another_resolution_says_nothing(tmp_path: Path) -> None:
    _publish(tmp_path, "abc")
    file = tmp_path / FOLDER / "proof.json"
    file.write_text(file.read_text().replace('"dpi": 100', '"dpi": 72'))
    assert Shelf(tmp_path).last == {}


@pytest.mark.parametrize(
    ("sound", "broken"),
    [
        ('{"path": "a/b.pdf", "files"', '{"files"'),
        ('{"path": "a/b.pdf", "files"', '{"path": 3, "files"'),
        ('"path": "a/b.pdf", "sha256"', '"path": "../../outside.pdf", "sha256"'),
        ('"path": "a/b.pdf", "sha256"', '"path": "/etc/outside.pdf", "sha256"'),
        ('"path": "a/b.pdf", "sha256"', '"path": null, "sha256"'),
        ('"path": "a/b.pdf", "sha256"', '"path": "a/b\\n.pdf", "sha256"'),
        ('"number": 1', '"number": "../1"'),
        ('"number": 1', '"number": null'),
        ('"digest": "a"', '"digest": ["a"]'),
        ('"size": [300.0', '"size": ["300"'),
        ('"size": [300.0', '"size": [1, 300.0'),
        ('"documents": [', '"documents": ["a", '),
        ('"documents": [', '"documents": 3, "kept": ['),
    ],
)
def test_a_record_that_is_not_sound_says_nothing(tmp_path: Path, sound: str, broken: str) -> None:
    _publish(tmp_path, "abc")
    file = tmp_path / FOLDER / "proof.json"
    text = json.dumps(json.loads(file.read_text()))
    assert sound in text
    file.write_text(text.replace(sound, broken, 1))
    shelf = Shelf(tmp_path)
    assert (shelf.last, shelf.known("a/b.pdf")) == ({}, None)


@pytest.mark.slow
@pytest.mark.parametrize("seconds", [0.25, 0.4, 0.5, 0.6, 0.8])
def test_a_killed_proof_leaves_whole_files(
    run: Run, folder: Path, project: Path, set_summary: Callable[[str, str], None], seconds: float
) -> None:
    run("proof")
    set_summary("agent", "Another summary.")
    code = "from tests.proof import fakes; fakes.install(); from guidepress.cli import main; main()"
    process = subprocess.Popen(
        [sys.executable, "-c", code, "proof", "--quiet"], cwd=project, env={"PYTHONPATH": str(HOUSE), "PATH": ""}
    )
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=10)
    for picture in folder.rglob("*.png"):
        with Image.open(picture) as image:
            image.load()
    assert (folder / "index.html").read_text().rstrip().endswith("</html>")
    assert json.loads((folder / "proof.json").read_text())["version"] == 1
    assert run("proof").code == 0
    assert "Nothing changed" in run("proof").out
