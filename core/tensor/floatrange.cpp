// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/floatrange.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace vsq {

std::string atPosition(const Shape &shape, std::size_t index)
{
    if (shape.empty()) {
        return {};
    }
    Shape position(shape.size(), 0);
    auto rest = static_cast<std::int64_t>(index);
    for (std::size_t axis = shape.size(); axis-- > 0;) {
        position[axis] = rest % shape[axis];
        rest /= shape[axis];
    }
    return " at " + toString(position);
}

void requireFloatRange(const Tensor &tensor, const Place &place, double infinite)
{
    constexpr double kBeyond = 0x1.ffffffp127; // float32's largest number and half of its last step: rounded up from there
    if (tensor.dtype() != DType::Float64) {
        return;
    }
    const auto values = tensor.values<double>();
    const auto bad = std::find_if(values.begin(), values.end(),
                                  [infinite](double x) { return std::fabs(x) >= kBeyond && std::fabs(x) < infinite; });
    if (bad != values.end()) {
        throw Error(place, "value of float64", "at most 3.4e+38: networks are computed in float32",
                    fmt::format("{}{}", *bad, atPosition(tensor.shape(), static_cast<std::size_t>(bad - values.begin()))));
    }
}

} // namespace vsq
