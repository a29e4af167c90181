#include <tertius/graph/random.hpp>
#include <tertius/store/store.hpp>

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <filesystem>
#include <string>

using namespace tertius;

namespace {

constexpr std::size_t million = 1'000'000;

/// A folder of one's own that goes with this object.
class Folder {
public:
    Folder()
    {
        std::string pattern = (std::filesystem::temp_directory_path() / "tertius-bench-XXXXXX").string();
        if (mkdtemp(pattern.data()) == nullptr) std::abort();
        path_ = pattern;
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    [[nodiscard]] std::filesystem::path store() const { return path_ / "bench.tertius"; }

private:
    std::filesystem::path path_;
};

/// A mailbox as an importer tells of it: each row names its record, message and thread.
Network mailbox(std::size_t rows, std::uint64_t seed)
{
    constexpr std::uint32_t people = 5000;
    Random random(seed);
    std::vector<std::string> keys, messages, records;
    for (std::uint32_t person = 0; person < people; ++person)
        keys.push_back("person" + std::to_string(person) + "@example.org");
    NetworkRecords given;
    auto& mails = given.interactions;
    std::vector<std::uint32_t> from, to;
    for (std::size_t row = 0; row < rows; ++row) {
        from.push_back(static_cast<std::uint32_t>(random() % people));
        to.push_back((from.back() + 1 + static_cast<std::uint32_t>(random() % (people - 1))) % people);
        mails.time.push_back(1'500'000'000 + static_cast<Time>(row * 60));
        mails.thread.codes.push_back(static_cast<std::uint32_t>(row / 5));
        if (row % 5 == 0) mails.thread.words.push_back("thread " + std::to_string(row));
        mails.message.codes.push_back(static_cast<std::uint32_t>(row));
        mails.message.words.push_back("<" + std::to_string(random()) + "@mail.example.org>");
        mails.origin.record.codes.push_back(static_cast<std::uint32_t>(row));
        mails.origin.record.words.push_back(std::to_string(random()));
    }
    mails.from = KeyColumn(std::move(from), Keys(keys));
    mails.to = KeyColumn(std::move(to), Keys(keys));
    mails.channel = WordColumn(std::vector<std::uint32_t>(rows, 0), {"mail"});
    mails.origin.source = WordColumn(std::vector<std::uint32_t>(rows, 0), {"mailbox"});
    return Network(std::move(given));
}

/// A log without any names: who, whom, when.
Network plain_log(std::size_t rows, std::uint64_t seed)
{
    NetworkRecords given = mailbox(rows, seed).records();
    given.interactions.thread = given.interactions.message = given.interactions.origin.record = {};
    return Network(std::move(given));
}

void append_all(benchmark::State& state, const Network& network)
{
    for (auto iteration : state) {
        state.PauseTiming();
        const Folder folder;
        Store store(folder.store());
        state.ResumeTiming();
        if (store.append(network).added != million) return state.SkipWithError("rows are missing");
        state.PauseTiming();
        state.counters["bytes_a_row"] =
            static_cast<double>(std::filesystem::file_size(folder.store())) / static_cast<double>(million);
        state.ResumeTiming();
    }
}

void append_again(benchmark::State& state, const Network& network)
{
    const Folder folder;
    Store store(folder.store());
    store.append(network);
    for (auto iteration : state)
        if (store.append(network).known != million) return state.SkipWithError("rows are taken for new");
}

void read_all(benchmark::State& state, const Network& network)
{
    const Folder folder;
    Store store(folder.store());
    store.append(network);
    for (auto iteration : state)
        if (row_count(store.network().interactions()) != million) return state.SkipWithError("rows are missing");
}

void open_again(benchmark::State& state, const Network& network)
{
    const Folder folder;
    Store(folder.store()).append(network);
    for (auto iteration : state) benchmark::DoNotOptimize(Store(folder.store()).condition());
}

void append_one(benchmark::State& state, const Network& network)
{
    const Folder folder;
    Store store(folder.store());
    store.append(network);
    std::vector<Network> events;
    for (std::uint64_t seed = 1; seed <= 4000; ++seed) events.push_back(mailbox(1, seed + million));
    for (std::size_t next = 0; auto iteration : state) {
        if (next == events.size()) return state.SkipWithError("too few events");
        benchmark::DoNotOptimize(store.append(events[next++]));
    }
}

void erase_one(benchmark::State& state, const Network& network)
{
    const Folder folder;
    Store store(folder.store());
    store.append(network);
    for (int next = 0; auto iteration : state)
        benchmark::DoNotOptimize(store.erase("person" + std::to_string(next++) + "@example.org"));
}

}  // namespace

int main(int count, char** arguments)
{
    const Network mails = mailbox(million, 7);
    const Network log = plain_log(million, 7);
    const auto measure = [](const std::string& name, auto run, const Network& network) {
        return benchmark::RegisterBenchmark(name.c_str(), run, network)->Unit(benchmark::kMillisecond)->UseRealTime();
    };
    for (const auto& [what, network] :
         {std::pair{"a million mails", &mails}, std::pair{"a million plain rows", &log}}) {
        measure(std::string("append/") + what, append_all, *network)->Iterations(1);
        measure(std::string("append again/") + what, append_again, *network)->Iterations(1);
        measure(std::string("read/") + what, read_all, *network)->Iterations(3);
        measure(std::string("open/") + what, open_again, *network)->Iterations(3);
        measure(std::string("append one to/") + what, append_one, *network)->Iterations(1000);
        measure(std::string("erase one of/") + what, erase_one, *network)->Iterations(1);
    }
    benchmark::Initialize(&count, arguments);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
