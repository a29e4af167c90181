#include <tertius/strength/strength_model.hpp>
namespace tertius { const StrengthModel& shipped_strength_model() { static const StrengthModel model; return model; } }
