// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/operators/operatortable.h"

#include <algorithm>

namespace vsq {

std::string fullName(std::string_view domain, std::string_view name)
{
    return domain.empty() ? std::string(name) : std::string(domain) + "." + std::string(name);
}

void OperatorTable::add(OperatorSpec spec)
{
    std::string key = fullName(spec.domain, spec.name);
    m_specs.emplace(std::move(key), std::move(spec));
}

const OperatorSpec *OperatorTable::find(std::string_view domain, std::string_view name) const
{
    const auto found = m_specs.find(fullName(domain, name));
    return found == m_specs.end() ? nullptr : &found->second;
}

std::vector<const OperatorSpec *> OperatorTable::all() const
{
    std::vector<const OperatorSpec *> specs;
    specs.reserve(m_specs.size());
    for (const auto &[key, spec] : m_specs) {
        specs.push_back(&spec);
    }
    std::sort(specs.begin(), specs.end(), [](const OperatorSpec *a, const OperatorSpec *b) {
        return std::pair(a->domain, a->name) < std::pair(b->domain, b->name);
    });
    return specs;
}

const OperatorTable &operatorTable()
{
    static const OperatorTable table = [] {
        OperatorTable all;
        for (const auto add : {addUnary,
                               addBinary,
                               addProducts,
                               addDeformable,
                               addPooling,
                               addNormalization,
                               addShaping,
                               addMovement,
                               addIndexing,
                               addReduction,
                               addResize,
                               addRecurrent,
                               addQuantization,
                               addDetection,
                               addSignal,
                               addContributed,
                               addIntegerProducts,
                               addLinearQuantized,
                               addWeightOnly,
                               addTrainedQuantizers,
                               addFusedProducts,
                               addFusedNormalization,
                               addAttention,
                               addOnnxAttention,
                               addGroupedAttention,
                               addRotation,
                               addControl}) {
            add(all);
        }
        return all;
    }();
    return table;
}

} // namespace vsq
