// SPDX-License-Identifier: GPL-3.0-or-later
// MainWindow: what each command of the table does.
#include "app/gui/mainwindow.h"

#include "app/gui/chipdialog.h"
#include "app/gui/commandpalette.h"
#include "app/gui/commands.h"
#include "app/gui/dockarea.h"
#include "app/gui/keylist.h"
#include "app/gui/messagebar.h"
#include "app/gui/preferencesdialog.h"
#include "app/gui/viewexport.h"
#include "core/base/error.h"
#include "views/network/formatdialog.h"
#include "views/network/networkview.h"
#include "views/registry/viewregistry.h"
#include "views/start/startpage.h"
#include "views/workspace/simulationcontroller.h"

#include <QAction>
#include <QApplication>
#include <QDockWidget>
#include <QFileDialog>
#include <QMenu>
#include <QMessageBox>
#include <QToolButton>

namespace vsq {

void MainWindow::connectCommands()
{
    connect(m_docks->startPage(), &StartPage::openRequested, this, &MainWindow::openPath);
    connect(m_docks->startPage(), &StartPage::browseRequested, this, &MainWindow::browse);
    connect(m_docks->startPage(), &StartPage::forgetRequested, this, [this](const QString &path) {
        m_settings.forgetRecent(path);
        refreshStartPage();
    });
    const auto on = [this](const char *id, auto handler) { m_commands->on(QString::fromLatin1(id), handler); };
    on("file.open", [this] { browse(); });
    on("file.openData", [this] { browseData(QFileDialog::ExistingFile); });
    on("file.openFolder", [this] { browseData(QFileDialog::Directory); });
    on("file.sizes", [this] { askForSizes(); });
    on("file.start", [this] {
        refreshStartPage();
        m_docks->showStartPage(m_workspace->isEmpty() || !m_docks->showsStartPage());
    });
    on("file.reload", [this] {
        m_openingProjectPath = m_projectPath;
        m_workspace->openProject(m_workspace->project());
    });
    on("file.save", [this] { saveProject(); });
    on("file.saveAs", [this] { askForProjectPath(); });
    on("file.export", [this] { exportCurrentView(); });
    on("file.close", [this] { m_workspace->closeModel(); });
    on("file.quit", [this] { close(); });
    on("edit.undo", [this] { m_workspace->undoStack()->undo(); });
    on("edit.redo", [this] { m_workspace->undoStack()->redo(); });
    on("edit.filter", [this] {
        m_docks->raiseView(QStringLiteral("network"));
        m_docks->findChild<NetworkView *>()->focusFilter();
    });
    on("edit.format", [this] { chooseFormat(); });
    on("edit.chip", [this] { (new ChipDialog(m_workspace, this))->open(); });
    on("edit.settings", [this] {
        auto *dialog = new PreferencesDialog(m_settings, this);
        connect(dialog, &PreferencesDialog::changed, this, &MainWindow::applySettings);
        dialog->open();
    });
    on("study.cancel", [this] { m_workspace->cancelStudy(); });
    on("study.clear", [this] { m_workspace->clearStudy(); });
    on("help.palette", [this] { showPalette(); });
    on("help.keys", [this] { (new KeyList(this))->open(); });
    on("help.about", [this] { showAbout(); });
    on("view.defaultLayout", [this] { m_docks->restoreDefaultLayout(); });
    on("view.light", [this] { setTheme(Theme::Preference::Light); });
    on("view.dark", [this] { setTheme(Theme::Preference::Dark); });
    on("view.system", [this] { setTheme(Theme::Preference::System); });
    on("view.fullScreen", [this] {
        isFullScreen() ? showNormal() : showFullScreen();
        m_commands->action(QStringLiteral("view.fullScreen"))->setChecked(isFullScreen());
    });
    for (const ViewEntry &view : viewRegistry()) {
        m_commands->on(QStringLiteral("view.") + view.id, [this, id = view.id] {
            if (m_docks->showsStartPage()) {
                m_docks->showStartPage(false); // an empty view says how to fill it
                m_docks->raiseView(id);
            } else {
                m_docks->toggleView(id);
            }
        });
    }
}

void MainWindow::connectChipCommands()
{
    using Unit = Simulator::Unit;
    SimulationController *simulation = m_workspace->simulation();
    struct UnitCommands {
        Unit unit;
        const char *forward;
        const char *back;
    };
    for (const UnitCommands &commands :
         {UnitCommands{Unit::Cycle, "chip.step", "chip.stepBack"}, UnitCommands{Unit::Vector, "chip.vector", "chip.vectorBack"},
          UnitCommands{Unit::Tile, "chip.tile", "chip.tileBack"}, UnitCommands{Unit::Subtile, "chip.subtile", "chip.subtileBack"},
          UnitCommands{Unit::Layer, "chip.last", "chip.first"}}) {
        m_commands->on(QString::fromLatin1(commands.forward), [simulation, unit = commands.unit] { simulation->step(unit); });
        m_commands->on(QString::fromLatin1(commands.back), [simulation, unit = commands.unit] { simulation->stepBack(unit); });
    }
    m_commands->on(QStringLiteral("chip.run"), [this, simulation] {
        // The dataflow view knows the chosen speed.
        if (auto *run = m_docks->findChild<QAction *>(QStringLiteral("dataflow.run")); run != nullptr) {
            run->trigger();
        } else if (simulation->isRunning()) {
            simulation->pause();
        } else {
            simulation->run(0.0);
        }
    });
    m_commands->on(QStringLiteral("chip.nextEvent"), [simulation] { simulation->nextEvent(EventKind::Saturation); });
    m_commands->on(QStringLiteral("chip.previousEvent"), [simulation] { simulation->previousEvent(EventKind::Saturation); });
}

void MainWindow::showPalette()
{
    std::vector<CommandPalette::Entry> entries;
    for (const Command &command : commandTable()) {
        QAction *action = m_commands->action(command.id);
        entries.push_back({withoutMnemonic(titleOf(command.menu)) + QStringLiteral(": ") + withoutMnemonic(action->text()),
                           action->shortcut().toString(QKeySequence::NativeText), command.icon, action->isEnabled(),
                           [action] { action->trigger(); }});
    }
    // What views bring along themselves, under their stable names.
    for (QAction *action : m_docks->findChildren<QAction *>()) {
        if (action->objectName().startsWith(QLatin1String("dataflow.")) && action->property("command").toString().isEmpty()) {
            entries.push_back({tr("Dataflow: %1").arg(withoutMnemonic(action->text())),
                               action->shortcut().toString(QKeySequence::NativeText),
                               {},
                               action->isEnabled(),
                               [action] { action->trigger(); }});
        }
    }
    int index = 0;
    for (const Layer &layer : m_workspace->layers()) {
        if (layer.onChip) {
            entries.push_back({tr("Layer: %1").arg(QString::fromStdString(layer.name)), QString::fromStdString(layer.op),
                               QStringLiteral("chip"), true, [this, index] { m_workspace->openLayer(index); }});
        }
        ++index;
    }
    (new CommandPalette(std::move(entries), this))->show();
}

void MainWindow::chooseFormat()
{
    auto *dialog = new FormatDialog(m_workspace->format(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { m_workspace->setFormat(dialog->format()); });
    dialog->open();
}

void MainWindow::fillFormatMenu()
{
    QMenu *menu = m_formatButton->menu();
    menu->clear();
    const struct {
        const char *name;
        QString text;
    } formats[] = {{"vsq", tr("VSQ: 4 bits, a scale for 64 values")},
                   {"int8", tr("INT8: 8 bits, a scale a channel")},
                   {"int4", tr("INT4: 4 bits, a scale a channel")}};
    for (const auto &format : formats) {
        QAction *action = menu->addAction(format.text, this,
                                          [this, name = format.name] { m_workspace->setFormat(namedFormat(name)); });
        action->setCheckable(true);
        action->setChecked(nameOf(m_workspace->format()) == format.name);
    }
    menu->addSeparator();
    menu->addAction(m_commands->action(QStringLiteral("edit.format")));
}

void MainWindow::setTheme(Theme::Preference preference)
{
    m_settings.setTheme(preference);
    applySettings();
}

void MainWindow::applySettings()
{
    const Theme::Preference preference = m_settings.theme();
    Theme::current().setPreference(preference);
    m_commands->action(QStringLiteral("view.light"))->setChecked(preference == Theme::Preference::Light);
    m_commands->action(QStringLiteral("view.dark"))->setChecked(preference == Theme::Preference::Dark);
    m_commands->action(QStringLiteral("view.system"))->setChecked(preference == Theme::Preference::System);
    setReducedMotion(m_docks, m_settings.reducedMotion());
}

void MainWindow::exportCurrentView()
{
    const QString id = m_docks->currentView().isEmpty() ? QStringLiteral("network") : m_docks->currentView();
    QWidget *view = m_docks->view(id);
    if (askToExport(view)) {
        return;
    }
    auto *dialog = new QFileDialog(this, tr("Export %1").arg(m_docks->dock(id)->windowTitle()),
                                   m_workspace->modelName() + QLatin1Char('-') + id, exportFilter(view));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(exportFilter(view).contains(QLatin1String("*.pdf")) ? QStringLiteral("pdf") : QStringLiteral("csv"));
    connect(dialog, &QFileDialog::fileSelected, this, [this, id](const QString &path) { exportView(id, path); });
    dialog->open();
}

void MainWindow::exportView(const QString &id, const QString &path)
{
    try {
        const QStringList written = exportTo(m_docks->view(id), path);
        m_workspace->raiseMessage(Workspace::Severity::Information, tr("Written: %1").arg(written.join(QStringLiteral(", "))));
    } catch (const Error &error) {
        m_workspace->raiseMessage(Workspace::Severity::Error, QString::fromUtf8(error.what()));
    }
}

void MainWindow::showAbout()
{
    auto *box = new QMessageBox(QMessageBox::NoIcon, tr("About Vsqscope"),
                                tr("<h3>Vsqscope %1</h3><p>A microscope for per-vector scaled quantization on hardware: the "
                                   "accelerator of Keller et al., IEEE JSSC 58(4), 2023, bit for bit and cycle by cycle.</p>"
                                   "<p>Free software under the GNU General Public License, version 3 or later.</p>")
                                    .arg(QStringLiteral(VSQ_VERSION)),
                                QMessageBox::Close, this);
    box->setObjectName(QStringLiteral("aboutBox"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setIconPixmap(windowIcon().pixmap(64));
    box->open();
}

} // namespace vsq
