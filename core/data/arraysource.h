// SPDX-License-Identifier: GPL-3.0-or-later
// Named arrays of a data set that are described before they are read: what does not fit the network is never unpacked.
#pragma once

#include "core/tensor/tensor.h"

#include <functional>
#include <map>
#include <string>

namespace vsq {

struct ArraySource {
    DType type = DType::Float32;
    Shape shape;
    std::function<Tensor(std::int64_t items)> read; ///< the first items; -1: all
};

using ArraySources = std::map<std::string, ArraySource>;

/// The arrays of an .npz file. Throws Error as NpzFile does.
ArraySources arraysOfNpz(const std::string &path);

/// Throws Error naming file, array, item and position for a NaN; infinity is a value (masks hold it).
void requireNumbers(const Tensor &tensor, const std::string &file, const std::string &array);

} // namespace vsq
