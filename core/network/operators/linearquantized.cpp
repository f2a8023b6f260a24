// SPDX-License-Identifier: GPL-3.0-or-later
// Operators of com.microsoft on codes with scale and zero point, as ONNX Runtime's quantizer writes them: expanded into
// DequantizeLinear, the operator, QuantizeLinear.
#include "core/network/operators/attentionparts.h"
#include "core/network/operators/expansion.h"
#include "core/network/operators/operatortable.h"

namespace vsq {

namespace {

/// The real values of an input whose scale and zero point are the two after it.
std::string realOf(Expansion &e, std::size_t input)
{
    if (!e.has(input) || !e.has(input + 1)) {
        throw e.error("input " + std::to_string(input), "a value and its scale", "none: it is left out");
    }
    std::vector<std::string> inputs{e.in(input), e.in(input + 1)};
    if (e.has(input + 2)) {
        inputs.push_back(e.in(input + 2));
    }
    return e.make("DequantizeLinear", std::move(inputs));
}

/// The node's result: y in the codes that scale and zero point at `scale` say; without a zero point of the type of input 0.
void finishCodes(Expansion &e, const std::string &y, std::size_t scale)
{
    if (!e.has(scale)) {
        throw e.error("input " + std::to_string(scale), "the result's scale", "none");
    }
    std::vector<std::string> inputs{y, e.in(scale)};
    if (e.has(scale + 1)) {
        inputs.push_back(e.in(scale + 1));
    } else if (e.call.type(0) == DType::Int8) {
        inputs.push_back(e.add(Tensor::scalar(std::int8_t{0})));
    }
    const std::string codes = e.make("QuantizeLinear", std::move(inputs));
    e.rename(codes);
    e.finish(codes);
}

void binary(Expansion &e, const char *op)
{
    finishCodes(e, e.make(op, {realOf(e, 0), realOf(e, 3)}), 6);
}
void add(Expansion &e)
{
    binary(e, "Add");
}
void multiply(Expansion &e)
{
    binary(e, "Mul");
}

void sigmoid(Expansion &e)
{
    finishCodes(e, e.make("Sigmoid", {realOf(e, 0)}), 3);
}

void leakyRelu(Expansion &e)
{
    finishCodes(e, e.make("LeakyRelu", {realOf(e, 0)}, {{"alpha", e.node.real("alpha", 0.01F)}}), 3);
}

/// The pooling in planes, whatever way the channels lie.
void pool(Expansion &e, const char *op, const AttributeMap &attributes)
{
    std::string x = realOf(e, 0);
    if (e.node.integer("channels_last", 0) == 0) {
        finishCodes(e, e.make(op, {x}, attributes), 3);
        return;
    }
    const auto rank = static_cast<std::int64_t>(e.rank(0));
    std::vector<std::int64_t> toPlanes{0, rank - 1};
    std::vector<std::int64_t> back{0};
    for (std::int64_t i = 1; i + 1 < rank; ++i) {
        toPlanes.push_back(i);
        back.push_back(i + 1);
    }
    back.push_back(1);
    x = e.transpose(x, toPlanes);
    finishCodes(e, e.transpose(e.make(op, {x}, attributes), back), 3);
}

void globalAveragePool(Expansion &e)
{
    pool(e, "GlobalAveragePool", {});
}

void averagePool(Expansion &e)
{
    AttributeMap attributes = e.node.attributes;
    attributes.erase("channels_last");
    pool(e, "AveragePool", attributes);
}

/// The result's scale and zero point, then value, scale and zero point of each part.
void concat(Expansion &e)
{
    if (e.node.inputs.size() % 3 != 2) {
        throw e.error("inputs", "two, and three for each part", std::to_string(e.node.inputs.size()));
    }
    std::vector<std::string> parts;
    for (std::size_t i = 2; i < e.node.inputs.size(); i += 3) {
        parts.push_back(realOf(e, i));
    }
    const std::string codes = e.make("QuantizeLinear", {e.concat(std::move(parts), e.node.integer("axis", 0)), e.in(0), e.in(1)});
    e.rename(codes);
    e.finish(codes);
}

void softmax(Expansion &e)
{
    const std::string p = e.make("Softmax", {realOf(e, 0)}, {{"axis", e.node.integer("axis", -1)}});
    e.setOpset(p, static_cast<int>(e.node.integer("opset", 13)));
    finishCodes(e, p, 3);
}

/// Sums of integers as real values: times the product of both scales, plus bias.
std::string scaled(Expansion &e, const std::string &sums, const std::string &left, const std::string &right,
                   const std::string &bias)
{
    const std::string y = e.make("Mul", {e.cast(sums, DType::Float32), e.make("Mul", {left, right})});
    return bias.empty() ? y : e.make("Add", {y, bias});
}

std::string integerProduct(Expansion &e, const std::string &a, const std::string &b, const std::string &zeroA,
                           const std::string &zeroB)
{
    std::vector<std::string> inputs{a, b};
    if (!zeroA.empty() || !zeroB.empty()) {
        inputs.push_back(zeroA);
        inputs.push_back(zeroB);
    }
    const std::string sums = e.make("MatMulInteger", std::move(inputs));
    e.rename(sums);
    return sums;
}

/// a (real), b, its scale and zero point, bias.
void dynamicMatMul(Expansion &e)
{
    const auto a = e.makeMany("DynamicQuantizeLinear", {e.in(0)}, 3);
    e.finish(scaled(e, integerProduct(e, a[0], e.in(1), a[2], e.in(3)), a[1], e.in(2), e.in(4)));
}

/// a, b, their scales, their zero points, bias.
void matMulToFloat(Expansion &e)
{
    e.finish(scaled(e, integerProduct(e, e.in(0), e.in(1), e.in(4), e.in(5)), e.in(2), e.in(3), e.in(6)));
}

/// x, weights, bias, their scales, mask, their zero points, past: attention whose projections are integers.
void attentionOfCodes(Expansion &e)
{
    const std::string sums = integerProduct(e, e.in(0), e.in(1), e.in(6), e.in(7));
    const std::string projected = scaled(e, sums, e.in(3), e.in(4), e.in(2));
    const std::int64_t width = e.lastDimension(1, "weights");
    attendProjected(e, {.projected = projected, .sizes = {width / 3, width / 3, width / 3}, .mask = 5, .past = 8, .bias = 0});
}

} // namespace

void addLinearQuantized(OperatorTable &table)
{
    table.add({.name = "QLinearAdd", .domain = kMicrosoft, .inputs = {2, 8}, .expand = add});
    table.add({.name = "QLinearMul", .domain = kMicrosoft, .inputs = {2, 8}, .expand = multiply});
    table.add({.name = "QLinearSigmoid", .domain = kMicrosoft, .inputs = {2, 5}, .expand = sigmoid});
    table.add(
        {.name = "QLinearLeakyRelu", .domain = kMicrosoft, .inputs = {2, 5}, .attributes = {real("alpha")}, .expand = leakyRelu});
    table.add({.name = "QLinearGlobalAveragePool",
               .domain = kMicrosoft,
               .inputs = {2, 5},
               .attributes = {flag("channels_last")},
               .expand = globalAveragePool});
    table.add({.name = "QLinearAveragePool",
               .domain = kMicrosoft,
               .inputs = {2, 5},
               .attributes = {text("auto_pad"), flag("ceil_mode"), flag("channels_last"), flag("count_include_pad"),
                              integers("kernel_shape"), integers("pads"), integers("strides")},
               .expand = averagePool});
    table.add({.name = "QLinearConcat",
               .domain = kMicrosoft,
               .inputs = {5, kManyInputs},
               .attributes = {required(integer("axis"))},
               .expand = concat});
    table.add({.name = "QLinearSoftmax",
               .domain = kMicrosoft,
               .inputs = {2, 5},
               .attributes = {integer("axis"), integer("opset", 1)},
               .expand = softmax});
    table.add({.name = "DynamicQuantizeMatMul", .domain = kMicrosoft, .inputs = {3, 5}, .expand = dynamicMatMul});
    table.add({.name = "MatMulIntegerToFloat", .domain = kMicrosoft, .inputs = {4, 7}, .expand = matMulToFloat});
    table.add({.name = "QAttention",
               .domain = kMicrosoft,
               .inputs = {5, 9},
               .outputs = {1, 2},
               .attributes = {flag("do_rotary"), real("mask_filter_value"), required(integer("num_heads", 1)),
                              flag("past_present_share_buffer"), real("scale"), flag("unidirectional")},
               .expand = attentionOfCodes});
}

} // namespace vsq
