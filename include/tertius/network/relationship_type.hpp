#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace tertius {

/// The seven kinds of professional relationship. A closed list: a record that names another is refused.
///
/// Where the two roles differ, the relationship runs from the first-named role: a mentor's to their mentee.
enum class RelationshipType : std::uint8_t {
    mentor,              ///< mentor -> mentee
    peer,                ///< peer - peer
    supervisor,          ///< supervisor -> subordinate
    provider,            ///< provider -> client
    contact,             ///< contact - contact: a network contact
    cross_departmental,  ///< colleague - colleague of another department
    advisor,             ///< advisor -> advisee
};

inline constexpr std::array relationship_types{
    RelationshipType::mentor,   RelationshipType::peer,    RelationshipType::supervisor,
    RelationshipType::provider, RelationshipType::contact, RelationshipType::cross_departmental,
    RelationshipType::advisor,
};

/// What each side is to the other.
struct Roles {
    std::string_view first;
    std::string_view second;
};

[[nodiscard]] std::string_view name(RelationshipType type);
[[nodiscard]] Roles roles(RelationshipType type);
/// Whether the two roles differ, so that the relationship has a direction.
[[nodiscard]] bool is_directed(RelationshipType type);

/// A relationship as a record words it: the type, and whether it is told from the second role's side.
struct WordedRelationship {
    RelationshipType type;
    bool reversed;
};

/// Reads "mentor", "Mentee" (reversed), "mentor-mentee", "mentor->mentee", "cross departmental", "network contact",
/// "advisory" and the like; nothing for a word outside the seven types. Case, spaces, hyphens and underscores are
/// not told apart.
[[nodiscard]] std::optional<WordedRelationship> parse_relationship(std::string_view words);

}  // namespace tertius
