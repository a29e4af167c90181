#include <tertius/strength/tie_histories.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <string>
#include <vector>

// The histories of a log in three raw files (sender.u32, recipient.u32, moment.i64), for strength.py: times them and
// prints, as JSON, the median seconds by the clock and of the processors, the memory at its peak, the number of pairs and the total of every column.
//
//     time_tie_histories FOLDER THREADS REPEATS

using namespace tertius;

namespace {

template <class Item>
std::vector<Item> column(const std::string& path)
{
    std::ifstream in(path, std::ios::binary | std::ios::ate);
    std::vector<Item> items(static_cast<std::size_t>(in.tellg()) / sizeof(Item));
    in.seekg(0);
    in.read(reinterpret_cast<char*>(items.data()), static_cast<std::streamsize>(items.size() * sizeof(Item)));
    return items;
}

/// The memory at its peak. getrusage() would say that of the program which started this one, where it took more.
long peak_megabytes()
{
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;)
        if (long kilobytes = 0; word == "VmHWM:" && status >> kilobytes) return kilobytes / 1024;
    return 0;
}

void print(const char* name, double total)
{
    std::printf(", \"%s\": %.17g", name, total);
}

void print_ladders(const std::vector<HistoryOfPair>& histories, Time at)
{
    for (int rung = 0; rung < 10; ++rung) {
        const double half_life = 600.0 * static_cast<double>(1 << (2 * rung));
        double sessions = 0;
        double shares = 0;
        double forward = 0;
        double backward = 0;
        for (const HistoryOfPair& pair : histories) {
            const TieHistory& history = pair.history;
            const auto faded = history.faded(at);
            sessions += faded.sessions(half_life);
            shares += faded.shares(half_life);
            forward += faded.forward(half_life);
            backward += faded.backward(half_life);
        }
        print(("sessions_" + std::to_string(rung)).c_str(), sessions);
        print(("shares_" + std::to_string(rung)).c_str(), shares);
        print(("forward_" + std::to_string(rung)).c_str(), forward);
        print(("backward_" + std::to_string(rung)).c_str(), backward);
    }
}

void print_totals(const std::vector<HistoryOfPair>& histories)
{
    double gaps = 0, squares = 0, evidence = 0, last_gap = 0, delays = 0, turns = 0, answers = 0, first = 0, last = 0;
    for (const HistoryOfPair& pair : histories) {
        const TieHistory& history = pair.history;
        if (history.count() > 1) gaps += history.mean_log_gap() * (history.count() - 1.0);
        if (history.count() > 1) squares += history.mean_square_log_gap() * (history.count() - 1.0);
        evidence += history.evidence();
        last_gap += history.last_gap();
        first += static_cast<double>(history.first_time());
        last += static_cast<double>(history.last_time());
        for (const bool way : {false, true}) {
            turns += history.turns(way);
            answers += history.answers(way);
            if (history.answers(way) > 0) delays += history.mean_log_delay(way) * history.answers(way);
        }
    }
    print("log_gaps", gaps);
    print("square_log_gaps", squares);
    print("evidence", evidence);
    print("last_gap", last_gap);
    print("first", first);
    print("last", last);
    print("turns", turns);
    print("answers", answers);
    print("log_delays", delays);
}

}  // namespace

int main(int count, char** arguments)
{
    if (count != 4) return std::puts("usage: time_tie_histories FOLDER THREADS REPEATS"), 2;
    const std::string folder = arguments[1];
    Interactions log;
    log.from = column<PersonId>(folder + "/sender.u32");
    log.to = column<PersonId>(folder + "/recipient.u32");
    log.time = column<Time>(folder + "/moment.i64");
    const Time at = std::ranges::max(log.time);
    const Execution execution{.threads = std::atoi(arguments[2])};
    std::vector<double> seconds;
    std::vector<double> processor_seconds;
    std::vector<HistoryOfPair> histories;
    for (int repeat = 0; repeat < std::atoi(arguments[3]); ++repeat) {
        histories = {};
        const auto start = std::chrono::steady_clock::now();
        const auto clock = std::clock();
        histories = tie_histories(log, at, execution);
        seconds.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
        processor_seconds.push_back(static_cast<double>(std::clock() - clock) / CLOCKS_PER_SEC);
    }
    std::ranges::sort(seconds);
    std::ranges::sort(processor_seconds);
    std::printf("{\"seconds\": %.4f, \"processor\": %.4f, \"megabytes\": %ld, \"pairs\": %zu",
                seconds[seconds.size() / 2], processor_seconds[seconds.size() / 2], peak_megabytes(), histories.size());
    print_totals(histories);
    print_ladders(histories, at);
    std::puts("}");
}
