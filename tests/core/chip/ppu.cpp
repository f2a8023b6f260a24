// SPDX-License-Identifier: GPL-3.0-or-later
// Post-processing: golden values worked by hand, alternatives of the assumptions, whole matrices against a transcription.
#include "core/chip/ppu.h"

#include "core/base/error.h"
#include "core/base/random.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <cmath>

using namespace vsq;
using Kind = ChipConfig::Reciprocal;

namespace {

std::int64_t floorOf(long double value)
{
    return static_cast<std::int64_t>(std::floor(value));
}

/// Section 6 once more, in real arithmetic, for the default configuration with the exact divide.
PpuOutput transcribed(const std::vector<std::int32_t> &sums, std::int64_t m, std::int64_t n, const PpuSettings &settings)
{
    PpuOutput output = makePpuOutput(m, n, settings.output, {});
    const std::int64_t vector = settings.output == OutputFormat::Vsq ? 64 : settings.output == OutputFormat::Int8Vector ? 32 : 1;
    const std::int64_t largest = settings.output == OutputFormat::Vsq || settings.output == OutputFormat::Int4 ? 7 : 127;
    for (std::int64_t row = 0; row < n; ++row) {
        for (std::int64_t begin = 0; begin < m; begin += vector) {
            std::vector<std::int64_t> t;
            std::int64_t max = 0;
            for (std::int64_t i = begin; i < std::min(begin + vector, m); ++i) {
                const std::int64_t scale = settings.scale.size() == 1 ? settings.scale[0] : settings.scale[std::size_t(i)];
                const std::int64_t bias = settings.bias.size() == 1 ? settings.bias[0] : settings.bias[std::size_t(i)];
                std::int64_t x = sums[std::size_t(i * n + row)] * scale + (bias << settings.biasShift);
                x = std::min<std::int64_t>(std::max<std::int64_t>(x, -549755813888), 549755813887);
                if (settings.relu && x < 0) {
                    x = 0;
                }
                const auto shifted = [&](std::int64_t v) {
                    return floorOf(std::ldexp(static_cast<long double>(v), -settings.truncShift));
                };
                t.push_back(std::min<std::int64_t>(std::max<std::int64_t>(shifted(x), -32768), 32767));
                max = std::max(max, std::min<std::int64_t>(shifted(std::abs(x)), 32767));
            }
            for (std::size_t i = 0; i < t.size(); ++i) {
                std::int64_t code = floorOf(t[i] / 16.0L + 0.5L);
                if (vector > 1) {
                    code = max == 0 ? 0 : floorOf((2.0L * largest * t[i] + max) / (2.0L * max));
                    const std::int64_t s = std::min<std::int64_t>(255, floorOf(max / (largest * 16.0L) + 0.5L));
                    output.scales[std::size_t(row * output.vectors + begin / vector)] = static_cast<std::uint8_t>(max == 0 ? 0
                                                                                                                           : s);
                }
                code = std::min(std::max(code, -largest), largest);
                output.codes[std::size_t(row * m + begin) + i] = static_cast<std::int8_t>(code);
            }
        }
    }
    return output;
}

} // namespace

class PpuTest : public QObject {
    Q_OBJECT

    static int code(std::int32_t t, std::int32_t max, Kind kind, const ChipConfig &config = {},
                    OutputFormat format = OutputFormat::Vsq)
    {
        return VectorQuantizer(max, format, config, kind).code(t);
    }
    static int scale(std::int32_t max, const ChipConfig &config = {}, OutputFormat format = OutputFormat::Vsq)
    {
        return VectorQuantizer(max, format, config, Kind::Pwl).scale();
    }

private Q_SLOTS:
    void reciprocalByHand()
    {
        QCOMPARE(reciprocalOf(1).r, 32768);
        QCOMPARE(reciprocalOf(1).e, 0);
        QCOMPARE(reciprocalOf(200).e, 7);
        QCOMPARE(reciprocalOf(200).r, 21005); // 21845 + ((20165 - 21845) * 2048 >> 12)
        QCOMPARE(reciprocalOf(32767).e, 14);
        QCOMPARE(reciprocalOf(32767).r, 16384); // 17476 + ((16384 - 17476) * 4094 >> 12), floored
    }

    void reciprocalIsCloseEverywhere()
    {
        for (std::int32_t x = 1; x < 32768; ++x) {
            const Reciprocal reciprocal = reciprocalOf(x);
            const double value = std::ldexp(reciprocal.r, -15 - reciprocal.e);
            QVERIFY2(std::abs(value * x - 1.0) < 0.004, std::to_string(x).c_str());
        }
    }

    void vectorCodesByHand()
    {
        QCOMPARE(code(100, 200, Kind::Exact), 4);   // 3.5 goes up
        QCOMPARE(code(-100, 200, Kind::Exact), -3); // -3.5 too
        QCOMPARE(code(100, 200, Kind::Pwl), 4);
        QCOMPARE(code(-100, 200, Kind::Pwl), -4); // the reciprocal is a little large
        QCOMPARE(code(200, 200, Kind::Pwl), 7);
        QCOMPARE(code(-300, 200, Kind::Exact), -7); // t below its vector's maximum: clamped
        QCOMPARE(code(55, 0, Kind::Exact), 0);
        ChipConfig full;
        full.codeRange = ChipConfig::CodeRange::Full;
        QCOMPARE(code(-300, 200, Kind::Exact, full), -8);
        ChipConfig even;
        even.rounding = ChipConfig::Rounding::NearestEven;
        QCOMPARE(code(-100, 200, Kind::Exact, even), -4);
    }

    void vectorScales()
    {
        QCOMPARE(scale(55), 0);
        QCOMPARE(scale(56), 1);  // 0.5
        QCOMPARE(scale(200), 2); // 1.79
        QCOMPARE(scale(32767), 255);
        QCOMPARE(scale(1016, {}, OutputFormat::Int8Vector), 1); // 0.5 of 127 * 16
        ChipConfig config;
        config.vectorScale = ChipConfig::VectorScale::Up;
        QCOMPARE(scale(1, config), 1);
        QCOMPARE(scale(112, config), 1);
        QCOMPARE(scale(113, config), 2);
        config.zeroVectorScale = 9;
        QCOMPARE(scale(0, config), 9);
        QCOMPARE(scale(0), 0);
    }

    void roundedScaleQuantizes()
    {
        ChipConfig config;
        config.quantizeWith = ChipConfig::QuantizeWith::Rounded;
        QCOMPARE(code(100, 200, Kind::Exact, config), 3); // 100 / (16 * 2) = 3.125
        QCOMPARE(code(200, 200, Kind::Exact, config), 6); // 6.25
        QCOMPARE(code(50, 50, Kind::Exact, config), 0);   // scale 0
        QCOMPARE(code(100, 200, Kind::Pwl, config), 3);
    }

    void staticCodes()
    {
        const ChipConfig config;
        QCOMPARE(int(staticCode(8, OutputFormat::Int4, config)), 1);
        QCOMPARE(int(staticCode(-8, OutputFormat::Int4, config)), 0);
        QCOMPARE(int(staticCode(-9, OutputFormat::Int4, config)), -1);
        QCOMPARE(int(staticCode(400, OutputFormat::Int4, config)), 7);
        QCOMPARE(int(staticCode(400, OutputFormat::Int8, config)), 25);
        QCOMPARE(int(staticCode(-32768, OutputFormat::Int8, config)), -127);
        ChipConfig full;
        full.codeRange = ChipConfig::CodeRange::Full;
        QCOMPARE(int(staticCode(-32768, OutputFormat::Int8, full)), -128);
    }

    void stagesSaturate()
    {
        QCOMPARE(ppuScaled(-8388608, 65535), -8388608LL * 65535);
        QCOMPARE(ppuBiased(549755813880, 1, 3), 549755813887);
        QCOMPARE(ppuBiased(-549755813880, -128, 32), -549755813888);
        QCOMPARE(ppuTruncated(-1, 4, {}), -1);
        ChipConfig rounded;
        rounded.truncation = ChipConfig::Truncation::Rounded;
        QCOMPARE(ppuTruncated(-1, 4, rounded), 0);
        QCOMPARE(ppuTruncated(1 << 20, 2, {}), 32767);
    }

    void wholeMatricesEqualTheTranscription()
    {
        for (std::uint64_t seed = 1; seed <= 40; ++seed) {
            Random random(seed);
            const std::int64_t m = random.between(1, 150);
            const std::int64_t n = random.between(1, 20);
            PpuSettings settings;
            settings.output = std::array{OutputFormat::Vsq, OutputFormat::Int8, OutputFormat::Int4,
                                         OutputFormat::Int8Vector}[random.below(4)];
            settings.relu = random.below(2) == 0;
            settings.truncShift = static_cast<int>(random.between(0, 30));
            settings.biasShift = static_cast<int>(random.between(0, 32));
            settings.reciprocal = Kind::Exact;
            if (random.below(2) == 0) {
                settings.scale.resize(std::size_t(m));
                settings.bias.resize(std::size_t(m));
            }
            for (auto &scale : settings.scale) {
                scale = random.between(0, 65535);
            }
            for (auto &bias : settings.bias) {
                bias = random.between(-128, 127);
            }
            const auto bits = static_cast<int>(random.between(1, 23));
            std::vector<std::int32_t> sums(std::size_t(m * n));
            for (auto &sum : sums) {
                sum = random.below(4) == 0 ? 0 : static_cast<std::int32_t>(random.between(-(1 << bits), (1 << bits) - 1));
            }
            QVERIFY2(applyPpu(sums, m, n, settings, {}) == transcribed(sums, m, n, settings), std::to_string(seed).c_str());
        }
    }

    void settingsFromJson()
    {
        const PpuSettings settings = ppuSettingsFromJson(
            R"({"scale": [1, 2], "bias": -3, "biasShift": 4, "relu": true, "truncShift": 5, "output": "int8", "reciprocal": "exact"})",
            "p.json");
        QCOMPARE(settings.scale, (std::vector<std::int64_t>{1, 2}));
        QCOMPARE(settings.bias, (std::vector<std::int64_t>{-3}));
        QCOMPARE(settings.biasShift, 4);
        QVERIFY(settings.relu && settings.output == OutputFormat::Int8 && settings.reciprocal == Kind::Exact);
        QVERIFY(ppuSettingsFromJson(toJson(settings), "") == settings);
        QVERIFY(ppuSettingsFromJson("{}", "") == PpuSettings());
    }

    void badSettingsSaySo()
    {
        const auto message = [](const char *json, std::int64_t m) {
            try {
                validate(ppuSettingsFromJson(json, "p.json"), m, {}, "p.json");
            } catch (const Error &error) {
                return std::string(error.what());
            }
            return std::string();
        };
        QCOMPARE(message(R"({"scale": [1, 2]})", 3),
                 std::string("p.json: post-processing: field 'scale': expected one value or 3 (M), found 2 values"));
        QCOMPARE(message(R"({"scale": [1, 70000]})", 2),
                 std::string("p.json: post-processing: field 'scale': expected 0 .. 65535, found 70000 at index 1"));
        QCOMPARE(message(R"({"bias": 200})", 2),
                 std::string("p.json: post-processing: field 'bias': expected -128 .. 127, found 200 at index 0"));
        QCOMPARE(message(R"({"bias": 1.5})", 2),
                 std::string("p.json: post-processing: field 'bias': expected a whole number, found 1.5"));
        ChipConfig narrow; // A-6, A-7
        narrow.ppuScaleBits = 4;
        narrow.biasBits = 3;
        const auto narrowMessage = [&narrow](const char *json) {
            try {
                validate(ppuSettingsFromJson(json, "p.json"), 2, narrow, "p.json");
            } catch (const Error &error) {
                return std::string(error.what());
            }
            return std::string();
        };
        QCOMPARE(narrowMessage(R"({"scale": 15, "bias": -4})"), std::string());
        QCOMPARE(narrowMessage(R"({"scale": 16})"),
                 std::string("p.json: post-processing: field 'scale': expected 0 .. 15, found 16 at index 0"));
        QCOMPARE(narrowMessage(R"({"bias": 4})"),
                 std::string("p.json: post-processing: field 'bias': expected -4 .. 3, found 4 at index 0"));
        QCOMPARE(message(R"({"truncShift": 40})", 2),
                 std::string("p.json: post-processing: field 'truncShift': expected 0 .. 39, found 40"));
        QCOMPARE(message(R"({"output": "sums"})", 2),
                 std::string("p.json: post-processing: field 'output': expected vsq, int8, int4, int8-vector or softmax, found "
                             "'sums'"));
        QCOMPARE(message(R"({"shift": 1})", 2),
                 std::string("p.json: post-processing: field: expected one of scale, bias, biasShift, relu, truncShift, output, "
                             "reciprocal, found 'shift'"));
    }
};

VSQ_TEST(PpuTest)
#include "ppu.moc"
