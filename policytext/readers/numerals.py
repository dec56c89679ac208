"""How word processors write the numbers of lists and headings: 3, c, C, iii, III."""

from __future__ import annotations

ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
         (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
LARGEST = 4_000  # what Roman numerals and letters are used for


def format_numeral(number: int, form: str) -> str:
    """A number as a list shows it; `form` is `1`, `01`, `a`, `A`, `i` or `I`, anything else gives nothing.

    >>> format_numeral(4, "i"), format_numeral(28, "a"), format_numeral(7, "01")
    ('iv', 'bb', '07')
    """
    if form in ("1", "01"):
        return f"{number:0{len(form)}d}"
    if not form or form not in "aAiI" or not 0 < number <= LARGEST:
        return ""
    shown = _format_roman(number) if form in "iI" else chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
    return shown.upper() if form.isupper() else shown


def _format_roman(number: int) -> str:
    parts: list[str] = []
    for value, sign in ROMAN:
        count, number = divmod(number, value)
        parts.append(sign * count)
    return "".join(parts)
