// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/publishedlines.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <cmath>

using namespace vsq;

class PublishedLinesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// VS-Quant, table 3: ResNet-50, W4 A3U with real scales is 74.71 %, FP32 76.16 %; per-channel W3 A3U falls to 7.97 %.
    void postTrainingIsVsQuants()
    {
        const auto find = [](const std::string &network, const std::string &title) {
            for (const PublishedLine &line : publishedLines()) {
                if (line.network == network && line.title == title) {
                    return line;
                }
            }
            return PublishedLine{};
        };
        const PublishedLine real = find("ResNet-50", "per-vector, real scales, activations 3U");
        QVERIFY(real.points.size() >= 2);
        QCOMPARE(real.points[0].weightBits, 3);
        QCOMPARE(real.points[0].accuracy, 69.78);
        QCOMPARE(real.points[1].accuracy, 74.71);
        QVERIFY(std::abs(real.points[1].loss - (76.16 - 74.71)) < 1e-9);
        QCOMPARE(find("ResNet-50", "per-channel, best calibration, activations 3U").points[0].accuracy, 7.97);
    }

    void everyLineSaysWhereItIsFrom()
    {
        QVERIFY(publishedLines().size() > 20);
        for (const PublishedLine &line : publishedLines()) {
            QVERIFY(!line.source.empty() && !line.conditions.empty() && !line.title.empty() && !line.points.empty());
            for (std::size_t i = 1; i < line.points.size(); ++i) {
                QVERIFY(line.points[i - 1].weightBits <= line.points[i].weightBits);
            }
        }
    }

    /// JSSC Table IV: BERT-Base, 128 tokens, VSQ: 0.7 points below 87.46, 1734 inferences/s/W.
    void siliconIsTableFour()
    {
        for (const PublishedLine &line : publishedLines()) {
            if (line.network == "BERT-Base" && line.title == "vsq in silicon, 128 tokens") {
                QVERIFY(std::abs(line.points[0].accuracy - 86.76) < 1e-9);
                QCOMPARE(*line.points[0].inferencesPerSecondPerWatt, 1734.0);
                return;
            }
        }
        QFAIL("no such line");
    }
};

VSQ_TEST(PublishedLinesTest)

#include "publishedlines.moc"
