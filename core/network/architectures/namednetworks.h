// SPDX-License-Identifier: GPL-3.0-or-later
// The networks of the publication's measurements as lists of matrix products: exact shapes, no weights.
//
// Transformers are counted as published (JSSC Table IV): the encoder's products alone, no embedding, pooler or classifier
// (DeiT-Small 4.54, DeiT-Base 17.45 GMACs). ResNet-50 is v1.5 (stride on the 3x3) with its classifier.
#pragma once

#include "core/network/lowering.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vsq {

struct NamedNetwork {
    std::string name;          ///< "BERT-Base"
    std::optional<int> tokens; ///< empty for convolutional networks
    std::vector<Layer> layers; ///< in order of execution; alike blocks of a transformer are one entry with their count

    [[nodiscard]] std::int64_t macs() const;
    /// Throws Error for a layer that the network does not have.
    [[nodiscard]] const Layer &layer(std::string_view layerName) const;
};

/// The seven: BERT-Base and BERT-Large at 128 and 384 tokens, DeiT-Small and DeiT-Base at 197, ResNet-50.
const std::vector<NamedNetwork> &namedNetworks();
/// By name and tokens, the tokens left out where the network has only one length. Throws Error for another.
const NamedNetwork &namedNetwork(std::string_view name, std::optional<int> tokens = {});

} // namespace vsq
