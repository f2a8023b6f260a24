// SPDX-License-Identifier: GPL-3.0-or-later
// What a network's matrix products are when it runs: which operands, of what shape, weights already quantized. For writers
// that put the quantization into the graph.
#pragma once

#include "core/base/job.h"
#include "core/chip/config.h"
#include "core/quantize/quantizedmatrix.h"
#include "core/reference/executor.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace vsq {

/// Rows of operand B that share a scale from the data: as many as an item of the batch has, whatever the batch.
enum class SharedRows : std::uint8_t { OfItem, All, Unclear };

struct TracedProduct {
    std::int64_t count = 1; ///< products of the node (heads, groups)
    std::int64_t n = 0;     ///< rows of B, all items together
    std::int64_t segments = 1;
    std::int64_t itemRows = 0;
    SharedRows shared = SharedRows::OfItem;
    bool aIsConstant = false;
    std::vector<QuantizedMatrix> weights; ///< one an index where A is constant
    std::optional<ProductImages> images;  ///< of a convolution over one or two dimensions; data is null
};

struct TracedNetwork {
    std::map<std::string, TracedProduct, std::less<>> products; ///< by node name
    std::map<std::string, Shape, std::less<>> shapes; ///< of all values that are no constants; -1 where they depend on the batch
    bool oneItem = false; ///< the batch is open in the file, but the network takes no more than one item
};

/// Runs the network on zeros without multiplying: where the batch is open with two items and with three, and with one where it
/// does not take more. Throws Error as the executor does, and where dimensions beside the batch are open; Cancelled.
/// config: whose convolutions of few channels share vectors.
TracedNetwork traceProducts(const std::shared_ptr<const Graph> &graph, const NumberFormat &format, const ChipConfig &config,
                            const JobContext &job = {});

} // namespace vsq
