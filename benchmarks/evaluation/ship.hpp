#pragma once

#include "lessons.hpp"

#include <charconv>
#include <fstream>
#include <ostream>
#include <string>

// Writes the weights fitted on all logs as the library's source file, the same bytes each time.
namespace tertius::evaluation {

/// A number that reads back as the same double.
inline std::string exact(double value)
{
    std::array<char, 32> text{};
    return {text.data(), std::to_chars(text.data(), text.data() + text.size(), value).ptr};
}

inline void write_numbers(std::ostream& out, const char* name, const auto& numbers)
{
    out << "    model." << name << " = {";
    for (const double number : numbers) out << "\n        " << exact(number) << ",";
    out << "\n    };\n";
}

inline void write_function(std::ostream& out, const char* name, const StrengthModel& model)
{
    out << "StrengthModel " << name << "()\n{\n"
        << "    StrengthModel model;\n    model.base = " << exact(model.base) << ";\n";
    write_numbers(out, "weight", model.weight);
    write_numbers(out, "mean", model.mean);
    write_numbers(out, "deviation", model.deviation);
    write_numbers(out, "direction", model.direction);
    out << "    model.level_deviation = " << exact(model.level_deviation) << ";\n"
        << "    model.origin = \"" << model.origin << "\";\n    return model;\n}\n";
}

inline void ship(const std::vector<Case>& cases, const std::string& file)
{
    StrengthModel dated = fit_strength_model(lessons(cases, cases.size()));
    dated.origin = "shipped weights, fitted on " + std::to_string(cases.size()) + " public logs";
    StrengthModel undated = fit_strength_model(lessons(cases, cases.size(), &Case::undated_lessons));
    undated.origin = "shipped weights for records without dates, fitted on " + std::to_string(cases.size()) +
                     " public logs with theirs hidden";
    undated.level_deviation = 1;  // how far the logs' levels, as log-odds, lie apart
    std::ofstream out(file);
    out << "// Written by benchmarks/evaluation/strength.cpp from the logs named there; not by hand.\n"
           "#include <tertius/strength/strength_model.hpp>\n\n"
           "namespace tertius {\n\nnamespace {\n\n// clang-format off\n"
           "// NOLINTBEGIN(modernize-use-std-numbers,readability-function-size): tables of fitted numbers\n";
    write_function(out, "dated_model", dated);
    out << "\n";
    write_function(out, "undated_model", undated);
    out << "// NOLINTEND(modernize-use-std-numbers,readability-function-size)\n// clang-format on\n\n}  // "
           "namespace\n\n"
           "const StrengthModel& shipped_strength_model()\n{\n"
           "    static const StrengthModel model = dated_model();\n    return model;\n}\n\n"
           "const StrengthModel& shipped_undated_model()\n{\n"
           "    static const StrengthModel model = undated_model();\n    return model;\n}\n\n"
           "}  // namespace tertius\n";
}

}  // namespace tertius::evaluation
