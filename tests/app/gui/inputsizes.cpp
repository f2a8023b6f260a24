// SPDX-License-Identifier: GPL-3.0-or-later
// A network whose file leaves sizes open says so, and takes them from whoever opens it.
#include "app/gui/inputsizesdialog.h"

#include "app/gui/arguments.h"
#include "app/gui/commands.h"
#include "app/gui/mainwindow.h"
#include "app/gui/messagebar.h"
#include "core/network/graphbuilder.h"
#include "core/network/onnx/onnxwriter.h"
#include "tests/support/testmain.h"
#include "views/workspace/jobqueue.h"
#include "views/workspace/project.h"

#include <QAction>
#include <QPushButton>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>

using namespace vsq;

class InputSizesTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    QString write(const Shape &shape, const std::vector<std::string> &names) const
    {
        GraphBuilder g("open", 3);
        const std::string sum = g.node(
            "Add", "sum", {g.input("ids", DType::Float32, shape, names), g.input("more", DType::Float32, shape, names)});
        g.output(g.node("MatMul", "product", {sum, g.normal("w", {8, 5}, 1.0)}), "y", {shape[0], shape[1], 5}, names);
        const QString path = m_folder.filePath(QStringLiteral("open.onnx"));
        writeOnnx(g.take(), path.toStdString());
        return path;
    }

    static void waitForNetwork(const MainWindow &window)
    {
        QTRY_VERIFY_WITH_TIMEOUT(!window.workspace()->isEmpty() && window.workspace()->jobs()->running().empty(), 20000);
    }

private Q_SLOTS:
    void sizesComeFromTheCommandLine()
    {
        QByteArray path = write({-1, -1, 8}, {"batch", "tokens", ""}).toLocal8Bit();
        char *given[] = {const_cast<char *>("vsqscope"), path.data(), const_cast<char *>("--shape"),
                         const_cast<char *>("ids=2,33,8")};
        const Arguments arguments = parseArguments(4, given);
        QVERIFY(!arguments.exitCode);
        MainWindow window;
        window.openSized(arguments.model, arguments.dataPath, arguments.shapes);
        waitForNetwork(window);
        QCOMPARE(window.workspace()->layers().at(0).n, 66);
        QCOMPARE(window.workspace()->project().shapes, arguments.shapes);
        char *wrong[] = {given[0], given[1], given[2], const_cast<char *>("ids")};
        QCOMPARE(parseArguments(4, wrong).exitCode.value_or(0), 2);
    }

    void sizesAreAskedForAndKept()
    {
        MainWindow window;
        window.show();
        window.openPath(write({-1, -1, 8}, {"batch", "tokens", ""}));
        waitForNetwork(window);
        QCOMPARE(window.messages()->text(),
                 QStringLiteral(
                     "open leaves sizes of its inputs open: ids [batch, tokens, 8]; more [batch, tokens, 8]. They count as 1."));
        QCOMPARE(window.workspace()->layers().at(0).n, 1);
        QTest::mouseClick(window.findChild<QPushButton *>(QStringLiteral("setSizes")), Qt::LeftButton);
        auto *dialog = window.findChild<InputSizesDialog *>();
        QVERIFY(dialog != nullptr && dialog->isVisible());
        QCOMPARE(dialog->findChildren<QSpinBox *>().size(), 2); // both inputs share the names
        auto *tokens = dialog->findChild<QSpinBox *>(QStringLiteral("size.tokens"));
        QCOMPARE(tokens->value(), 128);
        tokens->setFocus();
        tokens->selectAll();
        QTest::keyClicks(tokens, QStringLiteral("33"));
        QTest::mouseClick(dialog->findChild<QPushButton *>(QStringLiteral("acceptSizes")), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(window.workspace()->layers().at(0).n, std::int64_t{33}, 20000);
        const std::map<std::string, Shape> expected{{"ids", {1, 33, 8}}, {"more", {1, 33, 8}}};
        QVERIFY(window.workspace()->project().shapes == expected);
        // Read again, the network keeps them; the command changes them.
        waitForNetwork(window);
        window.commands()->action(QStringLiteral("file.reload"))->trigger();
        waitForNetwork(window);
        QCOMPARE(window.workspace()->layers().at(0).n, 33);
        window.commands()->action(QStringLiteral("file.sizes"))->trigger();
        const auto dialogs = window.findChildren<InputSizesDialog *>();
        QCOMPARE(dialogs.back()->findChild<QSpinBox *>(QStringLiteral("size.tokens"))->value(), 33);
    }

    void aBatchAloneIsNotAskedFor()
    {
        MainWindow window;
        window.show();
        window.openPath(write({-1, 4, 8}, {"batch", "", ""}));
        waitForNetwork(window);
        QCOMPARE(window.messages()->text(), QString());
        QVERIFY(window.commands()->action(QStringLiteral("file.sizes"))->isEnabled());
        window.openPath(write({2, 4, 8}, {}));
        QTRY_VERIFY_WITH_TIMEOUT(!window.commands()->action(QStringLiteral("file.sizes"))->isEnabled(), 20000);
    }
};

VSQ_TEST(InputSizesTest)

#include "inputsizes.moc"
