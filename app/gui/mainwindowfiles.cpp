// SPDX-License-Identifier: GPL-3.0-or-later
// MainWindow: opening, dropping, recent files, samples, projects, files that change on disk.
#include "app/gui/mainwindow.h"

#include "app/gui/dockarea.h"
#include "app/gui/inputsizesdialog.h"
#include "app/gui/messagebar.h"
#include "core/base/error.h"
#include "core/study/samples.h"
#include "views/start/startpage.h"
#include "views/theme/coretext.h"
#include "views/workspace/project.h"

#include <QAction>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QMimeData>

namespace vsq {

namespace {

const QString kProjectSuffix = QStringLiteral(".vsq");

bool isProject(const QString &path)
{
    return path.endsWith(kProjectSuffix, Qt::CaseInsensitive);
}

/// What vsq sweep writes.
bool isStudy(const QString &path)
{
    return path.endsWith(QLatin1String(".db"), Qt::CaseInsensitive);
}

bool isData(const QString &path)
{
    return path.endsWith(QLatin1String(".npz"), Qt::CaseInsensitive) || QFileInfo(path).isDir();
}

QString droppedFile(const QMimeData *mime)
{
    const QList<QUrl> urls = mime->urls();
    return urls.size() == 1 && urls.front().isLocalFile() ? urls.front().toLocalFile() : QString();
}

std::vector<Sample> samples()
{
    try {
        return listSamples(samplesFolder());
    } catch (const Error &) {
        return {}; // the start page then says that there are none
    }
}

} // namespace

void MainWindow::openPath(const QString &path, const QString &dataPath)
{
    openSized(path, dataPath, {});
}

void MainWindow::openSized(const QString &path, const QString &dataPath, const std::map<std::string, Shape> &shapes)
{
    if (isProject(path)) {
        openProjectFile(path);
        return;
    }
    if (isStudy(path)) {
        m_docks->showStartPage(false);
        m_docks->raiseView(QStringLiteral("accuracy"));
        m_workspace->openStudy(path);
        return;
    }
    m_openingProjectPath.clear();
    m_workspace->openModel(path, dataPath.isEmpty() ? knownDataFor(path) : dataPath, shapes);
}

QString MainWindow::knownDataFor(const QString &path) const
{
    const QString absolute = QFileInfo(path).canonicalFilePath();
    if (absolute.isEmpty()) {
        return {};
    }
    for (const Sample &sample : samples()) {
        if (QFileInfo(QString::fromStdString(sample.path)).canonicalFilePath() == absolute) {
            return QString::fromStdString(sample.dataPath);
        }
    }
    for (const RecentFile &recent : m_settings.recentFiles()) {
        if (QFileInfo(recent.path).canonicalFilePath() == absolute && QFileInfo::exists(recent.dataPath)) {
            return recent.dataPath;
        }
    }
    return {};
}

void MainWindow::openProjectFile(const QString &path)
{
    try {
        Project project = loadProject(path);
        if (!QFileInfo::exists(project.modelPath)) {
            m_messages->post({.severity = Workspace::Severity::Error,
                              .text = tr("%1: its network %2 is missing.").arg(path, project.modelPath),
                              .details = tr("Formats, chip settings and results are kept with the network that you point at."),
                              .topic = QStringLiteral("file"),
                              .choices = {{QStringLiteral("locateNetwork"), tr("Locate\u2026"),
                                           [this, path, project] { locate(path, project); }}}});
            return;
        }
        if (!project.dataPath.isEmpty() && !QFileInfo::exists(project.dataPath)) {
            m_workspace->raiseMessage(Workspace::Severity::Warning, tr("%1: its data %2 is missing.").arg(path, project.dataPath),
                                      tr("The network is opened without data; File > Open data gives it another set."));
            project.dataPath.clear();
        }
        m_openingProjectPath = QFileInfo(path).absoluteFilePath();
        m_workspace->openProject(project);
    } catch (const Error &error) {
        m_workspace->raiseMessage(Workspace::Severity::Error, coreText(error.what()));
    }
}

void MainWindow::locate(const QString &projectPath, const Project &project)
{
    const QString name = QFileInfo(project.modelPath).fileName();
    auto *dialog = new QFileDialog(this, tr("Where is %1?").arg(name), QFileInfo(projectPath).absolutePath(),
                                   tr("Networks (*.onnx *.safetensors *.npz);;All files (*)"));
    dialog->setObjectName(QStringLiteral("locateDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this, projectPath, project](const QString &found) {
        Project moved = project;
        moved.modelPath = found;
        if (const QFileInfo missing(moved.dataPath); !moved.dataPath.isEmpty() && !missing.exists()) {
            // What belonged to the network has probably moved with it.
            const QString beside = QFileInfo(found).absolutePath() + QLatin1Char('/') + missing.fileName();
            moved.dataPath = QFileInfo::exists(beside) ? beside : QString();
        }
        m_openingProjectPath = QFileInfo(projectPath).absoluteFilePath();
        m_workspace->openProject(moved);
    });
    dialog->open();
}

void MainWindow::fillRecentMenu()
{
    m_recentMenu->clear();
    const std::vector<RecentFile> files = m_settings.recentFiles();
    for (const RecentFile &file : files) {
        const QFileInfo info(file.path);
        QString name = info.fileName();
        QAction *action = m_recentMenu->addAction(name.replace(QLatin1Char('&'), QLatin1String("&&")), this,
                                                  [this, file] { openPath(file.path, file.dataPath); });
        action->setToolTip(info.exists() ? file.path : tr("%1 is no longer there").arg(file.path));
        action->setEnabled(info.exists());
    }
    if (files.empty()) {
        m_recentMenu->addAction(tr("Nothing has been opened yet"))->setEnabled(false);
    }
}

void MainWindow::browse()
{
    auto *dialog = new QFileDialog(this, tr("Open a network, a project or a study"), m_settings.lastFolder(),
                                   tr("Networks, projects and studies (*.onnx *.safetensors *.vsq *.db);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        m_settings.setLastFolder(QFileInfo(path).absolutePath());
        openPath(path);
    });
    dialog->open();
}

void MainWindow::browseData(QFileDialog::FileMode mode)
{
    const bool isFolder = mode == QFileDialog::Directory;
    auto *dialog = new QFileDialog(this, isFolder ? tr("Open a folder of images or of IDX files") : tr("Open a data set"),
                                   m_settings.lastFolder(),
                                   isFolder ? QString() : tr("Arrays and tables of texts (*.npz *.csv);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(mode);
    dialog->setOption(QFileDialog::ShowDirsOnly, isFolder);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        m_settings.setLastFolder(QFileInfo(path).absolutePath());
        Project project = m_workspace->project();
        project.dataPath = path;
        m_openingProjectPath = m_projectPath;
        m_workspace->openProject(project);
    });
    dialog->open();
}

void MainWindow::askForSizes()
{
    auto *dialog = new InputSizesDialog(*m_workspace->graph(), this);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        Project project = m_workspace->project();
        project.shapes = dialog->shapes();
        m_openingProjectPath = m_projectPath;
        m_workspace->openProject(project);
    });
    dialog->open();
}

void MainWindow::tellOfOpenSizes()
{
    const QString inputs = m_workspace->isEmpty() ? QString() : InputSizesDialog::openInputs(*m_workspace->graph());
    if (!inputs.isEmpty()) {
        m_messages->post(
            {.severity = Workspace::Severity::Information,
             .text = tr("%1 leaves sizes of its inputs open: %2. They count as 1.").arg(m_workspace->modelName(), inputs),
             .details = tr("Products are as large as the inputs are: say the sizes to see the network at them."),
             .topic = QStringLiteral("file"),
             .choices = {{QStringLiteral("setSizes"), tr("Set sizes…"), [this] { askForSizes(); }}}});
    }
}

void MainWindow::refreshStartPage()
{
    std::vector<StartItem> items;
    for (const Sample &sample : samples()) {
        items.push_back({QString::fromStdString(sample.path), QString::fromStdString(sample.dataPath), coreText(sample.title),
                         coreText(sample.description), false});
    }
    m_docks->startPage()->setSamples(items);
    items.clear();
    for (const RecentFile &file : m_settings.recentFiles()) {
        const QFileInfo info(file.path);
        items.push_back({file.path, file.dataPath, info.fileName(), info.absolutePath(), !info.exists()});
    }
    m_docks->startPage()->setRecent(items);
}

void MainWindow::rememberOpened()
{
    m_projectPath = m_workspace->isEmpty() ? QString() : m_openingProjectPath;
    m_openingProjectPath.clear();
    if (!m_workspace->isEmpty()) {
        m_settings.addRecent(m_projectPath.isEmpty() ? RecentFile{m_workspace->modelPath(), m_workspace->dataPath()}
                                                     : RecentFile{m_projectPath, {}});
    }
    refreshStartPage();
}

void MainWindow::saveProject()
{
    if (m_projectPath.isEmpty()) {
        askForProjectPath();
    } else {
        saveProjectAs(m_projectPath);
    }
}

void MainWindow::saveProjectAs(const QString &path)
{
    try {
        vsq::saveProject(m_workspace->project(), path);
        m_projectPath = QFileInfo(path).absoluteFilePath();
        m_workspace->undoStack()->setClean();
        m_settings.addRecent({m_projectPath, {}});
        refreshStartPage();
        refreshTitle();
        m_workspace->raiseMessage(Workspace::Severity::Information, tr("Project saved as %1.").arg(path));
    } catch (const Error &error) {
        m_workspace->raiseMessage(Workspace::Severity::Error, coreText(error.what()));
    }
}

void MainWindow::askForProjectPath()
{
    const QString suggestion = m_settings.lastFolder() + QLatin1Char('/') + m_workspace->modelName() + kProjectSuffix;
    auto *dialog = new QFileDialog(this, tr("Save the project"), suggestion, tr("Vsqscope projects (*.vsq)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(kProjectSuffix.mid(1));
    dialog->selectFile(QFileInfo(suggestion).fileName());
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        m_settings.setLastFolder(QFileInfo(path).absolutePath());
        saveProjectAs(path);
    });
    dialog->open();
}

void MainWindow::watchFile()
{
    if (!m_watcher.files().isEmpty()) {
        m_watcher.removePaths(m_watcher.files());
    }
    if (!m_workspace->isEmpty()) {
        m_watcher.addPath(m_workspace->modelPath());
    }
}

void MainWindow::fileChanged()
{
    const QString path = m_workspace->modelPath();
    if (path.isEmpty()) {
        return;
    }
    if (!QFileInfo::exists(path)) {
        m_messages->post({.severity = Workspace::Severity::Warning,
                          .text = tr("%1 is no longer on disk; it stays open as it was read.").arg(path),
                          .details = {},
                          .topic = QStringLiteral("file"),
                          .choices = {}});
        return;
    }
    watchFile(); // a file that was replaced is a new one to the watcher
    m_messages->post({.severity = Workspace::Severity::Warning,
                      .text = tr("%1 has changed on disk.").arg(path),
                      .details = tr("Formats, chip settings and results are kept when it is read again."),
                      .topic = QStringLiteral("file"),
                      .choices = {{QStringLiteral("reloadFile"), tr("Reload"), [this] {
                                       m_openingProjectPath = m_projectPath;
                                       m_workspace->openProject(m_workspace->project());
                                   }}}});
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    const QString path = droppedFile(event->mimeData());
    if (!path.isEmpty() && (!isData(path) || !m_workspace->isEmpty())) {
        event->acceptProposedAction();
        m_docks->startPage()->setDropping(true);
    }
}

void MainWindow::dragLeaveEvent(QDragLeaveEvent *)
{
    m_docks->startPage()->setDropping(false);
}

void MainWindow::dropEvent(QDropEvent *event)
{
    m_docks->startPage()->setDropping(false);
    const QString path = droppedFile(event->mimeData());
    if (path.isEmpty()) {
        return;
    }
    event->acceptProposedAction();
    if (isData(path) && !m_workspace->isEmpty()) {
        Project project = m_workspace->project();
        project.dataPath = path;
        m_openingProjectPath = m_projectPath;
        m_workspace->openProject(project);
    } else {
        openPath(path);
    }
}

} // namespace vsq
