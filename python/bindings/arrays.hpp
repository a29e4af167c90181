#pragma once

#include <tertius/graph/error.hpp>

#include <pybind11/numpy.h>

#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace tertius::python {

namespace py = pybind11;

/// An array that comes in: of exactly this type, one run of memory, never cast. Bind with .noconvert().
template <class Item>
using Input = py::array_t<Item, py::array::c_style>;

template <class Item>
[[nodiscard]] std::span<const Item> items(const Input<Item>& array)
{
    return {array.data(), static_cast<std::size_t>(array.size())};
}

template <class Item>
[[nodiscard]] std::vector<Item> copied(const Input<Item>& array)
{
    const auto all = items(array);
    return {all.begin(), all.end()};
}

/// A read-only array over memory that `owner` keeps alive, and that keeps `owner` alive.
template <class Item>
[[nodiscard]] py::array_t<Item> view(std::span<const Item> memory, const py::object& owner)
{
    py::array_t<Item> array(static_cast<py::ssize_t>(memory.size()), memory.data(), owner);
    array.attr("setflags")(py::arg("write") = false);
    return array;
}

/// A read-only array that owns the vector's memory.
template <class Item>
[[nodiscard]] py::array_t<Item> owned(std::vector<Item> memory)
{
    auto kept = std::make_unique<std::vector<Item>>(std::move(memory));
    const std::span<const Item> whole(*kept);
    const py::capsule owner(kept.get(), [](void* vector) { delete static_cast<std::vector<Item>*>(vector); });
    (void)kept.release();
    return view(whole, owner);
}

/// One field of a result's rows as an array.
template <class Row, class Item>
[[nodiscard]] py::array_t<Item> column_of(const std::vector<Row>& rows, Item Row::*field)
{
    std::vector<Item> column;
    column.reserve(rows.size());
    for (const Row& row : rows) column.push_back(row.*field);
    return owned(std::move(column));
}

}  // namespace tertius::python
