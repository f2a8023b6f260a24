// SPDX-License-Identifier: GPL-3.0-or-later
// One self-contained HTML page of a network under a format: what ran, accuracy, layers, figures, findings, settings.
#pragma once

#include "core/layer/layerreport.h"
#include "core/study/errorbudget.h"
#include "core/study/evaluation.h"
#include "core/study/findings.h"

#include <string>
#include <vector>

namespace vsq {

struct StudyReport {
    std::string model;
    std::string modelHash;
    std::string data;
    std::string command; ///< that makes the page again
    std::string version; ///< of the program
    std::string date;    ///< ISO 8601
    Evaluation evaluation;
    ChipConfig config;
    std::vector<LayerReport> layers;
    std::vector<Finding> findings;
    std::vector<ErrorBudget> budgets; ///< the network's first, then each layer's; empty for formats that are none of the chip's
    std::int64_t lookedAt = 0;        ///< items that layers, findings and budgets are from
};

/// No reference leaves the page: style and figures (SVG) are in it.
std::string reportPage(const StudyReport &report);

} // namespace vsq
