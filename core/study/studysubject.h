// SPDX-License-Identifier: GPL-3.0-or-later
// What a study's results were measured on; results of other subjects do not belong in the same file.
#pragma once

#include "core/network/graph.h"
#include "core/network/identity.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace vsq {

struct StudySubject {
    std::string model;     ///< path, for people
    std::string modelHash; ///< identityOf() it
    std::string data;      ///< path, for people
    std::string dataHash;  ///< hashOfData() of its items
    std::int64_t items = 0;
    std::string chip;     ///< toJson(ChipConfig)
    std::string scales;   ///< toJson(ActivationScales); empty: from the data
    std::string fidelity; ///< as asked for; empty: the default of each format
    std::string shapes{}; ///< of the network's inputs, what was bound included; empty: those of the file
    /// Whether another hash, as earlier versions wrote it, is this network's too; empty: none is.
    std::function<SameNetwork(const std::string &hash)> isModel{};
};

/// One field of a subject as a study keeps it.
struct SubjectField {
    const char *key = "";
    const char *shown = ""; ///< "study of another network"
    std::string value;
    bool isPath = false;                                              ///< for people only: may differ
    std::function<SameNetwork(const std::string &present)> accepts{}; ///< another value that means the same; empty: none does
};
std::vector<SubjectField> fieldsOf(const StudySubject &subject);

/// "image[-1,1,28,28] mask[-1,28]": a network whose open dimensions are bound otherwise computes something else.
std::string shapesOf(const Graph &graph);

} // namespace vsq
