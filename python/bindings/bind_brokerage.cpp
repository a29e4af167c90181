#include "arrays.hpp"
#include "binders.hpp"
#include "run.hpp"
#include "shared_graph.hpp"

#include <tertius/brokerage/brokers.hpp>
#include <tertius/brokerage/constraint.hpp>
#include <tertius/brokerage/effective_size.hpp>

namespace tertius::python {

namespace {

py::object constraints_of(const SharedGraph& graph, int threads, const py::object& progress)
{
    return owned(visit_undirected(graph, [&](const auto& ties) {
        return run({progress, threads}, [&](const Execution& execution) { return constraints(ties, execution); });
    }));
}

py::object effective_sizes_of(const SharedGraph& graph, int threads, const py::object& progress)
{
    return owned(visit_undirected(graph, [&](const auto& ties) {
        return run({progress, threads}, [&](const Execution& execution) { return effective_sizes(ties, execution); });
    }));
}

double constraint_of(const SharedGraph& graph, PersonId ego)
{
    return visit_undirected(graph, [&](const auto& ties) { return constraint(ties, ego); });
}

double effective_size_of(const SharedGraph& graph, PersonId ego)
{
    return visit_undirected(graph, [&](const auto& ties) { return effective_size(ties, ego); });
}

/// A dict of columns: person (an index) and the numbers.
py::dict brokers_of(const SharedGraph& graph, const Input<ClusterId>& labels, std::size_t limit, int threads,
                    const py::object& progress)
{
    const Partition partition(items(labels));
    const std::vector<Broker> found = visit_undirected(graph, [&](const auto& ties) {
        return run({progress, threads}, [&](const Execution& execution) {
            return brokers(ties, partition, {.limit = limit, .execution = execution});
        });
    });
    py::dict columns;
    columns["person"] = column_of(found, &Broker::person);
    columns["constraint"] = column_of(found, &Broker::constraint);
    columns["effective_size"] = column_of(found, &Broker::effective_size);
    columns["clusters"] = column_of(found, &Broker::clusters);
    columns["participation"] = column_of(found, &Broker::participation);
    columns["score"] = column_of(found, &Broker::score);
    return columns;
}

}  // namespace

void bind_brokerage(py::module_& module)
{
    module.def("constraints", &constraints_of, py::arg("graph"), py::arg("threads"), py::arg("progress"));
    module.def("effective_sizes", &effective_sizes_of, py::arg("graph"), py::arg("threads"), py::arg("progress"));
    module.def("constraint", &constraint_of, py::arg("graph"), py::arg("ego"));
    module.def("effective_size", &effective_size_of, py::arg("graph"), py::arg("ego"));
    module.def("brokers", &brokers_of, py::arg("graph"), py::arg("labels").noconvert(), py::arg("limit"),
               py::arg("threads"), py::arg("progress"));
}

}  // namespace tertius::python
