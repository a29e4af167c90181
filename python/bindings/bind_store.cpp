#include "arrays.hpp"
#include "binders.hpp"
#include "run.hpp"

#include <tertius/store/store.hpp>

#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace tertius::python {

namespace {

using SharedNetwork = std::shared_ptr<Network>;

/// A store that can be closed. Calls of several threads wait for each other: the store serves one at a time.
class OpenStore {
public:
    OpenStore(const std::filesystem::path& path, bool create)
        : store_(run({}, [&](const Execution&) {
              return std::optional<Store>(std::in_place, path, StoreOptions{create, {}});
          }))
    {
    }

    /// Returns work(store, execution), which must not touch Python.
    template <class Work>
    auto with_store(const Work& work, const py::object& progress = py::none())
    {
        return run({progress, 0}, [&](const Execution& execution) {
            const std::scoped_lock one_at_a_time(calls_);
            if (!store_) throw StoreError("store.closed", "the store has been closed; open it again");
            return work(*store_, execution);
        });
    }

    /// Whether it was open until now.
    bool close()
    {
        return run({}, [&](const Execution&) {
            const std::scoped_lock one_at_a_time(calls_);
            const bool was_open = store_.has_value();
            store_.reset();
            return was_open;
        });
    }

private:
    std::optional<Store> store_;
    std::mutex calls_;
};

/// A decision as Python has it: (kept, other, reason, confidence).
using Decision = std::tuple<Key, Key, std::string, double>;

std::vector<SamePerson> decisions(const std::vector<Decision>& given)
{
    std::vector<SamePerson> same;
    same.reserve(given.size());
    for (const auto& [kept, other, reason, confidence] : given) same.push_back({kept, other, reason, confidence});
    return same;
}

std::vector<Decision> told(const std::vector<SamePerson>& same)
{
    std::vector<Decision> given;
    given.reserve(same.size());
    for (const SamePerson& one : same) given.emplace_back(one.kept, one.other, one.reason, one.confidence);
    return given;
}

/// (added, changed, known, suppressed, rows of the new interactions).
py::tuple append(OpenStore& self, const Network& network, const std::vector<Decision>& same, const std::string& basis,
                 const std::optional<Key>& owner, const py::object& progress)
{
    const ImportNote note{basis, no_time, decisions(same), owner};
    const Appended done = self.with_store(
        [&](Store& store, const Execution& execution) { return store.append(network, note, execution); }, progress);
    std::vector<std::uint64_t> rows(done.new_interactions.begin(), done.new_interactions.end());
    return py::make_tuple(done.added, done.changed, done.known, done.suppressed, owned(std::move(rows)));
}

SharedNetwork records(OpenStore& self, const py::object& progress)
{
    return self.with_store([](const Store& store,
                              const Execution& execution) { return std::make_shared<Network>(store.apart(execution)); },
                           progress);
}

SharedNetwork pseudonymised(OpenStore& self)
{
    return self.with_store(
        [](const Store& store, const Execution&) { return std::make_shared<Network>(store.pseudonymised()); });
}

std::optional<Key> owner(OpenStore& self)
{
    return self.with_store([](const Store& store, const Execution&) { return store.owner(); });
}

std::vector<Decision> same_people(OpenStore& self)
{
    return self.with_store([](const Store& store, const Execution&) { return told(store.same_people()); });
}

/// Takes decisions in; how many there are in the store then.
std::size_t unite(OpenStore& self, const std::vector<Decision>& same)
{
    return self.with_store([&](Store& store, const Execution&) {
        store.unite(decisions(same));
        return store.same_people().size();
    });
}

std::size_t part(OpenStore& self, const Key& other)
{
    return self.with_store([&](Store& store, const Execution&) {
        store.part(other);
        return store.same_people().size();
    });
}

/// (records, introductions cancelled, words redacted).
std::tuple<std::size_t, std::size_t, std::size_t> erase(OpenStore& self, const Key& person)
{
    const Erased erased = self.with_store([&](Store& store, const Execution&) { return store.erase(person); });
    return {erased.records, erased.introductions_cancelled, erased.words_redacted};
}

/// (number, source, basis, time, rows).
py::tuple shown(const Import& import)
{
    return py::make_tuple(import.number, import.source, import.basis, import.time, import.rows);
}

py::list imports(OpenStore& self)
{
    const auto found = self.with_store([](const Store& store, const Execution&) { return store.imports(); });
    py::list rows;
    for (const Import& import : found) rows.append(shown(import));
    return rows;
}

/// One (table, time, source, confidence, import) a record.
py::list provenance(OpenStore& self, const Key& a, const Key& b)
{
    const auto found = self.with_store([&](const Store& store, const Execution&) { return store.provenance(a, b); });
    py::list rows;
    for (const Provenance& row : found)
        rows.append(py::make_tuple(row.table, row.time, row.source, row.confidence, shown(row.import)));
    return rows;
}

std::string condition(OpenStore& self)
{
    switch (self.with_store([](const Store& store, const Execution&) { return store.condition(); })) {
        case Store::Condition::recovered:
            return "recovered";
        case Store::Condition::journal_missing:
            return "journal_missing";
        default:
            return "closed";
    }
}

std::pair<SharedNetwork, std::size_t> salvaged_network(const std::filesystem::path& path)
{
    return run({}, [&](const Execution&) {
        Salvaged found = salvaged(path);
        return std::pair(std::make_shared<Network>(std::move(found.network)), found.rows_lost);
    });
}

}  // namespace

void bind_store(py::module_& module)
{
    py::class_<OpenStore>(module, "Store")
        .def(py::init<const std::filesystem::path&, bool>(), py::arg("path"), py::arg("create"))
        .def("close", &OpenStore::close)
        .def_property_readonly("condition", &condition)
        .def("append", &append, py::arg("network"), py::arg("same"), py::arg("basis"), py::arg("owner"),
             py::arg("progress"))
        .def("records", &records, py::arg("progress"))
        .def("owner", &owner)
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
