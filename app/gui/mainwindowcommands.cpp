// SPDX-License-Identifier: GPL-3.0-or-later
// MainWindow: what each command of the table does.
#include "app/gui/mainwindow.h"

#include "app/gui/chipdialog.h"
#include "app/gui/commandpalette.h"
#include "app/gui/commands.h"
#include "app/gui/dockarea.h"
#include "app/gui/helpwindow.h"
#include "app/gui/jobspanel.h"
#include "app/gui/keylist.h"
#include "app/gui/messagebar.h"
#include "app/gui/preferencesdialog.h"
#include "views/network/formatdialog.h"
#include "views/start/startpage.h"
#include "views/workspace/view.h"

#include <QAction>
#include <QApplication>
#include <QMenu>
#include <QMessageBox>
#include <QToolButton>

namespace vsq {

void MainWindow::connectCommands()
{
    connect(m_docks->startPage(), &StartPage::openRequested, this, &MainWindow::openPath);
    connect(m_docks->startPage(), &StartPage::browseRequested, this, &MainWindow::browse);
    connect(m_docks->startPage(), &StartPage::tourRequested, this, &MainWindow::startTour);
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
    on("edit.format", [this] { chooseFormat(); });
    on("edit.chip", [this] { (new ChipDialog(m_workspace, this))->open(); });
    on("edit.settings", [this] {
        auto *dialog = new PreferencesDialog(m_settings, this);
        connect(dialog, &PreferencesDialog::changed, this, &MainWindow::applySettings);
        dialog->open();
    });
    on("view.jobs", [this] { m_jobsPanel->show(); });
    on("help.view", [this] { showHelp(); });
    on("help.tour", [this] { startTour(); });
    on("help.palette", [this] { showPalette(); });
    on("help.keys", [this] { (new KeyList(*m_commands, this))->open(); });
    on("help.about", [this] { showAbout(); });
    on("view.defaultLayout", [this] { m_docks->restoreDefaultLayout(); });
    on("view.light", [this] { setTheme(Theme::Preference::Light); });
    on("view.dark", [this] { setTheme(Theme::Preference::Dark); });
    on("view.system", [this] { setTheme(Theme::Preference::System); });
    on("view.fullScreen", [this] {
        isFullScreen() ? showNormal() : showFullScreen();
        m_commands->action(QStringLiteral("view.fullScreen"))->setChecked(isFullScreen());
    });
    for (const View *view : m_docks->views()) {
        m_commands->on(QStringLiteral("view.") + view->id(), [this, id = view->id()] {
            if (m_docks->showsStartPage()) {
                m_docks->showStartPage(false); // an empty view says how to fill it
                m_docks->raiseView(id);
            } else {
                m_docks->toggleView(id);
            }
        });
    }
}

void MainWindow::showHelp()
{
    auto *help = findChild<HelpWindow *>();
    if (help == nullptr) {
        help = new HelpWindow(this);
    }
    help->showPage(m_docks->showsStartPage() || m_docks->currentView().isEmpty() ? QStringLiteral("start")
                                                                                 : m_docks->currentView());
    help->show();
    help->raise();
    help->activateWindow();
}

void MainWindow::showPalette()
{
    std::vector<CommandPalette::Entry> entries;
    for (const auto &[row, action] : m_commands->table()) {
        entries.push_back({withoutMnemonic(titleOf(row.menu)) + QStringLiteral(": ") + withoutMnemonic(action->text()),
                           action->shortcut().toString(QKeySequence::NativeText), row.icon, action->isEnabled(),
                           [action = action] { action->trigger(); }});
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
    for (View *view : m_docks->views()) {
        view->setReducedMotion(m_settings.reducedMotion());
    }
}

void MainWindow::exportCurrentView()
{
    View *view = m_docks->view(m_docks->currentView());
    (view != nullptr ? view : m_docks->views().front())->askToExport();
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
