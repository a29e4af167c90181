#pragma once

#include "support/temporary_folder.hpp"

#include <tertius/network/network.hpp>
#include <tertius/store/store.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

namespace tertius::test {

using Texts = std::vector<std::string>;

inline KeyColumn keys(Texts rows)
{
    return KeyColumn(Keys(std::move(rows)));
}

inline std::string bytes_of(const std::filesystem::path& file)
{
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

inline void write_bytes(const std::filesystem::path& file, const std::string& bytes)
{
    std::ofstream(file, std::ios::binary) << bytes;
}

/// A store in a folder of its own, to be opened and closed.
class StoreFile {
public:
    [[nodiscard]] std::filesystem::path path() const { return folder_.path() / "me.tertius"; }
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }
    Store open(const StoreOptions& options = {}) const { return Store(path(), options); }
    /// Every file in the folder by its name.
    [[nodiscard]] std::map<std::string, std::string> files() const
    {
        std::map<std::string, std::string> all;
        for (const auto& file : std::filesystem::directory_iterator(folder()))
            all[file.path().filename().string()] = bytes_of(file.path());
        return all;
    }

private:
    TemporaryFolder folder_;
};

/// The code of the error that the work ends with; "none" if it does not.
std::string error_of(const auto& work)
{
    try {
        work();
    } catch (const Error& error) {
        return error.code();
    }
    return "none";
}

/// Mails between people, each (from, to, time).
struct Mail {
    std::string from, to;
    Time time;
    std::string record{};
    std::string thread{};
};
inline Network mails(const std::vector<Mail>& all)
{
    NetworkRecords records;
    Texts from, to, record, thread;
    for (const Mail& mail : all) {
        from.push_back(mail.from);
        to.push_back(mail.to);
        record.push_back(mail.record);
        thread.push_back(mail.thread);
        records.interactions.time.push_back(mail.time);
    }
    records.interactions.from = keys(from);
    records.interactions.to = keys(to);
    records.interactions.thread = WordColumn(thread);
    records.interactions.origin.source = WordColumn(Texts(all.size(), "mailbox"));
    records.interactions.origin.record = WordColumn(record);
    return Network(std::move(records));
}

}  // namespace tertius::test
