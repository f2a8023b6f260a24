// SPDX-License-Identifier: GPL-3.0-or-later
// The application's window: commands, views in docks, messages, the running job, files and the session.
#pragma once

#include "app/gui/session.h"
#include "app/gui/settings.h"
#include "views/workspace/workspace.h"

#include <QFileDialog>
#include <QFileSystemWatcher>
#include <QMainWindow>
#include <QTimer>

#include <memory>
#include <optional>

class QLabel;
class QMenu;
class QToolButton;

namespace vsq {

class Commands;
class DockArea;
class JobIndicator;
class JobsPanel;
class MessageBar;

class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    /// stateFolder: where the session is kept; empty: neither kept nor restored (offscreen pictures, tests).
    explicit MainWindow(const QString &stateFolder = {}, QWidget *parent = nullptr);
    ~MainWindow() override;

    [[nodiscard]] Workspace *workspace() const { return m_workspace; }
    [[nodiscard]] Commands *commands() const { return m_commands; }
    [[nodiscard]] DockArea *docks() const { return m_docks; }
    [[nodiscard]] MessageBar *messages() const { return m_messages; }
    [[nodiscard]] Settings &settings() { return m_settings; }

    /// A network or a project. Without dataPath: the data of the bundled sample, or that it was opened with before.
    void openPath(const QString &path, const QString &dataPath = {});
    /// The same with sizes of inputs that the network's file leaves open, by name; a project has its own.
    void openSized(const QString &path, const QString &dataPath, const std::map<std::string, Shape> &shapes);
    /// Goes on with the last session; after a crash asks first, in the message bar. otherwise: something else is opened.
    void restoreSession(bool otherwise = false);
    /// Once a network is open: its format, and the layer of this name on the chip.
    void whenOpened(const QString &layer, const std::optional<NumberFormat> &format);
    void saveProjectAs(const QString &path);
    /// Not larger than what the desktop leaves on its screen.
    void fitToScreen();
    /// Theme and motion as the settings say.
    void applySettings();

protected:
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    // mainwindow.cpp
    void buildStatusBar();
    void connectWorkspace();
    void refreshTitle();
    void refreshCommands();
    void refreshStatus();
    void keepSession();
    // mainwindowcommands.cpp
    void connectCommands();
    void showHelp();
    void showPalette();
    void chooseFormat();
    void fillFormatMenu();
    void setTheme(Theme::Preference preference);
    void exportCurrentView();
    void showAbout();
    // mainwindowtour.cpp
    void startTour();
    // mainwindowfiles.cpp
    void browse();
    void browseData(QFileDialog::FileMode mode);
    void askForSizes();
    void tellOfOpenSizes();
    void openProjectFile(const QString &path);
    void locate(const QString &projectPath, const Project &project);
    void fillRecentMenu();
    void refreshStartPage();
    void rememberOpened();
    void saveProject();
    void askForProjectPath();
    void watchFile();
    void fileChanged();
    [[nodiscard]] QString knownDataFor(const QString &path) const;

    Settings m_settings;
    std::unique_ptr<Session> m_session; ///< null: not kept
    Workspace *m_workspace;
    MessageBar *m_messages = nullptr;
    DockArea *m_docks;
    Commands *m_commands;
    JobsPanel *m_jobsPanel = nullptr;
    QLabel *m_summary = nullptr;
    QMenu *m_recentMenu = nullptr;
    QToolButton *m_formatButton = nullptr;
    QString m_projectPath;        ///< of the open project, empty: not saved yet
    QString m_openingProjectPath; ///< of the one being opened
    QFileSystemWatcher m_watcher;
    QTimer m_fileTimer;    ///< a file is written in several steps: looked at when it is quiet again
    QTimer m_sessionTimer; ///< saves a little after the last change
};

} // namespace vsq
