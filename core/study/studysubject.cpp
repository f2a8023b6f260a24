// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/studysubject.h"

#include "core/base/hash.h"
#include "core/tensor/shape.h"

namespace vsq {

std::vector<SubjectField> fieldsOf(const StudySubject &subject)
{
    const std::string scales = subject.scales.empty() ? "none" : hashOf(subject.scales.data(), subject.scales.size());
    return {{"model_hash", "network", subject.modelHash, false, subject.isModel},
            {"data_hash", "data set", subject.dataHash},
            {"items", "number of items", std::to_string(subject.items)},
            {"chip", "chip configuration", subject.chip},
            {"scales", "set of static scales", scales},
            {"fidelity", "fidelity", subject.fidelity},
            {"shapes", "set of input shapes", subject.shapes},
            {"model", "path of the network", subject.model, true},
            {"data", "path of the data", subject.data, true}};
}

std::string shapesOf(const Graph &graph)
{
    std::string text;
    for (const ValueInfo &input : graph.inputs) {
        text += (text.empty() ? "" : " ") + input.name + toString(input.shape);
    }
    return text;
}

} // namespace vsq
