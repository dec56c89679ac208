"""The press release that started it all, as a file, as a string and as a two-page PDF.

It is no part of this repository: the tests read it from `../shared/real` beside it.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate

import policytext
from policytext import Analysis, Statement

RELEASES = sorted((Path(__file__).parents[2] / "shared" / "real").glob("*.md"))
CUT = "Wenn wir es schaffen, dann vor Ort, in den"

pytestmark = pytest.mark.skipif(not RELEASES, reason="../shared is not here: it holds the real press release")


def _pdf(text: str, path: Path) -> Path:
    """The release on two pages, the second beginning in the middle of a quotation."""
    style = getSampleStyleSheet()
    story: list[object] = []
    for paragraph in text.split("\n\n"):
        heading = paragraph.startswith("#")
        words = paragraph.strip("#*- \n").replace("**", "").replace("  \n", "<br/>")
        if "](mailto:" in words:
            words = words.replace("[", "").split("](mailto:")[0] + "<br/>" + words.split(")", 1)[1]
        if words:
            story.append(Paragraph(words, style["Heading2" if heading else "BodyText"]))
        if paragraph.endswith(CUT):
            story.append(PageBreak())
    SimpleDocTemplate(str(path), pagesize=A4).build(story)
    return path


@pytest.fixture(scope="module", params=["file", "string", "pdf"])
def analysis(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Analysis:
    path = RELEASES[0]
    text = path.read_text(encoding="utf-8")
    if request.param == "file":
        return policytext.analyse(path)
    if request.param == "string":
        return policytext.analyse_text(text)
    return policytext.analyse(_pdf(text, tmp_path_factory.mktemp("real") / "mitteilung.pdf"))


def _speaker(analysis: Analysis, statement: Statement) -> str:
    actor = analysis.actor(statement.speaker)
    assert actor is not None
    return actor.name


def test_letterhead(analysis: Analysis) -> None:
    head = analysis.document.head
    assert (head.kind, head.issuer) == ("press_release", "Städtetag Baden-Württemberg")
    assert (head.issued, head.reference) == (date(2017, 4, 6), "047.43 - P 298/2017")
    assert head.title == "Kommunen begrüßen Einigung mit dem Land bei der Integration"


def test_amounts(analysis: Analysis) -> None:
    money = [amount for amount in analysis.amounts if amount.kind == "money"]
    assert [(amount.low, amount.unit) for amount in money] == [(58_000_000, "EUR")]
    positions = [amount for amount in analysis.amounts if amount.kind == "positions"]
    assert [(amount.low, amount.bound) for amount in positions] == [(1000, "about")]


def test_times(analysis: Analysis) -> None:
    found = {" ".join(time.text.split()): time for time in analysis.times}
    assert (found["Ende 2018"].latest, found["Ende 2018"].role) == (date(2018, 12, 31), "end")
    assert {found["2017"].role, found["2018"].role} == {"term"}
    durations = [time for time in analysis.times if time.value == "P2Y"]
    assert len(durations) == 2 and {time.role for time in durations} == {"term"}
    assert found["heute"].earliest == date(2017, 4, 6) and found["morgen"].earliest == date(2017, 4, 7)
    text = analysis.document.text
    surname = text.index("Heute-Bluhm")
    reference = text.index("047.43")
    for time in analysis.times:
        assert not surname <= time.start < surname + 11 and not reference <= time.start < reference + 19


def test_quotations(analysis: Analysis) -> None:
    quotations = [statement for statement in analysis.statements if statement.kind == "quotation"]
    speakers = [_speaker(analysis, statement) for statement in quotations]
    assert sorted(speakers) == ["Dieter Salomon"] * 3 + ["Gudrun Heute-Bluhm"]
    split, over_the_page = quotations[0], quotations[1]
    assert len(split.parts) == 2 and split.parts[1].text.endswith("alleine finanziert wird.")
    assert over_the_page.text.startswith("Wir wollen") and over_the_page.text.endswith("Städten und Gemeinden.")
    assert not any("schlanken" in statement.text for statement in quotations)


def test_offices(analysis: Analysis) -> None:
    roles = {actor.name: actor.role or "" for actor in analysis.actors}
    assert "Oberbürgermeister" in roles["Dieter Salomon"] and "Vorstandsmitglied" in roles["Gudrun Heute-Bluhm"]


def test_opening_reported_speech_is_the_associations(analysis: Analysis) -> None:
    reported = next(statement for statement in analysis.statements if statement.kind == "reported")
    assert reported.text.startswith("Nun gehe es")
    assert _speaker(analysis, reported) == "Städtetag Baden-Württemberg"


def test_record(analysis: Analysis) -> None:
    record, *parts = analysis.records
    assert all(part.part_of == record.id for part in parts)
    amount = analysis.amount(record.amount)
    assert amount and amount.low == 58_000_000
    assert (record.earliest, record.latest) == (date(2017, 1, 1), date(2018, 12, 31))
    assert record.purpose and "Integrationsmanagement" in record.purpose.text
    receivers = [actor.name for actor in analysis.actors if actor.id in record.receivers]
    assert receivers == ["kommunale und freie Träger"]
    if analysis.document.media_type == "application/pdf":
        assert all(place.box for place in analysis.places(record))


def test_areas(analysis: Analysis) -> None:
    named = {area.area for statement in analysis.statements for area in statement.areas}
    wanted = ("integrationsmanagement", "schule-und-beruf", "spracherwerb", "ehrenamt")
    assert {f"integration/{name}" for name in wanted} <= named
    assert analysis.areas[0].area == "integration"
