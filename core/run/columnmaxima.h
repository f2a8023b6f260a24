// SPDX-License-Identifier: GPL-3.0-or-later
// Largest magnitudes of the columns of a network's activations, found by FP32 runs on calibration data: what smoothing needs.
#pragma once

#include "core/base/job.h"
#include "core/chip/plan.h"
#include "core/data/dataset.h"
#include "core/network/graph.h"
#include "core/reference/executor.h"

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace vsq {

/// By node name and product index (head, group): [k / segments] max |x| of operand B's columns.
using ColumnMaxima = std::map<std::pair<std::string, std::int64_t>, std::vector<float>>;

/// FP32 products; looks at what goes into those with constant weights.
class ColumnLooker final : public ProductBackend {
public:
    explicit ColumnLooker(const ChipConfig &config = {}) : m_config(config) {}

    [[nodiscard]] bool packsTaps(std::int64_t channels) const override { return vsq::packsTaps(channels, m_config); }
    void multiply(const ProductRequest &request, float *c) override;
    [[nodiscard]] ColumnMaxima take() { return std::move(m_maxima); }

private:
    std::unique_ptr<ProductBackend> m_float = makeFloatBackend();
    ChipConfig m_config;
    std::mutex m_mutex;
    ColumnMaxima m_maxima;
};

/// Of the first 32 items of a data set, or fewer where it has fewer. config: whose convolutions of few channels share vectors
/// . Throws what a run throws.
std::shared_ptr<const ColumnMaxima> columnMaximaOf(const std::shared_ptr<const Graph> &graph, const Dataset &data,
                                                   const JobContext &job = {}, const ChipConfig &config = {});
/// Of one run on the inputs. Throws what a run throws.
std::shared_ptr<const ColumnMaxima> columnMaximaOf(const std::shared_ptr<const Graph> &graph, const TensorMap &inputs,
                                                   const JobContext &job = {}, const ChipConfig &config = {});

} // namespace vsq
