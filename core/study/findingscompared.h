// SPDX-License-Identifier: GPL-3.0-or-later
// Findings beside those of another run: what is new, what is gone, and what a number was.
#pragma once

#include "core/study/findings.h"

#include <optional>
#include <vector>

namespace vsq {

struct ComparedFinding {
    Finding finding;              ///< as it is now, or as it was where it is gone
    std::optional<double> before; ///< the other run's number, in the rule's unit; empty: it has no such finding
    bool isGone = false;          ///< only the other run has it

    [[nodiscard]] bool isNew() const { return !before.has_value(); }
};

/// Those of now in their order, then those that are gone. Two are the same finding where rule, layer and operand are, or layer
/// and assertion; where a finding is worst or first may be another place.
std::vector<ComparedFinding> compareFindings(const std::vector<Finding> &now, const std::vector<Finding> &before);

} // namespace vsq
