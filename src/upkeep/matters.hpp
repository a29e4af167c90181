#pragma once

#include <tertius/network/network.hpp>

#include <cstdint>
#include <vector>

namespace tertius::detail {

/// What passes between people, sorted by matter: an interaction by its kind, else by its channel; a gift by its kind.
class Matters {
public:
    static constexpr std::uint32_t unknown = no_word;

    /// Looks at what happened by `at`.
    Matters(const Network& network, Time at);

    /// The matter of a row, or `unknown`.
    [[nodiscard]] std::uint32_t of_interaction(std::size_t row) const;
    [[nodiscard]] std::uint32_t of_gift(std::size_t row) const;
    /// How many the network records.
    [[nodiscard]] std::size_t count() const { return count_; }
    /// One more than the largest matter.
    [[nodiscard]] std::size_t size() const { return size_; }

private:
    using Codes = std::vector<std::uint32_t>;

    const Network& network_;
    Codes of_kind_, of_channel_, of_gift_;  // for each word of those columns
    std::size_t size_ = 0;
    std::size_t count_ = 0;
};

/// How many records there are of each matter.
class Profile {
public:
    explicit Profile(std::size_t matters) : counts_(matters) {}

    void add(std::uint32_t matter);
    void add(const Profile& more);
    /// What is left without the other, which must be part of this one.
    [[nodiscard]] Profile without(const Profile& part) const;
    [[nodiscard]] double total() const { return total_; }
    [[nodiscard]] double operator[](std::size_t matter) const { return counts_[matter]; }
    [[nodiscard]] std::size_t size() const { return counts_.size(); }

private:
    std::vector<double> counts_;
    double total_ = 0;
};

/// Jensen-Shannon divergence in bits, from 0 (alike) to 1 (nothing in common), less what chance alone makes of two
/// samples of so few records: (k - 1)(1/n + 1/m) / (8 ln 2).
///
/// Requires  records in both.
[[nodiscard]] double divergence(const Profile& a, const Profile& b);

/// exp(H): how many equally frequent matters would be as varied; at least 1, and as many as seen at the most.
///
/// Requires  records.
[[nodiscard]] double effective_count(const Profile& profile);

}  // namespace tertius::detail
