#include "support/crash_disk.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <new>
#include <utility>

namespace tertius::test {

/// An open file. A nameless one is of no concern to a crash: it is kept here, not on the disk.
struct CrashFile : sqlite3_file {
    CrashDisk* disk;
    std::string name;
    std::string nameless{};
    bool new_journal = false;
    bool remove_on_close = false;

    [[nodiscard]] const std::string& bytes() const { return name.empty() ? nameless : *disk->disk_.find(name); }

    static CrashFile& of(sqlite3_file* file) { return *static_cast<CrashFile*>(file); }

    static int close(sqlite3_file* file)
    {
        CrashFile& self = of(file);
        if (self.remove_on_close && !self.name.empty())
            self.disk->change({.kind = DiskChange::Kind::remove, .file = self.name});
        self.~CrashFile();
        return SQLITE_OK;
    }

    static int read(sqlite3_file* file, void* to, int amount, sqlite3_int64 at)
    {
        CrashFile& self = of(file);
        if (self.disk->fails(DiskCall::read)) return SQLITE_IOERR_READ;
        const std::string& bytes = self.bytes();
        const auto from = std::min(static_cast<std::size_t>(at), bytes.size());
        const auto found = std::min(static_cast<std::size_t>(amount), bytes.size() - from);
        std::memcpy(to, bytes.data() + from, found);
        if (found == static_cast<std::size_t>(amount)) return SQLITE_OK;
        std::memset(static_cast<char*>(to) + found, 0, static_cast<std::size_t>(amount) - found);
        return SQLITE_IOERR_SHORT_READ;
    }

    static int write(sqlite3_file* file, const void* from, int amount, sqlite3_int64 at)
    {
        CrashFile& self = of(file);
        std::string bytes(static_cast<const char*>(from), static_cast<std::size_t>(amount));
        const bool fails = self.disk->fails(DiskCall::write);
        if (fails) bytes.resize(bytes.size() / 2);  // what fails is half done
        if (self.name.empty()) {
            self.nameless.resize(std::max(self.nameless.size(), static_cast<std::size_t>(at) + bytes.size()));
            self.nameless.replace(static_cast<std::size_t>(at), bytes.size(), bytes);
        } else {
            self.disk->change({.kind = DiskChange::Kind::write,
                               .file = self.name,
                               .at = static_cast<std::size_t>(at),
                               .bytes = std::move(bytes)});
        }
        return fails ? self.disk->error(SQLITE_IOERR_WRITE) : SQLITE_OK;
    }

    static int truncate(sqlite3_file* file, sqlite3_int64 length)
    {
        CrashFile& self = of(file);
        if (self.disk->fails(DiskCall::truncate)) return SQLITE_IOERR_TRUNCATE;
        if (self.name.empty())
            self.nameless.resize(static_cast<std::size_t>(length));
        else
            self.disk->change(
                {.kind = DiskChange::Kind::truncate, .file = self.name, .at = static_cast<std::size_t>(length)});
        return SQLITE_OK;
    }

    static int sync(sqlite3_file* file, int /*flags*/)
    {
        CrashFile& self = of(file);
        if (self.name.empty()) return SQLITE_OK;
        if (self.disk->fails(DiskCall::sync)) {
            self.disk->change(
                {.kind = DiskChange::Kind::failed_sync, .file = self.name, .at = self.disk->calls_.size()});
            return SQLITE_IOERR_FSYNC;
        }
        self.disk->change({.kind = DiskChange::Kind::sync, .file = self.name});
        if (std::exchange(self.new_journal, false)) self.disk->change({.kind = DiskChange::Kind::sync_names});
        return SQLITE_OK;
    }

    static int size(sqlite3_file* file, sqlite3_int64* length)
    {
        CrashFile& self = of(file);
        if (self.disk->fails(DiskCall::look)) return SQLITE_IOERR_FSTAT;
        *length = static_cast<sqlite3_int64>(self.bytes().size());
        return SQLITE_OK;
    }

    // One program, one connection: there is nobody to lock out.
    static int lock(sqlite3_file*, int) { return SQLITE_OK; }
    static int check_lock(sqlite3_file*, int* held)
    {
        *held = 0;
        return SQLITE_OK;
    }
    static int control(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
    static int sector_size(sqlite3_file*) { return 4096; }
    static int characteristics(sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

    static const sqlite3_io_methods methods;
};

const sqlite3_io_methods CrashFile::methods = {
    .iVersion = 1,
    .xClose = close,
    .xRead = read,
    .xWrite = write,
    .xTruncate = truncate,
    .xSync = sync,
    .xFileSize = size,
    .xLock = lock,
    .xUnlock = lock,
    .xCheckReservedLock = check_lock,
    .xFileControl = control,
    .xSectorSize = sector_size,
    .xDeviceCharacteristics = characteristics,
    .xShmMap = nullptr,
    .xShmLock = nullptr,
    .xShmBarrier = nullptr,
    .xShmUnmap = nullptr,
    .xFetch = nullptr,
    .xUnfetch = nullptr,
};

/// The calls that are about names.
struct CrashLayer {
    static CrashDisk& of(sqlite3_vfs* layer) { return *static_cast<CrashDisk*>(layer->pAppData); }
    static sqlite3_vfs* system() { return sqlite3_vfs_find("unix"); }

    static int open(sqlite3_vfs* layer, const char* name, sqlite3_file* file, int flags, int* flags_out)
    {
        CrashDisk& disk = of(layer);
        file->pMethods = nullptr;
        if (disk.fails(DiskCall::open)) return SQLITE_CANTOPEN;
        if (name == nullptr) {
            ++disk.temporary_files_;
        } else if (disk.disk_.find(name) == nullptr) {
            if ((flags & SQLITE_OPEN_CREATE) == 0) return SQLITE_CANTOPEN;
            disk.change({.kind = DiskChange::Kind::create, .file = name});
        }
        constexpr int journals = SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL | SQLITE_OPEN_WAL;
        auto* opened = new (file) CrashFile{{&CrashFile::methods}, &disk, name == nullptr ? "" : name};
        opened->new_journal = (flags & SQLITE_OPEN_CREATE) != 0 && (flags & journals) != 0;
        opened->remove_on_close = (flags & SQLITE_OPEN_DELETEONCLOSE) != 0;
        if (flags_out != nullptr) *flags_out = flags;
        return SQLITE_OK;
    }

    static int remove(sqlite3_vfs* layer, const char* name, int sync_names)
    {
        CrashDisk& disk = of(layer);
        if (disk.fails(DiskCall::remove)) return SQLITE_IOERR_DELETE;
        if (disk.disk_.find(name) == nullptr) return SQLITE_IOERR_DELETE_NOENT;
        disk.change({.kind = DiskChange::Kind::remove, .file = name});
        if (sync_names != 0) disk.change({.kind = DiskChange::Kind::sync_names});
        return SQLITE_OK;
    }

    /// As SQLite's own layer does: an empty file does not count as being there.
    static int access(sqlite3_vfs* layer, const char* name, int flags, int* yes)
    {
        CrashDisk& disk = of(layer);
        if (disk.fails(DiskCall::look)) return SQLITE_IOERR_ACCESS;
        const std::string* bytes = disk.disk_.find(name);
        *yes = bytes != nullptr && (flags != SQLITE_ACCESS_EXISTS || !bytes->empty()) ? 1 : 0;
        return SQLITE_OK;
    }

    static int full_path(sqlite3_vfs*, const char* name, int size, char* path)
    {
        sqlite3_snprintf(size, path, "%s", name);
        return SQLITE_OK;
    }
    static int randomness(sqlite3_vfs*, int size, char* bytes) { return system()->xRandomness(system(), size, bytes); }
    static int sleep(sqlite3_vfs*, int microseconds) { return microseconds; }
    static int time(sqlite3_vfs*, double* days) { return system()->xCurrentTime(system(), days); }
    static int last_error(sqlite3_vfs*, int, char*) { return 0; }
};

CrashDisk::CrashDisk(DiskImage image) : disk_(std::move(image)), layer_(std::make_unique<sqlite3_vfs>())
{
    static std::atomic<int> disks = 0;
    name_ = "crash disk " + std::to_string(++disks);
    *layer_ = {};
    layer_->iVersion = 1;
    layer_->szOsFile = sizeof(CrashFile);
    layer_->mxPathname = 512;
    layer_->zName = name_.c_str();
    layer_->pAppData = this;
    layer_->xOpen = CrashLayer::open;
    layer_->xDelete = CrashLayer::remove;
    layer_->xAccess = CrashLayer::access;
    layer_->xFullPathname = CrashLayer::full_path;
    layer_->xRandomness = CrashLayer::randomness;
    layer_->xSleep = CrashLayer::sleep;
    layer_->xCurrentTime = CrashLayer::time;
    layer_->xGetLastError = CrashLayer::last_error;
    sqlite3_vfs_register(layer_.get(), 0);
}

CrashDisk::~CrashDisk()
{
    sqlite3_vfs_unregister(layer_.get());
}

void CrashDisk::fail(const DiskFault& fault)
{
    fault_ = fault;
    failed_ = false;
}

bool CrashDisk::fails(DiskCall call)
{
    const std::size_t number = calls_.size();
    calls_.push_back(call);
    if (!fault_ || number < fault_->call || (failed_ && !fault_->lasting)) return false;
    if (fault_->kind == DiskFault::Kind::full && call != DiskCall::write) return false;
    if (fault_->only && *fault_->only != call) return false;
    failed_ = true;
    return true;
}

int CrashDisk::error(int input_output) const
{
    return fault_->kind == DiskFault::Kind::full ? SQLITE_FULL : input_output;
}

void CrashDisk::change(DiskChange change)
{
    disk_.apply(change);
    changes_.push_back(std::move(change));
}

}  // namespace tertius::test
