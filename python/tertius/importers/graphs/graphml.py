"""GraphML, read as a stream: nothing outside the file is opened, and no entity is taken.

The file's depth, its elements' attributes and the length of a text are bounded; a document type, by which a
file could ask for more, is refused.
"""

from __future__ import annotations

import codecs
from typing import IO, Any, NoReturn
from xml.parsers import expat

from tertius.importers.graphs.gathered_graph import GatheredGraph, Place
from tertius.importers.limits import KIB, Limits
from tertius.importers.report import ReportWriter, quoted

_CHUNK = 64 * KIB
_TYPES = ("boolean", "int", "long", "float", "double", "string")
_UNSUPPORTED = ("hyperedge", "port", "endpoint")
_CUT_OFF = (
    expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS],
    expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_TOKEN],
    expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION],
)
_REPEATED = expat.errors.codes[expat.errors.XML_ERROR_DUPLICATE_ATTRIBUTE]
_NAMESPACE_END = "}"


def gathered_graphml(file: IO[bytes], weight: str | None, writer: ReportWriter) -> GatheredGraph:
    """What a file of GraphML tells. Raises InvalidInput naming line and column."""
    return _Reader(weight, writer).read(file)


class _Reader:
    def __init__(self, weight: str | None, writer: ReportWriter) -> None:
        self._writer = writer
        self._limits: Limits = writer.limits
        self._weight = weight
        self._gathered = GatheredGraph("graphml", writer)
        self._open: list[str] = []
        self._keys: dict[str, None] = {}
        self._weight_key: str | None = None
        self._usual_weight: str | None = None
        self._text: list[str] = []
        self._text_length = 0
        self._is_wanted = False
        self._parser = expat.ParserCreate("utf-8", _NAMESPACE_END)
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._begin
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._add_text
        self._parser.StartDoctypeDeclHandler = self._refuse_doctype

    def read(self, file: IO[bytes]) -> GatheredGraph:
        try:
            self._feed(file)
        except expat.ExpatError as fault:
            self._refuse_syntax(fault)
        return self._gathered

    def _feed(self, file: IO[bytes]) -> None:
        decoder = codecs.getincrementaldecoder("utf-8-sig")()
        fed = 0
        while chunk := file.read(_CHUNK):
            text = self._decoded(decoder, chunk)
            fed += len(text.encode())
            self._parser.Parse(text)
            if fed - self._parser.CurrentByteIndex > self._limits.line_bytes + _CHUNK:
                self._refuse("limit.field_bytes", f"a tag of more than {self._limits.line_bytes} bytes")
        self._parser.Parse(self._decoded(decoder, b""), True)

    def _decoded(self, decoder: codecs.IncrementalDecoder, chunk: bytes) -> str:
        try:
            return decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as fault:
            self._parser.Parse(fault.object[: fault.start].decode())
            self._refuse("enc.invalid_utf8", f"what follows is no valid UTF-8: {fault.reason}")

    @property
    def _place(self) -> Place:
        return self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1

    def _refuse(self, code: str, message: str) -> NoReturn:
        self._writer.refuse(code, message, *self._place)

    def _refuse_syntax(self, fault: expat.ExpatError) -> NoReturn:
        code = "xml.unexpected_end" if fault.code in _CUT_OFF else "xml.syntax"
        if fault.code == _REPEATED:
            code = "xml.duplicate_attribute"
        self._writer.refuse(code, expat.ErrorString(fault.code), fault.lineno, fault.offset + 1)

    def _refuse_doctype(self, *_: Any) -> NoReturn:
        self._refuse("xml.doctype", "a document type is not taken; leave out <!DOCTYPE ...>")

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        element = name.rpartition(_NAMESPACE_END)[2]
        if len(self._open) >= self._limits.xml_depth:
            self._refuse("limit.xml_depth", f"more than {self._limits.xml_depth} elements in each other")
        if len(attributes) > self._limits.xml_attributes:
            self._refuse("limit.xml_attributes", f"more than {self._limits.xml_attributes} attributes")
        if any(len(text) > self._limits.field_bytes for text in attributes.values()):
            self._refuse("limit.field_bytes", f"an attribute of more than {self._limits.field_bytes} bytes")
        if self._is_wanted:
            self._refuse("graphml.weight", f"<{element}> stands in a weight; must be a number alone")
        if element in _UNSUPPORTED:
            self._refuse("graphml.unsupported", f"<{element}> joins what a tie of two people cannot")
        if element == "graph":
            self._begin_graph(attributes)
        elif element == "key":
            self._declare(attributes)
        elif element == "node":
            self._gathered.person(self._required("node", attributes, "id"), self._place)
        elif element == "edge":
            self._begin_tie(attributes)
        self._is_wanted = element in ("data", "default") and self._is_weight(element, attributes)
        self._text.clear()
        self._text_length = 0
        self._open.append(element)

    def _begin_graph(self, attributes: dict[str, str]) -> None:
        if "graph" in self._open:
            self._refuse("graphml.nested_graph", "a graph stands in another one")
        self._gathered.directed = self._required("graph", attributes, "edgedefault") == "directed"

    def _declare(self, attributes: dict[str, str]) -> None:
        key = self._required("key", attributes, "id")
        kind = attributes.get("attr.type", "string")
        if kind not in _TYPES:
            self._refuse("graphml.type", f"the type is {quoted(kind)}; expected one of {', '.join(_TYPES)}")
        if key in self._keys:
            self._refuse("graphml.duplicate_key", f"the key {quoted(key)} is declared twice")
        self._keys[key] = None
        if (
            attributes.get("for", "all") in ("edge", "all")
            and attributes.get("attr.name", key) == self._weight
        ):
            self._weight_key = key

    def _begin_tie(self, attributes: dict[str, str]) -> None:
        source, target = (self._required("edge", attributes, end) for end in ("source", "target"))
        if (
            attributes.get("directed", str(self._gathered.directed)).lower() == "true"
        ) != self._gathered.directed:
            self._refuse("graphml.unsupported", "directed and undirected ties in one graph")
        self._gathered.tie(source, target, self._place)
        if self._usual_weight is not None:
            self._gathered.weigh(self._usual_weight, self._place)

    def _required(self, element: str, attributes: dict[str, str], name: str) -> str:
        if name not in attributes:
            self._refuse("graphml.missing_attribute", f'<{element}> has no attribute "{name}"')
        return attributes[name]

    def _is_weight(self, element: str, attributes: dict[str, str]) -> bool:
        """Whether the text of an element that begins is a tie's weight, or the usual one."""
        if element == "default":
            return bool(self._keys) and next(reversed(self._keys)) == self._weight_key
        return self._open[-1:] == ["edge"] and attributes.get("key") == self._weight_key

    def _add_text(self, text: str) -> None:
        self._text_length += len(text)
        if self._text_length > self._limits.field_bytes:
            self._refuse("limit.field_bytes", f"a text of more than {self._limits.field_bytes} bytes")
        if self._is_wanted:
            self._text.append(text)

    def _end(self, _: str) -> None:
        if self._is_wanted:
            weight = "".join(self._text).strip()
            if self._open[-1] == "default":
                self._usual_weight = weight
            else:
                self._gathered.weigh(weight, self._place)
        self._is_wanted = False
        self._text_length = 0
        self._open.pop()
