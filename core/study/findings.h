// SPDX-License-Identifier: GPL-3.0-or-later
// What a reviewer would point at: scales that underflow, sums that saturate, per-vector scales that win nothing, utilisation
// that K's length loses, layers that are denser when transposed, and assertions of the user's that do not hold.
#pragma once

#include "core/base/job.h"
#include "core/chip/config.h"
#include "core/engine/engine.h"
#include "core/quantize/format.h"
#include "core/reference/executor.h"
#include "core/study/assertion.h"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace vsq {

enum class FindingRule : std::uint8_t {
    ScaleUnderflow,    ///< number: % of the operand's vectors whose scale became 0 though they hold values
    SaturatingSum,     ///< number: additions whose result was clamped
    VectorsWinNothing, ///< number: dB that per-vector scales win over one scale a channel, < 0.1
    PaddingAlongK,     ///< number: % of the multiplier-cycles
    DenserTransposed,  ///< number: % of the cycles that C^T = B A^T would save
    AssertionFails,    ///< number: values that it does not hold for
};
/// "scale-underflow", "saturating-sum", "vectors-win-nothing", "padding-along-k", "denser-transposed", "assertion".
std::string_view nameOf(FindingRule rule);

enum class FindingSeverity : std::uint8_t { Note, Warning, Problem };
/// "note", "warning", "problem".
std::string_view nameOf(FindingSeverity severity);

struct Finding {
    FindingRule rule = FindingRule::ScaleUnderflow;
    FindingSeverity severity = FindingSeverity::Note;
    std::string layer;
    std::string place; ///< operand, row, vector or element where it is worst or first
    double number = 0.0;
    std::string text;   ///< one sentence with the number and its unit
    std::string remedy; ///< what to do, one sentence

    /// Where a view jumps: an element of the product or a vector of an operand; -1 where there is none.
    std::int64_t row = -1;
    std::int64_t column = -1; ///< of the product: row of B; of an operand: vector along K
    bool isActivations = false;
};

struct FindingsRequest {
    std::shared_ptr<const Graph> graph;
    TensorMap inputs;     ///< what the activations are looked at on
    bool hasData = false; ///< false: inputs are a stand-in, and only weights and plans are judged
    NumberFormat format;
    std::map<std::string, NumberFormat> formats{}; ///< of layers (by name) that have their own
    ChipConfig config;
    EngineOptions engine;
    std::vector<Assertion> assertions;
};

/// One run in the format, every product looked at. The most severe first, then in the network's order. Throws Error as the
/// executor does, and for an assertion about what the format does not have; Cancelled.
std::vector<Finding> findFindings(const FindingsRequest &request, const JobContext &job = {});

} // namespace vsq
