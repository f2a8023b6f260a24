// SPDX-License-Identifier: GPL-3.0-or-later
// Why a value on the chip is what it is: from the output code back through the post-processing unit, the 24-bit sum, each
// vector's dot product and rounded scale product, codes and scales to the FP32 operands, with the error that each step adds.
//
// Errors are exact: all values of a chain are multiples of one power of two that binary64 holds beside the largest of them, so
// differences and their sums have no rounding. What that leaves out is below 2^-48 of the largest value.
#pragma once

#include "core/layer/openedchip.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vsq {

/// Where the chain ends: the 24-bit sum, the layer's result as the run takes it (the sum's real value in binary32, or the codes
/// where the next layer takes them), or the code that the post-processing unit makes.
enum class ExplainStage : std::uint8_t { Sum, Result, Code };
std::string_view nameOf(ExplainStage stage);

struct ExplainedStep {
    std::string stage;
    std::optional<std::int64_t> cycle; ///< executed in; none: not on the chip
    std::string formula;               ///< in symbols
    std::string numbers;               ///< the same with this value's numbers
    double value = 0.0;                ///< real, after the step
    double exact = 0.0;                ///< without what the step rounds, saturates or leaves out
    [[nodiscard]] double addedError() const { return value - exact; }
};

/// One vector along K as its lane computes it.
struct ExplainedVector {
    std::int64_t k = 0;
    std::int32_t dot = 0;
    std::int32_t scaleA = 0; ///< of the layer's A and B, whichever stands still; 0 outside Vsq
    std::int32_t scaleB = 0;
    std::uint32_t scaleProduct = 0;
    std::uint32_t p8 = 0;
    std::int32_t term = 0;
    std::int32_t sumIn = 0;
    std::int32_t sum = 0;
    bool saturated = false;
    std::int64_t cycle = 0;
    std::int64_t subtile = 0;
    std::int64_t tile = 0; ///< ordinal in the layer
    int lane = 0;
    int entry = 0;
    std::int64_t aAddress = 0; ///< in the buffers
    std::int64_t bAddress = 0;
};

/// One pair of elements and what their product is of the FP32 result.
struct ExplainedElement {
    std::int64_t k = 0; ///< along K
    float a = 0.0F;
    float b = 0.0F;
    int codeA = 0;
    int codeB = 0;
    double valueA = 0.0; ///< code times scale, as the chip has it
    double valueB = 0.0;
    [[nodiscard]] double product() const { return static_cast<double>(a) * static_cast<double>(b); }
    [[nodiscard]] double chipProduct() const { return valueA * valueB; }
};

/// The post-processing unit on this value, whether or not the run takes its codes.
struct ExplainedOutput {
    OutputFormat format = OutputFormat::Sums;
    std::int64_t scaled = 0;
    std::int64_t biased = 0;
    std::int64_t rectified = 0;
    std::int64_t magnitude = 0; ///< largest |x| of the vector, in units of t; 0 with static scales
    std::int32_t truncated = 0;
    int code = 0;                                       ///< Softmax: Q(6,2) of the score
    int scale = 0;                                      ///< of the vector; 0 with static scales
    std::int64_t readOut = -1;                          ///< cycle in which the entry is read out; -1: after the pipeline's end
    std::int64_t written = -1;                          ///< cycle of the output word, as OutputWrite::cycle
    std::int64_t address = -1;                          ///< of the output word
    std::array<std::int64_t, 4> stages{-1, -1, -1, -1}; ///< cycles of scale, bias, ReLU, truncation
};

struct Explanation {
    std::string layer;
    std::int64_t product = 0;
    std::int64_t m = 0;
    std::int64_t n = 0;
    Mode mode = Mode::Vsq;
    ExplainStage stage = ExplainStage::Result;
    double value = 0.0; ///< what the chip has, real
    double fp32 = 0.0;  ///< the same from the FP32 operands without rounding
    [[nodiscard]] double error() const { return value - fp32; }
    std::int32_t sum = 0; ///< the 24-bit sum, or the host's of several
    float gammaA = 0.0F;
    float gammaB = 0.0F;
    int unit = 1;
    bool transposed = false;          ///< executed as C^T: B stands still
    std::vector<ExplainedStep> steps; ///< from the value back to the operands
    std::vector<ExplainedVector> vectors;
    std::vector<ExplainedElement> elements; ///< those that weigh most in FP32, the largest first
    std::optional<ExplainedOutput> output;
};

/// Of C[m, n]. Throws Error with the allowed range for a position outside, and for ExplainStage::Code where the layer's sums do
/// not go through the unit, or through its softmax, whose codes are no multiples of a scale.
Explanation explain(const OpenedChip &chip, std::int64_t m, std::int64_t n, ExplainStage stage = ExplainStage::Result,
                    std::size_t elements = 8);

} // namespace vsq
