// SPDX-License-Identifier: GPL-3.0-or-later
// A folder of images, one directory a class, becomes the open network's data.
#include "app/gui/commands.h"
#include "app/gui/mainwindow.h"
#include "tests/support/smallmodels.h"
#include "tests/support/testmain.h"
#include "views/workspace/jobqueue.h"

#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QImage>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTest>

using namespace vsq;

class DataFolderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isOpenedByKeys()
    {
        QTemporaryDir folder;
        const QString images = folder.filePath(QStringLiteral("images"));
        for (const char *name : {"ankle", "bag", "coat"}) {
            const QString of = images + QLatin1Char('/') + QString::fromLatin1(name);
            QVERIFY(QDir().mkpath(of));
            for (int i = 0; i < 2; ++i) {
                QImage image(12, 12, QImage::Format_Grayscale8);
                image.fill(40 * i + 10);
                QVERIFY(image.save(of + QStringLiteral("/%1.png").arg(i)));
            }
        }
        MainWindow window;
        window.show();
        QVERIFY(!window.commands()->action(QStringLiteral("file.openFolder"))->isEnabled());
        window.openPath(test::writeTransformer(folder.path()));
        QTRY_VERIFY_WITH_TIMEOUT(!window.workspace()->isEmpty() && window.workspace()->jobs()->running().empty(), 20000);
        QApplication::setActiveWindow(&window);
        QTest::keyClick(&window, Qt::Key_O, Qt::ControlModifier | Qt::AltModifier);
        auto *dialog = window.findChild<QFileDialog *>();
        QVERIFY(dialog != nullptr && dialog->isVisible());
        auto *name = dialog->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"));
        QVERIFY(name != nullptr);
        name->setFocus();
        name->selectAll();
        QApplication::clipboard()->setText(images); // pasted: typed letter by letter, what stands between is selected too
        QTest::keyClick(name, Qt::Key_V, Qt::ControlModifier);
        QTest::keyClick(name, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(window.workspace()->data() != nullptr, 20000);
        QCOMPARE(window.workspace()->data()->size(), 6);
        QCOMPARE(window.workspace()->dataPath(), images);
    }
};

VSQ_TEST(DataFolderTest)
#include "datafolder.moc"
