// SPDX-License-Identifier: GPL-3.0-or-later
// A network's own eight-bit codes go through the chip as they are.
#include "core/layer/layermeasure.h"
#include "core/run/backend.h"
#include "tests/core/reference/onenode.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace vsq;
using namespace vsq::test;

namespace {

template <typename T>
Tensor codes(Random &random, Shape shape, int low, int high)
{
    Tensor tensor(DTypeOf<T>::value, std::move(shape));
    for (T &code : tensor.mutableValues<T>()) {
        code = static_cast<T>(random.between(low, high));
    }
    tensor.mutableValues<T>()[0] = static_cast<T>(low); // -128 or 0 among them
    return tensor;
}

std::unique_ptr<ProductBackend> backendOf(Fidelity fidelity, const std::string &format)
{
    BackendOptions options;
    options.format = namedFormat(format);
    return makeBackend(fidelity, options);
}

} // namespace

class TestOwnCodes : public QObject {
    Q_OBJECT
private slots:
    void sumsAreTheNetworks_data();
    void sumsAreTheNetworks();
    void otherZeroPointsAreQuantizedAgain();
    void reportsSayWhich();
};

void TestOwnCodes::sumsAreTheNetworks_data()
{
    QTest::addColumn<int>("fidelity");
    QTest::newRow("chip") << int(Fidelity::Chip);
    QTest::newRow("quantized") << int(Fidelity::Quantized);
}

void TestOwnCodes::sumsAreTheNetworks()
{
    QFETCH(int, fidelity);
    Random random(11);
    const auto backend = backendOf(static_cast<Fidelity>(fidelity), "int8");
    const Tensor a = codes<std::int8_t>(random, {2, 5, 70}, -128, 127);
    const Tensor b = codes<std::int8_t>(random, {70, 9}, -128, 127);
    const auto exact = runNode("MatMulInteger", {{"a", a}, {"w", b}});
    QCOMPARE(runNode("MatMulInteger", {{"a", a}, {"w", b}}, {}, 1, 17, backend.get())[0].toInt64(), exact[0].toInt64());
    const Tensor x = codes<std::uint8_t>(random, {1, 3, 6, 6}, 0, 255);
    const Tensor w = codes<std::int8_t>(random, {4, 3, 3, 3}, -128, 127);
    const std::vector<std::pair<std::string, Tensor>> convolution{{"x", x}, {"w", w}, {"wz", Tensor::scalar(std::uint8_t{128})}};
    QCOMPARE(runNode("ConvInteger", convolution, {}, 1, 17, backend.get())[0].toInt64(),
             runNode("ConvInteger", convolution)[0].toInt64());
}

void TestOwnCodes::otherZeroPointsAreQuantizedAgain()
{
    Random random(12);
    const Tensor a = codes<std::uint8_t>(random, {1, 64}, 0, 255);
    const Tensor b = codes<std::int8_t>(random, {64, 3}, -127, 127);
    const auto exact = runNode("MatMulInteger", {{"a", a}, {"w", b}})[0].toInt64();
    const auto chip =
        runNode("MatMulInteger", {{"a", a}, {"w", b}}, {}, 1, 17, backendOf(Fidelity::Chip, "int8").get())[0].toInt64();
    QVERIFY(chip != exact);
    for (std::size_t i = 0; i < exact.size(); ++i) { // half a step of 255/127 on each of 64 values
        QVERIFY(std::abs(chip[i] - exact[i]) < 64 * 127 * 2);
    }
}

void TestOwnCodes::reportsSayWhich()
{
    Random random(13);
    auto graph = std::make_shared<Graph>();
    graph->inputs = {{"x", DType::Int8, {4, 64}, {}}};
    graph->constants.emplace("w", codes<std::int8_t>(random, {64, 8}, -127, 127));
    graph->nodes.push_back({"product", "MatMulInteger", {}, {"x", "w"}, {"y"}, {}});
    graph->outputs = {{"y", DType::Int32, {}, {}}};
    const TensorMap inputs{{"x", codes<std::int8_t>(random, {4, 64}, -127, 127)}};
    for (const char *format : {"int8", "vsq"}) {
        MeasureOptions options;
        options.format = namedFormat(format);
        const auto reports = measureLayers(graph, inputs, options);
        QCOMPARE(reports.size(), std::size_t{1});
        const bool own = std::string(format) == "int8";
        QVERIFY2(reports[0].note.find(own ? "own codes" : "quantized again") != std::string::npos, reports[0].note.c_str());
        QVERIFY(!own || reports[0].sqnrOut > 100.0);
    }
}

VSQ_TEST(TestOwnCodes)
#include "owncodes.moc"
