#pragma once

#include "lock_file.hpp"
#include "schema.hpp"
#include "secret.hpp"

#include <tertius/store/store.hpp>

#include <filesystem>
#include <memory>
#include <optional>

namespace tertius::store {

/// A store's file, checked and opened by one process alone; closed in order when it goes.
class OpenFile {
public:
    explicit OpenFile(const std::filesystem::path& path, const StoreOptions& options = {},
                      std::span<const Step> steps = store::steps());
    ~OpenFile();
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;

    /// Guard line of every call. Throws store.forked, store.poisoned.
    [[nodiscard]] Connection& connection() const;
    [[nodiscard]] const Secret& secret() const { return *secret_; }
    [[nodiscard]] Store::Condition condition() const { return condition_; }
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

    /// Inside a transaction: what is deleted in it has to leave the file's bytes too.
    void want_scrubbing();
    /// Writes the file anew, without what was deleted.
    void scrub();

private:
    struct Flags {
        bool open = false;
        bool scrub = false;
    };

    [[nodiscard]] bool is_of_another_process() const;
    void open(const StoreOptions& options, std::span<const Step> steps);
    void read_flags();
    void write_flags(Flags flags);
    void mark_open(bool had_journal, bool is_new);

    std::filesystem::path path_;
    int process_;
    std::optional<LockFile> lock_;
    std::unique_ptr<Connection> connection_;
    std::unique_ptr<const Secret> secret_;
    Flags flags_;
    Store::Condition condition_ = Store::Condition::closed;
};

/// The store's key, read and tried on the file's own flags. Throws store.corrupt.
[[nodiscard]] Secret read_secret(Connection& connection);

/// The file that a path names, links followed.
[[nodiscard]] std::filesystem::path resolved(const std::filesystem::path& path);

}  // namespace tertius::store
