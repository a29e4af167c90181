#pragma once

#include <tertius/network/network.hpp>
#include <tertius/strength/tie_strengths.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tertius {

/// What one can give: advice, an article on the matter, or a contact who can help.
enum class GiftKind : std::uint8_t { advice, article, contact };

[[nodiscard]] std::string_view name(GiftKind kind);

/// Something that a contact needs and that ego can give unasked.
struct GiftIdea {
    PersonId alter = nobody;
    std::string need{};  ///< as people's needs word it
    GiftKind kind = GiftKind::advice;
    PersonId through = nobody;  ///< of a contact: who provides what is needed; else nobody
    double score = 0;           ///< only for ranking
    std::string reason{};       ///< told to ego
};

struct GiftsOptions {
    int limit = 10;           ///< ideas at most; >= 1
    double recent_days = 90;  ///< who was given something of the kind so lately is not given it again; > 0
};

/// What a person could give their contacts unasked: what these need and ego, or somebody whom ego knows, provides.
///
///     score   = s_alter * (1 + rarity) / 2 * (1/2 + owed),     of a contact times s_through (1 - P(alter, through))
///     owed    = (1 + received) / (2 + received + given)
///
/// s are the strengths of ego's ties; rarity as in help.hpp: what few can provide is the better gift; owed the share
/// of all that passed between the two which alter gave (ReciprocityReader): those who gave more come first, and nobody
/// is left out who gave nothing. P is the chance that the two know each other already (Acquaintance).
///
/// Each need of each alter appears once: with ego's own help where ego provides it, else with the best contact who
/// does, and who is neither tied nor, by anybody, introduced to alter. Own help is advice; or, where ego is on record
/// as giving articles, an article, if it is longer since alter got one. Feedback, mentoring and coaching count as
/// advice, papers, books and links as articles, referrals and introductions as contacts.
///
/// Value   by falling score, equals by alter and need.
/// Throws  UnknownPerson; InvalidInput if the strengths are not of the network's people; InvalidOption.
/// Cost    O(records log records + needs of contacts * providers among them), at most.
/// Source  Obstfeld, ASQ 50:100 (2005), for contacts. The weights are ours: no public data tell what came of gifts.
[[nodiscard]] std::vector<GiftIdea> gifts(const Network& network, const TieStrengths& strengths, PersonId ego,
                                          const GiftsOptions& options = {});

}  // namespace tertius
