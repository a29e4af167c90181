#include "arrays.hpp"
#include "binders.hpp"
#include "run.hpp"

#include <tertius/store/store.hpp>

#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <unistd.h>

#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <tuple>

namespace tertius::python {

namespace {

using SharedNetwork = std::shared_ptr<Network>;
/// kept, other, reason, confidence.
using Decision = std::tuple<Key, Key, std::string, double>;

std::vector<SamePerson> decisions(const std::vector<Decision>& told)
{
    std::vector<SamePerson> same;
    same.reserve(told.size());
    for (const auto& [kept, other, reason, confidence] : told)
        same.push_back({kept, other, reason, confidence, no_time});
    return same;
}

/// A store for all threads of a program: they take turns, and a closed one says so.
class OpenStore {
public:
    OpenStore(const std::filesystem::path& path, bool create)
        : store_(
              run({}, [&](const Execution&) { return std::make_unique<Store>(path, StoreOptions{.create = create}); })),
          condition_(store_->condition()),
          path_(store_->path())
    {
    }

    /// What work(store, execution) returns, done without the GIL.
    template <class Work>
    auto ask(Work work)
    {
        return run({}, [&](const Execution& execution) {
            const auto turn = wait_for_turn();
            if (!store_) throw StoreError("store.closed", path_.string() + " was closed; open it again");
            return work(*store_, execution);
        });
    }

    void close()
    {
        run({}, [&](const Execution&) {
            const auto turn = wait_for_turn();
            store_.reset();
            return true;
        });
    }
    [[nodiscard]] bool is_closed() const { return store_ == nullptr; }
    [[nodiscard]] Store::Condition condition() const { return condition_; }
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    /// In a fork the lock may be another thread's, who is not there: the store itself refuses what is asked then.
    std::unique_lock<std::mutex> wait_for_turn()
    {
        return getpid() == process_ ? std::unique_lock(turn_) : std::unique_lock<std::mutex>();
    }

    std::unique_ptr<Store> store_;
    std::mutex turn_;
    Store::Condition condition_;
    std::filesystem::path path_;
    pid_t process_ = getpid();
};

py::dict append(OpenStore& self, const Network& network, const std::string& basis, const std::vector<Decision>& same)
{
    const ImportNote note{.basis = basis, .same_people = decisions(same)};
    Appended appended =
        self.ask([&](Store& store, const Execution& execution) { return store.append(network, note, execution); });
    py::dict result;
    result["added"] = appended.added;
    result["changed"] = appended.changed;
    result["known"] = appended.known;
    result["suppressed"] = appended.suppressed;
    std::vector<std::uint64_t> rows(appended.new_interactions.begin(), appended.new_interactions.end());
    result["new_interactions"] = owned(std::move(rows));
    return result;
}

SharedNetwork apart(OpenStore& self)
{
    return self.ask(
        [](Store& store, const Execution& execution) { return std::make_shared<Network>(store.apart(execution)); });
}

SharedNetwork pseudonymised(OpenStore& self)
{
    return self.ask([](Store& store, const Execution&) { return std::make_shared<Network>(store.pseudonymised()); });
}

std::vector<Decision> same_people(OpenStore& self)
{
    std::vector<Decision> told;
    for (const SamePerson& same : self.ask([](Store& store, const Execution&) { return store.same_people(); }))
        told.emplace_back(same.kept, same.other, same.reason, same.confidence);
    return told;
}

void unite(OpenStore& self, const std::vector<Decision>& same)
{
    self.ask([&](Store& store, const Execution&) {
        store.unite(decisions(same));
        return true;
    });
}

void part(OpenStore& self, const Key& other)
{
    self.ask([&](Store& store, const Execution&) {
        store.part(other);
        return true;
    });
}

std::tuple<std::size_t, std::size_t, std::size_t> erase(OpenStore& self, const Key& person)
{
    const Erased erased = self.ask([&](Store& store, const Execution&) { return store.erase(person); });
    return {erased.records, erased.introductions_cancelled, erased.words_redacted};
}

py::dict imports(OpenStore& self)
{
    const auto rows = self.ask([](Store& store, const Execution&) { return store.imports(); });
    py::list sources, bases;
    for (const Import& row : rows) {
        sources.append(row.source);
        bases.append(row.basis);
    }
    py::dict columns;
    columns["number"] = column_of(rows, &Import::number);
    columns["source"] = sources;
    columns["basis"] = bases;
    columns["time"] = column_of(rows, &Import::time);
    columns["rows"] = column_of(rows, [](const Import& row) { return static_cast<std::uint64_t>(row.rows); });
    return columns;
}

py::dict provenance(OpenStore& self, const Key& a, const Key& b)
{
    const auto rows = self.ask([&](Store& store, const Execution&) { return store.provenance(a, b); });
    py::list tables, sources, bases;
    for (const Provenance& row : rows) {
        tables.append(row.table);
        sources.append(row.source);
        bases.append(row.import.basis);
    }
    py::dict columns;
    columns["table"] = tables;
    columns["time"] = column_of(rows, &Provenance::time);
    columns["source"] = sources;
    columns["confidence"] = column_of(rows, &Provenance::confidence);
    columns["basis"] = bases;
    columns["imported"] = column_of(rows, [](const Provenance& row) { return row.import.time; });
    return columns;
}

const char* condition(const OpenStore& self)
{
    switch (self.condition()) {
        case Store::Condition::closed:
            return "closed";
        case Store::Condition::recovered:
            return "recovered";
        default:
            return "journal_missing";
    }
}

std::pair<SharedNetwork, std::size_t> salvaged_network(const std::filesystem::path& path)
{
    return run({}, [&](const Execution&) {
        Salvaged left = salvaged(path);
        return std::pair(std::make_shared<Network>(std::move(left.network)), left.rows_lost);
    });
}

}  // namespace

void bind_store(py::module_& module)
{
    py::class_<OpenStore>(module, "Store")
        .def(py::init<const std::filesystem::path&, bool>(), py::arg("path"), py::arg("create"))
        .def_property_readonly("path", &OpenStore::path)
        .def_property_readonly("condition", &condition)
        .def_property_readonly("is_closed", &OpenStore::is_closed)
        .def("close", &OpenStore::close)
        .def("append", &append, py::arg("network"), py::arg("basis"), py::arg("same"))
        .def("apart", &apart)
        .def("same_people", &same_people)
        .def("unite", &unite, py::arg("same"))
        .def("part", &part, py::arg("other"))
        .def("erase", &erase, py::arg("person"))
        .def("pseudonymised", &pseudonymised)
        .def("imports", &imports)
        .def("provenance", &provenance, py::arg("a"), py::arg("b"));
    module.def("salvaged", &salvaged_network, py::arg("path"));
}

}  // namespace tertius::python
