// SPDX-License-Identifier: GPL-3.0-or-later
// A network whose forward run is timed, and the bare matrix products that it contains.
#pragma once

#include "core/reference/executor.h"

#include <memory>
#include <string>
#include <vector>

namespace vsq::bench {

/// Folded for inference, with inputs of one run.
struct ForwardCase {
    std::string name;
    std::shared_ptr<const Graph> graph;
    TensorMap inputs;
};

/// BERT-Base at 128 tokens and ResNet-50 at 224 x 224, weights from seed 1 (as vsq make-model writes them), one item;
/// the bundled samples, as many items as an evaluation takes at a time. Made when first asked for: name is one of
/// forwardNames().
std::shared_ptr<const ForwardCase> forwardCase(const std::string &name);
std::vector<std::string> forwardNames();

/// Every product of a run, operands copied and ready as Eigen takes them: convolutions are the matrices of im2col.
class BareProducts {
public:
    explicit BareProducts(const ForwardCase &of);
    ~BareProducts();
    BareProducts(const BareProducts &) = delete;
    BareProducts &operator=(const BareProducts &) = delete;

    /// All of them, nothing else, on the threads of the calling arena: a node's single product is cut along its longer
    /// side, several (heads, groups) run side by side.
    void run();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace vsq::bench
