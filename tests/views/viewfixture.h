// SPDX-License-Identifier: GPL-3.0-or-later
// A workspace with a small transformer and its images open, and the waiting that tests of views need.
#pragma once

#include "tests/support/shots.h"
#include "tests/support/smallmodels.h"
#include "views/figure/plotview.h"
#include "views/theme/theme.h"
#include "views/workspace/jobqueue.h"
#include "views/workspace/workspace.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace vsq::test {

inline bool waitForJobs(const Workspace &workspace)
{
    return QTest::qWaitFor([&] { return workspace.jobs()->running().empty(); }, 20000);
}

inline bool openTransformer(Workspace &workspace, const QString &folder)
{
    QSignalSpy changed(&workspace, &Workspace::networkChanged);
    workspace.openModel(writeTransformer(folder), writeImages(folder, 40));
    return QTest::qWaitFor([&] { return !changed.isEmpty(); }, 20000) && waitForJobs(workspace);
}

/// A view on a workspace of its own, on the screen.
template <typename View>
struct Shown {
    explicit Shown(QSize size)
    {
        view.resize(size);
        view.show();
    }
    /// The small transformer and its images, as soon as the view is seen.
    bool openTransformer(const QString &folder)
    {
        return QTest::qWaitForWindowExposed(&view) && test::openTransformer(workspace, folder);
    }
    Workspace workspace;
    View view{&workspace};
};

inline int layerCalled(const Workspace &workspace, const std::string &part)
{
    for (std::size_t i = 0; i < workspace.layers().size(); ++i) {
        if (workspace.layers()[i].name.find(part) != std::string::npos) {
            return static_cast<int>(i);
        }
    }
    return -1;
}

inline bool openLayer(Workspace &workspace, int layer)
{
    QSignalSpy opened(&workspace, &Workspace::layerOpened);
    workspace.openLayer(layer);
    return QTest::qWaitFor([&] { return !opened.isEmpty() && workspace.layerData() != nullptr; }, 20000)
           && waitForJobs(workspace);
}

/// In both themes, at one and two device pixels a pixel.
inline void shootBoth(QWidget &view, const QString &name)
{
    if (qEnvironmentVariableIsEmpty("VSQ_SHOTS")) {
        return;
    }
    for (const Theme::Preference preference : {Theme::Preference::Light, Theme::Preference::Dark}) {
        Theme::applyTo(*qApp, preference);
        QTest::qWait(150);
        shoot(view, name + (preference == Theme::Preference::Light ? QStringLiteral("-light") : QStringLiteral("-dark")));
    }
    Theme::current().setPreference(Theme::Preference::Light);
}

inline PlotView *plot(QWidget &view, const char *name)
{
    return view.findChild<PlotView *>(QString::fromLatin1(name));
}

/// A real click on a place of the plot's data.
inline void clickAt(PlotView &view, double x, double y)
{
    QCoreApplication::processEvents(); // sizes and the drawing that is still queued
    view.plot()->replot();
    QTest::mouseClick(view.plot(), Qt::LeftButton, {},
                      QPoint(qRound(view.axes().x->coordToPixel(x)), qRound(view.axes().y->coordToPixel(y))));
    QCoreApplication::processEvents();
}

} // namespace vsq::test
