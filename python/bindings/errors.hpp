#pragma once

#include <tertius/graph/error.hpp>
#include <tertius/store/store_error.hpp>

#include <pybind11/pybind11.h>

#include <exception>

namespace tertius::python {

/// Raises the exception class of that name in tertius.errors, with the error's message and code.
inline void raise(const char* name, const Error& error)
{
    const pybind11::object kind = pybind11::module_::import("tertius.errors").attr(name);
    PyErr_SetObject(kind.ptr(), pybind11::make_tuple(error.what(), error.code()).ptr());
}

/// Lets every error of the library come out as its Python twin.
inline void translate_errors()
{
    pybind11::register_local_exception_translator([](std::exception_ptr thrown) {
        try {
            if (thrown) std::rethrow_exception(thrown);
        } catch (const UnknownPerson& error) {
            raise("UnknownPerson", error);
        } catch (const InvalidInput& error) {
            raise("InvalidInput", error);
        } catch (const InvalidOption& error) {
            raise("InvalidOption", error);
        } catch (const StoreError& error) {
            raise("StoreError", error);
        } catch (const Error& error) {
            raise("Error", error);
        }
    });
}

}  // namespace tertius::python
