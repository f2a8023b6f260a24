// SPDX-License-Identifier: GPL-3.0-or-later
// The results of a sweep in an SQLite file: each is there as soon as it is known, and an interrupted sweep goes on.
#pragma once

#include "core/network/identity.h"
#include "core/study/evaluation.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace vsq {

/// What a study's results were measured on; results of other subjects do not belong in the same file.
struct StudySubject {
    std::string model;     ///< path, for people
    std::string modelHash; ///< identityOf() it
    std::string data;      ///< path, for people
    std::string dataHash;  ///< of items and labels
    std::int64_t items = 0;
    std::string chip;     ///< toJson(ChipConfig)
    std::string scales;   ///< toJson(ActivationScales); empty: from the data
    std::string fidelity; ///< as asked for; empty: the default of each format
    std::string shapes{}; ///< of the network's inputs, what was bound included; empty: those of the file
    /// Whether another hash, as earlier versions wrote it, is this network's too; empty: none is.
    std::function<SameNetwork(const std::string &hash)> isModel{};
};

class StudyStore {
public:
    /// Opens or makes the file. Throws Error when it cannot be opened, is no study, or holds that of another subject
    /// (naming what differs).
    StudyStore(const std::string &path, const StudySubject &subject);
    ~StudyStore();
    StudyStore(const StudyStore &) = delete;
    StudyStore &operator=(const StudyStore &) = delete;

    [[nodiscard]] std::optional<Accuracy> fp32() const;
    void setFp32(const Accuracy &accuracy);

    [[nodiscard]] bool contains(const NumberFormat &format) const;
    void add(const Evaluation &evaluation);
    /// In the order in which they were found.
    [[nodiscard]] std::vector<Evaluation> evaluations() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace vsq
