// SPDX-License-Identifier: GPL-3.0-or-later
// The chip's settings: presets, the words of each assumption, what a change costs before it is made, one undoable change.
#include "app/gui/chipdialog.h"

#include "core/layer/layerplan.h"
#include "tests/support/testmain.h"
#include "tests/support/widgetmain.h"
#include "tests/views/viewfixture.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QUndoStack>

#include <cmath>

using namespace vsq;
using namespace vsq::test;

class ChipDialogTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<Workspace> m_workspace;

    std::unique_ptr<ChipDialog> dialog()
    {
        auto made = std::make_unique<ChipDialog>(m_workspace.get());
        made->setAttribute(Qt::WA_DeleteOnClose, false);
        made->show();
        return made;
    }
    template <typename T>
    static T *part(const ChipDialog &dialog, const char *name)
    {
        return dialog.findChild<T *>(QString::fromLatin1(name));
    }
    static QString textOf(const ChipDialog &dialog, const char *name) { return part<QLabel>(dialog, name)->text(); }

private Q_SLOTS:
    void initTestCase()
    {
        Theme::applyTo(*qApp, Theme::Preference::Light);
        m_workspace = std::make_unique<Workspace>();
        QVERIFY(openTransformer(*m_workspace, m_folder.path()));
        QVERIFY(openLayer(*m_workspace, layerCalled(*m_workspace, "fc1")));
    }
    void cleanupTestCase() { m_workspace.reset(); }

    void aPresetShowsWhatItCostsAndIsOneChange()
    {
        const auto shown = dialog();
        QTRY_VERIFY(textOf(*shown, "chipPreview").contains(QStringLiteral("SQNR")));
        QVERIFY(!textOf(*shown, "chipPreview").contains(QLatin1Char('('))); // nothing differs yet
        auto *presets = part<QComboBox>(*shown, "chipPresets");
        presets->setFocus();
        const int half = presets->findText(QStringLiteral("Half the lanes"));
        QVERIFY(half > 0);
        QCOMPARE(presets->currentText(), QStringLiteral("Published chip")); // which is what is set
        while (presets->currentIndex() < half) {
            QTest::keyClick(presets, Qt::Key_Down);
        }
        QCOMPARE(presets->currentIndex(), half);
        QCOMPARE(part<QLineEdit>(*shown, "lanes")->text(), QStringLiteral("8"));
        // What the preview must say of cycles, layer by layer from the plans.
        ChipConfig halved;
        halved.lanes = 8;
        halved.aBankEntries = 256;
        halved.scaleEntries = 16;
        const auto cyclesOn = [this](const ChipConfig &chip) {
            double cycles = 0.0;
            for (std::size_t i = 0; i < m_workspace->layers().size(); ++i) {
                const int layer = static_cast<int>(i);
                const auto cost = costOf(m_workspace->layers()[i], m_workspace->layerFormat(layer), chip,
                                         m_workspace->nextFormat(layer));
                cycles += cost ? static_cast<double>(cost->cycles()) : 0.0;
            }
            return cycles;
        };
        const double percent = 100.0 * (cyclesOn(halved) / cyclesOn({}) - 1.0);
        // Fewer where the halved chip cannot emit VSQ and spares its overhead, more where products dominate.
        QVERIFY2(std::abs(percent) > 5.0, qPrintable(QString::number(percent)));
        const QString expected = QStringLiteral("(%1%2 %) cycles")
                                     .arg(percent > 0.0 ? QStringLiteral("+") : QStringLiteral("\u2212"),
                                          QLocale().toString(std::abs(percent), 'f', 1));
        QTRY_VERIFY2(textOf(*shown, "chipPreview").contains(expected),
                     qPrintable(expected + QStringLiteral(" in ") + textOf(*shown, "chipPreview")));
        const int changes = m_workspace->undoStack()->index();
        QTest::mouseClick(shown->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok), Qt::LeftButton);
        QCOMPARE(m_workspace->chipConfig().lanes, 8);
        QCOMPARE(m_workspace->undoStack()->index(), changes + 1);
        m_workspace->undoStack()->undo();
        QCOMPARE(m_workspace->chipConfig(), ChipConfig());
    }

    void anAssumptionExplainsItself()
    {
        const auto shown = dialog();
        auto *reciprocal = part<QComboBox>(*shown, "reciprocal");
        reciprocal->setFocus();
        QTRY_VERIFY(textOf(*shown, "chipAssumption").contains(QStringLiteral("A-13")));
        QVERIFY(textOf(*shown, "chipAssumption").contains(QStringLiteral("Why:")));
        QVERIFY(textOf(*shown, "chipAssumption").contains(QStringLiteral("Otherwise:")));
    }

    void lanesThatCannotAreRefusedWithTheReason()
    {
        const auto shown = dialog();
        auto *lanes = part<QLineEdit>(*shown, "lanes");
        lanes->setFocus();
        lanes->selectAll();
        QTest::keyClicks(lanes, QStringLiteral("12"));
        QVERIFY(textOf(*shown, "chipProblem").contains(QStringLiteral("divisor")));
        QVERIFY(!shown->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok)->isEnabled());
        QTest::qWait(300);
        QVERIFY(textOf(*shown, "chipPreview").isEmpty()); // of which chip?
        lanes->selectAll();
        QTest::keyClicks(lanes, QStringLiteral("4"));
        QVERIFY(textOf(*shown, "chipProblem").isEmpty());
        QVERIFY(shown->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok)->isEnabled());
    }
};

VSQ_TEST(ChipDialogTest)
#include "chipdialog.moc"
