// SPDX-License-Identifier: GPL-3.0-or-later
// What the operators that are a whole attention are expanded into: softmax(scale Q K^T + mask) V, in elementary operators, so
// that its products are products like any other.
#pragma once

#include "core/network/operators/expansion.h"

#include <array>

namespace vsq {

/// [B, S, heads * size] or [B, S, heads, size] as [B, heads, S, size]. bias: [heads * size], may be empty.
std::string splitHeads(Expansion &e, const std::string &x, std::int64_t heads, std::int64_t size, const std::string &bias = {});
/// [B, heads, S, size] as [B, S, heads * size].
std::string joinHeads(Expansion &e, const std::string &x, std::int64_t heads, std::int64_t size);
/// [B, heads, T, size] with each head `times` times, side by side.
std::string repeatHeads(Expansion &e, const std::string &x, std::int64_t heads, std::int64_t times, std::int64_t size);

struct AttentionParts {
    std::string q;                         ///< [B, N, S, h]
    std::string k;                         ///< [B, N, T, h]
    std::string v;                         ///< [B, N, T, h']
    float scale = 0.0F;                    ///< of the scores
    std::vector<std::string> addends = {}; ///< to the scores: each broadcasts to [B, N, S, T]
    std::vector<std::string> hidden = {};  ///< bool, broadcast to [B, N, S, T]: true where nothing is to be seen
    std::string sinks = {}; ///< [N]: a score of each head beside its keys' that takes its share and gives nothing; may be empty
    float softcap = 0.0F;   ///< c: scores become c tanh(scores / c); 0: they stay
    float hiddenScore = -3.402823466e38F;
    bool seesNothingAsZero = false; ///< a query from which all is hidden gives zeros; else the mean of all values
};

struct AttentionResult {
    std::string context; ///< [B, N, S, h']
    std::string scaled;  ///< scores
    std::string capped;
    std::string masked;
    std::string probabilities;
};

AttentionResult attend(Expansion &e, const AttentionParts &parts);

/// Numbers [0, T) of the keys as [1, T], int64.
std::string keyNumbers(Expansion &e, const std::string &k);
/// Numbers of the queries among the keys as [S, 1]. offset: of the first one, a scalar value; empty: T - S.
std::string queryNumbers(Expansion &e, const std::string &q, const std::string &k, const std::string &offset);
/// Bool [S, T]: key t lies behind query s, which is number s + offset. offset: a scalar value; empty: T - S.
std::string behindQuery(Expansion &e, const std::string &q, const std::string &k, const std::string &offset = {});
/// Bool [S, T] too: key t lies more than `window` keys before the query.
std::string beyondWindow(Expansion &e, const std::string &q, const std::string &k, std::int64_t window);

/// ONNX Runtime's masks of int32 at the input: [B] lengths, [2 B] ends and starts, [B, T], [B, S, T] or [B, 1, M, M] of 0 and 1.
/// Float, broadcasts to [B, N, S, T]: the filter's value where a key is hidden. batch: of the network's first input.
std::string maskAddend(Expansion &e, std::size_t input, float filter, const std::string &q, const std::string &k);

/// com.microsoft.Attention and QAttention behind their projection.
struct ProjectedAttention {
    std::string projected;             ///< [B, S, sum of sizes]
    std::array<std::int64_t, 3> sizes; ///< of Q, K, V
    std::size_t mask = 0;              ///< inputs
    std::size_t past = 0;
    std::size_t bias = 0; ///< added to the scores; 0: there is no such input
};
void attendProjected(Expansion &e, const ProjectedAttention &attention);

} // namespace vsq
