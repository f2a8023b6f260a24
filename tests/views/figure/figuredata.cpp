// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/figure/figuredata.h"
#include "tests/support/testmain.h"
#include "tests/views/figure/samplefigures.h"

#include <QTest>

using namespace vsq;

namespace {

/// RFC 4180, written for this test.
std::vector<QStringList> parse(const std::string &text)
{
    std::vector<QStringList> rows(1);
    QString field;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted) {
            if (c == '"' && i + 1 < text.size() && text[i + 1] == '"') {
                field += QLatin1Char('"');
                ++i;
            } else if (c == '"') {
                quoted = false;
            } else {
                field += QLatin1Char(c);
            }
        } else if (c == '"') {
            quoted = true;
        } else if (c == ',') {
            rows.back().append(field);
            field.clear();
        } else if (c == '\n') {
            rows.back().append(field);
            field.clear();
            rows.emplace_back();
        } else if (c != '\r') {
            field += QLatin1Char(c);
        }
    }
    rows.pop_back();
    return rows;
}

} // namespace

class FigureDataTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void seriesRoundTripToTheLastBit()
    {
        FigureSpec spec = test::curves();
        spec.series[0].y[2] = 0.1 + 0.2;
        const auto rows = parse(figureTable(spec, ','));
        std::size_t row = 1;
        for (const FigureSeries &series : spec.series) {
            for (std::size_t i = 0; i < series.x.size(); ++i, ++row) {
                QCOMPARE(rows[row][1], series.name);
                QCOMPARE(rows[row][2].toDouble(), series.x[i]);
                QVERIFY(rows[row][4].toDouble() == series.y[i]);
                QVERIFY(rows[row][5].toDouble() == series.low[i]);
                QVERIFY(rows[row][6].toDouble() == series.high[i]);
            }
        }
        QCOMPARE(rows[row][0], QStringLiteral("mark"));
        QCOMPARE(rows[row][4].toDouble(), 91.3);
    }

    void heatmapHasARowACell()
    {
        const FigureSpec spec = test::heatmap(3, 2);
        const auto rows = parse(figureTable(spec, ','));
        QCOMPARE(rows.size(), std::size_t{7});
        QCOMPARE(rows[0][5], QStringLiteral("Integer scale"));
        QCOMPARE(rows[6][2].toDouble(), 2.0);
        QCOMPARE(rows[6][4].toDouble(), 1.0);
        QCOMPARE(static_cast<float>(rows[6][5].toDouble()), spec.heatmap.values[5]);
        QCOMPARE(rows[5][5], QString()); // NaN
    }

    void awkwardNamesAreQuoted()
    {
        FigureSpec spec = test::stack();
        spec.bars[0].name = QStringLiteral("a \"b\", c");
        const auto rows = parse(figureTable(spec, ','));
        QCOMPARE(rows[1][1], spec.bars[0].name);
        QCOMPARE(rows[1][2], QStringLiteral("block0.attention.query"));
        for (const QStringList &row : rows) {
            QCOMPARE(row.size(), 7);
        }
    }
};

VSQ_TEST(FigureDataTest)
#include "figuredata.moc"
