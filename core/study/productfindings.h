// SPDX-License-Identifier: GPL-3.0-or-later
// Findings on the products of a run, as its backend's observer sees them.
#pragma once

#include "core/layer/openedchip.h"
#include "core/run/backend.h"
#include "core/study/findings.h"

#include <map>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace vsq {

class ProductFindings {
public:
    /// layers: the network's.
    ProductFindings(const FindingsRequest &request, std::vector<vsq::Layer> layers)
        : m_request(request), m_listed(std::move(layers))
    {
    }

    /// For BackendOptions::observer.
    void record(const ProductTrace &trace);
    [[nodiscard]] std::vector<Finding> findings() const;

private:
    /// Of one operand of a layer.
    struct Side {
        std::int64_t vectors = 0;
        std::int64_t underflowing = 0;
        std::int64_t row = -1; ///< first vector that is lost
        std::int64_t vector = -1;
        double gain = 0.0; ///< dB of per-vector over per-channel scales, sum over the products
        int products = 0;
    };
    struct Broken {
        std::int64_t count = 0;
        std::int64_t worst = 0; ///< the value furthest from the bound
        std::int64_t row = -1;
        std::int64_t column = -1;
        std::string place;
        bool isActivations = false;
    };
    struct Layer {
        Side a;
        Side b;
        std::int64_t saturations = 0;
        std::int64_t sums = 0;
        std::int64_t row = -1; ///< first element at the end of its range
        std::int64_t column = -1;
        std::map<std::size_t, Broken> broken; ///< by assertion
    };

    void look(Side &side, const float *values, const QuantizedMatrix &matrix, bool isWeights) const;
    void check(Layer &layer, const ProductTrace &trace, const std::vector<std::int32_t> &sums) const;

    [[nodiscard]] std::unique_ptr<const OpenedChip> chipOf(const ProductTrace &trace) const;

    const FindingsRequest &m_request;
    std::vector<vsq::Layer> m_listed;
    mutable std::mutex m_mutex;
    std::map<std::string, Layer> m_layers;
};

} // namespace vsq
