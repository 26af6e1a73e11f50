"""The command line: the only room that exits or reads argv. Whatever is heavy is imported when it is needed."""

from __future__ import annotations

import io
import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from datetime import date, datetime
from functools import partial, wraps
from pathlib import Path
from typing import Any, NoReturn

import click

from guidepress import __version__, report
from guidepress import build as pipeline
from guidepress.console import Console, echo
from guidepress.diagnostics import Diagnostic, EnvironmentFailure, Exit, GuidepressError, UsageError, error
from guidepress.output import Output, here, write_whole, writing
from guidepress.request import Outcome, Request, Watcher

_FOLDER = click.Path(file_okay=False, path_type=Path)
_ROOT = click.option("--root", type=_FOLDER, help="The project: a folder with source/. Default: the current folder.")
_TODAY = click.option(
    "--today", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Judge what is out of date as of this day."
)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="guidepress", message="%(prog)s %(version)s")
@_ROOT
@click.pass_context
def cli(context: click.Context, root: Path | None) -> None:
    """Turn structured YAML into printable career guides."""
    context.obj = root


def _command(name: str) -> Callable[[Callable[..., Exit]], click.Command]:
    """Make a command of a function that returns an exit code: it gets `--root --json --quiet`, and its errors told."""

    def decorate(function: Callable[..., Exit]) -> click.Command:
        @click.pass_context
        @wraps(function)
        def run(context: click.Context, root: Path | None, as_json: bool, quiet: bool, **arguments: Any) -> Exit:
            console = Console(as_json, quiet)
            try:
                return function(console, (root or context.obj or Path()).resolve(), **arguments)
            except GuidepressError as failure:
                console.report(failure.exit_code, failure.diagnostics, report.consequence(failure.exit_code))
                return failure.exit_code

        options = (
            _ROOT,
            click.option("--json", "as_json", is_flag=True, help="Print everything as data, to stdout."),
            click.option("--quiet", "-q", is_flag=True, help="Print problems only."),
        )
        return cli.command(name)(_with(options, run))

    return decorate


def _with(options: Sequence[Callable[[Any], Any]], function: Callable[..., Exit]) -> Callable[..., Exit]:
    for option in reversed(options):
        function = option(function)
    return function


def _filters(function: Callable[..., Exit]) -> Callable[..., Exit]:
    names = {"guide": "guides", "role": "roles", "brand": "brands", "locale": "locales", "edition": "editions"}
    names |= {"drive": "drives", "campus": "campuses"}
    options = [
        click.option(f"--{one}", many, multiple=True, metavar="NAME", help=f"Only this {one}. Repeatable.")
        for one, many in names.items()
    ]
    return _with(options, function)


_ASKED = (
    click.argument("kinds", nargs=-1, metavar="[KIND]..."),
    _filters,
    click.option("--printer", "printers", multiple=True, metavar="NAME", help="Make files for this printer of "
                 "source/printers/, not the brand's. Repeatable."),
    click.option("--out", type=_FOLDER, help="Where the files go. Default: output/ in the project."),
    click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Documents made at a time. Default: one per "
                 "core."),
    _TODAY,
)  # fmt: skip


def _request(
    root: Path,
    *,
    printers: tuple[str, ...],
    out: Path | None,
    jobs: int | None,
    today: datetime | None,
    **filters: tuple[str, ...],
) -> Request:
    """Return what the options ask for that `build` and whatever begins with a build share."""
    return Request(
        root=root,
        out=(out or root / "output").resolve(),
        today=_day(today),
        filters=filters,
        printers=printers,
        workers=jobs or _cores(),
    )


@_command("build")
@partial(_with, _ASKED)
@click.option("--force", is_flag=True, help="Build what is up to date, too.")
@click.option("--html", type=_FOLDER, help="Also write the HTML that is laid out, with its styles, to this folder.")
@click.option("--zip", "packed", is_flag=True, help="Of a drive, also an archive per campus, ready to mail.")
def build(console: Console, root: Path, *, force: bool, html: Path | None, packed: bool, **asked: Any) -> Exit:
    """Build what is out of date. KIND is booklet or cheatsheet, or notice for a drive; without any, what the project
    or the drive asks for.
    """
    started = time.monotonic()
    request = _request(root, **asked)
    if packed and not request.drives:
        raise UsageError(error("no-drive-chosen", "archives are made for campuses", hint="name the drive with --drive"))
    request = replace(request, force=force, packed=packed, html=html.resolve() if html else None)
    outcome = _built(console, request)
    _tell(console, request, outcome, time.monotonic() - started)
    return outcome.exit_code


def _built(console: Console, request: Request) -> Outcome:
    with console.progress("Building") as progress:
        return pipeline.build(request, Watcher(say=console.note, progress=progress))


@_command("proof")
@partial(_with, _ASKED)
def proof(console: Console, root: Path, **asked: Any) -> Exit:
    """Build what is out of date, then show it: pictures of all pages, what changed, and a report for who decides.

    KIND is as for build. The report is proof/index.html in the output folder.
    """
    from guidepress.proof.making import prove

    started = time.monotonic()
    request = _request(root, **asked)
    outcome = _built(console, request)
    verdicts = _asked(request, outcome)
    with console.progress("Drawing") as progress:
        made = prove(request, outcome, Watcher(say=console.note, progress=progress), verdicts)
    _tell(console, request, outcome, time.monotonic() - started, proof=made.record, report=str(made.report))
    console.result("\n".join([*made.sentences, f"Look at {here(made.report)}"]))
    return outcome.exit_code


def _asked(request: Request, outcome: Outcome) -> dict[str, str]:
    """Return what is to be said of the standards of each document; what they break is added to the outcome."""
    from guidepress.conformance import standards

    known = Output(request.out).artifacts
    wanted = {*outcome.unchanged, *(artifact.path for artifact in outcome.built)}
    said, wrong = standards(request.out, [known[path] for path in sorted(wanted) if path in known])
    outcome.diagnostics += wrong
    outcome.codes.update([Exit.PREFLIGHT] if wrong else [])
    return said


def _tell(console: Console, request: Request, outcome: Outcome, seconds: float, **also: object) -> None:
    code = outcome.exit_code
    more = {
        "out": str(request.out),
        "built": [asdict(artifact) for artifact in outcome.built],
        "unchanged": outcome.unchanged,
        "removed": outcome.removed,
        "failed": outcome.failed,
        "spoilt": outcome.spoilt,
        "reissued": outcome.reissued,
        "failures": [asdict(failed) for failed in outcome.failures],
        "accepted": [found.as_data() for found in report.ordered(outcome.accepted)],
        **also,
    }
    consequence = report.consequence(code, len(outcome.failed), len(outcome.spoilt))
    console.report(code, outcome.diagnostics, consequence, notes=False, **more)
    console.result(report.summary(outcome, request.out, seconds))
    for traceback in outcome.bugs:
        echo(traceback, err=True)


@_command("check")
@_TODAY
def check(console: Console, root: Path, *, today: datetime | None) -> Exit:
    """Read and check all content. Nothing is built or written."""
    library, diagnostics, accepted = pipeline.read(root, _day(today), None)
    rows = [one for drive in library.drives.values() for one in drive.said]
    roles = sum(len(guide.roles) for guide in library.guides.values())
    counts = {"guide": len(library.guides), "role": roles, "brand": len(library.brands), "source": len(library.sources)}
    campuses = sum(len(drive.rows) for drive in library.drives.values())
    counts |= {"drive": len(library.drives), "campus": campuses} if library.drives else {}
    spoilt = any(one.severity == "error" for one in rows)
    code = Exit.CONTENT if spoilt else Exit.OK
    console.report(code, [*diagnostics, *rows], accepted=[found.as_data() for found in accepted])
    if spoilt:
        return code
    things = ", ".join(report.count(number, thing) for thing, number in counts.items())
    console.result("\n".join(filter(None, (f"No errors in {things}.", report.accepted(accepted)))))
    return Exit.OK


_FILE = click.Path(path_type=Path)


@_command("preflight")
@click.argument("files", nargs=-1, type=_FILE, metavar="[FILE]...")
@click.option("--out", type=_FOLDER, help="Where the built files are. Default: output/ in the project.")
@click.option(
    "--as",
    "purpose",
    type=click.Choice(["digital", "office", "press", "large-print"]),
    help="What the files are for. Default: of ours what they were built for, of others what they say of themselves.",
)
def preflight(console: Console, root: Path, *, files: tuple[Path, ...], out: Path | None, purpose: Any) -> Exit:
    """Judge finished PDFs, whoever made them. Without FILE, everything that was built."""
    from guidepress.judging import judge
    from guidepress.published import Published

    if purpose and not files:
        raise UsageError(error("nothing-to-judge", "--as is for files that are named", hint="name a file"))
    published = Published(root, (out or root / "output").resolve())
    targets = published.named(files, purpose) if files else published.everything()
    with console.progress("Judging") as progress:
        outcome = judge(published, targets, _cores(), progress)
    console.result("\n".join(map(report.verdict, outcome.files)))
    console.report(outcome.exit_code, outcome.diagnostics, judged=[asdict(file) for file in outcome.files])
    console.result(report.judged(outcome.files))
    for traceback in outcome.bugs:
        echo(traceback, err=True)
    return outcome.exit_code


@_command("schema")
@click.option("--out", type=_FOLDER, help="Where the schemas go. Default: schema/ in the project.")
def schema(console: Console, root: Path, *, out: Path | None) -> Exit:
    """Write JSON Schemas, with which editors complete and check the YAML."""
    from guidepress.content.schema import write

    folder = (out or root / "schema").resolve()
    with writing(folder):
        written = write(folder)
    console.report(Exit.OK, (), written=[str(path) for path in written])
    console.result(f"Wrote {report.count(len(written), 'schema')} to {here(folder)}")
    return Exit.OK


@_command("new")
@click.argument("kind", type=click.Choice(["project", "guide", "role", "brand", "printer", "drive"]))
@click.argument("name", metavar="ID")
@click.option("--guide", metavar="ID", help="The guide of a new role or drive. Default: the only one, or the first.")
def new(console: Console, root: Path, *, kind: Any, name: str, guide: str | None) -> Exit:
    """Write commented files for a new project, guide, role, brand, printer or drive; they build at once."""
    from guidepress.content import scaffold

    with writing(root):
        written = scaffold.create(kind, name, root, guide)
    commands = [f"{program()} {line}" for line in scaffold.next_commands(kind, name, guide)]
    console.report(Exit.OK, (), written=[str(path) for path in written], next=commands)
    files = "\n".join(f"  {here(path)}" for path in written)
    console.result(f"Wrote\n{files}\nNext, look into them, then:\n  {commands[0]}\n  {commands[1]}")
    return Exit.OK


_IMPOSING = (
    click.option("--scheme", type=click.Choice(["booklet", "2up", "4up-cut", "4up-fold"]), default="booklet",
                 show_default=True, help="booklet: folded and stapled. 2up: two pages a side in order. 4up-cut: cut "
                 "into two stacks, nested, folded. 4up-fold: folded twice."),
    click.option("--section", type=click.IntRange(min=1), metavar="N",
                 help="Nest N sheets in one another, then begin anew. Default: all of them."),
    click.option("--flip", type=click.Choice(["short", "long", "simplex"]), default="short", show_default=True,
                 help="The edge about which the printer turns sheets over; simplex: all fronts, then all backs."),
    click.option("--creep", "creep_mm", type=click.FloatRange(min=0, max=5), default=0.0, metavar="MM",
                 help="Thickness of the paper: inner pages move towards the fold by it. Office paper: 0.1."),
    click.option("--binding", type=click.Choice(["ltr", "rtl"]), default="ltr", show_default=True,
                 help="rtl: bound on the right, for scripts that run to the left."),
    click.option("--marks", is_flag=True, help="Crop marks, fold ticks and a slug line, outside the bleed."),
    click.option("--paper", metavar="PAPER", help="A4, SRA3, Letter and the like, or 320x450mm. Default: what fits."),
    click.option("--job", metavar="TEXT", help="The job's name on the slug line. Default: the title of IN."),
)  # fmt: skip


@_command("impose")
@click.argument("source", type=_FILE, metavar="IN")
@click.argument("target", type=_FILE, metavar="OUT")
@partial(_with, _IMPOSING)
def impose(console: Console, root: Path, *, source: Path, target: Path, **how: Any) -> Exit:
    """Lay the pages of the PDF IN out on sheets to print, fold and staple; write them to OUT."""
    from guidepress.pdf.imposition import Imposing
    from guidepress.pdf.sheets import impose as imposed_on_sheets

    imposed = imposed_on_sheets(_taken_in(source, target), Imposing(**how))
    write_whole(target, imposed.data)
    sheets = report.count(imposed.sheets, "sheet")
    console.report(Exit.OK, imposed.diagnostics, written=[str(target)], sheets=imposed.sheets, sides=imposed.sides)
    console.result(f"Wrote {here(target)}: {sheets} of paper.\n{report.how_to_print(how['scheme'], how['flip'])}")
    return Exit.OK


def _taken_in(source: Path, target: Path) -> bytes:
    """Return the bytes of a file that is not to be overwritten by what is made of it."""
    if not source.is_file():
        reason = "is no regular file" if source.exists() else "does not exist"
        raise UsageError(error("missing-file", f"{here(source)} {reason}"))
    if target.exists() and target.samefile(source):
        message = f"{here(target)} would overwrite what it is made of"
        raise UsageError(error("same-file", message, hint="give the sheets another name"))
    try:
        return source.read_bytes()
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise EnvironmentFailure(error("unreadable-file", f"cannot read {here(source)}: {reason}")) from problem


@_command("calibrate")
@click.argument("target", type=_FILE, metavar="OUT")
def calibrate(console: Console, root: Path, *, target: Path) -> Exit:
    """Write a test sheet: it shows which edge a printer flips, which margin stays white, and whether it scales."""
    from guidepress.calibration import calibration_sheet

    write_whole(target, calibration_sheet(root))
    console.report(Exit.OK, (), written=[str(target)])
    console.result(f"Wrote {here(target)}. Print it on both sides of one A4 sheet, at 100 %, and do what it says.")
    return Exit.OK


def main() -> NoReturn:
    """Run the command line and exit; every way out of the program leads through here."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    sys.exit(int(_run()))


def _run() -> int:
    try:
        return cli.main(prog_name=program(), standalone_mode=False) or Exit.OK
    except click.ClickException as wrong:
        wrong.show()
        return wrong.exit_code
    except (click.Abort, KeyboardInterrupt):
        echo("Interrupted. What was finished is there; everything else is as it was.", err=True)
        return Exit.INTERRUPTED
    except ModuleNotFoundError as missing:
        if (missing.name or "").startswith("guidepress"):
            raise
        echo(report.shown(_not_installed(missing)), err=True)
        return Exit.ENVIRONMENT


def _not_installed(missing: ModuleNotFoundError) -> Diagnostic:
    return error("missing-package", f"the Python package {missing.name} is missing", hint="run this once: make setup")


def program() -> str:
    """Return how the program was called, for usage lines and hints."""
    name = Path(sys.argv[0]).name
    return {"render.py": "python3 render.py", "__main__.py": "python3 -m guidepress"}.get(name, "guidepress")


def _day(today: datetime | None) -> date:
    return today.date() if today else date.today()


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
