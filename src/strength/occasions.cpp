#include "occasions.hpp"

#include "seconds_between.hpp"

#include <tertius/network/detail/moment.hpp>

#include <algorithm>
#include <cstdint>
#include <tuple>

namespace tertius::detail {

namespace {

constexpr std::uint64_t occasions_in_log = 500;

std::uint64_t length_of_occasion(std::span<const Contact> contacts, Time at)
{
    const Time start = std::ranges::min(contacts, {}, &Contact::time).time;
    return std::min(static_cast<std::uint64_t>(seconds_in_day), seconds_between(start, at) / occasions_in_log);
}

}  // namespace

std::vector<Contact> occasions(std::span<const Contact> contacts, Time at)
{
    std::vector<Contact> result;
    if (contacts.empty()) return result;
    const std::uint64_t length = length_of_occasion(contacts, at);
    for (const Contact& contact : contacts) {
        const bool same_pair =
            !result.empty() && std::tie(result.back().low, result.back().high) == std::tie(contact.low, contact.high);
        if (!same_pair || seconds_between(result.back().time, contact.time) >= length) result.push_back(contact);
    }
    return result;
}

}  // namespace tertius::detail
