#include "given.hpp"

#include <tertius/network/detail/folded_word.hpp>
#include <tertius/network/introduction_stage.hpp>

#include <algorithm>
#include <optional>
#include <string_view>

namespace tertius::detail {

namespace {

using enum GiftKind;

constexpr std::array<std::pair<std::string_view, GiftKind>, 12> vocabulary{{
    {"advice", advice},
    {"feedback", advice},
    {"mentoring", advice},
    {"coaching", advice},
    {"article", article},
    {"articles", article},
    {"paper", article},
    {"book", article},
    {"link", article},
    {"contact", contact},
    {"referral", contact},
    {"introduction", contact},
}};

std::optional<GiftKind> parse_gift(std::string_view kind)
{
    const std::string folded = folded_word(kind);
    for (const auto& [word, gift] : vocabulary)
        if (word == folded) return gift;
    return std::nullopt;
}

}  // namespace

Given::Given(const Network& network, PersonId giver, Time at)
{
    last_.fill(std::vector<Time>(network.size(), no_time));
    note_exchanges(network.exchanges(), giver, at);
    note_introductions(network.introductions(), giver, at);
}

void Given::note(PersonId receiver, GiftKind kind, Time time)
{
    Time& last = last_[index(kind)][receiver];
    last = std::max(last, time);
}

void Given::note_exchanges(const Exchanges& exchanges, PersonId giver, Time at)
{
    if (exchanges.kind.empty()) return;
    for (std::size_t row = 0; row < exchanges.giver.size(); ++row) {
        if (exchanges.giver[row] != giver || exchanges.time[row] > at) continue;
        if (const auto kind = parse_gift(exchanges.kind[row]))
            note(exchanges.receiver[row], *kind, exchanges.time[row]);
    }
}

void Given::note_introductions(const Introductions& introductions, PersonId giver, Time at)
{
    for (std::size_t row = 0; row < introductions.broker.size(); ++row) {
        if (introductions.time[row] > at) continue;
        introduced_.emplace_back(std::minmax(introductions.a[row], introductions.b[row]));
        if (introductions.broker[row] != giver || !was_made(introductions, row)) continue;
        for (const PersonId receiver : {introductions.a[row], introductions.b[row]})
            note(receiver, contact, introductions.time[row]);
    }
    std::ranges::sort(introduced_);
}

bool Given::ever(GiftKind kind) const
{
    return std::ranges::any_of(last_[index(kind)], [](Time time) { return time != no_time; });
}

bool Given::introduced(PersonId a, PersonId b) const
{
    return std::ranges::binary_search(introduced_, std::pair<PersonId, PersonId>(std::minmax(a, b)));
}

}  // namespace tertius::detail
