#include "support/networks.hpp"

#include <tertius/brokerage/constraint.hpp>
#include <tertius/clusters/detect_clusters.hpp>
#include <tertius/clusters/modularity.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <string>

// How time and memory grow with the network: 100 thousand, 1 million and 10 million people in planted clusters, 10 ties
// a person. Each is drawn, built, clustered, and everybody's constraint taken.
//
//     scale [people at most = 1000000] [effort = balanced]
//
// Prints for each step the seconds, the most memory that the process held during the step (Linux), and the seconds as a
// multiple of those of the network a tenth as large: 10 is growth in proportion.

using namespace tertius;

namespace {

double memory_gb(const std::string& field)
{
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;)
        if (double kilobytes = 0; word == field && status >> kilobytes) return kilobytes / 1e6;
    return std::nan("");
}

class Steps {
public:
    template <class Work>
    auto run(const std::string& step, Work&& work)
    {
        std::ofstream("/proc/self/clear_refs") << "5";  // the peak counts from here
        const auto start = std::chrono::steady_clock::now();
        auto made = work();
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        std::printf("  %-12s%10.2f s%10.2f GB", step.c_str(), seconds, memory_gb("VmHWM:"));
        if (double& before = last_[step]; before > 0) std::printf("%10.1f times", seconds / before);
        last_[step] = seconds;
        std::printf("\n");
        std::fflush(stdout);
        return made;
    }

private:
    std::map<std::string, double> last_;
};

void stop(const char* why)
{
    std::fprintf(stderr, "%s\n", why);
    std::exit(1);
}

void measure(PersonId people, Effort effort, Steps& steps)
{
    std::printf("%u people\n", people);
    auto builder = steps.run("draw", [&] { return bench::planted(people); });
    const auto graph = steps.run("build", [&] { return builder.build(); });
    const auto found = steps.run("clusters", [&] { return detect_clusters(graph, {.effort = effort}); });
    const auto values = steps.run("constraints", [&] { return constraints(graph); });
    const double quality = modularity(graph, found.partition());
    if (std::abs(quality - found.quality()) > 1e-9 || quality > 1) stop("the quality is wrong");
    if (std::ranges::any_of(values, [](double value) { return value <= 0; })) stop("a constraint is wrong");
    std::printf("  %llu ties, %u clusters, modularity %.4f\n", static_cast<unsigned long long>(graph.tie_count()),
                found.count(), quality);
}

}  // namespace

int main(int count, char** arguments)
{
    const double most = count > 1 ? std::atof(arguments[1]) : 1e6;
    const std::map<std::string, Effort> efforts{
        {"fast", Effort::fast}, {"balanced", Effort::balanced}, {"best", Effort::best}};
    const auto effort = efforts.find(count > 2 ? arguments[2] : "balanced");
    if (most < 1e5 || effort == efforts.end()) stop("usage: scale [people, from 100000] [fast | balanced | best]");
    Steps steps;
    for (PersonId people = 100'000; people <= std::min(most, 4e8); people *= 10) measure(people, effort->second, steps);
}
