"""The page: complete in itself, harmless, and every link of it leads somewhere."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

import policytext
from policytext.analysis import Analysis
from policytext.exports import html_page
from policytext.model import Document, Letterhead, View
from policytext.pipeline import Options, analyse_file, analyse_string

CORPUS = Path(__file__).parents[2] / "corpus"
HOSTILE = (
    'Das Land <script>alert("x")</script> zahlt 12 Mio. Euro & "mehr" für Kitas.\n\n'
    "Die Stadt <img src=x onerror=alert(1)>\u202egnulletsnU {{ 7*7 }} \x00\x1b[31m \ud800 مرحبا erhält 5 Mio. Euro "
    "bis Ende 2019.\n\n„Wir <!-- fördern --> Deutschkurse]]>“, sagte Anna O'Muster, „und zwar &lt;sofort&gt;.“"
)
VOID = {"meta", "br", "input"}


class Page(HTMLParser):
    """A page as a browser sees it: tags that nest, attributes, text."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.open += [tag] if tag not in VOID else []

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += [data] if self.open and self.open[-1] != "style" else []

    def values(self, name: str) -> Iterator[str]:
        yield from (value for _, attributes in self.tags if (value := attributes.get(name)))

    @property
    def text(self) -> str:
        return "".join(self.words)


def page(*analyses: Analysis, titles: dict[str, str] | None = None) -> tuple[str, Page]:
    stream = io.StringIO()
    html_page.write_html(analyses, stream, titles=titles)
    return stream.getvalue(), Page(stream.getvalue())


@pytest.fixture(scope="module")
def release() -> Analysis:
    return analyse_file(CORPUS / "mittelstaedtebund-zukunftspakt" / "original.pdf", Options(explain=True))


def test_the_page_says_what_the_paper_and_the_table_say(release: Analysis) -> None:
    _, seen = page(release)
    for words in (
        "Pressemitteilung",
        "14.03.2024",
        "461.22 – P 41/2024",
        "84\u00a0Mio.\u00a0€",
        "Fristen und Laufzeiten",
    ):
        assert words in seen.text
    titles = list(seen.values("title"))
    assert "Betrag: 84 Mio. €" in titles and any(title.startswith("Zitat von Henrik Aulbach") for title in titles)
    assert any(title.startswith("spricht für Familie, Kinder und Jugend (") for title in titles)


def test_the_text_is_all_there_and_in_order(release: Analysis) -> None:
    source, _ = page(release)
    shown = re.findall(r"<p>(.*?)</p>", source.split('class="text"')[1], re.DOTALL)
    numberless = [re.sub(r'<a class="number".*?</a>', "", paragraph) for paragraph in shown]
    read = " ".join(Page(paragraph).text if (paragraph := f"<p>{words}</p>") else "" for words in numberless)
    assert read.split() == [*release.document.text.split(), *read.split()[len(release.document.text.split()) :]]


def test_every_link_leads_to_an_id_and_no_id_comes_twice(release: Analysis) -> None:
    other = policytext.analyse(CORPUS / "staatsministerium-frl-dorfmitte" / "original.pdf")
    _, seen = page(release, other)
    ids = list(seen.values("id"))
    assert len(ids) == len(set(ids))
    links = list(seen.values("href"))
    assert links and {link.removeprefix("#") for link in links} <= set(ids)
    assert all(link.startswith("#") for link in links)
    assert set(seen.values("aria-labelledby")) <= set(ids)


def test_every_amount_of_a_record_leads_to_its_words(release: Analysis) -> None:
    source, seen = page(release)
    for record in release.records:
        assert f'href="#d1-{record.amount}"' in source and f"d1-{record.amount}" in set(seen.values("id"))


@pytest.mark.parametrize("explain", [True, False])
def test_hostile_words_stay_words(explain: bool) -> None:
    found = analyse_string(HOSTILE, Options(explain=explain), name='"><script>x</script>')
    source, seen = page(replace(found, document=replace(found.document, warnings=("<b>gelb</b>",))))
    assert {tag for tag, _ in seen.tags}.isdisjoint({"script", "img", "b><script", "iframe", "link"})
    assert not any(name.startswith("on") for _, attributes in seen.tags for name in attributes)
    assert '<script>alert("x")</script>' in seen.text and "{{ 7*7 }}" in seen.text and "<b>gelb</b>" in seen.text
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", source)
    source.encode("utf-8")


def test_nothing_comes_from_the_network(release: Analysis) -> None:
    source, seen = page(release)
    assert not re.search(r"https?:|//|@import|url\(", source)
    assert not list(seen.values("src")) and "default-src 'none'" in next(seen.values("content"))


def test_several_documents_have_a_table_of_contents(release: Analysis) -> None:
    _, seen = page(release, release)
    assert {"#d1", "#d2"} <= set(seen.values("href")) and "2 Dokumente" in seen.text
    _, alone = page(release)
    assert "#d1" not in set(alone.values("href"))


def test_titles_of_own_areas_are_used(release: Analysis) -> None:
    _, seen = page(release, titles={release.areas[0].area: "Junge Leute"})
    assert "Junge Leute" in seen.text and release.areas[1].area in seen.text


def test_warnings_are_told_in_german() -> None:
    english = "page 3 has a picture and no text: it may be a scan that needs OCR"
    empty = Analysis(Document(text="", view=View(""), head=Letterhead(), warnings=(english, "new and untranslated")))
    _, seen = page(empty)
    assert "Seite 3 enthält ein Bild und keinen Text" in seen.text and "new and untranslated" in seen.text
    assert "Keine Förderung gefunden." in seen.text


def test_no_document_is_a_page_too() -> None:
    _, seen = page()
    assert "Kein Dokument konnte gelesen werden." in seen.text


STYLE = (Path(html_page.__file__).parent / "page" / "page.css").read_text(encoding="utf-8")
ROOTS = re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)
LIGHT, DARK = (dict(re.findall(r"--([a-z-]+): (#\w+)", root)) for root in ROOTS[:2])


def brightness(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


PAIRS = [
    *(("ink", ground) for ground in ("paper", "wash", "amount", "time", "reason")),
    *((ink, ground) for ink in ("dim", "accent", "said", "alarm") for ground in ("paper", "wash")),
]


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_letters_stand_out(colours: dict[str, str], ink: str, ground: str) -> None:
    bright, dark = sorted((brightness(colours[ink]), brightness(colours[ground])), reverse=True)
    assert (bright + 0.05) / (dark + 0.05) >= 4.5
