"""`make`'s set-up: what it installs, what it says when it cannot, and the locks it installs from."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from guidepress import environment
from tests.conftest import HOUSE

LOCKS = ("requirements.lock", "requirements-test.lock")


@pytest.fixture
def bootstrap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Return the set-up script, at work in an empty checkout, with no right to install anything."""
    spec = spec_from_file_location("bootstrap", HOUSE / "tools" / "bootstrap.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "HOUSE", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    monkeypatch.setattr(module, "can_install", lambda: False)
    monkeypatch.setattr(sys, "path", list(sys.path))
    monkeypatch.setattr(sys, "dont_write_bytecode", sys.dont_write_bytecode)
    monkeypatch.chdir(tmp_path)
    return module


def _asks_for(capsys: pytest.CaptureFixture[str], exit_: pytest.ExceptionInfo[SystemExit]) -> str:
    assert exit_.value.code == 6
    out = capsys.readouterr().out
    assert "Run this once:\n" in out
    return out


def test_missing_pango_is_asked_for_with_the_line(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(environment, "missing_libraries", lambda: ("Pango",))
    with pytest.raises(SystemExit) as exit_:
        bootstrap.require_pango()
    assert environment.library_line() in _asks_for(capsys, exit_)


def test_missing_venv_and_old_python_are_asked_for(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap, "succeeds", lambda command: False)
    with pytest.raises(SystemExit) as exit_:
        bootstrap.require_venv()
    assert "venv" in _asks_for(capsys, exit_)
    monkeypatch.setattr(bootstrap, "OLDEST", (4, 0))
    with pytest.raises(SystemExit):
        bootstrap.require_python()
    assert "Python 3.11 or newer" in capsys.readouterr().out


def test_with_the_right_to_it_what_is_missing_is_installed_after_the_line_is_shown(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ran: list[str] = []
    monkeypatch.setattr(bootstrap, "can_install", lambda: True)
    monkeypatch.setattr(bootstrap, "quietly", lambda command: ran.append(" ".join(command)) is None)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    bootstrap.provide(["python3-venv"], "Python's venv module")
    line = "sudo apt-get install -y --no-install-recommends python3-venv"
    assert capsys.readouterr().out == f"Missing: Python's venv module. Running: {line}\n"
    assert [command.split()[:2] for command in ran] == [["sudo", "-n"], ["sudo", "-n"]]
    assert ran[1].endswith("apt-get install -y --no-install-recommends python3-venv")


@pytest.mark.parametrize(("required", "skips"), [("", True), ("1", False)])
def test_a_jdk_is_a_wish_unless_it_is_required(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, required: str, skips: bool
) -> None:
    monkeypatch.setattr(bootstrap, "succeeds", lambda command: False)
    monkeypatch.setenv("REQUIRE_CONFORMANCE", required)
    if skips:
        bootstrap.want_jdk()
    else:
        with pytest.raises(SystemExit):
            bootstrap.want_jdk()


def test_the_environment_is_filled_once_and_again_when_the_lock_changes(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ran: list[list[str]] = []

    def quietly(command: list[str]) -> bool:
        ran.append(command)
        (tmp_path / ".venv" / "bin").mkdir(parents=True, exist_ok=True)
        shutil.copy(sys.executable, tmp_path / ".venv" / "bin" / "python")
        return True

    monkeypatch.setattr(bootstrap, "quietly", quietly)
    monkeypatch.setattr(bootstrap, "succeeds", lambda command: True)
    for lock in LOCKS:
        (tmp_path / lock).write_text(f"# {lock}\n")
    bootstrap.fill_venv("requirements.lock")
    assert [command[2] for command in ran] == ["venv", "pip"]
    assert "--require-hashes" in ran[1]
    bootstrap.fill_venv("requirements.lock")
    assert len(ran) == 2
    bootstrap.fill_venv("requirements-test.lock")
    bootstrap.fill_venv("requirements.lock")
    assert len(ran) == 4, "what the tests need holds what running needs"
    (tmp_path / "requirements-test.lock").write_text("# newer\n")
    bootstrap.fill_venv("requirements-test.lock")
    assert len(ran) == 6


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_everything_and_names_no_place(lock: str) -> None:
    text = (HOUSE / lock).read_text()
    entries = re.split(r"\n(?=\S)", text.strip())
    assert len(entries) > 20
    for entry in entries:
        assert re.match(r"[a-z0-9-]+==[\w.]+", entry), entry
        assert entry.count("--hash=sha256:") >= 1, entry
    assert not re.search(r"://|file:|index|^-", text, re.MULTILINE)


def test_the_locks_agree_with_each_other_and_with_the_bounds() -> None:
    pinned = [dict(re.findall(r"^([a-z0-9-]+)==([\w.]+)", (HOUSE / lock).read_text(), re.MULTILINE)) for lock in LOCKS]
    runtime, everything = pinned
    assert runtime.items() <= everything.items()
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text())["project"]
    extras = [line for extra in project["optional-dependencies"].values() for line in extra]
    names = {re.split(r"[<>=]", line)[0] for line in [*project["dependencies"], *extras]}
    assert names <= everything.keys()
    assert runtime["weasyprint"].startswith("70.")


def test_the_makefile_knows_its_ways() -> None:
    result = subprocess.run(["make", "-n", "test"], cwd=HOUSE, capture_output=True, text=True, timeout=60)
    assert result.returncode == 0, result.stderr
    order = ["bootstrap.py requirements-test.lock", "ruff check", "pyright", "render.py build", "pytest"]
    places = [result.stdout.index(step) for step in order]
    assert places == sorted(places)
