// SPDX-License-Identifier: GPL-3.0-or-later
// Rewrites a network for inference: the same function, fewer operators, as the chip would be given it.
#pragma once

#include "core/base/job.h"
#include "core/network/graph.h"

namespace vsq {

/// All passes below, in their order. Values that disappear are no longer in graph.values; outputs keep their names.
/// Cancelled.
Graph foldForInference(Graph graph, const JobContext &job = {});

/// Computes nodes whose inputs are all constants, and integers that follow from known shapes; graph.values has what is known of
/// the others then. Throws Error naming file and node for constants that contradict each other or grow beyond all measure.
void foldConstants(Graph &graph, const JobContext &job = {});
/// Takes out Identity and Dropout.
void removeIdentities(Graph &graph);
/// Multiplies BatchNormalization into the Conv or Gemm before it, where nothing else uses that one's result:
/// w' = w * scale / sqrt(variance + epsilon), b' = (b - mean) * scale / sqrt(variance + epsilon) + bias.
void foldBatchNorms(Graph &graph);
/// Exporters' five to eight nodes of GELU (erf and tanh forms, arXiv 1606.08415) become one Gelu.
void recognizeGelu(Graph &graph);
/// Exporters' nine nodes of layer normalization become one LayerNormalization.
void recognizeLayerNorm(Graph &graph);
/// Takes out nodes and constants that no output depends on.
void removeUnused(Graph &graph);

} // namespace vsq
