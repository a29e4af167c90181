"""Professional networks: how strong each tie is, who should meet whom, who belongs together."""

from tertius import samples
from tertius._core import version as __version__
from tertius.answers import PairValues, PersonValues, Rows
from tertius.clusters import Clusters, detect_clusters, modularity
from tertius.errors import DataWarning, Error, InvalidInput, InvalidOption, UnknownPerson
from tertius.graph import TieGraph
from tertius.introductions import meeting_scores, people_to_meet, suggest_introductions, warm_paths
from tertius.network import Network, Records
from tertius.strengths import TieStrengths

__all__ = [
    "Clusters",
    "DataWarning",
    "Error",
    "InvalidInput",
    "InvalidOption",
    "Network",
    "PairValues",
    "PersonValues",
    "Records",
    "Rows",
    "TieGraph",
    "TieStrengths",
    "UnknownPerson",
    "__version__",
    "detect_clusters",
    "meeting_scores",
    "modularity",
    "people_to_meet",
    "samples",
    "suggest_introductions",
    "warm_paths",
]
