// SPDX-License-Identifier: GPL-3.0-or-later
// Layers of all modes, outputs and supplies of operands, small enough to be stepped whole.
#pragma once

#include "core/chip/plan.h"
#include "core/chip/ppusettings.h"
#include "tests/core/chip/randomoperands.h"

#include <memory>
#include <optional>

namespace vsq::test {

/// A layer with random sizes, mode, output and supply of operands.
struct RandomLayer {
    explicit RandomLayer(std::uint64_t seed)
    {
        Random random(seed);
        const Mode mode = seed % 3 == 0 ? Mode::Int8 : seed % 3 == 1 ? Mode::Vsq : Mode::Int4;
        config.aBankEntries = static_cast<int>(random.between(16, 32));
        config.bBufferEntries = static_cast<int>(random.between(60, 200));
        config.fillDrainCycles = static_cast<int>(random.between(44, 90));
        config.vsqSegments = seed % 5 == 0 ? 4 : 3;
        if (seed % 4 == 0) {
            config.operandSupply = ChipConfig::Operands::Streaming;
            config.streamBytesPerCycle = static_cast<double>(random.between(20, 80));
        }
        operands = randomOperands(random, mode, random.between(1, 150), random.between(1, 40), random.between(1, 260));
        const OutputFormat output = seed % 6 == 5        ? OutputFormat::Sums
                                    : mode == Mode::Vsq  ? OutputFormat::Vsq
                                    : mode == Mode::Int4 ? OutputFormat::Int4
                                    : seed % 2 == 0      ? OutputFormat::Int8Vector
                                                         : OutputFormat::Int8;
        if (output != OutputFormat::Sums) {
            ppu.emplace();
            ppu->output = output;
            ppu->truncShift = 6;
        }
        const ProductShape shape{
            .m = operands->m(), .n = operands->n(), .k = operands->k(), .mode = mode, .output = output, .convolution = {}};
        plan = vsq::plan(shape, config);
    }

    ChipConfig config;
    std::shared_ptr<const Operands> operands;
    std::optional<PpuSettings> ppu;
    Plan plan;
};

} // namespace vsq::test
