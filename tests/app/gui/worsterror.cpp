// SPDX-License-Identifier: GPL-3.0-or-later
// The key to the worst error, in the window: to the sum that four bits serve worst, and every view with it.
#include "core/network/graphbuilder.h"
#include "core/network/onnx/onnxwriter.h"
#include "core/tensor/npz.h"
#include "tests/app/gui/windowfixture.h"
#include "tests/support/testmain.h"
#include "views/dataflow/chipcanvas.h"

#include <QTextBrowser>

using namespace vsq;
using namespace vsq::test;

class WorstErrorTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    static constexpr int kWorst = 9; ///< row of the weights that codes of 4 bits do not meet

    /// y = x Wᵀ, all ones but for the odd elements of row 9, which are 0.3: 0.3 * 7 = 2.1 becomes the code 2, that is 0.286. The
    /// other rows are off by the rounding of scale products alone, 65024 for 65025.
    void writeNetwork() const
    {
        GraphBuilder builder("worst", 3);
        const std::string x = builder.input("x", DType::Float32, {-1, 128}, {"batch"});
        Tensor weights(DType::Float32, {16, 128});
        for (std::int64_t i = 0; i < weights.size(); ++i) {
            weights.mutableValues<float>()[static_cast<std::size_t>(i)] = i / 128 == kWorst && i % 2 == 1 ? 0.3F : 1.0F;
        }
        const std::string y = builder.node("Gemm", "fc", {x, builder.constant("fc.weight", weights)},
                                           {{"transB", std::int64_t{1}}});
        builder.output(y, "y", {-1, 16}, {"batch"});
        writeOnnx(builder.take(), m_folder.filePath(QStringLiteral("worst.onnx")).toStdString());
        Tensor data(DType::Float32, {8, 128});
        for (float &value : data.mutableValues<float>()) {
            value = 1.0F;
        }
        Tensor labels(DType::Int64, {8});
        for (std::int64_t &label : labels.mutableValues<std::int64_t>()) {
            label = 3;
        }
        writeNpz(m_folder.filePath(QStringLiteral("ones.npz")).toStdString(), {{"x", data}, {"y", labels}});
    }

private Q_SLOTS:
    void initTestCase()
    {
        clearSettings();
        writeNetwork();
    }

    void theKeyGoesToTheSumThatIsFurthestOff()
    {
        const auto window = makeWindow();
        window->openPath(m_folder.filePath(QStringLiteral("worst.onnx")), m_folder.filePath(QStringLiteral("ones.npz")));
        waitForNetwork(*window);
        openFirstLayer(*window);
        QTRY_VERIFY_WITH_TIMEOUT(window->workspace()->jobs()->running().empty(), 20000);
        const SimulationController &chip = *window->workspace()->simulation();
        QCOMPARE(cycle(*window), 0);

        QTest::keyClick(window.get(), Qt::Key_F7, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(cycle(*window) > 0, 20000);
        const auto at = chip.snapshot();
        QCOMPARE(at->executed.k, 1); // the last of two vectors
        QVERIFY(at->executed.phase == Phase::Compute);
        QCOMPARE(at->executed.m, 0); // 16 rows: one tile
        const Selection &selection = window->workspace()->selection();
        QCOMPARE(selection.m, kWorst);
        QCOMPARE(selection.lane, kWorst);
        QCOMPARE(selection.entry, static_cast<int>(at->executed.a));
        // 64 ones and 64 of 2/7: 128 * 64 codes of the scales' 254 in place of 255 * 255 / 256.
        const std::int32_t vector = (32 * 49 + 32 * 7 * 2) * 254;
        QCOMPARE(at->lanes[kWorst].sumOut, 2 * vector);
        // The canvas and the page show the same element.
        QCOMPARE(window->findChild<ChipCanvas *>()->scene().selection.lane, kWorst);
        auto *page = window->findChild<QTextBrowser *>(QStringLiteral("inspector.text"));
        QTRY_VERIFY(page->toPlainText().contains(QLocale().toString(2 * vector)));
    }
};

VSQ_TEST(WorstErrorTest)
#include "worsterror.moc"
