// SPDX-License-Identifier: GPL-3.0-or-later
// Normalizations that ONNX Runtime's optimizer writes, and ONNX's RMSNormalization, in elementary operators.
#include "core/network/operators/expansion.h"
#include "core/network/operators/operatortable.h"

namespace vsq {

namespace {

/// x / sqrt(mean(x^2) + epsilon) * scale over the axes from `axis` (counted from the end) on (arXiv 1910.07467, eq. 4).
/// inverse: gets 1 / sqrt(..).
std::string rootMeanSquare(Expansion &e, const std::string &x, const std::string &scale, const std::vector<std::int64_t> &axes,
                           float epsilon, std::string *inverse)
{
    const std::string mean = e.make("ReduceMean", {e.make("Mul", {x, x})}, {{"axes", axes}, {"keepdims", std::int64_t{1}}});
    const std::string root = e.make("Sqrt", {e.make("Add", {mean, e.number(epsilon)})});
    const std::string y = e.make("Mul", {e.make("Div", {x, root}), scale});
    if (inverse != nullptr) {
        *inverse = e.make("Reciprocal", {root});
    }
    return y;
}

/// From the attribute `axis` to the last one, counted from the end.
std::vector<std::int64_t> axesFrom(const Expansion &e)
{
    std::int64_t axis = e.node.integer("axis", -1);
    if (axis >= 0) {
        axis -= static_cast<std::int64_t>(e.rank(0));
    }
    if (axis >= 0 || axis < -8) {
        throw e.error("attribute 'axis'", "an axis of the input", std::to_string(e.node.integer("axis", -1)));
    }
    std::vector<std::int64_t> axes;
    for (; axis < 0; ++axis) {
        axes.push_back(axis);
    }
    return axes;
}

/// x, scale: RMSNormalization, SimplifiedLayerNormalization.
void simplified(Expansion &e)
{
    std::string inverse;
    const std::string y = rootMeanSquare(e, e.in(0), e.in(1), axesFrom(e), e.node.real("epsilon", 1e-5F),
                                         e.wants(1) ? &inverse : nullptr);
    e.rename(y);
    e.finish(y);
    e.finish(inverse, 1);
}

std::string layerNormalization(Expansion &e, const std::string &x, const std::string &gamma, std::string beta, float epsilon,
                               bool moments)
{
    std::vector<std::string> inputs{x, gamma};
    if (!beta.empty()) {
        inputs.push_back(std::move(beta));
    }
    const auto y = e.makeMany("LayerNormalization", std::move(inputs), moments ? 3 : 1,
                              {{"axis", std::int64_t{-1}}, {"epsilon", epsilon}});
    e.rename(y[0]);
    if (moments) {
        e.finish(y[1], 1);
        e.finish(y[2], 2);
    }
    return y[0];
}

/// x, skip, gamma, beta, bias.
void skip(Expansion &e)
{
    std::string sum = e.make("Add", {e.in(0), e.in(1)});
    if (e.has(4)) {
        sum = e.make("Add", {sum, e.in(4)});
    }
    const bool moments = e.wants(1) || e.wants(2);
    e.finish(layerNormalization(e, sum, e.in(2), e.in(3), e.node.real("epsilon", 1e-12F), moments));
    e.finish(sum, 3);
}

/// x, skip, gamma, bias.
void skipSimplified(Expansion &e)
{
    std::string sum = e.make("Add", {e.in(0), e.in(1)});
    if (e.has(3)) {
        sum = e.make("Add", {sum, e.in(3)});
    }
    std::string inverse;
    const std::string y = rootMeanSquare(e, sum, e.in(2), {-1}, e.node.real("epsilon", 1e-12F), e.wants(2) ? &inverse : nullptr);
    e.rename(y);
    e.finish(y);
    if (e.wants(1)) { // no mean is taken off
        e.finish(e.make("Sub", {inverse.empty() ? y : inverse, inverse.empty() ? y : inverse}), 1);
    }
    e.finish(inverse, 2);
    e.finish(sum, 3);
}

/// ids, segments, tables of words, positions and segments, gamma, beta, mask, positions.
void embedding(Expansion &e)
{
    for (const std::size_t input : {2, 3, 5}) {
        if (!e.has(input)) {
            throw e.error("input " + std::to_string(input), "a value", "none: it is left out");
        }
    }
    const std::string ids = e.in(0);
    std::string sum = e.make("Gather", {e.in(2), ids});
    if (e.has(8)) {
        sum = e.make("Add", {sum, e.make("Gather", {e.in(3), e.in(8)})});
    } else {
        const std::string length = e.make("Squeeze", {e.size(ids, 1), e.integers({0})});
        const std::string positions = e.make("Range", {e.integer(0), length, e.integer(1)});
        sum = e.make("Add", {sum, e.make("Gather", {e.in(3), positions})});
    }
    if (e.has(1) && e.has(4)) {
        sum = e.make("Add", {sum, e.make("Gather", {e.in(4), e.in(1)})});
    }
    e.finish(layerNormalization(e, sum, e.in(5), e.in(6), e.node.real("epsilon", 1e-12F), false));
    if (e.wants(1)) { // words of each text; 0 without a mask
        const std::string words = e.has(7) ? e.cast(e.in(7), DType::Int32) : e.cast(e.make("Sub", {ids, ids}), DType::Int32);
        e.finish(e.make("ReduceSum", {words, e.integers({1})}, {{"keepdims", std::int64_t{0}}}), 1);
    }
    e.finish(sum, 2);
}

} // namespace

void addFusedNormalization(OperatorTable &table)
{
    const std::vector<AttributeSpec> attributes{integer("axis"), real("epsilon"), integer("stash_type")};
    table.add({.name = "RMSNormalization", .since = 23, .inputs = {2, 2}, .attributes = attributes, .expand = simplified});
    for (const std::string_view domain : {std::string_view(), kMicrosoft}) {
        table.add({.name = "SimplifiedLayerNormalization",
                   .domain = domain,
                   .inputs = {2, 2},
                   .outputs = {1, 2},
                   .attributes = attributes,
                   .expand = simplified});
    }
    table.add({.name = "SkipLayerNormalization",
               .domain = kMicrosoft,
               .inputs = {3, 5},
               .outputs = {1, 4},
               .attributes = {real("epsilon")},
               .expand = skip});
    table.add({.name = "SkipSimplifiedLayerNormalization",
               .domain = kMicrosoft,
               .inputs = {3, 4},
               .outputs = {1, 4},
               .attributes = {real("epsilon")},
               .expand = skipSimplified});
    table.add({.name = "EmbedLayerNormalization",
               .domain = kMicrosoft,
               .inputs = {1, 9},
               .outputs = {1, 3},
               .attributes = {real("epsilon"), integer("mask_index_type")},
               .expand = embedding});
}

} // namespace vsq
