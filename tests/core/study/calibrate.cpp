// SPDX-License-Identifier: GPL-3.0-or-later
// Static scales: what calibration finds, what it changes, and files that do not fit.
#include "core/study/calibrate.h"
#include "core/base/atomicfile.h"
#include "core/base/hash.h"
#include "core/data/slice.h"
#include "core/network/identity.h"
#include "core/network/onnx/onnxwriter.h"
#include "core/quantize/calibration.h"
#include "core/quantize/formatjson.h"
#include "core/quantize/quantizer.h"
#include "core/run/backend.h"
#include "tests/support/errors.h"
#include "tests/support/networks.h"
#include "tests/support/testmain.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace vsq;
using namespace vsq::test;

namespace {

using Method = Calibration::Method;

Tensor run(const std::shared_ptr<const Graph> &graph, const Tensor &x, Fidelity fidelity, const NumberFormat &format,
           const std::shared_ptr<const ActivationScales> &scales)
{
    BackendOptions options;
    options.format = format;
    options.scales = scales;
    const auto backend = makeBackend(fidelity, options);
    return Executor(graph).run({{graph->inputs.front().name, x}}, *backend).at(graph->outputs.front().name);
}

Dataset rows(const Tensor &x)
{
    Dataset data;
    data.path = "rows";
    data.inputs.push_back(x);
    data.labels.assign(static_cast<std::size_t>(x.dim(0)), 0);
    return data;
}

NumberFormat software(int bits, Granularity granularity)
{
    NumberFormat format;
    format.weights = {.bits = bits, .vectorSize = 16, .scaleBits = 6, .granularity = granularity, .isUnsigned = false};
    format.activations = format.weights;
    return format;
}

} // namespace

class CalibrateTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void staticEqualsDynamic_data()
    {
        QTest::addColumn<bool>("transformer");
        QTest::addColumn<int>("format");
        for (const bool transformer : {true, false}) {
            for (int format = 0; format < 5; ++format) {
                QTest::addRow("%s %d", transformer ? "transformer" : "residual", format) << transformer << format;
            }
        }
    }

    /// Calibrated with max on the one image that is then looked at, static scales are those that the image's own maxima give.
    void staticEqualsDynamic()
    {
        QFETCH(bool, transformer);
        QFETCH(int, format);
        const auto graph = transformer ? smallTransformer() : smallResidual();
        const NumberFormat formats[] = {namedFormat("vsq"), namedFormat("int4"), namedFormat("int8"),
                                        software(6, Granularity::Vector), software(5, Granularity::Tensor)};
        const NumberFormat number = formats[format];
        const Dataset data = images(1, 8, 10);
        const Fidelity fidelity = format < 3 ? Fidelity::Chip : Fidelity::Quantized;
        const auto scales = std::make_shared<const ActivationScales>(calibrate(graph, data, number, {}, fidelity));
        QCOMPARE(scales->items, std::int64_t{1});
        const Tensor dynamic = run(graph, data.inputs[0], fidelity, number, nullptr);
        const Tensor fixed = run(graph, data.inputs[0], fidelity, number, scales);
        QVERIFY(std::equal(dynamic.values<float>().begin(), dynamic.values<float>().end(), fixed.values<float>().begin()));
        // Another, much brighter image is clipped by them.
        Tensor bright = data.inputs[0];
        for (float &value : bright.mutableValues<float>()) {
            value *= 3.0F;
        }
        const Tensor clipped = run(graph, bright, fidelity, number, scales);
        const Tensor free = run(graph, bright, fidelity, number, nullptr);
        QVERIFY(!std::equal(free.values<float>().begin(), free.values<float>().end(), clipped.values<float>().begin()));
    }

    void eachMethodChoosesItsClip_data()
    {
        QTest::addColumn<int>("method");
        QTest::addColumn<double>("tolerance");
        QTest::newRow("max") << static_cast<int>(Method::Max) << 0.0;
        QTest::newRow("percentile") << static_cast<int>(Method::Percentile) << 1e-3; // neighbours in the tail lie that far apart
        QTest::newRow("entropy") << static_cast<int>(Method::Entropy) << 5e-3;
        QTest::newRow("mse") << static_cast<int>(Method::Mse) << 2e-3;
        QTest::newRow("octav") << static_cast<int>(Method::Octav) << 3e-4;
    }

    /// One layer on many items: the clip of all their values at once, over 7 (or over 7 and 255).
    void eachMethodChoosesItsClip()
    {
        QFETCH(int, method);
        QFETCH(double, tolerance);
        const auto graph = oneProduct(96, 5);
        const Tensor x = randomTensor({211, 96}, 61);
        for (const char *name : {"vsq", "int4", "int8"}) {
            NumberFormat format = namedFormat(name);
            format.calibration = {.method = static_cast<Method>(method), .percentile = 99.5};
            const ActivationScales scales = calibrate(graph, rows(x), format, {}, Fidelity::Chip);
            QCOMPARE(scales.layers.size(), std::size_t{1});
            const LayerScales &layer = scales.layers.at("fc");
            QVERIFY(!layer.stationary);
            const float clip = clipOf(x.values<float>(), format.activations, format.calibration);
            const float steps = static_cast<float>(largestCode(format.activations))
                                * (std::string(name) == "vsq" ? 255.0F : 1.0F);
            const double largest = clipOf(x.values<float>(), format.activations, {});
            QVERIFY2(std::abs(double{*layer.activations} * double{steps} - double{clip}) <= (tolerance + 2e-7) * largest,
                     qPrintable(QStringLiteral("%1: %2, not %3").arg(name).arg(*layer.activations * steps).arg(clip)));
        }
    }

    void stationaryActivationsHaveScalesToo()
    {
        const auto graph = smallTransformer();
        const ActivationScales scales = calibrate(graph, images(3, 8, 10), namedFormat("vsq"), {}, Fidelity::Chip);
        for (const char *name : {"blocks.0.attn.qk", "blocks.1.attn.pv"}) {
            const LayerScales &layer = scales.layers.at(name);
            QVERIFY(layer.stationary && *layer.stationary > 0.0F);
        }
        QVERIFY(!scales.layers.at("blocks.0.mlp.fc1").stationary);
        // More items can only widen what max finds.
        const ActivationScales one = calibrate(graph, images(1, 8, 10), namedFormat("vsq"), {}, Fidelity::Chip);
        for (const auto &[name, layer] : one.layers) {
            QVERIFY2(*layer.activations <= *scales.layers.at(name).activations, name.c_str());
        }
    }

    void refusesFormatsWithoutStaticScales()
    {
        NumberFormat format;
        format.activations.scaleBits = 0;
        QCOMPARE(
            messageOf([&] {
                calibrate(oneProduct(8, 2), rows(randomTensor({1, 8}, 1)), format, {}, Fidelity::Quantized);
            }),
            std::string("calibration: expected a format with coarse scales: integer scale bits, or one scale a tensor, found ")
                + describe(format));
    }

    void jsonRoundTrip()
    {
        ActivationScales scales;
        scales.network = "net.onnx";
        scales.networkHash = "0123456789abcdef";
        scales.format = software(6, Granularity::Vector);
        scales.format.calibration = {.method = Method::Percentile, .percentile = 99.995};
        scales.fidelity = Fidelity::Quantized;
        scales.items = 12;
        scales.layers["a"] = {.activations = 0.1F, .stationary = std::nullopt};
        scales.layers["b \"c\""] = {.activations = 1e-38F, .stationary = 3.4e38F};
        const ActivationScales again = activationScalesFromJson(toJson(scales), "s.json");
        QCOMPARE(again.network, scales.network);
        QCOMPARE(again.networkHash, scales.networkHash);
        QVERIFY(again.format == scales.format);
        QVERIFY(again.fidelity == Fidelity::Quantized);
        QCOMPARE(again.items, std::int64_t{12});
        QVERIFY(again.layers == scales.layers);
        QCOMPARE(again.file, std::string("s.json"));
        for (const Method method : {Method::Max, Method::Entropy, Method::Mse, Method::Octav}) {
            QVERIFY(calibrationFromText(calibrationText({.method = method})) == Calibration{.method = method});
        }
    }

    void brokenFilesSaySo()
    {
        ActivationScales scales;
        scales.network = "net.onnx";
        scales.networkHash = "00";
        scales.layers["fc"] = {.activations = 0.5F, .stationary = std::nullopt};
        const std::string good = toJson(scales);
        const auto with = [&](const std::string &from, const std::string &to) {
            std::string text = good;
            const std::size_t at = text.find(from);
            return at == std::string::npos ? std::string("not found: ") + from : text.replace(at, from.size(), to);
        };
        const auto said = [](const std::string &text) { return messageOf([&] { activationScalesFromJson(text, "s.json"); }); };
        QCOMPARE(said(good), std::string("no error"));
        QCOMPARE(said("{"), std::string("s.json: byte 2: static scales of activations: expected JSON, found a syntax error"));
        QCOMPARE(said("[1]"),
                 std::string("s.json: static scales of activations: expected a JSON object with 'activationScales', as "
                             "vsq calibrate writes it, found a JSON array"));
        QCOMPARE(said("{}"),
                 std::string("s.json: static scales of activations: expected a JSON object with 'activationScales', as "
                             "vsq calibrate writes it, found one without"));
        QCOMPARE(said(with("\"activationScales\": 1", "\"activationScales\": 2")),
                 std::string("s.json: 'activationScales': version of the file format: expected 1, found 2"));
        QCOMPARE(said(with("\"networkHash\": \"00\"", "\"networkHash\": 7")),
                 std::string("s.json: 'networkHash': kind: expected a text, found 7"));
        QCOMPARE(said(with("\"items\": 0", "\"items\": -1")),
                 std::string("s.json: 'items': value: expected a whole number from 0 to 9223372036854775807, found -1"));
        QCOMPARE(said(with("\"fidelity\": \"chip\"", "\"fidelity\": \"fast\"")),
                 std::string("s.json: 'fidelity': name: expected float, quantized or chip, found 'fast'"));
        QCOMPARE(said(with("\"bits\": 4", "\"bits\": 9")),
                 std::string("s.json: 'bits': value: expected a whole number from 2 to 8, found 9"));
        QCOMPARE(said(with("\"granularity\": \"vector\"", "\"granularity\": \"row\"")),
                 std::string("s.json: 'granularity': name: expected vector, channel or tensor, found 'row'"));
        QCOMPARE(said(with("\"calibration\": \"max\"", "\"calibration\": \"min\"")),
                 std::string("s.json: 'calibration': name: expected max, percentile:99.99, entropy, mse or octav, found 'min'"));
        QCOMPARE(said(with("\"layers\": {", "\"layer\": {")),
                 std::string("s.json: 'layers': field: expected one of that name, found none"));
        QCOMPARE(said(with("\"activations\": 0.5", "\"activations\": -0.5")),
                 std::string("s.json: layer 'fc': 'activations': expected a finite number of at least 0, found -0.5"));
        QCOMPARE(said(with("\"activations\": 0.5", "\"activations\": \"x\"")),
                 std::string("s.json: layer 'fc': 'activations': expected a finite number of at least 0, found \"x\""));
    }

    void scalesOfAnotherNetworkAreRefused()
    {
        QTemporaryDir folder;
        const std::string model = folder.filePath("m.onnx").toStdString();
        const auto graph = oneProduct(16, 3);
        writeOnnx(*graph, model);
        ActivationScales scales = calibrate(graph, rows(randomTensor({2, 16}, 3)), namedFormat("int8"), {}, Fidelity::Chip);
        scales.file = "s.json";
        scales.network = "other.onnx";
        scales.networkHash = identityOf(*graph, model);
        QCOMPARE(messageOf([&] { requireScalesOf(scales, *graph, model); }), std::string("no error"));
        // What earlier versions wrote holds where the network is one file, and says nothing where it is not.
        scales.networkHash = oldHashOfFile(model);
        QCOMPARE(messageOf([&] { requireScalesOf(scales, *graph, model); }), std::string("no error"));
        Graph external = *graph;
        external.otherFiles = {model};
        QCOMPARE(messageOf([&] { requireScalesOf(scales, external, model); }),
                 "s.json: static scales of an earlier version, which did not look at external data: expected hash "
                     + identityOf(external, model) + " (" + model + "): vsq calibrate makes them anew, found hash "
                     + oldHashOfFile(model) + " (other.onnx)");
        scales.networkHash = "00000000000000aa";
        QCOMPARE(messageOf([&] { requireScalesOf(scales, *graph, model); }),
                 "s.json: static scales of another network: expected hash " + identityOf(*graph, model) + " (" + model
                     + "), found hash 00000000000000aa (other.onnx)");
        scales.layers["conv9"] = {};
        QCOMPARE(messageOf([&] { requireScalesOf(scales, *graph, model); }),
                 "s.json: layer 'conv9': static scales of another network: expected a layer of " + model
                     + ", found one of other.onnx");
        QCOMPARE(
            messageOf([&] { requireScalesFor(scales, namedFormat("vsq")); }),
            std::string(
                "s.json: static scales of another format: expected W4 A4 V64 S8 per-vector, max, found W8 A8 per-channel, max"));
        // A layer that the file lacks is met when the network runs.
        scales.layers.clear();
        const auto none = std::make_shared<const ActivationScales>(scales);
        QCOMPARE(messageOf([&] {
                     run(graph, randomTensor({1, 16}, 4), Fidelity::Chip, namedFormat("int8"), none);
                 }),
                 std::string(
                     "s.json: layer 'fc': static scale 'activations': expected one for every layer of the network, found none"));
    }
};

VSQ_TEST(CalibrateTest)

#include "calibrate.moc"
