#pragma once

#include <tertius/graph/tie_graph_builder.hpp>
#include <tertius/network/network.hpp>
#include <tertius/strength/belief.hpp>
#include <tertius/strength/evidence.hpp>
#include <tertius/strength/strength_model.hpp>

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace tertius {

/// The values of the six building blocks of a pair, each in [0, 1] or unscored; see BuildingBlocks for both sides of
/// each and how sure they are.
struct BlockValues {
    double trust = unscored;
    double communication = unscored;
    double respect = unscored;
    double reciprocity = unscored;
    double alignment = unscored;  ///< common goals and values
    double empathy = unscored;    ///< empathy and understanding
};

/// What a strength rests on, in figures that a person can check against the records.
struct TieFacts {
    std::uint32_t forward_contacts = 0;   ///< from person to alter
    std::uint32_t backward_contacts = 0;  ///< from alter to person
    Time first = no_time;                 ///< first and last contact; no_time without any
    Time last = no_time;
    std::uint32_t shared_contacts = 0;  ///< people tied to both
};

/// How strong one tie is: the chance, in [0, 1], that the two are in contact within the horizon.
struct TieStrength {
    PersonId person = 0;  ///< the lower of the two
    PersonId alter = 0;
    double strength = 0;
    double low = 0;  ///< the 90 % interval of the strength
    double high = 0;
    double evidence = 0;  ///< interactions that it rests on; a message to n people counts 1/n
    double forward = 0;   ///< the chance of contact from person to alter
    double backward = 0;  ///< the chance of contact from alter to person
    BlockValues blocks{};
    TieFacts facts{};
    std::array<double, aspects.size()> contributions{};  ///< log-odds that each aspect adds; see explain()
};

/// The circumstances under which strengths were judged.
struct StrengthSetting {
    Time at = 0;
    double horizon_days = 0;
    double base = 0;             ///< log-odds of a tie that is average in everything
    bool directed = false;       ///< whether contacts have a direction; if not, forward = backward = strength
    std::string model;           ///< where the weights come from
    std::size_t refined_on = 0;  ///< stretches of the network's own past that refined them; 0: none
    std::shared_ptr<const StrengthModel> weights{};  ///< what they were judged by
};

/// The strengths of all ties of a network at one time, sorted by person and alter.
class TieStrengths {
public:
    TieStrengths() = default;
    /// Requires  ties sorted by (person, alter), person < alter, each pair once.
    TieStrengths(PersonId size, std::vector<TieStrength> ties, StrengthSetting setting = {});

    /// How many people the network has.
    [[nodiscard]] PersonId size() const { return graph_.size(); }
    [[nodiscard]] std::size_t tie_count() const { return ties_.size(); }
    [[nodiscard]] std::span<const TieStrength> ties() const { return ties_; }
    [[nodiscard]] const TieStrength& operator[](std::size_t tie) const { return ties_[tie]; }
    [[nodiscard]] const StrengthSetting& setting() const { return setting_; }
    /// The place of the tie between two people, in either order; nothing for strangers. O(log ties).
    [[nodiscard]] std::optional<std::size_t> find(PersonId a, PersonId b) const;
    /// The ties as a graph whose weights are the strengths.
    [[nodiscard]] const TieGraph<double>& graph() const { return graph_; }

private:
    std::vector<TieStrength> ties_;
    StrengthSetting setting_;
    TieGraph<double> graph_;
};

struct StrengthOptions {
    Time at = no_time;                     ///< later records are not looked at; no_time: the last record
    double horizon_days = 90;              ///< > 0
    std::optional<StrengthModel> model{};  ///< nothing: the shipped weights
    bool refine = true;                    ///< move the weights towards what the network's own past teaches
    Execution execution{};
};

/// How strong every tie is, why, and how sure: for all pairs that were in contact or declared a relationship by `at`.
///
///     strength = probability(base + contributions of the six building blocks, rhythm and setting)
///
/// A declared relationship counts from `since` to `until`. A pair without contact is judged by its silence, where the
/// network has a log at all, and by its setting; its interval is wide. How high all strengths lie together is set
/// between what the network's own past and what the weights before refining say, nearer to the latter.
///
/// Throws  InvalidOption  if horizon_days is not finite and > 0.
/// Cost    O(n log n + ties * (evidence + d log D)), n the interactions; refining adds up to 15 passes over n.
/// Source  logistic tie strength after Gilbert and Karahalios, CHI 2009; evidence from Ureña-Carrion et al. 2020,
///         Hidalgo and Rodríguez-Sickert 2008, Onnela et al. 2007.
[[nodiscard]] TieStrengths tie_strengths(const Network& network, const StrengthOptions& options = {});

}  // namespace tertius
