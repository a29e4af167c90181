#include <tertius/clusters/people_layout.hpp>

#include "crowd.hpp"
#include "discs.hpp"
#include "grouping.hpp"
#include "plane.hpp"
#include "pulls.hpp"

#include <tertius/graph/random.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numbers>
#include <numeric>
#include <span>

namespace tertius {

namespace {

using detail::Point;
using detail::UnitId;

constexpr int smoothing_rounds = 80;
constexpr int moving_rounds = 70;
constexpr int settling_rounds = 40;
constexpr int parting_rounds = 15;
constexpr double least_distance = 0.8;
constexpr double repulsion = 1.0;
constexpr double gravity = 2.0;
constexpr double pace = 0.08;
constexpr std::size_t people_at_once = 256;

/// The people of all discs, disc after disc, each in a seat of their own; places are from the middle of their disc.
class Seated {
public:
    Seated(const LayoutOptions& options, const detail::Grouping& clusters, std::span<const UnitId> labels,
           const detail::Pulls& pulls, const std::vector<detail::Disc>& discs)
        : execution_(options.execution),
          clusters_(clusters),
          discs_(discs),
          places_(labels.size()),
          moved_(labels.size()),
          outward_(labels.size())
    {
        take_ties(labels, pulls);
        start(options.seed);
        report_progress(execution_, 0.3);
        crowds_.reserve(clusters.count());
        for (UnitId cluster = 0; cluster < clusters.count(); ++cluster) crowds_.emplace_back(clusters[cluster].size());
        settle(moving_rounds, 5.0, 1.0, 0.1);
        each_disc([&](UnitId cluster, std::span<Point> places) { fill(places, discs_[cluster].radius); });
        report_progress(execution_, 0.8);
        settle(settling_rounds, 1.5, 1.0, 0.05);
        each_disc([&](UnitId cluster, std::span<Point> places) { fill(places, discs_[cluster].radius); });
        part(parting_rounds);
        each_disc([&](UnitId cluster, std::span<Point> places) { keep_in(places, discs_[cluster].radius); });
    }

    /// Everybody's position in the picture, by person.
    [[nodiscard]] std::vector<Position> positions() const
    {
        std::vector<Position> result(places_.size());
        for (UnitId cluster = 0; cluster < clusters_.count(); ++cluster)
            for (UnitId seat = clusters_.starts[cluster]; seat < clusters_.starts[cluster + 1]; ++seat) {
                const Point place = discs_[cluster].middle + places_[seat];
                result[clusters_.units[seat]] = {static_cast<float>(place.x), static_cast<float>(place.y)};
            }
        return result;
    }

private:
    /// Ties in a disc by seat; those out of it as one pull towards the rim.
    void take_ties(std::span<const UnitId> labels, const detail::Pulls& pulls)
    {
        std::vector<UnitId> seat_of(labels.size());
        for (UnitId seat = 0; seat < labels.size(); ++seat) seat_of[clusters_.units[seat]] = seat;
        offsets_.push_back(0);
        share_outside_.assign(labels.size(), 0);
        for (UnitId seat = 0; seat < labels.size(); ++seat) {
            const UnitId person = clusters_.units[seat];
            const detail::Disc& own = discs_[labels[person]];
            for (auto tie = pulls.offsets[person]; tie < pulls.offsets[person + 1]; ++tie) {
                const UnitId alter = pulls.alters[tie];
                const double share = pulls.shares[tie];
                if (labels[alter] == labels[person]) {
                    mates_.push_back(seat_of[alter]);
                    shares_.push_back(pulls.shares[tie]);
                } else {
                    const Point way = discs_[labels[alter]].middle - own.middle;
                    outward_[seat] += (share * own.radius / std::max(length(way), 1e-9)) * way;
                    share_outside_[seat] += share;
                }
            }
            offsets_.push_back(mates_.size());
        }
    }

    /// Scattered by chance, everybody goes again and again to the middle between themselves and their alters: what
    /// differs longest is what parts the cluster at its weakest seams.
    void start(std::uint64_t seed)
    {
        for (UnitId seat = 0; seat < places_.size(); ++seat) {
            Random random(Random::mix(seed) ^ Random::mix(clusters_.units[seat]));
            places_[seat] = {random.unit() - 0.5, random.unit() - 0.5};
        }
        for (int round = 0; round < smoothing_rounds; ++round) {
            move([&](UnitId seat) { return 0.5 * (places_[seat] + mean_of_mates(seat)); });
            if (round % 8 == 7) each_disc([&](UnitId, std::span<Point> places) { make_round(places); });
        }
        each_disc([&](UnitId cluster, std::span<Point> places) {
            fill(places, discs_[cluster].radius);
            face_outward(cluster, places);
        });
    }

    [[nodiscard]] Point mean_of_mates(UnitId seat) const
    {
        Point mean;
        double total = 0;
        for (auto tie = offsets_[seat]; tie < offsets_[seat + 1]; ++tie) {
            mean += shares_[tie] * places_[mates_[tie]];
            total += shares_[tie];
        }
        return total > 0 ? (1 / total) * mean : places_[seat];
    }

    /// Brings the places around their middle, as broad as high and not aslant.
    static void make_round(std::span<Point> places)
    {
        const auto people = static_cast<double>(places.size());
        Point middle;
        for (const Point place : places) middle += place;
        double xx = 0;
        double xy = 0;
        for (Point& place : places) {
            place = place - (1 / people) * middle;
            xx += place.x * place.x;
            xy += place.x * place.y;
        }
        double yy = 0;
        for (Point& place : places) {
            place.y -= xx > 0 ? xy / xx * place.x : 0;
            yy += place.y * place.y;
        }
        const double wide = std::sqrt(people / std::max(xx, 1e-300));
        const double high = std::sqrt(people / std::max(yy, 1e-300));
        for (Point& place : places) place = {wide * place.x, high * place.y};
    }

    /// Spreads people evenly from the middle to the rim: each keeps their direction and rank of distance.
    static void fill(std::span<Point> places, double radius)
    {
        if (places.size() == 1) {
            places[0] = {};
            return;
        }
        std::vector<std::pair<double, std::size_t>> ranks(places.size());
        for (std::size_t place = 0; place < places.size(); ++place) ranks[place] = {length(places[place]), place};
        std::ranges::sort(ranks);
        for (std::size_t rank = 0; rank < ranks.size(); ++rank) {
            const auto [distance, place] = ranks[rank];
            const double to = radius * std::sqrt((static_cast<double>(rank) + 0.5) / static_cast<double>(ranks.size()));
            places[place] = distance > 0 ? (to / distance) * places[place] : Point{to, 0};
        }
    }

    /// Turns the disc, mirrored if that is better, so that people stand on the sides that they are drawn to.
    void face_outward(UnitId cluster, std::span<Point> places)
    {
        const UnitId first = clusters_.starts[cluster];
        Point turned;
        Point mirrored;
        for (std::size_t place = 0; place < places.size(); ++place) {
            const Point at = places[place];
            const Point to = outward_[first + place];
            turned += {at.x * to.x + at.y * to.y, at.x * to.y - at.y * to.x};
            mirrored += {at.x * to.x - at.y * to.y, at.x * to.y + at.y * to.x};
        }
        const bool mirror = length(mirrored) > length(turned);
        const Point way = mirror ? mirrored : turned;
        if (length(way) == 0) return;
        const Point turn = (1 / length(way)) * way;
        for (Point& place : places) {
            const Point at{place.x, mirror ? -place.y : place.y};
            place = {turn.x * at.x - turn.y * at.y, turn.y * at.x + turn.x * at.y};
        }
    }

    /// Lets everybody go where they are drawn and pushed to, in steps that shorten from one length to another.
    void settle(int rounds, double attraction, double longest, double shortest)
    {
        for (int round = 0; round < rounds; ++round) {
            const double step = longest * std::pow(shortest / longest, static_cast<double>(round) / rounds);
            each_disc([&](UnitId cluster, std::span<Point> places) { crowds_[cluster].file(places); });
            each_seat([&](UnitId cluster, UnitId seat) {
                moved_[seat] = places_[seat] + detail::capped(pace * force_on(cluster, seat, attraction), step);
            });
            places_.swap(moved_);
        }
    }

    [[nodiscard]] Point force_on(UnitId cluster, UnitId seat, double attraction) const
    {
        const Point here = places_[seat];
        Point drawn = outward_[seat] - share_outside_[seat] * here;
        for (auto tie = offsets_[seat]; tie < offsets_[seat + 1]; ++tie)
            drawn += shares_[tie] * (places_[mates_[tie]] - here);
        return attraction * drawn + repulsion * crowds_[cluster].push_at(here) - gravity * here;
    }

    /// Those who stand closer than `least_distance` go half of what is missing away from each other.
    void part(int rounds)
    {
        for (int round = 0; round < rounds; ++round) {
            each_disc([&](UnitId cluster, std::span<Point> places) { crowds_[cluster].file(places); });
            each_seat([&](UnitId cluster, UnitId seat) {
                moved_[seat] = places_[seat] + crowds_[cluster].way_apart(places_[seat], least_distance);
            });
            places_.swap(moved_);
        }
    }

    static void keep_in(std::span<Point> places, double radius)
    {
        for (Point& place : places) place = detail::capped(place, radius + 0.5);
    }

    template <class To>
    void move(const To& to)
    {
        parallel_for(execution_, places_.size(), people_at_once, [&](std::size_t begin, std::size_t end) {
            for (auto seat = static_cast<UnitId>(begin); seat < end; ++seat) moved_[seat] = to(seat);
        });
        places_.swap(moved_);
    }

    template <class Visit>
    void each_disc(const Visit& visit)
    {
        parallel_for(execution_, clusters_.count(), 8, [&](std::size_t begin, std::size_t end) {
            for (auto cluster = static_cast<UnitId>(begin); cluster < end; ++cluster)
                visit(cluster, std::span(places_).subspan(clusters_.starts[cluster], clusters_[cluster].size()));
        });
    }

    template <class Visit>
    void each_seat(const Visit& visit)
    {
        parallel_for(execution_, places_.size(), people_at_once, [&](std::size_t begin, std::size_t end) {
            const auto after = std::ranges::upper_bound(clusters_.starts, static_cast<UnitId>(begin));
            auto cluster = static_cast<UnitId>(after - clusters_.starts.begin() - 1);
            for (auto seat = static_cast<UnitId>(begin); seat < end; ++seat) {
                while (seat >= clusters_.starts[cluster + 1]) ++cluster;
                visit(cluster, seat);
            }
        });
    }

    Execution execution_;
    const detail::Grouping& clusters_;
    const std::vector<detail::Disc>& discs_;
    std::vector<Point> places_;  // by seat, as all that follows
    std::vector<Point> moved_;
    std::vector<Point> outward_;         // where ties out of the disc draw to, in shares
    std::vector<double> share_outside_;  // of all that draws somebody
    std::vector<std::uint64_t> offsets_;
    std::vector<UnitId> mates_;
    std::vector<float> shares_;
    std::vector<detail::Crowd> crowds_;
};

/// Moves whoever would stand on another's spot to the next spot beside it.
void part_twins(std::vector<Position>& positions)
{
    std::vector<std::size_t> order(positions.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto spot = [&](std::size_t person) { return std::pair(positions[person].x, positions[person].y); };
    std::ranges::stable_sort(order, {}, spot);
    for (std::size_t place = 1; place < order.size(); ++place) {
        Position& one = positions[order[place]];
        const Position& before = positions[order[place - 1]];
        if (spot(order[place]) <= spot(order[place - 1]))
            one = {before.x, std::nextafter(before.y, std::numeric_limits<float>::max())};
    }
}

}  // namespace

template <std::floating_point Weight, Direction direction>
std::vector<Position> lay_out(const TieGraph<Weight, direction>& graph, const Partition& partition,
                              const LayoutOptions& options)
{
    require_partition(graph.size(), partition);
    LayoutOptions inner = options;
    inner.execution.threads = 0;
    return with_threads(options.execution, [&] {
        const detail::Grouping clusters = detail::group(partition.labels(), partition.count());
        const detail::Pulls pulls = detail::pulls_of(inner.execution, graph);
        const auto discs = detail::place_discs(inner.execution, clusters, partition.labels(), pulls);
        report_progress(inner.execution, 0.1);
        auto positions = Seated(inner, clusters, partition.labels(), pulls, discs).positions();
        part_twins(positions);
        report_progress(inner.execution, 1);
        return positions;
    });
}

template std::vector<Position> lay_out(const TieGraph<float>&, const Partition&, const LayoutOptions&);
template std::vector<Position> lay_out(const TieGraph<double>&, const Partition&, const LayoutOptions&);
template std::vector<Position> lay_out(const DirectedTieGraph<float>&, const Partition&, const LayoutOptions&);
template std::vector<Position> lay_out(const DirectedTieGraph<double>&, const Partition&, const LayoutOptions&);

}  // namespace tertius
