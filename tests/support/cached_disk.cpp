#include "support/cached_disk.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace tertius::test {

namespace {

constexpr std::size_t sector = 512;

void write(std::string& file, std::size_t at, std::string_view bytes)
{
    if (file.size() < at + bytes.size()) file.resize(at + bytes.size());
    file.replace(at, bytes.size(), bytes);
}

/// Some sectors of a write, those of the others as they were.
void write_torn(std::string& file, const DiskChange& change, Random& chance)
{
    const std::size_t end = change.at + change.bytes.size();
    for (std::size_t from = change.at; from < end;) {
        const std::size_t to = std::min(end, (from / sector + 1) * sector);
        if (chance.below(2) == 0) write(file, from, std::string_view(change.bytes).substr(from - change.at, to - from));
        from = to;
    }
}

/// A loss of power takes all, nothing or something between of what was not synced.
double kept_share(Random& chance)
{
    return static_cast<double>(chance.below(5)) / 4;
}

void make(std::string& file, const DiskChange& change)
{
    if (change.kind == DiskChange::Kind::truncate)
        file.resize(change.at);
    else
        write(file, change.at, change.bytes);
}

void keep_some(std::string& file, const std::vector<DiskChange>& changes, Random& chance)
{
    const double share = kept_share(chance);
    for (const DiskChange& change : changes) {
        if (chance.unit() >= share) continue;
        if (change.kind == DiskChange::Kind::write && chance.below(4) == 0)
            write_torn(file, change, chance);
        else
            make(file, change);
    }
}

}  // namespace

CachedDisk::CachedDisk(DiskImage image)
{
    for (auto& [name, bytes] : image) names_[name].push_back(std::make_unique<File>(File{bytes, bytes, {}}));
}

CachedDisk::File& CachedDisk::file(const std::string& name)
{
    const auto found = names_.find(name);
    if (found == names_.end() || !found->second.back()) throw std::logic_error("there is no file " + name);
    return *found->second.back();
}

void CachedDisk::apply(const DiskChange& change)
{
    using enum DiskChange::Kind;
    switch (change.kind) {
        case create:
            if (names_[change.file].empty()) names_[change.file].push_back(nullptr);
            names_[change.file].push_back(std::make_unique<File>());
            break;
        case write:
        case truncate:
            make(file(change.file).seen, change);
            file(change.file).unsynced.push_back(change);
            break;
        case sync:
            for (const DiskChange& unsynced : file(change.file).unsynced) make(file(change.file).safe, unsynced);
            file(change.file).unsynced.clear();
            break;
        case failed_sync: {
            Random chance(change.at);
            keep_some(file(change.file).safe, file(change.file).unsynced, chance);
            file(change.file).unsynced.clear();
            break;
        }
        case sync_names:
            for (auto& [_, name] : names_) name.erase(name.begin(), name.end() - 1);
            break;
        case remove:
            names_.at(change.file).push_back(nullptr);
            break;
    }
}

const std::string* CachedDisk::find(const std::string& name) const
{
    const auto found = names_.find(name);
    return found != names_.end() && found->second.back() ? &found->second.back()->seen : nullptr;
}

DiskImage CachedDisk::image() const
{
    DiskImage image;
    for (const auto& [name, files] : names_)
        if (files.back()) image[name] = files.back()->seen;
    return image;
}

DiskImage CachedDisk::after_power_loss(Random chance) const
{
    DiskImage image;
    for (const auto& [name, files] : names_) {
        const auto& kept = files[chance.below(files.size())];
        if (!kept) continue;
        std::string bytes = kept->safe;
        keep_some(bytes, kept->unsynced, chance);
        image[name] = std::move(bytes);
    }
    return image;
}

}  // namespace tertius::test
