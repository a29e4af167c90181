#include "binders.hpp"
#include "errors.hpp"

PYBIND11_MODULE(_core, module)
{
    using namespace tertius::python;
    module.doc() = "The compiled part of tertius; use the names in tertius itself.";
    module.attr("version") = TERTIUS_VERSION;
    translate_errors();
    bind_graph(module);
    bind_network(module);
    bind_brokerage(module);
    bind_clusters(module);
    bind_strength(module);
    bind_meeting(module);
    bind_meeting_model(module);
    bind_introductions(module);
    bind_plan(module);
    bind_warm_paths(module);
    bind_preview(module);
    bind_summary(module);
    bind_tips(module);
    bind_week(module);
    bind_store(module);
    bind_upkeep(module);
}
