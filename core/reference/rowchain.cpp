// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reference/rowchain.h"

#include "core/network/operators/operatortable.h"
#include "core/reference/kernels/floatkernels.h"
#include "core/reference/operators/dispatch.h"
#include "core/reference/parallel.h"

#include <algorithm>

namespace vsq {

namespace {

constexpr std::int64_t kTogether = 4096; ///< values that go through all nodes before the next ones: 16 KiB stay in L1
constexpr std::int64_t kCost = 8;        ///< operations on a value, about

std::optional<RowOperation> operationOf(const Node &node)
{
    if (!node.domain.empty() || node.inputs.size() != 2) {
        return std::nullopt;
    }
    return node.op == "Add"   ? std::optional(RowOperation::Add)
           : node.op == "Sub" ? std::optional(RowOperation::Subtract)
           : node.op == "Mul" ? std::optional(RowOperation::Multiply)
           : node.op == "Div" ? std::optional(RowOperation::Divide)
                              : std::nullopt;
}

bool commutes(RowOperation operation)
{
    return operation == RowOperation::Add || operation == RowOperation::Multiply;
}

using Function = void (*)(float *x, std::int64_t n);

/// What the node does to each value, if it is one that chains know.
Function functionOf(const Node &node)
{
    if (!node.domain.empty() || node.inputs.size() != 1) {
        return nullptr;
    }
    const FloatKernels &kernels = floatKernels();
    const std::string form = node.op == "Gelu" ? node.text("approximate", "none") : std::string();
    return node.op == "Relu"   ? kernels.relu
           : node.op == "Tanh" ? kernels.tanh
           : form == "none"    ? kernels.gelu
           : form == "tanh"    ? kernels.tanhGelu
                               : nullptr;
}

/// One node as it is done to a block of rows.
struct Stage {
    enum class Kind : std::uint8_t { Whole, Scalar, Rows, Each, Softmax, LayerNorm };
    Kind kind = Kind::Each;
    Function function = nullptr; ///< Each
    RowOperation operation = RowOperation::Add;
    const float *operand = nullptr;
    std::vector<std::int64_t> strides; ///< Rows: of the operand along the leading dimensions
    LayerNormRow norm;
};

class RowChain {
public:
    RowChain(std::span<RowLink> links, int opset, ProductBackend &backend) : m_links(links), m_opset(opset), m_backend(backend) {}

    std::optional<Tensor> run()
    {
        if (!chooseMain()) {
            return std::nullopt;
        }
        for (std::size_t i = 0; i < m_links.size(); ++i) {
            if (!addStage(m_links[i], i == 0 ? m_main : m_links[i].through)) {
                return std::nullopt;
            }
        }
        Tensor x = std::move(m_links[0].inputs[m_main]);
        const auto *from = raw<float>(x);
        Tensor result = x.isWritable() ? std::move(x) : Tensor::uninitialized(DType::Float32, m_shape);
        auto *to = rawMutable<float>(result);
        const bool isFlat = std::none_of(m_stages.begin(), m_stages.end(), [](const Stage &stage) { return wantsRows(stage); });
        const std::int64_t size = elementCount(m_shape);
        if (isFlat) {
            parallelRange(size, grainFor(kCost), [&](std::int64_t begin, std::int64_t end) {
                for (std::int64_t at = begin; at < end; at += kTogether) {
                    block(from, to, at, std::min(kTogether, end - at), 0);
                }
            });
            return result;
        }
        const std::int64_t together = std::max<std::int64_t>(1, kTogether / m_width);
        parallelRange(size / m_width, grainFor(kCost * m_width), [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t row = begin; row < end; row += together) {
                block(from, to, row * m_width, std::min(together, end - row) * m_width, row);
            }
        });
        return result;
    }

private:
    static bool wantsRows(const Stage &stage)
    {
        return stage.kind == Stage::Kind::Rows || stage.kind == Stage::Kind::Softmax || stage.kind == Stage::Kind::LayerNorm;
    }

    /// The first node's operand that is as large as its result.
    bool chooseMain()
    {
        const RowLink &first = m_links[0];
        const auto operation = operationOf(*first.node);
        m_main = 0;
        if (operation && commutes(*operation)
            && (first.inputs[1].size() > first.inputs[0].size()
                || (first.inputs[1].isWritable() && first.inputs[0].shape() == first.inputs[1].shape()))) {
            m_main = 1;
        }
        const Tensor &x = first.inputs[m_main];
        m_shape = x.shape();
        m_width = m_shape.empty() ? 1 : m_shape.back();
        return x.dtype() == DType::Float32 && x.size() > 0;
    }

    bool addStage(RowLink &link, std::size_t through)
    {
        const Node &node = *link.node;
        Stage stage;
        if (const auto operation = operationOf(node)) {
            if (through != 0 && !commutes(*operation)) {
                return false;
            }
            stage.operation = *operation;
            return addOperand(std::move(stage), link.inputs[1 - through]);
        }
        stage.function = functionOf(node);
        if (stage.function != nullptr) {
            stage.kind = Stage::Kind::Each;
        } else if (node.op == "Softmax") {
            stage.kind = Stage::Kind::Softmax;
            if (!isLastAxis(node.integer("axis", (node.opset > 0 ? node.opset : m_opset) < 13 ? 1 : -1))
                || m_backend.softmax(node, nullptr, 0, m_width)) {
                return false;
            }
        } else if (node.op == "LayerNormalization" && isLastAxis(node.integer("axis", -1)) && isVector(link.inputs[1])
                   && (link.inputs.size() < 3 || node.inputs[2].empty() || isVector(link.inputs[2]))) {
            stage.kind = Stage::Kind::LayerNorm;
            const bool hasBias = link.inputs.size() > 2 && !node.inputs[2].empty();
            stage.norm = {raw<float>(link.inputs[1]), hasBias ? raw<float>(link.inputs[2]) : nullptr, m_width,
                          node.real("epsilon", 1e-5F)};
        } else {
            return false;
        }
        m_stages.push_back(std::move(stage));
        return true;
    }

    bool addOperand(Stage stage, const Tensor &operand)
    {
        const Shape &shape = operand.shape();
        if (operand.dtype() != DType::Float32 || shape.size() > m_shape.size() || operand.size() == 0) {
            return false;
        }
        stage.operand = raw<float>(operand);
        if (shape == m_shape) {
            stage.kind = Stage::Kind::Whole;
        } else if (operand.size() == 1) {
            stage.kind = Stage::Kind::Scalar;
        } else {
            stage.kind = Stage::Kind::Rows;
            if (shape.back() != m_width) {
                return false;
            }
            const std::vector<std::int64_t> own = stridesOf(shape);
            stage.strides.assign(m_shape.size() - 1, 0);
            const std::size_t missing = m_shape.size() - shape.size();
            for (std::size_t i = 0; i + 1 < shape.size(); ++i) {
                if (shape[i] != 1 && shape[i] != m_shape[missing + i]) {
                    return false;
                }
                stage.strides[missing + i] = shape[i] == 1 ? 0 : own[i];
            }
            if (std::all_of(stage.strides.begin(), stage.strides.end(), [](std::int64_t stride) { return stride == 0; })) {
                stage.strides.clear(); // one row for all: nothing to find for each
            }
        }
        m_stages.push_back(std::move(stage));
        return true;
    }

    [[nodiscard]] bool isLastAxis(std::int64_t axis) const
    {
        const auto rank = static_cast<std::int64_t>(m_shape.size());
        return rank > 0 && (axis == -1 || axis == rank - 1);
    }
    [[nodiscard]] bool isVector(const Tensor &tensor) const
    {
        return tensor.dtype() == DType::Float32 && tensor.size() == m_width;
    }

    /// Where the operand's row for this row of the chain begins.
    [[nodiscard]] const float *operandRow(const Stage &stage, std::int64_t row) const
    {
        std::int64_t offset = 0;
        for (std::size_t axis = stage.strides.size(); axis-- > 0 && row > 0;) {
            offset += row % m_shape[axis] * stage.strides[axis];
            row /= m_shape[axis];
        }
        return stage.operand + offset;
    }

    /// Values [at, at + count), whole rows from the one given unless nothing asks for rows.
    void block(const float *from, float *to, std::int64_t at, std::int64_t count, std::int64_t row) const
    {
        const FloatKernels &kernels = floatKernels();
        const float *source = from + at;
        float *out = to + at;
        for (const Stage &stage : m_stages) {
            const bool isInPlace = stage.kind == Stage::Kind::Each || stage.kind == Stage::Kind::Softmax;
            if (isInPlace && source != out) {
                std::copy_n(source, count, out);
            }
            switch (stage.kind) {
            case Stage::Kind::Whole: kernels.combine(stage.operation, source, {stage.operand + at, 1}, out, count); break;
            case Stage::Kind::Scalar: kernels.combine(stage.operation, source, {stage.operand, 0}, out, count); break;
            case Stage::Kind::Each: stage.function(out, count); break;
            case Stage::Kind::Softmax: kernels.softmax(out, count / m_width, m_width); break;
            case Stage::Kind::Rows:
                for (std::int64_t i = 0; i < count / m_width; ++i) {
                    kernels.combine(stage.operation, source + i * m_width, {operandRow(stage, row + i), 1}, out + i * m_width,
                                    m_width);
                }
                break;
            case Stage::Kind::LayerNorm:
                for (std::int64_t i = 0; i < count / m_width; ++i) {
                    kernels.layerNorm(stage.norm, source + i * m_width, out + i * m_width);
                }
                break;
            }
            source = out;
        }
    }

    std::span<RowLink> m_links;
    int m_opset;
    ProductBackend &m_backend;
    std::size_t m_main = 0;
    Shape m_shape;
    std::int64_t m_width = 1;
    std::vector<Stage> m_stages;
};

} // namespace

RowRole rowRoleOf(const Node &node, std::size_t through)
{
    const OperatorSpec *spec = operatorTable().find(node);
    const bool onlyOne = std::all_of(node.outputs.begin()
                                         + std::min<std::ptrdiff_t>(1, static_cast<std::ptrdiff_t>(node.outputs.size())),
                                     node.outputs.end(), [](const std::string &output) { return output.empty(); });
    if (spec == nullptr || spec->rows == RowUse::None || !onlyOne) {
        return RowRole::None;
    }
    if (const auto operation = operationOf(node)) {
        return through == 0 || commutes(*operation) ? RowRole::Through : RowRole::None;
    }
    if (through != 0) {
        return RowRole::None;
    }
    return spec->rows == RowUse::End ? RowRole::End : RowRole::Through;
}

std::optional<Tensor> runRowChain(std::span<RowLink> links, int opset, ProductBackend &backend)
{
    return RowChain(links, opset, backend).run();
}

} // namespace vsq
