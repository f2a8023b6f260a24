// SPDX-License-Identifier: GPL-3.0-or-later
// A folder with a small transformer and its images as the only bundled sample, a window on it, and the waiting that tests of the
// window need.
#pragma once

#include "app/gui/dockarea.h"
#include "app/gui/mainwindow.h"
#include "tests/support/smallmodels.h"
#include "views/network/networkmodel.h"
#include "views/network/networkview.h"
#include "views/workspace/jobqueue.h"
#include "views/workspace/simulationcontroller.h"

#include <QApplication>
#include <QFile>
#include <QSettings>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

namespace vsq::test {

inline void clearSettings()
{
    QSettings(QStringLiteral("vsqscope"), QStringLiteral("vsqscope")).clear();
}

/// What there is to open: model with images as its data, also as the bundled sample "Small transformer".
struct SampleFolder {
    QTemporaryDir folder;
    QString model;
    QString data;

    bool make()
    {
        model = writeTransformer(folder.path());
        data = writeImages(folder.path(), 24);
        QFile manifest(folder.filePath(QStringLiteral("manifest.json")));
        if (!manifest.open(QIODevice::WriteOnly)) {
            return false;
        }
        manifest.write(
            R"([{"file": "small.onnx", "title": "Small transformer", "description": "Two blocks", "data": "images.npz"}])");
        qputenv("VSQ_SAMPLES", folder.path().toLocal8Bit());
        return true;
    }
};

inline std::unique_ptr<MainWindow> makeWindow(const QString &state = {})
{
    auto window = std::make_unique<MainWindow>(state);
    window->show();
    QApplication::setActiveWindow(window.get());
    return window;
}

/// Small networks are measured right after they are opened: then nothing runs any more.
inline void waitForNetwork(MainWindow &window)
{
    QTRY_VERIFY_WITH_TIMEOUT(!window.workspace()->isEmpty() && !window.workspace()->measurements().empty()
                                 && window.workspace()->jobs()->running().empty(),
                             20000);
}

inline QModelIndex chipRow(const QTableView *table)
{
    for (int row = 0; row < table->model()->rowCount(); ++row) {
        const QModelIndex index = table->model()->index(row, NetworkModel::Name);
        if (index.data(NetworkModel::OnChipRole).toBool()) {
            return index;
        }
    }
    return {};
}

/// By a double click in the list of layers.
inline void openFirstLayer(MainWindow &window)
{
    QTableView *table = window.docks()->findChild<NetworkView *>()->table();
    const QModelIndex row = chipRow(table);
    table->scrollTo(row);
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(row).center());
    QTest::mouseDClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(row).center());
    QTRY_VERIFY_WITH_TIMEOUT(window.workspace()->simulation()->isLoaded(), 20000);
}

/// The one that would be executed next; -1 where no layer is open.
inline std::int64_t cycle(const MainWindow &window)
{
    const auto snapshot = window.workspace()->simulation()->snapshot();
    return snapshot ? snapshot->next.cycle : -1;
}

} // namespace vsq::test
