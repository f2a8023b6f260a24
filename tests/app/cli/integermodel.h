// SPDX-License-Identifier: GPL-3.0-or-later
// The accelerator's integers, written anew from the specification for the tests: no code of the program is used.
#pragma once

#include <algorithm>
#include <cfenv>
#include <cmath>
#include <cstdint>
#include <vector>

namespace vsq::test {

struct ModelOperand {
    std::vector<int> codes;   ///< [rows, K]
    std::vector<int> scales;  ///< [rows, vectors]; vsq only
    std::vector<float> gamma; ///< [rows] or [1]
};

struct ModelResult {
    ModelOperand a;
    ModelOperand b;
    std::vector<std::int64_t> sums; ///< [M, N]
    std::vector<float> result;      ///< [M, N]
    std::int64_t saturations = 0;
};

/// "vsq", "int4", "int8": sections 4 and 5 of the specification with all assumptions at their defaults.
class IntegerModel {
public:
    IntegerModel(bool vsq, int bits) : m_vsq(vsq), m_largest((1 << (bits - 1)) - 1), m_vector(bits == 8 ? 32 : 64) {}

    ModelResult multiply(const std::vector<float> &a, std::size_t m, const std::vector<float> &b, std::size_t n,
                         std::size_t k) const
    {
        ModelResult r;
        r.a = quantize(a, m, k, true);
        r.b = quantize(b, n, k, false);
        const std::size_t vectors = (k + m_vector - 1) / m_vector;
        for (std::size_t i = 0; i < m; ++i) {
            for (std::size_t j = 0; j < n; ++j) {
                std::int64_t sum = 0;
                for (std::size_t v = 0; v < vectors; ++v) {
                    std::int64_t term = 0;
                    for (std::size_t e = v * m_vector; e < std::min(k, (v + 1) * m_vector); ++e) {
                        term += r.a.codes[i * k + e] * r.b.codes[j * k + e];
                    }
                    if (m_vsq) {
                        term *= (r.a.scales[i * vectors + v] * r.b.scales[j * vectors + v] + 128) >> 8;
                    }
                    sum += term;
                    const std::int64_t clamped = std::clamp<std::int64_t>(sum, -8388608, 8388607);
                    r.saturations += clamped != sum ? 1 : 0;
                    sum = clamped;
                }
                r.sums.push_back(sum);
                const float unit = m_vsq ? 256.0F : 1.0F;
                r.result.push_back(static_cast<float>(sum) * unit * r.a.gamma[i] * r.b.gamma[0]);
            }
        }
        return r;
    }

    /// perRow: a gamma for each row (weights), else one for all.
    ModelOperand quantize(const std::vector<float> &x, std::size_t rows, std::size_t k, bool perRow) const
    {
        const std::size_t vector = m_vsq ? m_vector : k;
        const std::size_t vectors = (k + vector - 1) / vector;
        std::vector<float> s(rows * vectors, 0.0F);
        for (std::size_t r = 0; r < rows; ++r) {
            for (std::size_t e = 0; e < k; ++e) {
                float &largest = s[r * vectors + e / vector];
                largest = std::max(largest, std::abs(x[r * k + e]));
            }
        }
        for (float &value : s) {
            value = value / static_cast<float>(m_largest);
        }
        ModelOperand q;
        for (std::size_t r = 0; r < (perRow ? rows : 1); ++r) {
            const auto begin = s.begin() + static_cast<std::ptrdiff_t>(perRow ? r * vectors : 0);
            const auto end = perRow ? begin + static_cast<std::ptrdiff_t>(vectors) : s.end();
            const float largest = *std::max_element(begin, end);
            q.gamma.push_back(m_vsq ? largest / 255.0F : largest);
        }
        for (std::size_t r = 0; r < rows; ++r) {
            const float gamma = q.gamma[perRow ? r : 0];
            for (std::size_t v = 0; m_vsq && v < vectors; ++v) {
                const float ratio = gamma == 0.0F ? 0.0F : roundEven(s[r * vectors + v] / gamma);
                q.scales.push_back(static_cast<int>(std::clamp(ratio, 0.0F, 255.0F)));
            }
            for (std::size_t e = 0; e < k; ++e) {
                q.codes.push_back(codeOf(x[r * k + e], m_vsq ? s[r * vectors + e / vector] : gamma));
            }
        }
        return q;
    }

    /// What vsq's codes of one operand stand for.
    std::vector<float> values(const ModelOperand &q, std::size_t k) const
    {
        const std::size_t vectors = (k + m_vector - 1) / m_vector;
        std::vector<float> x;
        for (std::size_t i = 0; i < q.codes.size(); ++i) {
            const int integer = q.codes[i] * q.scales[i / k * vectors + i % k / m_vector];
            x.push_back(static_cast<float>(integer) * q.gamma[q.gamma.size() == 1 ? 0 : i / k]);
        }
        return x;
    }

private:
    static float roundEven(float x)
    {
        std::fesetround(FE_TONEAREST);
        return std::nearbyint(x);
    }

    int codeOf(float x, float scale) const
    {
        if (scale == 0.0F) {
            return 0;
        }
        return static_cast<int>(std::clamp(roundEven(x / scale), static_cast<float>(-m_largest), static_cast<float>(m_largest)));
    }

    bool m_vsq;
    int m_largest;
    std::size_t m_vector;
};

} // namespace vsq::test
