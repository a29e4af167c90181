#pragma once

#include <tertius/graph/parallel.hpp>
#include <tertius/graph/tie_graph.hpp>
#include <tertius/introductions/visible_ties.hpp>
#include <tertius/strength/tie_strengths.hpp>

#include <span>
#include <vector>

namespace tertius {

struct WarmPathOptions {
    int limit = 3;             ///< paths at most; >= 1
    int max_hops = 3;          ///< ties in a path at most; 0 to 64
    double willingness = 0.8;  ///< the chance that a person in between passes a request on, in (0, 1]; a prior
    bool disjoint = false;     ///< no two paths share anybody in between
    TieVisible visible{};      ///< ties it refuses are as if they were not there; empty: all may be seen
    Execution execution{};     ///< runs on one thread; can be stopped
};

/// The weakest tie of a path: where it is most likely to break, the first such tie from the seeker.
struct WeakestHop {
    PersonId person = nobody;  ///< nobody in a path of one person
    PersonId alter = nobody;
    double strength = 1;
    double evidence = unscored;  ///< interactions that the strength rests on; unscored on a bare graph
};

/// A chain of people who know each other, from the seeker to a target.
struct WarmPath {
    std::vector<PersonId> people;
    double probability = 1;  ///< of the request getting through
    WeakestHop weakest{};
};

/// Who can introduce the seeker to somebody: the most reliable chains of acquaintance.
///
///     probability = product of the strengths of its ties * willingness^(people in between)
///
/// Nobody comes twice in a path. Ties that may not be seen are left out before the search, and nothing else about them
/// is used: answers and errors are those of a network without them.
///
/// Disjoint paths are alternatives that do not fail together: the first is the best of all, and each further one the
/// best of those that share nobody in between with any before. So the best path is always among them, and now and then
/// there are fewer of them than others could be found if it were given up.
///
/// Value     at most `limit` paths by falling probability; among equals fewer hops come first, then the lower people.
///           Probabilities count as equal if they differ by less than about 1e-10 of their size. Nothing if no chain
///           is short enough; a path of one person where the seeker is the target.
/// Requires  weights that are strengths, in [0, 1]. A tie of strength 0 carries nothing.
/// Throws    UnknownPerson; InvalidOption for a limit, max_hops or willingness out of range; InvalidInput if a visible
///           tie on a way of at most max_hops hops has a weight > 1, naming the lowest such; Cancelled.
/// Cost      O(max_hops t + limit max_hops^2 u) time: t the ties between people within about half of max_hops of
///           either end, u those on chains nearly as good as the paths. Space in proportion to these people and u.
/// Source    Kautz, Selman & Shah, CACM 40:63 (1997), for the product; Yen, Management Science 17:712 (1971), and
///           Lawler, Management Science 18:401 (1972), for the k best.
template <class Weight>
[[nodiscard]] std::vector<WarmPath> warm_paths(const TieGraph<Weight>& strengths, PersonId seeker, PersonId target,
                                               const WarmPathOptions& options = {});

/// The same to any one of several people ("somebody at that company"): a path ends at the first of them that it meets.
///
/// Value  nothing if there are no targets; a path of one person where the seeker is one of them.
template <class Weight>
[[nodiscard]] std::vector<WarmPath> warm_paths(const TieGraph<Weight>& strengths, PersonId seeker,
                                               std::span<const PersonId> targets, const WarmPathOptions& options = {});

/// The same on a network's strengths, with the evidence of each path's weakest hop.
[[nodiscard]] std::vector<WarmPath> warm_paths(const TieStrengths& strengths, PersonId seeker, PersonId target,
                                               const WarmPathOptions& options = {});
[[nodiscard]] std::vector<WarmPath> warm_paths(const TieStrengths& strengths, PersonId seeker,
                                               std::span<const PersonId> targets, const WarmPathOptions& options = {});

extern template std::vector<WarmPath> warm_paths(const TieGraph<float>&, PersonId, PersonId, const WarmPathOptions&);
extern template std::vector<WarmPath> warm_paths(const TieGraph<double>&, PersonId, PersonId, const WarmPathOptions&);
extern template std::vector<WarmPath> warm_paths(const TieGraph<float>&, PersonId, std::span<const PersonId>,
                                                 const WarmPathOptions&);
extern template std::vector<WarmPath> warm_paths(const TieGraph<double>&, PersonId, std::span<const PersonId>,
                                                 const WarmPathOptions&);

}  // namespace tertius
