#pragma once

#include <pybind11/numpy.h>

#include <functional>
#include <memory>
#include <span>
#include <type_traits>
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

/// One field (or function) of each row as an array.
template <class Rows, class Field>
[[nodiscard]] auto column_of(const Rows& rows, const Field& field)
{
    std::vector<std::decay_t<decltype(std::invoke(field, *rows.begin()))>> column;
    column.reserve(rows.size());
    for (const auto& row : rows) column.push_back(std::invoke(field, row));
    return owned(std::move(column));
}

}  // namespace tertius::python
