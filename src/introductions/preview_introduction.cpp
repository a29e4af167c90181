#include <tertius/introductions/preview_introduction.hpp>

#include "standing_of.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace tertius {

namespace {

using detail::EgoNetwork;
using detail::standing_of;
using detail::TieSizes;

void require_strangers(PersonId a, PersonId b, const EgoNetwork& of_a)
{
    const auto tell = [&](const char* code, const std::string& what) {
        throw InvalidInput(code, "an introduction of " + std::to_string(a) + " and " + std::to_string(b) + ": " + what);
    };
    if (a == b) tell("introduction.self", "nobody is introduced to themselves");
    if (of_a.find(b)) tell("introduction.tied", "they are tied already");
}

/// The shared contact whose weaker tie to the two is the strongest, the lowest of equals; nobody if there is none.
PersonId best_introducer(const EgoNetwork& of_a, const EgoNetwork& of_b)
{
    PersonId best = nobody;
    double strongest = 0;
    for (const auto& to_a : of_a.alters)
        if (const auto* to_b = of_b.find(to_a.person); to_b && std::min(to_a.weight, to_b->weight) > strongest) {
            best = to_a.person;
            strongest = std::min(to_a.weight, to_b->weight);
        }
    return best;
}

void require_knows_both(PersonId broker, const EgoNetwork& of_a, const EgoNetwork& of_b)
{
    if (!of_a.find(broker) || !of_b.find(broker))
        throw InvalidInput("introduction.broker", "person " + std::to_string(broker) +
                                                      " cannot introduce the two; a broker is tied to both of them");
}

double median_weight(const EgoNetwork& of_a, const EgoNetwork& of_b)
{
    std::vector<double> weights;
    for (const EgoNetwork* net : {&of_a, &of_b})
        for (const auto& alter : net->alters) weights.push_back(alter.weight);
    if (weights.empty()) return 1;
    const auto middle = weights.begin() + static_cast<std::ptrdiff_t>((weights.size() - 1) / 2);
    std::ranges::nth_element(weights, middle);
    return *middle;
}

double weight_of_new_tie(const PreviewOptions& options, PersonId broker, const EgoNetwork& of_a, const EgoNetwork& of_b)
{
    if (!options.weight)
        return broker == nobody ? median_weight(of_a, of_b)
                                : std::min(of_a.find(broker)->weight, of_b.find(broker)->weight);
    if (!(std::isfinite(*options.weight) && *options.weight > 0))
        throw InvalidOption("option.weight",
                            "weight is " + std::to_string(*options.weight) + "; must be finite and > 0");
    return *options.weight;
}

/// Somebody's net once they know one more person, whose own alters are given.
EgoNetwork joined(EgoNetwork net, PersonId other, const EgoNetwork& of_other, double weight)
{
    const auto place = static_cast<std::uint32_t>(net.alters.size());
    for (const auto& alter : of_other.alters)
        if (const auto shared = net.place_of(alter.person); shared < place)
            net.ties.push_back({shared, place, alter.weight});
    TieSizes sizes;
    for (const auto& alter : of_other.alters) sizes.add(alter.weight);
    sizes.add(weight);
    net.alters.push_back({other, weight, sizes});
    return net;
}

/// A broker's net once two of their alters know each other.
EgoNetwork closed(EgoNetwork net, PersonId a, PersonId b, double weight)
{
    const auto place_a = net.place_of(a);
    const auto place_b = net.place_of(b);
    for (const auto place : {place_a, place_b}) net.alters[place].sizes.add(weight);
    net.ties.push_back({place_a, place_b, weight});
    return net;
}

/// Measures the people of one introduction, one after the other, with the same marks.
template <class Weight, Direction direction>
class Previewer {
public:
    explicit Previewer(const TieGraph<Weight, direction>& graph) : graph_(graph), marks_(graph.size()) {}

    /// Of one of the two who are joined.
    StandingChange change_of(PersonId ego, EgoNetwork net, PersonId other, const EgoNetwork& of_other, double weight)
    {
        read(ego, net);
        StandingChange change{ego, standing_of(net), {}};
        net.reach += marks_.is_within(other) ? 0 : 1;
        for (const auto& alter : of_other.alters) net.reach += marks_.is_within(alter.person) ? 0 : 1;
        change.after = standing_of(joined(std::move(net), other, of_other, weight));
        return change;
    }

    StandingChange change_of_broker(PersonId broker, PersonId a, PersonId b, double weight)
    {
        EgoNetwork net = detail::alters_of(graph_, broker);
        read(broker, net);
        StandingChange change{broker, standing_of(net), {}};
        change.after = standing_of(closed(std::move(net), a, b, weight));
        return change;
    }

private:
    void read(PersonId ego, EgoNetwork& net)
    {
        marks_.clear();
        detail::read_ties_of_alters(graph_, ego, net, marks_);
    }

    const TieGraph<Weight, direction>& graph_;
    detail::ReachMarks marks_;
};

}  // namespace

template <std::floating_point Weight, Direction direction>
IntroductionPreview preview_introduction(const TieGraph<Weight, direction>& graph, PersonId a, PersonId b,
                                         const PreviewOptions& options)
{
    for (const PersonId person : {a, b}) require_person(graph, person);
    if (options.broker != nobody) require_person(graph, options.broker);
    const EgoNetwork of_a = detail::alters_of(graph, a);
    const EgoNetwork of_b = detail::alters_of(graph, b);
    require_strangers(a, b, of_a);
    if (options.broker != nobody) require_knows_both(options.broker, of_a, of_b);
    const PersonId broker = options.broker != nobody ? options.broker : best_introducer(of_a, of_b);
    // As the graph would keep it.
    const double weight{static_cast<Weight>(weight_of_new_tie(options, broker, of_a, of_b))};

    Previewer<Weight, direction> previewer(graph);
    IntroductionPreview preview{
        previewer.change_of(a, of_a, b, of_b, weight), previewer.change_of(b, of_b, a, of_a, weight), {}, weight};
    if (broker != nobody) preview.broker = previewer.change_of_broker(broker, a, b, weight);
    return preview;
}

template IntroductionPreview preview_introduction(const TieGraph<float>&, PersonId, PersonId, const PreviewOptions&);
template IntroductionPreview preview_introduction(const TieGraph<double>&, PersonId, PersonId, const PreviewOptions&);
template IntroductionPreview preview_introduction(const DirectedTieGraph<float>&, PersonId, PersonId,
                                                  const PreviewOptions&);
template IntroductionPreview preview_introduction(const DirectedTieGraph<double>&, PersonId, PersonId,
                                                  const PreviewOptions&);

}  // namespace tertius
