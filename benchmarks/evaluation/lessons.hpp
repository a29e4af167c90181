#pragma once

#include "logs.hpp"

#include <tertius/strength/fit_strength_model.hpp>

#include <algorithm>
#include <array>
#include <filesystem>
#include <utility>
#include <vector>

// What the evaluation learns from and is judged by: events in order, the first 80 % seen, the last 20 % judge.
namespace tertius::evaluation {

inline constexpr std::array log_names{"email-eu-core",   "enron-email",      "mathoverflow",
                                      "cns-messages",    "workplace-invs15", "hospital-lh10",
                                      "conference-ws16", "conference-ht09",  "conference-sfhh"};
inline constexpr double day = 86400;

/// One log, cut in two, with the moments of it that teach the shared weights.
struct Case {
    Log log;
    std::vector<Contact> contacts;
    Stretch judged;
    std::vector<Snapshot> lessons;
    std::vector<Snapshot> undated_lessons;
};

inline Case prepare(const std::filesystem::path& folder)
{
    constexpr std::size_t ties_a_lesson = 2000;
    Case result{read_log(folder), {}, {}, {}, {}};
    result.contacts = contacts(result.log.interactions);
    auto times = result.log.interactions.time;
    std::ranges::sort(times);
    const auto at_share = [&](double share) {
        return times[std::min(times.size() - 1, static_cast<std::size_t>(share * static_cast<double>(times.size())))];
    };
    const Time seen = times[times.size() * 8 / 10 - 1];
    result.judged = {seen, static_cast<double>(times.back() - seen)};
    for (const auto& [from, to] :
         {std::pair(.3, .5), std::pair(.4, .6), std::pair(.5, .7), std::pair(.6, .8), std::pair(.7, .9),
          std::pair(.8, 1.), std::pair(.5, .6), std::pair(.7, .8), std::pair(.9, 1.)}) {
        const Stretch stretch{at_share(from), static_cast<double>(at_share(to) - at_share(from))};
        result.lessons.push_back(snapshot(result.contacts, result.log.people, stretch, ties_a_lesson));
        result.undated_lessons.push_back(
            snapshot_without_dates(result.contacts, result.log.people, stretch, ties_a_lesson));
    }
    return result;
}

inline std::vector<Case> all_cases(const std::filesystem::path& data)
{
    std::vector<Case> cases;
    for (const char* name : log_names) cases.push_back(prepare(data / name));
    return cases;
}

/// The lessons of all logs but one; of all, if left_out is cases.size().
inline std::vector<std::vector<Snapshot>> lessons(const std::vector<Case>& cases, std::size_t left_out,
                                                  std::vector<Snapshot> Case::*kind = &Case::lessons)
{
    std::vector<std::vector<Snapshot>> result;
    for (std::size_t place = 0; place < cases.size(); ++place)
        if (place != left_out) result.push_back(cases[place].*kind);
    return result;
}

}  // namespace tertius::evaluation
