"""The version of this program, which an archive keeps with every analysis."""

from __future__ import annotations

__version__ = "0.1.0"
