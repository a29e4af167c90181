#pragma once

#include <tertius/strength/communication.hpp>
#include <tertius/strength/respect.hpp>
#include <tertius/strength/tie_strengths.hpp>
#include <tertius/strength/trust.hpp>

#include <string>

// What the records say about a tie, in plain words. Beliefs given must not fade, so that they hold whole numbers.
namespace tertius::detail {

/// The two of a tie, by name.
struct Names {
    const std::string& person;
    const std::string& alter;
    [[nodiscard]] Names swapped() const { return {alter, person}; }
};

[[nodiscard]] std::string about_trust(const Trustworthiness& shown, const Names& names);
/// `talk`: none of a ledger's.
[[nodiscard]] std::string about_communication(const TieStrength& tie, const StrengthSetting& setting,
                                              const Communication& talk, const Names& names);
[[nodiscard]] std::string about_respect(const Regard& shown, const Names& names);
[[nodiscard]] std::string about_contacts_begun(const TieStrength& tie, const StrengthSetting& setting,
                                               const Names& names);
[[nodiscard]] std::string about_reactions(const Belief& shown, const Names& names);
[[nodiscard]] std::string about_rhythm(const TieStrength& tie, const StrengthSetting& setting);
[[nodiscard]] std::string about_setting(const TieStrength& tie);

}  // namespace tertius::detail
