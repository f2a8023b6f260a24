// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/arguments.h"
#include "app/gui/mainwindow.h"
#include "app/gui/offscreen.h"
#include "app/gui/translation.h"
#include "core/base/freedmemory.h"
#include "core/study/samples.h"
#include "views/icons/icon.h"

#include <QApplication>
#include <QFileInfo>
#include <QLocale>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTimer>

#include <exception>

namespace {

/// With --sample the bundled one of that name, or the first; where there is none, the start page is shown.
void chooseSample(vsq::Arguments &arguments)
{
    try {
        const std::vector<vsq::Sample> samples = vsq::listSamples(vsq::samplesFolder());
        for (const vsq::Sample &sample : samples) {
            const QString path = QString::fromStdString(sample.path);
            if (arguments.model.isEmpty()
                && (arguments.sampleName.isEmpty() || QFileInfo(path).completeBaseName() == arguments.sampleName)) {
                arguments.model = path;
                arguments.dataPath = QString::fromStdString(sample.dataPath);
            }
        }
    } catch (const std::exception &) {
        // The start page is shown, which says that there are none.
    }
}

/// Ends the program when the window has been painted for the first time: for whoever measures how long a start takes.
class UntilShown : public QObject {
public:
    using QObject::QObject;
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint) {
            QTimer::singleShot(0, qApp, &QCoreApplication::quit);
        }
        return false;
    }
};

} // namespace

int main(int argc, char **argv)
{
    vsq::Arguments arguments = vsq::parseArguments(argc, argv);
    if (arguments.exitCode) {
        return *arguments.exitCode;
    }
    vsq::keepFreedMemory();
    const bool offscreen = !arguments.exportView.isEmpty() || !arguments.screenshots.isEmpty();
    if (offscreen && qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("vsqscope"));
    QApplication::setOrganizationName(QStringLiteral("vsqscope"));
    QApplication::setApplicationDisplayName(QString());
    QApplication::setApplicationVersion(QStringLiteral(VSQ_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("vsqscope"));
    QApplication::setWindowIcon(vsq::applicationIcon());
    QTemporaryDir unsaved; // pictures must not depend on anybody's layout, nor change it
    if (offscreen || arguments.safe) {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, unsaved.path());
    }
    vsq::installTranslation(application, QLocale());
    if (arguments.sample && arguments.model.isEmpty()) {
        chooseSample(arguments);
    }
    vsq::Theme::applyTo(application, arguments.theme.value_or(vsq::Settings().theme()));

    if (offscreen) {
        vsq::MainWindow window;
        vsq::Theme::current().setPreference(arguments.theme.value_or(vsq::Theme::Preference::Light));
        return vsq::runOffscreen(window, arguments);
    }
    vsq::MainWindow window(arguments.safe ? unsaved.path() : QStandardPaths::writableLocation(QStandardPaths::AppDataLocation));
    if (arguments.theme) {
        vsq::Theme::current().setPreference(*arguments.theme);
    }
    if (qEnvironmentVariableIsSet("VSQ_UNTIL_SHOWN")) {
        window.installEventFilter(new UntilShown(&window));
    }
    window.fitToScreen();
    window.show();
    window.restoreSession(!arguments.model.isEmpty());
    if (!arguments.model.isEmpty()) {
        window.openSized(arguments.model, arguments.dataPath, arguments.shapes);
    }
    window.whenOpened(arguments.layer, arguments.format);
    return QApplication::exec();
}
