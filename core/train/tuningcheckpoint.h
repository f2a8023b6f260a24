// SPDX-License-Identifier: GPL-3.0-or-later
// Where a fine-tuning stands, in a file: whoever goes on from it comes to the same bits as whoever never stopped.
#pragma once

#include "core/base/json.h"
#include "core/tensor/tensormap.h"

#include <optional>
#include <string>

namespace vsq {

struct TuningCheckpoint {
    std::string network; ///< identityOf() what is fine-tuned
    Json settings;       ///< everything that the result depends on
    Json state;          ///< place, losses, scales: the fine-tuner's own
    TensorMap weights;   ///< by parameter
    TensorMap average;   ///< over the steps; may be empty
    TensorMap best;
    TensorMap first; ///< the optimiser's
    TensorMap second;
};

/// Written whole or not at all, as an .npz file. Throws Error naming the file where it cannot be.
void writeCheckpoint(const std::string &path, const TuningCheckpoint &checkpoint);

/// Nothing where there is no such file. Throws Error naming the file, expected and found: no checkpoint, one of another version,
/// of another network, or of other settings (the first that differs), or whose tensors are not those of the parameters.
std::optional<TuningCheckpoint> readCheckpoint(const std::string &path, const std::string &network, const Json &settings,
                                               const TensorMap &parameters);

} // namespace vsq
