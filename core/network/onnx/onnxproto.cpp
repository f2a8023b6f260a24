// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/onnx/onnxproto.h"

#include <array>
#include <utility>

namespace vsq {

namespace {

constexpr std::array<std::pair<DType, int>, 13> kTypes{{{DType::Float32, 1},
                                                        {DType::UInt8, 2},
                                                        {DType::Int8, 3},
                                                        {DType::UInt16, 4},
                                                        {DType::Int16, 5},
                                                        {DType::Int32, 6},
                                                        {DType::Int64, 7},
                                                        {DType::Bool, 9},
                                                        {DType::Float16, 10},
                                                        {DType::Float64, 11},
                                                        {DType::UInt32, 12},
                                                        {DType::UInt64, 13},
                                                        {DType::BFloat16, 16}}};

} // namespace

int toOnnx(DType type)
{
    for (const auto &[ours, theirs] : kTypes) {
        if (ours == type) {
            return theirs;
        }
    }
    return 0;
}

std::optional<DType> fromOnnx(int type)
{
    for (const auto &[ours, theirs] : kTypes) {
        if (theirs == type) {
            return ours;
        }
    }
    return std::nullopt;
}

} // namespace vsq
