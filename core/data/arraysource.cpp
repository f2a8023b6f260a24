// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/arraysource.h"

#include "core/tensor/floatrange.h"
#include "core/tensor/npz.h"

#include <algorithm>
#include <cmath>

namespace vsq {

namespace {

template <typename T>
void requireNumbersOf(const Tensor &tensor, const std::string &file, const std::string &array)
{
    const auto values = tensor.values<T>();
    const auto bad = std::find_if(values.begin(), values.end(), [](T x) { return std::isnan(x); });
    if (bad != values.end()) {
        throw Error({.file = file, .item = "array '" + array + "'"}, "values", "numbers",
                    "NaN" + atPosition(tensor.shape(), static_cast<std::size_t>(bad - values.begin())));
    }
}

} // namespace

ArraySources arraysOfNpz(const std::string &path)
{
    const auto file = std::make_shared<const NpzFile>(path);
    ArraySources arrays;
    for (const NpzFile::Entry &entry : file->entries()) {
        arrays.emplace(entry.name, ArraySource{.type = entry.header.type,
                                               .shape = entry.header.shape,
                                               .read = [file, &entry](std::int64_t items) { return file->read(entry, items); }});
    }
    return arrays;
}

void requireNumbers(const Tensor &tensor, const std::string &file, const std::string &array)
{
    switch (tensor.dtype()) {
    case DType::Float32: requireNumbersOf<float>(tensor, file, array); break;
    case DType::Float64: requireNumbersOf<double>(tensor, file, array); break;
    case DType::Float16:
    case DType::BFloat16: requireNumbersOf<float>(tensor.toFloat(), file, array); break;
    default: break;
    }
}

} // namespace vsq
