// SPDX-License-Identifier: GPL-3.0-or-later
// Where onnx.proto puts what is read and written without protobuf, and protobuf's wire types.
#pragma once

#include <cstdint>

namespace vsq {

inline constexpr std::uint64_t kModelGraph = 7;
inline constexpr std::uint64_t kGraphNode = 1;
inline constexpr std::uint64_t kGraphInitializer = 5;
inline constexpr std::uint64_t kNodeAttribute = 5;
inline constexpr std::uint64_t kAttributeTensor = 5;
inline constexpr std::uint64_t kAttributeGraph = 6;
inline constexpr std::uint64_t kAttributeGraphs = 11;
inline constexpr std::uint64_t kTensorRawData = 9;
inline constexpr std::uint64_t kTensorDocString = 12;

inline constexpr std::uint64_t kVarint = 0;
inline constexpr std::uint64_t kFixed64 = 1;
inline constexpr std::uint64_t kDelimited = 2;
inline constexpr std::uint64_t kFixed32 = 5;

} // namespace vsq
