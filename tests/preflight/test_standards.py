"""What veraPDF said is remembered by file and engine; where it cannot be asked, that is said."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from guidepress.preflight import standards, verapdf
from guidepress.preflight.standards import Claim, Memory, verdicts
from guidepress.preflight.verapdf import Breach, Unavailable, VeraPdf, Verdict

UA, A2A = "PDF/UA-1", "PDF/A-2a"
SOUND = Claim(Path("sound.pdf"), "11", (UA, A2A))
BROKEN = Claim(Path("broken.pdf"), "22", (UA, "PDF/X-4"))
BREACH = Breach("7.1:3", 2, "content is neither tagged nor an artifact", "root/page[0]")
Questions = list[tuple[Path, str]]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Questions:
    """Return what a stand-in for veraPDF is asked; it finds fault with files of one name."""
    questions: Questions = []

    def answer(self: VeraPdf, new: Sequence[tuple[Path, str]]) -> list[Verdict]:
        questions.extend(new)
        return [Verdict(file, name, 99, (BREACH,) if file == BROKEN.file else ()) for file, name in new]

    monkeypatch.setattr(standards, "engine", lambda: "engine 1")
    monkeypatch.setattr(VeraPdf, "find", lambda: VeraPdf("java", "jar"))
    monkeypatch.setattr(VeraPdf, "answer", answer)
    return questions


def test_only_what_it_judges_is_asked(asked: Questions) -> None:
    answer = verdicts([SOUND, BROKEN], Memory())
    assert asked == [(SOUND.file, UA), (SOUND.file, A2A), (BROKEN.file, UA)]
    assert answer.breaches == {SOUND.file: {UA: (), A2A: ()}, BROKEN.file: {UA: (BREACH,)}}
    assert answer.unasked == ""


def test_nothing_is_asked_twice(asked: Questions) -> None:
    memory = Memory()
    first = verdicts([SOUND, BROKEN], memory)
    asked.clear()
    again = Memory.read(memory.render())
    assert verdicts([SOUND, BROKEN], again) == first
    assert asked == []
    verdicts([Claim(SOUND.file, "33", (UA,)), BROKEN], again)
    assert asked == [(SOUND.file, UA)]


def test_another_engine_is_asked_anew(asked: Questions, monkeypatch: pytest.MonkeyPatch) -> None:
    memory = Memory()
    verdicts([SOUND], memory)
    monkeypatch.setattr(standards, "engine", lambda: "engine 2")
    verdicts([SOUND], memory)
    assert len(asked) == 4


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b'{"engine": "e", "breaches": {"a": [{"x": 1}]}}', b"\xff"])
def test_a_broken_memory_is_empty(data: bytes) -> None:
    assert Memory.read(data) == Memory()


def test_where_nobody_can_be_asked_it_is_said(asked: Questions, monkeypatch: pytest.MonkeyPatch) -> None:
    def find() -> VeraPdf:
        raise Unavailable("there is no Java")

    memory = Memory()
    verdicts([BROKEN], memory)
    monkeypatch.setattr(VeraPdf, "find", find)
    answer = verdicts([SOUND, BROKEN], memory)
    assert answer.unasked == "there is no Java"
    assert answer.breaches == {SOUND.file: {}, BROKEN.file: {UA: (BREACH,)}}
    assert verdicts([Claim(SOUND.file, "11", ("PDF/X-4",))], memory).unasked == ""


def test_without_java_it_is_unavailable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verapdf.shutil, "which", lambda _: None)
    with pytest.raises(Unavailable, match="JDK"):
        VeraPdf.find()


def test_a_judge_that_fails_is_unavailable() -> None:
    with pytest.raises(Unavailable, match="veraPDF failed"):
        VeraPdf("false", "").answer([(Path("a.pdf"), UA)])
    with pytest.raises(Unavailable, match="line break"):
        VeraPdf("false", "").answer([(Path("a\nb.pdf"), UA)])
