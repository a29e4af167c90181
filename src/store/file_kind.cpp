#include "file_kind.hpp"

#include "schema.hpp"

#include <sqlite3.h>

#include <filesystem>
#include <utility>

namespace tertius::store {

namespace {

constexpr std::uintmax_t smallest_database = 512;  // SQLite takes less for nothing, and writes over it

}  // namespace

void refuse_stranger(const std::string& path)
{
    throw StoreError("store.not_a_store", path + " is no store of tertius; it was left as it is");
}

bool exists(const std::string& file, const std::string& vfs)
{
    sqlite3_vfs* layer = sqlite3_vfs_find(vfs.empty() ? nullptr : vfs.c_str());
    if (layer == nullptr) throw StoreError("store.io", "there is no file layer " + vfs);
    int found = 0;
    if (layer->xAccess(layer, file.c_str(), SQLITE_ACCESS_EXISTS, &found) != SQLITE_OK)
        throw StoreError("store.io", file + " cannot be looked for");
    return found != 0;
}

void check_version(Connection& connection, std::size_t newest)
{
    const std::int64_t kind = connection.number("PRAGMA application_id");
    const std::int64_t version = connection.number("PRAGMA user_version");
    if (kind == 0 && version == 0) return;
    if (kind != application_id) refuse_stranger(connection.path());
    if (version == 0) connection.refuse("it has no version");
    if (version < 0 || std::cmp_greater(version, newest))
        throw StoreError("store.version", connection.path() + " is of version " + std::to_string(version) +
                                              ", written by a newer release; this one reads up to version " +
                                              std::to_string(newest) + ". The file was left as it is");
}

void look_at(const std::string& path, const std::string& vfs, std::size_t newest)
{
    if (vfs.empty() && !std::filesystem::is_regular_file(path)) refuse_stranger(path);  // a pipe would make us wait
    // One that a crash left half made says nothing yet: its journal will make it blank again.
    if (exists(path + "-journal", vfs)) return;
    if (vfs.empty() && std::filesystem::file_size(path) < smallest_database) refuse_stranger(path);
    try {
        Connection glance(path, vfs, Connection::Access::look);
        check_version(glance, newest);
    } catch (const StoreError& error) {
        if (error.code() != "store.corrupt") throw;  // without its journal it may well be
    }
}

}  // namespace tertius::store
