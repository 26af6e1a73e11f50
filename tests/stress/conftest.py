"""The validator, for the stress guides too."""

from tests.conformance.conftest import verapdf

__all__ = ["verapdf"]
