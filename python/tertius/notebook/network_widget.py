"""The notebook's side of a view: what the script in the page is given."""

from __future__ import annotations

from importlib.resources import files

import anywidget
import traitlets


class NetworkWidget(anywidget.AnyWidget):
    """A network that can be moved about in; made by :func:`tertius.view`."""

    _esm = files("tertius.notebook").joinpath("network_widget.js").read_text("utf-8")
    names = traitlets.List(traitlets.Unicode(), help="What everybody is called.").tag(sync=True)
    positions = traitlets.Bytes(help="x and y of everybody, 32-bit floats.").tag(sync=True)
    ranks = traitlets.Bytes(help="Everybody's cluster by size, 32-bit whole numbers.").tag(sync=True)
    source = traitlets.Bytes(help="One end of each tie, 32-bit whole numbers.").tag(sync=True)
    target = traitlets.Bytes(help="The other end.").tag(sync=True)
    weights = traitlets.Bytes(help="Of each tie, as a share of the largest, 32-bit floats.").tag(sync=True)

    def __repr__(self) -> str:
        return f"NetworkWidget: {len(self.names)} people, {len(self.weights) // 4} ties"
