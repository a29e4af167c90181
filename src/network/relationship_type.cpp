#include <tertius/network/relationship_type.hpp>

#include <string>

namespace tertius {

namespace {

struct Entry {
    std::string_view name;
    Roles roles;
    std::string_view also;  // another name in use
};

constexpr std::array<Entry, relationship_types.size()> vocabulary{{
    {"mentor", {"mentor", "mentee"}, ""},
    {"peer", {"peer", "peer"}, ""},
    {"supervisor", {"supervisor", "subordinate"}, ""},
    {"provider", {"provider", "client"}, ""},
    {"contact", {"contact", "contact"}, "networkcontact"},
    {"cross_departmental", {"colleague", "colleague"}, "crossdepartmental"},
    {"advisor", {"advisor", "advisee"}, "advisory"},
}};

const Entry& entry(RelationshipType type)
{
    return vocabulary[static_cast<std::size_t>(type)];
}

/// Letters only, in lower case (ASCII, whatever the locale): "Mentor -> mentee" is "mentormentee".
std::string letters(std::string_view words)
{
    std::string result;
    for (const char c : words) {
        if (c >= 'A' && c <= 'Z')
            result += static_cast<char>(c - 'A' + 'a');
        else if (c != ' ' && c != '-' && c != '_' && c != '>' && c != '/')
            result += c;
    }
    return result;
}

}  // namespace

std::string_view name(RelationshipType type)
{
    return entry(type).name;
}

Roles roles(RelationshipType type)
{
    return entry(type).roles;
}

bool is_directed(RelationshipType type)
{
    return roles(type).first != roles(type).second;
}

std::optional<WordedRelationship> parse_relationship(std::string_view words)
{
    const std::string said = letters(words);
    for (const RelationshipType type : relationship_types) {
        const auto [first, second] = roles(type);
        const std::string both = std::string(first) + std::string(second);
        const std::string swapped = std::string(second) + std::string(first);
        if (said == letters(name(type)) || (said == both && first != "colleague")) return {{type, false}};
        if (!entry(type).also.empty() && said == entry(type).also) return {{type, false}};
        if (is_directed(type) && (said == second || said == swapped)) return {{type, true}};
    }
    return std::nullopt;
}

}  // namespace tertius
