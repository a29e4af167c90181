#include <tertius/clusters/follow_clusters.hpp>

#include <cstddef>

namespace tertius {

std::vector<std::vector<std::uint32_t>> follow_clusters(std::span<const Census> series, const MatchOptions& options)
{
    std::vector<std::vector<std::uint32_t>> identities;
    std::uint32_t begun = 0;
    // The first census is met by nobody: everything begins. It is checked as the others are.
    const Census nobody_yet;
    for (std::size_t time = 0; time < series.size(); ++time) {
        const auto match = match_partitions(time == 0 ? nobody_yet : series[time - 1], series[time], options);
        std::vector<std::uint32_t> now;
        now.reserve(match.carried_on.size());
        for (const ClusterId before : match.carried_on)
            now.push_back(before == no_cluster ? begun++ : identities.back()[before]);
        identities.push_back(std::move(now));
        report_progress(options.execution, static_cast<double>(time + 1) / static_cast<double>(series.size()));
    }
    return identities;
}

}  // namespace tertius
