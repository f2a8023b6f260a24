// SPDX-License-Identifier: GPL-3.0-or-later
// All operators that are supported, one entry each: reading, shape inference, folding, lowering, execution and the printed list
// ask this table. One file of core/network/operators holds a family's entries with their shape rules.
#pragma once

#include "core/network/graph.h"
#include "core/network/operators/operatorspec.h"

#include <unordered_map>

namespace vsq {

class OperatorTable {
public:
    void add(OperatorSpec spec);
    /// The node's entry; null where the operator is not supported.
    [[nodiscard]] const OperatorSpec *find(const Node &node) const { return find(node.domain, node.op); }
    [[nodiscard]] const OperatorSpec *find(std::string_view domain, std::string_view name) const;
    /// By domain and name.
    [[nodiscard]] std::vector<const OperatorSpec *> all() const;

private:
    std::unordered_map<std::string, OperatorSpec> m_specs;
};

const OperatorTable &operatorTable();

/// The domain of ONNX Runtime's own operators.
inline constexpr std::string_view kMicrosoft = "com.microsoft";
/// "Conv", "com.microsoft.Gelu": as messages and lists name an operator.
std::string fullName(std::string_view domain, std::string_view name);

// The families.
void addUnary(OperatorTable &table);
void addBinary(OperatorTable &table);
void addProducts(OperatorTable &table);
void addDeformable(OperatorTable &table);
void addPooling(OperatorTable &table);
void addNormalization(OperatorTable &table);
void addShaping(OperatorTable &table);
void addMovement(OperatorTable &table);
void addIndexing(OperatorTable &table);
void addReduction(OperatorTable &table);
void addResize(OperatorTable &table);
void addRecurrent(OperatorTable &table);
void addQuantization(OperatorTable &table);
void addDetection(OperatorTable &table);
void addSignal(OperatorTable &table);
void addContributed(OperatorTable &table);
void addIntegerProducts(OperatorTable &table);
void addLinearQuantized(OperatorTable &table);
void addWeightOnly(OperatorTable &table);
void addTrainedQuantizers(OperatorTable &table);
void addFusedProducts(OperatorTable &table);
void addFusedNormalization(OperatorTable &table);
void addAttention(OperatorTable &table);
void addOnnxAttention(OperatorTable &table);
void addGroupedAttention(OperatorTable &table);
void addRotation(OperatorTable &table);
void addControl(OperatorTable &table);

} // namespace vsq
