#pragma once

#include <tertius/graph/parallel.hpp>
#include <tertius/graph/person.hpp>
#include <tertius/network/columns.hpp>

#include <cstddef>
#include <span>
#include <vector>

namespace tertius {

/// An introduction that could be made in a round.
struct IntroductionCandidate {
    PersonId a = 0;
    PersonId b = 0;
    double score = 0;          ///< what it is worth, below 1e100; one of 0 or less is never made
    PersonId broker = nobody;  ///< who would make it; nobody: it takes nobody's time
};

struct PlanIntroductionsOptions {
    int capacity = 3;           ///< how often a person can be asked, as a, as b or as the broker; >= 0
    NumberColumn capacities{};  ///< the same by person, rounded down; where NaN, `capacity`; empty: the same for all
    double spread = 0;          ///< share of the total score that may be given up for asking people evenly; in [0, 1)
    int effort = 1000;          ///< millions of numbers computed in search of proof, about 1 s for 1000; 0: no search
    Execution execution{};
};

/// Which introductions to make in a round, and how good a choice that is.
struct IntroductionPlan {
    std::vector<std::size_t> chosen{};  ///< rows of the candidates, by falling score
    double score = 0;                   ///< their sum
    double upper_bound = 0;             ///< no choice within the capacities has a higher sum
    bool exact = false;                 ///< proven: before any spread no choice scores higher (by more than 1e-9 of it)
    std::vector<std::size_t> asked{};   ///< how often each person is asked
};

/// The best set of introductions in which nobody is asked more often than they can bear.
///
///     maximise  sum of score_i over the chosen i
///     such that each person is in at most capacity(person) of them, in whichever role, and each pair in one
///
/// Greedy by score first: at least half of the best possible sum, a third where brokers count, and what b-Suitor
/// finds too. Then exchanges of one introduction for up to three others, from this choice and from the one that
/// prices of people's time suggest. The sum is proven best where it reaches what those prices, or a count of everybody's
/// time, allow at most. Other small rounds are searched by branch and bound on the linear relaxation, and the answer says
/// whether the search came to its end.
///
/// With a spread, introductions are exchanged once more, each further time that a person is asked costing more, at the
/// highest price at which the sum keeps (1 - spread) of its value.
///
/// Requires  `people`, how many there are.
/// Throws    UnknownPerson; InvalidInput for a score that is not finite or not below 1e100, somebody introduced to themselves or by
///           themselves, capacities not one a person or negative; InvalidOption for an option out of range.
/// Cost      O(k log k + rounds of exchanges * k * capacity), k the candidates; the search has the
///           cost that `effort` allows, and none takes place where its table would not fit into 64 MB.
/// Source    Khan et al., SISC 38:S593 (2016), for b-Suitor; Hurkens & Schrijver, SIAM J. Discrete Math. 2:68 (1989),
///           for exchanges; Land & Doig, Econometrica 28:497 (1960), for branch and bound.
[[nodiscard]] IntroductionPlan plan_introductions(PersonId people, std::span<const IntroductionCandidate> candidates,
                                                  const PlanIntroductionsOptions& options = {});

}  // namespace tertius
