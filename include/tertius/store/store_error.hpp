#pragma once

#include <tertius/graph/error.hpp>

namespace tertius {

/// The store's file cannot be opened, read or written.
class StoreError : public Error {
public:
    using Error::Error;
};

}  // namespace tertius
