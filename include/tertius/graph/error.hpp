#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace tertius {

/// What a caller is told when a question cannot be answered as put.
///
/// The message names the record, the field and what was allowed; `code` is the same fact for programs, stable
/// across releases ("weight.negative"). A failed call has changed nothing.
class Error : public std::runtime_error {
public:
    Error(std::string_view code, const std::string& message) : std::runtime_error(message), code_(code) {}

    [[nodiscard]] const std::string& code() const noexcept { return code_; }

private:
    std::string code_;
};

/// Somebody was named who is not in the network.
class UnknownPerson : public Error {
public:
    explicit UnknownPerson(const std::string& message) : Error("person.unknown", message) {}
};

/// A record cannot be what it says: wrong range, missing, or contradicting another record.
class InvalidInput : public Error {
public:
    using Error::Error;
};

/// An option lies outside the range its comment gives.
class InvalidOption : public Error {
public:
    using Error::Error;
};

/// The caller asked a long call to stop; nothing has changed.
class Cancelled : public Error {
public:
    Cancelled() : Error("run.cancelled", "the call was stopped before it was done") {}
};

}  // namespace tertius
