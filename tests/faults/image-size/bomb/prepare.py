import zlib
from pathlib import Path


def prepare(project: Path) -> None:
    header = b"IHDR" + (60_000).to_bytes(4, "big") * 2 + bytes((8, 2, 0, 0, 0))
    data = b"\x89PNG\r\n\x1a\n" + (13).to_bytes(4, "big") + header + zlib.crc32(header).to_bytes(4, "big")
    (project / "source/brands/acme/logo.png").write_bytes(data + bytes(3) + b"\x09IDAT" + bytes(13))
