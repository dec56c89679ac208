"""Which source each field of a document was taken from: caller, the paper itself, a mail's headers, the file."""

from __future__ import annotations

import io
from datetime import date
from email.message import EmailMessage

import docx

import policytext
from policytext import pipeline
from policytext.analysis import Analysis
from policytext.letterhead import field_sources
from tests.layouts.sheet import Frame, Sheet, Style

BODY = (
    "Die Gemeinden erhalten für den Umbau ihrer Bürgerhäuser im kommenden Jahr insgesamt 12 Millionen Euro. "
    "Die Mittel werden nach der Zahl der Einwohner verteilt und bis zum Herbst ausgezahlt."
)
RELEASE = f"""Pressemitteilung

Landkreis Hallerfeld

Az. 12-345/6

3. Mai 2024

Zwölf Millionen Euro für Bürgerhäuser im Landkreis

{BODY}
"""


def mail(subject: str, body: str, *, sender: str = "Petra Muster <petra@hallerfeld.example>") -> bytes:
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = subject, sender, "redaktion@bote.example"
    message["Date"] = "Mon, 06 May 2024 09:30:00 +0200"
    message.set_content(body)
    return message.as_bytes()


def pdf(title: str, *blocks: tuple[str, str]) -> bytes:
    sheet = Sheet(title=title)
    kinds = {"heading": Style(size=15, weight=1)}
    sheet.flow([(kind, text, kinds.get(kind, Style())) for kind, text in blocks], [Frame(0, 70, 60, 455)])
    return sheet.pdf()


def test_the_paper_tells() -> None:
    head = policytext.analyse_text(RELEASE).document.head
    assert head.issuer == "Landkreis Hallerfeld"
    assert head.sources == dict.fromkeys(("title", "issuer", "issued", "reference"), "letterhead")


def test_the_caller_knows_better() -> None:
    head = policytext.analyse_text(RELEASE, issued=date(2024, 5, 4), land="BW").document.head
    assert (head.issued, head.land) == (date(2024, 5, 4), "DE-BW")
    assert (head.sources["issued"], head.sources["land"], head.sources["title"]) == ("caller", "caller", "letterhead")


def test_the_paper_comes_before_the_files_own_fields() -> None:
    data = pdf("Entwurf_final_3", ("heading", "Neue Bürgerhäuser für kleine Gemeinden"), ("paragraph", BODY))
    head = pipeline.read(data).head
    assert (head.title, head.sources["title"]) == ("Neue Bürgerhäuser für kleine Gemeinden", "letterhead")


def test_the_file_tells_where_the_paper_does_not() -> None:
    head = pipeline.read(pdf("Umbau der Bürgerhäuser", ("paragraph", BODY))).head
    assert (head.title, head.sources["title"]) == ("Umbau der Bürgerhäuser", "file")
    page = f"""<html lang="de"><head><title>Bürgerhäuser</title>
      <meta property="og:site_name" content="Landkreis Hallerfeld">
      <meta name="date" content="2024-05-03"></head><body><main><h1>Geld für Bürgerhäuser im Landkreis</h1>
      <p>{BODY}</p><p>{BODY.replace("Umbau", "Ausbau")}</p></main></body></html>"""
    head = pipeline.read(page.encode()).head
    assert (head.issuer, head.issued) == ("Landkreis Hallerfeld", date(2024, 5, 3))
    assert (head.sources["issuer"], head.sources["issued"]) == ("file", "file")


def test_an_institution_that_wrote_the_file_issued_it_and_a_person_did_not() -> None:
    heads = []
    for author in ("Landkreis Hallerfeld", "Petra Muster"):
        out, document = io.BytesIO(), docx.Document()
        document.core_properties.author = author
        document.add_heading("Bürgerhäuser werden umgebaut", 1)
        document.add_paragraph(BODY)
        document.save(out)
        heads.append(pipeline.read(out.getvalue()).head)
    assert [(head.issuer, head.sources.get("issuer")) for head in heads] == [
        ("Landkreis Hallerfeld", "file"),
        (None, None),
    ]


def test_a_mails_headers_tell_what_its_body_does_not() -> None:
    body = f"Sehr geehrte Damen und Herren der Redaktion,\n\n{BODY}\n\nMit freundlichen Grüßen\nPetra Muster\n"
    head = pipeline.read(
        mail("WG: AW: Bürgerhäuser im Landkreis", body, sender="Landkreis Hallerfeld <p@h.example>")
    ).head
    assert (head.title, head.issuer, head.issued) == (
        "Bürgerhäuser im Landkreis",
        "Landkreis Hallerfeld",
        date(2024, 5, 6),
    )
    assert head.sources == {"title": "headers", "issuer": "headers", "issued": "headers"}


def test_a_letterhead_in_a_mail_comes_before_its_headers() -> None:
    head = pipeline.read(mail("zur Veröffentlichung", RELEASE)).head
    assert (head.issuer, head.issued) == ("Landkreis Hallerfeld", date(2024, 5, 3))
    assert (head.sources["issuer"], head.sources["issued"]) == ("letterhead", "letterhead")


def test_a_land_has_the_source_of_the_name_that_speaks_of_it() -> None:
    text = RELEASE.replace("Landkreis Hallerfeld", "Sächsisches Staatsministerium für Kultus")
    head = policytext.analyse_text(text).document.head
    assert (head.land, head.sources["land"]) == ("DE-SN", "letterhead")


def test_sources_are_part_of_the_output_and_name_what_is_known_only() -> None:
    shape = policytext.analyse_text("Das Land zahlt 5 Euro.", land="BW").to_dict()["document"]
    assert shape["sources"] == {"land": "caller"}
    told = policytext.analyse_text(RELEASE).to_dict()["document"]
    assert {name for name in told["sources"] if told[name] is None} == set()
    assert isinstance(policytext.analyse_text(""), Analysis)


def test_first_takes_the_first_that_is_there() -> None:
    assert field_sources.choose_first(("letterhead", None), ("file", "Titel")) == ("Titel", "file")
    assert field_sources.choose_first(("letterhead", None)) == (None, "")
