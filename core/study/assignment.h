// SPDX-License-Identifier: GPL-3.0-or-later
// A format for each layer: the cheapest that keep a network's accuracy within a budget, and the front of cost against accuracy.
//
// Each layer's error at the network's output is measured alone (core/study/sensitivity.h); errors of several layers add up,
// nearly, so the assignments that no other beats in both cost and summed error are those on the lower convex hull, one step
// of one layer after the other. Accuracy itself is then measured for assignments along that front.
//
// A layer's cost depends on the format that the next layer takes its result in. The steps are found with one format
// throughout, as each layer's neighbours are not known yet; the cost of every assignment is then that of its own formats.
#pragma once

#include "core/study/sensitivity.h"

#include <map>
#include <string>

namespace vsq {

enum class AssignmentCost : std::uint8_t {
    Energy, ///< J of an inference on the chip's layers
    Bits    ///< multiplied operand bits: MACs times the bits of both codes
};
/// "energy", "bits".
std::string_view nameOf(AssignmentCost cost);

struct Assignment {
    std::vector<std::size_t> formats; ///< of each layer, index into AssignmentRequest::formats
    double cost = 0.0;
    double noise = 0.0;             ///< summed share of error at the output, as measured layer by layer
    std::optional<Outcome> outcome; ///< where accuracy was measured
};

/// A choice that somebody else made, to be compared: a format for each layer, by name.
struct ComparedChoice {
    std::string title;
    std::map<std::string, NumberFormat> formats; ///< of layers on the chip; others get what most have
    double cost = 0.0;
    Outcome outcome{};
};

struct AssignmentRequest {
    std::shared_ptr<const Graph> graph;
    const Dataset *data = nullptr;
    std::vector<NumberFormat> formats;
    double budget = 0.005; ///< of accuracy, 0..1
    AssignmentCost cost = AssignmentCost::Energy;
    ChipConfig config;
    EngineOptions engine;
    int measured = 12; ///< assignments along the front whose accuracy is measured, at most
    std::vector<ComparedChoice> compared{};
};

struct AssignmentResult {
    Outcome fp32;
    std::vector<Layer> layers;
    std::vector<Assignment> front;        ///< cheapest first, noise falling
    std::vector<Assignment> uniform;      ///< each format in all layers, measured
    std::optional<std::size_t> chosen;    ///< in front: the cheapest measured one within the budget
    std::vector<ComparedChoice> compared; ///< of the request, with cost and outcome

    [[nodiscard]] double loss(const Assignment &assignment) const
    {
        return fp32.accuracy.value() - (assignment.outcome ? assignment.outcome->accuracy.value() : 0.0);
    }
};

/// Throws Error for a format whose cost is not known (energy is known of the chip's), as evaluate() does, Cancelled.
AssignmentResult assignFormats(const AssignmentRequest &request, const JobContext &job = {});

/// Each layer's format, by name.
std::map<std::string, NumberFormat> formatsOf(const Assignment &assignment, const std::vector<Layer> &layers,
                                              const std::vector<NumberFormat> &formats);

/// The format that most layers have, the first of several: what a file of formats names as the default.
std::size_t mostFrequent(const Assignment &assignment, std::size_t formats);

/// The front alone: costs and noises are [format][layer]. Cheapest first.
std::vector<Assignment> frontOf(const std::vector<std::vector<double>> &costs, const std::vector<std::vector<double>> &noises);

} // namespace vsq
