#include "arrays.hpp"
#include "binders.hpp"
#include "options.hpp"
#include "run.hpp"
#include "visibility.hpp"

#include <tertius/network/network.hpp>
#include <tertius/network/same_person.hpp>
#include <tertius/network/visible_records.hpp>

#include <pybind11/stl.h>

#include <memory>
#include <string>
#include <type_traits>

namespace tertius::python {

namespace {

using Codes = Input<std::uint32_t>;
using SharedNetwork = std::shared_ptr<Network>;

// How a column crosses the border. Keys: (codes, keys), the keys an int64 array or a list of texts. Words: (codes,
// words). Tags: (offsets, codes, words). Times and numbers: an array. tertius.columns makes and reads these.

std::vector<std::string> read_texts(const py::handle& texts)
{
    return texts.cast<std::vector<std::string>>();
}

void read(const py::object& given, KeyColumn& column)
{
    const py::tuple parts = given;
    Keys keys = py::isinstance<py::array>(parts[1]) ? Keys(copied(parts[1].cast<Input<std::int64_t>>()))
                                                    : Keys(read_texts(parts[1]));
    column = KeyColumn(copied(parts[0].cast<Codes>()), std::move(keys));
}

void read(const py::object& given, WordColumn& column)
{
    const py::tuple parts = given;
    column = WordColumn(copied(parts[0].cast<Codes>()), read_texts(parts[1]));
}

void read(const py::object& given, TagColumn& column)
{
    const py::tuple parts = given;
    column =
        TagColumn(copied(parts[0].cast<Input<std::uint64_t>>()), copied(parts[1].cast<Codes>()), read_texts(parts[2]));
}

template <class Item>
void read(const py::object& given, std::vector<Item>& column)
{
    column = copied(given.cast<Input<Item>>());
}

py::str text(std::string_view words)
{
    return {words.data(), words.size()};
}

NetworkRecords read_records(const py::dict& tables)
{
    NetworkRecords records;
    for_each_table(
        [&](auto& table) {
            const py::str name = text(table.name);
            if (!tables.contains(name)) return;
            const py::dict columns = tables[name];
            table.columns(
                [&](std::string_view column_name, Need, auto& column) {
                    const py::str key = text(column_name);
                    if (columns.contains(key)) read(columns[key], column);
                },
                table);
        },
        records);
    return records;
}

py::object keys_of(const py::object& self)
{
    const auto& network = *self.cast<SharedNetwork>();
    if (const auto* numbers = std::get_if<std::vector<std::int64_t>>(&network.people().key.keys()))
        return view(std::span(*numbers), self);
    return py::cast(std::get<std::vector<std::string>>(network.people().key.keys()));
}

py::object shown(const KeyIndex&, const py::object&)
{
    return py::none();  // stands in Network.keys
}

py::object shown(const WordColumn& column, const py::object& self)
{
    return py::make_tuple(view(std::span(column.codes), self), column.words);
}

py::object shown(const TagColumn& column, const py::object& self)
{
    return py::make_tuple(view(std::span(column.offsets), self), view(std::span(column.codes), self), column.words);
}

py::object shown(const TypeColumn& column, const py::object&)
{
    std::vector<std::uint32_t> codes;
    for (const RelationshipType type : column) codes.push_back(static_cast<std::uint32_t>(type));
    py::list words;
    for (const RelationshipType type : relationship_types) words.append(text(name(type)));
    return py::make_tuple(owned(std::move(codes)), words);
}

template <class Item>
py::object shown(const std::vector<Item>& column, const py::object& self)
{
    return view(std::span(column), self);
}

/// The columns of one table that were recorded, by name.
py::dict columns_of(const py::object& self, const std::string& wanted)
{
    py::dict columns;
    self.cast<SharedNetwork>()->for_each_table([&](const auto& table) {
        if (table.name != wanted) return;
        table.columns(
            [&](std::string_view name, Need need, const auto& column) {
                if (need == Need::required || column.size() > 0) columns[text(name)] = shown(column, self);
            },
            table);
    });
    return columns;
}

template <class Column>
const char* kind_of()
{
    if constexpr (std::is_same_v<Column, KeyColumn>)
        return "key";
    else if constexpr (std::is_same_v<Column, WordColumn>)
        return "word";
    else if constexpr (std::is_same_v<Column, TagColumn>)
        return "tags";
    else if constexpr (std::is_same_v<Column, TimeColumn>)
        return "time";
    else
        return "number";
}

/// Every table's columns: name -> (kind, required).
py::dict schema()
{
    py::dict tables;
    const NetworkRecords records;
    for_each_table(
        [&](const auto& table) {
            py::dict columns;
            table.columns(
                [&](std::string_view name, Need need, const auto& column) {
                    columns[text(name)] =
                        py::make_tuple(kind_of<std::decay_t<decltype(column)>>(), need == Need::required);
                },
                table);
            tables[text(table.name)] = columns;
        },
        records);
    return tables;
}

SharedNetwork from_records(const py::dict& tables, const std::string& self_ties, Time min_time, Time max_time)
{
    NetworkOptions options{min_time, max_time, SelfTies::refuse};
    options.self_ties =
        choice<SelfTies>("self_ties", self_ties, {{"refuse", SelfTies::refuse}, {"drop", SelfTies::drop}});
    NetworkRecords records = read_records(tables);
    return run({}, [&](const Execution&) { return std::make_shared<Network>(std::move(records), options); });
}

SharedNetwork merged_network(const Network& self, const Network& other)
{
    return run({}, [&](const Execution&) { return std::make_shared<Network>(merged(self, other)); });
}

SharedNetwork united_network(const Network& self, const std::vector<Key>& kept, const std::vector<Key>& others)
{
    std::vector<SamePerson> same;
    same.reserve(kept.size());
    for (std::size_t pair = 0; pair < kept.size(); ++pair)
        same.push_back({kept[pair], others.at(pair), {}, 1, no_time});
    return run({}, [&](const Execution&) { return std::make_shared<Network>(united(self, same)); });
}

SharedNetwork visible_records_of(const Network& self, const Input<PersonId>& hidden_low,
                                 const Input<PersonId>& hidden_high, const py::object& visible)
{
    const TieVisible may_be_seen = tie_visible(hidden_low, hidden_high, visible);
    return run({}, [&](const Execution& execution) {
        return std::make_shared<Network>(visible_records(self, may_be_seen, execution));
    });
}

}  // namespace

void bind_network(py::module_& module)
{
    module.attr("SCHEMA") = schema();
    module.attr("NO_WORD") = no_word;
    const NetworkOptions defaults;
    module.attr("MIN_TIME") = defaults.min_time;
    module.attr("MAX_TIME") = defaults.max_time;
    py::class_<Network, SharedNetwork>(module, "Network")
        .def_static("from_records", &from_records, py::arg("tables"), py::arg("self_ties"), py::arg("min_time"),
                    py::arg("max_time"))
        .def_property_readonly("size", &Network::size)
        .def_property_readonly("keys", &keys_of)
        .def_property_readonly("last_time", &Network::last_time)
        .def_property_readonly("dropped_self_ties", &Network::dropped_self_ties)
        .def("person", &Network::person, py::arg("key"))
        .def("display_name", &Network::display_name, py::arg("person"))
        .def("columns", &columns_of, py::arg("table"))
        .def("merged", &merged_network, py::arg("other"))
        .def("united", &united_network, py::arg("kept"), py::arg("others"))
        .def("visible_records", &visible_records_of, py::arg("hidden_low").noconvert(),
             py::arg("hidden_high").noconvert(), py::arg("visible"));
}

}  // namespace tertius::python
