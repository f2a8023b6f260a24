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

std::string hashOfData(const Dataset &data)
{
    std::string hash = hashOf(data.labels.data(), data.labels.size() * sizeof(std::int64_t));
    hash = hashOf(data.targets.data(), data.targets.size() * sizeof(double), hash);
    for (std::int64_t i = 0; i < data.size(); ++i) {
        for (const Tensor &input : data.batch(i, i + 1)) {
            hash = hashOf(input.bytes(), input.byteSize(), hash);
        }
    }
    return hash;
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
