#pragma once

#include "support/cached_disk.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

struct sqlite3_vfs;

namespace tertius::test {

/// What SQLite calls the disk for.
enum class DiskCall : std::uint8_t { open, read, write, truncate, sync, remove, look };

/// How a disk fails.
struct DiskFault {
    enum class Kind : std::uint8_t { input_output, full };
    std::size_t call = 0;  ///< the first call to fail, counted from 0
    Kind kind = Kind::input_output;
    bool lasting = false;            ///< every call from then on, or the first one that can fail so
    std::optional<DiskCall> only{};  ///< calls of one kind; a full disk fails at writes
};

/// A CachedDisk as a file layer of SQLite, registered under name() as long as this object lives.
///
/// It writes down every change, so that the disk can be had again as it was at any moment, and fails on
/// request. Folders are not modelled: a name is a path, all names are synced together, and that happens when
/// SQLite's own layer for Unix would do it: at the first sync of a new journal, and at a removal that asks for it.
class CrashDisk {
public:
    explicit CrashDisk(DiskImage image = {});
    ~CrashDisk();
    CrashDisk(const CrashDisk&) = delete;
    CrashDisk& operator=(const CrashDisk&) = delete;

    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] const CachedDisk& disk() const { return disk_; }
    /// Every change since the beginning, in order.
    [[nodiscard]] const std::vector<DiskChange>& changes() const { return changes_; }
    /// Every call since the beginning, in order.
    [[nodiscard]] const std::vector<DiskCall>& calls() const { return calls_; }
    /// How many nameless files were opened: they may hold what was written beside the database.
    [[nodiscard]] std::size_t temporary_files() const { return temporary_files_; }

    void fail(const DiskFault& fault);
    void heal() { fault_.reset(); }
    /// Whether a call has failed since fail().
    [[nodiscard]] bool failed() const { return failed_; }

private:
    friend struct CrashFile;
    friend struct CrashLayer;

    [[nodiscard]] bool fails(DiskCall call);
    [[nodiscard]] int error(int input_output) const;
    void change(DiskChange change);

    CachedDisk disk_;
    std::vector<DiskChange> changes_;
    std::vector<DiskCall> calls_;
    std::size_t temporary_files_ = 0;
    std::optional<DiskFault> fault_;
    bool failed_ = false;
    std::string name_;
    std::unique_ptr<sqlite3_vfs> layer_;
};

}  // namespace tertius::test
