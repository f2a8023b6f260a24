// SPDX-License-Identifier: GPL-3.0-or-later
// One tensor in many formats: what each element, block and rule changes.
#pragma once

#include "core/base/job.h"
#include "core/quantize/errormeasures.h"

#include <string>
#include <vector>

namespace vsq {

/// One tensor in one format.
struct ComparedFormat {
    std::string name; ///< of the format, its rule and search
    OperandFormat format;
    int rotation = 0; ///< block of Hadamard's matrix, 0: none
    OperandMeasures measures;
};

/// Every named format with each rule that it may have, searched scales where it has integer ones; in the table's order.
std::vector<OperandFormat> everyRule();

/// x [rows, columns] row-major in segments along K, each format plain and, where a block of `rotation` or less divides the
/// segments, rotated. isActivations: one gamma for all rows. Throws Cancelled, and Error as the quantizers do.
std::vector<ComparedFormat> compareFormats(const float *x, std::int64_t rows, std::int64_t columns, std::int64_t segments,
                                           const std::vector<OperandFormat> &formats, bool isActivations, int rotation,
                                           const JobContext &job = {});

} // namespace vsq
