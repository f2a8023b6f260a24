// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/operators/rotation.h"

#include "core/network/operators/attentionparts.h"
#include "core/network/operators/operatortable.h"

#include <limits>

namespace vsq {

namespace {

/// Every second element from `first` on.
std::string everySecond(Expansion &e, const std::string &x, std::int64_t first)
{
    constexpr std::int64_t kEnd = std::numeric_limits<std::int64_t>::max();
    return e.make("Slice", {x, e.integers({first}), e.integers({kEnd}), e.integers({-1}), e.integers({2})});
}

/// Heads of an operand of three dimensions: the attribute, or what the table's width says.
std::int64_t headsOf(const Expansion &e, std::size_t table)
{
    const std::int64_t width = e.lastDimension(0, "width");
    std::int64_t heads = e.node.integer("num_heads", 0);
    if (heads == 0 && e.node.integer("rotary_embedding_dim", 0) == 0) {
        heads = width / std::max<std::int64_t>(1, 2 * e.lastDimension(table, "head size"));
    }
    if (heads < 1 || width % heads != 0) {
        throw e.error("attribute 'num_heads'", "a divisor of " + std::to_string(width), std::to_string(heads));
    }
    return heads;
}

/// table: the input that has the cosines; the sines are the next.
void embedding(Expansion &e, std::size_t table, const std::string &positions, bool ofBatch)
{
    const bool joined = e.rank(0) == 3;
    if (!joined && e.rank(0) != 4) {
        throw e.error("input", "three or four dimensions", toString(*e.call.shape(0)));
    }
    const std::int64_t heads = joined ? headsOf(e, table) : 0;
    Rotation rotation;
    rotation.size = e.lastDimension(0, "head size") / (joined ? heads : 1);
    const std::int64_t width = e.node.integer("rotary_embedding_dim", 0);
    rotation.width = width > 0 ? width : rotation.size;
    rotation.interleaved = e.node.integer("interleaved", 0) != 0;
    if (rotation.width > rotation.size || rotation.width % 2 != 0) {
        throw e.error("rotated elements of a head", "an even number of at most " + std::to_string(rotation.size),
                      std::to_string(rotation.width));
    }
    const auto rows = [&](std::size_t input) {
        std::string all = e.in(input);
        if (const auto &shape = e.call.shape(input); shape && !shape->empty() && shape->back() > rotation.width / 2) {
            all = e.slice(all, 0, rotation.width / 2, -1);
        }
        return positions.empty() ? e.unsqueeze(all, {1}) : rowsAt(e, all, positions, ofBatch);
    };
    rotation.cosines = rows(table);
    rotation.sines = rows(table + 1);
    const std::string x = joined ? splitHeads(e, e.in(0), heads, rotation.size) : e.in(0);
    const std::string y = rotated(e, x, rotation);
    e.rename(y);
    e.finish(joined ? joinHeads(e, y, heads, rotation.size) : y);
}

/// com.microsoft's: x, positions ([B, S], or [1]: the first one's), cosines, sines.
void contributed(Expansion &e)
{
    if (e.node.integer("is_packed_batching", 0) != 0 || e.node.real("scale", 1.0F) != 1.0F) {
        throw e.error("attributes 'is_packed_batching' and 'scale'", "0 and 1", "others, which are not supported");
    }
    if (e.rank(1) != 1) {
        embedding(e, 2, e.in(1), true);
        return;
    }
    const std::string first = e.make("Squeeze", {e.cast(e.in(1), DType::Int64), e.integers({0})});
    const std::string length = e.scalarSize(e.in(0), e.rank(0) == 3 ? 1 : 2);
    embedding(e, 2, e.make("Range", {first, e.make("Add", {first, length}), e.integer(1)}), false);
}

/// ONNX's: x, cosines, sines, positions.
void standard(Expansion &e)
{
    embedding(e, 1, e.in(3), true);
}

} // namespace

std::string rowsAt(Expansion &e, const std::string &table, const std::string &positions, bool ofBatch)
{
    const std::string rows = e.make("Gather", {table, positions});
    return ofBatch ? e.unsqueeze(rows, {1}) : rows;
}

std::string rotated(Expansion &e, const std::string &x, const Rotation &r)
{
    const std::string part = r.width == r.size ? x : e.slice(x, 0, r.width, -1);
    const std::string first = r.interleaved ? everySecond(e, part, 0) : e.slice(part, 0, r.width / 2, -1);
    const std::string second = r.interleaved ? everySecond(e, part, 1) : e.slice(part, r.width / 2, -1, -1);
    const auto product = [&](const std::string &a, const std::string &b) { return e.make("Mul", {a, b}); };
    const std::string real = e.make("Sub", {product(first, r.cosines), product(second, r.sines)});
    const std::string imaginary = e.make("Add", {product(first, r.sines), product(second, r.cosines)});
    std::string y;
    if (r.interleaved) {
        y = e.reshape(e.concat({e.unsqueeze(real, {-1}), e.unsqueeze(imaginary, {-1})}, -1), {0, 0, 0, r.width});
    } else {
        y = e.concat({real, imaginary}, -1);
    }
    return r.width == r.size ? y : e.concat({y, e.slice(x, r.width, -1, -1)}, -1);
}

void addRotation(OperatorTable &table)
{
    table.add({.name = "RotaryEmbedding",
               .domain = "com.microsoft",
               .inputs = {4, 4},
               .attributes = {flag("interleaved"), flag("is_packed_batching"), integer("num_heads", 0),
                              integer("rotary_embedding_dim", 0), real("scale")},
               .expand = contributed});
    table.add({.name = "RotaryEmbedding",
               .since = 23,
               .inputs = {3, 4},
               .attributes = {flag("interleaved"), integer("num_heads", 0), integer("rotary_embedding_dim", 0)},
               .expand = standard});
}

} // namespace vsq
