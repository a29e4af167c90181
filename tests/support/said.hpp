#pragma once

#include "support/told_rows.hpp"

#include <tertius/network/same_person.hpp>
#include <tertius/store/store.hpp>

#include <set>
#include <string>
#include <vector>

namespace tertius::test {

/// Records as lines of text, in no order: what two stores that say the same have in common.
using Said = std::multiset<std::string>;

/// One line for each row of each table; what is not recorded is left out.
inline Said said(const Network& network)
{
    const std::vector<std::string> rows = told_rows(network);
    return {rows.begin(), rows.end()};
}

inline std::string said(const SamePerson& same)
{
    return "same|" + to_text(same.kept) + "|" + to_text(same.other) + "|" + same.reason;
}

/// All that a store has to say: its records as they were told, and who is one person.
inline Said said(const Store& store)
{
    Said lines = said(store.apart());
    for (const SamePerson& same : store.same_people()) lines.insert(said(same));
    return lines;
}

}  // namespace tertius::test
