// SPDX-License-Identifier: GPL-3.0-or-later
// When and where each product of a layer is computed, handed to the post-processing unit and written: from the schedule, without
// stepping. Only a subtile that stalls is stepped, once.
#pragma once

#include "core/chip/layercontext.h"

#include <cstdint>
#include <map>
#include <mutex>
#include <vector>

namespace vsq {

/// One product of vectors: row of the operand that stands still, column of the plan, vector along K.
struct ProductPlace {
    std::size_t subtile = 0;
    Tile tile;              ///< within the subtile
    std::int64_t k = 0;     ///< vector, in the whole matrix
    int lane = 0;           ///< row within the tile
    int entry = 0;          ///< collector entry: column within the tile
    std::int64_t cycle = 0; ///< in which it is computed
};

/// One collector entry handed to the post-processing unit (or to the host).
struct ReadOut {
    std::int64_t cycle = 0; ///< -1: completed at the subtile's end, past the pipeline (A-18 set too short)
    std::int64_t m = 0;     ///< first row
    std::int64_t n = 0;     ///< column of the plan
    std::int32_t entry = 0;
};

/// One access that writes the output buffer, or a slice on the softmax port.
struct OutputWrite {
    std::int64_t cycle = 0; ///< of what the pipeline and the port cannot end in time: the last that belongs to the subtile
    std::int64_t m = 0;     ///< first feature of the word
    std::int64_t n = 0;     ///< column of the plan
    std::int32_t count = 0; ///< features in it
    std::int32_t address = 0;
    std::int64_t readOut = 0; ///< cycle of the read-out that completed it
};

class LayerTimes {
public:
    /// The context must stay.
    explicit LayerTimes(const LayerContext &context) : m_context(&context) {}

    [[nodiscard]] const LayerContext &context() const { return *m_context; }
    /// The plan's column that holds a real one (a row of the operand that is broadcast).
    [[nodiscard]] std::int64_t paddedColumn(std::int64_t column) const;
    /// Of a row, a column of the plan and a vector, all within the layer.
    [[nodiscard]] ProductPlace product(std::int64_t row, std::int64_t n, std::int64_t k) const;
    /// The tile of a subtile whose rows and columns hold these.
    [[nodiscard]] Tile tileOf(std::size_t subtile, std::int64_t row, std::int64_t n) const;
    /// In the order in which they happen.
    [[nodiscard]] const std::vector<ReadOut> &readOuts(std::size_t subtile) const;
    [[nodiscard]] std::vector<OutputWrite> outputWrites(std::size_t subtile) const;
    /// The last cycle that belongs to a subtile's results: the one before the next subtile's first product.
    [[nodiscard]] std::int64_t lastCycle(std::size_t subtile) const;
    /// Stages of the post-processing unit, and the first of them that shows a step of 0 (scale) .. 5 (output).
    [[nodiscard]] int stages() const;
    [[nodiscard]] int stageOf(int step) const;

private:
    [[nodiscard]] std::vector<ReadOut> listReadOuts(std::size_t subtile) const;
    [[nodiscard]] std::vector<ReadOut> steppedReadOuts(std::size_t subtile) const;

    const LayerContext *m_context;
    mutable std::mutex m_mutex; ///< guards what follows: several threads ask
    mutable std::map<std::size_t, std::vector<ReadOut>> m_readOuts;
};

} // namespace vsq
