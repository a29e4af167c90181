#pragma once

#include <tertius/introductions/detail/tag_rows.hpp>
#include <tertius/network/network.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace tertius {

/// Who needs what, and who can provide it: people provide what they offer and what they are skilled in.
///
///     rarity(w) = 1 - ln n_w / ln n:  1 for what one person alone provides, 0 for what all do
///
/// n are the people who provide anything, n_w those who provide w; 0 where n is 1. Words are numbered; case, spaces,
/// hyphens and underscores are not told apart, so that the skill "Data analysis" serves the need "data-analysis".
///
/// Cost  O(t log t) to make, t the words of needs, offers and skills; O(1) a question.
class Help {
public:
    explicit Help(const Network& network);

    /// What a person needs, each word once, in ascending order.
    [[nodiscard]] std::span<const std::uint32_t> needs(PersonId person) const { return needs_[person]; }
    /// What a person provides, each word once, in ascending order.
    [[nodiscard]] std::span<const std::uint32_t> provided(PersonId person) const { return provided_[person]; }
    /// The words by their number, spelt as among the needs, else as among the offers, else as among the skills.
    [[nodiscard]] const std::vector<std::string>& words() const { return words_; }
    [[nodiscard]] double rarity(std::uint32_t word) const { return rarity_[word]; }

private:
    std::vector<std::string> words_;
    detail::TagRows needs_;
    detail::TagRows provided_;
    std::vector<double> rarity_;
};

}  // namespace tertius
