// SPDX-License-Identifier: GPL-3.0-or-later
// A network file made ready for the chip: read, checked, folded for inference, its matrix products listed.
#pragma once

#include "core/base/job.h"
#include "core/network/lowering.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace vsq {

struct LoadedNetwork {
    std::shared_ptr<const Graph> file;  ///< as it was written (tensors are shared with `graph`, not copied)
    std::shared_ptr<const Graph> graph; ///< batch norms folded, constants computed
    std::vector<Layer> layers;          ///< of `graph`
    std::vector<std::string> notes;     ///< what the user should know of the file, one sentence each
};

enum class Weights : std::uint8_t { MustBeFinite, MayBeAnything };

struct LoadOptions {
    LoadOptions(Weights finite = Weights::MustBeFinite) : weights(finite) {} // implicit: the usual one to set

    Weights weights;
    std::map<std::string, Shape> shapes; ///< of inputs, by name: binds dimensions that the file leaves open
    std::string architecture;            ///< of a file of weights alone; empty: found by the tensors' names
    std::string externalData;            ///< folder that an ONNX file's weights may lie in besides its own
};

/// ONNX, or weights of a known architecture (.safetensors, .npz). Throws Error as readOnnx(), readArchitecture(),
/// withInputShapes() and checkFinite() do, for operators that are not supported, and for tables of sizes, which have no
/// weights; Cancelled.
LoadedNetwork loadNetwork(const std::string &path, const LoadOptions &options = {}, const JobContext &job = {});

/// lower(), and where shapes follow from values (exporters' Shape-Slice-Concat chains) once more with the shapes that one
/// execution on zeros shows.
std::vector<Layer> listLayers(const std::shared_ptr<const Graph> &graph, const JobContext &job = {});

} // namespace vsq
