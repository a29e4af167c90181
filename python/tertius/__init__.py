"""Professional networks: how strong each tie is, who should meet whom, who belongs together."""

from tertius import plots, samples
from tertius._core import version as __version__
from tertius.answers import PairValues, PersonValues, Rows
from tertius.betweenness import Betweennesses, betweennesses
from tertius.bridging import (
    brokerage_roles,
    dispersions,
    local_bridges,
    simmelian_strength,
    simmelian_strengths,
)
from tertius.brokerage import (
    brokers,
    constraint,
    constraints,
    diversities,
    diversity,
    effective_size,
    effective_sizes,
    efficiencies,
    efficiency,
    hierarchies,
    hierarchy,
    local_constraints,
    participations,
)
from tertius.building_blocks import BuildingBlocks
from tertius.celebrating import celebrations
from tertius.circles import Circles, detect_circles, ego_circles, omega, overlapping_mutual_information
from tertius.clusters import Clusters, detect_clusters, modularity
from tertius.cohesion import ClusterValues, conductances, coverage, densities
from tertius.comparing import Agreement, agreement
from tertius.consensus import ConsensusClusters, consensus_clusters
from tertius.contact_cards import write_contacts
from tertius.contacts import faded_contacts
from tertius.describing import ClusterDescription, ClusterDescriptions, describe_clusters
from tertius.dormant import dormant_ties
from tertius.due import due_contacts
from tertius.errors import (
    DataWarning,
    Error,
    InvalidInput,
    InvalidOption,
    StoreError,
    UnknownPerson,
    UnknownTie,
)
from tertius.exporting import write_csv
from tertius.fading import fading_ties
from tertius.figures import network_figures
from tertius.giving import gifts
from tertius.graph import TieGraph
from tertius.graph_files import write_graph
from tertius.group_figures import GroupFigures, group_figures
from tertius.identity.same_people import Identities, same_people
from tertius.importers.contacts.address_books import read_contacts
from tertius.importers.graphs.graphs import read_graph
from tertius.importers.limits import Limits
from tertius.importers.linkedin.exports import read_linkedin
from tertius.importers.mail.mailboxes import read_mbox
from tertius.importers.meetings.calendars import read_calendar
from tertius.importers.records import read_records
from tertius.importers.report import ImportReport
from tertius.importers.tables.folders import read_csv
from tertius.joining import joiner_index, joiner_indices
from tertius.layout import lay_out
from tertius.matching import ClusterMatches, follow_clusters, match_clusters
from tertius.meeting import meeting_scores, people_to_meet
from tertius.meeting_model import MeetingModel, fit_meeting_model
from tertius.network import Network, Records
from tertius.planning import IntroductionPlan, plan_introductions
from tertius.previewing import IntroductionPreview, preview_introduction
from tertius.promising import open_commitments
from tertius.reaching import people_with, warm_paths
from tertius.relationship_types import infer_types
from tertius.report import NetworkReport, network_report
from tertius.requesting import IntroductionRequest
from tertius.resolutions import ResolutionProfile, resolution_profile
from tertius.same_person import SamePerson
from tertius.store import Appended, Erased, Salvaged, Store, open_store, salvage_store
from tertius.strength_model import StrengthModel, fit_strength_model
from tertius.strengths import Explanation, TieStrength, TieStrengths, tie_strengths
from tertius.suggesting import inferred_ties, suggest_introductions
from tertius.surrounding import circles_around
from tertius.tie_courses import contact_layers, living_types
from tertius.tie_ledger import TieLedger
from tertius.tips import Tips, tips
from tertius.touching import touch_plan
from tertius.viewing import view
from tertius.visibility import visible_ties

__all__ = [
    "Agreement",
    "Appended",
    "Betweennesses",
    "BuildingBlocks",
    "Circles",
    "ClusterDescription",
    "ClusterDescriptions",
    "ClusterMatches",
    "ClusterValues",
    "Clusters",
    "ConsensusClusters",
    "DataWarning",
    "Erased",
    "Error",
    "Explanation",
    "GroupFigures",
    "Identities",
    "ImportReport",
    "IntroductionPlan",
    "IntroductionPreview",
    "IntroductionRequest",
    "InvalidInput",
    "InvalidOption",
    "Limits",
    "MeetingModel",
    "Network",
    "NetworkReport",
    "PairValues",
    "PersonValues",
    "Records",
    "ResolutionProfile",
    "Rows",
    "Salvaged",
    "SamePerson",
    "Store",
    "StoreError",
    "StrengthModel",
    "TieGraph",
    "TieLedger",
    "TieStrength",
    "TieStrengths",
    "Tips",
    "UnknownPerson",
    "UnknownTie",
    "__version__",
    "agreement",
    "betweennesses",
    "brokerage_roles",
    "brokers",
    "celebrations",
    "circles_around",
    "conductances",
    "consensus_clusters",
    "constraint",
    "constraints",
    "contact_layers",
    "coverage",
    "densities",
    "describe_clusters",
    "detect_circles",
    "detect_clusters",
    "dispersions",
    "diversities",
    "diversity",
    "dormant_ties",
    "due_contacts",
    "effective_size",
    "effective_sizes",
    "efficiencies",
    "efficiency",
    "ego_circles",
    "faded_contacts",
    "fading_ties",
    "fit_meeting_model",
    "fit_strength_model",
    "follow_clusters",
    "gifts",
    "group_figures",
    "hierarchies",
    "hierarchy",
    "infer_types",
    "inferred_ties",
    "joiner_index",
    "joiner_indices",
    "lay_out",
    "living_types",
    "local_bridges",
    "local_constraints",
    "match_clusters",
    "meeting_scores",
    "modularity",
    "network_figures",
    "network_report",
    "omega",
    "open_commitments",
    "open_store",
    "overlapping_mutual_information",
    "participations",
    "people_to_meet",
    "people_with",
    "plan_introductions",
    "plots",
    "preview_introduction",
    "read_calendar",
    "read_contacts",
    "read_csv",
    "read_graph",
    "read_linkedin",
    "read_mbox",
    "read_records",
    "resolution_profile",
    "salvage_store",
    "same_people",
    "samples",
    "simmelian_strength",
    "simmelian_strengths",
    "suggest_introductions",
    "tie_strengths",
    "tips",
    "touch_plan",
    "view",
    "visible_ties",
    "warm_paths",
    "write_contacts",
    "write_csv",
    "write_graph",
]
