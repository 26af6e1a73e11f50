"""`preflight` judges any file: ours as what it was built for, others as what they are, broken ones in a sentence."""

from __future__ import annotations

import json
import shutil
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from guidepress import conformance, judging
from guidepress.preflight.standards import Answer, Claim, Memory
from guidepress.preflight.verapdf import Breach
from guidepress.workers import Limits
from tests.conftest import HOUSE, guidepress, manifest
from tests.preflight.room_symbols import change_the_address
from tests.preflight.rooms import worsened
from tests.preflight.samples import press_pdf
from tests.program.conftest import Run

FOREIGN = HOUSE / "tests" / "preflight" / "foreign"
PAGE = b"/MediaBox [0 0 200 200]"
GOOD = (FOREIGN / "typst.pdf").read_bytes()


def encrypted(password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(GOOD)))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def with_tree(*nodes: bytes) -> bytes:
    """Return a file with a page tree, of which the root is object 2."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate((b"<< /Type /Catalog /Pages 2 0 R >>", *nodes), start=1):
        places.append(b"%010d 00000 n \n" % len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1) + b"".join(places)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, len(out))
    return bytes(out) + table + trailer


CIRCLE = with_tree(b"<< /Type /Pages /Kids [3 0 R] /Count 9 >>", b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] >>")
BAD = {
    "empty": (b"", "empty-file"),
    "text": (b"no PDF", "not-a-pdf"),
    "cut off": (GOOD[: len(GOOD) // 2], "damaged-pdf"),
    "zeros": (b"%PDF-1.7\n" + bytes(100_000), "damaged-pdf"),
    "a circle of pages": (CIRCLE, "damaged-pdf"),
    "without pages": (with_tree(b"<< /Type /Pages /Kids [] /Count 0 >>"), "no-pages"),
    "with a password": (encrypted("secret"), "encrypted-pdf"),
    "without a password, but encrypted": (encrypted(""), "encrypted-pdf"),
}


@pytest.mark.parametrize(("data", "code"), BAD.values(), ids=BAD)
def test_what_cannot_be_read_is_said_in_a_sentence(data: bytes, code: str, run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.pdf").write_bytes(data)
    result = run("preflight", str(tmp_path / "bad.pdf"), str(FOREIGN / "typst.pdf"))
    assert (result.code, result.err.count("error[")) == (4, 1)
    assert f"error[{code}]  bad.pdf: " in result.err
    assert "bad.pdf  (not readable): 1 error\n" in result.out
    assert result.out.endswith("typst.pdf  (1 page): fine\nJudged 2 files: 1 error.\n")


def test_what_is_wrong_with_a_file_is_not_what_was_wrong_with_the_one_before(run: Run, tmp_path: Path) -> None:
    files = {name: tmp_path / f"{name}.pdf" for name in ("cut off", "with a password", "without pages")}
    for name, file in files.items():
        file.write_bytes(BAD[name][0])
    said = run("preflight", *map(str, files.values()))
    assert "error[no-pages]  without pages.pdf" in said.err


def test_a_file_that_is_too_large_is_not_read(run: Run, tmp_path: Path) -> None:
    with (tmp_path / "large.pdf").open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(1 << 40)
    result = run("preflight", str(tmp_path / "large.pdf"))
    assert (result.code, "error[oversized-pdf]" in result.err) == (4, True)


def test_a_file_that_takes_too_long_is_given_up(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "LIMITS", Limits(seconds=1, work="judging it"))
    monkeypatch.setattr(judging, "facts_of", lambda *_: __import__("time").sleep(30))
    result = run("preflight", str(FOREIGN / "typst.pdf"))
    assert "error[document-hangs]  typst.pdf: judging it took more than 1 seconds, so it was stopped" in result.err


def test_what_does_not_exist_is_wrong_usage(run: Run, tmp_path: Path) -> None:
    result = run("preflight", str(tmp_path / "a.pdf"), str(tmp_path / "b.pdf"), str(FOREIGN / "typst.pdf"))
    assert (result.code, result.err.count("error[missing-file]"), result.out) == (2, 2, "")
    assert run("preflight", str(tmp_path)).code == 4  # a folder


def test_without_a_build_there_is_nothing_to_judge(run: Run) -> None:
    assert (run("preflight").code, run("preflight", "--as", "press").code) == (2, 2)


@pytest.mark.parametrize("file", sorted(FOREIGN.glob("*.pdf")), ids=lambda file: file.stem)
def test_files_of_other_programs_are_judged(file: Path, run: Run) -> None:
    data = json.loads(run("preflight", str(file), "--json").out)
    (judged,) = data["judged"]
    assert (judged["name"], judged["purpose"]) == (str(file), "unknown")
    assert judged["pages"] >= 1
    assert {found["code"] for found in data["diagnostics"]} <= {"blank-page"}  # LibreOffice's first one is


def test_the_name_of_a_file_does_not_steer_the_terminal(run: Run, tmp_path: Path) -> None:
    fine, broken = tmp_path / "a\nJudged 1 file: no errors.pdf", tmp_path / "b\nerror[x] of its own.pdf"
    fine.write_bytes((FOREIGN / "typst.pdf").read_bytes())
    broken.write_bytes(b"%PDF-1.4 nothing")
    result = run("preflight", str(fine), str(broken), "--as", "press")
    lines = (result.out + result.err).splitlines()
    assert not any(line.startswith(("Judged 1 file: no", "error[x]")) for line in lines)
    assert any("b\ufffderror[x] of its own.pdf" in line for line in lines)


def test_a_file_may_be_judged_for_a_purpose(run: Run, tmp_path: Path) -> None:
    typst = run("preflight", str(FOREIGN / "typst.pdf"), "--as", "press")
    assert (typst.code, "error[press-box]" in typst.err) == (4, True)
    (tmp_path / "press.pdf").write_bytes(press_pdf())
    assert "press-" not in run("preflight", str(tmp_path / "press.pdf"), "--as", "press").err


def test_a_handout_for_the_office_keeps_clear_of_the_edge(run: Run, tmp_path: Path) -> None:
    (tmp_path / "full.pdf").write_bytes(press_pdf())  # with an area that bleeds
    assert "error[printable-margin]" in run("preflight", str(tmp_path / "full.pdf"), "--as", "office").err
    assert run("preflight", str(tmp_path / "full.pdf"), "--as", "sheets").code == 2


def test_files_of_the_manifest_are_judged_as_what_they_are(run: Run, project: Path) -> None:
    assert run("build").code == 0  # with stand-ins that make no real files
    result = run("preflight")
    assert result.code == 4
    assert result.out.endswith("Judged 4 files: 4 errors.\n")
    booklet = next(path for path in manifest(project / "output") if "booklet" in path)
    data = json.loads(run("preflight", f"output/{booklet}", "--json").out)
    assert [(file["name"], file["purpose"]) for file in data["judged"]] == [(booklet, "digital")]
    (project / "output" / booklet).unlink()
    assert f"error[missing-file]  {booklet.rpartition('/')[2]}" in run("preflight").err


def test_what_breaks_a_standard_is_an_error_and_what_nobody_asked_a_note(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def verdicts(claims: list[Claim], memory: Memory) -> Answer:
        return Answer(
            {claim.file: {"PDF/UA-1": (Breach("7.1:3", 2, "it is not tagged"),)} for claim in claims}, "no Java"
        )

    monkeypatch.setattr(conformance, "verdicts", verdicts)
    result = run("preflight", str(FOREIGN / "typst.pdf"))
    assert "error[standard-failed]  typst.pdf: PDF/UA-1, clause 7.1:3: it is not tagged (2 times)\n" in result.err
    assert result.err.count("note[standards-not-asked]") == 1
    assert (result.code, "typst.pdf  (1 page): 1 error\n" in result.out) == (4, True)


def test_verdicts_are_kept_in_the_output_folder(run: Run, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def verdicts(claims: list[Claim], memory: Memory) -> Answer:
        memory.breaches[claims[0].sha256] = ()
        return Answer({claim.file: {} for claim in claims})

    kept = project / "output" / ".guidepress" / "standards.json"
    kept.parent.mkdir(parents=True)
    assert run("preflight", str(FOREIGN / "typst.pdf")).code == 0
    assert not kept.exists()  # nothing was asked
    monkeypatch.setattr(conformance, "verdicts", verdicts)
    assert run("preflight", str(FOREIGN / "typst.pdf")).code == 0
    assert len(Memory.read(kept.read_bytes()).breaches) == 1


def cut_the_links(writer: PdfWriter) -> None:
    for page in writer.pages:
        page.pop("/Annots", None)


@pytest.mark.slow
def test_our_own_files_are_fine_and_a_wrong_code_leads_to_its_line(guide_project: Path, tmp_path: Path) -> None:
    out = tmp_path / "output"
    shutil.copytree(guide_project / "output", out)
    sheet = next(path for path, entry in manifest(out, "digital").items() if entry["kind"] == "cheatsheet")
    office, *_ = (path for path, entry in manifest(out, "office").items() if entry["kind"] == "booklet")
    (out / sheet).write_bytes(worsened((out / sheet).read_bytes(), change_the_address))
    unlinked, *_ = (path for path, entry in manifest(out, "digital").items() if entry["kind"] == "booklet")
    (out / unlinked).write_bytes(worsened((out / unlinked).read_bytes(), cut_the_links))
    how = str(Path(office).parent / "PRINT-ME.pdf")
    files = [str(out / path) for path in (sheet, office, how, unlinked)]
    result = guidepress("preflight", *files, "--root", guide_project, "--out", out, "--json")
    data = json.loads(result.stdout)
    assert (result.returncode, [file["purpose"] for file in data["judged"]]) == (
        4,
        ["digital", "sheets", "digital", "digital"],
    )
    assert [file["pages"] for file in data["judged"]] == [1, 28, 1, 56]
    lost = [found["spot"]["file"] for found in data["diagnostics"] if found["code"] == "lost-link"]
    assert lost and set(lost) == {unlinked}
    (wrong,) = (found for found in data["diagnostics"] if found["severity"] == "error" and "qr" in found["code"])
    assert (wrong["code"], wrong["span"]["file"]) == ("qr-address", "source/brands/signifyhr/brand.yaml")
    assert "website: signifyhr.com" in wrong["span"]["text"]
    assert (wrong["spot"]["file"], wrong["spot"]["page"]) == (sheet, 1)
