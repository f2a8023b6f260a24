// SPDX-License-Identifier: GPL-3.0-or-later
// Finds an ONNX model's weights in its bytes, so that protobuf need not copy them: a walk over the wire format
// (protobuf.dev/programming-guides/encoding) that takes large raw data out of tensors and keeps everything else.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vsq {

/// A piece of the model's file.
struct RawData {
    std::size_t offset = 0;
    std::size_t size = 0;
};

struct ModelScan {
    std::string lean;                                                  ///< the model without the raw data below
    std::vector<std::optional<RawData>> initializers;                  ///< by position in the graph's list
    std::map<std::pair<std::size_t, std::size_t>, RawData> attributes; ///< of tensors in (node, attribute)
};

/// Empty where the bytes are not what protobuf writes: the library says then what is wrong with them.
std::optional<ModelScan> scanModel(std::string_view bytes);

} // namespace vsq
