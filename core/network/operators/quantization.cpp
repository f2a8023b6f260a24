// SPDX-License-Identifier: GPL-3.0-or-later
// QuantizeLinear, DequantizeLinear and DynamicQuantizeLinear.
#include "core/network/onnx/onnxproto.h"
#include "core/network/operators/openshapes.h"
#include "core/network/operators/operatortable.h"

namespace vsq {

namespace {

/// One scale for all, one an index of the axis, or (opset 21) one a block along the axis.
void requireScale(const InferenceCall &call)
{
    const auto &x = call.shape(0);
    const auto &scale = call.shape(1);
    if (call.has(2) && scale && call.shape(2) && openCount(*scale) >= 0 && openCount(*call.shape(2)) >= 0
        && openCount(*scale) != openCount(*call.shape(2))) {
        throw call.error("zero point", toString(*scale), toString(*call.shape(2)));
    }
    if (!x || !scale || openCount(*scale) < 0 || (openCount(*scale) == 1 && scale->size() < 2)) {
        return;
    }
    const std::size_t axis = call.axisAttribute("axis", 1, x->size());
    const std::int64_t size = (*x)[axis];
    if (const std::int64_t block = call.node.integer("block_size", 0); block > 0) {
        Shape expected = *x;
        expected[axis] = size < 0 ? -1 : size / block + (size % block == 0 ? 0 : 1);
        bool fits = scale->size() == expected.size();
        for (std::size_t i = 0; fits && i < expected.size(); ++i) {
            fits = mayEqual((*scale)[i], expected[i]);
        }
        if (!fits) {
            throw call.error("scale", toString(expected), toString(*scale));
        }
    } else if (size >= 0 && openCount(*scale) != size) {
        throw call.error("scale", std::to_string(size) + " values", toString(*scale));
    }
}

void quantize(InferenceCall &call)
{
    requireScale(call);
    std::optional<DType> type = call.has(2) ? call.type(2) : DType::UInt8;
    constexpr std::int64_t kUInt4 = 21, kInt4 = 22; // held in eight bits
    if (const std::int64_t number = call.node.integer("output_dtype", 0); number != 0) {
        type = number == kUInt4 ? DType::UInt8 : number == kInt4 ? DType::Int8 : fromOnnx(static_cast<int>(number));
    }
    if (type && *type != DType::Int8 && *type != DType::UInt8 && *type != DType::Int16 && *type != DType::UInt16) {
        throw call.error("zero point", "int8, uint8, int16 or uint16", std::string(nameOf(*type)));
    }
    call.set(0, type, call.shape(0));
}

void dequantize(InferenceCall &call)
{
    requireScale(call);
    const auto type = fromOnnx(static_cast<int>(call.node.integer("output_dtype", 0))); // opset 23
    call.set(0, type ? type : call.type(1), call.shape(0));
}

void dynamicQuantize(InferenceCall &call)
{
    call.set(0, DType::UInt8, call.shape(0));
    call.set(1, DType::Float32, Shape{});
    call.set(2, DType::UInt8, Shape{});
}

} // namespace

void addQuantization(OperatorTable &table)
{
    for (const bool contributed : {false, true}) { // the same with 16 and 4 bits before ONNX had them
        table.add({.name = "QuantizeLinear",
                   .domain = contributed ? "com.microsoft" : "",
                   .since = contributed ? 1 : 10,
                   .inputs = {2, 3},
                   .attributes = {integer("axis"), integer("block_size", 0), integer("output_dtype", 0, 22), integer("precision"),
                                  flag("saturate")},
                   .shape = quantize,
                   .floats = 3});
        table.add({.name = "DequantizeLinear",
                   .domain = contributed ? "com.microsoft" : "",
                   .since = contributed ? 1 : 10,
                   .inputs = {2, 3},
                   .attributes = {integer("axis"), integer("block_size", 0), integer("output_dtype", 0, 22)},
                   .shape = dequantize,
                   .floats = 2});
    }
    table.add({.name = "DynamicQuantizeLinear", .since = 11, .outputs = {3, 3}, .shape = dynamicQuantize, .floats = 1});
}

} // namespace vsq
