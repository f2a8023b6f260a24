// SPDX-License-Identifier: GPL-3.0-or-later
// Kinds of networks that are built from weights alone, under the names of those who published them.
#pragma once

#include "core/network/graph.h"
#include "core/network/weights/namedweights.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace vsq {

/// What is known of a network besides its weights.
struct WeightsContext {
    std::map<std::string, Shape> shapes; ///< of inputs
    std::int64_t configuredWidth = 0;    ///< hidden_size of a config.json beside the weights; 0: there is none
    std::int64_t configuredHeads = 0;    ///< its num_attention_heads
};

struct Family {
    std::string title;                  ///< "BERT (Hugging Face's names)"
    std::vector<std::string> prefixes;  ///< what some of the names may begin with
    std::string mark;                   ///< a tensor that only this family has
    std::vector<std::string> tolerated; ///< pieces of names that are of no use here
    /// Sizes from the weights where published is empty, else those of that name. Names the graph after the published network
    /// that has its sizes. Adds to notes what had to be assumed.
    std::function<Graph(NamedWeights &, const std::string &published, const WeightsContext &, std::vector<std::string> &notes)>
        build;
    std::vector<std::string> published; ///< names of networks that it may be
};

const std::vector<Family> &families();

} // namespace vsq
