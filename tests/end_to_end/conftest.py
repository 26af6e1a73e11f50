"""What these tests share with others."""

from tests.conformance.conftest import verapdf

__all__ = ["verapdf"]
