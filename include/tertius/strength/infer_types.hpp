#pragma once

#include <tertius/graph/parallel.hpp>
#include <tertius/network/network.hpp>

#include <vector>

namespace tertius {

/// One type that the relationship of two people may be of.
struct TypeGuess {
    PersonId person = 0;  ///< who has the first-named role: the mentor, of mentor -> mentee; else the lower of the two
    PersonId alter = 0;
    RelationshipType type{};
    double probability = 0;
    bool declared = false;  ///< somebody said so: the probability is 1
};

struct InferTypesOptions {
    Time at = no_time;  ///< later records are not looked at; no_time: the last record
    Execution execution{};
};

/// What kind of relationship each tie is: a probability for each of the seven types and, where the roles differ, for
/// each of the two ways round. Those of a pair add up to 1.
///
/// Bayes' rule over signals taken as independent given the type: difference in level, one organisation, one department,
/// pace of contact against the type's norm and its regularity, who begins, who gives and what (advice, work,
/// referrals), who owes promises. A signal that is not recorded is left out. The likelihoods are priors; how common the
/// types are, and their norms, are corrected by the network's declared relationships. A declared pair has a row for each
/// of its declared types alone.
///
/// Value   sorted by pair, then by falling probability.
/// Cost    O(rows log rows + ties).
/// Source  advisor and advisee from the records of their work: Wang et al., TPFG, KDD 2010; hierarchy from mail:
///         Agarwal, Omuya, Harnly, Rambow, ACL 2012.
[[nodiscard]] std::vector<TypeGuess> infer_types(const Network& network, const InferTypesOptions& options = {});

}  // namespace tertius
