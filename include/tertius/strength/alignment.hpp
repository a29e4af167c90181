#pragma once

#include <tertius/network/network.hpp>
#include <tertius/strength/belief.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace tertius {

/// Reads common goals and values: what two people share tells more the fewer others have it.
///
/// What people can share are goals, values, skills, organisation, department, location, and projects: threads of
/// three people or more. With rarity(w) = ln(n / n_w), n people with anything recorded, n_w of them with w:
///
///     S      = sum of rarity over what both have / sqrt(|a's| |b's|)
///     chance = mean of S over all pairs of people
///     value  = (m S + chance) / (m (S + chance) + 2 chance),   m = the smaller of |a's| and |b's|
///
/// 1/2: as much as two people drawn at random share; the lift over chance moves it from there.
///
/// Value  unscored if nothing is recorded of one of them, or if nobody shares anything that sets people apart.
/// Cost   O(tags log tags) to make; O(tags of the two) a pair.
class AlignmentReader {
public:
    /// Keeps a reference to the network; looks at threads up to `at`.
    AlignmentReader(const Network& network, Time at);

    /// Symmetric.
    [[nodiscard]] Belief between(PersonId a, PersonId b) const;
    /// What both have, rarest first: "the goal clean energy", "the organisation Acme", "2 joint projects".
    [[nodiscard]] std::vector<std::string> shared(PersonId a, PersonId b) const;

private:
    struct Trait {
        std::string name;  // empty: a project
        double rarity = 0;
    };
    void add_tags(const TagColumn& column, std::string_view kind);
    void add_words(const WordColumn& column, std::string_view kind);
    void add_projects(const Interactions& interactions, Time at);
    void settle(PersonId size);
    [[nodiscard]] std::span<const std::uint32_t> traits_of(PersonId person) const
    {
        return {had_.data() + offsets_[person], had_.data() + offsets_[person + 1]};
    }

    std::vector<Trait> traits_;
    std::vector<std::pair<PersonId, std::uint32_t>> having_;  // person and trait, until settled
    std::vector<std::size_t> offsets_;                        // of each person in had_
    std::vector<std::uint32_t> had_;
    double chance_ = 0;
};

}  // namespace tertius
