// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/weights/namedweights.h"

#include "core/base/transpose.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace vsq {

namespace {

constexpr std::size_t kMostListed = 40;
constexpr std::int64_t kThirds = 3; // query, key and value in one matrix

/// [rows, columns] to [columns, rows].
Tensor transposedOf(const Tensor &matrix)
{
    const std::int64_t rows = matrix.dim(0);
    const std::int64_t columns = matrix.dim(1);
    Tensor result = Tensor::uninitialized(DType::Float32, {columns, rows});
    transposeBlock(matrix.values<float>().data(), columns, rows, columns, result.mutableValues<float>().data(), rows);
    return result;
}

/// Rows of one of query, key and value.
Tensor thirdOf(const Tensor &tensor, int which)
{
    Shape shape = tensor.shape();
    shape[0] /= kThirds;
    const std::size_t bytes = tensor.byteSize() / static_cast<std::size_t>(kThirds);
    const auto owner = std::make_shared<const Tensor>(tensor);
    const char *data = static_cast<const char *>(owner->bytes()) + bytes * static_cast<std::size_t>(which);
    return Tensor::view(tensor.dtype(), std::move(shape), owner, data);
}

} // namespace

std::string listed(const std::vector<std::string> &names, std::size_t most)
{
    std::string text;
    for (std::size_t i = 0; i < std::min(names.size(), most); ++i) {
        text += (i == 0 ? "" : ", ") + ("'" + names[i] + "'");
    }
    return names.size() > most ? text + " and " + std::to_string(names.size() - most) + " more" : text;
}

NamedWeights::NamedWeights(std::map<std::string, Tensor> tensors, std::string prefix, std::function<void()> copied)
    : m_tensors(std::move(tensors)), m_prefix(std::move(prefix)), m_copied(std::move(copied))
{
}

std::string NamedWeights::keyOf(std::string_view name) const
{
    const std::string prefixed = m_prefix + std::string(name);
    return m_tensors.contains(prefixed) ? prefixed : std::string(name);
}

const Tensor *NamedWeights::find(std::string_view name) const
{
    const auto found = m_tensors.find(keyOf(name));
    return found == m_tensors.end() ? nullptr : &found->second;
}

std::int64_t NamedWeights::countOf(std::string_view stem) const
{
    std::int64_t count = 0;
    for (const std::string &each : {m_prefix + std::string(stem), std::string(stem)}) {
        const auto has = [&](std::int64_t number) {
            const std::string part = each + std::to_string(number) + ".";
            const auto found = m_tensors.lower_bound(part);
            return found != m_tensors.end() && found->first.starts_with(part);
        };
        while (has(count)) {
            ++count;
        }
    }
    return count;
}

Tensor NamedWeights::take(const std::string &name, const Shape &shape, bool transposed, int third)
{
    const std::string key = keyOf(name);
    const auto found = m_tensors.find(key);
    Shape expected = transposed ? Shape{shape[1], shape[0]} : shape;
    if (third >= 0) {
        expected[0] *= kThirds;
    }
    if (found == m_tensors.end()) {
        m_missing.push_back(name);
        return Tensor::uninitialized(DType::Float32, shape);
    }
    m_taken.insert(key);
    Tensor &tensor = found->second;
    if (!isFloating(tensor.dtype())) {
        m_wrong.push_back("'" + key + "' is " + std::string(nameOf(tensor.dtype())) + " instead of a floating type");
        return Tensor::uninitialized(DType::Float32, shape);
    }
    if (tensor.shape() != expected) {
        m_wrong.push_back("'" + key + "' has shape " + toString(tensor.shape()) + " instead of " + toString(expected));
        return Tensor::uninitialized(DType::Float32, shape);
    }
    if (third >= 0) { // the tensor stays: two others are to be taken from it
        const Tensor part = thirdOf(tensor, third).toFloat();
        return transposed ? transposedOf(part) : part;
    }
    if (!transposed && tensor.dtype() == DType::Float32) {
        return tensor;
    }
    const Tensor original = std::exchange(tensor, Tensor()); // two copies of a large network are more than a machine may have
    Tensor result = transposed ? transposedOf(original.toFloat()) : original.toFloat();
    if (m_copied) {
        m_copied();
    }
    return result;
}

std::vector<std::string> NamedWeights::unused() const
{
    std::vector<std::string> names;
    for (const auto &[name, tensor] : m_tensors) {
        if (!m_taken.contains(name)) {
            names.push_back(name);
        }
    }
    return names;
}

std::string NamedWeights::troubles() const
{
    std::string text = m_missing.empty() ? std::string() : "missing " + listed(m_missing);
    for (std::size_t i = 0; i < std::min(m_wrong.size(), kMostListed); ++i) {
        text += (text.empty() ? "" : "; ") + m_wrong[i];
    }
    return m_wrong.size() > kMostListed ? text + " and " + std::to_string(m_wrong.size() - kMostListed) + " more" : text;
}

} // namespace vsq
