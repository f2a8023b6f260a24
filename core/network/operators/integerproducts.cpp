// SPDX-License-Identifier: GPL-3.0-or-later
// Products of a network's own integers: ConvInteger, QLinearConv, MatMulInteger, QLinearMatMul, QGemm.
#include "core/network/operators/openshapes.h"
#include "core/network/operators/operatortable.h"
#include "core/network/operators/productshapes.h"

namespace vsq {

namespace {

void requireBytes(const InferenceCall &call, std::size_t input)
{
    const auto type = call.type(input);
    if (call.has(input) && type && *type != DType::Int8 && *type != DType::UInt8) {
        throw call.error(call.inputText(input), "int8 or uint8", std::string(nameOf(*type)));
    }
}

void requireCount(const InferenceCall &call, std::size_t input, std::int64_t size)
{
    const auto &shape = call.shape(input);
    const std::int64_t count = call.has(input) && shape ? openCount(*shape) : -1;
    if (count >= 0 && count != 1 && size >= 0 && count != size) {
        throw call.error(call.inputText(input), "one value or " + std::to_string(size), toString(*shape));
    }
}

void convolutionOf(InferenceCall &call, std::size_t w, std::optional<DType> result, std::optional<std::size_t> bias)
{
    requireBytes(call, 0);
    requireBytes(call, w);
    call.set(0, result, convolutionShape(call, w, bias));
}

void convInteger(InferenceCall &call)
{
    convolutionOf(call, 1, DType::Int32, std::nullopt);
}

void qlinearConv(InferenceCall &call)
{
    requireBytes(call, 7);
    if (const auto &w = call.shape(3); w && !w->empty()) {
        requireCount(call, 4, w->front());
        requireCount(call, 5, w->front());
    }
    convolutionOf(call, 3, call.type(7), 8);
}

void matMulOf(InferenceCall &call, std::size_t right, std::optional<DType> result)
{
    requireBytes(call, 0);
    requireBytes(call, right);
    call.set(0, result, matMulShape(call, right));
}

void matMulInteger(InferenceCall &call)
{
    matMulOf(call, 1, DType::Int32);
}

void qlinearMatMul(InferenceCall &call)
{
    requireBytes(call, 7);
    matMulOf(call, 3, call.type(7));
}

void qgemm(InferenceCall &call)
{
    requireBytes(call, 0);
    requireBytes(call, 3);
    call.set(0, call.has(8) ? call.type(8) : std::optional(DType::Float32), gemmShape(call, 3, 6));
}

} // namespace

void addIntegerProducts(OperatorTable &table)
{
    const std::vector<AttributeSpec> window{text("auto_pad"),         integers("dilations"), integer("group", 1),
                                            integers("kernel_shape"), integers("pads"),      integers("strides")};
    table.add({.name = "ConvInteger",
               .since = 10,
               .inputs = {2, 4},
               .attributes = window,
               .shape = convInteger,
               .product = ProductKind::Convolution,
               .codes = true,
               .zeroLeft = 2,
               .zeroRight = 3});
    table.add({.name = "QLinearConv",
               .since = 10,
               .inputs = {8, 9},
               .attributes = window,
               .shape = qlinearConv,
               .floats = 1U << 1U | 1U << 4U | 1U << 6U,
               .product = ProductKind::Convolution,
               .right = 3,
               .codes = true,
               .zeroLeft = 2,
               .zeroRight = 5});
    table.add({.name = "MatMulInteger",
               .since = 10,
               .inputs = {2, 4},
               .shape = matMulInteger,
               .product = ProductKind::MatMul,
               .codes = true,
               .zeroLeft = 2,
               .zeroRight = 3});
    table.add({.name = "QLinearMatMul",
               .since = 10,
               .inputs = {8, 8},
               .shape = qlinearMatMul,
               .floats = 1U << 1U | 1U << 4U | 1U << 6U,
               .product = ProductKind::MatMul,
               .right = 3,
               .codes = true,
               .zeroLeft = 2,
               .zeroRight = 5});
    table.add({.name = "QGemm",
               .domain = "com.microsoft",
               .inputs = {6, 9},
               .attributes = {real("alpha"), flag("transA"), flag("transB")},
               .shape = qgemm,
               .floats = 1U << 1U | 1U << 4U | 1U << 7U,
               .product = ProductKind::Gemm,
               .right = 3,
               .codes = true,
               .zeroLeft = 2,
               .zeroRight = 5});
}

} // namespace vsq
