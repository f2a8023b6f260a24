// SPDX-License-Identifier: GPL-3.0-or-later
// A network file made ready for the chip: read, checked, folded for inference, its matrix products listed.
#pragma once

#include "core/base/job.h"
#include "core/network/lowering.h"

#include <memory>
#include <string>

namespace vsq {

struct LoadedNetwork {
    std::shared_ptr<const Graph> file;  ///< as it was written (tensors are shared with `graph`, not copied)
    std::shared_ptr<const Graph> graph; ///< batch norms folded, constants computed
    std::vector<Layer> layers;          ///< of `graph`
};

enum class Weights : std::uint8_t { MustBeFinite, MayBeAnything };

/// Throws Error as readOnnx() and checkFinite() do; Cancelled.
LoadedNetwork loadNetwork(const std::string &path, Weights weights = Weights::MustBeFinite, const JobContext &job = {});

/// lower(), and where shapes follow from values (exporters' Shape-Slice-Concat chains) once more with the shapes that one
/// execution on zeros shows.
std::vector<Layer> listLayers(const std::shared_ptr<const Graph> &graph);

} // namespace vsq
