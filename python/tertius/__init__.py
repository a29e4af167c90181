"""Professional networks: how strong each tie is, who should meet whom, who belongs together."""

from tertius import samples
from tertius._core import version as __version__
from tertius.answers import PairValues, PersonValues, Rows
from tertius.brokerage import brokers, constraint, constraints, effective_size, effective_sizes
from tertius.building_blocks import BuildingBlocks
from tertius.circles import Circles, detect_circles, ego_circles, omega, overlapping_mutual_information
from tertius.clusters import Clusters, detect_clusters, modularity
from tertius.contacts import faded_contacts
from tertius.errors import DataWarning, Error, InvalidInput, InvalidOption, UnknownPerson, UnknownTie
from tertius.fading import fading_ties
from tertius.graph import TieGraph
from tertius.introductions import meeting_scores, people_to_meet, suggest_introductions, warm_paths
from tertius.network import Network, Records
from tertius.relationship_types import infer_types
from tertius.report import NetworkReport, network_report
from tertius.strength_model import StrengthModel, fit_strength_model
from tertius.strengths import Explanation, TieStrength, TieStrengths, tie_strengths
from tertius.tie_ledger import TieLedger

__all__ = [
    "BuildingBlocks",
    "Circles",
    "Clusters",
    "DataWarning",
    "Error",
    "Explanation",
    "InvalidInput",
    "InvalidOption",
    "Network",
    "NetworkReport",
    "PairValues",
    "PersonValues",
    "Records",
    "Rows",
    "StrengthModel",
    "TieGraph",
    "TieLedger",
    "TieStrength",
    "TieStrengths",
    "UnknownPerson",
    "UnknownTie",
    "__version__",
    "brokers",
    "constraint",
    "constraints",
    "detect_circles",
    "detect_clusters",
    "effective_size",
    "effective_sizes",
    "ego_circles",
    "faded_contacts",
    "fading_ties",
    "fit_strength_model",
    "infer_types",
    "meeting_scores",
    "modularity",
    "network_report",
    "omega",
    "overlapping_mutual_information",
    "people_to_meet",
    "samples",
    "suggest_introductions",
    "tie_strengths",
    "warm_paths",
]
