"""Professional networks: how strong each tie is, who should meet whom, who belongs together."""

from tertius import plots, samples
from tertius._core import version as __version__
from tertius.answers import PairValues, PersonValues, Rows
from tertius.brokerage.betweenness import Betweennesses, betweennesses
from tertius.brokerage.bridging import (
    brokerage_roles,
    dispersions,
    local_bridges,
    simmelian_strength,
    simmelian_strengths,
)
from tertius.brokerage.structural_holes import (
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
from tertius.clusters.circles import (
    Circles,
    detect_circles,
    ego_circles,
    omega,
    overlapping_mutual_information,
)
from tertius.clusters.cohesion import ClusterValues, conductances, coverage, densities
from tertius.clusters.comparing import Agreement, agreement
from tertius.clusters.consensus import ConsensusClusters, consensus_clusters
from tertius.clusters.describing import ClusterDescription, ClusterDescriptions, describe_clusters
from tertius.clusters.detecting import Clusters, detect_clusters, modularity
from tertius.clusters.matching import ClusterMatches, follow_clusters, match_clusters
from tertius.clusters.resolutions import ResolutionProfile, resolution_profile
from tertius.errors import (
    DataWarning,
    Error,
    InvalidInput,
    InvalidOption,
    StoreError,
    UnknownPerson,
    UnknownTie,
)
from tertius.graph.graph_files import write_graph
from tertius.graph.layout import lay_out
from tertius.graph.tie_graph import TieGraph
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
from tertius.introductions.joining import joiner_index, joiner_indices
from tertius.introductions.meeting import meeting_scores, people_to_meet
from tertius.introductions.meeting_model import MeetingModel, fit_meeting_model
from tertius.introductions.planning import IntroductionPlan, plan_introductions
from tertius.introductions.previewing import IntroductionPreview, preview_introduction
from tertius.introductions.reaching import people_with, warm_paths
from tertius.introductions.requesting import IntroductionRequest
from tertius.introductions.suggesting import inferred_ties, suggest_introductions
from tertius.introductions.visibility import visible_records, visible_ties
from tertius.network.contact_cards import write_contacts
from tertius.network.exporting import write_csv
from tertius.network.group_figures import GroupFigures, group_figures
from tertius.network.network import Network, Records
from tertius.network.same_person import SamePerson
from tertius.notebook.viewing import view
from tertius.report.network_report import NetworkReport, network_report
from tertius.store import Appended, Erased, Salvaged, Store, open_store, salvage_store
from tertius.strength.building_blocks import BuildingBlocks
from tertius.strength.faded_contacts import faded_contacts
from tertius.strength.fading import fading_ties
from tertius.strength.relationship_types import infer_types
from tertius.strength.strength_model import StrengthModel, fit_strength_model
from tertius.strength.strengths import Explanation, TieStrength, TieStrengths, tie_strengths
from tertius.strength.tie_ledger import TieLedger
from tertius.upkeep.celebrating import celebrations
from tertius.upkeep.dormant import dormant_ties
from tertius.upkeep.due import due_contacts
from tertius.upkeep.figures import network_figures
from tertius.upkeep.giving import gifts
from tertius.upkeep.promising import open_commitments
from tertius.upkeep.surrounding import circles_around
from tertius.upkeep.tie_courses import contact_layers, living_types
from tertius.upkeep.tips import Tips, tips
from tertius.upkeep.touching import touch_plan

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
    "visible_records",
    "visible_ties",
    "warm_paths",
    "write_contacts",
    "write_csv",
    "write_graph",
]
