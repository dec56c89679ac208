"""Keeps the libraries that read files from writing to standard error: what a user should know, we say ourselves."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

NOISY = ("pdfminer", "pdfplumber", "trafilatura", "htmldate", "justext", "courlan", "charset_normalizer", "olefile")


@contextmanager
def silence_libraries() -> Iterator[None]:
    """Within it these libraries neither log nor warn; afterwards all is as it was."""
    loggers = [logging.getLogger(name) for name in NOISY]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
