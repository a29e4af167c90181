#include "lock_file.hpp"

#include <tertius/store/store_error.hpp>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string>
#include <system_error>

namespace tertius::store {

namespace {

constexpr mode_t for_its_owner = S_IRUSR | S_IWUSR;

[[noreturn]] void fail(const std::filesystem::path& path, const char* what, int error)
{
    throw StoreError(error == ENOSPC ? "store.full" : "store.io",
                     path.string() + " cannot be " + what + ": " + std::generic_category().message(error));
}

/// What the holder wrote into the file: its process number.
std::string holder_of(int file)
{
    std::array<char, 32> text{};
    const ssize_t read = pread(file, text.data(), text.size(), 0);
    std::string holder(text.data(), read > 0 ? static_cast<std::size_t>(read) : 0);
    holder.erase(std::min(holder.find_first_not_of("0123456789"), holder.size()));
    return holder.empty() ? "another process" : "process " + holder;
}

}  // namespace

LockFile::LockFile(const std::filesystem::path& path)
    : file_(open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, for_its_owner)), holder_(getpid())
{
    if (file_ < 0) fail(path, "opened", errno);
    try {
        if (flock(file_, LOCK_EX | LOCK_NB) != 0) {
            const int error = errno;
            if (error != EWOULDBLOCK) fail(path, "locked", error);
            std::string store = path.string();
            store.erase(store.rfind("-lock"));
            throw StoreError("store.locked", store + " is open already, in " + holder_of(file_));
        }
        if (fchmod(file_, for_its_owner) != 0) fail(path, "made private", errno);  // whatever the umask took away
        const std::string holder = std::to_string(holder_) + "\n";
        if (ftruncate(file_, 0) != 0 || pwrite(file_, holder.data(), holder.size(), 0) < 0)
            fail(path, "written", errno);
    } catch (...) {
        close(file_);
        throw;
    }
}

LockFile::~LockFile()
{
    // Released outright, or a fork that still has the file open would hold it on.
    if (is_own()) flock(file_, LOCK_UN);
    close(file_);
}

bool LockFile::is_own() const
{
    return getpid() == holder_;
}

void make_private_file(const std::filesystem::path& path)
{
    const int made = open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, for_its_owner);
    if (made < 0 && errno != EEXIST) fail(path, "made", errno);
    if (made >= 0) close(made);
    // By its name: opening and closing a database's file would let go of the locks that this process has on it.
    if (chmod(path.c_str(), for_its_owner) != 0) fail(path, "made private", errno);
}

}  // namespace tertius::store
