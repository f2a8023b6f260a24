// SPDX-License-Identifier: GPL-3.0-or-later
// An ONNX model as the bytes of its file, large weights not copied but looked at, and so placed that a reader who maps the
// file can use them where they are.
#pragma once

#include "core/network/onnx/onnxproto.h"
#include "core/tensor/tensor.h"

#include <deque>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vsq {

class ModelBytes {
public:
    /// model: all but the large weights. Those are only referred to: they must outlive this. Throws Error naming the path
    /// when the whole is more than the 2 GiB that protobuf can hold.
    ModelBytes(const onnx::ModelProto &model, const std::vector<std::pair<std::string, const Tensor *>> &weights,
               const std::string &path);

    /// The file's bytes in order.
    [[nodiscard]] const std::vector<std::string_view> &pieces() const { return m_pieces; }

private:
    void add(std::string bytes);

    std::deque<std::string> m_own; ///< what pieces look at, weights apart
    std::vector<std::string_view> m_pieces;
};

} // namespace vsq
