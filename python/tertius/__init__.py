"""Professional networks: how strong each tie is, who should meet whom, who belongs together."""

from tertius import samples
from tertius._core import version as __version__
from tertius.clusters import Clusters, detect_clusters, modularity
from tertius.errors import DataWarning, Error, InvalidInput, InvalidOption, UnknownPerson
from tertius.graph import TieGraph
from tertius.network import Network

__all__ = [
    "Clusters",
    "DataWarning",
    "Error",
    "InvalidInput",
    "InvalidOption",
    "Network",
    "TieGraph",
    "UnknownPerson",
    "__version__",
    "detect_clusters",
    "modularity",
    "samples",
]
