from pathlib import Path

from PIL import Image


def prepare(project: Path) -> None:
    image = Image.new("1", (8000, 6000))
    image.save(project / "source/brands/acme/logo.png")
