// SPDX-License-Identifier: GPL-3.0-or-later
// Tensors by name, handed out one by one to a network's builder; what does not fit is collected and said together.
#pragma once

#include "core/tensor/tensor.h"

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace vsq {

class NamedWeights {
public:
    /// prefix: what some of the names begin with ("bert."), tried before the plain name; the tensors are only copied where they
    /// change. copied: called when a tensor has been copied into another form, so that whoever holds the file can give the memory
    /// of what was read back.
    NamedWeights(std::map<std::string, Tensor> tensors, std::string prefix, std::function<void()> copied = {});

    /// The tensor with or without the prefix; null where there is none.
    [[nodiscard]] const Tensor *find(std::string_view name) const;
    /// The tensor as float32 of this shape, once for each name; transposed: the file has the matrix [columns, rows]. Where the
    /// file has none of that name, shape or kind, the trouble is noted and a tensor of any content returned.
    /// third: the name's tensor holds query, key and value one after the other, of which one is wanted; -1: all of it.
    Tensor take(const std::string &name, const Shape &shape, bool transposed, int third = -1);

    /// Numbers n of names that begin with "STEMn.", from 0 on: how often a part of the network is there.
    [[nodiscard]] std::int64_t countOf(std::string_view stem) const;
    /// How many names were taken, and which were asked for and not there.
    [[nodiscard]] std::size_t takenCount() const { return m_taken.size(); }
    [[nodiscard]] const std::vector<std::string> &missing() const { return m_missing; }
    /// Names that nobody took, with their prefix.
    [[nodiscard]] std::vector<std::string> unused() const;
    /// "missing 'a'; 'b' has shape [1] instead of [2]" of what take() noted; empty where all was well.
    [[nodiscard]] std::string troubles() const;

private:
    [[nodiscard]] std::string keyOf(std::string_view name) const;

    std::map<std::string, Tensor> m_tensors;
    std::string m_prefix;
    std::function<void()> m_copied;
    std::set<std::string> m_taken;
    std::vector<std::string> m_missing;
    std::vector<std::string> m_wrong;
};

/// "'a', 'b' and 7 more": the first names.
std::string listed(const std::vector<std::string> &names, std::size_t most = 40);

} // namespace vsq
