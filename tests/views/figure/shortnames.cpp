// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/figure/shortnames.h"

#include "tests/support/testmain.h"
#include "tests/support/widgetmain.h"

#include <QFont>
#include <QSet>
#include <QTest>

using namespace vsq;

class ShortNamesTest : public QObject {
    Q_OBJECT

    QFontMetricsF m_metrics{QFont()};

private Q_SLOTS:
    void namesThatFitStayAsTheyAre()
    {
        const QStringList names{QStringLiteral("encoder.layer.0.fc"), QStringLiteral("encoder.layer.1.fc")};
        QCOMPARE(shortNames(names, m_metrics, 1e6), names);
    }

    void whatAllBeginWithGoesFirst()
    {
        const QStringList names{QStringLiteral("encoder.layer.0.attention.key"), QStringLiteral("encoder.layer.11.attention.key"),
                                QStringLiteral("classifier"), QStringLiteral("pooler.dense")};
        const QStringList expected{QStringLiteral("\u20260.attention.key"), QStringLiteral("\u202611.attention.key"),
                                   QStringLiteral("classifier"), QStringLiteral("pooler.dense")};
        QCOMPARE(shortNames(names, m_metrics, m_metrics.horizontalAdvance(expected[1]) + 1), expected);
    }

    /// The layers of BERT-Base at the width that a side panel leaves stay apart.
    void layersOfBertCanBeToldApart()
    {
        QStringList names;
        for (int layer = 0; layer < 12; ++layer) {
            for (const char *part : {"attention.query", "attention.key", "attention.value", "attention.output", "output"}) {
                names.append(QStringLiteral("encoder.layer.%1.%2").arg(layer).arg(QLatin1String(part)));
            }
        }
        const double room = m_metrics.horizontalAdvance(QStringLiteral("\u202611.att\u2026.output"));
        const QStringList shown = shortNames(names, m_metrics, room);
        QCOMPARE(QSet<QString>(shown.begin(), shown.end()).size(), names.size());
        for (const QString &name : shown) {
            QVERIFY(m_metrics.horizontalAdvance(name) <= room + 0.5);
        }
    }

    /// Two families: neither loses what tells it from the other; what all end with goes.
    void whatMostEndWithGoesWhereBeginningsDiffer()
    {
        const QStringList names{QStringLiteral("stem.conv"), QStringLiteral("stage1.0.a.conv"), QStringLiteral("stage1.1.a.conv"),
                                QStringLiteral("stage2.0.a.conv"), QStringLiteral("stage2.1.a.conv")};
        const QStringList expected{QStringLiteral("stem\u2026"), QStringLiteral("stage1.0.a\u2026"),
                                   QStringLiteral("stage1.1.a\u2026"), QStringLiteral("stage2.0.a\u2026"),
                                   QStringLiteral("stage2.1.a\u2026")};
        QCOMPARE(shortNames(names, m_metrics, m_metrics.horizontalAdvance(expected[4]) + 1), expected);
    }

    void namesWithNothingInCommonAreElidedInTheMiddle()
    {
        const QStringList names{QStringLiteral("firstblockofall"), QStringLiteral("anotherblockofall")};
        const double room = m_metrics.horizontalAdvance(QStringLiteral("anoth\u2026ofall"));
        for (const QString &name : shortNames(names, m_metrics, room)) {
            QVERIFY(name.contains(QChar(0x2026)) && name.endsWith(QStringLiteral("all")));
        }
    }
};

VSQ_TEST(ShortNamesTest)
#include "shortnames.moc"
