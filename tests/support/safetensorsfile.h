// SPDX-License-Identifier: GPL-3.0-or-later
// Writes safetensors files, right or wrong ones, for tests.
#pragma once

#include "core/base/atomicfile.h"
#include "core/tensor/tensor.h"

#include <nlohmann/json.hpp>

#include <map>
#include <string>

namespace vsq::test {

inline const char *safetensorsType(DType type)
{
    switch (type) {
    case DType::Float32: return "F32";
    case DType::Float64: return "F64";
    case DType::Float16: return "F16";
    case DType::BFloat16: return "BF16";
    case DType::Int64: return "I64";
    case DType::Int32: return "I32";
    case DType::Int16: return "I16";
    case DType::Int8: return "I8";
    case DType::UInt64: return "U64";
    case DType::UInt32: return "U32";
    case DType::UInt16: return "U16";
    case DType::UInt8: return "U8";
    case DType::Bool: break;
    }
    return "BOOL";
}

/// Header length, header, data.
inline void writeSafetensorsParts(const std::string &path, const std::string &header, const std::string &data)
{
    std::string bytes;
    for (unsigned shift = 0; shift < 64; shift += 8) {
        bytes += static_cast<char>(header.size() >> shift & 0xFFU);
    }
    writeFileAtomically(path, bytes + header + data);
}

/// padding: spaces behind the header, which move the data.
inline void writeSafetensors(const std::string &path, const std::map<std::string, Tensor> &tensors, std::size_t padding = 0)
{
    nlohmann::json header;
    header["__metadata__"] = {{"format", "pt"}};
    std::string data;
    for (const auto &[name, tensor] : tensors) {
        const std::size_t begin = data.size();
        data.append(static_cast<const char *>(tensor.bytes()), tensor.byteSize());
        header[name] = {
            {"dtype", safetensorsType(tensor.dtype())}, {"shape", tensor.shape()}, {"data_offsets", {begin, data.size()}}};
    }
    writeSafetensorsParts(path, header.dump() + std::string(padding, ' '), data);
}

} // namespace vsq::test
