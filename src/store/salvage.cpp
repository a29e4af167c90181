#include "file_kind.hpp"
#include "open_file.hpp"
#include "reading.hpp"

#include <optional>

namespace tertius {

namespace store {

namespace {

/// Keeps everybody else out, where the folder lets us.
std::optional<LockFile> lock_if_possible(const std::filesystem::path& file)
{
    try {
        return std::optional<LockFile>(std::in_place, file.string() + "-lock");
    } catch (const StoreError& error) {
        if (error.code() == "store.locked") throw;
        return {};
    }
}

Salvaged read(Connection& connection)
{
    check_version(connection, steps().size());
    auto [network, lost] = read_network(connection, read_secret(connection), Damaged::skip);
    return {std::move(network), lost};
}

}  // namespace

}  // namespace store

Salvaged salvaged(const std::filesystem::path& path, const StoreOptions& options)
{
    using namespace store;
    const bool is_real = options.vfs.empty();
    const std::filesystem::path file = is_real ? resolved(path) : path;
    if (!exists(file.string(), options.vfs)) throw StoreError("store.missing", file.string() + " does not exist");
    if (is_real && !std::filesystem::is_regular_file(file)) refuse_stranger(file.string());
    const auto lock = is_real ? lock_if_possible(file) : std::nullopt;
    // What is in a journal can be had only with the right to write beside the file; nothing is written into either.
    if (exists(file.string() + "-wal", options.vfs)) {
        try {
            Connection with_journal(file.string(), options.vfs, Connection::Access::write);
            return read(with_journal);
        } catch (const StoreError& error) {
            if (error.code() != "store.io") throw;
        }
    }
    Connection file_alone(file.string(), options.vfs, Connection::Access::look);
    return read(file_alone);
}

}  // namespace tertius
