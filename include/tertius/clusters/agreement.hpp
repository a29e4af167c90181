#pragma once

#include <tertius/graph/parallel.hpp>
#include <tertius/graph/partition.hpp>

namespace tertius {

/// How far two partitions of the same people agree.
struct Agreement {
    double normalised_mutual_information = 0;  ///< 0: one tells nothing of the other, 1: they are the same
    double adjusted_mutual_information = 0;    ///< the same over chance: about 0 for random labels
    double adjusted_rand = 0;                  ///< of pairs together in one, those together in both, over chance
    double variation_of_information = 0;       ///< in nats, 0 to log n: what each leaves unsaid of the other
};

/// How far two partitions agree on who belongs together.
///
///     VI  = sum over overlaps of k/n * ( log(a/k) + log(b/k) )
///     NMI = 1 - VI / ( H(A) + H(B) ),                  the mutual information over the mean of the two entropies
///     AMI = 1 - VI / E[VI],                            the same, less what chance gives, over the most it could give
///     ARI = ( S - E[S] ) / ( (S(A) + S(B))/2 - E[S] ), E[S] = S(A) S(B) / (n(n - 1)/2)
///
/// k people are in one cluster of a people and in one of b; n are there in all. H is the entropy of cluster sizes, S
/// counts pairs of people who are together: in both, in A, in B. E[] is the exact mean over all ways to deal the people
/// out anew into clusters of these sizes. NMI rises with the number of clusters even where labels are random; AMI and
/// ARI do not.
///
/// Value   the same whichever comes first, up to rounding. Equal partitions, those of nobody among them, agree fully:
///         1, 1, 1 and 0. Everybody together beside any other partition has 0, 0, 0; everybody alone beside any other
///         has AMI and ARI 0, but not NMI. AMI and ARI fall below 0 where people agree less than by chance.
/// Throws  InvalidInput if the partitions are not of equally many people; Cancelled.
/// Cost    O(n + p) time, p the pairs of different sizes, at most 2n, each times the spread of the chance overlap;
///         O(n) space. No table of all pairs of clusters.
/// Source  Vinh, Epps, Bailey, Journal of Machine Learning Research 11, 2837 (2010); Hubert, Arabie, Journal of
///         Classification 2, 193 (1985); Meila, Journal of Multivariate Analysis 98, 873 (2007).
[[nodiscard]] Agreement agreement(const Partition& a, const Partition& b, const Execution& execution = {});

}  // namespace tertius
