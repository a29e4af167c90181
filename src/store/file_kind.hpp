#pragma once

#include "connection.hpp"

#include <string>

// What a file says of itself before it is opened as a store.

namespace tertius::store {

/// Whether the file layer has a file of that name.
[[nodiscard]] bool exists(const std::string& file, const std::string& vfs);

[[noreturn]] void refuse_stranger(const std::string& path);

/// Throws unless the file is a store of at most that version, or blank.
void check_version(Connection& connection, std::size_t newest);

/// The same without touching the file.
void look_at(const std::string& path, const std::string& vfs, std::size_t newest);

}  // namespace tertius::store
