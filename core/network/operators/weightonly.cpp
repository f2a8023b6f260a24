// SPDX-License-Identifier: GPL-3.0-or-later
// com.microsoft.MatMulNBits: weights of 2, 4 or 8 bits in blocks along K, brought back to real values when the network is read.
#include "core/base/checked.h"
#include "core/network/operators/expansion.h"
#include "core/network/operators/operatortable.h"

#include <algorithm>

namespace vsq {

namespace {

constexpr std::size_t kScales = 2;
constexpr std::size_t kZeroPoints = 3;
constexpr std::size_t kGroups = 4;
constexpr std::size_t kBias = 5;

class Weights {
public:
    explicit Weights(const Expansion &e)
        : m_e(e), m_k(e.node.integer("K", 0)), m_n(e.node.integer("N", 0)), m_bits(e.node.integer("bits", 4)),
          m_block(e.node.integer("block_size", 0)), m_blocks((m_k - 1) / m_block + 1)
    {
        if (m_bits != 2 && m_bits != 4 && m_bits != 8) {
            throw e.error("attribute 'bits'", "2, 4 or 8", std::to_string(m_bits));
        }
        if (m_block * m_bits % 8 != 0) {
            throw e.error("attribute 'block_size'", "whole bytes",
                          std::to_string(m_block) + " values of " + std::to_string(m_bits) + " bits");
        }
        openCount({m_k, m_n}); // refuses what is beyond all measure
    }

    /// [K, N]
    [[nodiscard]] Tensor values() const
    {
        const Tensor codes = bytes(1, "weights", checkedMultiply(m_n, m_blocks) * (m_block * m_bits / 8));
        const Tensor scales = m_e.constant(kScales, "scales").toFloat();
        requireSize("scales", scales, m_n * m_blocks);
        const std::vector<float> zeros = zeroPoints();
        const std::vector<std::int64_t> groups = groupIndices();
        Tensor result(DType::Float32, {m_k, m_n});
        auto to = result.mutableValues<float>();
        const auto *packed = static_cast<const std::uint8_t *>(codes.bytes());
        const auto scale = scales.values<float>();
        for (std::int64_t n = 0; n < m_n; ++n) {
            const std::uint8_t *row = packed + n * m_blocks * (m_block * m_bits / 8);
            for (std::int64_t k = 0; k < m_k; ++k) {
                const auto at = static_cast<std::size_t>(n * m_blocks
                                                         + (groups.empty() ? k / m_block : groups[static_cast<std::size_t>(k)]));
                to[static_cast<std::size_t>(k * m_n + n)] = (static_cast<float>(code(row, k)) - zeros[at]) * scale[at];
            }
        }
        return result;
    }

private:
    [[nodiscard]] int code(const std::uint8_t *row, std::int64_t i) const
    {
        const std::int64_t bit = i * m_bits;
        return row[bit / 8] >> (bit % 8) & ((1 << m_bits) - 1);
    }

    void requireSize(const char *what, const Tensor &tensor, std::int64_t expected) const
    {
        if (tensor.size() != expected) {
            throw m_e.error(what, std::to_string(expected) + " values", toString(tensor.shape()));
        }
    }

    [[nodiscard]] Tensor bytes(std::size_t input, const char *what, std::int64_t expected) const
    {
        const Tensor &tensor = m_e.constant(input, what);
        if (tensor.dtype() != DType::UInt8) {
            throw m_e.error(what, "uint8", std::string(nameOf(tensor.dtype())));
        }
        requireSize(what, tensor, expected);
        return tensor;
    }

    /// One a block: packed as the weights are (each row in whole bytes), or of the scales' type.
    [[nodiscard]] std::vector<float> zeroPoints() const
    {
        std::vector<float> zeros(static_cast<std::size_t>(m_n * m_blocks), static_cast<float>(1 << (m_bits - 1)));
        if (!m_e.has(kZeroPoints)) {
            return zeros;
        }
        const Tensor &given = m_e.constant(kZeroPoints, "zero points");
        if (isFloating(given.dtype())) {
            const Tensor real = given.toFloat();
            requireSize("zero points", real, m_n * m_blocks);
            std::copy_n(real.values<float>().begin(), zeros.size(), zeros.begin());
            return zeros;
        }
        const std::int64_t rowBytes = (m_blocks * m_bits + 7) / 8;
        const Tensor packed = bytes(kZeroPoints, "zero points", m_n * rowBytes);
        const auto *data = static_cast<const std::uint8_t *>(packed.bytes());
        for (std::int64_t n = 0; n < m_n; ++n) {
            for (std::int64_t block = 0; block < m_blocks; ++block) {
                zeros[static_cast<std::size_t>(n * m_blocks + block)] = static_cast<float>(code(data + n * rowBytes, block));
            }
        }
        return zeros;
    }

    /// The block whose scale each index of K has; empty: in order.
    [[nodiscard]] std::vector<std::int64_t> groupIndices() const
    {
        if (!m_e.has(kGroups)) {
            return {};
        }
        const Tensor &given = m_e.constant(kGroups, "group indices");
        if (isFloating(given.dtype()) || given.size() < m_k) {
            throw m_e.error("group indices", std::to_string(m_k) + " integers",
                            std::string(nameOf(given.dtype())) + " " + toString(given.shape()));
        }
        std::vector<std::int64_t> groups = given.toInt64();
        for (const std::int64_t group : groups) {
            if (group < 0 || group >= m_blocks) {
                throw m_e.error("group index", "0 to " + std::to_string(m_blocks - 1), std::to_string(group));
            }
        }
        return groups;
    }

    const Expansion &m_e;
    std::int64_t m_k;
    std::int64_t m_n;
    std::int64_t m_bits;
    std::int64_t m_block;
    std::int64_t m_blocks; ///< along K; the last may be short
};

void matMulNBits(Expansion &e)
{
    const std::string y = e.make("MatMul", {e.in(0), e.add(Weights(e).values())});
    e.rename(y);
    e.finish(e.has(kBias) ? e.make("Add", {y, e.in(kBias)}) : y);
}

} // namespace

void addWeightOnly(OperatorTable &table)
{
    table.add({.name = "MatMulNBits",
               .domain = "com.microsoft",
               .inputs = {3, 6},
               .attributes = {required(integer("K", 1)), required(integer("N", 1)), integer("accuracy_level"),
                              integer("bits", 2, 8), required(integer("block_size", 1)), integer("weight_prepacked", 0, 0)},
               .expand = matMulNBits});
}

} // namespace vsq
