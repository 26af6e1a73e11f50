"""Set Guidepress up in a checkout: check Python, venv and Pango, install what is missing, fill .venv from the lock.

    python3 tools/bootstrap.py [requirements.lock]

Runs on whatever `python3` the machine has, so its syntax is old Python's. What is in place is left alone: a second
run takes a fraction of a second. Exit code 6 when something is missing that only the user can install.
"""

import filecmp
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
VENV = HOUSE / ".venv"
PYTHON = VENV / "bin" / "python"
RUNTIME, EVERYTHING = "requirements.lock", "requirements-test.lock"
OLDEST, NEWEST = (3, 11), (3, 14)
HERE = "{}.{}".format(*sys.version_info)


def main(lock):
    os.chdir(str(HOUSE))
    require_python()
    require_venv()
    require_pango()
    if lock == EVERYTHING:
        want_jdk()
    fill_venv(lock)


def require_python():
    """Go on with a Python that is new enough, installing one if need be."""
    if sys.version_info >= OLDEST:
        return
    versions = [f"3.{minor}" for minor in range(NEWEST[1], OLDEST[1] - 1, -1)]
    if not any(map(works, versions)):
        packages = next((p for p in ([f"python{v}", f"python{v}-venv"] for v in versions) if known(p[0])), None)
        provide(packages or ["python3.11"], f"Python 3.11 or newer (this is {HERE})")
    python = next((shutil.which(f"python{version}") for version in versions if works(version)), None)
    if python is not None:
        os.execv(python, [python, *sys.argv])
    stop("Guidepress needs Python 3.11 or newer. Install it, then run make again.")


def works(version):
    """Tell whether a Python of that version starts (a pyenv shim may be there and refuse)."""
    python = shutil.which(f"python{version}")
    return python is not None and succeeds([python, "-c", "import sys"])


def require_venv():
    """See that virtual environments can be made; Debian keeps that part in a package of its own."""
    if not succeeds([sys.executable, "-c", "import venv, ensurepip"]):
        name = f"python{HERE}-venv"
        provide([name if known(name) else "python3-venv"], "Python's venv module")


def require_pango():
    """See that the libraries for setting text are there."""
    sys.path.insert(0, str(HOUSE))
    sys.dont_write_bytecode = True
    from guidepress import environment

    missing = environment.missing_libraries()
    if missing:
        line = environment.library_line()
        packages = [word for word in line.split() if word.startswith("lib")] if "apt-get" in line else []
        provide(packages, ", ".join(missing), line)


def want_jdk():
    """Provide the JDK that judges PDFs with veraPDF; a must only where REQUIRE_CONFORMANCE=1 says so."""
    if shutil.which("javac") and succeeds(["javac", "-version"]):
        return
    if can_install() or os.environ.get("REQUIRE_CONFORMANCE") == "1":
        provide(["default-jdk-headless"], "a JDK, to judge PDFs with veraPDF")
    else:
        say("No JDK here: the PDF/UA and PDF/A tests will be skipped.")


def provide(packages, what, line=None):
    """Install Debian packages after printing the line, or print the line and exit 6."""
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    rights = [] if os.geteuid() == 0 else ["sudo"]
    line = line or " ".join([*rights, *install])
    if not (packages and can_install()):
        give_up(what, line)
    say(f"Missing: {what}. Running: {line}")
    rights = rights and ["sudo", "-n"]
    environment = [*rights, "env", "DEBIAN_FRONTEND=noninteractive"]
    if not (quietly([*environment, "apt-get", "update"]) and quietly([*environment, *install])):
        give_up(what, line)


def can_install():
    """Tell whether apt is there together with the right to use it without a password."""
    return bool(shutil.which("apt-get")) and (os.geteuid() == 0 or succeeds(["sudo", "-n", "true"]))


def known(package):
    """Tell whether apt knows a package of that name."""
    return bool(shutil.which("apt-cache")) and succeeds(["apt-cache", "show", "--quiet=2", package])


def fill_venv(lock):
    """Make .venv hold what the lock says; the tests' lock holds all that running needs, too."""
    if is_filled_from(EVERYTHING) or (lock == RUNTIME and is_filled_from(RUNTIME)):
        return
    say(f"Setting up .venv from {lock} (once, and when the lock changes) ...")
    if not quietly([sys.executable, "-m", "venv", "--clear", str(VENV)]):
        stop("The virtual environment .venv could not be made; see above why.")
    install = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    if not quietly([*install, "--require-hashes", "--no-deps", "-r", lock]):
        stop(f"The packages of {lock} could not be installed; see above why. Is there a network?")
    shutil.copyfile(lock, str(VENV / lock))


def is_filled_from(lock):
    """Tell whether .venv works and was filled from this very lock."""
    copy = VENV / lock
    return copy.exists() and filecmp.cmp(lock, str(copy), shallow=False) and succeeds([str(PYTHON), "-c", ""])


def succeeds(command):
    try:
        return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0
    except OSError:
        return False


def quietly(command):
    """Run a command and show what it printed only when it fails."""
    run = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if run.returncode:
        say(" ".join(map(shlex.quote, command)))
        say(run.stdout.decode("utf-8", "replace").strip())
    return run.returncode == 0


def give_up(what, line):
    stop(f"Guidepress needs {what}. Run this once:\n  {line}\nthen run make again.")


def stop(text):
    say(text)
    sys.exit(6)


def say(text):
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:] or [RUNTIME])
