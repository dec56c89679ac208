"""A reliability diagram (DeGroot and Fienberg 1983) as SVG: a text file that every browser shows, without a library."""

from __future__ import annotations

from collections.abc import Sequence
from math import log10
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from policytext.training.areas.area_figures import Bin

SIDE, MARGIN = 360, 56  # pixels of the square, and around it
TICKS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
INK, FAINT, POINT = "#222222", "#bbbbbb", "#1f6feb"


def draw_reliability(bins: Sequence[Bin], *, title: str) -> str:
    """The diagram: share right over probability, a point a tenth, larger the more pairs it stands for."""
    size = str(SIDE + 2 * MARGIN)
    root = Element("svg", xmlns="http://www.w3.org/2000/svg", width=size, height=size, viewBox=f"0 0 {size} {size}")
    SubElement(root, "title").text = title
    SubElement(root, "rect", width=size, height=size, fill="#ffffff")
    _draw_frame(root, title)
    for one in bins:
        point = SubElement(
            root, "circle", cx=_scale_x(one.chance), cy=_scale_y(one.right), r=f"{3 + 2 * log10(one.pairs):.1f}"
        )
        point.attrib.update({"fill": POINT, "fill-opacity": "0.7"})
        SubElement(point, "title").text = f"probability {one.chance:.2f}, right {one.right:.2f}, {one.pairs} pairs"
    indent(root)
    return tostring(root, encoding="unicode") + "\n"


def _draw_frame(root: Element, title: str) -> None:
    """The axes, their ticks and names, and the diagonal on which probabilities are right."""
    SubElement(root, "line", x1=_scale_x(0), y1=_scale_y(0), x2=_scale_x(1), y2=_scale_y(1), stroke=FAINT)
    SubElement(root, "rect", x=_scale_x(0), y=_scale_y(1), width=str(SIDE), height=str(SIDE), fill="none", stroke=INK)
    for tick in TICKS:
        _draw_word(root, f"{tick:.1f}", (_scale_x(tick), f"{MARGIN + SIDE + 18}"), "middle")
        _draw_word(root, f"{tick:.1f}", (f"{MARGIN - 8}", f"{float(_scale_y(tick)) + 4:.1f}"), "end")
    _draw_word(root, title, (_scale_x(0.5), f"{MARGIN - 20}"), "middle")
    _draw_word(root, "probability given", (_scale_x(0.5), f"{MARGIN + SIDE + 40}"), "middle")
    upright = _draw_word(root, "share that is right", ("16", _scale_y(0.5)), "middle")
    upright.set("transform", f"rotate(-90 16 {_scale_y(0.5)})")


def _draw_word(root: Element, text: str, place: tuple[str, str], anchor: str) -> Element:
    word = SubElement(root, "text", {"x": place[0], "y": place[1], "text-anchor": anchor, "fill": INK})
    word.attrib.update({"font-family": "sans-serif", "font-size": "13"})
    word.text = text
    return word


def _scale_x(share: float) -> str:
    return f"{MARGIN + SIDE * share:.1f}"


def _scale_y(share: float) -> str:
    return f"{MARGIN + SIDE * (1 - share):.1f}"
