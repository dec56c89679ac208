"""Letters and forms: letterheads, contact columns, window addresses, signatures, labelled fields."""

from __future__ import annotations

from tests.layouts.material import Pen
from tests.layouts.sheet import Frame, Sheet, Style, broken


def plain(sheet: Sheet, pen: Pen, *, style: Style, paragraphs: int = 5) -> None:
    """A letter on one page: address, date, subject, running text, greeting."""
    sheet.lines(0, 70, 80, ["Gemeindetag Obertann", "Marktplatz 4, 04711 Obertann"], style, kind="address", apart="")
    sheet.lines(0, 400, 130, ["Obertann, 3. Mai 2024"], style, kind="address", apart="")
    parts = [
        ("heading", f"Stellungnahme: {pen.one('titles')}", style.but(weight=1)),
        ("paragraph", "Sehr geehrte Damen und Herren,", style),
        *(("paragraph", pen.paragraph(), style) for _ in range(paragraphs)),
        ("paragraph", "Mit freundlichen Grüßen", style),
        ("paragraph", "Sabine Torwald", style),
    ]
    sheet.flow(parts, [Frame(0, 70, 160, 455)])


def contact_column(sheet: Sheet, pen: Pen, *, style: Style, left: bool) -> None:
    """A press release with the press office's column beside the text."""
    small = style.but(size=8)
    x, text = (50, 190) if left else (440, 60)
    head = style.but(size=15, weight=1)
    sheet.flow([("title", "PRESSEMITTEILUNG Nr. 17/2024", head)], [Frame(0, text, 60, 350)])
    contact = [
        "Pressestelle", "Erika Mustergrün", "Telefon 03999 123-45", "Fax 03999 123-99", "presse@teilhabe.example", "",
        "Hausanschrift", "Am Wall 7", "04999 Brehmstadt", "www.teilhabe.example",
    ]  # fmt: skip
    sheet.lines(0, x, 130, contact, small, kind="contact", apart="contact")
    parts = [
        ("heading", pen.one("titles"), style.but(size=14, weight=1)),
        *(
            ("paragraph", text, style)
            for text in (pen.paragraph(2), pen.one("quotes"), *(pen.paragraph() for _ in "abc"))
        ),
    ]
    sheet.flow(parts, [Frame(0, text, 110, 345)])


def window_address(sheet: Sheet, pen: Pen, *, style: Style, info_left: float = 380) -> None:
    """A business letter: return line, address window on the left, information block on the right."""
    tiny = style.but(size=7)
    sheet.lines(0, 70, 125, ["Landesamt für Strukturförderung · Postfach 11 22 · 04998 Seelingen"], tiny,
                kind="address", apart="return")  # fmt: skip
    address = ["Stadtverwaltung Eschenfurt", "Frau Oberbürgermeisterin", "Rathausplatz 1", "04711 Eschenfurt"]
    sheet.lines(0, 70, 145, address, style, kind="address", apart="address")
    info = ["Aktenzeichen: 41-0815.2/7", "Bearbeitung: Frau Lindner", "Telefon: 03998 550-12", "Datum: 14. März 2025"]
    sheet.lines(0, info_left, 145, info, style.but(size=9), kind="fields", apart="info")
    parts = [
        ("heading", "Zuwendungsbescheid über " + "780.000 Euro", style.but(weight=1)),
        ("paragraph", "Sehr geehrte Frau Oberbürgermeisterin,", style),
        *(("paragraph", pen.paragraph(2), style) for _ in range(5)),
    ]
    sheet.flow(parts, [Frame(0, 70, 270, 455)])


def signatures(sheet: Sheet, pen: Pen, *, style: Style, rules: bool) -> None:
    """The last page of an agreement: clauses, then two signatures side by side."""
    parts = [("heading", "§ 9 Schlussbestimmungen", style.but(weight=1))]
    parts += [("paragraph", f"({number}) {pen.one('clauses')}", style) for number in range(1, 6)]
    _, y = sheet.flow(parts, [Frame(0, 70, 80, 455)])
    for number, (x, lines) in enumerate(
        (
            (70, ["Für das Land", "Hanna Brockmeyer", "Ministerin für Familie", "Brehmstadt, den 4. April 2024"]),
            (330, ["Für den Gemeindetag", "Torben Haase", "Präsident", "Obertann, den 8. April 2024"]),
        )
    ):
        if rules:
            sheet.line(0, x, y + 52, x + 190, y + 52)
        sheet.put(0, x, y + 40, lines[0], style)
        for row, line in enumerate(lines[1:]):
            sheet.put(0, x, y + 70 + row * 15, line, style)
        sheet.say("signature", " ".join(lines), apart=f"signature {number}", loose=True)


def form(sheet: Sheet, pen: Pen, *, style: Style, value_at: float, ruled: bool) -> None:
    """Labels with their values: each pair is one line of the text."""
    y = 120.0
    sheet.flow([("heading", "Angaben zum Vorhaben", style.but(size=14, weight=1))], [Frame(0, 70, 60, 455)])
    pairs = [
        ("Antragsteller:", f"Gemeinde {pen.place()}"), ("Vorhaben:", "Umbau des alten Bahnhofs zum Bürgerhaus"),
        ("Laufzeit:", "1. Mai 2024 bis 30. April 2026"), ("Gesamtausgaben:", "412.500 Euro"),
        ("Beantragte Zuwendung:", "330.000 Euro"), ("Ansprechpartnerin:", "Petra Sonnfeld"),
    ]  # fmt: skip
    for label, value in pairs:
        sheet.put(0, 70, y, label, style)
        sheet.put(0, 70 + value_at, y, value, style)
        if ruled:
            sheet.line(0, 70, y + 5, 525, y + 5)
        sheet.say("fields", f"{label} {value}")
        y += style.size * 1.9
    parts = [("heading", "Kurzbeschreibung", style.but(weight=1)), ("paragraph", pen.paragraph(4), style),
             ("paragraph", pen.paragraph(3), style)]  # fmt: skip
    sheet.flow(parts, [Frame(0, 70, y + 10, 455)])


def entries(sheet: Sheet, pen: Pen, *, style: Style, value_at: float) -> None:
    """A company's entry in a report: labels at the left, values of several lines at the right, shares below."""
    sheet.flow([("heading", "Verkehrsbund Ostrahn GmbH", style.but(size=14, weight=1))], [Frame(0, 60, 50, 475)])
    pairs = (
        ("Gegründet:", ("2004 als Zweckverband", "und seit 2011 als Gesellschaft")),
        ("Zweck der", ("Betrieb von Bussen und Fähren,",)),
        ("Gesellschaft:", ("Ausbau der Wege zum Bahnhof",)),
        ("Gesellschafter:", ("Anteile am Kapital:",)),
        ("Stadt Ostrahn", ("18.400 Euro",)),
        ("Kreis Mühlau", ("6.600 Euro",)),
        ("Aufsichtsrat:", ("sieben Mitglieder aus Rat", "und Belegschaft")),
    )
    y, step = 120.0, style.size * 1.35
    for number, (label, lines) in enumerate(pairs):
        sheet.put(0, 70, y, label, style)
        for line in lines:
            sheet.put(0, 70 + value_at, y, line, style)
            y += step
        y += 0 if number in (1, 4) else 12
    for label, text in (
        (pairs[0][0], " ".join(pairs[0][1])),
        ("Zweck der Gesellschaft:", f"{pairs[1][1][0]} {pairs[2][1][0]}"),
        *((label, " ".join(lines)) for label, lines in pairs[3:]),
    ):
        sheet.say("fields", f"{label} {text}")
    sheet.flow([("paragraph", pen.paragraph(4), style)], [Frame(0, 70, y + 20, 455)])


def data_sheet(sheet: Sheet, pen: Pen, *, style: Style, value_at: float, bold: bool, wide: float) -> None:
    """A project's data: labels of one or two lines, values of one to three, no strokes."""
    sheet.flow([("heading", "Angaben zum Vorhaben", style.but(size=14, weight=1))], [Frame(0, 60, 50, 475)])
    y, step = 100.0, style.size * 1.3
    for label, value in pen.dice.sample(DATA, 8):
        sides = []
        for x, text, room, weight in ((60.0, f"{label}:", value_at - 12, int(bold)), (60 + value_at, value, wide, 0)):
            face = style.but(weight=weight)
            lines = [" ".join(words).rstrip("\n ") for words, _ in broken(text, face, room)]
            for number, line in enumerate(lines):
                sheet.put(0, x, y + number * step, line, face)
            sides.append(len(lines))
        sheet.say("fields", f"{label}: {value}")
        y += max(sides) * step + 9
    sheet.flow([("paragraph", pen.paragraph(3), style) for _ in "ab"], [Frame(0, 60, y + 10, 475)])


DATA = (
    ("Träger", "Zweckverband der Gemeinden am Ostrahner See"), ("Standort", "Bahnhofstraße 3 in Mühlau"),
    ("Zweck", "Betrieb von Bussen und Fähren, Ausbau der Wege zum Bahnhof und Pflege der Haltestellen im Kreis"),
    ("Gesamtkosten", "1,2 Mio. Euro"), ("Zuschuss des Landes", "780.000 Euro"), ("Beginn", "1. Mai 2024"),
    ("Voraussichtliches Ende", "Herbst 2026"), ("Ansprechpartnerin", "Petra Sonnfeld"),
    ("Beteiligte Stellen", "Kämmerei, Bauamt, Amt für Jugend und Familie sowie die Feuerwehr"),
    ("Beschluss", "einstimmig bei zwei Enthaltungen"), ("Aufsichtsrat", "sieben Mitglieder aus Rat und Belegschaft"),
)  # fmt: skip
