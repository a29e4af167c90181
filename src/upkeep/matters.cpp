#include "matters.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <string>

namespace tertius::detail {

namespace {

double bits(double share)
{
    return share > 0 ? -share * std::log2(share) : 0;
}

std::uint32_t code_of(const WordColumn& words, const std::vector<std::uint32_t>& codes, std::size_t row)
{
    if (words.empty() || words.codes[row] == no_word) return Matters::unknown;
    return codes[words.codes[row]];
}

}  // namespace

Matters::Matters(const Network& network, Time at) : network_(network)
{
    std::map<std::string, std::uint32_t> known;
    const auto numbered = [&](const WordColumn& column) {
        Codes codes;
        for (const std::string& word : column.words)
            codes.push_back(known.emplace(word, static_cast<std::uint32_t>(known.size())).first->second);
        return codes;
    };
    const Interactions& log = network.interactions();
    const Exchanges& gifts = network.exchanges();
    of_kind_ = numbered(log.kind);
    of_channel_ = numbered(log.channel);
    of_gift_ = numbered(gifts.kind);
    size_ = known.size();
    std::vector<bool> seen(size_);
    const auto see = [&](std::uint32_t matter) {
        if (matter != unknown) seen[matter] = true;
    };
    for (std::size_t row = 0; row < log.time.size(); ++row)
        if (log.time[row] <= at) see(of_interaction(row));
    for (std::size_t row = 0; row < gifts.time.size(); ++row)
        if (gifts.time[row] <= at) see(of_gift(row));
    count_ = static_cast<std::size_t>(std::ranges::count(seen, true));
}

std::uint32_t Matters::of_interaction(std::size_t row) const
{
    const std::uint32_t kind = code_of(network_.interactions().kind, of_kind_, row);
    return kind != unknown ? kind : code_of(network_.interactions().channel, of_channel_, row);
}

std::uint32_t Matters::of_gift(std::size_t row) const
{
    return code_of(network_.exchanges().kind, of_gift_, row);
}

void Profile::add(std::uint32_t matter)
{
    if (matter == Matters::unknown) return;
    counts_[matter] += 1;
    total_ += 1;
}

void Profile::add(const Profile& more)
{
    for (std::size_t matter = 0; matter < counts_.size(); ++matter) counts_[matter] += more.counts_[matter];
    total_ += more.total_;
}

Profile Profile::without(const Profile& part) const
{
    Profile rest = *this;
    for (std::size_t matter = 0; matter < counts_.size(); ++matter) rest.counts_[matter] -= part.counts_[matter];
    rest.total_ -= part.total_;
    return rest;
}

double divergence(const Profile& a, const Profile& b)
{
    double between = 0;
    double matters = 0;
    for (std::size_t matter = 0; matter < a.size(); ++matter) {
        const double p = a[matter] / a.total();
        const double q = b[matter] / b.total();
        between += bits((p + q) / 2) - (bits(p) + bits(q)) / 2;
        matters += p + q > 0;
    }
    const double by_chance = (matters - 1) * (1 / a.total() + 1 / b.total()) / (8 * std::numbers::ln2);
    return std::clamp(between - by_chance, 0.0, 1.0);
}

double effective_count(const Profile& profile)
{
    double entropy = 0;
    double matters = 0;
    for (std::size_t matter = 0; matter < profile.size(); ++matter) {
        entropy += bits(profile[matter] / profile.total());
        matters += profile[matter] > 0;
    }
    return std::min(matters, std::exp2(entropy) * std::exp((matters - 1) / (2 * profile.total())));
}

}  // namespace tertius::detail
