// SPDX-License-Identifier: GPL-3.0-or-later
// Networks given as tables of layer sizes, without weights: they can be listed, planned and costed, not run.
#pragma once

#include "core/network/architectures/namednetworks.h"

#include <string>
#include <string_view>
#include <vector>

namespace vsq {

struct ShapeList {
    std::vector<Layer> layers;         ///< each read by the next, the last one's result leaving for the host
    std::vector<std::string> warnings; ///< what the table cannot say and its numbers therefore lack, one sentence each
};

/// Whether a path is that of such a table: it ends in .csv.
bool isShapeList(std::string_view path);

/// Two kinds of table, told apart by their first line.
/// "name,M,N,K" (and a fifth column "count" if there is one): A is [M,K], the weights, B is [N,K].
/// "Layer,M,N,K" is SCALE-Sim's (Samajdar et al., arXiv 1811.02883; scalesim/topology_utils.py): there M counts rows of
/// activations and N filters, so that its N is the layer's m and its M the layer's n.
/// SCALE-Sim's convolutions: name, IFMAP height, width, filter height, width, channels, filters, stride and, if there is one,
/// the stride along the width. Layers with "DP" in their name are depthwise: each channel is a product of its own. The format
/// has no padding: outputs are floor((image - filter) / stride) + 1, and a warning says so where the next layer's image shows
/// that padding was meant.
/// Further columns, blank lines and lines of empty cells are passed over; what looks like a space around a cell is one. Throws
/// Error naming the file, the line and the column.
ShapeList readShapeList(const std::string &path);

/// Layers as a workload: those on the chip.
NamedNetwork workloadOf(const std::string &name, const std::vector<Layer> &layers);

} // namespace vsq
