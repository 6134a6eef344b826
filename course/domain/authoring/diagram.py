"""An author's SVG made fit to stand inside a page: known shapes only, no script, no style, ids of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from xml.parsers import expat

ELEMENTS = frozenset({
    "svg", "g", "title", "desc", "defs", "marker", "path", "rect", "circle", "ellipse", "line", "polyline",
    "polygon", "text", "tspan", "linearGradient", "radialGradient", "stop", "clipPath", "pattern",
})
ATTRIBUTES = frozenset({
    "class", "id", "role", "aria-labelledby", "aria-describedby", "aria-label", "aria-hidden", "viewBox",
    "preserveAspectRatio", "width", "height", "x", "y", "x1", "y1", "x2", "y2", "dx", "dy", "cx", "cy", "r", "rx",
    "ry", "d", "points", "transform", "text-anchor", "dominant-baseline", "textLength", "lengthAdjust", "fill",
    "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin",
    "stroke-opacity", "opacity", "clip-path", "marker-start", "marker-mid", "marker-end", "markerWidth",
    "markerHeight", "markerUnits", "refX", "refY", "orient", "offset", "stop-color", "stop-opacity",
    "gradientUnits", "gradientTransform", "patternUnits", "patternTransform", "font-size", "font-weight",
    "font-style", "letter-spacing", "rotate",
})
SILENTLY_DROPPED = frozenset({"xmlns", "xmlns:xlink", "version", "xml:space"})
_ID_LISTS = ("aria-labelledby", "aria-describedby")
_URL = re.compile(r"url\(\s*#([\w-]+)\s*\)")


@dataclass(frozen=True, slots=True)
class Fault:
    """What cannot stand in a diagram, and its line."""

    line: int
    problem: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Diagram:
    """`svg` holds allowed elements and attributes only, also when there are faults (what they name is left out)."""

    svg: str
    faults: tuple[Fault, ...] = ()


@lru_cache(maxsize=256)
def clean_diagram(text: str, name: str, label: str = "") -> Diagram:
    """The drawing for use inside HTML. `name` makes its ids unique; `label` speaks for it where it has no title."""
    cleaner = _Cleaner(f"diagram-{name}-", label)
    try:
        cleaner.parser.Parse(text, True)
    except expat.ExpatError as error:
        fault = Fault(error.lineno, f"this is not XML ({expat.ErrorString(error.code)})", "correct the drawing")
        return Diagram("", (fault,))
    except _NotADrawingError as refused:
        return Diagram("", (refused.fault,))
    return Diagram("".join(cleaner.out), tuple(cleaner.faults))


class _NotADrawingError(Exception):
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.problem)
        self.fault = fault


@dataclass
class _Cleaner:
    """Writes what it lets pass while expat reads; `skipping` counts the open elements inside a refused one."""

    prefix: str
    label: str
    out: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    depth: int = 0
    skipping: int = 0

    def __post_init__(self) -> None:
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text
        self.parser.StartDoctypeDeclHandler = self.doctype

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self.depth == 0 and name != "svg":
            raise _NotADrawingError(Fault(self.line, f"the drawing begins with <{name}>", "begin it with <svg>"))
        self.depth += 1
        if self.skipping or name not in ELEMENTS:
            if not self.skipping:
                self.fault(f"<{name}> cannot stand in a diagram", "draw it with plain shapes and text")
            self.skipping += 1
            return
        kept = {key: self.value(value, key) for key, value in attributes.items() if self.allowed(key, value)}
        if self.depth == 1:
            kept = self.root(kept)
        written = "".join(f' {key}="{escape(value)}"' for key, value in kept.items())
        self.out.append(f"<{name}{written}>")

    def end(self, name: str) -> None:
        self.depth -= 1
        if self.skipping:
            self.skipping -= 1
        else:
            self.out.append(f"</{name}>")

    def text(self, text: str) -> None:
        if not self.skipping:
            self.out.append(escape(text, quote=False))

    def doctype(self, *_: object) -> None:
        raise _NotADrawingError(Fault(self.line, "the drawing has a DOCTYPE", "remove it"))

    def root(self, kept: dict[str, str]) -> dict[str, str]:
        """The outer element is one image, with a name, whatever else it says."""
        kept["class"] = f"diagram {kept.get('class', '')}".strip()
        kept["role"] = "img"
        if self.label and "aria-labelledby" not in kept:
            kept.setdefault("aria-label", self.label)
        return kept

    def allowed(self, key: str, value: str) -> bool:
        if key in SILENTLY_DROPPED:
            return False
        if key not in ATTRIBUTES:
            remedy = "give it a class of diagrams.css" if key == "style" else "remove it"
            self.fault(f"the attribute `{key}` cannot stand in a diagram", remedy)
            return False
        if "url(" in value.lower() and not _URL.fullmatch(value.strip()):
            self.fault(f"`{key}` points out of the drawing", "point to an id inside it: url(#id)")
            return False
        return True

    def value(self, value: str, key: str) -> str:
        if key == "id":
            return self.prefix + value
        if key in _ID_LISTS:
            return " ".join(self.prefix + part for part in value.split())
        return _URL.sub(rf"url(#{self.prefix}\1)", value)

    @property
    def line(self) -> int:
        return self.parser.CurrentLineNumber

    def fault(self, problem: str, remedy: str) -> None:
        self.faults.append(Fault(self.line, problem, remedy))
