#pragma once

#include <tertius/strength/tie_histories.hpp>

#include <zlib.h>

#include <charconv>
#include <filesystem>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

// Reads the interaction logs that the evaluation runs on: folders with interactions.csv or
// interactions.csv.gz of the columns from,to,unix_time,... sorted by time.
namespace tertius::evaluation {

struct Log {
    std::string name;
    PersonId people = 0;
    Interactions interactions;
};

inline std::string read_whole(const std::filesystem::path& path)
{
    const std::unique_ptr<gzFile_s, int (*)(gzFile)> file(gzopen(path.c_str(), "rb"), gzclose);
    if (!file) throw std::runtime_error("cannot open " + path.string());
    std::string text;
    std::vector<char> piece(1U << 20U);
    for (int got = 0; (got = gzread(file.get(), piece.data(), static_cast<unsigned>(piece.size()))) > 0;)
        text.append(piece.data(), static_cast<std::size_t>(got));
    return text;
}

inline Log read_log(const std::filesystem::path& folder)
{
    auto path = folder / "interactions.csv";
    if (!std::filesystem::exists(path)) path += ".gz";
    const std::string text = read_whole(path);
    Log log{folder.filename().string(), 0, {}};
    std::map<std::string, PersonId, std::less<>> ids;
    const auto id = [&](std::string_view key) {
        const auto found = ids.find(key);
        if (found != ids.end()) return found->second;
        return ids.emplace(std::string(key), static_cast<PersonId>(ids.size())).first->second;
    };
    std::string_view rest(text);
    rest.remove_prefix(rest.find('\n') + 1);
    while (!rest.empty()) {
        const auto field = [&](char end) {
            const std::string_view value = rest.substr(0, rest.find(end));
            rest.remove_prefix(value.size() + 1);
            return value;
        };
        log.interactions.from.push_back(id(field(',')));
        log.interactions.to.push_back(id(field(',')));
        const std::string_view time = field(',');
        Time seconds = 0;
        std::from_chars(time.data(), time.data() + time.size(), seconds);
        log.interactions.time.push_back(seconds);
        field('\n');
    }
    log.people = static_cast<PersonId>(ids.size());
    return log;
}

}  // namespace tertius::evaluation
