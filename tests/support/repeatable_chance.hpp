#pragma once

namespace tertius::test {

/// Makes all that SQLite and libsodium draw by chance the same in every run, from the beginning of a test on.
void repeat_chance();

}  // namespace tertius::test
