// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/onnx/modelbytes.h"

#include "core/base/error.h"
#include "core/network/onnx/fieldnumbers.h"

#include <limits>

namespace vsq {

namespace {

constexpr std::size_t kAlignment = 8; // of the widest element type

/// The head of a length-delimited field.
std::string delimited(std::uint64_t field, std::size_t size)
{
    std::string bytes(1, static_cast<char>(field << 3U | kDelimited));
    for (; size >= 0x80U; size >>= 7U) {
        bytes += static_cast<char>(size | 0x80U);
    }
    bytes += static_cast<char>(size);
    return bytes;
}

/// What stands before a tensor's raw data: its own field's head, what describes it, and a doc string of spaces where the
/// data would not start at an aligned place. start: of the field in the file.
std::string headOf(const std::string &name, const Tensor &tensor, std::size_t start)
{
    onnx::TensorProto proto;
    proto.set_name(name);
    proto.set_data_type(toOnnx(tensor.dtype()));
    for (const std::int64_t dimension : tensor.shape()) {
        proto.add_dims(dimension);
    }
    const std::string described = proto.SerializeAsString();
    const std::string rawHead = delimited(kTensorRawData, tensor.byteSize());
    const auto with = [&](const std::string &padding) {
        const std::string inner = described + padding + rawHead;
        return delimited(kGraphInitializer, inner.size() + tensor.byteSize()) + inner;
    };
    std::string head = with({});
    for (std::size_t spaces = 0; (start + head.size()) % kAlignment != 0 && spaces < 2 * kAlignment; ++spaces) {
        head = with(delimited(kTensorDocString, spaces) + std::string(spaces, ' '));
    }
    return head;
}

} // namespace

ModelBytes::ModelBytes(const onnx::ModelProto &model, const std::vector<std::pair<std::string, const Tensor *>> &weights,
                       const std::string &path)
{
    onnx::ModelProto outer = model;
    outer.clear_graph();
    const std::string before = outer.SerializeAsString();
    std::string graph;
    bool fits = model.graph().SerializeToString(&graph);
    std::vector<std::string> heads;
    std::size_t size = 0;
    // Where the data start depends on how many bytes the graph's own length takes, which depends on the padding.
    for (std::size_t lengthBytes = 1; lengthBytes <= 5; ++lengthBytes) {
        heads.clear();
        const std::size_t start = before.size() + 1 + lengthBytes;
        size = graph.size();
        for (const auto &[name, tensor] : weights) {
            heads.push_back(headOf(name, *tensor, start + size));
            size += heads.back().size() + tensor->byteSize();
        }
        if (delimited(kModelGraph, size).size() == 1 + lengthBytes) {
            break;
        }
    }
    fits = fits && before.size() + size + 8 <= static_cast<std::size_t>(std::numeric_limits<int>::max());
    if (!fits) {
        throw Error({.file = path, .item = {}}, "the network cannot be written as one ONNX file", "less than 2 GiB", "more");
    }
    add(before + delimited(kModelGraph, size) + graph);
    for (std::size_t i = 0; i < weights.size(); ++i) {
        add(std::move(heads[i]));
        m_pieces.emplace_back(static_cast<const char *>(weights[i].second->bytes()), weights[i].second->byteSize());
    }
}

void ModelBytes::add(std::string bytes)
{
    m_own.push_back(std::move(bytes));
    m_pieces.emplace_back(m_own.back());
}

} // namespace vsq
