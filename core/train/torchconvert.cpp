// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/torchconvert.h"

namespace vsq {

torch::Tensor toTorch(const Tensor &tensor)
{
    if (tensor.dtype() == DType::Float32) {
        return torch::from_blob(const_cast<void *>(tensor.bytes()), tensor.shape(), torch::kFloat).clone();
    }
    if (isFloating(tensor.dtype())) {
        return toTorch(tensor.toFloat());
    }
    std::vector<std::int64_t> values = tensor.toInt64();
    return torch::from_blob(values.data(), tensor.shape(), torch::kLong).clone();
}

Tensor fromTorch(const torch::Tensor &tensor)
{
    const torch::Tensor plain = tensor.detach().to(torch::kFloat).contiguous();
    const auto *data = plain.data_ptr<float>();
    return Tensor::of<float>(plain.sizes().vec(), std::span<const float>(data, static_cast<std::size_t>(plain.numel())));
}

torch::Tensor torchView(const Tensor &tensor)
{
    const auto view = [&](torch::ScalarType type) {
        return torch::from_blob(
            const_cast<void *>(tensor.bytes()), tensor.shape(), [keep = tensor](void *) {}, torch::TensorOptions(type));
    };
    switch (tensor.dtype()) {
    case DType::Float32: return view(torch::kFloat);
    case DType::Int64: return view(torch::kLong);
    case DType::Bool: return view(torch::kBool);
    default: return toTorch(tensor);
    }
}

Tensor tensorView(const torch::Tensor &tensor)
{
    const auto plain = std::make_shared<const torch::Tensor>(tensor.detach().to(torch::kFloat).contiguous());
    return Tensor::view(DType::Float32, plain->sizes().vec(), plain, plain->data_ptr<float>());
}

} // namespace vsq
