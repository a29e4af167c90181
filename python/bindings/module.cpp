#include "binders.hpp"
#include "errors.hpp"

PYBIND11_MODULE(_core, module)
{
    module.doc() = "The compiled part of tertius; use the names in tertius itself.";
    module.attr("version") = TERTIUS_VERSION;
    tertius::python::translate_errors();
    tertius::python::bind_graph(module);
    tertius::python::bind_network(module);
    tertius::python::bind_clusters(module);
}
