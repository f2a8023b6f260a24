// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/qdq/exactsum.h"

#include <cmath>

namespace vsq {

namespace {

constexpr double kExactIntegers = 16777216.0; // 2^24: FP32's integers up to there

} // namespace

std::string writeSum(NodeWriter &writer, Node node, std::size_t operand, double most, double sum)
{
    if (most * sum < kExactIntegers) {
        return writer.begin(std::move(node));
    }
    // Both parts about as large: the base is near the root of the operand's range, and a power of two.
    const auto base = static_cast<float>(std::exp2(std::ceil(std::log2(2.0 * most) / 2.0)));
    const std::string x = node.inputs[operand];
    const std::string high = writer.node("Round", {writer.node("Mul", {x, writer.scalar(1.0F / base)})});
    const std::string low = writer.node("Sub", {x, writer.node("Mul", {high, writer.scalar(base)})});
    std::vector<std::string> inputs = node.inputs;
    inputs[operand] = high;
    const std::string ofHigh = writer.node(node.op, inputs, node.attributes);
    node.inputs[operand] = low;
    const std::string ofLow = writer.begin(std::move(node));
    return writer.node("Add", {writer.node("Mul", {ofHigh, writer.scalar(base)}), ofLow});
}

} // namespace vsq
