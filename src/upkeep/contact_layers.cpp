#include <tertius/upkeep/contact_layers.hpp>

#include <algorithm>
#include <array>
#include <tuple>

namespace tertius {

namespace {

constexpr double months_in_year = 12;
constexpr double weeks_in_month = 365.25 / 12 / 7;

struct Layer {
    std::uint32_t size;
    double least;  // contacts a month
};

constexpr std::array<Layer, 4> layers{
    {{5, weeks_in_month}, {15, 1}, {50, 2 / months_in_year}, {150, 1 / months_in_year}}};

}  // namespace

std::vector<LayerMember> contact_layers(const TieCourses& courses)
{
    std::vector<LayerMember> members;
    for (const TieCourse& tie : courses.ties)
        if (tie.contacts_a_month >= layers.back().least) members.push_back({0, tie.alter, tie.contacts_a_month});
    std::ranges::sort(members, {}, [](const LayerMember& m) { return std::tuple(-m.contacts_a_month, m.alter); });
    if (members.size() > layers.back().size) members.resize(layers.back().size);
    const auto* layer = layers.begin();
    for (std::size_t rank = 0; rank < members.size(); ++rank) {
        while (rank >= layer->size || members[rank].contacts_a_month < layer->least) ++layer;
        members[rank].layer = layer->size;
    }
    return members;
}

}  // namespace tertius
