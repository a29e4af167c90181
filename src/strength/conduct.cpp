#include <tertius/network/detail/folded_word.hpp>
#include <tertius/strength/conduct.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace tertius {

namespace {

using enum Conduct;

constexpr std::array<std::pair<std::string_view, Conduct>, 33> vocabulary{{
    {"attended", attended},       {"ontime", attended},     {"present", attended},       {"late", late},
    {"missed", missed},           {"noshow", missed},       {"absent", missed},          {"thanks", thanked},
    {"thankyou", thanked},        {"thanked", thanked},     {"credit", thanked},         {"acknowledgement", thanked},
    {"acknowledgment", thanked},  {"endorsement", thanked}, {"recommendation", thanked}, {"congratulation", reacted},
    {"congratulations", reacted}, {"condolence", reacted},  {"condolences", reacted},    {"support", reacted},
    {"celebration", reacted},     {"reaction", reacted},    {"request", requested},      {"requested", requested},
    {"ask", requested},           {"asked", requested},     {"question", inquired},      {"followup", inquired},
    {"disclosure", disclosed},    {"disclosed", disclosed}, {"personal", disclosed},     {"passion", disclosed},
    {"challenge", disclosed},
}};

}  // namespace

Conduct parse_conduct(std::string_view kind)
{
    const std::string letters = detail::folded_word(kind);
    const auto* const found = std::ranges::find(vocabulary, letters, &std::pair<std::string_view, Conduct>::first);
    return found == vocabulary.end() ? ordinary : found->second;
}

std::vector<Conduct> conduct_of(const WordColumn& kinds)
{
    std::vector<Conduct> of_word;
    of_word.reserve(kinds.words.size());
    for (const std::string& word : kinds.words) of_word.push_back(parse_conduct(word));
    std::vector<Conduct> result;
    result.reserve(kinds.size());
    for (const std::uint32_t code : kinds.codes) result.push_back(code == no_word ? ordinary : of_word[code]);
    return result;
}

}  // namespace tertius
