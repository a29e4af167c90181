#include "arrays.hpp"
#include "binders.hpp"
#include "run.hpp"

#include <tertius/upkeep/tips.hpp>

#include <pybind11/stl.h>

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace tertius::python {

namespace {

py::list words(const std::vector<TipReading>& readings, std::string_view (*word)(Tip))
{
    py::list result;
    for (const TipReading& reading : readings) result.append(word(reading.tip));
    return result;
}

/// The readings as columns. Of records: table and row of all in one run, reading i's from offset i to i + 1.
py::dict columns_of(const std::vector<TipReading>& readings)
{
    std::vector<std::uint64_t> offsets{0};
    std::vector<std::uint8_t> tables;
    std::vector<std::uint64_t> rows;
    py::list advice;
    for (const TipReading& reading : readings) {
        for (const Record& record : reading.records) {
            tables.push_back(static_cast<std::uint8_t>(record.table));
            rows.push_back(record.row);
        }
        offsets.push_back(rows.size());
        advice.append(reading.advice);
    }
    py::dict columns;
    columns["group"] = words(readings, &group);
    columns["alter"] = column_of(readings, &TipReading::alter);
    columns["tip"] = words(readings, &name);
    columns["value"] = column_of(readings, [](const TipReading& reading) { return reading.belief.value; });
    columns["low"] = column_of(readings, [](const TipReading& reading) { return reading.belief.low(); });
    columns["high"] = column_of(readings, [](const TipReading& reading) { return reading.belief.high(); });
    columns["evidence"] = column_of(readings, [](const TipReading& reading) { return reading.belief.evidence; });
    columns["advice"] = advice;
    columns["offsets"] = owned(std::move(offsets));
    columns["tables"] = owned(std::move(tables));
    columns["rows"] = owned(std::move(rows));
    return columns;
}

/// (moment, columns of the twelve overall, columns of those of each tie)
py::tuple tips_of(const Network& network, PersonId ego, const std::optional<Time>& at, int threads,
                  const py::object& progress)
{
    const Tips found = run({progress, threads}, [&](const Execution& execution) {
        return tips(network, ego, {.at = at.value_or(no_time), .execution = execution});
    });
    return py::make_tuple(found.at, columns_of(found.overall), columns_of(found.ties));
}

}  // namespace

void bind_tips(py::module_& module)
{
    module.def("tips", &tips_of, py::arg("network"), py::arg("ego"), py::arg("at"), py::arg("threads"),
               py::arg("progress"));
    py::list tables;
    for (const RecordTable table : {RecordTable::interactions, RecordTable::commitments, RecordTable::exchanges,
                                    RecordTable::introductions, RecordTable::milestones})
        tables.append(name(table));
    module.attr("RECORD_TABLES") = py::tuple(tables);
}

}  // namespace tertius::python
