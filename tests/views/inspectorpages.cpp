// SPDX-License-Identifier: GPL-3.0-or-later
// The inspector's numbers against independent computations from the operands.
#include "tests/support/testmain.h"
#include "tests/support/widgetmain.h"
#include "tests/views/dataflowfixture.h"

#include "core/layer/explanation.h"
#include "views/inspector/inspectorpages.h"
#include "views/inspector/vectorplot.h"

#include <QSignalSpy>
#include <QTest>
#include <QTextDocument>

#include <QElapsedTimer>

#include <cmath>

namespace vsq::test {

/// As far as the 24-bit sum, with the layer's own schedule.
static Explanation explained(const std::shared_ptr<LayerData> &layer, std::int64_t m, std::int64_t n)
{
    return explain(OpenedChip(layer, ChipConfig{}), m, n, ExplainStage::Sum);
}

class InspectorPages : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void traceFollowsTheSpecification_data()
    {
        QTest::addColumn<int>("mode");
        QTest::newRow("vsq") << int(Mode::Vsq);
        QTest::newRow("int4") << int(Mode::Int4);
        QTest::newRow("int8") << int(Mode::Int8);
    }
    void traceFollowsTheSpecification()
    {
        QFETCH(int, mode);
        const auto layer = makeLayer(static_cast<Mode>(mode), 20, 18, 150);
        const Explanation trace = explained(layer, 17, 5);
        // Straight from the codes and scales of the quantized matrices, no padding, no datapath functions.
        const int size = static_cast<Mode>(mode) == Mode::Int8 ? 32 : 64;
        long long sum = 0;
        double exact = 0.0;
        for (int k = 0; k * size < 150; ++k) {
            long long tree = 0;
            for (int i = k * size; i < std::min(150, (k + 1) * size); ++i) {
                tree += layer->qa.codes[17 * 150 + i] * layer->qb.codes[5 * 150 + i];
                exact += double(layer->a[17 * 150 + i]) * double(layer->b[5 * 150 + i]);
            }
            long long term = tree;
            if (static_cast<Mode>(mode) == Mode::Vsq) {
                const long long product = layer->qa.scales[17 * 3 + k] * layer->qb.scales[5 * 3 + k];
                term = tree * ((product + 128) >> 8);
                QCOMPARE(qint64(trace.vectors[k].scaleProduct), qint64(product));
            }
            sum = std::clamp<long long>(sum + term, -(1 << 23), (1 << 23) - 1);
            QCOMPARE(qint64(trace.vectors[k].dot), qint64(tree));
            QCOMPARE(qint64(trace.vectors[k].sum), qint64(sum));
        }
        QVERIFY(std::abs(trace.fp32 - exact) < 1e-9 * std::abs(exact));
        const double unit = static_cast<Mode>(mode) == Mode::Vsq ? 256.0 : 1.0;
        const double real = double(sum) * unit * double(layer->qa.gamma[17]) * double(layer->qb.gamma[0]);
        QVERIFY(std::abs(trace.value - real) <= 1e-12 * std::abs(real));
        QCOMPARE(trace.steps.front().addedError(), 0.0); // nothing saturated
    }

    void saturationShowsAsAnError()
    {
        auto layer = makeLayer(Mode::Vsq, 16, 16, 64 * 12);
        auto operands = std::make_shared<Operands>(*layer->operands);
        std::fill(operands->a.codes.begin(), operands->a.codes.end(), std::int8_t{-8});
        std::fill(operands->b.codes.begin(), operands->b.codes.end(), std::int8_t{-8});
        std::fill(operands->a.scales.begin(), operands->a.scales.end(), std::uint8_t{255});
        std::fill(operands->b.scales.begin(), operands->b.scales.end(), std::uint8_t{255});
        layer->operands = operands;
        const Explanation trace = explained(layer, 0, 0);
        QCOMPARE(trace.vectors[7].sum, 8 * 1040384); // spec section 4: the 9th such term saturates
        QVERIFY(!trace.vectors[7].saturated);
        QCOMPARE(trace.vectors[8].sum, 8388607);
        QVERIFY(trace.vectors[8].saturated);
        QVERIFY(trace.steps.front().addedError() < 0.0);
    }

    void vectorDetailHasValuesCodesAndErrors()
    {
        const auto layer = makeLayer(Mode::Vsq, 8, 8, 150);
        const VectorDetail detail = vectorDetail(*layer, Selection::Operand::Weights, 3, 2);
        QVERIFY(detail.valid);
        QCOMPARE(detail.elements.size(), std::size_t{150 - 128});
        QCOMPARE(detail.integerScale, int(layer->qa.scales[3 * 3 + 2]));
        for (std::size_t i = 0; i < detail.elements.size(); ++i) {
            const std::size_t index = 3 * 150 + 128 + i;
            QCOMPARE(detail.elements[i].value, layer->a[index]);
            QCOMPARE(detail.elements[i].code, layer->qa.codes[index]);
            QCOMPARE(detail.elements[i].stands,
                     double(layer->qa.codes[index]) * (detail.integerScale * double(layer->qa.gamma[3])));
        }
        QVERIFY(!vectorDetail(*layer, Selection::Operand::Activations, 8, 0).valid);
        QVERIFY(!vectorDetail(*layer, Selection::Operand::None, 0, 0).valid);
    }

    void codesReadAsHexAndBits()
    {
        QCOMPARE(hexText(-7, 4), QStringLiteral("0x9"));
        QCOMPARE(bitsText(-7, 4), QStringLiteral("1001"));
        QCOMPARE(hexText(-127, 8), QStringLiteral("0x81"));
        QCOMPARE(bitsText(5, 8), QStringLiteral("00000101"));
    }

    void operandSqnrIsThatOfItsVectors()
    {
        const auto layer = makeLayer(Mode::Vsq, 6, 6, 150);
        double signal = 0.0;
        double noise = 0.0;
        for (int row = 0; row < 6; ++row) {
            for (int vector = 0; vector < 3; ++vector) {
                for (const VectorElement &e : vectorDetail(*layer, Selection::Operand::Activations, row, vector).elements) {
                    signal += double(e.value) * double(e.value);
                    noise += e.error() * e.error();
                }
            }
        }
        // What codes stand for is a binary32 number there and is kept in double here.
        QVERIFY(std::abs(operandSqnr(layer->b, layer->qb) - 10.0 * std::log10(signal / noise)) < 1e-5);
    }

    void selectedResultIsExplainedInNumbers()
    {
        const auto layer = makeLayer(Mode::Vsq, 40, 24, 160);
        const auto snapshot = makeSnapshot(*layer, 16, 0, 1, 5);
        InspectorInput in;
        in.layer = layer.get();
        in.snapshot = snapshot.get();
        const OpenedChip chip(layer, ChipConfig{});
        in.chip = &chip;
        in.selection.lane = 4;
        in.selection.entry = 5;
        const QString text = plain(inspectorHtml(in));
        QVERIFY(text.contains(QStringLiteral("C[20, 5]")));
        const LaneState &lane = snapshot->lanes[4];
        QVERIFY2(text.contains(
                     QStringLiteral("sum = sat(%1 + %2 \u00b7 %3) = %4")
                         .arg(wholeText(lane.sumIn), wholeText(lane.tree), wholeText(lane.roundedScale), wholeText(lane.sumOut))),
                 qPrintable(text));
        QVERIFY(text.contains(QStringLiteral("24-bit sum")));
        const std::int64_t cycle = explain(chip, 20, 5).vectors[1].cycle; // the way there
        QVERIFY(inspectorHtml(in).contains(QStringLiteral("href='cycle:%1'>1</a>").arg(cycle)));
    }

    /// BERT-Base's widest product, with vectors of outputs.
    void aLargeLayersValueIsExplainedQuickly()
    {
        const auto layer = makeLayer(Mode::Vsq, 3072, 128, 768);
        const OpenedChip chip(layer, ChipConfig{}, OutputFormat::Vsq);
        QElapsedTimer clock;
        clock.start();
        const Explanation first = explain(chip, 1234, 77);
        const qint64 cold = clock.restart();
        const Explanation second = explain(chip, 3071, 127);
        const qint64 warm = clock.elapsed();
        qInfo("explained in %lld ms, then %lld ms", cold, warm);
        QCOMPARE(first.vectors.size(), std::size_t{12});
        QVERIFY(second.output.has_value());
        QVERIFY(cold < 200 && warm < 200); // 50 ms on an idle machine
    }

    void entryBehindTheRunningColumnIsOneVectorBehind()
    {
        const auto layer = makeLayer(Mode::Vsq, 16, 16, 192);
        const auto snapshot = makeSnapshot(*layer, 0, 0, 2, 5);
        InspectorInput in;
        in.layer = layer.get();
        in.snapshot = snapshot.get();
        const OpenedChip chip(layer, ChipConfig{});
        in.chip = &chip;
        in.selection.lane = 1;
        in.selection.entry = 9;
        const QString text = plain(inspectorHtml(in));
        QVERIFY(text.contains(QStringLiteral("after vector 1")));
        QVERIFY(text.contains(QStringLiteral("= %1").arg(wholeText(snapshot->collector[9][1]))));
    }

    void paddingIsSaidToBePadding()
    {
        const auto layer = makeLayer(Mode::Vsq, 20, 16, 64);
        const auto snapshot = makeSnapshot(*layer, 16, 0, 0, 5);
        InspectorInput in;
        in.layer = layer.get();
        in.snapshot = snapshot.get();
        in.selection.lane = 9;
        QVERIFY(plain(inspectorHtml(in)).contains(QStringLiteral("A has no row 25")));
        in.selection.entry = 2;
        QVERIFY(plain(inspectorHtml(in)).contains(QStringLiteral("padding")));
    }

    void layerPageNeedsNoSimulation()
    {
        const auto layer = makeLayer(Mode::Vsq, 20, 16, 64);
        InspectorInput in;
        in.layer = layer.get();
        const QString text = plain(inspectorHtml(in));
        QVERIFY(text.contains(QStringLiteral("encoder.0.mlp.fc1")));
        QVERIFY(text.contains(QStringLiteral("SQNR")));
    }

    void clickInThePlotSelectsTheElement()
    {
        const auto layer = makeLayer(Mode::Vsq, 8, 8, 128);
        VectorPlot plot;
        plot.resize(480, 132);
        plot.setVector(vectorDetail(*layer, Selection::Operand::Weights, 3, 1), -1);
        plot.show();
        QSignalSpy spy(&plot, &VectorPlot::elementWanted);
        QTest::mouseClick(&plot, Qt::LeftButton, {}, QPoint(467, 60));
        QCOMPARE(spy.size(), 1);
        QCOMPARE(spy[0][0].toInt(), 63);
        plot.setVector(vectorDetail(*layer, Selection::Operand::Weights, 3, 1), 62);
        QTest::keyClick(&plot, Qt::Key_Right);
        QCOMPARE(spy[1][0].toInt(), 63);
    }

private:
    static QString plain(const QString &html)
    {
        QTextDocument document;
        document.setHtml(html);
        return document.toPlainText();
    }
};

} // namespace vsq::test

using vsq::test::InspectorPages;
VSQ_TEST(InspectorPages)

#include "inspectorpages.moc"
