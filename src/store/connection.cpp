#include "connection.hpp"

#include <sqlite3.h>

#include <cerrno>
#include <new>

namespace tertius::store {

namespace {

constexpr int most_journal_pages = 1000;

/// Bytes of a path that mean something else inside a file: address.
std::string escaped(const std::string& path)
{
    std::string result;
    for (const char letter : path)
        if (letter == '%' || letter == '?' || letter == '#')
            result += letter == '%' ? "%25" : letter == '?' ? "%3f" : "%23";
        else
            result += letter;
    return result;
}

constexpr const char* settings =
    "PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA mmap_size=0; PRAGMA temp_store=MEMORY;"
    "PRAGMA cache_size=-65536;";

// Exclusive before anything else looks at the file: so there is no shared memory file, and nobody else between.
constexpr const char* writing_settings =
    "PRAGMA locking_mode=EXCLUSIVE; PRAGMA secure_delete=ON; PRAGMA synchronous=FULL;"
    "PRAGMA journal_size_limit=16777216;";

int note_pages(void* pages, sqlite3*, const char*, int count)
{
    *static_cast<int*>(pages) = count;
    return SQLITE_OK;
}

/// An answer without its details.
int kind_of(int answer)
{
    return answer % 256;
}

bool is_of_the_disk(int answer)
{
    const int kind = kind_of(answer);
    return kind == SQLITE_IOERR || kind == SQLITE_CANTOPEN || kind == SQLITE_READONLY || kind == SQLITE_PERM ||
           kind == SQLITE_NOLFS || kind == SQLITE_AUTH || kind == SQLITE_PROTOCOL;
}

int flags_of(Connection::Access access, const std::string& vfs)
{
    if (access == Connection::Access::look)
        return SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_READONLY |
               SQLITE_OPEN_URI;
    // A file of the system is there already, made with the right mode; other layers make their own.
    return vfs.empty() ? SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_EXRESCODE |
                             SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW
                       : SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_EXRESCODE |
                             SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
}

std::string address_of(const std::string& path, Connection::Access access)
{
    switch (access) {
        case Connection::Access::look:
            return "file:" + escaped(path) + "?immutable=1";
        case Connection::Access::scratch:
            return ":memory:";
        default:
            return path;
    }
}

}  // namespace

Connection::Connection(std::string path, const std::string& vfs, Access access) : path_(std::move(path))
{
    const int answer = sqlite3_open_v2(address_of(path_, access).c_str(), &handle_, flags_of(access, vfs),
                                       vfs.empty() ? nullptr : vfs.c_str());
    try {
        check(answer);
        for (const int guard : {SQLITE_DBCONFIG_DEFENSIVE, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE})
            check(sqlite3_db_config(handle_, guard, 1, nullptr));
        for (const int refused : {SQLITE_DBCONFIG_ENABLE_TRIGGER, SQLITE_DBCONFIG_ENABLE_VIEW})
            check(sqlite3_db_config(handle_, refused, 0, nullptr));
        if (access == Access::write) execute(writing_settings);
        execute(settings);
        sqlite3_wal_hook(handle_, note_pages, &journal_pages_);
    } catch (...) {
        sqlite3_close_v2(handle_);
        throw;
    }
}

Connection::~Connection()
{
    sqlite3_close_v2(handle_);
}

void Connection::execute(const std::string& sql)
{
    check(sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr));
}

std::int64_t Connection::number(const std::string& sql)
{
    Statement statement(*this, sql);
    return statement.step() ? statement.integer(0) : 0;
}

std::int64_t Connection::last_id() const
{
    return sqlite3_last_insert_rowid(handle_);
}

void Connection::move_journal()
{
    const int answer = sqlite3_wal_checkpoint_v2(handle_, nullptr, SQLITE_CHECKPOINT_FULL, nullptr, nullptr);
    if (is_of_the_disk(answer)) poisoned_ = true;
    check(answer);
}

void Connection::rewrite()
{
    int answer = sqlite3_exec(handle_, "VACUUM", nullptr, nullptr, nullptr);
    if (answer == SQLITE_OK)
        answer = sqlite3_wal_checkpoint_v2(handle_, nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    poisoned_ = answer != SQLITE_OK;
    check(answer);
}

/// What was committed stays so, whatever comes of this: the error is the next call's.
void Connection::move_long_journal()
{
    if (journal_pages_ < most_journal_pages) return;
    const int answer = sqlite3_wal_checkpoint_v2(handle_, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    if (is_of_the_disk(answer)) poisoned_ = true;
}

void Connection::keep_journal(bool keep)
{
    check(sqlite3_db_config(handle_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, keep ? 1 : 0, nullptr));
}

void Connection::refuse(const std::string& what) const
{
    throw StoreError("store.corrupt", path_ + " is damaged: " + what + "; what is left of it can be salvaged");
}

void Connection::fail(int answer)
{
    const std::string said = handle_ == nullptr ? sqlite3_errstr(answer) : sqlite3_errmsg(handle_);
    const bool no_space = handle_ != nullptr && (sqlite3_system_errno(handle_) == ENOSPC);
    if (is_of_the_disk(answer)) {
        if (writing_) poisoned_ = true;
        if (no_space) throw StoreError("store.full", path_ + ": the disk is full");
        throw StoreError("store.io", path_ + " cannot be read or written: " + said);
    }
    switch (kind_of(answer)) {
        case SQLITE_FULL:
            throw StoreError("store.full", path_ + ": the disk is full");
        case SQLITE_NOMEM:
            throw std::bad_alloc();
        case SQLITE_INTERRUPT:
            throw Cancelled();
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            throw StoreError("store.locked", path_ + " is open already, under another name or in another program");
        case SQLITE_NOTADB:
            throw StoreError("store.not_a_store", path_ + " is no store of tertius");
        default:
            refuse(said);
    }
}

Statement::Statement(Connection& connection, const std::string& sql) : connection_(connection)
{
    connection.check(
        sqlite3_prepare_v2(connection.handle_, sql.c_str(), static_cast<int>(sql.size()), &handle_, nullptr));
}

Statement::~Statement()
{
    sqlite3_finalize(handle_);
}

void Statement::bind(int parameter, std::int64_t value)
{
    connection_.check(sqlite3_bind_int64(handle_, parameter, value));
}

void Statement::bind(int parameter, double value)
{
    connection_.check(sqlite3_bind_double(handle_, parameter, value));
}

void Statement::bind(int parameter, std::string_view text)
{
    connection_.check(sqlite3_bind_text64(handle_, parameter, text.empty() ? "" : text.data(), text.size(),
                                          SQLITE_STATIC, SQLITE_UTF8));
}

void Statement::bind(int parameter, Bytes bytes)
{
    connection_.check(sqlite3_bind_blob64(handle_, parameter, bytes.data(), bytes.size(), SQLITE_STATIC));
}

void Statement::bind_nothing(int parameter)
{
    connection_.check(sqlite3_bind_null(handle_, parameter));
}

bool Statement::step()
{
    const int answer = sqlite3_step(handle_);
    if (answer != SQLITE_ROW && answer != SQLITE_DONE) connection_.fail(answer);
    return answer == SQLITE_ROW;
}

void Statement::run()
{
    while (step()) {
    }
    reset();
}

void Statement::reset()
{
    sqlite3_reset(handle_);  // tells again of an error that step() told of
}

bool Statement::has(int column) const
{
    return sqlite3_column_type(handle_, column) != SQLITE_NULL;
}

bool Statement::is_text(int column) const
{
    return sqlite3_column_type(handle_, column) == SQLITE_TEXT;
}

bool Statement::is_integer(int column) const
{
    return sqlite3_column_type(handle_, column) == SQLITE_INTEGER;
}

std::int64_t Statement::integer(int column) const
{
    return sqlite3_column_int64(handle_, column);
}

double Statement::real(int column) const
{
    return sqlite3_column_double(handle_, column);
}

std::string_view Statement::text(int column) const
{
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(handle_, column));
    return text == nullptr ? std::string_view{} : std::string_view(text, sqlite3_column_bytes(handle_, column));
}

Bytes Statement::bytes(int column) const
{
    const auto* bytes = static_cast<const unsigned char*>(sqlite3_column_blob(handle_, column));
    return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(handle_, column))};
}

Transaction::Transaction(Connection& connection) : connection_(connection)
{
    connection_.writing_ = true;
    try {
        connection_.execute("BEGIN IMMEDIATE");
    } catch (...) {
        connection_.writing_ = false;
        throw;
    }
}

Transaction::~Transaction()
{
    if (!connection_.writing_) return;
    if (sqlite3_get_autocommit(connection_.handle_) == 0 &&
        sqlite3_exec(connection_.handle_, "ROLLBACK", nullptr, nullptr, nullptr) != SQLITE_OK)
        connection_.poisoned_ = true;
    connection_.writing_ = false;
}

void Transaction::commit()
{
    connection_.execute("COMMIT");
    connection_.writing_ = false;
    connection_.move_long_journal();
}

Interruptible::Interruptible(Connection& connection, const Execution& execution) : connection_(connection)
{
    constexpr int operations_between = 4096;
    sqlite3_progress_handler(
        connection_.handle_, operations_between,
        [](void* how) { return static_cast<const Execution*>(how)->stop.stop_requested() ? 1 : 0; },
        const_cast<Execution*>(&execution));
}

Interruptible::~Interruptible()
{
    sqlite3_progress_handler(connection_.handle_, 0, nullptr, nullptr);
}

}  // namespace tertius::store
