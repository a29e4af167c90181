#pragma once

#include <tertius/graph/random.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tertius::test {

/// What a disk holds: each file's bytes by its name.
using DiskImage = std::map<std::string, std::string>;

/// One change that a program asked of the disk.
struct DiskChange {
    /// A sync that failed: what it should have made safe is on the disk by chance, and no later sync will write it.
    enum class Kind : std::uint8_t { create, write, truncate, sync, failed_sync, sync_names, remove };
    Kind kind{};
    std::string file{};
    std::size_t at = 0;   ///< where a write begins; the length after a truncation; the seed of a failed sync's chance
    std::string bytes{};  ///< what is written
};

/// A disk with a cache: programs see what they wrote, a loss of power keeps what was synced and, of the rest, anything.
///
/// A file's bytes are safe after sync(file), the coming and going of files after sync_names() (the fsync of their
/// folder). Of the changes since, a loss of power keeps each or not; a write may be torn between sectors of 512 bytes.
class CachedDisk {
public:
    explicit CachedDisk(DiskImage image = {});

    void apply(const DiskChange& change);
    /// What programs see; nullptr where there is no such file.
    [[nodiscard]] const std::string* find(const std::string& file) const;
    [[nodiscard]] DiskImage image() const;
    [[nodiscard]] DiskImage after_power_loss(Random chance) const;

private:
    struct File {
        std::string seen, safe;
        std::vector<DiskChange> unsynced;
    };
    using Name = std::vector<std::unique_ptr<File>>;  // what it named since the last sync; nullptr: nothing

    File& file(const std::string& name);

    std::map<std::string, Name> names_;
};

}  // namespace tertius::test
