#pragma once

#include <tertius/introductions/standing.hpp>

#include <concepts>
#include <optional>

namespace tertius {

/// How somebody stands before and after an introduction.
struct StandingChange {
    PersonId person = 0;
    Standing before{};
    Standing after{};
};

/// What an introduction would do to everybody who takes part.
struct IntroductionPreview {
    StandingChange a{};
    StandingChange b{};
    std::optional<StandingChange> broker{};  ///< nothing where nobody knows both
    double weight = 0;                       ///< of the new tie
};

struct PreviewOptions {
    PersonId broker = nobody;        ///< nobody: the shared contact whose weaker tie to the two is the strongest
    std::optional<double> weight{};  ///< of the new tie, > 0; nothing: see preview_introduction()
};

/// What joining two strangers would do to them and to their broker.
///
/// What each stands by is that of standing.hpp; in a directed graph the new tie is one of those added up.
///
/// The new tie's weight is, unless given, that of the weaker of the broker's two ties, as a new acquaintance is seldom
/// closer than the one it came from; without a broker the median of the two people's ties, 1 if they have none.
///
/// Value   equal to measuring the graph before and after the tie is added, to 1e-12. The broker's reach stays.
/// Throws  UnknownPerson; InvalidInput if a and b are the same, or tied already, or if the broker is not tied to both;
///         InvalidOption for a weight that is not finite and > 0.
/// Cost    O(D + n / 32), D the ties of the three people's alters; space 2 bits a person and the ties among the alters
///         of one of the three.
/// Source  Burt, Structural Holes (1992), ch. 2.
template <std::floating_point Weight, Direction direction>
[[nodiscard]] IntroductionPreview preview_introduction(const TieGraph<Weight, direction>& graph, PersonId a, PersonId b,
                                                       const PreviewOptions& options = {});

extern template IntroductionPreview preview_introduction(const TieGraph<float>&, PersonId, PersonId,
                                                         const PreviewOptions&);
extern template IntroductionPreview preview_introduction(const TieGraph<double>&, PersonId, PersonId,
                                                         const PreviewOptions&);
extern template IntroductionPreview preview_introduction(const DirectedTieGraph<float>&, PersonId, PersonId,
                                                         const PreviewOptions&);
extern template IntroductionPreview preview_introduction(const DirectedTieGraph<double>&, PersonId, PersonId,
                                                         const PreviewOptions&);

}  // namespace tertius
