#include <tertius/network/detail/folded_word.hpp>
#include <tertius/upkeep/hardship.hpp>

#include <algorithm>
#include <array>

namespace tertius {

namespace {

using namespace std::string_view_literals;

constexpr std::array hardships{
    "accident"sv,  "bankruptcy"sv, "bereavement"sv, "burglary"sv, "burnout"sv, "closure"sv,  "crisis"sv,
    "death"sv,     "demotion"sv,   "dismissal"sv,   "divorce"sv,  "failure"sv, "hardship"sv, "illness"sv,
    "injury"sv,    "insolvency"sv, "jobloss"sv,     "laidoff"sv,  "layoff"sv,  "loss"sv,     "redundancy"sv,
    "rejection"sv, "separation"sv, "setback"sv,     "sickness"sv, "surgery"sv};

}  // namespace

bool is_hardship(std::string_view kind)
{
    return std::ranges::find(hardships, detail::folded_word(kind)) != hardships.end();
}

}  // namespace tertius
