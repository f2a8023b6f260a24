// SPDX-License-Identifier: GPL-3.0-or-later
// A network's run with what its products were given and what its nodes made: what explanations and comparisons look into.
#pragma once

#include "core/base/job.h"
#include "core/layer/layerdata.h"
#include "core/run/backend.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace vsq {

struct RecordedNode {
    std::string name;
    std::string op;
    std::vector<std::string> outputs; ///< names of its values
};

/// How a layer's products lie in its node's output.
enum class ResultLayout : std::uint8_t {
    Unknown,
    Planes, ///< a convolution's: [image, filter, pixel]
    Rows,   ///< [product, n, m]
};
std::string_view nameOf(ResultLayout layout);
/// Throws Error for another name.
ResultLayout resultLayoutFromName(std::string_view name);

struct RunRecord {
    std::shared_ptr<const Graph>
        graph;         ///< as it was executed (what the post-processing unit does is gone from it); null: read back
    std::string model; ///< file of the network
    TensorMap inputs;
    NumberFormat format;
    std::map<std::string, NumberFormat, std::less<>> layerFormats; ///< of layers (by name) that had their own
    Fidelity fidelity = Fidelity::Chip;
    ChipConfig config;
    std::shared_ptr<const ActivationScales> scales; ///< static ones that it ran with; null: from the data
    std::vector<RecordedNode> nodes;                ///< in execution order
    TensorMap values;                               ///< of the nodes that were run, by name
    std::map<std::pair<std::string, std::int64_t>, LayerData, std::less<>> products; ///< by layer's name and product

    std::map<std::string, OutputFormat, std::less<>> outputs; ///< what the chip's layers leave it as, by name
    std::map<std::string, ResultLayout, std::less<>> layouts; ///< of its layers, where their values were recorded

    /// Null where it was not recorded.
    [[nodiscard]] const LayerData *product(const std::string &layer, std::int64_t index) const;
    /// A node's output, a constant or an input; null where there is none.
    [[nodiscard]] const Tensor *value(const std::string &name) const;
};

struct RecordOptions {
    std::function<bool(const std::string &layer)> products; ///< whose operands to keep; null: all
    std::int64_t product = -1;                              ///< which of a layer's products to keep; -1: all
    bool values = true;                                     ///< of all nodes
    bool operands = true;             ///< the products' FP32 operands too; without them codes and scales alone
    std::string until;                ///< the last node to run; empty: all
    std::optional<Fidelity> fidelity; ///< empty: defaultFidelity() of the format
};

/// The options with what a run on these inputs alone can have: formats that smooth their operands do it by the inputs' own
/// maxima, and without static scales the results of layers leave as sums (config.layerOutput). Throws what an FP32 run throws.
BackendOptions forInputsAlone(BackendOptions options, const std::shared_ptr<const Graph> &graph, const TensorMap &inputs,
                              const JobContext &job = {});

/// Runs the network with the options' scales and configuration as `vsq run` does, and keeps what was asked for; an observer among
/// the options sees everything too. Throws Error as prepareNetwork() and the executor do; Cancelled.
RunRecord recordRun(const std::shared_ptr<const Graph> &graph, const std::vector<Layer> &layers, const TensorMap &inputs,
                    BackendOptions options, const RecordOptions &wanted = {}, const JobContext &job = {});

} // namespace vsq
