// SPDX-License-Identifier: GPL-3.0-or-later
// An independent model of the block formats: element types as sorted lists that are searched, one value at a time, by the text of
// each format's definition. Shares nothing with core/quantize but the names.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

namespace vsq::test {

/// Magnitudes in the order of their codes.
inline std::vector<double> magnitudes(int exponentBits, int mantissaBits, int bias, double largest)
{
    std::vector<double> list;
    for (int code = 0; code < 1 << (exponentBits + mantissaBits); ++code) {
        const int exponent = code >> mantissaBits;
        const double fraction = (code & ((1 << mantissaBits) - 1)) / std::pow(2.0, mantissaBits);
        const double value = exponent == 0 ? fraction * std::pow(2.0, 1 - bias) : (1 + fraction) * std::pow(2.0, exponent - bias);
        if (value <= largest) {
            list.push_back(value);
        }
    }
    return list;
}

enum class ModelTie { Even, TowardZero, Up };

/// The nearest of +-list; beyond its end the last.
inline float nearestOf(const std::vector<double> &list, float v, ModelTie tie = ModelTie::Even)
{
    const double magnitude = std::min(std::abs(static_cast<double>(v)), list.back());
    std::size_t best = 0;
    for (std::size_t code = 1; code < list.size(); ++code) {
        const double before = std::abs(magnitude - list[best]);
        const double now = std::abs(magnitude - list[code]);
        const bool wins = tie == ModelTie::Up || (tie == ModelTie::Even && code % 2 == 0);
        best = now < before || (now == before && wins) ? code : best;
    }
    return static_cast<float>(v < 0 ? -list[best] : list[best]);
}

inline const std::vector<double> &listOf(const std::string &element)
{
    static const std::vector<double> e2m1{0, .5, 1, 1.5, 2, 3, 4, 6};
    static const std::vector<double> e2m3 = magnitudes(2, 3, 1, 7.5);
    static const std::vector<double> e3m2 = magnitudes(3, 2, 3, 28);
    static const std::vector<double> e4m3 = magnitudes(4, 3, 7, 448);
    static const std::vector<double> e5m2 = magnitudes(5, 2, 15, 57344);
    return element == "e2m1" ? e2m1 : element == "e2m3" ? e2m3 : element == "e3m2" ? e3m2 : element == "e4m3" ? e4m3 : e5m2;
}

class BlockModel {
public:
    BlockModel(std::string name, std::string rule) : m_name(std::move(name)), m_rule(std::move(rule)) {}

    [[nodiscard]] int block() const
    {
        return m_name.starts_with("mx") || m_name.starts_with("q") ? 32 : m_name == "nf4" ? 64 : 16;
    }

    /// The values that one block stands for; A: the tensor's largest magnitude.
    [[nodiscard]] std::vector<float> quantize(const std::vector<float> &x, float A) const
    {
        float a = 0;
        for (const float v : x) {
            a = std::max(a, std::abs(v));
        }
        if (a == 0) {
            return std::vector<float>(x.size(), 0.0F);
        }
        if (m_name == "mxint8") {
            const float s = powerOfTwo(std::ilogb(a));
            return each(x, [&](float v) { return clamp(std::nearbyint(64.0F * v / s), 127) * 0.015625F * s; });
        }
        if (m_name.starts_with("mx")) {
            return mx(x, a);
        }
        if (m_name.starts_with("nv") || m_name == "if4") {
            return nv(x, a, A);
        }
        if (m_name == "nf4") {
            return each(x, [&](float v) { return normal(v / a) * a; });
        }
        return ggml(x, a);
    }

private:
    template <typename Function>
    static std::vector<float> each(const std::vector<float> &x, const Function &function)
    {
        std::vector<float> y(x.size());
        std::transform(x.begin(), x.end(), y.begin(), function);
        return y;
    }

    static float clamp(float v, float most) { return std::min(std::max(v, -most), most); }
    static float powerOfTwo(int e) { return static_cast<float>(std::pow(2.0, std::clamp(e, -127, 127))); }

    static float e4m3(float v) { return nearestOf(listOf("e4m3"), std::min(v, 448.0F)); }

    [[nodiscard]] std::vector<float> mx(const std::vector<float> &x, float a) const
    {
        const std::string element = m_name.substr(m_name.find('-') == std::string::npos ? 0 : m_name.find('-') + 1);
        const std::string type = element == "mxfp4" ? "e2m1" : element;
        const std::vector<double> &list = listOf(type);
        const int emax = type == "e2m1" || type == "e2m3" ? 2 : type == "e3m2" ? 4 : type == "e4m3" ? 8 : 15;
        const int mantissaBits = type == "e2m1" ? 1 : type[3] - '0';
        int e = 0;
        const auto logUp = [](double v) {
            int exponent = 0;
            const double fraction = std::frexp(v, &exponent); // v = fraction 2^exponent, fraction in [0.5, 1)
            return fraction == 0.5 ? exponent - 1 : exponent;
        };
        if (m_rule == "floor") {
            e = std::ilogb(static_cast<double>(a)) - emax;
        } else if (m_rule == "ceil") {
            e = logUp(a) - emax;
        } else if (m_rule == "rceil") {
            const float ratio = a / static_cast<float>(list.back());
            e = ratio == 0 ? -127 : logUp(ratio);
        } else {
            // Half a place of the element's mantissa above: in the binade [1, 2) that is 2^-(m+1); subnormal magnitudes end at
            // the least exponent anyway.
            const int exponent = std::ilogb(static_cast<double>(a));
            const double raised = std::scalbn(static_cast<double>(a), -exponent) + std::pow(2.0, -mantissaBits - 1);
            e = exponent + (raised >= 2.0 ? 1 : 0) - emax;
        }
        const float s = powerOfTwo(e);
        return each(x, [&](float v) { return nearestOf(list, v / s) * s; });
    }

    static double squared(const std::vector<float> &x, const std::vector<float> &y)
    {
        double sum = 0;
        for (std::size_t i = 0; i < x.size(); ++i) {
            sum += (double{x[i]} - double{y[i]}) * (double{x[i]} - double{y[i]});
        }
        return sum;
    }

    static std::vector<float> floats(const std::vector<float> &x, float d)
    {
        return each(x,
                    [&](float v) { return d == 0 || v == 0 ? 0.0F : nearestOf(listOf("e2m1"), clamp(v * (1.0F / d), 6)) * d; });
    }

    [[nodiscard]] std::vector<float> nv(const std::vector<float> &x, float a, float A) const
    {
        if (m_name == "nvfp4-torchao") {
            const float t = A / 2688.0F;
            const float d = t * std::max(e4m3((a / 6.0F) / t), 0.015625F);
            return each(x, [&](float v) { return v == 0 ? 0.0F : nearestOf(listOf("e2m1"), clamp(v / d, 6)) * d; });
        }
        if (m_name == "nvfp4-ggml") {
            const float s = nearestOf(listOf("e4m3"), std::min(a / 6.0F, 448.0F), ModelTie::Up);
            return each(x, [&](float v) { return s == 0 ? 0.0F : nearestOf(listOf("e2m1"), v / s, ModelTie::TowardZero) * s; });
        }
        const float range = m_name == "nvint4" ? 3136.0F : m_name == "nvfp4-4over6" ? 1536.0F : 2688.0F;
        const float g = range / A;
        const auto scaled = [&](float largest, float most) { return e4m3(largest * (g * (1.0F / most))) * (1.0F / g); };
        if (m_name == "nvint4") {
            const float d = scaled(a, 7);
            return each(x, [&](float v) { return d == 0 || v == 0 ? 0.0F : clamp(std::nearbyint(v * (1.0F / d)), 7) * d; });
        }
        const float d = scaled(a, 6);
        const std::vector<float> six = floats(x, d);
        if (m_name == "nvfp4-4over6") {
            const std::vector<float> four = floats(x, scaled(1.5F * a, 6));
            return squared(x, four) < squared(x, six) ? four : six;
        }
        if (m_name == "if4") {
            const std::vector<float> integers = each(x, [&](float v) {
                return d == 0 || v == 0 ? 0.0F : (clamp(std::nearbyint((v * (1.0F / d)) * (7.0F / 6.0F)), 7) * (6.0F / 7.0F)) * d;
            });
            return squared(x, integers) < squared(x, six) ? integers : six;
        }
        return six;
    }

    static float normal(float ratio)
    {
        constexpr float kLevels[] = {-1.0F,
                                     -.6961928009986877F,
                                     -.5250730514526367F,
                                     -.39491748809814453F,
                                     -.28444138169288635F,
                                     -.18477343022823334F,
                                     -.09105003625154495F,
                                     0.0F,
                                     .07958029955625534F,
                                     .16093020141124725F,
                                     .24611230194568634F,
                                     .33791524171829224F,
                                     .44070982933044434F,
                                     .5626170039176941F,
                                     .7229568362236023F,
                                     1.0F};
        float best = kLevels[0];
        for (const float level : kLevels) {
            best = std::abs(ratio - level) < std::abs(ratio - best) ? level : best;
        }
        return best;
    }

    /// Rounded to binary16 by way of its list of values.
    static float half(float v)
    {
        const double magnitude = std::abs(double{v});
        const int exponent = std::max(magnitude > 0 ? std::ilogb(magnitude) : -14, -14);
        const double unit = std::pow(2.0, exponent - 10);
        return static_cast<float>(std::copysign(std::nearbyint(magnitude / unit) * unit, v));
    }

    [[nodiscard]] std::vector<float> ggml(const std::vector<float> &x, float a) const
    {
        if (m_name == "q8_0") {
            const float d = a / 127.0F;
            return each(x, [&](float v) { return v == 0 || d == 0 ? 0.0F : clamp(std::round(v * (1.0F / d)), 127) * half(d); });
        }
        const float first = *std::find_if(x.begin(), x.end(), [&](float v) { return std::abs(v) == a; });
        const float d = first / -8.0F;
        return each(x, [&](float v) {
            if (v == 0 || d == 0) {
                return 0.0F;
            }
            return (std::max(0.0F, std::min(15.0F, std::floor(v * (1.0F / d) + 8.5F))) - 8.0F) * half(d);
        });
    }

    std::string m_name;
    std::string m_rule;
};

} // namespace vsq::test
