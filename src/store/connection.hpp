#pragma once

#include <tertius/graph/parallel.hpp>
#include <tertius/store/store_error.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace tertius::store {

using Bytes = std::span<const unsigned char>;

/// An open database file, set so that what is committed is on the disk.
///
/// Errors of SQLite come out as StoreError. After an error of the disk inside a Transaction, or while its pages are
/// moved into the file, nobody knows what the disk holds: is_poisoned().
class Connection {
public:
    enum class Access : std::uint8_t {
        write,    ///< alone, with a journal
        look,     ///< no lock, no journal, as the file itself stands; nothing is written
        scratch,  ///< in memory; the path is not looked at
    };
    Connection(std::string path, const std::string& vfs, Access access);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    void execute(const std::string& sql);
    /// The first value of the first row: a number, 0 if there is none.
    [[nodiscard]] std::int64_t number(const std::string& sql);
    /// The id of the row that was added last.
    [[nodiscard]] std::int64_t last_id() const;

    /// Moves what the journal holds into the file.
    void move_journal();
    /// Writes the file anew, without what was deleted from it, and empties the journal. If that fails, the connection
    /// is poisoned: the next one has to do it.
    void rewrite();
    /// Whether closing leaves the journal beside the file, for the next one to find.
    void keep_journal(bool keep);

    [[nodiscard]] bool is_poisoned() const { return poisoned_; }
    [[nodiscard]] const std::string& path() const { return path_; }

    /// Throws what an answer of SQLite stands for.
    [[noreturn]] void fail(int answer);
    /// Throws store.corrupt.
    [[noreturn]] void refuse(const std::string& what) const;

private:
    friend class Statement;
    friend class Transaction;
    friend class Interruptible;

    void check(int answer)
    {
        if (answer != 0) fail(answer);
    }
    void move_long_journal();

    std::string path_;
    sqlite3* handle_ = nullptr;
    int journal_pages_ = 0;
    bool writing_ = false;
    bool poisoned_ = false;
};

/// One prepared statement. Parameters count from 1, columns from 0.
class Statement {
public:
    Statement(Connection& connection, const std::string& sql);
    ~Statement();
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    /// Starts anew with these values, which must live until the next start.
    template <class... Values>
    Statement& with(const Values&... values)
    {
        reset();
        int parameter = 0;
        (bind(++parameter, values), ...);
        return *this;
    }
    void bind(int parameter, std::int64_t value);
    void bind(int parameter, double value);
    void bind(int parameter, std::string_view text);
    void bind(int parameter, Bytes bytes);
    void bind_nothing(int parameter);

    /// Whether there is another row.
    bool step();
    void run();
    void reset();

    [[nodiscard]] bool has(int column) const;
    [[nodiscard]] bool is_text(int column) const;
    [[nodiscard]] bool is_integer(int column) const;
    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] double real(int column) const;
    [[nodiscard]] std::string_view text(int column) const;  ///< until the next step
    [[nodiscard]] Bytes bytes(int column) const;            ///< until the next step

private:
    Connection& connection_;
    sqlite3_stmt* handle_ = nullptr;
};

/// All that is written between its making and commit(), or nothing of it.
class Transaction {
public:
    explicit Transaction(Connection& connection);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

private:
    Connection& connection_;
};

/// While it lives, the connection's work stops with Cancelled when that is asked for.
class Interruptible {
public:
    Interruptible(Connection& connection, const Execution& execution);
    ~Interruptible();
    Interruptible(const Interruptible&) = delete;
    Interruptible& operator=(const Interruptible&) = delete;

private:
    Connection& connection_;
};

}  // namespace tertius::store
