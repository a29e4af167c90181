#pragma once

#include "support/crash_disk.hpp"
#include "support/diary.hpp"
#include "support/temporary_folder.hpp"

#include <tertius/store/store.hpp>

#include <algorithm>
#include <utility>

namespace tertius::test {

/// A store's file on a disk in memory. Only the lock file is a real one.
class StoreOnDisk {
public:
    explicit StoreOnDisk(DiskImage image = {}) : disk_(std::move(image)) {}

    [[nodiscard]] Store open() const { return Store(folder().path() / "me.tertius", {.vfs = disk_.name()}); }
    [[nodiscard]] const CrashDisk& disk() const { return disk_; }
    [[nodiscard]] CrashDisk& disk() { return disk_; }

private:
    static const TemporaryFolder& folder()
    {
        static const TemporaryFolder only;
        return only;
    }
    CrashDisk disk_;
};

/// Whether something of Zoe is in any file.
inline bool names_zoe(const DiskImage& image)
{
    return std::ranges::any_of(image, [](const auto& file) { return names_zoe(file.second); });
}

}  // namespace tertius::test
