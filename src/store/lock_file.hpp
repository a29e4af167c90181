#pragma once

#include <filesystem>

namespace tertius::store {

/// A file beside the store that says who has it open. It is left in place; the lock on it goes with the process.
class LockFile {
public:
    /// Throws StoreError: store.locked naming the process that holds it, store.io.
    explicit LockFile(const std::filesystem::path& path);
    ~LockFile();
    LockFile(const LockFile&) = delete;
    LockFile& operator=(const LockFile&) = delete;

    /// Whether this process took the lock: a fork holds only a copy.
    [[nodiscard]] bool is_own() const;

private:
    int file_;
    int holder_;
};

/// Sees to it that there is a file of that name, if only an empty one, that its owner alone may read. Throws StoreError.
void make_private_file(const std::filesystem::path& path);

}  // namespace tertius::store
