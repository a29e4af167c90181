#pragma once

#include "open_file.hpp"

namespace tertius::store {

/// Forgets a person and whoever they are one with. See Store::erase().
Erased erase(OpenFile& file, const Key& person);

}  // namespace tertius::store
