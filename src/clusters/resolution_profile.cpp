#include <tertius/clusters/resolution_profile.hpp>

#include <tertius/clusters/agreement.hpp>
#include <tertius/clusters/constant_potts.hpp>
#include <tertius/clusters/modularity.hpp>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <string>

namespace tertius {

namespace {

/// A partition that was found, and its value at every resolution.
struct Found {
    Partition partition;
    double inside = 0;    // its value at resolution 0
    double expected = 0;  // what it loses for each 1 of resolution

    [[nodiscard]] double value(double resolution) const { return inside - resolution * expected; }
};

/// A stretch of the envelope: it begins at `from` and ends where the next begins.
struct Stretch {
    std::size_t found;
    double from;
};

void require_profile_options(const ResolutionProfileOptions& options)
{
    require_resolution(options.lowest);
    require_resolution(options.highest);
    if (options.lowest >= options.highest)
        throw InvalidOption("option.resolution", "lowest is " + std::to_string(options.lowest) + ", highest " +
                                                     std::to_string(options.highest) +
                                                     "; lowest must be the smaller one");
    if (options.steps < 2 || options.steps > 10'000)
        throw InvalidOption("option.steps", "steps is " + std::to_string(options.steps) + "; must be 2 to 10000");
}

template <std::floating_point Weight>
class Profile {
public:
    Profile(const TieGraph<Weight>& graph, const ResolutionProfileOptions& options) : graph_(graph), options_(options)
    {
    }

    ResolutionProfile look()
    {
        ResolutionProfile profile;
        std::vector<std::size_t> at_step;
        for (int step = 0; step < options_.steps; ++step) {
            const double resolution = resolution_of(step);
            at_step.push_back(look_at(resolution));
            const Found& found = found_[at_step.back()];
            profile.steps.push_back({resolution, found.partition.count(), found.value(resolution), 0});
            report_progress(options_.search.execution, 0.8 * (step + 1) / options_.steps);
        }
        set_stabilities(profile.steps, at_step);
        for (const Stretch& stretch : std::vector(envelope())) (void)look_at(stretch.from);
        report_progress(options_.search.execution, 1);
        profile.plateaus = plateaus();
        return profile;
    }

private:
    [[nodiscard]] double resolution_of(int step) const
    {
        if (step == 0) return options_.lowest;
        if (step == options_.steps - 1) return options_.highest;
        const double share = static_cast<double>(step) / (options_.steps - 1);
        return std::exp(std::lerp(std::log(options_.lowest), std::log(options_.highest), share));
    }

    [[nodiscard]] double value(const Partition& partition, double resolution) const
    {
        return options_.search.quality == Quality::modularity ? modularity(graph_, partition, resolution)
                                                              : constant_potts(graph_, partition, resolution);
    }

    /// Looks for clusters at one resolution; returns the place of what it found.
    std::size_t look_at(double resolution)
    {
        ClusterOptions search = options_.search;
        search.resolution = resolution;
        search.execution.threads = 0;
        search.execution.progress = {};
        Partition partition = detect_clusters(graph_, search).partition();
        const auto known =
            std::ranges::find_if(found_, [&](const Found& found) { return found.partition == partition; });
        if (known != found_.end()) return static_cast<std::size_t>(known - found_.begin());
        // Two points make a line.
        const double inside = value(partition, std::numeric_limits<double>::min());
        const double expected = inside - value(partition, 1);
        found_.push_back({std::move(partition), inside, expected});
        return found_.size() - 1;
    }

    void set_stabilities(std::vector<ResolutionStep>& steps, const std::vector<std::size_t>& at_step) const
    {
        for (std::size_t step = 0; step + 1 < steps.size(); ++step) {
            const double alike =
                agreement(found_[at_step[step]].partition, found_[at_step[step + 1]].partition).adjusted_rand;
            steps[step].stability += step == 0 ? alike : alike / 2;
            steps[step + 1].stability += step + 2 == steps.size() ? alike : alike / 2;
        }
    }

    /// The best partition at the lowest resolution; of equally good ones, that which loses least from there on.
    [[nodiscard]] std::size_t best_at_first() const
    {
        const auto key = [&](const Found& found) { return std::pair(found.value(options_.lowest), -found.expected); };
        return static_cast<std::size_t>(std::ranges::max_element(found_, {}, key) - found_.begin());
    }

    /// By more than rounding can: partitions that mirror each other have one line.
    [[nodiscard]] static bool falls_less(const Found& a, const Found& b)
    {
        return a.expected < b.expected * (1 - 1e-12);
    }

    /// Where the value of the first falls to that of the second, which falls less.
    [[nodiscard]] static double crossing(const Found& first, const Found& second)
    {
        return (first.inside - second.inside) / (first.expected - second.expected);
    }

    /// The best of what was found at each resolution: from one line to the one that crosses it first.
    [[nodiscard]] std::vector<Stretch> envelope() const
    {
        std::vector<Stretch> result{{best_at_first(), options_.lowest}};
        while (true) {
            const Stretch here = result.back();
            Stretch next{found_.size(), options_.highest};
            for (std::size_t other = 0; other < found_.size(); ++other) {
                if (!falls_less(found_[other], found_[here.found])) continue;
                const double at = std::max(here.from, crossing(found_[here.found], found_[other]));
                const bool sooner = at < next.from;
                const bool flatter =
                    at == next.from && next.found < found_.size() && falls_less(found_[other], found_[next.found]);
                if (sooner || flatter) next = {other, at};
            }
            if (next.found == found_.size()) return result;
            result.push_back(next);
        }
    }

    [[nodiscard]] std::vector<ResolutionPlateau> plateaus() const
    {
        const auto stretches = envelope();
        std::vector<ResolutionPlateau> result;
        for (std::size_t place = 0; place < stretches.size(); ++place) {
            const double to = place + 1 < stretches.size() ? stretches[place + 1].from : options_.highest;
            if (to > stretches[place].from)
                result.push_back({stretches[place].from, to, found_[stretches[place].found].partition});
        }
        std::ranges::stable_sort(result, std::greater<>{},
                                 [](const ResolutionPlateau& plateau) { return plateau.to / plateau.from; });
        return result;
    }

    const TieGraph<Weight>& graph_;
    const ResolutionProfileOptions& options_;
    std::vector<Found> found_;
};

}  // namespace

template <std::floating_point Weight>
ResolutionProfile resolution_profile(const TieGraph<Weight>& graph, ResolutionProfileOptions options)
{
    require_profile_options(options);
    return with_threads(options.search.execution, [&] { return Profile(graph, options).look(); });
}

template ResolutionProfile resolution_profile(const TieGraph<float>&, ResolutionProfileOptions);
template ResolutionProfile resolution_profile(const TieGraph<double>&, ResolutionProfileOptions);

}  // namespace tertius
