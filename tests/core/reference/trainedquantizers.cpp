// SPDX-License-Identifier: GPL-3.0-or-later
// QONNX's quantizers, against values written out by hand.
#include "tests/core/reference/fileofonenode.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace vsq;
using namespace vsq::test;

class TestTrainedQuantizers : public QObject {
    Q_OBJECT
private slots:
    void integersOfSoManyBits();
    void bitsMayBeIntegers();
    void scalesSayWhatIsCutOff();
};

void TestTrainedQuantizers::integersOfSoManyBits()
{
    const Tensor x = Tensor::of<float>({6}, std::vector<float>{-3.0F, -0.75F, -0.2F, 0.25F, 0.8F, 9.0F});
    const Tensor scale = Tensor::scalar(0.5F);
    const Tensor zero = Tensor::scalar(0.0F);
    const Operands three{{"x", x}, {"ws", scale}, {"wz", zero}, {"wb", Tensor::scalar(3.0F)}};
    const std::string domain = "qonnx.custom_op.general";
    // In halves: -6, -1.5, -0.4, 0.5, 1.6, 18, limited to -4 .. 3 and rounded to even.
    QVERIFY(largestDifference(OneNode("Quant", domain, three, 1).run(), {-2.0, -1.0, 0.0, 0.0, 1.0, 1.5}) < 1e-6);
    QVERIFY(largestDifference(OneNode("Quant", "onnx.brevitas", three, 1).set("narrow", std::int64_t{1}).run(),
                              {-1.5, -1.0, 0.0, 0.0, 1.0, 1.5})
            < 1e-6);
    QVERIFY(
        largestDifference(OneNode("Quant", domain, three, 1).set("signed", std::int64_t{0}).run(), {0.0, 0.0, 0.0, 0.0, 1.0, 3.5})
        < 1e-6);
    QVERIFY(
        largestDifference(OneNode("BipolarQuant", domain, {{"x", x}, {"ws", scale}}, 1).run(), {-0.5, -0.5, -0.5, 0.5, 0.5, 0.5})
        < 1e-6);
    // Five bits to three: a quarter of the codes -6, -2 (to even), 0, 0, 2, 18, rounded down.
    QVERIFY(largestDifference(
                OneNode("Trunc", domain,
                        {{"x", x}, {"ws", scale}, {"wz", zero}, {"wi", Tensor::scalar(5.0F)}, {"wo", Tensor::scalar(3.0F)}}, 1)
                    .run(),
                {-1.0, -0.5, 0.0, 0.0, 0.0, 2.0})
            < 1e-6);
}

void TestTrainedQuantizers::bitsMayBeIntegers()
{
    const Tensor x = Tensor::of<float>({3}, std::vector<float>{-3.0F, 0.75F, 9.0F});
    const Operands four{
        {"x", x}, {"ws", Tensor::scalar(0.5F)}, {"wz", Tensor::scalar(0.0F)}, {"wb", Tensor::scalar(std::int32_t{3})}};
    OneNode quant("IntQuant", "qonnx.custom_op.general", four, 1);
    quant.set("rounding_mode", std::string("floor"));
    // In halves -6, 1.5 and 18, limited to -4 .. 3, rounded down.
    QVERIFY(largestDifference(quant.run(), {-2.0, 0.5, 1.5}) < 1e-6);
}

void TestTrainedQuantizers::scalesSayWhatIsCutOff()
{
    const Tensor x = Tensor::of<float>({6}, std::vector<float>{-3.0F, -0.75F, -0.2F, 0.25F, 0.8F, 9.0F});
    const auto cut = [&](float zero, float bits) {
        return OneNode("Trunc", "qonnx.custom_op.general",
                       {{"x", x},
                        {"ws", Tensor::scalar(0.5F)},
                        {"wz", Tensor::scalar(zero)},
                        {"wi", Tensor::scalar(std::int32_t{5})},
                        {"wo", Tensor::scalar(2.0F)},
                        {"wb", Tensor::scalar(bits)}},
                       1);
    };
    // The codes -6, -2 (to even), 0, 0, 2 and 18; a scale four times as large cuts two bits off: -1.5, -0.5, 0, 0, 0.5, 4.5.
    QVERIFY(largestDifference(cut(0.0F, 4.0F).run(), {-4.0, -2.0, 0.0, 0.0, 0.0, 8.0}) < 1e-6);
    // Three bits end at 3; narrow ones begin at -1 where there are two.
    QVERIFY(largestDifference(cut(0.0F, 3.0F).run(), {-4.0, -2.0, 0.0, 0.0, 0.0, 6.0}) < 1e-6);
    QVERIFY(largestDifference(cut(0.0F, 2.0F).set("narrow", std::int64_t{1}).run(), {-2.0, -2.0, 0.0, 0.0, 0.0, 2.0}) < 1e-6);
    // A zero point of 4 is one of 1 behind: codes -2, 2 (2.5 to even), 4, 4 (4.5 to even), 6 and 22 become -0.5, 0.5, 1,
    // 1, 1.5, 5.5.
    QVERIFY(largestDifference(cut(4.0F, 4.0F).run(), {-4.0, -2.0, 0.0, 0.0, 0.0, 8.0}) < 1e-6);
    QVERIFY(largestDifference(cut(4.0F, 4.0F).set("signed", std::int64_t{0}).run(), {-2.0, -2.0, 0.0, 0.0, 0.0, 8.0}) < 1e-6);
}

VSQ_TEST(TestTrainedQuantizers)
#include "trainedquantizers.moc"
