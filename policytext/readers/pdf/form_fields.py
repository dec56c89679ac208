"""Filled fields of PDF forms: pdfium is made to print them on the page like any other text."""

from __future__ import annotations

from typing import Any


def with_fields(pdf: Any, page: Any, number: int) -> Any:
    """The page of this number (from 1) with the values of its form fields printed on it; of a file without a form, it.

    What a program left to the viewer to draw (fields without an appearance of their own) is made by pdfium first.
    """
    from pypdfium2 import raw

    if pdf.get_formtype() == raw.FORMTYPE_NONE:
        return page
    if raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) != raw.FLATTEN_SUCCESS:
        return page
    page.close()
    return pdf[number - 1]
