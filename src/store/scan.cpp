#include "scan.hpp"

#include <algorithm>
#include <optional>
#include <vector>

namespace tertius::store {

namespace {

constexpr std::int64_t widest_gap = 1'099'511'627'776;

/// Whether the work was done; false if damage was in its way.
bool succeeds(const auto& work)
{
    try {
        work();
        return true;
    } catch (const StoreError& error) {
        if (error.code() != "store.corrupt") throw;
        return false;
    }
}

/// Reads round the damaged pages of one table.
class Salvage {
public:
    Salvage(Connection& connection, const std::string& table, const std::string& selection,
            const std::function<bool(const Statement&)>& visit)
        : connection_(connection), table_(table), selection_(selection), visit_(visit)
    {
    }

    void run()
    {
        std::int64_t last = 0;
        while (!forward(last)) {
            const auto next = beyond_damage(last);
            visit_backwards(next.value_or(last + widest_gap), last);
            if (!next) return;
            last = *next - 1;
        }
    }
    [[nodiscard]] std::size_t good() const { return good_; }
    [[nodiscard]] std::size_t bad() const { return bad_; }

private:
    void look(const Statement& row) { ++(visit_(row) ? good_ : bad_); }

    /// From behind `last` on, as far as it goes.
    bool forward(std::int64_t& last)
    {
        return succeeds([&] {
            Statement rows(connection_, selection_ + " WHERE id > ? ORDER BY id");
            rows.with(last);
            while (rows.step()) {
                last = rows.integer(0);
                look(rows);
            }
        });
    }

    /// The first id that can be read in ever longer leaps from `last`; nothing if all behind it is damaged.
    std::optional<std::int64_t> beyond_damage(std::int64_t last)
    {
        for (std::int64_t leap = 1; leap < widest_gap; leap *= 2) {
            std::optional<std::int64_t> next;
            if (succeeds([&] {
                    Statement row(connection_, "SELECT id FROM " + table_ + " WHERE id > ? ORDER BY id LIMIT 1");
                    row.with(last + leap);
                    if (row.step()) next = row.integer(0);
                }))
                return next;
        }
        return {};
    }

    /// What the leap passed over, from its end back to the damage.
    void visit_backwards(std::int64_t next, std::int64_t last)
    {
        std::vector<std::int64_t> passed;
        (void)succeeds([&] {
            Statement row(connection_, "SELECT id FROM " + table_ + " WHERE id < ? AND id > ? ORDER BY id DESC");
            row.with(next, last);
            while (row.step()) passed.push_back(row.integer(0));
        });
        std::ranges::reverse(passed);
        for (const std::int64_t id : passed)
            if (!succeeds([&] {
                    Statement row(connection_, selection_ + " WHERE id = ?");
                    row.with(id);
                    if (row.step()) look(row);
                }))
                ++bad_;
    }

    Connection& connection_;
    const std::string& table_;
    const std::string& selection_;
    const std::function<bool(const Statement&)>& visit_;
    std::size_t good_ = 0;
    std::size_t bad_ = 0;
};

}  // namespace

std::size_t scan(Connection& connection, const std::string& table, const std::string& index,
                 const std::string& selection, Damaged damaged, const std::function<bool(const Statement&)>& visit)
{
    if (damaged == Damaged::refuse) {
        Statement rows(connection, selection + " ORDER BY id");
        while (rows.step())
            if (!visit(rows))
                connection.refuse("row " + std::to_string(rows.integer(0)) + " of " + table +
                                  " is not what was written");
        return 0;
    }
    Salvage salvage(connection, table, selection, visit);
    salvage.run();
    std::size_t known = 0;
    (void)succeeds([&] {
        known = static_cast<std::size_t>(connection.number("SELECT count(*) FROM " + table + " INDEXED BY " + index));
    });
    return std::max(salvage.bad(), known - std::min(known, salvage.good()));
}

}  // namespace tertius::store
