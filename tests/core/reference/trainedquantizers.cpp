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
    void floatsOfSoManyBits();
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

void TestTrainedQuantizers::floatsOfSoManyBits()
{
    // E4M3 (OCP): steps of 2^(e - 3), subnormal ones of 2^-9, at most 448.
    const Tensor x = Tensor::of<float>({8}, std::vector<float>{0.0F, 1.06F, -1.07F, 300.0F, 1000.0F, 0.003F, -0.0009F, 17.0F});
    const auto quantized = [&](float largest, const std::string &mode) {
        OneNode one("FloatQuant", "onnx.brevitas",
                    {{"x", x},
                     {"ws", Tensor::scalar(2.0F)},
                     {"we", Tensor::scalar(4.0F)},
                     {"wm", Tensor::scalar(3.0F)},
                     {"wb", Tensor::scalar(7.0F)},
                     {"wl", Tensor::scalar(largest)}},
                    1);
        one.set("rounding_mode", mode);
        return one;
    };
    // Halves: 0, 0.53, -0.535, 150, 500, 0.0015, -0.00045, 8.5. Around 0.53 steps are 1/16, around 150 16, at 500 32, at 8.5 1.
    QVERIFY(largestDifference(quantized(448.0F, "round").run(), {0.0, 1.0, -1.125, 288.0, 896.0, 2.0 / 512.0, 0.0, 16.0}) < 1e-6);
    QVERIFY(largestDifference(quantized(448.0F, "ceil").run(), {0.0, 1.125, -1.0, 320.0, 896.0, 2.0 / 512.0, 0.0, 18.0}) < 1e-6);
    OneNode open = quantized(448.0F, "round");
    open.set("saturation", std::int64_t{0}).set("has_inf", std::int64_t{1});
    QVERIFY(std::isinf(open.run().values<float>()[4]));
}

VSQ_TEST(TestTrainedQuantizers)
#include "trainedquantizers.moc"
