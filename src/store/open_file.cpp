#include "open_file.hpp"

#include "file_kind.hpp"
#include "indexes.hpp"

#include <unistd.h>

#include <cstdlib>
#include <string>
#include <string_view>
#include <system_error>

namespace tertius::store {

namespace {

/// The check's own word for a page that the disk did not give; 0 for any other finding.
int disk_answer(const std::string& finding)
{
    constexpr std::string_view sign = "unable to get the page. error code=";
    const std::size_t found = finding.find(sign);
    if (found == std::string::npos) return 0;
    return static_cast<int>(std::strtol(finding.c_str() + found + sign.size(), nullptr, 10));
}

void check_pages(Connection& connection)
{
    Statement check(connection, "PRAGMA quick_check(1)");
    if (!check.step()) return;
    const std::string finding(check.text(0));
    if (finding == "ok") return;
    if (const int answer = disk_answer(finding); answer != 0) connection.fail(answer);
    connection.refuse(finding.substr(finding.find('\n') + 1));  // below its heading
}

}  // namespace

std::filesystem::path resolved(const std::filesystem::path& path)
{
    std::error_code error;
    std::filesystem::path whole = std::filesystem::canonical(path, error);
    if (error) {
        const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : ".";
        whole = std::filesystem::canonical(folder, error) / path.filename();
    }
    if (error) throw StoreError("store.io", path.string() + " cannot be reached: " + error.message());
    return whole;
}

Secret read_secret(Connection& connection)
{
    Statement row(connection, "SELECT secret, open, scrub, seal FROM store WHERE id = 1");
    if (!row.step() || row.bytes(0).size() != Secret::size) connection.refuse("its own record is missing");
    Secret secret(row.bytes(0).first<Secret::size>());
    const std::array<std::uint64_t, 2> flags{static_cast<std::uint64_t>(row.integer(1)),
                                             static_cast<std::uint64_t>(row.integer(2))};
    if (secret.seal(flags) != row.integer(3)) connection.refuse("its own record is not what was written");
    return secret;
}

OpenFile::OpenFile(const std::filesystem::path& path, const StoreOptions& options, std::span<const Step> steps)
    : path_(options.vfs.empty() ? resolved(path) : path), process_(getpid())
{
    const std::string file = path_.string();
    const bool is_there = exists(file, options.vfs);
    if (!is_there && !options.create) throw StoreError("store.missing", file + " does not exist");
    if (is_there) look_at(file, options.vfs, steps.size());
    if (options.vfs.empty()) {
        lock_.emplace(file + "-lock");
        make_private_file(path_);
    }
    connection_ = std::make_unique<Connection>(file, options.vfs, Connection::Access::write);
    open(options, steps);
}

OpenFile::~OpenFile()
{
    if (is_of_another_process()) {
        // The file is the parent's, and closing would write: it is left as it is.
        [[maybe_unused]] const Connection* parents = connection_.release();
        return;
    }
    if (connection_->is_poisoned()) return;
    try {
        // All else first: a file that says it was closed has everything in it.
        connection_->move_journal();
        write_flags({.open = false, .scrub = flags_.scrub});
        connection_->keep_journal(false);
    } catch (const std::exception&) {
        return;  // the journal stays, and the next one to open the store finds everything in it
    }
}

void OpenFile::open(const StoreOptions& options, std::span<const Step> steps)
{
    const bool had_journal = exists(path_.string() + "-wal", options.vfs);
    check_version(*connection_, steps.size());
    const bool is_new = connection_->number("PRAGMA user_version") == 0;
    if (is_new && connection_->number("SELECT count(*) FROM sqlite_schema") > 0) refuse_stranger(path_.string());
    if (is_new && !options.create) throw StoreError("store.missing", path_.string() + " is empty");
    connection_->execute("PRAGMA journal_mode=WAL");
    if (!is_new) check_pages(*connection_);
    migrate(*connection_, steps);
    check_layout(*connection_, steps);
    if (!is_new) check_indexes(*connection_);
    secret_ = std::make_unique<const Secret>(read_secret(*connection_));
    read_flags();
    mark_open(had_journal, is_new);
    if (flags_.scrub) scrub();
}

/// From here on, a file that is found without its journal says that something is missing.
void OpenFile::mark_open(bool had_journal, bool is_new)
{
    const bool is_complete = had_journal || flags_.scrub;  // scrubbing empties the journal
    if (flags_.open && !is_new)
        condition_ = is_complete ? Store::Condition::recovered : Store::Condition::journal_missing;
    Transaction whole(*connection_);
    write_flags({.open = true, .scrub = flags_.scrub});
    whole.commit();
    connection_->move_journal();
}

bool OpenFile::is_of_another_process() const
{
    return getpid() != process_;
}

Connection& OpenFile::connection() const
{
    if (is_of_another_process())
        throw StoreError("store.forked", path_.string() + " was opened by process " + std::to_string(process_) +
                                             ", before the fork; open it anew once that has closed it");
    if (connection_->is_poisoned())
        throw StoreError("store.poisoned", path_.string() +
                                               ": an earlier write failed on the disk; close the store and open it "
                                               "again to find what was kept");
    return *connection_;
}

void OpenFile::read_flags()
{
    flags_.open = connection_->number("SELECT open FROM store") != 0;
    flags_.scrub = connection_->number("SELECT scrub FROM store") != 0;
}

void OpenFile::write_flags(Flags flags)
{
    const std::array<std::uint64_t, 2> content{flags.open ? 1U : 0U, flags.scrub ? 1U : 0U};
    Statement row(*connection_, "UPDATE store SET open = ?, scrub = ?, seal = ?");
    row.with(static_cast<std::int64_t>(content[0]), static_cast<std::int64_t>(content[1]), secret_->seal(content))
        .run();
    flags_ = flags;
}

void OpenFile::want_scrubbing()
{
    write_flags({.open = true, .scrub = true});
}

void OpenFile::scrub()
{
    connection_->rewrite();
    Transaction whole(*connection_);
    write_flags({.open = true, .scrub = false});
    whole.commit();
}

}  // namespace tertius::store
