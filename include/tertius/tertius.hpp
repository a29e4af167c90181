#pragma once

/// Everything tertius offers, floor by floor from the ground up.

#include <tertius/graph/boost_graph.hpp>
#include <tertius/graph/error.hpp>
#include <tertius/graph/freeze.hpp>
#include <tertius/graph/matrix.hpp>
#include <tertius/graph/parallel.hpp>
#include <tertius/graph/partition.hpp>
#include <tertius/graph/random.hpp>
#include <tertius/graph/symmetrised.hpp>
#include <tertius/graph/tie_graph.hpp>
#include <tertius/graph/tie_graph_builder.hpp>

#include <tertius/brokerage/betweenness.hpp>
#include <tertius/brokerage/brokerage_roles.hpp>
#include <tertius/brokerage/brokers.hpp>
#include <tertius/brokerage/constraint.hpp>
#include <tertius/brokerage/dispersion.hpp>
#include <tertius/brokerage/diversity.hpp>
#include <tertius/brokerage/effective_size.hpp>
#include <tertius/brokerage/efficiency.hpp>
#include <tertius/brokerage/hierarchy.hpp>
#include <tertius/brokerage/local_bridges.hpp>
#include <tertius/brokerage/local_constraint.hpp>
#include <tertius/brokerage/participation.hpp>
#include <tertius/brokerage/simmelian_strength.hpp>

#include <tertius/clusters/agreement.hpp>
#include <tertius/clusters/conductance.hpp>
#include <tertius/clusters/consensus_clusters.hpp>
#include <tertius/clusters/cover_agreement.hpp>
#include <tertius/clusters/coverage.hpp>
#include <tertius/clusters/density.hpp>
#include <tertius/clusters/describe_clusters.hpp>
#include <tertius/clusters/detect_circles.hpp>
#include <tertius/clusters/detect_clusters.hpp>
#include <tertius/clusters/follow_clusters.hpp>
#include <tertius/clusters/match_partitions.hpp>
#include <tertius/clusters/modularity.hpp>
#include <tertius/clusters/people_layout.hpp>
#include <tertius/clusters/resolution_profile.hpp>

#include <tertius/network/network.hpp>
#include <tertius/network/same_person.hpp>
#include <tertius/network/visible_records.hpp>

#include <tertius/strength/explanation.hpp>
#include <tertius/strength/faded_contacts.hpp>
#include <tertius/strength/fit_strength_model.hpp>
#include <tertius/strength/rhythms.hpp>
#include <tertius/strength/strengths_after_contact.hpp>
#include <tertius/strength/tie_ledger.hpp>
#include <tertius/strength/tie_strengths.hpp>

#include <tertius/introductions/acceptance.hpp>
#include <tertius/introductions/fit_meeting_model.hpp>
#include <tertius/introductions/gini.hpp>
#include <tertius/introductions/help.hpp>
#include <tertius/introductions/inferred_ties.hpp>
#include <tertius/introductions/introduced_pairs.hpp>
#include <tertius/introductions/introduction_request.hpp>
#include <tertius/introductions/joiner_index.hpp>
#include <tertius/introductions/learned_meetings.hpp>
#include <tertius/introductions/meeting_scores.hpp>
#include <tertius/introductions/new_tie_survival.hpp>
#include <tertius/introductions/people_to_meet.hpp>
#include <tertius/introductions/plan_introductions.hpp>
#include <tertius/introductions/preview_introduction.hpp>
#include <tertius/introductions/standing.hpp>
#include <tertius/introductions/suggest_introductions.hpp>
#include <tertius/introductions/visible_ties.hpp>
#include <tertius/introductions/warm_paths.hpp>

#include <tertius/upkeep/celebrations.hpp>
#include <tertius/upkeep/contact_layers.hpp>
#include <tertius/upkeep/dormant_ties.hpp>
#include <tertius/upkeep/due_contacts.hpp>
#include <tertius/upkeep/gifts.hpp>
#include <tertius/upkeep/giving_balance.hpp>
#include <tertius/upkeep/hardship.hpp>
#include <tertius/upkeep/living_types.hpp>
#include <tertius/upkeep/open_commitments.hpp>
#include <tertius/upkeep/tie_courses.hpp>
#include <tertius/upkeep/tips.hpp>
#include <tertius/upkeep/touch_plan.hpp>

#include <tertius/store/store.hpp>
