// SPDX-License-Identifier: GPL-3.0-or-later
// Number formats as texts, keys and JSON: all come back as they went, and what older files hold is still read.
#include "core/quantize/formatjson.h"

#include "tests/support/errors.h"
#include "tests/support/testmain.h"

#include <QTest>
#include <set>

using namespace vsq;
using vsq::test::messageOf;

namespace {

/// Every named format with every choice, and free ones.
std::vector<OperandFormat> operands()
{
    std::vector<OperandFormat> list;
    for (const FormatName &entry : formatNames()) {
        list.push_back(entry.format);
        for (const ScaleRule rule : entry.rules) {
            list.push_back(withRule(entry.format, nameOf(rule)));
        }
    }
    for (const int bits : {2, 3, 5, 8}) {
        list.push_back(twoLevelFormat(bits, Granularity::Vector, 16, 10));
        list.push_back(twoLevelFormat(bits, Granularity::Vector, 128, 0));
        list.push_back(twoLevelFormat(bits, Granularity::Channel, 0, 0));
        list.push_back(twoLevelFormat(bits, Granularity::Tensor, 0, 0, true));
        list.push_back(withSearch(twoLevelFormat(bits, Granularity::Vector, 32, 6), ScaleSearch::Mse));
    }
    return list;
}

std::vector<NumberFormat> formats()
{
    std::vector<NumberFormat> list;
    const std::vector<OperandFormat> all = operands();
    for (std::size_t i = 0; i < all.size(); ++i) {
        NumberFormat format{.weights = all[i], .activations = all[i * 7 % all.size()], .calibration = {}, .preparation = {}};
        list.push_back(format);
        format.preparation = {.hadamard = 64, .signs = 7, .smooth = std::nullopt};
        list.push_back(format);
        format.preparation = {.hadamard = 16, .signs = std::nullopt, .smooth = 0.5};
        list.push_back(format);
        if (format.weights.isTwoLevel() && format.activations.isTwoLevel()) {
            format.preparation = {};
            format.calibration = {.method = Calibration::Method::Percentile, .percentile = 99.95};
            list.push_back(format);
        }
    }
    return list;
}

} // namespace

class FormatTextTest : public QObject {
    Q_OBJECT
private slots:
    void operandsComeBack()
    {
        std::set<std::string> texts;
        for (const OperandFormat &format : operands()) {
            const std::string text = operandText(format);
            QVERIFY2(operandFromText(text) == format, text.c_str());
            texts.insert(text);
        }
        QVERIFY(texts.contains("vsq") && texts.contains("mxfp4:even") && texts.contains("int5-v128-fp")
                && texts.contains("int3-v32-s6:mse") && texts.contains("uint2-tensor"));
    }

    void formatsComeBackFromTextKeyAndJson()
    {
        std::set<std::string> keys;
        const std::vector<NumberFormat> all = formats();
        for (const NumberFormat &format : all) {
            const std::string text = formatText(format);
            QVERIFY2(formatFromText(text) == format, text.c_str());
            QVERIFY2(formatFromKey(keyOf(format)) == format, keyOf(format).c_str());
            const Json json = formatJson(format);
            QVERIFY2(formatFromJson(Json::parse(json.dump()), "f.json") == format, json.dump().c_str());
            keys.insert(keyOf(format));
        }
        QCOMPARE(keys.size(), all.size());
    }

    void oldFilesAreRead()
    {
        const Json project = Json::parse(R"({"weights": {"bits": 6, "vector": 32, "granularity": "vector", "unsigned": false,
            "scale-bits": 5}, "activations": {"bits": 8, "vector": 64, "granularity": "tensor", "unsigned": false,
            "scale-bits": "fp"}, "calibration": "percentile:99.9"})");
        NumberFormat format = formatFromJson(project, "p.vsq");
        QVERIFY(format.weights == twoLevelFormat(6, Granularity::Vector, 32, 5));
        QVERIFY(format.activations == twoLevelFormat(8, Granularity::Tensor, 0, 0));
        QCOMPARE(format.calibration.percentile, 99.9);
        const Json scales = Json::parse(R"({"weights": {"bits": 4, "granularity": "vector", "vector": 64, "scaleBits": "fp"},
            "activations": {"bits": 4, "granularity": "channel"}, "calibration": "octav"})");
        format = formatFromJson(scales, "s.json");
        QVERIFY(format.weights == twoLevelFormat(4, Granularity::Vector, 64, 0));
        QVERIFY(format.activations == namedOperand("int4"));
        QVERIFY(formatFromKey("4/64/8/0/0 8/32/0/2/0 1/99.5")
                == (NumberFormat{.weights = namedOperand("vsq"),
                                 .activations = twoLevelFormat(8, Granularity::Tensor, 0, 0),
                                 .calibration = {.method = Calibration::Method::Percentile, .percentile = 99.5},
                                 .preparation = {}}));
        QCOMPARE(keyOf(namedFormat("vsq")), std::string("4/64/8/0/0 4/64/8/0/0 0/99.99"));
    }

    void shortJsonIsRead()
    {
        QVERIFY(formatFromJson(Json("nvfp4"), "f") == namedFormat("nvfp4"));
        const NumberFormat even = formatFromJson(
            Json::parse(R"({"format": "mxfp4", "scale-rule": "even", "prepare": "hadamard:32"})"), "f");
        QCOMPARE(formatText(even), std::string("mxfp4:even prepare=hadamard:32"));
        const LayerFormats layers = layerFormatsFromJson(
            Json::parse(R"({"default": "vsq", "layers": {"fc": "int8/mxfp8-e4m3", "conv": {"weights": "nf4", "activations":
            {"format": "mxfp4"}, "calibration": "max"}}})"),
            "f.json", namedFormat("int4"));
        QVERIFY(layers.others == namedFormat("vsq"));
        QVERIFY(layers.of("fc").weights == namedOperand("int8"));
        QVERIFY(layers.of("fc").activations == namedOperand("mxfp8-e4m3"));
        QVERIFY(layers.of("conv").weights == namedOperand("nf4"));
        QVERIFY(layers.of("other") == namedFormat("vsq"));
        QVERIFY(layerFormatsFromJson(layerFormatsJson(layers), "again", {}) == layers);
    }

    void wrongTextsSaySo()
    {
        QCOMPARE(messageOf([] { operandFromText("mxfp4:best"); }),
                 std::string("scale rule: expected floor, even, ceil or rceil, found 'best'"));
        QCOMPARE(messageOf([] { operandFromText("nvfp4:even"); }),
                 std::string("scale rule: expected one of an MX format of floating point elements, found 'even' for nvfp4"));
        QCOMPARE(messageOf([] { operandFromText("int8:mse"); }),
                 std::string("scale search: expected a format with an integer scale for each vector (vsq), found int8"));
        QVERIFY(messageOf([] { operandFromText("int9-channel"); }).starts_with("format: expected vsq, int4, int8, mxfp4"));
        QCOMPARE(messageOf([] { formatFromText("mxfp4 calibration=octav"); }),
                 std::string("calibration: expected max: scales of mxfp4 come from each block's maximum, found octav"));
        for (const char *text : {"hadamard:8", "hadamard:48", "hadamard:512", "smooth:1.5", "hadamard", "hadamard:64:signs=x",
                                 "hadamard:64,hadamard:32", "smooth:0.5,", ""}) {
            QVERIFY2(messageOf([&] { preparationFromText(text); }).starts_with("preparation: expected hadamard:N"), text);
        }
        QCOMPARE(messageOf([] { formatFromJson(Json::parse(R"({"weights": {"bits": 9}})"), "f.json"); }),
                 std::string("f.json: 'bits': value: expected a whole number from 2 to 8, found 9"));
        QCOMPARE(messageOf([] { formatFromJson(Json::parse(R"({"format": "mxfp5"})"), "f.json"); }).substr(0, 42),
                 std::string("f.json: 'format': name: expected vsq, int4"));
    }

    void chipsModesAreKnownWhateverFoundTheScales()
    {
        QCOMPARE(std::string(chipModeName(namedFormat("vsq"))), std::string("vsq"));
        QCOMPARE(std::string(chipModeName(formatFromText("vsq:mse prepare=hadamard:64"))), std::string("vsq"));
        QCOMPARE(std::string(chipModeName(formatFromText("int8 calibration=octav"))), std::string("int8"));
        QVERIFY(chipModeName(formatFromText("vsq/int4")).empty());
        QVERIFY(chipModeName(namedFormat("mxfp4")).empty());
        QCOMPARE(nameOf(formatFromText("vsq prepare=hadamard:64")), std::string());
        QCOMPARE(nameOf(namedFormat("nvfp4")), std::string("nvfp4"));
    }

    void describesForPeople()
    {
        QCOMPARE(describe(namedFormat("vsq")), std::string("W4 A4 V64 S8 per-vector, max"));
        QCOMPARE(describe(formatFromText("mxfp4:even prepare=hadamard:64")), std::string("mxfp4:even, hadamard:64"));
        QCOMPARE(describe(formatFromText("nf4/int8")), std::string("weights nf4, activations int8"));
    }

    void rotationsFallBackToWhatDivides()
    {
        QCOMPARE(rotationBlock(64, 128), 64);
        QCOMPARE(rotationBlock(64, 96), 32);
        QCOMPARE(rotationBlock(256, 48), 16);
        QCOMPARE(rotationBlock(64, 27), 0);
        QCOMPARE(rotationBlock(64, 8), 0);
    }
};

VSQ_TEST(FormatTextTest)
#include "formattext.moc"
